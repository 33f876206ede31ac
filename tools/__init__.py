"""Scripts for those who work on Docbao; nothing here is part of the program."""
