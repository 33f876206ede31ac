"""Documents: HTML, PDF, DOCX and ODT, as browsers, printers and offices read them."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import unicodedata
import zipfile
from dataclasses import replace
from pathlib import Path

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from reader.export import FORMATS, ExportItem, Options, render
from reader.export.pdf import _spread
from reader.export.runs import set_blocks
from reader.i18n import LANGUAGES, Translator
from reader.models import (
    Article,
    Block,
    BlockKind,
    Color,
    Highlight,
    Inline,
    InlineKind,
    Metadata,
    Selector,
    Style,
)
from reader.text import anchor

VIETNAMESE = Translator("vi")
WHOLE = Options(style="vietnam", whole=True)
ALPHABET = (
    "aàảãáạ ăằẳẵắặ âầẩẫấậ bcd đ eèẻẽéẹ êềểễếệ gh iìỉĩíị klmn oòỏõóọ ôồổỗốộ ơờởỡớợ pqrst uùủũúụ ưừửữứự"
    " v xyỳỷỹýỵ AÀẢÃÁẠ ĂẰẲẴẮẶ ÂẦẨẪẤẬ Đ EÈẺẼÉẸ ÊỀỂỄẾỆ IÌỈĨÍỊ OÒỎÕÓỌ ÔỒỔỖỐỘ ƠỜỞỠỚỢ UÙỦŨÚỤ ƯỪỬỮỨỰ YỲỶỸÝỴ"
)
TEXT = "\n\n".join(
    (
        "Mục lớn",
        "Nước sông Hồng dâng cao, người dân sơ tán. Ông Đặng Quỳnh nói: “Chưa từng thấy”.",
        ALPHABET,
        "Một & hai < ba",
        "con của mục",
        "Tỉnh | Người",
        "Hà Nội | 120",
        "print('xin chào')",
        "Ảnh: Minh Anh",
        "Lời trích dẫn dài.",
    )
)
_KINDS = (
    (BlockKind.HEADING, 1), (BlockKind.PARAGRAPH, 0), (BlockKind.PARAGRAPH, 0), (BlockKind.LIST_ITEM, 1),
    (BlockKind.LIST_ITEM, 2), (BlockKind.TABLE_ROW, 0), (BlockKind.TABLE_ROW, 0), (BlockKind.CODE, 0),
    (BlockKind.CAPTION, 0), (BlockKind.QUOTE, 0),
)  # fmt: skip


def _article(note: str = "") -> Article:
    blocks, at = [], 0
    for part, (kind, level) in zip(TEXT.split("\n\n"), _KINDS, strict=True):
        blocks.append(Block(kind, at, at + len(part), level))
        at += len(part) + 2
    strong = TEXT.index("người dân")
    return Article(
        Metadata(
            "Lũ trên sông Hồng",
            authors=("Minh Anh",),
            source="Báo Sông",
            published="2025-10-25",
            language="vi",
            url="https://song.example/lu",
        ),
        TEXT,
        tuple(blocks),
        (
            Inline(InlineKind.STRONG, strong, strong + 9),
            Inline(InlineKind.LINK, strong + 4, strong + 16, "https://song.example/so-tan"),
            Inline(InlineKind.LINK, TEXT.index("Chưa"), TEXT.index("Chưa") + 4, "javascript:alert(1)"),
        ),
        id=7,
        sha256="ab" * 32,
        original_name="lu.txt",
        added="2025-11-01T10:00:00Z",
        note=note,
    )  # fmt: skip


def _mark(quote: str, id_: str, note: str = "", **changes: object) -> Highlight:
    at = TEXT.index(quote)
    selector = anchor.describe(TEXT, at, at + len(quote))
    return Highlight(id_, 7, selector, note=note, created="2025-11-02T08:15:00Z", **changes)  # type: ignore[arg-type]


NOTES = ("Số liệu **lấy ở đâu**?", "Chồng lên nhau", "Qua hai đoạn")


def _item() -> ExportItem:
    across = TEXT[TEXT.index("Chưa từng") : TEXT.index("ăằẳẵ")]
    return ExportItem(
        _article("Cả bài: *đọc lại*.\n\n- một\n- hai"),
        (
            _mark("sông Hồng dâng cao, người", "h 1", NOTES[0], color=Color.RED),
            _mark("người dân sơ tán", "h2", NOTES[1], color=Color.BLUE, style=Style.UNDERLINE),
            _mark(across, "h3", NOTES[2], color=Color.GREEN, tags=("số liệu",)),
            _mark("Nội | 1", "h4", color=Color.PURPLE),
            Highlight("lost", 7, Selector("đoạn đã mất", "", "", 0, 0), note="Mồ côi", orphan=True),
        ),
    )


def _bytes(fmt: str, options: Options | None = None, items: list[ExportItem] | None = None) -> bytes:
    made = render(fmt, [_item()] if items is None else items, VIETNAMESE, options)
    return made if isinstance(made, bytes) else made.encode()


def _squeezed(text: str) -> str:
    """Text without what a page adds: line ends, spaces, page numbers at their own lines."""
    return "".join(unicodedata.normalize("NFC", text).split())


# Runs ---------------------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(1, 200)), max_size=6))
def test_runs_are_the_text_and_every_mark_begins_and_ends_once(spans: list[tuple[int, int]]):
    marks = []
    for number, (start, length) in enumerate(spans):
        end = min(start + length, len(TEXT))
        if TEXT[start:end].strip():
            marks.append(Highlight(f"m{number}", 7, anchor.describe(TEXT, start, end)))
    blocks = list(set_blocks(ExportItem(_article(), tuple(marks))))
    assert "\n\n".join("".join(run.text for run in each.runs) for each in blocks) == TEXT
    begun = [mark.id for each in blocks for run in each.runs for mark in run.begins]
    ended = [mark.id for each in blocks for run in each.runs for mark in run.ends]
    assert sorted(begun) == sorted(ended) == sorted({mark.id for mark in marks})


# HTML ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("options", [Options(), WHOLE], ids=["list", "whole"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_html_has_no_error_by_the_rules_of_html5(options: Options, language: str):
    for items in ([], [_item()], [_item(), _item()]):
        made = render("html", items, Translator(language), options)
        assert isinstance(made, str)
        html5lib.HTMLParser(strict=True).parse(made)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_html_of_any_note_is_without_error(note: str):
    made = render("html", [ExportItem(_article(), (_mark("sơ tán", "h", note),))], VIETNAMESE, WHOLE)
    assert isinstance(made, str)
    parser = html5lib.HTMLParser()
    parser.parse(made)
    assert [error for error in parser.errors if error[1] != "invalid-codepoint"] == []


def test_a_whole_article_shows_marks_in_the_text_and_notes_beside_them():
    page = html5lib.parse(_bytes("html", WHOLE).decode(), namespaceHTMLElements=False)
    marks = ["".join(mark.itertext()) for mark in page.iter("mark") if "red" in mark.get("class", "")]
    assert "".join(marks) == "sông Hồng dâng cao, người"
    asides = [" ".join("".join(aside.itertext()).split()) for aside in page.iter("aside")]
    assert [any(note.replace("*", "") in aside for aside in asides) for note in NOTES] == [True] * 3
    assert {cell.text for cell in page.iter("td")} >= {"Tỉnh", "Người"}
    assert len(list(page.iter("li"))) == 4  # two of the article, two of the note
    addresses = [link.get("href") for link in page.iter("a")]
    assert "https://song.example/so-tan" in addresses
    assert not [address for address in addresses if address and address.startswith("javascript")]
    assert "đoạn đã mất" in "".join(page.itertext())


# PDF ----------------------------------------------------------------------------------------------


def _pdftotext(data: bytes, tmp_path: Path) -> str:
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    (tmp_path / "made.pdf").write_bytes(data)
    done = subprocess.run([program, "-raw", str(tmp_path / "made.pdf"), "-"], capture_output=True, check=True)
    return done.stdout.decode()


def test_pdftotext_finds_every_vietnamese_letter_and_every_note(tmp_path):
    listed = _squeezed(_pdftotext(_bytes("pdf"), tmp_path))
    for quote in (
        "sông Hồng dâng cao, người",
        "người dân sơ tán",
        "đoạn đã mất",
        "Mồ côi",
        "Số liệu lấy ở đâu?",
    ):
        assert _squeezed(quote) in listed
    whole = _squeezed(_pdftotext(_bytes("pdf", WHOLE), tmp_path))
    assert _squeezed(ALPHABET) in whole
    for part in TEXT.split("\n\n")[:4]:
        assert _squeezed(part) in whole
    for note in (*NOTES, "Cả bài: đọc lại.", "đoạn đã mất"):
        assert _squeezed(note.replace("*", "")) in whole


@pytest.mark.parametrize("marks", range(1, 14))
def test_no_article_begins_at_the_foot_of_a_page_without_its_first_highlight(tmp_path, marks):
    first = ExportItem(_article(), tuple(_mark("sơ tán", f"m{each}") for each in range(marks)))
    last = replace(_article(), id=8, metadata=Metadata("Bài cuối", authors=("Tác Giả",)))
    item = ExportItem(last, (replace(_mark("Quỳnh", "cuối"), article_id=8),))
    pages = _pdftotext(_bytes("pdf", items=[first, item]), tmp_path).split("\f")
    (page,) = (each for each in pages if "Bài cuối" in each)
    assert "Quỳnh" in page


def test_no_note_is_lost_where_a_margin_holds_too_many(tmp_path):
    long = " ".join(f"từ{number}" for number in range(900))
    marks = [_mark("sơ tán", f"m{number}", f"ghi chú thứ {number}. " * 20) for number in range(12)]
    item = ExportItem(_article(), (*marks, _mark("Hồng", "dài", long)))
    found = _squeezed(_pdftotext(_bytes("pdf", WHOLE, [item]), tmp_path))
    assert [number for number in range(900) if f"từ{number}" not in found] == []
    assert [number for number in range(12) if found.count(f"ghichúthứ{number}.") != 20] == []


def test_the_fonts_are_in_the_pdf(tmp_path):
    program = shutil.which("pdffonts")
    if program is None:
        pytest.skip("pdffonts (poppler-utils) is not installed")
    (tmp_path / "made.pdf").write_bytes(_bytes("pdf", WHOLE))
    rows = subprocess.run([program, str(tmp_path / "made.pdf")], capture_output=True, text=True, check=True)
    fonts = rows.stdout.splitlines()[2:]
    assert any("DocbaoSerif" in row or "Docbao" in row for row in fonts)
    ours = [row for row in fonts if "Docbao" in row]
    assert all(re.search(r"yes yes yes", row) for row in ours)


@given(
    st.lists(st.tuples(st.floats(50, 780), st.floats(10, 60)), max_size=8).map(
        lambda all_: sorted(all_, reverse=True)
    )
)
def test_notes_in_the_margin_never_overlap(notes: list[tuple[float, float]]):
    tops = _spread([top for top, _ in notes], [height for _, height in notes], 800, 30)
    for (above, height), below in zip(
        zip(tops, (height for _, height in notes), strict=True), tops[1:], strict=False
    ):
        assert above - height >= below - 0.001
    assert all(top <= 800 for top in tops)
    assert all(top - height >= 29.999 for top, (_, height) in zip(tops, notes, strict=True))


def test_the_same_content_makes_the_same_file():
    for fmt in ("pdf", "odt"):
        assert _bytes(fmt, WHOLE) == _bytes(fmt, WHOLE)


# Offices ------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def converted(tmp_path_factory):
    """Convert files by LibreOffice, all of a kind in one start, for a start takes seconds."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("office")
    for fmt in ("docx", "odt"):
        (folder / f"list-{fmt}.{fmt}").write_bytes(_bytes(fmt))
        (folder / f"whole-{fmt}.{fmt}").write_bytes(_bytes(fmt, WHOLE))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for target, sources in (("txt:Text (encoded):UTF8", "docx odt"), ("odt", "docx"), ("docx", "odt")):
        files = [str(path) for kind in sources.split() for path in folder.glob(f"*-{kind}.{kind}")]
        out = folder / target[:4].strip(":")
        command = [program, "--headless", profile, "--convert-to", target, "--outdir", str(out), *files]
        subprocess.run(command, capture_output=True, check=True, timeout=300)
    return folder


