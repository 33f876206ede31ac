from __future__ import annotations

from pathlib import Path

import pytest

from reader.importers import load
from tests.gold import gold_files, raw_file, read_gold

GOLD = gold_files()


@pytest.mark.parametrize("path", GOLD, ids=[path.stem for path in GOLD])
def test_article_of_the_corpus_is_read_as_its_gold(path: Path) -> None:
    gold = read_gold(path)
    article = load(raw_file(gold.slug)).article
    known = article.metadata

    assert [(str(b.kind), article.text[b.start : b.end]) for b in article.blocks] == list(gold.blocks)
    assert article.text == gold.text
    assert {
        "title": known.title,
        "title_derived": "yes" if known.title_derived else "no",
        "authors": known.authors,
        "source": known.source,
        "section": known.section,
        "published": known.published,
        "language": known.language,
    } == {
        "title": gold.metadata["title"],
        "title_derived": gold.metadata["title_derived"],
        "authors": gold.authors,
        "source": gold.metadata["source"],
        "section": gold.metadata["section"],
        "published": gold.metadata["published"],
        "language": gold.metadata["language"],
    }


def test_every_mention_of_the_gold_lies_at_its_offsets() -> None:
    for path in GOLD:
        gold = read_gold(path)
        for mention in gold.mentions:
            assert gold.text[mention.start : mention.end] == mention.text, (gold.slug, mention)


def test_the_corpus_is_there() -> None:
    assert len(GOLD) >= 24
