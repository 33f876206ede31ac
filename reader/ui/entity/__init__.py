"""The page of an entity: what it is called, where it appears, and with whom; and what changes it."""
