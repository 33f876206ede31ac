"""How many quotes are found again after an article was changed: ``python -m tests.benchmarks.bench_anchor``.

Words of an article are left out, replaced and put in at random, paragraphs are moved, taken out and added. Of
each quote it is known where its words went: it is *found* where the place and the true one share four fifths
of their length together, *false* where another place was given, *orphaned* where none was. A quote that moved
paragraphs tore apart is where the larger part of it is; one of which fewer than half of the words are left
there is deleted: no place is right for it. Times are those of one quote, the comparison of the texts shared
among them.
"""

# ruff: noqa: T201 - the report is printed

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reader import importers
from reader.models import Selector
from reader.paths import shipped
from reader.text import anchor
from reader.text.diff import Comparison

REAL = Path(__file__).resolve().parents[3] / "shared" / "articles"
LENGTHS = (2, 3, 5, 8, 12, 20, 35, 60)  # words of a quote
SAME = 0.8  # least share of a place and the true one that both have
LEFT = 0.5  # least share of a quote's words that must be left for it to be there still
FAR = 60  # code points: more than that between two words of a quote came in between
BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class Case:
    """How a text is changed, and the share of quotes that must be found."""

    name: str
    edits: float
    passages: bool
    target: float


CASES = (
    Case("0.5 % of words", 0.005, passages=False, target=0.995),
    Case("2 % of words", 0.02, passages=False, target=0.99),
    Case("5 % of words", 0.05, passages=False, target=0.99),
    Case("10 % of words", 0.10, passages=False, target=0.98),
    Case("2 % and paragraphs", 0.02, passages=True, target=0.97),
)
FALSE_LIMIT, MILLISECONDS = 0.03, 5.0

Word = tuple[int, str]  # its number in the old text (-1: new), and how it is spelt


@dataclass(slots=True)
class Score:
    """What became of the quotes of one case."""

    found: int = 0
    false: int = 0
    orphaned: int = 0
    deleted: int = 0
    deleted_placed: int = 0
    seconds: float = 0.0
    misses: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        """The quotes that are there still."""
        return self.found + self.false + self.orphaned


def render(paragraphs: Sequence[Sequence[Word]]) -> tuple[str, dict[int, tuple[int, int]]]:
    """Return a text, and where in it each word of the old text is."""
    places: dict[int, tuple[int, int]] = {}
    parts, at = [], 0
    for paragraph in paragraphs:
        for number, word in paragraph:
            if number >= 0:
                places[number] = (at, at + len(word))
            at += len(word) + 1
        parts.append(" ".join(word for _, word in paragraph))
        at += len(BETWEEN) - 1
    return BETWEEN.join(parts), places


