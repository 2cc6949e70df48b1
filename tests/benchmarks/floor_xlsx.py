"""What `poleval export -o x.xlsx` is measured against: as many cells by XlsxWriter alone, on one sheet."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import xlsxwriter  # type: ignore[import-untyped,unused-ignore]

folder, copy = Path(sys.argv[1]), Path(sys.argv[1]).with_suffix(".floor.xlsx")
made = folder.with_suffix(".xlsx")
if not made.exists():  # in the warm-up
    poleval = str(Path(sys.executable).with_name("poleval"))
    subprocess.run([poleval, "export", "-d", str(folder), "-o", str(made)], check=True)
counted = folder.with_suffix(".cells")
if not counted.exists():
    with zipfile.ZipFile(made) as book:
        sheets = [book.read(name) for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
    texts = sum(len(re.findall(rb't="s"', sheet)) for sheet in sheets)
    cells = sum(len(re.findall(rb"<v>", sheet)) for sheet in sheets)
    counted.write_text(f"{texts} {cells - texts}", encoding="utf-8")
texts, numbers = map(int, counted.read_text(encoding="utf-8").split())
book = xlsxwriter.Workbook(str(copy))
sheet = book.add_worksheet()
for number in range(texts):
    sheet.write_string(number // 20, number % 20, f"text {number % 5000}")
for number in range(numbers):
    sheet.write_number(number // 20, 20 + number % 20, number / 7)
book.close()
