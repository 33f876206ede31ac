"""A whole article as HTML: its text with the marks, its notes in the margin beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from reader.export.item import ExportItem, Options, caption
from reader.export.links import link
from reader.export.notes import note_html
from reader.export.outline import web_address
from reader.export.runs import Run, SetBlock, set_blocks
from reader.i18n import Translator
from reader.models import BlockKind, Highlight, InlineKind, Style

CELL = " | "  # between the cells of a table's row, in the text of an article
_TAGS = {InlineKind.STRONG: "strong", InlineKind.EMPHASIS: "em", InlineKind.CODE: "code"}
_GROUPED = {BlockKind.LIST_ITEM, BlockKind.TABLE_ROW, BlockKind.CODE}

STYLE = """
mark { color: inherit; border-radius: 3px; }
mark.yellow { background: var(--yellow); } mark.green { background: var(--green); }
mark.blue { background: var(--blue); } mark.red { background: var(--red); }
mark.purple { background: var(--purple); }
mark.underline { background: none; text-decoration: underline 2px; text-underline-offset: .2em; }
mark.underline.yellow { text-decoration-color: #c9a400; }
mark.underline.green { text-decoration-color: #5e9e33; }
mark.underline.blue { text-decoration-color: #3b82bf; }
mark.underline.red { text-decoration-color: #c9574b; }
mark.underline.purple { text-decoration-color: #8c5bb5; }
aside { font: .8rem/1.45 Inter, system-ui, sans-serif; border-left: 3px solid var(--line); padding-left: .8em;
  margin: 0 0 1em; }
aside.yellow { border-color: var(--yellow); } aside.green { border-color: var(--green); }
aside.blue { border-color: var(--blue); } aside.red { border-color: var(--red); }
aside.purple { border-color: var(--purple); }
aside p { margin: 0 0 .4em; } aside a { color: var(--soft); text-decoration: none; }
.text .caption { color: var(--soft); font-size: .85em; }
.text blockquote { border-left: 3px solid var(--line); border-radius: 0; }
.text .depth-2 { margin-left: 1.5em; } .text .depth-3 { margin-left: 3em; }
table { border-collapse: collapse; } td { border: 1px solid var(--line); padding: .2em .6em; }
pre { overflow-x: auto; }
@media (min-width: 66rem) {
  main.whole { margin-left: max(2rem, calc(50vw - 29em)); }
  .whole aside { float: right; clear: right; width: 15em; margin-right: -18em; } }
"""


def whole(item: ExportItem, translator: Translator, options: Options, level: int) -> str:
    """Return the blocks of an article; ``level`` is that of the heading above them (1 to 6)."""
    parts = []
    for kind, group in groupby(set_blocks(item), key=lambda each: each.block.kind):
        blocks = list(group)
        if kind in _GROUPED:
            parts.append(_asides(blocks, translator, options) + _group(kind, blocks))
        else:
            parts.extend(_asides([each], translator, options) + _block(each, level) for each in blocks)
    return '<div class="text">\n' + "\n".join(parts) + "\n</div>"


def _block(each: SetBlock, level: int) -> str:
    words = "".join(map(_run, each.runs))
    match each.block.kind:
        case BlockKind.HEADING:
            own = min(level + max(each.block.level, 1), 6)
            return f"<h{own}>{words}</h{own}>"
        case BlockKind.CAPTION | BlockKind.CREDIT:
            return f'<p class="caption">{words}</p>'
        case BlockKind.QUOTE:
            return f"<blockquote><p>{words}</p></blockquote>"
    return f"<p>{words}</p>"


def _group(kind: BlockKind, blocks: Sequence[SetBlock]) -> str:
    """Return blocks that are one thing together: a list, a table, a piece of code."""
    match kind:
        case BlockKind.LIST_ITEM:
            depths = (min(max(each.block.level, 1), 3) for each in blocks)
            items = zip(depths, blocks, strict=True)
            return "<ul>\n" + "\n".join(_list_item(depth, each) for depth, each in items) + "\n</ul>"
        case BlockKind.TABLE_ROW:
            rows = ("".join(f"<td>{cell}</td>" for cell in _cells(each)) for each in blocks)
            return "<table>\n" + "\n".join(f"<tr>{row}</tr>" for row in rows) + "\n</table>"
    return "<pre>" + "\n".join("".join(map(_run, each.runs)) for each in blocks) + "</pre>"


def _list_item(depth: int, each: SetBlock) -> str:
    return f'<li class="depth-{depth}">{"".join(map(_run, each.runs))}</li>'


def _cells(each: SetBlock) -> Iterator[str]:
    """Yield the cells of a row; a mark over several of them is in each."""
    cell: list[str] = []
    for run in each.runs:
        first, *others = run.text.split(CELL)
        cell.append(_run(run, first))
        for text in others:
            yield "".join(cell)
            cell = [_run(run, text)]
    yield "".join(cell)


def _run(run: Run, text: str | None = None) -> str:
    """Return a run with its marks and its emphasis."""
    words = escape(run.text if text is None else text).replace("\n", "<br>")
    if not words:
        return ""
    for kind in sorted(run.kinds & _TAGS.keys()):
        words = f"<{_TAGS[kind]}>{words}</{_TAGS[kind]}>"
    for highlight in run.marks:
        underlined = " underline" if highlight.style is Style.UNDERLINE else ""
        words = f'<mark class="{highlight.color.value}{underlined}">{words}</mark>'
    target = web_address(run.target)
    return f'<a href="{escape(target)}">{words}</a>' if target else words


def _asides(blocks: Sequence[SetBlock], translator: Translator, options: Options) -> str:
    """Return the notes on highlights that begin in some blocks, to stand beside them."""
    return "".join(
        _aside(highlight, translator, options)
        for each in blocks
        for highlight in each.begins
        if highlight.note.strip() or highlight.tags
    )


def _aside(highlight: Highlight, translator: Translator, options: Options) -> str:
    said = escape(caption(highlight, translator, options))
    address = escape(link(highlight.article_id, highlight.id))
    note = note_html(highlight.note) if highlight.note.strip() else ""
    return f'<aside class="{highlight.color.value}">{note}<p><a href="{address}">{said}</a></p></aside>\n'
