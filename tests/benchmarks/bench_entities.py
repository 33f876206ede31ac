"""Strict F1 of the recognisers on texts marked by hand: ``python -m tests.benchmarks.bench_entities``.

A mention counts when its span and its type are those of the mark. Without files the corpus is read, then the
development sets; a file may also be bare text with marks, without a header, or many pieces, each after a line
``# name | style``; its language is then the name of its folder. Ends with the errors of the worst texts.
"""

# ruff: noqa: T201 - the report is printed

from __future__ import annotations

import argparse
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from reader.entities import recognise
from reader.models import EntityType
from tests.conftest import REPOSITORY
from tests.gold import GoldMention, gold_files, read_gold, unmark

NAMES = ("PER", "ORG", "LOC")


@dataclass
class Score:
    """Counts of found and right mentions."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 0.0

    def line(self, name: str) -> str:
        precision = self.right / self.found if self.found else 0.0
        recall = self.right / self.wanted if self.wanted else 0.0
        return f"{name:12} P {precision:.3f}  R {recall:.3f}  F1 {self.f1:.3f}  ({self.wanted} marks)"


@dataclass
class Bench:
    """Scores by language and type, errors by text, and the time that recognising took."""

    scores: dict[tuple[str, str], Score] = field(default_factory=dict)
    linked: Counter[bool] = field(default_factory=Counter)
    errors: dict[str, list[str]] = field(default_factory=dict)
    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    characters: Counter[str] = field(default_factory=Counter)

    def add(self, name: str, language: str, text: str, marks: list[GoldMention]) -> None:
        if language not in self.seconds:
            recognise(text, language)  # loads lists and models
        began = time.process_time()
        mentions = recognise(text, language)
        self.seconds[language] += time.process_time() - began
        self.characters[language] += len(text)
        wanted = {(mark.start, mark.end, mark.type): mark for mark in marks if not mark.inner}
        found = {(m.start, m.end, m.type.value): m for m in mentions if not m.within(mentions)}
        for kind in (*EntityType, "names"):
            score = self.scores.setdefault((language, str(kind)), Score())
            for key in wanted.keys() | found.keys():
                if key[2] == kind or (kind == "names" and key[2] in NAMES):
                    score.wanted += key in wanted
                    score.found += key in found
                    score.right += key in wanted and key in found
        self.linked.update(wanted[key].entity == found[key].entity for key in wanted.keys() & found.keys())
        self.errors[name] = [
            f"{'missed' if key in wanted else 'wrong '} {key[2]:5} {text[key[0] : key[1]]!r}"
            f"  …{text[max(0, key[0] - 30) : key[1] + 20]!r}"
            for key in sorted(wanted.keys() ^ found.keys())
        ]

    def report(self, worst: int) -> None:
        for language in sorted(self.seconds):
            print(f"\n{language}: {self.characters[language] / self.seconds[language]:,.0f} characters/s")
            for kind in (*EntityType, "names"):
                score = self.scores[language, str(kind)]
                if score.found or score.wanted:
                    print("  " + score.line("PER+ORG+LOC" if kind == "names" else str(kind)))
        print(f"\nright entity name: {self.linked[True]} of {self.linked.total()} mentions found")
        for name, errors in sorted(self.errors.items(), key=lambda item: -len(item[1]))[:worst]:
            print(f"\n{name}: {len(errors)} errors")
            print("\n".join(f"  {error}" for error in errors))


TRAINING = REPOSITORY / "resources" / "training"
_PIECE = re.compile(r"^# ([^|\n]+?)(?: \|.*)?\n", re.MULTILINE)


def _texts(path: Path) -> Iterator[tuple[str, str, str, list[GoldMention]]]:
    """Yield the name, language, text and marks of each text in a file."""
    content = path.read_text(encoding="utf-8")
    if "\n---\n" in content:
        gold = read_gold(path)
        yield gold.slug, gold.metadata["language"], gold.text, list(gold.mentions)
        return
    language = path.parent.name if path.parent.name in ("vi", "ru", "en") else "vi"
    pieces = _PIECE.split(content) if content.startswith("# ") else ["", path.stem, content]
    for name, body in zip(pieces[1::2], pieces[2::2], strict=True):
        text, marks = unmark(body.strip())
        yield name, language, text, marks


def main() -> None:
    """Read the files, or the corpus, and print the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--worst", type=int, default=5, help="texts whose errors are shown")
    parser.add_argument("--language", default="")
    parser.add_argument("--only", default="", help="a regular expression that the names of texts must match")
    options = parser.parse_args()
    recognise("Xin chào", "vi")
    kept = {"corpus": gold_files(), "development sets": sorted(TRAINING.glob("??/*.txt"))}
    for title, paths in {"": options.files}.items() if options.files else kept.items():
        if title:
            print(f"\n== {title}")
        bench = Bench()
        for path in paths:
            for name, language, text, marks in _texts(path):
                wanted = title != "development sets" or _kept_aside(language, name)
                if wanted and options.language in ("", language) and re.search(options.only, name):
                    bench.add(name, language, text, marks)
        bench.report(options.worst)


def _kept_aside(language: str, name: str) -> bool:
    """Whether a piece was never trained on, or looked at: see ``resources/training``."""
    number = int(name.rpartition("-")[2])
    return number > 20 if language == "ru" else number % {"vi": 8, "en": 10}[language] == 0


if __name__ == "__main__":
    main()
