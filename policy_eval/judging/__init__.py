"""What the figures say: changes, gaps, pace, waivers, the gate. Pure; the day of judgement is an argument."""
