"""Notes leave the window, copied, dragged and exported, and come back from files."""

from __future__ import annotations

import json

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent

from reader.ui.dialogs import ExportChoice, ExportDialog, NotesReportDialog


def _marked(reader):
    reader.open("Đoàn tàu đầu tiên")
    reader.select("sáu toa")
    reader.do("highlight")
    reader.wait(lambda: reader.opened.highlights)
    return reader.opened.highlights[0]


def test_copying_gives_plain_text_html_and_markdown_in_the_style_chosen(reader):
    made = _marked(reader)
    reader.c.windows._context.settings.set("citation.style", "vietnam")
    reader.c.marking.copy_highlight(made.id)
    copied = QGuiApplication.clipboard().mimeData()
    assert (
        copied.text().startswith("“sáu toa”\n— Minh Anh, “Đoàn tàu đầu tiên”") or "Minh Anh" in copied.text()
    )
    assert "<blockquote" in copied.html()
    assert bytes(copied.data("text/markdown").data()).decode().startswith("> sáu toa\n\n— Minh Anh")
    reader.do("copy_citation")
    assert "Đoàn tàu đầu tiên" in QGuiApplication.clipboard().text()


def test_a_card_that_is_dragged_takes_its_citation_and_note_with_it(reader):
    made = _marked(reader)
    reader.c.marking.set_note(made.id, "**xem**")
    reader.wait(lambda: reader.opened.highlights[0].note)
    card = reader.w.panel.notes.card(made.id)
    asked: list[str] = []
    card.drag_requested.connect(asked.append)
    reader.c.marking.drag = lambda _id: None
    reader.w.panel.notes.drag_requested.disconnect()
    for kind, at, held in (
        (QEvent.Type.MouseButtonPress, QPoint(20, 10), Qt.MouseButton.LeftButton),
        (QEvent.Type.MouseMove, QPoint(22, 10), Qt.MouseButton.LeftButton),
        (QEvent.Type.MouseMove, QPoint(90, 40), Qt.MouseButton.LeftButton),
    ):
        where = card.mapToGlobal(at)
        event = QMouseEvent(kind, QPointF(at), QPointF(where), held, held, Qt.KeyboardModifier.NoModifier)
        QGuiApplication.sendEvent(card, event)
    assert asked == [made.id]
    data = reader.c.marking.copied(made.id)
    assert data is not None
    assert {"text/plain", "text/html", "text/markdown"} <= set(data.formats())
    assert "<strong>xem</strong>" in data.html()
    assert reader.c.marking.copied("no such highlight") is None


def test_the_export_dialogue_previews_saves_and_remembers(reader, tmp_path):
    _marked(reader)
    reader.do("export")
    reader.wait(lambda: isinstance(reader.c.windows.dialog, ExportDialog))
    dialog = reader.c.windows.dialog
    dialog.set_choice("docx", "apa", whole=True)
    reader.wait(lambda: "sáu toa" in dialog.page.toPlainText())
    target = tmp_path / "ghi chú.docx"
    dialog.save_requested.emit(dialog.choice(), target)
    reader.wait(target.exists)
    assert target.read_bytes().startswith(b"PK")
    dialog.close()
    settings = reader.c.windows._context.settings
    assert (settings.text("export.format"), settings.flag("export.whole")) == ("docx", True)
    assert settings.text("citation.style") == "apa"


def test_the_readers_own_template_is_offered(reader, data_folder, monkeypatch):
    monkeypatch.setattr("reader.ui.controllers.windows.QDesktopServices.openUrl", lambda _url: True)
    _marked(reader)
    reader.do("export")
    reader.wait(lambda: isinstance(reader.c.windows.dialog, ExportDialog))
    dialog = reader.c.windows.dialog
    dialog.templates_requested.emit()
    own = data_folder / "config" / "templates" / "reading-notes.md.j2"
    assert own.exists()
    own.write_text("{{ nope }}", encoding="utf-8")
    dialog.set_choice("reading-notes.md")
    reader.wait(lambda: reader.c.windows.box)
    assert "reading-notes.md has a mistake in line 1" in reader.c.windows.box.text()
    reader.c.windows.box.close()
    dialog.close()


def test_notes_are_imported_from_a_file_and_undone_together(reader, tmp_path):
    _marked(reader)
    source = tmp_path / "notes.json"
    reader.c.files.save([reader.c.article.id], ExportChoice("chosen", "json"), source)
    reader.wait(source.exists)
    document = json.loads(source.read_text(encoding="utf-8"))
    record = document["articles"][0]["highlights"][0]
    lost = dict(record, id="lost", selectors=[{"type": "TextQuoteSelector", "exact": "không có chỗ nào"}])
    new = dict(record, id="new", selectors=[{"type": "TextQuoteSelector", "exact": "hai chuyến mỗi ngày"}])
    document["articles"][0]["highlights"] += [new, lost]
    source.write_text(json.dumps(document), encoding="utf-8")
    reader.c.files.import_notes(source)
    reader.wait(lambda: isinstance(reader.c.windows.dialog, NotesReportDialog))
    assert "không có chỗ nào" in reader.c.windows.dialog.text()
    reader.c.windows.dialog.close()
    reader.wait(lambda: len(reader.opened.highlights) == 3)
    reader.do("undo")
    reader.wait(lambda: len(reader.opened.highlights) == 1)


def test_a_file_without_notes_is_refused_in_a_sentence(reader, tmp_path):
    source = tmp_path / "x.json"
    source.write_text("{}", encoding="utf-8")
    reader.c.files.import_notes(source)
    reader.wait(lambda: reader.c.windows.box)
    assert "no notes in a form that Docbao knows" in reader.c.windows.box.text()
    reader.c.windows.box.close()
