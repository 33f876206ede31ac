"""Backups that the reader asks for, and those that are made without asking."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from reader.errors import ReaderError
from reader.paths import Folders
from reader.store import backup
from reader.store.backup import Manifest, Tell

logger = logging.getLogger(__name__)

DAILY = "daily"
BEFORE_MIGRATION, BEFORE_RESTORE, BEFORE_REPAIR = "before-migration", "before-restore", "before-repair"
_DAYS, _WEEKS, _OTHERS = 7, 4, 3
_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"docbao-(daily|before-[a-z]+)-(\d{8}T\d{6}Z)(?:-\d+)?\.zip")
_OLD = timedelta(days=1)
_RESERVE = 50_000_000  # bytes that an automatic backup leaves free


def now() -> datetime:
    """Return the present, in UTC."""
    return datetime.now(UTC)


def back_up(folders: Folders, target: Path, tell: Tell) -> Manifest:
    """Write a backup of the library to ``target``, whole or not at all, while others work with it.

    Raises:
        StorageError: if the library is damaged, or the disk or its permissions stand in the way.
        CancelledError: if ``tell`` raised it.
    """
    return _write(folders, folders.database, folders.config, target, tell)


def _write(folders: Folders, database: Path, config: Path, target: Path, tell: Tell) -> Manifest:
    created = now().isoformat(timespec="seconds")
    return backup.write(database, _config_files(folders, config), target, created, tell)


def _config_files(folders: Folders, config: Path) -> dict[str, Path]:
    """Return the reader's own files by their names below the config folder.

    On some systems that folder is the data folder, or holds the cache.
    """
    files = {}
    for path in sorted(config.rglob("*")) if config.is_dir() else ():
        inside = path.relative_to(config)
        apart = (folders.backups, folders.cache) if config == folders.config else ()
        if (
            path.is_file()
            and not path.is_symlink()
            and not any(part.startswith(".") for part in inside.parts)
            and not path.name.startswith(folders.database.name)
            and not any(path.is_relative_to(folder) for folder in apart)
        ):
            files[inside.as_posix()] = path
    return files


def found(folders: Folders) -> list[Path]:
    """Return the backups in the library's own folder, the newest first."""
    return [path for path, _, _ in sorted(_listed(folders), key=lambda row: row[2], reverse=True)]


def _listed(folders: Folders) -> list[tuple[Path, str, datetime]]:
    """Return the automatic backups with their kinds and times."""
    rows = []
    for path in folders.backups.iterdir() if folders.backups.is_dir() else ():
        if match := _NAME.fullmatch(path.name):
            with suppress(ValueError):  # a name like ours, of no day in the calendar
                when = datetime.strptime(match[2], _STAMP).replace(tzinfo=UTC)
                rows.append((path, match[1], when))
    return rows


def automatic(folders: Folders, tell: Tell, when: datetime | None = None) -> Path | None:
    """Make the daily backup where the newest is older than a day; ``when`` is the present.

    Seven days and four weeks are kept. Return the new file, None where none was due.

    Raises:
        StorageError: if the disk is too small for it, or the library damaged; older backups stay then.
    """
    when = when or now()
    times = [made for _, kind, made in _listed(folders) if kind == DAILY]
    if any(timedelta(0) <= when - made < _OLD for made in times) or backup.is_empty(folders.database):
        return None
    return keep_copy(folders, DAILY, tell, when=when)


def keep_copy(
    folders: Folders, kind: str, tell: Tell, *, kept: Path | None = None, when: datetime | None = None
) -> Path:
    """Write an automatic backup, of the library or of one that was replaced and is ``kept`` in a folder.

    Raises:
        StorageError: as :func:`automatic`.
    """
    database = kept / folders.database.name if kept else folders.database
    config = kept / "config" if kept else folders.config
    backup.need_room(folders.backups, 2 * database.stat().st_size + _RESERVE)
    target = _free_name(folders.backups, f"docbao-{kind}-{(when or now()).strftime(_STAMP)}")
    _write(folders, database, config, target, tell)
    for path in expired(_listed(folders)):
        with suppress(OSError):  # someone else reads or has removed it: the next time tries again
            path.unlink()
    return target


def _free_name(folder: Path, stem: str) -> Path:
    number, target = 1, folder / f"{stem}.zip"
    while target.exists():
        number += 1
        target = folder / f"{stem}-{number}.zip"
    return target


def expired(listed: Iterable[tuple[Path, str, datetime]]) -> set[Path]:
    """Return the automatic backups that need not be kept any longer.

    Of the daily ones the newest of each of the last seven days and four weeks that have any stay, of the
    others the three newest of a kind.
    """
    rows = sorted(listed, key=lambda row: (row[2], row[0].name), reverse=True)
    days: dict[str, Path] = {}
    weeks: dict[str, Path] = {}
    kept: dict[str, list[Path]] = {}
    for path, kind, when in rows:
        if kind == DAILY:
            days.setdefault(when.strftime("%Y%m%d"), path)
            weeks.setdefault(when.strftime("%G%V"), path)
        else:
            kept.setdefault(kind, []).append(path)
    staying = {*list(days.values())[:_DAYS], *list(weeks.values())[:_WEEKS]}
    staying.update(path for paths in kept.values() for path in paths[:_OTHERS])
    return {path for path, _, _ in rows} - staying


def before_migration(folders: Folders) -> None:
    """Keep a copy of a library that is about to get a newer schema; where that fails, the log says why."""
    try:
        keep_copy(folders, BEFORE_MIGRATION, lambda _: None)
    except ReaderError as error:
        logger.warning("no backup was made before the library was brought up to date: %s", error)
