"""The tables of the first release. They are frozen: what changes, changes in a later migration."""

from __future__ import annotations

SCRIPT = """
CREATE TABLE article (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sha256 TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    title_derived INTEGER NOT NULL,
    title_key BLOB NOT NULL,
    authors TEXT NOT NULL,
    source TEXT NOT NULL,
    source_key BLOB NOT NULL,
    section TEXT NOT NULL,
    published TEXT NOT NULL,
    language TEXT NOT NULL,
    url TEXT NOT NULL,
    format TEXT NOT NULL,
    original_name TEXT NOT NULL,
    added TEXT NOT NULL,
    words INTEGER NOT NULL,
    starred INTEGER NOT NULL DEFAULT 0,
    read INTEGER NOT NULL DEFAULT 0,
    position INTEGER NOT NULL DEFAULT 0,
    trashed TEXT
);
-- Every list and number of the sidebar is read from an index alone: the rows themselves are wide.
CREATE INDEX article_by_added ON article (trashed, id);
CREATE INDEX article_by_title ON article (trashed, title_key, id);
CREATE INDEX article_by_source ON article (trashed, source_key, published DESC, id);
CREATE INDEX article_by_published ON article (trashed, published, id);
CREATE INDEX article_read ON article (trashed, read, id);
CREATE INDEX article_starred ON article (trashed, starred, id);
CREATE INDEX article_source ON article (trashed, source, id);
CREATE INDEX article_language ON article (trashed, language, id);

CREATE TABLE body (
    article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    blocks TEXT NOT NULL,
    inlines TEXT NOT NULL
);

-- The file as it came, compressed by zlib.
CREATE TABLE original (
    article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    data BLOB NOT NULL
);

CREATE TABLE author (
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    PRIMARY KEY (name, article_id)
) WITHOUT ROWID;
CREATE INDEX author_of_article ON author (article_id);

CREATE TABLE tag (
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    PRIMARY KEY (name, article_id)
) WITHOUT ROWID;
CREATE INDEX tag_of_article ON tag (article_id);

CREATE TABLE entity (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    type TEXT NOT NULL,
    name TEXT NOT NULL,
    key TEXT NOT NULL,
    -- How often and in how many articles it is named; the trash does not count.
    mentions INTEGER NOT NULL DEFAULT 0,
    articles INTEGER NOT NULL DEFAULT 0,
    UNIQUE (type, key)
);
CREATE INDEX entity_by_articles ON entity (type, articles DESC, mentions DESC) WHERE articles > 0;

CREATE TABLE mention (
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    text TEXT NOT NULL,
    type TEXT NOT NULL,
    entity_id INTEGER NOT NULL REFERENCES entity (id),
    reason TEXT NOT NULL,
    score REAL NOT NULL,
    title TEXT NOT NULL,
    PRIMARY KEY (article_id, start, end)
) WITHOUT ROWID;
CREATE INDEX mention_of_entity ON mention (entity_id, article_id);

CREATE TRIGGER article_into_trash AFTER UPDATE OF trashed ON article
WHEN OLD.trashed IS NULL AND NEW.trashed IS NOT NULL
BEGIN
    UPDATE entity SET mentions = mentions - here.n, articles = articles - 1
    FROM (SELECT entity_id, count(*) AS n FROM mention WHERE article_id = NEW.id GROUP BY entity_id) AS here
    WHERE id = here.entity_id;
END;
CREATE TRIGGER article_out_of_trash AFTER UPDATE OF trashed ON article
WHEN OLD.trashed IS NOT NULL AND NEW.trashed IS NULL
BEGIN
    UPDATE entity SET mentions = mentions + here.n, articles = articles + 1
    FROM (SELECT entity_id, count(*) AS n FROM mention WHERE article_id = NEW.id GROUP BY entity_id) AS here
    WHERE id = here.entity_id;
END;

CREATE TABLE highlight (
    id TEXT PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    exact TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    color TEXT NOT NULL,
    note TEXT NOT NULL,
    created TEXT NOT NULL,
    modified TEXT NOT NULL,
    orphan INTEGER NOT NULL DEFAULT 0,
    trashed TEXT
);
CREATE INDEX highlight_of_article ON highlight (article_id, start);
CREATE INDEX highlight_by_time ON highlight (modified DESC);

-- Derived work that is still to be done. A new mark gets a new seq, so that work which was already
-- under way when the article changed again cannot clear it.
CREATE TABLE pending (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id INTEGER NOT NULL,
    work TEXT NOT NULL CHECK (work IN ('recognise', 'index')),
    UNIQUE (article_id, work)
);

CREATE TABLE saved_search (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    filter TEXT NOT NULL
);

-- What was searched for and led to an article.
CREATE TABLE searched (
    text TEXT PRIMARY KEY,
    last TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
"""
