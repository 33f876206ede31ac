"""Markdown (CommonMark with tables, https://spec.commonmark.org) with simple front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from pathlib import PurePosixPath

from markdown_it import MarkdownIt
from markdown_it.token import Token

from reader.importers import frame
from reader.importers.dates import to_day
from reader.importers.draft import DraftBlock, Found, Run, compose
from reader.importers.edges import trim_edges
from reader.importers.editor import edit
from reader.importers.sources import sources
from reader.importers.webblocks import fragment_blocks
from reader.models import BlockKind, InlineKind
from reader.text.normalise import clean, nfc, one_line

_FRONT = re.compile(
    r"\A\ufeff?---[ \t]*\n(?P<body>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
_PAIR = re.compile(r"^(?P<key>[\w.-]+)[ \t]*:[ \t]*(?P<value>.*)$")
_ITEM = re.compile(r"^[ \t]*-[ \t]+(?P<value>.+)$")
_LISTED = re.compile(r"\s*[;,]\s*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_KINDS = {"strong": InlineKind.STRONG, "em": InlineKind.EMPHASIS, "link": InlineKind.LINK}

Marks = tuple[tuple[InlineKind, str], ...]

_CAPTION_LIMIT = 350  # characters


def read_markdown(text: str) -> tuple[Found, list[DraftBlock]]:
    """Return what a Markdown text says about itself, and its blocks."""
    text = nfc(text.replace("\r\n", "\n").replace("\r", "\n"))
    found = Found()
    match = _FRONT.match(text)
    if match and _is_front_matter(match.group("body")):
        _read_front_matter(match.group("body"), found)
        text = text[match.end() :]
    tokens = MarkdownIt("commonmark", {"maxNesting": 40}).enable(["table", "strikethrough"]).parse(text)
    everything = list(_blocks(tokens))
    blocks = everything if found.title else _take_first_heading(everything, found)
    blocks = edit(trim_edges(_captions(blocks), found), found)
    return found, blocks or edit(everything, found)


def _is_front_matter(body: str) -> bool:
    """Whether all lines between two rules are ``key: value``, items, comments or continuations."""
    lines = [line for line in body.split("\n") if line.strip()]
    fits = all(_PAIR.match(line) or line[:1] in " \t-#" for line in lines)
    return fits and any(_PAIR.match(line) for line in lines)


def _read_front_matter(body: str, found: Found) -> None:
    """Read ``key: value`` lines; a value may be quoted, in brackets, or a list of ``- item`` lines."""
    values: dict[str, list[str]] = {}
    key = ""
    for line in body.split("\n"):
        item = _ITEM.match(line)
        pair = _PAIR.match(line)
        if item and key:
            values[key].append(_unquoted(item.group("value")))
        elif pair:
            key = pair.group("key").lower()
            values[key] = _value(
                pair.group("value").strip(), many=key in ("authors", "author", "tags", "keywords")
            )
    one = {name: one_line(value[0]) for name, value in values.items() if value}
    found.note(
        title=one.get("title", ""),
        section=one.get("section", "") or one.get("category", ""),
        published=to_day(one.get("date", "") or one.get("published", "")) or _partial_day(one),
        url=one.get("url", "") or one.get("link", "") or one.get("canonical", ""),
        language=_language(one.get("language", "") or one.get("lang", "")),
    )
    source = one.get("source", "") or one.get("publisher", "") or one.get("site", "")
    named = sources().named(source) if source else None
    found.note(source=named.name if named else source)
    found.add_authors(
        [one_line(name) for field in ("author", "authors", "byline") for name in values.get(field, [])]
    )
    found.tags = tuple(one_line(tag) for tag in values.get("tags", []) + values.get("keywords", []))


def _partial_day(values: dict[str, str]) -> str:
    """Return a date that names only a year, or a year and a month."""
    match = re.fullmatch(
        r"\d{4}(?:-(?:0[1-9]|1[0-2]))?", values.get("date", "") or values.get("published", "")
    )
    return match.group() if match else ""


def _language(code: str) -> str:
    return code.lower().partition("-")[0] if _LANGUAGE.fullmatch(code) else ""


def _value(text: str, *, many: bool) -> list[str]:
    if text.startswith("[") and text.endswith("]"):
        return [_unquoted(piece) for piece in text[1:-1].split(",") if piece.strip()]
    if not text or text in ("|", ">"):
        return []
    plain = _unquoted(text)
    return [piece for piece in _LISTED.split(plain) if piece] if many else [plain]


def _unquoted(text: str) -> str:
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        inner = text[1:-1]
        return inner.replace('\\"', '"') if text[0] == '"' else inner.replace("''", "'")
    return text


def _take_first_heading(blocks: list[DraftBlock], found: Found) -> list[DraftBlock]:
    """Make the title of a level-1 heading that is the only one, or the first block."""
    tops = [block for block in blocks if block.kind is BlockKind.HEADING and block.level == 1]
    if tops and (len(tops) == 1 or blocks[0] is tops[0]):
        found.note(title=tops[0].text)
        return [block for block in blocks if block is not tops[0]]
    return blocks


def _captions(blocks: Sequence[DraftBlock]) -> list[DraftBlock]:
    """Give a picture's address to its caption: an emphasised line beneath it, else its own title."""
    made: list[DraftBlock] = []
    waiting: DraftBlock | None = None
    for block in blocks:
        if waiting is not None:
            emphasised = any(
                mark.kind is InlineKind.EMPHASIS and mark.start == 0 and mark.end >= len(block.text) - 1
                for mark in block.inlines
            )
            if block.kind is BlockKind.PARAGRAPH and emphasised:
                made.append(replace(block, kind=BlockKind.CAPTION, image=waiting.image, inlines=()))
                waiting = None
                continue
            made.append(waiting)
            waiting = None
        if block.kind is BlockKind.CAPTION:
            waiting = block
        else:
            made.append(block)
    if waiting is not None:
        made.append(waiting)
    return [block for block in made if block.text]


