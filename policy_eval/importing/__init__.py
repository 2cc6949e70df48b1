"""A foreign table → figures in the shape of the files, each cell accounted for."""
