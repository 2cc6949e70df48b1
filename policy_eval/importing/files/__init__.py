"""Files of every kind → sheets of cells, as a person sees them."""