def _blocks(tokens: Sequence[Token]) -> Iterator[DraftBlock]:
    """Yield the blocks of a token stream; quotes and lists give their kind to what is inside."""
    quotes = lists = 0
    for index, token in enumerate(tokens):
        name = token.type.removesuffix("_open").removesuffix("_close")
        if name == "blockquote":
            quotes += token.nesting
        elif name in ("bullet_list", "ordered_list"):
            lists += token.nesting
        elif token.type == "tr_open":
            yield _row(tokens, index)
        elif token.type in ("fence", "code_block"):
            yield DraftBlock(BlockKind.CODE, clean(token.content))
        elif token.type == "html_block":
            yield from fragment_blocks(token.content)
        elif token.type == "inline" and tokens[index - 1].type in ("paragraph_open", "heading_open"):
            yield from _inline_blocks(tokens[index - 1], token, quoted=quotes > 0, depth=lists)


def _inline_blocks(opening: Token, token: Token, *, quoted: bool, depth: int) -> Iterator[DraftBlock]:
    children = token.children or []
    images = [child for child in children if child.type == "image"]
    rest = "".join(
        child.content for child in children if child.type in ("text", "code_inline", "html_inline")
    ).strip()
    if images and not rest:
        for image in images:
            yield _picture(image)
        return
    beneath = _beneath_picture(children)
    if images and opening.type == "paragraph_open" and not depth and beneath is not None:
        yield replace(beneath, image=_picture(images[0]).image)
        return
    runs = _runs(children)
    if opening.type == "heading_open":
        yield compose(BlockKind.HEADING, runs, level=int(opening.tag[1]))
    elif depth:
        yield compose(BlockKind.LIST_ITEM, runs, level=depth)
    else:
        yield compose(BlockKind.QUOTE if quoted else BlockKind.PARAGRAPH, runs)


def _beneath_picture(children: Sequence[Token]) -> DraftBlock | None:
    """Return the lines right beneath a picture as its caption, or None where the first line is no picture."""
    first = next((i for i, child in enumerate(children) if child.type in ("softbreak", "hardbreak")), 0)
    if not first or any(
        child.type != "image" and (child.content.strip() or child.nesting) for child in children[:first]
    ):
        return None
    caption = compose(BlockKind.CAPTION, _runs(children[first:]))
    return replace(caption, inlines=()) if caption.text and len(caption.text) <= _CAPTION_LIMIT else None


def _picture(image: Token) -> DraftBlock:
    address = str(image.attrGet("src") or "")
    caption = one_line(str(image.attrGet("title") or "") or image.content)
    if frame.is_image(caption) or caption == PurePosixPath(address).stem:
        caption = ""
    return DraftBlock(BlockKind.CAPTION, caption, image=one_line(address))


def _runs(children: Sequence[Token]) -> list[Run]:
    runs: list[Run] = []
    marks: list[tuple[InlineKind, str]] = []
    for child in children:
        name = child.type.removesuffix("_open").removesuffix("_close")
        if name in _KINDS and child.nesting == 1:
            marks.append((_KINDS[name], str(child.attrGet("href") or "") if name == "link" else ""))
        elif name in _KINDS and child.nesting == -1 and marks:
            marks.pop()
        elif child.type in ("softbreak", "hardbreak"):
            runs.append(Run(" ", tuple(marks)))
        elif child.type == "code_inline":
            runs.append(Run(child.content, (*marks, (InlineKind.CODE, ""))))
        elif child.type == "html_inline":
            runs.append(Run(" " if child.content.lower().startswith("<br") else "", tuple(marks)))
        elif child.type in ("text", "image"):
            runs.append(Run(child.content, tuple(marks)))
    return runs


def _row(tokens: Sequence[Token], start: int) -> DraftBlock:
    """Return a table row: its cells joined by bars."""
    runs: list[Run] = []
    for token in takewhile(
        lambda token: token.type != "tr_close", (tokens[index] for index in range(start, len(tokens)))
    ):
        if token.type == "inline":
            runs += [Run(" | ")] if runs else []
            runs += _runs(token.children or []) or [Run("")]
    return compose(BlockKind.TABLE_ROW, runs)
