"""Hold the JUnit and SARIF reports of `poleval check` against the published schemas found below a folder."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import xmlschema

schemas = Path(sys.argv[1])
sarif = json.loads(next(schemas.rglob("sarif-2.1.0*.json")).read_text(encoding="utf-8"))
junit = xmlschema.XMLSchema10(str(next(schemas.rglob("junit-10.xsd"))))
program = str(Path(sys.executable).with_name("poleval"))
for dataset in ("indicators", "tests/data/harbour", "tests/data/valid/every-key.yaml"):
    for lang in ("en", "ja"):
        outputs = [f"--output={name}={schemas / name}" for name in ("junit", "sarif")]
        subprocess.run(
            [program, "check", "-d", dataset, "--lang", lang, *outputs], stdout=subprocess.DEVNULL, check=False
        )
        junit.validate(str(schemas / "junit"))
        jsonschema.validate(json.loads((schemas / "sarif").read_text(encoding="utf-8")), sarif)
        print(f"{dataset} ({lang}): valid")
