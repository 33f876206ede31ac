"""A backup: one zip that holds a whole library, with a checksum of each of its files.

``library.sqlite`` is a copy of the database by SQLite's online backup: articles with their originals, text
versions, highlights, notes, corrections, saved searches. ``config/…`` are the settings and whatever lists
and templates the reader has made. ``manifest.json`` comes last: format, versions, numbers, size and SHA-256
of each file. The search index is no part of it: it is built again.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any

from reader import __version__
from reader.errors import N_, CancelledError, ReaderError, StorageError
from reader.store.failures import explain, told
from reader.store.migrations import MIGRATIONS

Tell = Callable[[float], object]
"""Is told which part of the work is done, from 0 to 1; what it raises ends the work."""

FORMAT, VERSION = "docbao-backup", 1
MANIFEST, DATABASE, CONFIG = "manifest.json", "library.sqlite", "config/"
_CHUNK = 1 << 20
_PAGES = 512  # copied at a time
_LARGEST_MANIFEST = 1 << 24
_STEPS = 20_000  # of SQLite's machine between two looks at whether to stop
_LEVEL = 3  # three times as fast as the usual 6, for a file larger by a twentieth
_OF_THE_TARGET = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR}


@dataclass(frozen=True, slots=True)
class Member:
    """A file of a backup: its size in bytes and its SHA-256 in hexadecimal."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """How much a library holds, the trash included."""

    articles: int
    highlights: int
    notes: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says about itself. ``created`` is a UTC date-time, ``schema`` the database's version."""

    created: str
    schema: int
    numbers: Numbers
    members: Mapping[str, Member]
    program: str = __version__
    format: str = FORMAT
    version: int = field(default=VERSION)


