"""The controls that all screens share, in one place to import from."""

from contactbook.gui.buttons import Button, IconButton
from contactbook.gui.choices import Segmented, Switch
from contactbook.gui.tags import Initials, Tag
from contactbook.gui.text import Elided, Text, clean, isolate, tip

__all__ = [
    "Button",
    "Elided",
    "IconButton",
    "Initials",
    "Segmented",
    "Switch",
    "Tag",
    "Text",
    "clean",
    "isolate",
    "tip",
]
