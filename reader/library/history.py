"""Undo and redo: the edits of this run, newest last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from reader.models import Change

_LIMIT = 500


def now() -> str:
    """Return the present as an ISO 8601 UTC date-time with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


@dataclass(frozen=True, slots=True)
class Edit:
    """Something the reader did: ``name`` is a gettext message; both directions say what they changed."""

    name: str
    forward: Callable[[], Change]
    backward: Callable[[], Change]


class History:
    """Two stacks of edits. A new edit empties the one of the undone."""

    def __init__(self) -> None:
        self._done: list[Edit] = []
        self._undone: list[Edit] = []

    def perform(self, edit: Edit) -> Change:
        """Make an edit and remember how to take it back."""
        return self.record(edit, edit.forward())

    def record(self, edit: Edit, change: Change) -> Change:
        """Remember an edit that was just made, with the change that it made."""
        self._done = [*self._done[-_LIMIT + 1 :], edit]
        self._undone.clear()
        return replace(change, done=edit.name)

    def undo(self) -> Change:
        """Take the newest edit back; an empty change where there is none."""
        return self._move(self._done, self._undone, lambda edit: edit.backward())

    def redo(self) -> Change:
        """Make the edit again that was undone last; an empty change where there is none."""
        return self._move(self._undone, self._done, lambda edit: edit.forward())

    @staticmethod
    def _move(source: list[Edit], target: list[Edit], run: Callable[[Edit], Change]) -> Change:
        if not source:
            return Change()
        edit = source[-1]
        change = run(edit)  # an error leaves the edit where it is, to be tried again
        target.append(source.pop())
        return replace(change, done=edit.name)
