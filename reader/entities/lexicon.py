"""What the reader has taught: names that are to be found, and texts that name nothing."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from reader.entities.spans import Span
from reader.models import Correction, CorrectionKind, EntityType

_SURE = 1.0


@dataclass(frozen=True)
class Lexicon:
    """A gazetteer of the reader's own.

    ``names`` maps a text to the type and the canonical name of what it names, ``rejected`` are texts
    that name nothing. Both are compared with the same capitals, as whole words.
    """

    names: Mapping[str, tuple[EntityType, str]] = field(default_factory=dict)
    rejected: frozenset[str] = frozenset()

    @classmethod
    def of(cls, corrections: Iterable[Correction]) -> Lexicon:
        """Return what corrections that hold everywhere teach; of two about one text the later is right."""
        names: dict[str, tuple[EntityType, str]] = {}
        rejected: set[str] = set()
        for correction in corrections:
            if correction.kind is CorrectionKind.REJECT:
                names.pop(correction.surface, None)
                rejected.add(correction.surface)
            elif correction.kind is CorrectionKind.MARK and correction.type:
                rejected.discard(correction.surface)
                if correction.before:
                    names.pop(correction.before, None)
                    rejected.add(correction.before)
                names[correction.surface] = (correction.type, correction.name or correction.surface)
        return cls(names, frozenset(rejected))

    @functools.cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        if not self.names:
            return None
        longest_first = sorted(self.names, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")

    def spans(self, text: str) -> list[Span]:
        """Return the places in ``text`` (code points) of names that were taught."""
        if self._pattern is None:
            return []
        found = []
        for match in self._pattern.finditer(text):
            kind, name = self.names[match.group()]
            found.append(Span(match.start(), match.end(), kind, "user", _SURE, entity=name))
        return found

    def allows(self, surface: str) -> bool:
        """Whether a text may name something."""
        return surface not in self.rejected


EMPTY = Lexicon()
"""Nothing was taught."""
