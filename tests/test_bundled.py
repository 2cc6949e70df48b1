"""The bundled evaluation, figure by figure, as its tables and its text print it."""

from __future__ import annotations

from pathlib import Path

import pytest

import policy_eval
from policy_eval.model.codes import MetricKind
from policy_eval.model.status import Status

INDICATORS = Path(__file__).parents[1] / "indicators"

TABLES: dict[str, dict[str, float | None]] = {
    "budget-policy": {"FY2021": 3223, "FY2022": 3034, "FY2023": 5262, "FY2024": 8174},
    "execution-policy": {"FY2021": 2354, "FY2022": 2754, "FY2023": 4958, "FY2024": None},
    "budget-contributions": {"FY2021": 95663, "FY2022": 99215, "FY2023": 114862, "FY2024": 77140},
    "execution-contributions": {"FY2021": 95280, "FY2022": 98588, "FY2023": 114680, "FY2024": None},
    "think-tank-outputs": {"FY2020": 855, "FY2021": 1523, "FY2022": 1434, "FY2023": 2917},
    "bluebook-web-access": {"2020": 2_660_000, "2021": 3_000_000, "2022": 4_120_000, "2023": 3_030_000},
    "asia-piracy-incidents": {"2021": 56, "2022": 58, "2023": 67},
    "asia-serious-piracy-incidents": {"2021": 0, "2022": 0, "2023": 0},
    "osa-budget": {"FY2023": 2000},
    "osa-recipient-countries": {"FY2023": 4},
    "pko-poll-support": {"FY2021": 84.2, "FY2022": 87.9, "FY2023": 87.7},
    "pko-seminars": {"FY2021": 17, "FY2022": 15, "FY2023": 20},
    "primary-course-io-rate": {"FY2021": 50, "FY2022": 50, "FY2023": 52},
    "primary-course-field-rate": {"FY2021": 79, "FY2022": 71, "FY2023": 76},
    "unmiss-staff": {"FY2021": 4, "FY2022": 4, "FY2023": 4, "FY2024": 6},
    "mfo-staff": {"FY2023": 4},
    "ct-consultations": {"FY2021": 1, "FY2022": 2, "FY2023": 5, "FY2021..FY2023": 8},
    "unodc-dialogues": {"FY2021": 1, "FY2022": 1, "FY2023": 1},
    "ct-convention-workshop-invitees": {"FY2021": 0, "FY2022": 0, "FY2023": 12},
    "islamic-teacher-invitees": {"FY2021": 0, "FY2022": 20, "FY2023": 6},
    "other-ct-workshops": {"FY2021": 0, "FY2022": 0, "FY2023": 1},
    "ct-capacity-contributions": {"FY2021..FY2023": 48_300_000},
    "trafficking-victims-returned": {"2021..2023": 19},
    "space-conferences": {"FY2021": 5, "FY2022": 4, "FY2023": 4},
    "space-dialogues": {"FY2021": 1, "FY2022": 3, "FY2023": 2},
    "space-law-seminar-countries": {"FY2023": 7},
    "jpo-retention": {"FY2020": 85.2, "FY2021": 78.6, "FY2022": 72.7, "FY2023": 82.7},
    "un-staff": {"2020-12": 918, "2021-12": 956, "2022-12": 961, "2023-12": None},
    "resettled-refugees": {"2023-12": 111},
    "un-women-contributions": {"FY2021..FY2023": 53_490_000},
    "srsg-svc-contributions": {"FY2021..FY2023": 2_450_000},
    "gsf-contributions": {"FY2021..FY2023": 6_000_000},
    "wps-dialogues": {"FY2023": 5},
    "bwc-working-papers": {"FY2021..FY2023": 10},
    "iaea-director-visits": {"FY2021..FY2023": 3},
    "nssg-meetings": {"2023": 3},
    "nswg-meetings": {"2022": 1, "2023": 1},
    "istc-overhead-ratio": {"FY2021": 7, "FY2022": 8, "FY2023": 10.37},
    "st-joint-committees": {"FY2021..FY2023": 23},
    "primary-course-io-hires": {"FY2021": 11, "FY2022": 8, "FY2023": 8},
    "pko-personnel": {},
    "ukraine-relief-goods": {},
    "ukraine-airlift-weight": {"FY2021..FY2023": 103},
    "ukraine-airlift-flights": {"FY2021..FY2023": 8},
    "ukraine-airlift-goods": {},
    "palestine-relief-goods": {},
    "tpp-contribution": {"FY2021..FY2023": 8_500_000},
    "islamic-teacher-programmes": {"FY2021..FY2023": 2},
    "rome-lyon-meetings": {"2023": 2},
    "security-council-election-votes": {"2022": 184},
    "resettlement-ceiling": {"FY2021..FY2023": 60},
    "human-rights-resolutions": {"FY2021": 2, "FY2022": 2, "FY2023": 4},
    "bwc-ratifications": {"FY2021..FY2023": 2},
    "iter-toroidal-field-coils": {"2023": 8},
}
RANGES: dict[str, dict[str, tuple[float | None, float | None]]] = {
    "somalia-piracy-incidents": {"FY2021..FY2023": (0, 1)},
    "cyber-consultation-partners": {"FY2021..FY2023": (10, None)},
    "istc-scientists-supported": {"2021..2023": (2000, None)},
}
BASES: dict[str, dict[str, float]] = {"primary-course-io-hires": {"FY2021": 13, "FY2022": 10, "FY2023": 12}}
PARTS: dict[str, dict[str, dict[str, float]]] = {
    "osa-recipient-countries": {
        f"country={name}": {"FY2023": 1} for name in ("philippines", "bangladesh", "malaysia", "fiji")
    },
    "pko-personnel": {
        "country=japan": {"FY2021..FY2023": 6},
        "country=india": {"FY2021..FY2023": 5455},
        "country=indonesia": {"FY2021..FY2023": 2740},
        "country=china": {"FY2021..FY2023": 1802},
        "country=republic-of-korea": {"FY2021..FY2023": 539},
        "country=thailand": {"FY2021..FY2023": 291},
    },
    "ukraine-relief-goods": {
        "item=blankets": {"FY2022": 5000},
        "item=plastic-sheets": {"FY2022": 4500},
        "item=sleeping-mats": {"FY2022": 8500},
    },
    "ukraine-airlift-goods": {
        "item=blankets": {"FY2021..FY2023": 17280},
        "item=plastic-sheets": {"FY2021..FY2023": 12000},
        "item=solar-lamps": {"FY2021..FY2023": 5184},
        "item=kitchen-sets": {"FY2021..FY2023": 3380},
    },
    "palestine-relief-goods": {
        "item=blankets": {"FY2023": 5000},
        "item=water-containers": {"FY2023": 10000},
        "item=plastic-sheets": {"FY2023": 4500},
        "item=sleeping-mats": {"FY2023": 8500},
    },
    "human-rights-resolutions": {
        "resolution=dprk": {"FY2021": 2, "FY2022": 2, "FY2023": 2},
        "resolution=leprosy": {"FY2023": 1},
        "resolution=cambodia": {"FY2023": 1},
    },
}
RATIOS: dict[str, dict[str, tuple[float, float]]] = {
    "execution-rate-policy": {"FY2021": (2354, 3223), "FY2022": (2754, 3034), "FY2023": (4958, 5262)},
    "execution-rate-contributions": {
        "FY2021": (95280, 95663),
        "FY2022": (98588, 99215),
        "FY2023": (114680, 114862),
    },
    "primary-course-io-rate": {"FY2021": (97, 192), "FY2022": (103, 203), "FY2023": (113, 215)},
    "primary-course-field-rate": {"FY2021": (152, 192), "FY2022": (144, 203), "FY2023": (164, 215)},
}
REFERENCE = {
    "1": {"think-tank-outputs", "bluebook-web-access"},
    "3": {"pko-poll-support", "pko-seminars"},
    "4": {
        "ct-consultations",
        "unodc-dialogues",
        "ct-convention-workshop-invitees",
        "islamic-teacher-invitees",
        "other-ct-workshops",
    },
    "5": {"space-conferences", "space-dialogues"},
    "6": {"jpo-retention", "un-staff"},
    "11": {"istc-overhead-ratio"},
}
TITLES = {
    "1": "中長期的かつ総合的な外交政策の企画立案と対外発信",
    "2": "日本の安全保障に係る基本的な外交政策",
    "3": "国際平和協力やその他の安全保障上の協力の拡充、体制の整備",
    "4": "国際テロ対策協力及び国際組織犯罪対策協力の推進",
    "5": "宇宙に関する取組の強化",
    "6": "国連を始めとする国際機関における我が国の地位向上、望ましい国連の実現",
    "7": "国際社会における人権・民主主義の保護・促進のための国際協力の推進",
    "8": "ジェンダー平等の実現に向けた国際協力の推進",
    "9": "軍備管理・軍縮・不拡散への取組",
    "10": "原子力の平和的利用のための国際協力の推進",
    "11": "科学技術に係る国際協力の推進",
}


