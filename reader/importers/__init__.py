"""Ways in: one format a file."""
