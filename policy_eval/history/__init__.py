"""Earlier states of a dataset."""
