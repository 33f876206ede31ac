"""The page: an article set as a book page, with marks painted over it and small tools around it."""
