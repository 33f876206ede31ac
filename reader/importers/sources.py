"""Papers, agencies and broadcasters: the names that readers know them by."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from reader.paths import shipped
from reader.text.normalise import nfc

_TRIM = " .,:;-–—()[]\"'“”«»/|"
_PAPER = re.compile(
    r"^(?:Theo\s+)?(?:(?:Tạp chí|Báo điện tử|Báo|Trang|Газета|Агентство|The)\s+)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Source:
    """One publication. ``tags`` stand before a first sentence (``TPO -``); a ``wire`` sells to papers."""

    name: str
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    wire: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The name and all aliases."""
        return (self.name, *self.aliases)


class Sources:
    """The table of publications, asked by name, by tag or by address."""

    def __init__(self, table: tuple[Source, ...]) -> None:
        self._by_name = {name.casefold(): source for source in table for name in source.names}
        self._by_tag = {tag.casefold(): source for source in table for tag in source.tags}
        self._by_domain = {domain: source for source in table for domain in source.domains}
        names = sorted({name for source in table for name in source.names}, key=len, reverse=True)
        self._anywhere = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)")

    def named(self, text: str) -> Source | None:
        """Return the publication that ``text`` as a whole names, by name, tag or site."""
        plain = text.strip(_TRIM)
        for form in (plain, _PAPER.sub("", plain), plain.removesuffix(" Online").removesuffix(" online")):
            key = form.casefold()
            found = self._by_name.get(key) or self._by_tag.get(key) or self._by_domain.get(key)
            if found:
                return found
        return None

    def tagged(self, text: str) -> Source | None:
        """Return the publication whose tag or name ``text`` is, as it stands before a first sentence."""
        return self._by_tag.get(text.strip(_TRIM).casefold()) or self.named(text)

    def within(self, text: str) -> Source | None:
        """Return the publication named first inside a longer line, in its own spelling."""
        match = self._anywhere.search(text)
        return self._by_name[match.group().casefold()] if match else None

    def at(self, url: str) -> Source | None:
        """Return the publication that an address belongs to."""
        host = _host(url)
        while host:
            if host in self._by_domain:
                return self._by_domain[host]
            host = host.partition(".")[2]
        return None


def _host(url: str) -> str:
    try:
        return (urlsplit(url if "//" in url else f"//{url}").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


@lru_cache(maxsize=1)
def sources() -> Sources:
    """Return the table that ships with the program."""
    rows = json.loads(nfc(shipped("resources", "gazetteers", "sources.json").read_text(encoding="utf-8")))
    return Sources(
        tuple(
            Source(
                row["name"],
                tuple(row.get("aliases", ())),
                tuple(row.get("tags", ())),
                tuple(row.get("domains", ())),
                bool(row.get("wire", False)),
            )
            for row in rows
        )
    )
