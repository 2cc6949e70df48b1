"""A spreadsheet's table → indicators, in new files or in those that are there."""
