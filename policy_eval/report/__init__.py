"""The report: one page of HTML for those who do not use a terminal."""
