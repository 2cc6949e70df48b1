"""What the codes of the SDMX-CSV mean, as SDMX-ML 2.1: codelists, concepts, the structure of the data, its dataflow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from ...model.codes import LANGUAGES
from ...model.periods import FREQUENCIES
from ...model.status import Status
from ...tables.column_names import heading
from ...terminal_text import spelt_out
from ...wording.words import word
from .cube import AGENCY, ATTRIBUTES, FLOW, VERSION, WHOLE, Dimension, dimensions_of

if TYPE_CHECKING:
    from ...model.programme import Programme
    from ...wording.style import Style

_BASE: Final = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1"
_SPACES: Final = {"mes": f"{_BASE}/message", "str": f"{_BASE}/structure", "com": f"{_BASE}/common"}
_XML: Final = "http://www.w3.org/XML/1998/namespace"
_LANGUAGES: Final = LANGUAGES[::-1]
Names = Mapping[str, str]


def write(programme: Programme, day: date, _: Style) -> bytes:
    """The structure message for all figures of the programme; names in both languages as far as there are some."""
    for prefix, space in _SPACES.items():
        register_namespace(prefix, space)
    dimensions = dimensions_of(programme)
    root = Element(_tag("mes", "Structure"))
    header = SubElement(root, _tag("mes", "Header"))
    SubElement(header, _tag("mes", "ID")).text = FLOW
    SubElement(header, _tag("mes", "Test")).text = "false"
    SubElement(header, _tag("mes", "Prepared")).text = f"{day.isoformat()}T00:00:00"
    SubElement(header, _tag("mes", "Sender"), id=AGENCY)
    parts = SubElement(root, _tag("mes", "Structures"))
    flows = SubElement(parts, _tag("str", "Dataflows"))
    _structure_of(_artefact(flows, "Dataflow", FLOW, {"en": "Figures of indicators"}))
    codelists = SubElement(parts, _tag("str", "Codelists"))
    for name, codes in _codelists(programme, dimensions).items():
        codelist = _artefact(codelists, "Codelist", name, {"en": name})
        for code, names in codes.items():
            _named(SubElement(codelist, _tag("str", "Code"), id=code), names)
    schemes = SubElement(parts, _tag("str", "Concepts"))
    scheme = _artefact(schemes, "ConceptScheme", "CONCEPTS", {"en": "Concepts"})
    for concept, names in _concepts(dimensions).items():
        _named(SubElement(scheme, _tag("str", "Concept"), id=concept), names)
    structures = SubElement(parts, _tag("str", "DataStructures"))
    _components(_artefact(structures, "DataStructure", FLOW, {"en": "Figures of indicators"}), dimensions)
    indent(root)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _tag(prefix: str, name: str) -> str:
    return f"{{{_SPACES[prefix]}}}{name}"


def _artefact(parent: Element, kind: str, name: str, names: Names) -> Element:
    """A part of the structure that others refer to."""
    element = SubElement(parent, _tag("str", kind), id=name, agencyID=AGENCY, version=VERSION, isFinal="false")
    _named(element, names)
    return element


def _named(element: Element, names: Names) -> None:
    for lang, words in names.items():
        SubElement(element, _tag("com", "Name"), {f"{{{_XML}}}lang": lang}).text = spelt_out(words)


def _codelists(programme: Programme, dimensions: Sequence[Dimension]) -> Mapping[str, Mapping[str, Names]]:
    """The names of all codes, by codelist."""
    indicators: dict[str, Names] = {
        one.id: {lang: one.title.words(lang) for lang in _LANGUAGES} for _, one in programme
    }
    categories = {
        f"CL_{one.code}": {
            WHOLE: {"en": "Total", "ja": "総数"},
            **{code: {"en": name} for code, name in one.categories.items()},
        }
        for one in dimensions
    }
    return {
        "CL_FREQ": {one.code: {"en": one.word} for one in FREQUENCIES.values()},
        "CL_INDICATOR": indicators,
        **categories,
        "CL_OBS_STATUS": {status.code: {lang: word(status, lang) for lang in _LANGUAGES} for status in Status},
    }


def _concepts(dimensions: Sequence[Dimension]) -> Mapping[str, Names]:
    own = {one.code: {"en": one.name} for one in dimensions}
    fixed = {"FREQ": "freq", "INDICATOR": "indicator", "TIME_PERIOD": "period", "OBS_VALUE": "value"}
    columns = {**fixed, **ATTRIBUTES}
    return {**{name: {lang: heading(column, lang) for lang in _LANGUAGES} for name, column in columns.items()}, **own}


def _structure_of(flow: Element) -> None:
    structure = SubElement(flow, _tag("str", "Structure"))
    SubElement(
        structure,
        "Ref",
        {"id": FLOW, "version": VERSION, "agencyID": AGENCY, "package": "datastructure", "class": "DataStructure"},
    )


def _components(structure: Element, dimensions: Sequence[Dimension]) -> None:
    """The dimensions in their order, the attributes of each figure, and the measure."""
    components = SubElement(structure, _tag("str", "DataStructureComponents"))
    keys = SubElement(components, _tag("str", "DimensionList"), id="DimensionDescriptor")
    coded = {"FREQ": "CL_FREQ", "INDICATOR": "CL_INDICATOR", **{one.code: f"CL_{one.code}" for one in dimensions}}
    for position, (name, codelist) in enumerate(coded.items(), start=1):
        dimension = SubElement(keys, _tag("str", "Dimension"), id=name, position=str(position))
        _concept(dimension, name)
        _codelist(dimension, codelist)
    time = SubElement(keys, _tag("str", "TimeDimension"), id="TIME_PERIOD", position=str(len(coded) + 1))
    _concept(time, "TIME_PERIOD")
    SubElement(
        SubElement(time, _tag("str", "LocalRepresentation")),
        _tag("str", "TextFormat"),
        textType="ObservationalTimePeriod",
    )
    attributes = SubElement(components, _tag("str", "AttributeList"), id="AttributeDescriptor")
    for name in ATTRIBUTES:
        attribute = SubElement(attributes, _tag("str", "Attribute"), id=name, assignmentStatus="Conditional")
        _concept(attribute, name)
        if name == "OBS_STATUS":
            _codelist(attribute, "CL_OBS_STATUS")
        relation = SubElement(attribute, _tag("str", "AttributeRelationship"))
        SubElement(SubElement(relation, _tag("str", "PrimaryMeasure")), "Ref", id="OBS_VALUE")
    measures = SubElement(components, _tag("str", "MeasureList"), id="MeasureDescriptor")
    measure = SubElement(measures, _tag("str", "PrimaryMeasure"), id="OBS_VALUE")
    _concept(measure, "OBS_VALUE")
    SubElement(SubElement(measure, _tag("str", "LocalRepresentation")), _tag("str", "TextFormat"), textType="Double")


def _concept(component: Element, name: str) -> None:
    identity = SubElement(component, _tag("str", "ConceptIdentity"))
    SubElement(
        identity,
        "Ref",
        {
            "id": name,
            "maintainableParentID": "CONCEPTS",
            "maintainableParentVersion": VERSION,
            "agencyID": AGENCY,
            "package": "conceptscheme",
            "class": "Concept",
        },
    )


def _codelist(component: Element, name: str) -> None:
    representation = SubElement(component, _tag("str", "LocalRepresentation"))
    enumeration = SubElement(representation, _tag("str", "Enumeration"))
    SubElement(
        enumeration,
        "Ref",
        {"id": name, "version": VERSION, "agencyID": AGENCY, "package": "codelist", "class": "Codelist"},
    )