def write(database: Path, config: Mapping[str, Path], target: Path, created: str, tell: Tell) -> Manifest:
    """Write a backup of a library that may be in use. Half a file is never seen under ``target``.

    ``config`` are files by their names below ``config/``, ``created`` is a UTC date-time.

    Raises:
        StorageError: if the library is damaged, or the disk or its permissions stand in the way.
        CancelledError: if ``tell`` raised it.
    """
    copy, unfinished = (target.with_name(f".{target.name}.{os.getpid()}.{end}") for end in ("sqlite", "zip"))
    with _writing(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            schema, numbers = _copy(database, copy, lambda part: tell(part / 2))
            manifest = Manifest(created, schema, numbers, {})
            files = {DATABASE: copy, **{CONFIG + name: path for name, path in config.items()}}
            manifest = _pack(unfinished, files, manifest, lambda part: tell((1 + part) / 2))
            unfinished.replace(target)
            sync_folder(target.parent)
        finally:
            for path in (copy, copy.with_name(f"{copy.name}-journal"), unfinished):
                path.unlink(missing_ok=True)
    return manifest


def _copy(database: Path, copy: Path, tell: Tell) -> tuple[int, Numbers]:
    """Copy a database as it is at one moment; return its schema version and numbers."""
    try:
        with closing(_connect(database)) as source, closing(sqlite3.connect(copy)) as target:
            # Inside a transaction that reads, the log shows one state, however much is written meanwhile.
            # Without a log that would keep everyone from writing: there SQLite begins anew after a change.
            if source.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
                source.execute("BEGIN")
            source.execute("SELECT count(*) FROM sqlite_master").fetchone()
            target.execute("PRAGMA synchronous = OFF")
            source.backup(target, pages=_PAGES, progress=lambda _, left, all_: tell((all_ - left) / all_))
            target.execute("PRAGMA journal_mode = DELETE")
            if problems(target, lambda: tell(1)):
                raise StorageError(
                    N_("The library {path} is damaged: no backup was made of it."), path=database
                )
            return _version(target), _numbers(target)
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        raise explain(error, copy if code in _OF_THE_TARGET else database) from error


def _connect(database: Path) -> sqlite3.Connection:
    """Open a library that is there; none is made."""
    return sqlite3.connect(f"{database.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)


def is_empty(database: Path) -> bool:
    """Whether a library is missing or holds no articles.

    Raises:
        StorageError: if it cannot be read.
    """
    if not database.exists():
        return True
    with told(database), closing(_connect(database)) as connection:
        return _version(connection) == 0 or not _numbers(connection).articles


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _numbers(connection: sqlite3.Connection) -> Numbers:
    return Numbers(
        *connection.execute(
            "SELECT (SELECT count(*) FROM article), (SELECT count(*) FROM highlight),"
            " (SELECT count(*) FROM highlight WHERE note <> '')"
        ).fetchone()
    )


def problems(connection: sqlite3.Connection, pause: Callable[[], object]) -> list[str]:
    """Return what ``integrity_check`` finds; ``pause`` may raise CancelledError meanwhile.

    ``quick_check`` would be faster; SQLite 3.40's finds faults in sound tables without rowids.
    """
    stopped: list[CancelledError] = []

    def look() -> int:
        try:
            pause()
        except CancelledError as error:
            stopped.append(error)
        return len(stopped)

    connection.set_progress_handler(look, _STEPS)
    try:
        found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
    except sqlite3.OperationalError:
        if stopped:
            raise stopped[0] from None
        raise
    finally:
        connection.set_progress_handler(None, 0)
    return [] if found == ["ok"] else found


def _pack(target: Path, files: Mapping[str, Path], manifest: Manifest, tell: Tell) -> Manifest:
    """Write the zip, and it alone to the disk; return the manifest with its members."""
    whole = max(1, sum(path.stat().st_size for path in files.values()))
    done = 0
    members = {}
    with target.open("wb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
            for name, path in files.items():
                digest, size = hashlib.sha256(), 0
                with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as member:
                    while chunk := source.read(_CHUNK):
                        digest.update(chunk)
                        member.write(chunk)
                        size += len(chunk)
                        tell(min(1, (done + size) / whole))
                done += size
                members[name] = Member(size, digest.hexdigest())
            manifest = Manifest(manifest.created, manifest.schema, manifest.numbers, members)
            archive.writestr(MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1))
        file.flush()
        os.fsync(file.fileno())
    return manifest


def read_manifest(source: Path) -> Manifest:
    """Return what a backup says about itself; its files are not looked at.

    Raises:
        ReaderError: if it is no backup, or one of a newer program.
    """
    with _reading(source), zipfile.ZipFile(source) as archive:
        return _manifest(archive, source)


def unpack(source: Path, folder: Path, tell: Tell) -> Manifest:
    """Unpack a backup into an empty folder, checking everything that can be checked.

    Raises:
        ReaderError: if it is no backup, damaged, not complete, or made by a newer program.
        StorageError: if the folder cannot be written, or the disk is too small.
        CancelledError: if ``tell`` raised it.
    """
    with _reading(source), zipfile.ZipFile(source) as archive:
        manifest = _manifest(archive, source)
        if set(archive.namelist()) - {MANIFEST} != set(manifest.members) or not all(
            map(_is_safe, manifest.members)
        ):
            raise _damaged(source)
        whole = max(1, sum(member.size for member in manifest.members.values()))
        need_room(folder, whole)
        done = 0
        for name, member in manifest.members.items():
            target = folder / name
            with told(target):
                target.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(name) as packed, target.open("wb") as file:
                    for size in _unpack_one(packed, file, member, source):
                        tell(0.7 * (done + size) / whole)
            done += member.size
    _check_database(folder / DATABASE, manifest, source, lambda: tell(0.7))
    tell(1)
    return manifest


def _unpack_one(packed: IO[bytes], file: IO[bytes], member: Member, source: Path) -> Iterator[int]:
    """Unpack a file, yielding how many bytes are written, and compare it with the manifest."""
    digest, size = hashlib.sha256(), 0
    while chunk := packed.read(_CHUNK):
        size += len(chunk)
        if size > member.size:
            raise _damaged(source)
        digest.update(chunk)
        file.write(chunk)
        yield size
    if (size, digest.hexdigest()) != (member.size, member.sha256):
        raise _damaged(source)
    file.flush()
    os.fsync(file.fileno())


def _check_database(database: Path, manifest: Manifest, source: Path, pause: Callable[[], object]) -> None:
    try:
        with closing(_connect(database)) as connection:
            found = problems(connection, pause)
            same = (_version(connection), _numbers(connection)) == (manifest.schema, manifest.numbers)
    except sqlite3.DatabaseError as error:
        raise _damaged(source) from error
    if found or not same:
        raise _damaged(source)


def _manifest(archive: zipfile.ZipFile, source: Path) -> Manifest:
    """Read the manifest of a zip."""
    try:
        if archive.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
            raise _damaged(source)
        found: dict[str, Any] = json.loads(archive.read(MANIFEST))
        if found["format"] != FORMAT:
            raise _damaged(source)
        if found["version"] > VERSION or found["schema"] > len(MIGRATIONS):
            raise ReaderError(
                N_("The backup {path} was made by a newer Docbao. Please update the program."), path=source
            )
        members = {
            str(name): Member(int(row["size"]), str(row["sha256"])) for name, row in found["members"].items()
        }
        if DATABASE not in members or found["schema"] < 1:
            raise _damaged(source)
        numbers = Numbers(**{name: int(found["numbers"][name]) for name in Numbers.__slots__})
        return Manifest(
            str(found["created"]), int(found["schema"]), numbers, members, program=str(found["program"])
        )
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise _damaged(source) from error


def _is_safe(name: str) -> bool:
    """Whether a name of a zip stays inside the folder that it is unpacked to."""
    if name == DATABASE:
        return True
    parts = PurePosixPath(name).parts
    return (
        name.startswith(CONFIG)
        and not name.endswith("/")
        and not any(part in {"", ".", ".."} or set(part) & set('\\:*?"<>|\0') for part in parts)
    )


def _damaged(source: Path) -> ReaderError:
    return ReaderError(
        N_("{path} is no backup of Docbao, or it is damaged. Nothing was changed."), path=source
    )


@contextmanager
def _reading(source: Path) -> Iterator[None]:
    """Say what is wrong with a backup that cannot be read."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise _damaged(source) from error
    except OSError as error:
        raise ReaderError(
            N_("{path} cannot be read: {reason}."), path=source, reason=error.strerror or str(error)
        ) from error


@contextmanager
def _writing(target: Path) -> Iterator[None]:
    """Say what keeps a backup from being written."""
    try:
        with told(target):
            yield
    except StorageError as error:
        cause = error.__cause__
        if not isinstance(cause, OSError) or "reason" not in error.values:
            raise
        raise StorageError(
            N_("{path} cannot be written: {reason}."), path=target, reason=error.values["reason"]
        ) from cause


def need_room(folder: Path, size: int) -> None:
    """Look whether a disk has room for ``size`` bytes more.

    Raises:
        StorageError: if it has not.
    """
    there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    if shutil.disk_usage(there).free < size:
        raise StorageError(
            N_("There is no room in {path}: {size} MB are needed."), path=folder, size=-(-size // 1_000_000)
        )


def sync_folder(folder: Path) -> None:
    """Let the names in a folder reach the disk, where the system can be asked for that."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