@pytest.mark.parametrize("fmt", ["docx", "odt"])
def test_libreoffice_reads_all_of_the_text(converted, fmt: str):
    whole = (converted / "txt" / f"whole-{fmt}.txt").read_text(encoding="utf-8-sig")
    for part in TEXT.split("\n\n"):
        assert part in whole
    listed = (converted / "txt" / f"list-{fmt}.txt").read_text(encoding="utf-8-sig")
    for part in ("sông Hồng dâng cao, người", "Số liệu lấy ở đâu?", "đoạn đã mất", "Minh Anh. “Lũ trên"):
        assert part in listed


@pytest.mark.parametrize(("fmt", "other"), [("docx", "odt"), ("odt", "docx")])
def test_libreoffice_takes_the_notes_for_comments_on_the_marked_words(converted, fmt: str, other: str):
    with zipfile.ZipFile(converted / other / f"whole-{fmt}.{other}") as package:
        part = "content.xml" if other == "odt" else "word/comments.xml"
        words = "".join(str(each) for each in etree.fromstring(package.read(part)).itertext())
        body = package.read("content.xml" if other == "odt" else "word/document.xml").decode()
    for note in NOTES:
        assert note.replace("*", "") in words
    anchors = re.findall(r"<office:annotation-end" if other == "odt" else r"<w:commentRangeEnd", body)
    assert len(anchors) == len(NOTES)


