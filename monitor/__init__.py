"""What becomes of what was read."""
