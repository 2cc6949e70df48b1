"""Tables and details for a terminal."""
