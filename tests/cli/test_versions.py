"""``docbao import`` of a newer file, ``docbao versions`` and ``docbao diff``."""

from __future__ import annotations

import json

import pytest

from reader.__main__ import main
from tests import samples


@pytest.fixture
def docbao(tmp_path, capsys):
    """Run a command in a fresh library; return (status, stdout, stderr)."""

    def run(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        status = main(["--data-dir", str(tmp_path / "data"), *arguments])
        out, err = capsys.readouterr()
        return status, out, err

    return run


def test_a_newer_file_is_an_update_and_both_texts_can_be_seen(docbao, tmp_path):
    path = tmp_path / "tau.txt"
    path.write_text(samples.TRAIN, encoding="utf-8")
    docbao("import", str(path))
    path.write_text(samples.TRAIN.replace("sáu toa", "bảy toa"), encoding="utf-8")
    status, out, _ = docbao("import", str(path))
    assert (status, out.split("\t")[:2]) == (0, ["updated", "1"])
    assert len(docbao("versions", "1")[1].splitlines()) == 2
    rows = json.loads(docbao("versions", "1", "--json")[1])
    assert [(row["number"], row["file"]) for row in rows] == [(0, "tau.txt"), (1, "tau.txt")]
    _, out, _ = docbao("diff", "1")
    assert out.startswith("Đoàn tàu có [-sáu-]{+bảy+} toa")
    assert docbao("diff", "1", "0", "1")[1] == out
    assert docbao("diff", "1", "1", "1")[1] == ""


def test_what_is_not_there_is_said_in_one_line(docbao, tmp_path):
    for arguments in (("versions", "7"), ("diff", "7")):
        status, _, err = docbao(*arguments)
        assert (status, err.count("\n")) == (1, 1)
    path = tmp_path / "tau.txt"
    path.write_text(samples.TRAIN, encoding="utf-8")
    docbao("import", str(path))
    assert docbao("diff", "1", "0", "5")[0] == 1
