"""What the gate found, as text and for programs: one module for each format."""