def test_word_comments_are_anchored_to_the_marked_runs():
    import docx

    document = docx.Document(io.BytesIO(_bytes("docx", WHOLE)))
    anchored = {}
    for comment in document.comments:
        after = f"preceding::w:commentRangeStart[@w:id='{comment.comment_id}']"
        before = f"following::w:commentRangeEnd[@w:id='{comment.comment_id}']"
        words = document.element.body.xpath(f"//w:t[{after} and {before}]/text()")
        anchored[comment.text.split("\n")[0]] = "".join(words)
    assert len(anchored) == len(NOTES)
    assert anchored["Số liệu lấy ở đâu?"] == "sông Hồng dâng cao, người"
    assert anchored[NOTES[1]] == "người dân sơ tán"


@settings(deadline=None, max_examples=25)
@given(st.text(max_size=50), st.text(max_size=50))
def test_no_text_breaks_a_document(note: str, title: str):
    made = _article(note)
    lost = Highlight("x", 7, Selector(note or "x", "", "", 0, 0), note=title, orphan=True)
    item = ExportItem(made, (_mark("sơ tán", "h", note), lost))
    for fmt in ("pdf", "docx", "odt", "html", "xlsx"):
        assert render(fmt, [item], VIETNAMESE, WHOLE)


@pytest.mark.parametrize("fmt", [name for name, exporter in FORMATS.items() if exporter.preview])
def test_a_binary_format_names_the_text_format_that_shows_it(fmt: str):
    assert isinstance(render(FORMATS[fmt].preview, [_item()], VIETNAMESE), str)
    assert isinstance(render(fmt, [_item()], VIETNAMESE), bytes)
