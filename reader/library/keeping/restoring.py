"""Restoring: a backup is verified, made ready beside the library, and put in its place by one rename."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from reader.errors import N_, ReaderError, StorageError
from reader.library.keeping.backups import BEFORE_RESTORE, keep_copy, now
from reader.paths import Folders
from reader.store import Store, backup
from reader.store.backup import CONFIG, DATABASE, Manifest, Tell
from reader.store.failures import told
from reader.store.pending import Work
from reader.store.swap import gather, swap_back
from reader.store.swap import swap as swap_files

_STAGED, _REPLACED = ".restoring-", "replaced-"


@dataclass(frozen=True, slots=True)
class Staged:
    """A verified library of the newest schema in a ``folder`` beside the present one."""

    folder: Path
    manifest: Manifest

    def discard(self) -> None:
        """Remove it."""
        shutil.rmtree(self.folder, ignore_errors=True)


def describe(source: Path) -> Manifest:
    """Return what a backup says about itself.

    Raises:
        ReaderError: if it is no backup, or one of a newer program.
    """
    return backup.read_manifest(source)


def stage(folders: Folders, source: Path, tell: Tell) -> Staged:
    """Unpack a backup beside the library, verify it, and bring it to the newest schema.

    Raises:
        ReaderError: if the backup is not sound, or the disk stands in the way; nothing is left behind.
        CancelledError: if ``tell`` raised it.
    """
    with told(folders.database):
        folders.data.mkdir(parents=True, exist_ok=True)
        for left in folders.data.glob(f"{_STAGED}*"):  # by a crash
            shutil.rmtree(left, ignore_errors=True)
        folder = Path(tempfile.mkdtemp(prefix=_STAGED, dir=folders.data))
    try:
        manifest = backup.unpack(source, folder, lambda part: tell(part * 0.9))
        store = Store(folder / DATABASE)
        try:
            with store.transaction():  # the index is of the library before
                store.pending.mark_all(Work.INDEX)
        finally:
            store.close()
        gather(folder / DATABASE)
        tell(1)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return Staged(folder, manifest)


def swap(folders: Folders, staged: Staged) -> Path | None:
    """Put a staged library in the place of the present one, which must not be open anywhere.

    Return the folder that keeps the one that was replaced, None where there was none.

    Raises:
        StorageError: if it is open, or the disk does not allow it; the present library is in its place then.
    """
    kept = folders.backups / f"{_REPLACED}{now().strftime('%Y%m%dT%H%M%S%fZ')}"
    had_one = folders.database.exists()
    try:
        if had_one:
            gather(folders.database)
        shutil.rmtree(
            folders.index, ignore_errors=True
        )  # before: a crash must not leave it to another library
        swap_files(staged.folder / DATABASE, folders.database, kept)
        try:
            _prove(folders, staged.manifest)
            _swap_config(folders, staged.folder / CONFIG, kept / CONFIG)
        except BaseException:
            if had_one:
                swap_back(folders.database, kept)
            raise
    finally:
        staged.discard()
    return kept if had_one else None


def _prove(folders: Folders, manifest: Manifest) -> None:
    """Open the library in its place and count its articles."""
    store = Store(folders.database)
    try:
        if len(store.health.articles()) != manifest.numbers.articles:
            raise StorageError(
                N_("The restored library is not complete. The present one was kept."), path=folders.database
            )
    finally:
        store.close()


def _swap_config(folders: Folders, new: Path, kept: Path) -> None:
    """Put the settings and lists of a backup in place, and keep those that were there."""
    for path in sorted(new.rglob("*")) if new.is_dir() else ():
        if path.is_file():
            inside = path.relative_to(new)
            target, old = folders.config / inside, kept / inside
            with told(target):
                if target.exists():
                    old.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy2(target, old)
                target.parent.mkdir(parents=True, exist_ok=True)
                unfinished = target.with_name(f".{target.name}.restored")
                shutil.copyfile(path, unfinished)
                unfinished.replace(target)


def pack_replaced(folders: Folders, kept: Path, tell: Tell) -> Path:
    """Make a backup of a library that was replaced, and remove its folder.

    Raises:
        ReaderError: if that does not go; the folder stays then.
    """
    target = keep_copy(folders, BEFORE_RESTORE, tell, kept=kept)
    shutil.rmtree(kept, ignore_errors=True)
    return target


def restore(folders: Folders, source: Path, tell: Tell) -> tuple[Manifest, Path | None, ReaderError | None]:
    """Restore a library that is open nowhere.

    Return what was restored, where the library before is kept (a backup, or a folder where none could be
    made, with the reason).

    Raises:
        ReaderError: if the backup is not sound, the library is open, or the disk stands in the way: the
            library is then as it was.
        CancelledError: if ``tell`` raised it.
    """
    staged = stage(folders, source, lambda part: tell(part * 0.7))
    kept = swap(folders, staged)
    if kept is None:
        return staged.manifest, None, None
    try:
        return staged.manifest, pack_replaced(folders, kept, lambda part: tell(0.7 + part * 0.3)), None
    except ReaderError as error:
        return staged.manifest, kept, error
