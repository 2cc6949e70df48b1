"""One change to the files of a dataset: locked, spliced into the text, validated, written."""
