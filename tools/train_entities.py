"""Train the model of Vietnamese names on the text of resources/training; print how good it is.

    python -m tools.train_entities              write resources/models/vi.crfsuite, score the development set
    python -m tools.train_entities --check      write nothing; score by five folds
    python -m tools.train_entities --agreement  how far two markers of the same pieces agree

What the model is and how it does is told in ``resources/models/README.md``.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pycrfsuite

from reader.entities import features, model, numbers, vietnamese, witnesses
from reader.entities.spans import Span
from reader.entities.tokens import Words, read
from reader.models import EntityType
from tests.gold import GoldMention, unmark

ROOT = Path(__file__).resolve().parent.parent
TEXT = ROOT / "resources" / "training" / "vi"
SECOND = ROOT / "resources" / "training" / "vi-second.txt"
MODEL = ROOT / "resources" / "models" / "vi.crfsuite"

L1, L2, ITERATIONS = 0.1, 0.02, 150
FOLDS, SEED = 5, 7
NAMES = (EntityType.PER, EntityType.ORG, EntityType.LOC)
Mark = tuple[int, int, str]


@dataclass(frozen=True)
class Piece:
    """A text with its marks: start and end in code points, and the type."""

    name: str
    text: str
    mentions: tuple[GoldMention, ...]

    @property
    def development(self) -> bool:
        """Whether the piece is kept aside: every eighth of a field."""
        return int(self.name.rpartition("-")[2]) % 8 == 0

    def marks(self) -> set[Mark]:
        """Return the outer marks."""
        return {(mark.start, mark.end, mark.type) for mark in self.mentions if not mark.inner}


@dataclass(frozen=True)
class Example:
    """A piece as the model sees it."""

    piece: Piece
    words: Words
    rules: list[Span]
    rows: list[list[str]]


def read_pieces(path: Path) -> list[Piece]:
    """Return the pieces of a file: ``# name | genre``, then paragraphs with marks."""
    found = []
    for chunk in re.split(r"(?m)^# ", path.read_text(encoding="utf-8"))[1:]:
        head, _, body = chunk.partition("\n")
        text, mentions = unmark(body.strip())
        found.append(Piece(head.split("|")[0].strip(), text, tuple(mentions)))
    return found


def prepare(piece: Piece) -> Example:
    """Let the rules read a piece."""
    words = read(piece.text)
    rules = witnesses(piece.text, [*vietnamese.find(piece.text), *numbers.find(piece.text, "vi")])
    return Example(piece, words, rules, features.of_words(words, rules, vietnamese.clues(words)))


def train(examples: Sequence[Example], path: Path) -> None:
    """Train a model and write it to ``path``."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for example in examples:
        names = [
            Span(mark.start, mark.end, EntityType(mark.type))
            for mark in example.piece.mentions
            if not mark.inner and mark.type in model.TYPES
        ]
        tags = features.places(example.words, names)
        for first, end in features.lines(example.words):
            trainer.append(example.rows[first:end], tags[first:end])
    trainer.set_params({"c1": L1, "c2": L2, "max_iterations": ITERATIONS})
    path.parent.mkdir(parents=True, exist_ok=True)
    trainer.train(str(path))


def decide(trained: model.Model, example: Example) -> set[Mark]:
    """Return what the model finds in a piece."""
    spans = trained.decide(example.words, example.rules, vietnamese.clues(example.words))
    return {(span.start, span.end, span.type.value) for span in spans}


def report(pairs: Sequence[tuple[set[Mark], set[Mark]]], *, types: Sequence[str]) -> None:
    """Print strict F1 by type for pairs of (wanted, found)."""
    for name, kinds in (*((kind, (kind,)) for kind in types), ("PER+ORG+LOC", NAMES)):
        wanted = [{mark for mark in first if mark[2] in kinds} for first, _ in pairs]
        found = [{mark for mark in second if mark[2] in kinds} for _, second in pairs]
        right = sum(len(first & second) for first, second in zip(wanted, found, strict=True))
        total = sum(map(len, wanted)) + sum(map(len, found))
        print(f"  {name:12} F1 {2 * right / total if total else 0.0:.3f}  ({sum(map(len, wanted))} marks)")


def check(examples: list[Example]) -> None:
    """Print the scores of rules and model by folds."""
    order = list(examples)
    random.Random(SEED).shuffle(order)
    by_model, by_rules = [], []
    with tempfile.TemporaryDirectory() as folder:
        for fold in range(FOLDS):
            held = order[fold::FOLDS]
            path = Path(folder) / f"{fold}.crfsuite"
            train([example for example in order if example not in held], path)
            trained = model.Model(path)
            for example in held:
                wanted = example.piece.marks()
                by_model.append((wanted, decide(trained, example)))
                rules = {(span.start, span.end, span.type.value) for span in example.rules}
                by_rules.append((wanted, rules))
    for name, pairs in (("rules alone", by_rules), ("model", by_model)):
        print(name)
        report(pairs, types=sorted(model.TYPES))


def agreement(pieces: Sequence[Piece]) -> None:
    """Print how far the second marking agrees with the first."""
    first = {piece.name: piece for piece in pieces}
    second = read_pieces(SECOND)
    print(f"{len(second)} pieces marked twice")
    report([(first[piece.name].marks(), piece.marks()) for piece in second], types=list(EntityType))


def main() -> None:
    """Do what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--agreement", action="store_true")
    options = parser.parse_args()
    pieces = [piece for path in sorted(TEXT.glob("*.txt")) for piece in read_pieces(path)]
    if options.agreement:
        agreement(pieces)
        return
    examples = [prepare(piece) for piece in pieces]
    if options.check:
        check(examples)
        return
    train([example for example in examples if not example.piece.development], MODEL)
    print(f"{MODEL.name}: {MODEL.stat().st_size:,} bytes; development set:")
    held = [example for example in examples if example.piece.development]
    trained = model.Model(MODEL)
    report([(e.piece.marks(), decide(trained, e)) for e in held], types=sorted(model.TYPES))


if __name__ == "__main__":
    main()
