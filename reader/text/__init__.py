"""Pure functions on strings: no Qt, no SQL, no files. Offsets are code points."""