@pytest.fixture(scope="module")
def programme() -> policy_eval.Programme:
    return policy_eval.load(INDICATORS)


def test_the_files_are_without_a_warning(programme: policy_eval.Programme) -> None:
    assert programme.warnings == ()


def test_there_are_eleven_sub_fields_with_their_official_titles(programme: policy_eval.Programme) -> None:
    titles = {sub_field.sub_field: sub_field.title.words("ja") for sub_field in programme.sub_fields[1:]}
    assert titles == TITLES


def test_the_reference_metrics_are_those_that_the_evaluation_lists(programme: policy_eval.Programme) -> None:
    listed: dict[str, set[str]] = {}
    for sub_field, indicator in programme:
        if indicator.kind is MetricKind.REFERENCE:
            listed.setdefault(sub_field.sub_field, set()).add(indicator.id)
    assert listed == REFERENCE


def test_every_indicator_is_held_against_the_source(programme: policy_eval.Programme) -> None:
    assert {indicator.id for indicator in programme.indicators} == {*TABLES, *RATIOS, *RANGES}


@pytest.mark.parametrize("indicator", TABLES)
def test_every_figure_is_the_published_one(programme: policy_eval.Programme, indicator: str) -> None:
    frame = programme.observations()
    rows = frame[(frame["indicator"] == indicator) & frame["breakdown"].isna()]
    values = [None if value != value else value for value in rows["value"]]  # noqa: PLR0124  # NaN
    assert dict(zip(rows["period"], values, strict=True)) == TABLES[indicator]


