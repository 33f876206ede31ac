"""Train the model of English names on Wikigold and on text of our own; print how good it is.

    python -m tools.train_english WIKIGOLD            write resources/models/en.crfsuite
    python -m tools.train_english WIKIGOLD --check    write nothing; score by folds, each text by the other

WIKIGOLD is the folder of ``wikigold.conll.txt`` (Balasuriya et al., 2009; CC BY 4.0), not part of Docbao.
What the model is and how it does is told in ``resources/models/README.en.md``.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pycrfsuite

from reader.entities import english, english_clues, features, numbers, witnesses
from reader.entities.spans import Span, flat
from reader.entities.tokens import Words, read
from reader.models import EntityType
from tests.gold import unmark

ROOT = Path(__file__).resolve().parent.parent
OWN = ROOT / "resources" / "training" / "en" / "news.txt"
MODEL = ROOT / "resources" / "models" / "en.crfsuite"

NAMES = ("PER", "ORG", "LOC")
WORKS = ("EVENT", "DOC")

L1, L2, ITERATIONS = 0.1, 0.05, 150
EVERY = 10
"""Every tenth piece of our own is kept for development."""
FOLDS = 5

_NO_SPACE_BEFORE = frozenset([*".,;:!?)]%'", "'s", "n't", "'re", "'ve", "'ll", "'d", "'m"])

_PUNCTUATION = re.compile(r"[,:](?!\d)|[;()\"“”?!%]|'s\b|\.(?=\n|$)|(?<![A-Z])\.(?= [A-Z][a-z])")

Mark = tuple[int, int, str]


@dataclass(frozen=True)
class Document:
    """A text and its names: start and end in code points, and the type."""

    name: str
    text: str
    marks: tuple[Mark, ...]


def _sentences(chunk: str) -> Iterable[list[tuple[str, str]]]:
    for block in re.split(r"\n\s*\n", chunk):
        rows = [line.split(" ") for line in block.splitlines() if line.strip()]
        if rows:
            yield [(row[0], row[-1].rpartition("-")[2]) for row in rows]


def _glued(text: str, word: str, *, quoted: bool) -> bool:
    """Whether ``word`` follows ``text`` without a space in print."""
    return (
        not text
        or word in _NO_SPACE_BEFORE
        or text[-1] in "([$"
        or (quoted and (word == '"' or text[-1] == '"'))
    )


def join(sentence: Sequence[tuple[str, str]]) -> tuple[str, list[Mark]]:
    """Return a sentence of words and tags as text and marks."""
    text = ""
    marks: list[Mark] = []
    before = "O"
    quoted = False
    for word, kind in sentence:
        if not _glued(text, word, quoted=quoted):
            text += " "
        quoted ^= word == '"'
        start = len(text)
        text += word
        if kind != "O":
            if kind == before:
                start = marks.pop()[0]
            marks.append((start, len(text), kind))
        before = kind
    return text, marks


def _document(name: str, lines: Iterable[tuple[str, Sequence[Mark]]]) -> Document:
    text = ""
    marks: list[Mark] = []
    for line, found in lines:
        text += "\n" if text else ""
        marks += [(start + len(text), end + len(text), kind) for start, end, kind in found]
        text += line
    return Document(name, text, tuple(marks))


def read_wikigold(folder: Path) -> list[Document]:
    """Return the articles of Wikigold, with events and documents as our rules find them.

    Its own marks know but "other names", demonyms among them; those are left out.

    Raises:
        OSError: if the file cannot be read.
    """
    content = (folder / "wikigold.conll.txt").read_text(encoding="utf-8")
    chunks = [chunk for chunk in content.split("-DOCSTART- O") if chunk.strip()]
    return [
        _with_works(_document(f"wikigold-{number}", [join(sentence) for sentence in _sentences(chunk)]))
        for number, chunk in enumerate(chunks)
    ]


def _with_works(document: Document) -> Document:
    marks = [mark for mark in document.marks if mark[2] in NAMES]
    for span in flat(english.find(document.text)):
        apart = all(span.end <= start or end <= span.start for start, end, _ in marks)
        if span.type.value in WORKS and apart:
            marks.append((span.start, span.end, span.type.value))
    return Document(document.name, document.text, tuple(sorted(marks)))


def read_own(path: Path = OWN) -> list[Document]:
    """Return our own pieces.

    Raises:
        OSError: if the file cannot be read.
    """
    found = []
    for chunk in re.split(r"(?m)^# ", path.read_text(encoding="utf-8"))[1:]:
        head, _, body = chunk.partition("\n")
        text, marks = unmark(body.strip())
        outer = [
            (mark.start, mark.end, mark.type)
            for mark in marks
            if not mark.inner and mark.type in (*NAMES, *WORKS)
        ]
        found.append(Document(head.split("|")[0].strip(), text, tuple(outer)))
    return found


Change = Callable[[Document], Document]


def upper(document: Document) -> Document:
    """Return the document in capitals, as headlines are; a letter that becomes two stays as it is."""
    text = "".join(char.upper() if len(char.upper()) == 1 else char for char in document.text)
    return Document(document.name + "-upper", text, document.marks)


def spaced(document: Document) -> Document:
    """Return the document with a space before and after every mark of punctuation, as parsed text has it."""
    places: list[int] = []
    text = ""
    at = 0
    for match in _PUNCTUATION.finditer(document.text):
        before, mark = document.text[at : match.start()], match.group()
        places += range(len(text), len(text) + len(before))
        text += before + (" " if before and not before[-1].isspace() else "")
        places += range(len(text), len(text) + len(mark))
        text += mark + ("" if document.text[match.end() : match.end() + 1].isspace() else " ")
        at = match.end()
    places += range(len(text), len(text) + len(document.text) - at)
    text += document.text[at:]
    marks = tuple((places[start], places[end - 1] + 1, kind) for start, end, kind in document.marks)
    return Document(document.name + "-spaced", text, marks)


def split_own(documents: Sequence[Document]) -> tuple[list[Document], list[Document]]:
    """Return the pieces to learn from and those of the development set."""
    kept = [document for document in documents if int(document.name.rpartition("-")[2]) % EVERY == 0]
    return [document for document in documents if document not in kept], kept


def rows(document: Document) -> tuple[Words, list[list[str]]]:
    """Return the words of a document and the features of each."""
    words = read(document.text)
    ruled = witnesses(document.text, [*english.find(document.text), *numbers.find(document.text, "en")])
    return words, features.of_words(words, ruled, english_clues.clues(words))


def tags_of(words: Words, marks: Sequence[Mark]) -> list[str]:
    """Return the tag of each word."""
    return features.places(words, [Span(start, end, EntityType(kind)) for start, end, kind in sorted(marks)])


def train(documents: Iterable[Document], path: Path) -> None:
    """Learn from documents; the model is written to ``path``."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for document in documents:
        words, found = rows(document)
        tags = tags_of(words, document.marks)
        for first, end in features.lines(words):
            trainer.append(found[first:end], tags[first:end])
    trainer.set_params({"c1": L1, "c2": L2, "max_iterations": ITERATIONS})
    trainer.train(str(path))


