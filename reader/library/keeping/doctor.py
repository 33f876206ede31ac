"""Checking a library, a finding a check, and repairing what is derived in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from reader.annotations import is_in_place
from reader.errors import N_, CancelledError, ReaderError
from reader.i18n import Translator
from reader.library.intake import Intake
from reader.library.keeping.backups import BEFORE_REPAIR, found, keep_copy
from reader.models import Article
from reader.paths import Folders
from reader.search import IndexState, SearchIndex
from reader.store import Store
from reader.store.backup import Tell
from reader.store.pending import Work
from reader.text import blocks

_MOST_DETAILS = 50


class Status(StrEnum):
    """How a check ended. A note is worth knowing and no fault."""

    OK = "ok"
    NOTE = "note"
    PROBLEM = "problem"
    REPAIRED = "repaired"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found: ``message`` is a gettext template, ``details`` are lines without a language."""

    check: str
    status: Status
    message: str
    values: dict[str, object] = field(default_factory=dict)
    details: tuple[str, ...] = ()

    def say(self, translator: Translator) -> str:
        """Return the finding in the reader's language."""
        return translator.gettext(self.message).format(**self.values)


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of all checks, in their order."""

    findings: tuple[Finding, ...]

    @property
    def healthy(self) -> bool:
        """Whether no fault is left."""
        return all(each.status is not Status.PROBLEM for each in self.findings)

    def faults(self) -> frozenset[str]:
        """Return the names of the checks that found a fault."""
        return frozenset(each.check for each in self.findings if each.status is Status.PROBLEM)


def check(folders: Folders, tell: Tell, *, repair: bool = False) -> Report:
    """Check a library; with ``repair`` make anew what is derived and found wrong, after a backup.

    What the reader has brought in or written is never changed. A library that cannot be opened is a finding,
    too.

    Raises:
        CancelledError: if ``tell`` raised it.
    """
    try:
        store = Store(folders.database)
    except ReaderError as error:
        return Report((_failed("database", error),))
    try:
        doctor = _Doctor(folders, store, SearchIndex(folders.index))
        report = doctor.examine(lambda part: tell(part / 2 if repair else part))
        if not repair or not report.faults() | doctor.waiting():
            return report
        before = doctor.repair(report.faults(), lambda: tell(0.5))
        after = doctor.examine(lambda part: tell(0.5 + part / 2))
        return _compared(report, after, before)
    finally:
        store.close()


def _compared(first: Report, second: Report, noted: tuple[Finding, ...]) -> Report:
    """Return the second report, which says what has been repaired since the first."""
    repaired = first.faults() - second.faults()
    findings = [
        replace(each, status=Status.REPAIRED) if each.check in repaired else each for each in second.findings
    ]
    return Report((*findings, *noted))


def _failed(name: str, error: ReaderError) -> Finding:
    return Finding(name, Status.PROBLEM, error.message, error.values)


class _Doctor:
    def __init__(self, folders: Folders, store: Store, index: SearchIndex) -> None:
        self._folders = folders
        self._store = store
        self._health = store.health
        self._index = index
        self._unfit: list[int] = []  # articles whose mentions do not fit

    def examine(self, tell: Tell) -> Report:
        """Make every check."""

        def pause() -> None:
            tell(0.1)

        checks: tuple[tuple[tuple[str, ...], Callable[[], Iterable[Finding]]], ...] = (
            (("database",), lambda: self._database(pause)),
            (("references",), self._references),
            (("originals", "texts", "mentions", "highlights"), lambda: self._articles(tell)),
            (("counts",), self._counts),
            (("index",), self._search_index),
            (("pending",), self._pending),
            (("backups",), self._backups),
        )
        findings: list[Finding] = []
        for names, run in checks:
            try:
                findings.extend(run())
            except CancelledError:
                raise
            except ReaderError as error:
                findings.extend(_failed(name, error) for name in names)
        tell(1)
        return Report(tuple(findings))

    def _database(self, pause: Callable[[], object]) -> Iterable[Finding]:
        faults = self._health.structure(pause)
        if faults:
            message = N_("SQLite finds faults in the database: {n}. Please restore a backup.")
            yield _listed("database", message, faults)
        elif self._health.has_wal():
            yield Finding("database", Status.OK, N_("The database is sound."))
        else:
            message = N_(
                "The database is sound. Its disk is a network share or like one:"
                " open the library in one program at a time."
            )
            yield Finding("database", Status.NOTE, message)

    def _references(self) -> Iterable[Finding]:
        faults = [f"{table} -> {parent}" for table, parent in self._health.broken_references()]
        if faults:
            yield _listed("references", N_("Rows that point to something that is gone: {n}."), faults)
        else:
            yield Finding("references", Status.OK, N_("All rows belong together."))

    def _articles(self, tell: Tell) -> Iterable[Finding]:
        """Look at every article: its original, its text, its mentions, its highlights."""
        ids = self._health.articles()
        originals: list[str] = []
        texts: list[str] = []
        mentions: list[str] = []
        orphans: list[str] = []
        self._unfit = []
        highlights = 0
        for number, article_id in enumerate(ids):
            tell(0.1 + 0.7 * number / len(ids))
            if not self._health.original_is_sound(article_id):
                originals.append(str(article_id))
            article = self._article(article_id)
            if article is None or not (self._health.body_is_whole(article_id) and blocks.is_sound(article)):
                texts.append(str(article_id))
            if article is None:
                continue
            if not self._health.mentions_fit(article_id, article.text):
                mentions.append(f"{article_id}: {article.metadata.title}")
                self._unfit.append(article_id)
            marked = self._store.highlights.of_article(article_id)
            highlights += len(marked)
            orphans.extend(
                f"{article_id} {each.id}: {each.selector.exact[:60]}"
                for each in marked
                if not is_in_place(each, article)
            )
        yield _judged(
            "originals",
            originals,
            N_("Originals that are missing or not what they were: {n}."),
            N_("All originals are there and unchanged: {n}."),
            len(ids),
        )
        yield _judged(
            "texts",
            texts,
            N_("Articles whose text and blocks do not fit together: {n}."),
            N_("All texts and their blocks fit together: {n}."),
            len(ids),
        )
        yield _judged(
            "mentions",
            mentions,
            N_("Articles whose mentions of entities do not fit the text: {n}."),
            N_("All mentions of entities stand where they should."),
            0,
        )
        if orphans:
            message = N_("Highlights whose place is not in the text any more: {n} of {all}.")
            yield replace(
                _listed("highlights", message, orphans),
                status=Status.NOTE,
                values={"n": len(orphans), "all": highlights},
            )
        else:
            message = N_("All highlights were found in their texts: {n}.")
            yield Finding("highlights", Status.OK, message, {"n": highlights})

    def _article(self, article_id: int) -> Article | None:
        """Return an article; None where its rows cannot be read as one."""
        try:
            return self._store.articles.get(article_id)
        except (ValueError, TypeError):
            return None

    def _counts(self) -> Iterable[Finding]:
        wrong = self._health.miscounted()
        if wrong:
            yield Finding(
                "counts", Status.PROBLEM, N_("Entities whose numbers are not right: {n}."), {"n": wrong}
            )
        else:
            yield Finding("counts", Status.OK, N_("The numbers of all entities are right."))

    def _search_index(self) -> Iterable[Finding]:
        waiting = self._health.waiting_for_index()
        state = self._index.state()
        if state is not IndexState.READY:
            message = N_("The search index is missing, damaged, or of another version.")
            yield Finding("index", Status.PROBLEM, message, details=(state.value,))
            return
        there = frozenset(self._index.verify())
        waiting |= self._health.waiting_for_index()
        wrong = (there ^ self._health.live_articles()) - waiting
        yield _judged(
            "index",
            [str(number) for number in sorted(wrong)],
            N_("Articles that the search index lacks, or has without need: {n}."),
            N_("The search index is sound, and holds all articles: {n}."),
            len(there),
        )

    def _pending(self) -> Iterable[Finding]:
        waiting = self._store.pending.count()
        if waiting:
            yield Finding(
                "pending", Status.NOTE, N_("Articles still to be analysed or indexed: {n}."), {"n": waiting}
            )
        else:
            yield Finding("pending", Status.OK, N_("No work is waiting."))

    def _backups(self) -> Iterable[Finding]:
        newest = next(iter(found(self._folders)), None)
        if newest is None:
            yield Finding("backups", Status.NOTE, N_("There is no automatic backup yet."))
        else:
            message = N_("The newest automatic backup is {name}.")
            yield Finding("backups", Status.OK, message, {"name": newest.name})

    def waiting(self) -> frozenset[str]:
        """Return a name where derived work waits that a repair would do."""
        return frozenset(("pending",)) if self._store.pending.count() else frozenset()

    def repair(self, faults: frozenset[str], pause: Callable[[], object]) -> tuple[Finding, ...]:
        """Make anew what is derived; return a note where no backup could be made before."""
        noted: tuple[Finding, ...] = ()
        if faults:
            try:
                keep_copy(self._folders, BEFORE_REPAIR, lambda _: pause())
            except CancelledError:
                raise
            except ReaderError as error:
                noted = (replace(_failed("backup", error), status=Status.NOTE),)
        try:
            self._repair_rows(faults)
            intake = Intake(self._store, self._index)
            if "index" in faults:
                intake.forget_index()
            for _ in intake.work():
                pause()
        except CancelledError:
            raise
        except ReaderError as error:  # the second look says what is left
            noted += (replace(_failed("repair", error), status=Status.NOTE),)
        return noted

    def _repair_rows(self, faults: frozenset[str]) -> None:
        if "database" in faults:
            self._health.rebuild_indexes()
        with self._store.transaction():
            if "references" in faults:
                self._health.drop_broken_mentions()
            if self._unfit:
                self._store.pending.mark(self._unfit, Work.RECOGNISE, Work.INDEX)
            if faults & {"references", "counts"}:
                self._health.count_again()


def _listed(name: str, message: str, faults: list[str]) -> Finding:
    return Finding(name, Status.PROBLEM, message, {"n": len(faults)}, tuple(faults[:_MOST_DETAILS]))


def _judged(name: str, faults: list[str], wrong: str, right: str, number: int) -> Finding:
    return _listed(name, wrong, faults) if faults else Finding(name, Status.OK, right, {"n": number})
