"""Render the application's icon, resources/icons/docbao.svg, to the sizes that desktops ask for.

The pictures are committed, so that installing Docbao needs no Qt: run this after the drawing changed.
"""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)


def main() -> None:
    """Write resources/icons/hicolor/<size>x<size>/apps/docbao.png."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication([])
    drawing = QSvgRenderer(str(ICONS / "docbao.svg"))
    for size in SIZES:
        picture = QImage(size, size, QImage.Format.Format_ARGB32)
        picture.fill(0)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        drawing.render(painter)
        painter.end()
        target = ICONS / "hicolor" / f"{size}x{size}" / "apps" / "docbao.png"
        target.parent.mkdir(parents=True, exist_ok=True)
        picture.save(str(target))
    application.quit()


if __name__ == "__main__":
    main()
