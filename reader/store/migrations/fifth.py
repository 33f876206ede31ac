"""Notes whose earlier words are kept, whoever replaces them, and highlights in the trash."""

from __future__ import annotations

SCRIPT = """
-- Whatever writes a note, what it said before is kept once.
CREATE TRIGGER highlight_note_replaced AFTER UPDATE OF note ON highlight
WHEN OLD.note <> NEW.note AND OLD.note <> ''
BEGIN
    INSERT INTO note_history (article_id, highlight_id, note, modified)
    SELECT OLD.article_id, OLD.id, OLD.note, OLD.modified WHERE NOT EXISTS (
        SELECT 1 FROM note_history h
        WHERE h.article_id = OLD.article_id AND h.highlight_id = OLD.id AND h.note = OLD.note
    );
END;
CREATE TRIGGER article_note_replaced AFTER UPDATE OF note ON article_note
WHEN OLD.note <> NEW.note AND OLD.note <> ''
BEGIN
    INSERT INTO note_history (article_id, highlight_id, note, modified)
    SELECT OLD.article_id, '', OLD.note, OLD.modified WHERE NOT EXISTS (
        SELECT 1 FROM note_history h
        WHERE h.article_id = OLD.article_id AND h.highlight_id = '' AND h.note = OLD.note
    );
END;

CREATE INDEX highlight_trashed ON highlight (trashed) WHERE trashed IS NOT NULL;
"""
