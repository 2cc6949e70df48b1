"""What there is: indicators and their figures, periods, targets; frozen, and without a file or a clock."""
