"""Killed writers, changed bytes, full disks: a rebuild, never a wrong answer."""

from __future__ import annotations

import errno
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.models import Query, Sort
from reader.search import IndexBusyError, IndexDamagedError, IndexState, IndexWriteError, SearchIndex
from reader.search.engine import Array, arrays
from tests.search.conftest import Room, make_document

ASKED = ["phiên", '"phiên họp"', "phi*", "hop~", "source:nhân", "họp NEAR/3 phiên", "-không", "date:2025"]

WRITER = """
import sys
from pathlib import Path
from reader.search import SearchIndex
from tests.search.conftest import make_document
index = SearchIndex(Path(sys.argv[1]))
for turn in range(int(sys.argv[2]), 100000):
    index.update(make_document(n, f"bài {n}", f"chung phiên{turn} " * 40) for n in range(1, 41))
    print(turn, flush=True)
"""


def test_a_killed_writer_leaves_one_whole_commit(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    rng = random.Random(5)
    turn = 0
    for _ in range(4):
        command = [sys.executable, "-c", WRITER, str(folder), str(turn)]
        writer = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert writer.stdout
        turn = int(writer.stdout.readline())
        time.sleep(rng.random() * 0.15)
        writer.send_signal(signal.SIGKILL)
        said = writer.communicate()[0].split()
        turn = int(said[-1]) if said else turn
        index = SearchIndex(folder)
        assert index.state() is IndexState.READY
        assert index.search(Query("chung"), lambda ids: {}).total == 40
        totals = [index.search(Query(f"phiên{n}"), lambda ids: {}).total for n in (turn, turn + 1)]
        assert sorted(totals) == [0, 40]
        turn += 2
    index.update(
        [make_document(99, "mới")]
    )  # the lock went with the process; leftovers go with the next commit
    held = {path.name.partition(".")[0] for path in folder.glob("MAIN_*")}
    assert len(held) <= 4


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[tuple[int, ...]]]:
    folder = tmp_path_factory.mktemp("sound") / "index"
    index = SearchIndex(folder)
    for first, count in ((1, 300), (301, 40)):
        index.update(
            make_document(
                n, f"Phiên họp {n}", f"phiên họp thứ {n} của hội đồng " * 5, source=f"Nhân Dân {n % 3}",
                published=f"2025-{n % 12 + 1:02d}",
            )
            for n in range(first, first + count)
        )  # fmt: skip
    return folder, answers(folder)


def answers(folder: Path) -> list[tuple[int, ...]]:
    index = SearchIndex(folder)
    found = [index.search(Query(text), lambda ids: {}) for text in ASKED]
    by_title = index.search(Query("phiên", sort=Sort.TITLE), lambda ids: {})
    titles = tuple(hash(hit.title.text) for hit in by_title.hits)
    facets = tuple(value.count for value in by_title.facets["source"])
    return [*(tuple(result.ids) for result in found), tuple(by_title.ids), titles, facets]


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_changed_byte_is_found_or_does_not_matter(
    sound: tuple[Path, list[tuple[int, ...]]], data: st.DataObject
) -> None:
    folder, right = sound
    files = sorted(path for path in folder.iterdir() if path.name != "writer.lock" and path.stat().st_size)
    path = data.draw(st.sampled_from(files))
    whole = path.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    changed = bytes([whole[at] ^ data.draw(st.integers(1, 255))])
    path.write_bytes(whole[:at] + changed + whole[at + 1 :])
    try:
        assert answers(folder) == right
    except IndexDamagedError:
        pass
    finally:
        path.write_bytes(whole)


def test_every_byte_that_is_used_is_checked(sound: tuple[Path, list[tuple[int, ...]]]) -> None:
    folder, _ = sound
    for path in sorted(folder.glob("*.postings")):
        whole = path.read_bytes()
        path.write_bytes(whole[:100] + bytes([whole[100] ^ 1]) + whole[101:])
        try:
            with pytest.raises(IndexDamagedError):
                answers(folder)
        finally:
            path.write_bytes(whole)


@pytest.mark.parametrize("kept", [0, 10, -1])
def test_a_file_cut_short_is_damage_at_once(room: Room, tmp_path: Path, kept: int) -> None:
    room.add(make_document(1, "một"))
    path = next((tmp_path / "index").glob("*.postings"))
    path.write_bytes(path.read_bytes()[:kept])
    index = SearchIndex(tmp_path / "index")
    assert index.state() is IndexState.DAMAGED
    with pytest.raises(IndexDamagedError):
        index.search(Query("một"), lambda ids: {})


def test_a_missing_file_is_damage(room: Room, tmp_path: Path) -> None:
    room.add(make_document(1, "một"))
    next((tmp_path / "index").glob("*.docs")).unlink()
    index = SearchIndex(tmp_path / "index")
    assert index.state() is IndexState.DAMAGED
    with pytest.raises(IndexDamagedError):
        index.search(Query("một"), lambda ids: {})
    index.clear()
    index.update([make_document(2, "hai")])
    assert index.search(Query("hai"), lambda ids: {}).total == 1


@pytest.mark.parametrize("suffix", [".docs", ".postings"])
def test_a_full_disk_leaves_the_index_as_it_was(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    room.add(make_document(1, "một"))
    before = sorted(path.name for path in (tmp_path / "index").iterdir())
    write = arrays.ArrayFileWriter.add

    def full(self: arrays.ArrayFileWriter, name: str, array: Array) -> None:
        if self._path.suffix == suffix:
            raise OSError(errno.ENOSPC, "No space left on device")
        write(self, name, array)

    with monkeypatch.context() as patch:
        patch.setattr(arrays.ArrayFileWriter, "add", full)
        with pytest.raises(IndexWriteError):
            room.index.update([make_document(2, "hai")])
    assert sorted(path.name for path in (tmp_path / "index").iterdir()) == before
    assert room.ids("") == [1]
    room.add(make_document(2, "hai"))
    assert room.ids("") == [1, 2]


def test_a_second_writer_is_told_to_wait(room: Room, tmp_path: Path) -> None:
    room.index.clear()

    def documents():
        with pytest.raises(IndexBusyError):
            SearchIndex(tmp_path / "index").update([make_document(2, "hai")])
        yield make_document(1, "một")

    room.index.update(documents())
    assert room.search("").total == 1


def test_work_that_is_broken_off_leaves_nothing_behind(room: Room, tmp_path: Path) -> None:
    room.add(make_document(1, "một"))
    before = sorted(path.name for path in (tmp_path / "index").iterdir())

    def stop(done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        room.index.update([make_document(2, "hai")], progress=stop)
    assert sorted(path.name for path in (tmp_path / "index").iterdir()) == before
    assert room.ids("") == [1]


def test_searches_go_on_while_the_index_is_rebuilt(room: Room) -> None:
    room.add(make_document(1, "một"), make_document(2, "hai"))
    seen: list[list[int]] = []
    room.index.update(
        [make_document(2, "hai"), make_document(3, "ba")], progress=lambda _: seen.append(room.ids(""))
    )
    assert seen == [[1, 2], [1, 2]]
    room.texts[3] = "ba"
    assert room.ids("") == [1, 2, 3]
