"""What the reader puts right about entities. Every call is one transaction and one step to undo."""

from __future__ import annotations

from collections.abc import Iterator

from reader.errors import N_, NotFoundError
from reader.library import ledger
from reader.library.correcting.entities import Entities
from reader.library.correcting.mentions import Mentions
from reader.library.steps import Step
from reader.models import Change, Correction

__all__ = ["Correcting"]


class Correcting(Mentions, Entities):
    """The reader's corrections. They outlive every analysis, and teach the recogniser.

    Every method returns the change that it made: an empty one where there was nothing to do. The changed
    articles are marked for the index; those beyond :data:`reader.library.steps.AT_ONCE` are changed by
    :meth:`reader.library.intake.Intake.work`.
    """

    def corrections(self) -> tuple[Correction, ...]:
        """Return all that the reader has put right, the oldest first."""
        return ledger.entries(self._store)

    def delete(self, correction_id: str) -> Change:
        """Take one correction back, whenever it was made.

        Raises:
            NotFoundError: if there is none with this id.
        """
        if correction_id not in {each.id for each in self.corrections()}:
            raise NotFoundError(N_("There is no correction {id} in the library."), id=correction_id)

        def plan() -> Iterator[Step]:
            yield from ledger.taking_back(self._store, self._steps, correction_id)

        return self._edit(N_("Delete a correction"), plan)

    def export_corrections(self) -> str:
        """Return all corrections as JSON for another library: see :mod:`reader.library.ledger`."""
        return ledger.dump(self._store)

    def import_corrections(self, text: str) -> tuple[Change, int, int]:
        """Take corrections over; return the change, how many are new, and how many found no article.

        Raises:
            ReaderError: if this is not such a file.
        """
        loading = ledger.Loading(self._store, self._steps, ledger.parse(text))
        change = self._edit(N_("Import corrections"), loading.plan)
        return change, loading.taken, loading.homeless
