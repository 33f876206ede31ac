"""Icons: drawn in the colours of the theme, at the size of the screen."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon

from reader.paths import shipped
from reader.ui.icons import Icons

NAMES = sorted(file.stem for file in shipped("resources", "icons").glob("*.svg"))


@pytest.fixture
def icons(look):
    return Icons(look.theme)


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_can_be_drawn(icons, name):
    image = icons.pixmap(name, "#ff0000", 24).toImage()
    assert any(image.pixelColor(x, y).alpha() for x in range(24) for y in range(24))


def test_a_picture_has_the_pixels_of_its_screen(icons):
    pixmap = icons.pixmap("star", "#000000", 16, 2.0)
    assert (pixmap.width(), pixmap.devicePixelRatio()) == (32, 2.0)


def test_an_icon_takes_the_colour_that_is_asked_for(icons):
    image = icons.pixmap("star-filled", "#12ab34", 24, 1.0).toImage()
    assert image.pixelColor(12, 12) == QColor("#12ab34")


def test_a_disabled_icon_is_faint(icons, look):
    icon = icons.icon("star-filled", "#12ab34", 24)
    image = icon.pixmap(QSize(24, 24), 1.0, QIcon.Mode.Disabled).toImage()
    assert image.pixelColor(12, 12) == QColor(look.theme.faint)


def test_an_unknown_icon_is_an_error(icons):
    with pytest.raises(FileNotFoundError):
        icons.icon("no-such-icon")
