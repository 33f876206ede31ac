"""Articles to measure with: generated ones that have the statistics of Vietnamese news, or given ones."""

from __future__ import annotations

import itertools
import json
import random
import re
import unicodedata
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from reader.models import Article, EntityType, Metadata
from reader.paths import shipped
from reader.search import Document
from reader.text.normalise import nfc

_ONSETS = " b c ch d đ g gh gi h k kh l m n ng ngh nh ph qu r s t th tr v x"
_RIMES = (
    "a ai ao au ay âu ây ac ach am an ang anh ap at ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât e eo em en "
    "eng ep et ê êu êch êm ên ênh êp êt i ia iêu ich im in inh ip it iêc iêm iên iêng iêp iêt o oa oai "
    "oan oang oanh oat oc oi om on ong op ot ô ôi ôc ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua ui uc um un "
    "ung up ut uân uê uôc uôi uôm uôn uông uôt uy uyên uyêt ư ưa ưc ưi ưng ưt ươc ươi ươm ươn ương ươp"
)
_TONES = ["", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"]
_WORDS = 570  # about 3.3 kB
_COMPOUNDS = 30_000
_RARE = 250_000  # names, numbers, foreign words
_PAIRS, _KNOWN = 0.72, 0.97  # shares of words of two syllables, and of all but the rare
_SYLLABLE = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Item:
    """An article for every engine."""

    number: int
    title: str
    body: str
    source: str
    author: str
    date: str
    entities: tuple[int, ...] = ()

    def document(self) -> Document:
        """Return it as Docbao's index is told."""
        meta = Metadata(
            self.title, authors=(self.author,), source=self.source, published=self.date, language="vi"
        )
        entities = tuple((f"Thực thể {n}", EntityType.ORG, n) for n in self.entities)
        article = Article(meta, self.body, (), id=self.number, added=f"{self.date}T00:00:00Z")
        return Document(article, entities)


class Generated:
    """Articles made of real syllables, as frequent as in our corpus; the rarer ones are spelled by rule."""

    def __init__(self, count: int, seed: int = 7) -> None:
        self.count = count
        self._seed = seed
        rng = np.random.default_rng(seed)
        self.syllables = np.array(_syllables(seed))
        weights = 1 / (np.arange(len(self.syllables)) + 2.7)
        weights /= weights.sum()
        pairs = rng.choice(len(self.syllables), (_COMPOUNDS, 2), p=weights)
        self._compounds = np.array([f"{self.syllables[a]} {self.syllables[b]}" for a, b in pairs])
        self._cumulated = np.cumsum(1 / (np.arange(_COMPOUNDS) + 10))
        self._single = np.cumsum(weights)
        self._rare = np.cumsum(1 / (np.arange(_RARE) + 5))

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[Item]:
        return map(self.item, range(1, self.count + 1))

    def item(self, number: int) -> Item:
        """Return one article; the same number always gives the same."""
        rng = np.random.default_rng((self._seed, number))
        words = max(60, int(rng.gamma(4, _WORDS / 4)))
        units = self._units(rng, words // 2)
        sentences = []
        at = 0
        for length in rng.integers(8, 18, words // 16 + 1).tolist():
            part = " ".join(units[at : at + length])
            sentences.append(part[:1].upper() + part[1:])
            at += length
        title = " ".join(self._units(rng, 6))
        day = int(rng.integers(0, 1826))
        date = np.datetime64("2021-01-01") + day
        return Item(
            number=number,
            title=title[:1].upper() + title[1:],
            body=".\n\n".join(". ".join(sentences[n : n + 4]) for n in range(0, len(sentences), 4)) + ".",
            source=f"Báo {int(rng.zipf(1.6)) % 40}",
            author=f"Tác giả {int(rng.zipf(1.3)) % 2000}",
            date=str(date),
            entities=tuple({int(n) % 20_000 + 1 for n in rng.zipf(1.2, 10)}),
        )

    def _units(self, rng: np.random.Generator, count: int) -> list[str]:
        drawn = rng.random(count)
        compounds = self._compounds[_draw(rng, self._cumulated, count)]
        singles = self.syllables[_draw(rng, self._single, count)]
        rare = _draw(rng, self._rare, count)
        return [
            str(
                compounds[n]
                if drawn[n] < 0.72
                else singles[n]
                if drawn[n] < 0.97
                else _rare_word(int(rare[n]))
            )
            for n in range(count)
        ]


def _draw(rng: np.random.Generator, cumulated: np.ndarray, count: int) -> np.ndarray:
    places: np.ndarray = np.searchsorted(cumulated, rng.random(count) * cumulated[-1])
    return places


def _rare_word(number: int) -> str:
    """Return the name, number or foreign word of a number."""
    if number % 3 == 0:
        return str(number)
    letters = "aeioubcdghklmnprstvxyz"
    word = ""
    while number:
        number, letter = divmod(number, len(letters))
        word += letters[letter]
    return word.capitalize() + "ex"


def _syllables(seed: int) -> list[str]:
    """Return syllables, the most frequent first."""
    counts: Counter[str] = Counter()
    for path in sorted(shipped("corpus").rglob("vi-*.txt")):
        text = path.read_text(encoding="utf-8", errors="replace").lower()
        counts.update(_SYLLABLE.findall(text))
    spelled = []
    for onset, rime, tone in itertools.product(_ONSETS.split(" "), _RIMES.split(), _TONES):
        stopped = rime[-1] in "ctp" or rime.endswith("ch")
        if stopped and tone not in {"\u0301", "\u0323"}:
            continue
        vowel = next(at for at, char in enumerate(rime) if char in "aăâeêioôơuưy")
        best = next((at for at, char in enumerate(rime) if char in "ăâêôơư"), vowel)
        spelled.append(unicodedata.normalize("NFC", onset + rime[: best + 1] + tone + rime[best + 1 :]))
    random.Random(seed).shuffle(spelled)
    real = [word for word, _ in counts.most_common()]
    return list(dict.fromkeys(real + spelled[:5000]))


class Given:
    """Articles in JSON lines (title, body, source, author, date), read one at a time."""

    def __init__(self, path: Path, limit: int) -> None:
        self._file = path.open("rb")
        self._starts = array("Q", itertools.islice(self._line_starts(), limit))

    def _line_starts(self) -> Iterator[int]:
        at = 0
        for line in self._file:
            yield at
            at += len(line)

    def __len__(self) -> int:
        return len(self._starts)

    def __iter__(self) -> Iterator[Item]:
        return map(self.item, range(1, len(self) + 1))

    def item(self, number: int) -> Item:
        """Return one article."""
        self._file.seek(self._starts[number - 1])
        row = json.loads(self._file.readline())
        texts = {name: str(row.get(name, "")) for name in ("title", "body", "source", "author")}
        date, entities = str(row.get("date", ""))[:10], tuple(row.get("entities", ()))
        return Item(number, date=date, entities=entities, **texts)


def write_lines(items: Iterable[Item], path: Path) -> None:
    """Write articles as JSON lines."""
    unfinished = path.with_suffix(".new")
    with unfinished.open("w", encoding="utf-8") as lines:
        for item in items:
            lines.write(json.dumps(asdict(item), ensure_ascii=False) + "\n")
    unfinished.replace(path)


def of_folder(folder: Path) -> Iterator[Item]:
    """Yield the texts of a folder as articles; the first line is the title."""
    for number, path in enumerate(sorted(folder.rglob("*.txt")), 1):
        body = nfc(path.read_text(encoding="utf-8", errors="replace"))
        title = body.strip().partition("\n")[0][:200]
        yield Item(number, title=title, body=body, source=path.parent.name, author="", date="")
