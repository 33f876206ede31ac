"""Ways out: models to text, one format a file."""
