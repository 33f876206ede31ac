"""Build the bundled fonts: static instances of two variable families, subset and renamed.

Run ``pip install fonttools fontpkg-source-serif-4 fontpkg-inter`` and then ``python resources/fonts/build_fonts.py``.

Why static: Qt fakes the bold of a variable font. Why renamed: "Source" is a Reserved Font Name under the
SIL Open Font License, so a changed version has to carry another name; Inter reserves none, but a subset of
it should not pass for the whole. Why cut down: the reader's languages need a fifth of the glyphs.
"""

from __future__ import annotations

import importlib.util
import shutil
from dataclasses import dataclass
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

HERE = Path(__file__).resolve().parent
VERSION = "1.000"

RANGES = (
    (0x20, 0x7E), (0xA0, 0x17F),  # Latin, Latin-1, Latin Extended-A
    (0x18F, 0x18F), (0x192, 0x192), (0x1A0, 0x1A1), (0x1AF, 0x1B0), (0x1CD, 0x1DC), (0x218, 0x21B),
    (0x2B9, 0x2BC), (0x2C6, 0x2DD), (0x300, 0x30F), (0x311, 0x31B), (0x323, 0x328), (0x331, 0x331),
    (0x400, 0x45F), (0x462, 0x463), (0x472, 0x475), (0x490, 0x493), (0x49A, 0x4A3), (0x4AE, 0x4B1),
    (0x4D8, 0x4D9), (0x4E8, 0x4E9),
    (0x1E80, 0x1E85), (0x1E9E, 0x1E9E), (0x1EA0, 0x1EF9),  # Vietnamese
    (0x2002, 0x200A), (0x200B, 0x200D), (0x2010, 0x2027), (0x202F, 0x203F), (0x2044, 0x2044), (0x2060, 0x2060),
    (0x2070, 0x209C), (0x20A3, 0x20BF), (0x2103, 0x2103), (0x2113, 0x2117), (0x2120, 0x2122), (0x2126, 0x2126),
    (0x212E, 0x212E), (0x2153, 0x215E), (0x2190, 0x2199), (0x21A9, 0x21AA), (0x21B5, 0x21B5), (0x21E7, 0x21E7),
    (0x2202, 0x220F), (0x2211, 0x221E), (0x2229, 0x222B), (0x2236, 0x2236), (0x2248, 0x2265),
    (0x2303, 0x2303), (0x2318, 0x2318), (0x2325, 0x2325), (0x232B, 0x232B), (0x25A0, 0x25CF), (0x2605, 0x2606),
    (0x2713, 0x2717), (0xFB01, 0xFB02), (0xFEFF, 0xFEFF), (0xFFFD, 0xFFFD),
)
FEATURES = ("kern", "mark", "mkmk", "ccmp", "locl", "liga", "calt", "onum", "lnum", "pnum", "tnum", "case", "frac",
            "sups", "subs", "numr", "dnom", "ordn", "smcp", "c2sc", "cpsp")


@dataclass(frozen=True)
class Face:
    """One font file to build."""

    package: str
    source: str
    family: str
    style: str
    weight: int
    optical_size: float
    italic: bool = False

    @property
    def postscript_name(self) -> str:
        """The name that is also the file's."""
        return f"{self.family.replace(' ', '')}-{self.style.replace(' ', '')}"


SERIF, SERIF_ITALIC = "SourceSerif4[opsz,wght].ttf", "SourceSerif4-Italic[opsz,wght].ttf"
INTER, INTER_ITALIC = "Inter[opsz,wght].ttf", "Inter-Italic[opsz,wght].ttf"
# The optical sizes are points: 19 px is 14 pt, and a 33 px title 25 pt.
FACES = (
    Face("fontpkg_source_serif_4", SERIF, "Docbao Serif", "Regular", 400, 14),
    Face("fontpkg_source_serif_4", SERIF_ITALIC, "Docbao Serif", "Italic", 400, 14, italic=True),
    Face("fontpkg_source_serif_4", SERIF, "Docbao Serif", "SemiBold", 600, 14),
    Face("fontpkg_source_serif_4", SERIF_ITALIC, "Docbao Serif", "SemiBold Italic", 600, 14, italic=True),
    Face("fontpkg_source_serif_4", SERIF, "Docbao Serif Title", "SemiBold", 600, 26),
    Face("fontpkg_inter", INTER, "Docbao Sans", "Regular", 400, 14),
    Face("fontpkg_inter", INTER_ITALIC, "Docbao Sans", "Italic", 400, 14, italic=True),
    Face("fontpkg_inter", INTER, "Docbao Sans", "Medium", 500, 14),
    Face("fontpkg_inter", INTER, "Docbao Sans", "SemiBold", 600, 14),
    Face("fontpkg_inter", INTER_ITALIC, "Docbao Sans", "SemiBold Italic", 600, 14, italic=True),
)
LICENCES = {"fontpkg_source_serif_4": "OFL-SourceSerif.txt", "fontpkg_inter": "OFL-Inter.txt"}
KEPT_NAMES = {0, 7, 8, 9, 11, 13, 14}  # copyright, trademark, makers, licence


def package_folder(name: str) -> Path:
    """Return the folder of an installed font package."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(f"Install {name.replace('_', '-')} first.")
    return Path(spec.origin).parent


def rename(font: TTFont, face: Face) -> None:
    """Give the font its new name, and keep what the licence asks to keep."""
    names = font["name"]
    names.names = [record for record in names.names if record.nameID in KEPT_NAMES and record.platformID == 3]
    basic = face.style in {"Regular", "Italic"}
    family = face.family if basic else f"{face.family} {face.style.replace(' Italic', '')}"
    subfamily = "Italic" if face.italic else "Regular"
    texts = {
        1: family, 2: subfamily, 3: f"{VERSION};{face.postscript_name}", 4: f"{face.family} {face.style}",
        5: f"Version {VERSION}", 6: face.postscript_name, 16: face.family, 17: face.style,
    }
    for name_id, text in texts.items():
        names.setName(text, name_id, 3, 1, 0x409)


def mark_style(font: TTFont, face: Face) -> None:
    """Set the style bits that font systems match by."""
    font["OS/2"].usWeightClass = face.weight
    selection = font["OS/2"].fsSelection & ~0b1100001
    font["OS/2"].fsSelection = selection | (1 if face.italic else 1 << 6)
    font["head"].macStyle = 2 if face.italic else 0
    for table in ("STAT", "meta", "DSIG"):
        if table in font:
            del font[table]


def build(face: Face) -> Path:
    """Build one face and return the file written."""
    path = package_folder(face.package) / "files" / face.source
    font = TTFont(path, recalcTimestamp=False)
    instancer.instantiateVariableFont(font, {"wght": face.weight, "opsz": face.optical_size}, inplace=True)
    options = Options()
    options.layout_features = list(FEATURES)
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.hinting = False
    options.glyph_names = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for low, high in RANGES for code in range(low, high + 1)])
    subsetter.subset(font)
    rename(font, face)
    mark_style(font, face)
    target = HERE / f"{face.postscript_name}.ttf"
    font.save(target)
    return target


def main() -> None:
    """Build every face and lay the licences beside them."""
    for package, licence in LICENCES.items():
        shutil.copyfile(package_folder(package) / "LICENSE", HERE / licence)
    total = 0
    for face in FACES:
        size = build(face).stat().st_size
        total += size
        print(f"{face.postscript_name:32} {size // 1024:5} kB")
    print(f"{'together':32} {total // 1024:5} kB")


if __name__ == "__main__":
    main()
