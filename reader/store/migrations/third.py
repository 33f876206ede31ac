"""Entities that can be corrected: names point to entities, and the reader's corrections have a place.

``plain`` (a name folded, without accents) and ``sort_key`` (its collation key) are functions that
:func:`reader.store.schema.migrate` lends to SQLite.
"""

from __future__ import annotations

SCRIPT = """
DROP TRIGGER article_into_trash;
DROP TRIGGER article_out_of_trash;
DROP INDEX entity_by_articles;
DROP INDEX mention_of_entity;

-- Two entities may bear one name; what the recogniser calls a thing is an alias, and that is unique.
CREATE TABLE entity_new (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    type TEXT NOT NULL,
    name TEXT NOT NULL,
    -- Derived from the name, and from all names: for sorting and searching.
    sort_key BLOB NOT NULL,
    plain TEXT NOT NULL,
    -- What the reader has set: bit 1 the name, bit 2 the type.
    settled INTEGER NOT NULL DEFAULT 0,
    -- How often and in how many articles it is named; the trash does not count.
    mentions INTEGER NOT NULL DEFAULT 0,
    articles INTEGER NOT NULL DEFAULT 0
);
INSERT INTO entity_new (id, type, name, sort_key, plain, mentions, articles)
SELECT id, type, name, sort_key(name), plain(name), mentions, articles FROM entity;

CREATE TABLE alias (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    type TEXT NOT NULL,
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    entity_id INTEGER NOT NULL REFERENCES entity_new (id),
    -- The entity that was made with the alias: where it returns to when a link is taken back.
    home_id INTEGER NOT NULL REFERENCES entity_new (id),
    origin TEXT NOT NULL CHECK (origin IN ('found', 'linked', 'user')),
    -- When the reader linked it.
    linked TEXT NOT NULL DEFAULT '',
    -- What lists across languages call it, and what it sounds like; empty where neither is known.
    concept TEXT NOT NULL DEFAULT '',
    sound TEXT NOT NULL DEFAULT '',
    UNIQUE (type, key)
);
INSERT INTO alias (id, type, key, name, entity_id, home_id, origin)
SELECT id, type, key, name, id, id, 'found' FROM entity;

CREATE TABLE mention_new (
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    text TEXT NOT NULL,
    alias_id INTEGER NOT NULL REFERENCES alias (id),
    -- Always the entity of the alias.
    entity_id INTEGER NOT NULL REFERENCES entity_new (id),
    reason TEXT NOT NULL,
    score REAL NOT NULL,
    title TEXT NOT NULL,
    PRIMARY KEY (article_id, start, end)
) WITHOUT ROWID;
INSERT INTO mention_new
SELECT m.article_id, m.start, m.end, m.text, a.id, m.entity_id, m.reason, m.score, m.title
FROM mention m JOIN alias a ON a.id = m.entity_id;

DROP TABLE mention;
DROP TABLE entity;
ALTER TABLE entity_new RENAME TO entity;
ALTER TABLE mention_new RENAME TO mention;

CREATE INDEX entity_by_articles ON entity (type, articles DESC, mentions DESC) WHERE articles > 0;
-- The list of entities is read from these alone, whatever is searched for in it.
CREATE INDEX entity_by_mentions ON entity (mentions DESC, sort_key, id, type, plain) WHERE articles > 0;
CREATE INDEX entity_by_name ON entity (sort_key, id, type, plain) WHERE articles > 0;
CREATE INDEX alias_of_entity ON alias (entity_id);
CREATE INDEX alias_by_key ON alias (key);
CREATE INDEX alias_by_concept ON alias (concept) WHERE concept <> '';
CREATE INDEX alias_by_sound ON alias (sound) WHERE sound <> '';
CREATE INDEX alias_by_user ON alias (origin) WHERE origin = 'user';
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

-- What the reader has put right about mentions. Names and surfaces, never rows: it outlives every analysis.
CREATE TABLE correction (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    scope TEXT NOT NULL,
    article_id INTEGER REFERENCES article (id) ON DELETE CASCADE,
    surface TEXT NOT NULL,
    was TEXT NOT NULL,
    type TEXT NOT NULL,
    name TEXT NOT NULL,
    before TEXT NOT NULL,
    selector TEXT NOT NULL,
    created TEXT NOT NULL
);
CREATE INDEX correction_of_article ON correction (article_id);
CREATE INDEX correction_by_surface ON correction (surface);

-- Entities that the reader keeps apart, the smaller id first.
CREATE TABLE apart (
    one INTEGER NOT NULL REFERENCES entity (id),
    other INTEGER NOT NULL REFERENCES entity (id),
    created TEXT NOT NULL,
    PRIMARY KEY (one, other)
) WITHOUT ROWID;

-- What the recogniser said of an article where corrections have changed it (JSON, compressed by zlib),
-- and the newest correction that it knew.
CREATE TABLE recognised (
    article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    correction_id INTEGER NOT NULL,
    mentions BLOB
);
"""
