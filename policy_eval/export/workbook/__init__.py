"""The figures as a workbook: sheets to read, filter and print, with native charts and notes."""

from .book import write as write