def change(
    paragraphs: list[list[Word]], case: Case, vocabulary: Sequence[str], chance: random.Random
) -> list[list[Word]]:
    """Return the paragraphs of the text as it is after the changes."""
    changed = list(paragraphs)
    if case.passages:
        for _ in range(3):
            words = [(-1, chance.choice(vocabulary)) for _ in range(chance.randint(30, 80))]
            changed.insert(chance.randrange(len(changed) + 1), words)
        for _ in range(max(1, min(4, len(changed) // 8))):
            changed.pop(chance.randrange(len(changed)))
        for _ in range(3):
            moved = changed.pop(chance.randrange(len(changed)))
            changed.insert(chance.randrange(len(changed) + 1), moved)
    return [words for paragraph in changed if (words := _edited(paragraph, case.edits, vocabulary, chance))]


def _edited(
    paragraph: list[Word], rate: float, vocabulary: Sequence[str], chance: random.Random
) -> list[Word]:
    """Leave out, replace and put in words: about as many of each."""
    words: list[Word] = []
    for number, word in paragraph:
        dice = chance.random()
        if dice < rate * 0.35:
            continue
        if dice < rate * 0.65:
            words.append((number, chance.choice(vocabulary)))
            continue
        if dice < rate:
            words.append((-1, chance.choice(vocabulary)))
        words.append((number, word))
    return words


def measure(
    text: str, case: Case, vocabulary: Sequence[str], seed: int, quotes: int, *, versions: bool
) -> Score:
    """Change a text once and look for random quotes of it; without ``versions`` the old text is not known."""
    chance = random.Random(seed)
    score = Score()
    counter = iter(range(10**9))
    paragraphs = [[(next(counter), word) for word in part.split()] for part in text.split(BETWEEN)]
    old, before = render(paragraphs)
    new, after = render(change(paragraphs, case, vocabulary, chance))
    begun = time.perf_counter()
    comparison = Comparison(old, new)
    score.seconds += time.perf_counter() - begun
    for _ in range(quotes):
        length = min(chance.choice(LENGTHS), len(before) - 1)
        first = chance.randrange(len(before) - length)
        start, end = before[first][0], before[first + length - 1][1]
        selector = anchor.describe(old, start, end)
        begun = time.perf_counter()
        place = anchor.carry(comparison, selector) if versions else anchor.locate(new, selector)
        score.seconds += time.perf_counter() - begun
        left = [after[number] for number in range(first, first + length) if number in after]
        _judge(score, selector, place, _true_places(left, max(1, length * LEFT)), new)
    return score


def _judge(
    score: Score,
    selector: Selector,
    place: anchor.Place | None,
    places: list[tuple[int, int]],
    new: str,
) -> None:
    """Count what became of one quote; ``places`` are those that are right for it."""
    if not places:
        score.deleted += 1
        score.deleted_placed += place is not None
        if place:
            score.misses.append(f"placed   {selector.exact!r} -> {new[place.start : place.end]!r}")
        return
    if place is None:
        score.orphaned += 1
        score.misses.append(f"orphaned {selector.exact!r}")
    elif any(_agree((place.start, place.end), each) for each in places):
        score.found += 1
    else:
        score.false += 1
        score.misses.append(f"false    {new[place.start : place.end]!r} not {new[slice(*places[0])]!r}")


def _agree(one: tuple[int, int], two: tuple[int, int]) -> bool:
    shared = max(0, min(one[1], two[1]) - max(one[0], two[0]))
    return shared >= SAME * (max(one[1], two[1]) - min(one[0], two[0]))


def _true_places(left: list[tuple[int, int]], fewest: float) -> list[tuple[int, int]]:
    """Return where a quote is, from the places of the words that are left of it.

    That is from the first to the last of the words that still stand in order or, where a paragraph came
    between them, the part that holds most of them: as long as enough words are there.
    """
    ordered = _in_order(left)
    parts: list[list[tuple[int, int]]] = [ordered]
    for word in ordered:
        if len(parts) > 1 and word[0] - parts[-1][-1][1] <= FAR:
            parts[-1].append(word)
        else:
            parts.append([word])
    return [(part[0][0], part[-1][1]) for part in parts if len(part) >= fewest]


def _in_order(words: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest series of words that stand in their order."""
    series: list[list[tuple[int, int]]] = []
    for word in words:
        longest = max((each for each in series if each[-1] < word), key=len, default=[])
        series.append([*longest, word])
    return max(series, key=len, default=[])


def texts() -> dict[str, str]:
    """Return the texts by name: articles of each language, all of a language in one, the real ones."""
    files = sorted(importers.find_files(shipped("corpus", "articles")))
    articles = {path.stem: importers.load(path).article.text for path in files}
    found: dict[str, str] = {}
    for language in ("vi", "ru", "en"):
        own = {name: text for name, text in articles.items() if name.startswith(language)}
        longest = max(own, key=lambda name: len(own[name]))
        found[longest] = own[longest]
        found[f"{language}, all"] = BETWEEN.join(own.values())
    for path in sorted(REAL.glob("*.txt")):
        found[f"real {path.stem[:3]}"] = importers.load(path).article.text
    return found


def main() -> None:
    """Print what becomes of quotes, for every text and case, and whether all targets are met."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quotes", type=int, default=100, help="quotes of a changed text")
    options.add_argument("--seeds", type=int, default=10, help="changes of each text")
    options.add_argument("--misses", type=int, default=0, help="show so many quotes that went wrong")
    options.add_argument("--without-versions", action="store_true", help="as if old texts were not kept")
    chosen = options.parse_args()
    material = texts()
    vocabulary = sorted({word for text in material.values() for word in text.split()})
    versions = not chosen.without_versions
    print(f"{len(material)} texts, {chosen.seeds} changes of each, {chosen.quotes} quotes of each change\n")
    print(f"{'':28}{'quotes':>7}{'found':>7}{'false':>7}{'orphan':>7} | {'deleted':>7}{'placed':>7} | ms")
    met, deleted, placed = True, 0, 0
    for case in CASES:
        total = Score()
        for name, text in material.items():
            one = Score()
            for seed in range(chosen.seeds):
                _add(one, measure(text, case, vocabulary, seed, chosen.quotes, versions=versions))
            _print(f"  {name}", one)
            _add(total, one)
        _print(f"{case.name} (≥ {case.target})", total)
        print(*total.misses[: chosen.misses], sep="\n")
        met &= total.found / total.total >= case.target
        met &= 1000 * total.seconds / (total.total + total.deleted) < MILLISECONDS
        deleted, placed = deleted + total.deleted, placed + total.deleted_placed
    share = placed / max(1, deleted)
    print(f"deleted quotes: {deleted}, falsely placed {placed} = {share:.3f} (≤ {FALSE_LIMIT})")
    print("all targets are met" if met and share <= FALSE_LIMIT else "targets are missed")


def _add(total: Score, one: Score) -> None:
    for name in ("found", "false", "orphaned", "deleted", "deleted_placed", "seconds"):
        setattr(total, name, getattr(total, name) + getattr(one, name))
    total.misses += one.misses


def _print(name: str, score: Score) -> None:
    shares = [count / max(1, score.total) for count in (score.found, score.false, score.orphaned)]
    ms = 1000 * score.seconds / max(1, score.total + score.deleted)
    print(
        f"{name:28}{score.total:7}"
        + "".join(f"{share:7.3f}" for share in shares)
        + f" | {score.deleted:7}{score.deleted_placed:7} | {ms:.2f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
