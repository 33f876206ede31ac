"""Our HTML exports for Qt's rich text, which knows neither style variables nor newer elements."""

from __future__ import annotations

import re

_ROOT = re.compile(r":root \{(.*?)\}", re.DOTALL)
_VARIABLE = re.compile(r"--([a-z]+): (#[0-9a-f]{6})")
_USE = re.compile(r"var\(--([a-z]+)\)")
_MARK = re.compile(r'<mark class="([a-z]+)( underline)?">')
_FIGURE = re.compile(r'<figure class="([a-z]+)">\s*<blockquote')


def plain_page(html: str, *, dark: bool) -> str:
    """Return a page of ours with the colours of one theme written out: its marks can then be seen."""
    roots = [dict(_VARIABLE.findall(root)) for root in _ROOT.findall(html)]
    if not roots:
        return html
    colors: dict[str, str] = roots[-1] if dark else roots[0]
    page = _USE.sub(lambda use: colors.get(use[1], "inherit"), html)
    page = _MARK.sub(lambda mark: f'<span style="{_look(mark[1], mark[2], colors)}">', page)
    page = _FIGURE.sub(
        lambda figure: f'<figure><blockquote style="background: {colors.get(figure[1], "none")}"', page
    )
    return (
        page.replace("</mark>", "</span>").replace("<aside", "<blockquote").replace("</aside", "</blockquote")
    )


def _look(color: str, underlined: str | None, colors: dict[str, str]) -> str:
    """Return the style of a mark."""
    return "text-decoration: underline" if underlined else f"background-color: {colors.get(color, 'none')}"
