"""The language of statistics offices: figures as SDMX-CSV, and what its codes mean as SDMX-ML."""
