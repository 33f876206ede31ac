"""The neural model of Russian names: slovnet's tagger over navec's word vectors, where they are installed.

Kukushkin, "Slovnet: deep learning based NLP modeling for Russian" (2020), https://github.com/natasha/slovnet:
a convolutional network with a linear-chain conditional random field on top, that runs on numpy alone. The
files of the model come with the package ``natasha``; nothing of that is imported, and nothing is fetched.
"""

from __future__ import annotations

import functools
import importlib.util
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from reader.entities.spans import Span
from reader.models import EntityType

_TAGGER = Path("model", "slovnet_ner_news_v1.tar")
_VECTORS = Path("emb", "navec_news_v1_1B_250K_300d_100q.tar")
_CHUNK = 4096
_GAP = 1

Tokens = list[tuple[int, int, str]]


class Model:
    """The model, loaded. It holds no state between texts.

    Raises:
        OSError: if a file cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        from navec import Navec  # noqa: PLC0415 - only where a Russian text is read
        from razdel import tokenize  # noqa: PLC0415
        from slovnet import NER  # noqa: PLC0415

        tagger = NER.load(str(folder / _TAGGER)).navec(Navec.load(str(folder / _VECTORS)))
        self._tokenize = tokenize
        self._network: Any = tagger.infer.model
        self._encoder: Any = tagger.infer.encoder
        self._tags: Any = tagger.infer.decoder.tags_vocab

    def find(self, text: str) -> list[Span]:
        """Return the persons, bodies and places of NFC ``text``; offsets are code points, a line holds each.

        The score is the least probability that the network gave to a word of the span.
        """
        found: list[Span] = []
        for lines in _chunks(self._lines(text)):
            found.extend(self._tag(lines))
        return found

    def _lines(self, text: str) -> Iterator[Tokens]:
        start = 0
        for line in text.split("\n"):
            tokens = [(start + token.start, start + token.stop, token.text) for token in self._tokenize(line)]
            if tokens:
                yield tokens
            start += len(line) + 1

    def _tag(self, lines: list[Tokens]) -> Iterator[Span]:
        emissions = self._emissions(lines)
        longest = max(map(len, lines))
        batch = np.zeros((len(lines), longest, emissions.shape[-1]), dtype=emissions.dtype)
        mask = np.zeros((len(lines), longest), dtype=bool)
        position = 0
        for row, tokens in enumerate(lines):
            batch[row, : len(tokens)] = emissions[position : position + len(tokens)]
            mask[row, : len(tokens)] = True
            position += len(tokens) + _GAP
        field = self._network.head.crf
        decoded = field.decode(batch, mask)
        chances = _marginals(batch, mask, field.transitions.array)
        for row, tokens in enumerate(lines):
            tags = [self._tags.decode(tag) for tag in decoded[row]]
            yield from _spans(tokens, tags, chances[row, range(len(tokens)), decoded[row]])

    def _emissions(self, lines: list[Tokens]) -> npt.NDArray[np.float32]:
        """Return what the network says of each token.

        All lines are laid in one row with padding between, which the network keeps at zero: so none sees
        its neighbour, and no line is padded to the length of the longest.
        """
        words: list[int] = []
        shapes: list[int] = []
        for tokens in lines:
            found_words, found_shapes = self._encoder.item([word for _, _, word in tokens])
            words += [*found_words, *[self._encoder.words_vocab.pad_id] * _GAP]
            shapes += [*found_shapes, *[self._encoder.shapes_vocab.pad_id] * _GAP]
        row = np.array([words])
        result: npt.NDArray[np.float32] = self._network(
            row, np.array([shapes]), row == self._encoder.words_vocab.pad_id
        )[0]
        return result


def _chunks(lines: Iterator[Tokens]) -> Iterator[list[Tokens]]:
    """Yield so many lines together that neither memory nor time is wasted."""
    chunk: list[Tokens] = []
    size = 0
    for tokens in lines:
        chunk.append(tokens)
        size += len(tokens)
        if size >= _CHUNK:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _marginals(
    emissions: npt.NDArray[np.float32], mask: npt.NDArray[np.bool_], transitions: npt.NDArray[np.float32]
) -> npt.NDArray[np.float32]:
    """Return how probable each tag of each token is, all lines considered at once.

    The forward-backward algorithm (Rabiner, 1989), with the scale taken out at every step. ``emissions`` are
    lines × tokens × tags.
    """
    moves = np.exp(transitions)
    local = np.exp(emissions - emissions.max(-1, keepdims=True))
    forward = local.copy()
    backward = np.ones_like(local)
    length = emissions.shape[1]
    for index in range(1, length):
        before = forward[:, index - 1] / forward[:, index - 1].sum(-1, keepdims=True)
        forward[:, index] *= before @ moves
    for index in range(length - 2, -1, -1):
        after = (local[:, index + 1] * backward[:, index + 1]) @ moves.T
        after /= after.sum(-1, keepdims=True)
        backward[:, index] = np.where(mask[:, index + 1, None], after, 1)
    both = forward * backward
    result: npt.NDArray[np.float32] = both / both.sum(-1, keepdims=True)
    return result


def _spans(tokens: Tokens, tags: list[str], chances: npt.NDArray[np.float32]) -> Iterator[Span]:
    """Yield the spans that ``B-PER``, ``I-PER``, ``O`` and so on mean."""
    first = 0
    while first < len(tags):
        _, _, kind = tags[first].partition("-")
        end = first + 1
        if kind:
            while end < len(tags) and tags[end] == f"I-{kind}":
                end += 1
            score = round(float(chances[first:end].min()), 3)
            yield Span(tokens[first][0], tokens[end - 1][1], EntityType(kind), "model", score)
        first = end


def installed() -> bool:
    """Whether the extra ``russian`` is there."""
    return _folder() is not None


def _folder() -> Path | None:
    """Return where the package ``natasha`` keeps its files, without importing it."""
    if any(importlib.util.find_spec(name) is None for name in ("slovnet", "navec", "razdel")):
        return None
    natasha = importlib.util.find_spec("natasha")
    for place in (natasha and natasha.submodule_search_locations) or ():
        folder = Path(place, "data")
        if (folder / _TAGGER).is_file() and (folder / _VECTORS).is_file():
            return folder
    return None


@functools.cache
def load() -> Model | None:
    """Return the model, None where the extra ``russian`` is not installed."""
    folder = _folder()
    return Model(folder) if folder else None
