"""Older texts and files of an article are kept, and given back as they were."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reader.models import Block, BlockKind, Body, Original, TextVersion
from reader.store import Store
from tests import samples

NEWER = Body("Tin mới.", (Block(BlockKind.PARAGRAPH, 0, 8),))


@pytest.fixture
def store(tmp_path):
    opened = Store(tmp_path / "library.sqlite")
    yield opened
    opened.close()


def test_a_replaced_text_and_file_are_kept_and_can_be_taken_back(store):
    made = samples.article()
    new_id = store.articles.add(made, samples.original())
    before = store.articles.get(new_id)
    number = store.texts.replace(new_id, NEWER, 2, "2026-02-01")
    store.texts.replace_original(new_id, number, Original(b"moi", "moi.html"), "f" * 64, "text/html")
    after = store.articles.get(new_id)
    assert (after.text, after.version, after.words, after.format) == ("Tin mới.", 1, 2, "text/html")
    assert store.texts.body(new_id, 0) == Body(made.text, made.blocks, made.inlines)
    assert store.texts.body(new_id, 1) == NEWER
    assert store.texts.versions(new_id) == (
        TextVersion(0, made.added, "tau.txt"),
        TextVersion(1, "2026-02-01", "moi.html"),
    )
    assert store.texts.find_hash(made.sha256) == new_id
    assert store.articles.original(new_id).data == b"moi"
    store.texts.take_back(new_id, 0, before.words)
    store.texts.take_back_original(new_id, 0)
    assert store.articles.get(new_id) == before
    assert store.articles.original(new_id) == samples.original()
    assert store.texts.find_hash(made.sha256) == 0
    assert store.texts.body(new_id, 1) is None


def test_a_text_that_was_edited_names_no_file(store):
    new_id = store.articles.add(samples.article(), samples.original())
    store.texts.replace(new_id, NEWER, 2, "2026-02-01")
    assert [each.file for each in store.texts.versions(new_id)] == ["tau.txt", ""]
    assert store.texts.versions(99) == ()
    assert store.texts.version(99) == -1


def test_articles_are_found_by_address_and_by_file_but_not_in_the_trash(store):
    made = samples.article()
    page = replace(made, sha256="1" * 64, metadata=replace(made.metadata, url="https://docbao.example/a"))
    by_file = store.articles.add(made, samples.original())
    by_url = store.articles.add(page, samples.original())
    assert store.texts.at_address(["https://docbao.example/a", "x"]) == [by_url]
    assert store.texts.at_address([""]) == []
    assert store.texts.of_file("tau.txt", made.metadata.title) == [by_file]
    store.articles.set_trashed((by_url, by_file), "2026-02-01")
    assert store.texts.at_address(["https://docbao.example/a"]) == []
    assert store.texts.of_file("tau.txt", made.metadata.title) == []
