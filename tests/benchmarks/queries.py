"""The queries of each class, drawn from the articles themselves; the same for every engine."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass

from reader.text.fold import plain, words
from tests.benchmarks.articles import Given

CLASSES = (
    "rare term",
    "common term",
    "2-3 terms, AND",
    "phrase of 3-5 words",
    "prefix",
    "letters as typed",
    "fuzzy, distance 1",
    "with source and dates",
    "sorted by date",
)
_SAMPLE = 4000


@dataclass(frozen=True)
class Asked:
    """One query: its words (accented), and what else the class needs; ``open`` leaves the last unfinished."""

    kind: str
    words: tuple[str, ...]
    open: bool = False
    source: str = ""
    dates: tuple[str, str] = ("", "")

    @property
    def plain(self) -> tuple[str, ...]:
        """The words without accents."""
        return tuple(plain(word) for word in self.words)


def draw(articles: Given, each: int, seed: int = 11) -> dict[str, list[Asked]]:
    """Return ``each`` queries a class (more of the typed letters)."""
    rng = random.Random(seed)
    numbers = rng.sample(range(1, len(articles) + 1), min(_SAMPLE, len(articles)))
    texts = {number: words(articles.item(number).body) for number in numbers}
    counts: Counter[str] = Counter()
    for text in texts.values():
        counts.update({plain(word) for word in text})
    many = len(texts)
    common = [word for word, count in counts.items() if count > many / 5]
    rare = [word for word, count in counts.items() if count <= max(1, many // 2000) and len(word) > 2]
    middle = [word for word, count in counts.items() if count > many / 100]

    def run(length: int) -> tuple[str, ...]:
        text = texts[rng.choice(numbers)]
        at = rng.randrange(max(1, len(text) - length))
        return tuple(text[at : at + length])

    def some(length: int) -> tuple[str, ...]:
        text = [word for word in texts[rng.choice(numbers)] if plain(word) in set(middle)]
        return tuple(rng.sample(text, length))

    def typed() -> list[Asked]:
        query = some(2)
        letters = " ".join(query)
        return [
            Asked("letters as typed", tuple(letters[:end].split()), open=True)
            for end in range(1, len(letters) + 1)
            if letters[end - 1] != " "
        ]

    def dated(kind: str) -> Asked:
        item = articles.item(rng.choice(numbers))
        year = int(item.date[:4] or 2024)
        return Asked(kind, some(1), source=item.source, dates=(f"{year}-01-01", f"{year}-12-31"))

    def beginning() -> str:
        word = rng.choice(middle)
        return word[: rng.randint(2, 4)]

    return {
        "rare term": [Asked("rare term", (rng.choice(rare),)) for _ in range(each)],
        "common term": [Asked("common term", (rng.choice(common),)) for _ in range(each)],
        "2-3 terms, AND": [Asked("2-3 terms, AND", some(rng.choice((2, 3)))) for _ in range(each)],
        "phrase of 3-5 words": [
            Asked("phrase of 3-5 words", run(rng.choice((3, 4, 5)))) for _ in range(each)
        ],
        "prefix": [Asked("prefix", (beginning(),), open=True) for _ in range(each)],
        "letters as typed": [asked for _ in range(max(1, each // 8)) for asked in typed()],
        "fuzzy, distance 1": [
            Asked("fuzzy, distance 1", (_typo(rng, rng.choice(middle)),)) for _ in range(each)
        ],
        "with source and dates": [dated("with source and dates") for _ in range(each)],
        "sorted by date": [Asked("sorted by date", (rng.choice(common),)) for _ in range(each)],
    }


def _typo(rng: random.Random, word: str) -> str:
    at = rng.randrange(len(word))
    return word[:at] + rng.choice("aeioungth") + word[at + 1 :]
