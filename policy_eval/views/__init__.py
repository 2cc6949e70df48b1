"""What is shown: frames and assessments → tables and text."""
