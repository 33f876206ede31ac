"""Texts that are replaced: the files of older versions, and notes that the reader keeps without a place."""

from __future__ import annotations

SCRIPT = """
-- The files that articles came from before a newer one took their place: ``number`` is the last version of
-- the text that the file stands for.
CREATE TABLE original_version (
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    format TEXT NOT NULL,
    name TEXT NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (article_id, number)
);
CREATE INDEX original_version_by_hash ON original_version (sha256);

-- The reader has seen that a highlight has no place any more, and keeps it as a note.
ALTER TABLE highlight ADD COLUMN kept INTEGER NOT NULL DEFAULT 0;

-- A newer file of an article is known by its address, or by its name and title.
CREATE INDEX article_by_url ON article (url) WHERE url <> '';
CREATE INDEX article_by_file ON article (original_name, title);
"""