@pytest.mark.parametrize("indicator", RATIOS)
def test_every_ratio_has_its_published_parts(programme: policy_eval.Programme, indicator: str) -> None:
    frame = programme.observations()
    rows = frame[(frame["indicator"] == indicator) & frame["numerator"].notna()]
    parts = zip(rows["numerator"], rows["denominator"], strict=True)
    assert dict(zip(rows["period"], parts, strict=True)) == RATIOS[indicator]


def test_what_is_only_a_range_or_a_bound_is_one(programme: policy_eval.Programme) -> None:
    ranges = {
        (one.id, period.label(one.basis), seen.low, seen.high)
        for _, one in programme.every_series()
        for period, seen in one.observations.items()
        if seen.is_range
    }
    assert ranges == {(name, period, *ends) for name, known in RANGES.items() for period, ends in known.items()}
    for name in RANGES:
        assert name not in TABLES


@pytest.mark.parametrize("indicator", BASES)
def test_every_count_out_of_a_base_has_it(programme: policy_eval.Programme, indicator: str) -> None:
    frame = programme.observations()
    rows = frame[frame["indicator"] == indicator]
    assert dict(zip(rows["period"], rows["denominator"], strict=True)) == BASES[indicator]


def test_every_part_has_its_figures(programme: policy_eval.Programme) -> None:
    parts: dict[str, dict[str, dict[str, float | None]]] = {}
    for _, one in programme.every_series():
        if one.part:
            figures = {period.label(one.basis): one.value(seen) for period, seen in one.observations.items()}
            parts.setdefault(one.id, {})[one.breakdown] = figures
    assert parts == PARTS


