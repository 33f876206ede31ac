"""The commands about older texts: ``versions`` and ``diff``."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import asdict

from reader.cli.output import print_json
from reader.library import Library
from reader.text.diff import Comparison


def run_versions(library: Library, arguments: argparse.Namespace) -> None:
    """List the texts that an article has had, the present one last."""
    found = library.revising.versions(arguments.id)
    if arguments.json:
        print_json([asdict(each) for each in found])
    for each in [] if arguments.json else found:
        print(f"{each.number}\t{each.since}\t{each.file}")


def run_diff(library: Library, arguments: argparse.Namespace) -> None:
    """Print the paragraphs that differ between two texts; by default the last two.

    What was taken out stands in ``[-…-]``, what was put in in ``{+…+}``, as ``git diff --word-diff`` has it.
    """
    present = library.revising.versions(arguments.id)[-1].number
    new = present if arguments.new is None else arguments.new
    old = max(0, present - 1) if arguments.old is None else arguments.old
    comparison = library.revising.compare(arguments.id, old, new)
    for paragraph in "".join(_marked(comparison)).split("\n\n"):
        if "[-" in paragraph or "{+" in paragraph:
            print(paragraph)


def _marked(comparison: Comparison) -> Iterator[str]:
    for each in comparison.stretches:
        old = comparison.old[each.old_start : each.old_end]
        new = comparison.new[each.new_start : each.new_end]
        if each.same:
            yield new
            continue
        yield "\n\n".join(f"[-{part}-]" if part.strip() else part for part in old.split("\n\n"))
        yield "\n\n".join(f"{{+{part}+}}" if part.strip() else part for part in new.split("\n\n"))
