"""Notes that grow: styles, stars, tags and history of highlights, notes on articles, older texts."""

from __future__ import annotations

SCRIPT = """
ALTER TABLE highlight ADD COLUMN style TEXT NOT NULL DEFAULT 'fill';
ALTER TABLE highlight ADD COLUMN starred INTEGER NOT NULL DEFAULT 0;
-- The version of the article's text that the selector was made in.
ALTER TABLE highlight ADD COLUMN version INTEGER NOT NULL DEFAULT 0;

CREATE TABLE highlight_tag (
    highlight_id TEXT NOT NULL REFERENCES highlight (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    PRIMARY KEY (name, highlight_id)
) WITHOUT ROWID;
CREATE INDEX tag_of_highlight ON highlight_tag (highlight_id);

-- The reader's note on an article as a whole.
CREATE TABLE article_note (
    article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    note TEXT NOT NULL,
    modified TEXT NOT NULL
);

-- What a note said before: of a highlight, or (where that is empty) of the article.
CREATE TABLE note_history (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    highlight_id TEXT NOT NULL,
    note TEXT NOT NULL,
    modified TEXT NOT NULL
);
CREATE INDEX note_history_of ON note_history (article_id, highlight_id, id);

-- The texts that an article had before, numbered from 0; the body holds the newest.
CREATE TABLE text_version (
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    text TEXT NOT NULL,
    blocks TEXT NOT NULL,
    inlines TEXT NOT NULL,
    replaced TEXT NOT NULL,
    PRIMARY KEY (article_id, number)
);
ALTER TABLE body ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
"""
