"""The left half of the window: sidebar, search field, list of articles, list of notes.

These widgets never see the library. They are given data, ask for more through callables, and say by
signals what the user wants. Every widget takes a ``Translator`` and a ``Look`` and has ``set_look``.
"""