def test_the_rates_that_no_table_prints_are_derived(programme: policy_eval.Programme) -> None:
    derived = {one.id: one.derive.ratio for one in programme.indicators if one.derive}
    assert derived == {
        f"execution-rate-{name}": (f"execution-{name}", f"budget-{name}") for name in ("policy", "contributions")
    }


def test_there_are_36_goals_28_for_the_next_time_and_those_of_the_policy(programme: policy_eval.Programme) -> None:
    goals = programme.goals("ja")
    now, level = goals["period"] == "2021..2023", goals["level"]
    assert ((now & (level == "mid-term")).sum(), (~now & (level == "mid-term")).sum()) == (36, 28)
    assert ((now & (level == "policy")).sum(), (~now & (level == "policy")).sum()) == (12, 12)
    assert set(goals["period"]) == {"2021..2023", "2024..2026"}
    verdicts = {(row.sub_field, row.goal): row.verdict for row in goals.itertuples() if row.verdict}
    nearly = [key for key, verdict in verdicts.items() if verdict == "概ね達成"]
    assert nearly == [("9", "2"), ("9", "3"), ("9", "4")]


def test_the_next_goals_of_sub_field_6_name_no_number(programme: policy_eval.Programme) -> None:
    rows = programme.goals("ja").itertuples()
    goals = {str(row.goal): str(row.title) for row in rows if row.sub_field == "6"}
    assert "1,000人" in goals["3"]
    assert {"next-1", "next-2"} <= set(goals)
    assert not any("1,000" in title for goal, title in goals.items() if "next" in goal)


def test_what_the_source_qualifies_is_qualified(programme: policy_eval.Programme) -> None:
    qualified = {
        (indicator.id, observation.status)
        for indicator in programme.indicators
        for observation in indicator.observations.values()
        if observation.status is not None
    }
    assert qualified == {
        ("bluebook-web-access", Status.ESTIMATED),
        ("ct-capacity-contributions", Status.ESTIMATED),
        ("un-women-contributions", Status.ESTIMATED),
        ("srsg-svc-contributions", Status.ESTIMATED),
        ("resettlement-ceiling", Status.ESTIMATED),
        ("unmiss-staff", Status.FORECAST),
        ("ct-convention-workshop-invitees", Status.SPECIAL_EVENT),
        ("islamic-teacher-invitees", Status.SPECIAL_EVENT),
        ("other-ct-workshops", Status.SPECIAL_EVENT),
        ("un-staff", Status.PENDING),
    }


def test_the_targets_are_those_that_the_evaluation_names(programme: policy_eval.Programme) -> None:
    targets = {
        (i.id, t.bound, t.figures, t.by and t.by.label(i.basis)) for i in programme.indicators for t in i.targets
    }
    assert targets == {
        ("un-staff", "at_least", (1000, None), "2025-12"),
        ("primary-course-io-rate", "at_least", (50, None), None),
        ("primary-course-field-rate", "at_least", (70, None), None),
        ("istc-overhead-ratio", "at_most", (10, None), None),
    }


def test_every_figure_names_its_source(programme: policy_eval.Programme) -> None:
    assert programme.observations("ja")["source"].notna().all()
    assert programme.observations("en")["source"].notna().all()


def test_everything_is_there_in_both_languages(programme: policy_eval.Programme) -> None:
    for sub_field, indicator in programme:
        for words in (sub_field.title, indicator.title, indicator.unit, indicator.description, indicator.note):
            assert words is None or (words.ja and words.en), indicator.id
