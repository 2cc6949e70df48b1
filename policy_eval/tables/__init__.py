"""The model → data frames, and what each of their columns is called and holds."""
