"""The page of keyboard shortcuts, made from the table of actions, and what the program is."""

from importlib.metadata import version

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from contactbook.gui.actions import MENUS, SPECS, keys_text
from contactbook.gui.controls import Text
from contactbook.gui.icons import pixmap
from contactbook.gui.page import Page
from contactbook.gui.theme import HERO, SECTION, em, factor_font
from contactbook.i18n import _

_IN_PARTS: tuple[tuple[str, str], ...] = (
    (_("Next or previous contact, from the search field too"), "↑ ↓"),
    (_("Copy the number that the row shows; look in all contacts where the view holds nobody"), _("Enter")),
    (_("In the search: complete lang:, topic:, is:, city:, agency:, list:"), "Tab"),
    (_("Extend the selection"), "Shift+↑ ↓"),
    (_("Select all that was found; in the search, once its words are selected"), "Ctrl+A"),
    (_("Go back, close, clear the search"), "Esc"),
    (_("In a form: next field"), _("Enter")),
    (_("In a new contact: clear agency and city, which were taken over"), "Alt+C"),
    (_("In a history: restore the state or the field"), _("Enter")),
    (_("In a history: undo the step, or all since it"), "U  Shift+U"),
    (_("In a review or a list of numbers: tick or untick"), _("Space")),
    (_("In a review: correct a value"), "F2"),
    (_("In a review or a list of numbers: apply"), "Ctrl+Enter"),
    (_("In duplicates: merge, or not the same"), "Ctrl+Enter  N"),
)

CREDITS: tuple[str, ...] = (
    _("Places: GeoNames (geonames.org), licensed under CC BY 4.0."),
    _("Icons: Lucide (lucide.dev), ISC licence."),
    _("Flags: country-flag-icons, © 2020 @catamphetamine, MIT licence."),
    _("Qt for Python, LGPL 3; phonenumbers, Apache 2.0; sqlite-utils, Apache 2.0; email-validator, Unlicense."),
)


class ShortcutsPage(Page):
    """Every key, by menu."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Keyboard shortcuts"), parent)
        self.footer.hide()
        inner = QWidget()
        columns = QHBoxLayout(inner)
        columns.setContentsMargins(0, 0, 16, 0)
        columns.setSpacing(48)
        inner.setMaximumWidth(em(80))  # a key stands near what it does
        halves = (QVBoxLayout(), QVBoxLayout())
        for half in halves:
            half.setSpacing(16)
            columns.addLayout(half, 1)
        groups = [
            (
                title.replace("&", ""),
                [(s.text, keys_text(s)) for s in SPECS if s.menu.rstrip("-") == name and s.shortcuts],
            )
            for name, title in MENUS
        ]
        groups.append((_("Everywhere"), [*_IN_PARTS, (_("Menu"), "F10")]))
        for at, (title, rows) in enumerate(groups):
            halves[0 if at < 3 else 1].addWidget(_table(title, rows))
        for half in halves:
            half.addStretch(1)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(area, 1)
        self.setFocusProxy(area)


class AboutPage(Page):
    """What the program is, its version and whose work it stands on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("About Contactbook"), parent)
        self.footer.hide()
        self._mark = QLabel()
        self.body.addWidget(self._mark)
        self.body.addWidget(Text(_("Contactbook"), factor=HERO, semibold=True))
        self.body.addWidget(
            Text(_("Version {version}, MIT licence").format(version=version("contactbook")), tone="dim")
        )
        what = Text(
            _("A directory of press contacts. A book is one file on this computer; nothing leaves it by itself.")
        )
        what.setWordWrap(True)
        self.body.addWidget(what)
        self.body.addSpacing(8)
        self.body.addWidget(Text(_("It stands on"), factor=SECTION, semibold=True))
        for credit in CREDITS:
            line = Text(credit, tone="dim")
            line.setWordWrap(True)
            self.body.addWidget(line)
        self.body.addStretch(1)
        self.paint_anew()

    def paint_anew(self) -> None:
        """Take the colours of now."""
        self._mark.setPixmap(pixmap("contact", "accent", 40, self.devicePixelRatioF()))


def _table(title: str, rows: list[tuple[str, str]]) -> QWidget:
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(0, 1)
    grid.addWidget(Text(title, tone="dim", factor=SECTION, semibold=True), 0, 0, 1, 2)
    for at, (what, keys) in enumerate(rows, 1):
        words = Text(what)
        words.setWordWrap(True)
        grid.addWidget(words, at, 0)
        key = QLabel(keys)
        key.setTextFormat(Qt.TextFormat.PlainText)
        key.setProperty("kind", "key")
        factor_font(key, 0.86)
        grid.addWidget(key, at, 1, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
    return box
