"""Print the lower bounds of a pyproject.toml as pip constraints: `typer>=0.16` gives `typer==0.16`."""

import re
import sys
import tomllib
from pathlib import Path

project = tomllib.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))["project"]
extras = project["optional-dependencies"]
for requirement in (*project["dependencies"], *extras["xlsx"], *extras["parquet"], *extras["test"]):
    if not requirement.startswith(f"{project['name']}["):  # pip wants no extras in a constraint
        print(re.sub(r"\[.*\]", "", requirement).replace(">=", "=="))