def material(wikigold: Sequence[Document], own: Sequence[Document]) -> list[Document]:
    """Return what is learnt from: our own news twice, and some texts again in capitals and as parsed text."""
    plain = [*wikigold, *own, *own]
    return [*plain, *map(upper, plain[::4]), *map(spaced, plain[1::4])]


def found_by(tagger: pycrfsuite.Tagger, document: Document) -> list[Mark]:
    """Return the names that a model finds in a document."""
    words, found = rows(document)
    tags: list[str] = []
    for first, end in features.lines(words):
        tags += tagger.tag(found[first:end])
    spans = features.spans_of(words, tags, [1.0] * len(tags))
    return [(span.start, span.end, span.type.value) for span in spans]


def scores(pairs: Iterable[tuple[Sequence[Mark], Sequence[Mark]]]) -> dict[str, float]:
    """Return F1 by type, and of all names, from (marked, found) of each document, strictly."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for marked, found in pairs:
        for kind in NAMES:
            one = {mark for mark in marked if mark[2] == kind}
            two = {mark for mark in found if mark[2] == kind}
            right[kind] += len(one & two)
            total[kind] += len(one) + len(two)
    right["names"], total["names"] = right.total(), total.total()
    return {kind: 2 * right[kind] / total[kind] if total[kind] else 0.0 for kind in (*NAMES, "names")}


def _trimmed(document: Document, words: Words) -> list[Mark]:
    """Return the marks as words delimit them: Wikigold counts the point of "Inc." as part of a name."""
    result = []
    for start, end, kind in document.marks:
        inside = [at for at in range(len(words)) if words.starts[at] < end and words.ends[at] > start]
        if inside:
            result.append((words.starts[inside[0]], words.ends[inside[-1]], kind))
    return result


def evaluate(path: Path, documents: Iterable[Document]) -> dict[str, float]:
    """Return the scores of a model on documents."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    return scores((_trimmed(one, read(one.text)), found_by(tagger, one)) for one in documents)


def _tell(what: str, result: dict[str, float]) -> None:
    figures = "  ".join(f"{kind} {100 * value:.1f}" for kind, value in result.items())
    sys.stdout.write(f"{what:32} {figures}\n")


def check(wikigold: Sequence[Document], own: Sequence[Document]) -> None:
    """Print the scores of five folds of Wikigold, and of each text by a model of the other alone."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model"
        train(material(wikigold, []), path)
        _tell("own text by Wikigold alone", evaluate(path, own))
        train(material([], own), path)
        _tell("Wikigold by own text alone", evaluate(path, wikigold))
        size = -(-len(wikigold) // FOLDS)
        folds = [wikigold[at : at + size] for at in range(0, len(wikigold), size)]
        kept: list[tuple[Sequence[Mark], Sequence[Mark]]] = []
        for fold in folds:
            train(material([one for one in wikigold if one not in fold], own), path)
            tagger = pycrfsuite.Tagger()
            tagger.open(str(path))
            kept += [(_trimmed(one, read(one.text)), found_by(tagger, one)) for one in fold]
        _tell("Wikigold, five folds", scores(kept))


def main() -> None:
    """Train or check by the arguments of the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("wikigold", type=Path, help="folder of wikigold.conll.txt")
    parser.add_argument("--check", action="store_true", help="score, write no model")
    arguments = parser.parse_args()
    wikigold = read_wikigold(arguments.wikigold)
    learnt, kept = split_own(read_own())
    if arguments.check:
        check(wikigold, [*learnt, *kept])
        return
    MODEL.parent.mkdir(exist_ok=True)
    train(material(wikigold, learnt), MODEL)
    _tell("development set", evaluate(MODEL, kept))


if __name__ == "__main__":
    main()
