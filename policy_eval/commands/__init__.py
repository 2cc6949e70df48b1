"""The commands that are too long for `cli`, one small module each."""
