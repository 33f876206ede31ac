"""The library's database: the only SQL."""
