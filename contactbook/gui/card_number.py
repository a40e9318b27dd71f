"""The first number as a panel, and what numbers, addresses and links can do from the card."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import quote

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from contactbook.domain import phones, places
from contactbook.domain.contact import Email, Link, Means, Phone, PhoneKind
from contactbook.gui import card_words, icons, theme
from contactbook.gui.card_buttons import Action, Sign, put_buttons
from contactbook.gui.controls import Button, IconButton, Text, isolate
from contactbook.gui.flow import FlowLayout
from contactbook.gui.kept import Kept
from contactbook.gui.value import Run, Value
from contactbook.i18n import _

Copy = Callable[[str, str], None]  # the text, and what it is
Open = Callable[[str], None]
ShowCode = Callable[[int], None]  # of which number, by its place


@dataclass(frozen=True, slots=True)
class Hands:
    """What the rows may ask for; the card turns each into a signal."""

    copy: Copy
    open_url: Open
    show_code: ShowCode
    open_contact: Callable[[str], None]
    verify: Callable[[], None]
    verify_detail: Callable[[str, Means], None]
    show_history: Callable[[], None]
    change_words: Callable[[], None]
    change_away: Callable[[], None]


_LINK_ICONS = {"https://wa.me/": "message-circle", "https://signal.me/": "message-circle", "https://t.me/": "send"}
_NO_CALL = (PhoneKind.FAX,)


def number_text(phone: Phone) -> str:
    """Write a number as it is copied: in international form, its extension behind it."""
    return phones.international(phone.number, phone.extension)


def number_runs(phone: Phone, factor: float = 1.0) -> list[Run]:
    """Write a number as it is shown: its direction kept, its blanks not breaking, the extension in second words."""
    weight = QFont.Weight.Medium if factor == 1.0 else QFont.Weight.Normal
    shown = card_words.short(phones.international(phone.number), 60)
    runs = [Run(isolate(shown), "text", factor, weight)]
    if phone.extension:
        ext = _("ext. {number}").format(number=card_words.short(phone.extension, 20))
        runs.append(Run("\u2002" + isolate(ext), "dim"))
    return runs


def flag_of(phone: Phone) -> tuple[str | None, str]:
    """Give the country of a number and its name; without one the number's country is not known."""
    country = phones.region(phone.number)
    return country, places.country_name(country) if country else _("Country not known")


def dial_url(phone: Phone) -> str | None:
    """Make the address that dials a number (RFC 3966); None for a fax, or where there is nothing to dial."""
    digits = "".join(c for c in phone.number if c.isascii() and c.isdigit())
    if not digits or phone.kind in _NO_CALL:
        return None
    extension = "".join(c for c in phone.extension or "" if c.isascii() and c.isalnum())
    plus = "+" if phone.number.startswith("+") else ""
    return f"tel:{plus}{digits}" + (f";ext={extension}" if extension else "")


def mail_url(email: Email) -> str:
    """Make the address that writes a mail (RFC 6068)."""
    return "mailto:" + quote(email.address, safe="@+._-'")


def phone_actions(phone: Phone, at: int, copy: Copy, open_url: Open, show_code: ShowCode) -> list[Action]:
    """Tell what can be done with a number: call, show its code, and copy."""
    kind = card_words.phone_kind(phone)
    made: list[Action] = []
    if url := dial_url(phone):
        made += [
            Action(f"call {at}", _("Call {label} number").format(label=kind), partial(open_url, url), "phone"),
            Action(f"code {at}", _("QR code of {label} number").format(label=kind), partial(show_code, at), "qr-code"),
        ]
    name = _("Copy {label} number").format(label=kind)
    return [*made, Action(f"copy {at}", name, partial(copy, number_text(phone), kind), "copy")]


def email_actions(email: Email, at: int, copy: Copy, open_url: Open) -> list[Action]:
    """Tell what can be done with an address: write, and copy."""
    shown = card_words.short(email.address)
    write, name = _("Write to {address}").format(address=shown), _("Copy address {address}").format(address=shown)
    return [
        Action(f"mail {at}", write, partial(open_url, mail_url(email)), "mail"),
        Action(f"email {at}", name, partial(copy, email.address, _("Email")), "copy"),
    ]


def link_actions(link: Link, at: int, copy: Copy, open_url: Open) -> list[Action]:
    """Tell what can be done with a link: open it where it has an address, and copy."""
    kind = card_words.LINK_KINDS[link.kind]
    made: list[Action] = []
    if url := card_words.link_url(link.kind, link.value):
        sign = next((name for base, name in _LINK_ICONS.items() if url.startswith(base)), "external-link")
        made.append(Action(f"open {at}", _("Open {label}").format(label=kind), partial(open_url, url), sign))
    copied = partial(copy, link.value, kind)
    return [*made, Action(f"link {at}", _("Copy {label}").format(label=kind), copied, "copy")]


class NumberPanel(QFrame):
    """The number to give first, large, with the one filled button of the card."""

    def __init__(self, hands: Hands, parent: QWidget, *, tight: bool) -> None:
        super().__init__(parent)
        theme.set_pane(self, "panel")
        self._hands, self._tight = hands, tight
        self._phone, self._at = Phone(""), 0
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_4, 12, theme.SPACE_3, 12)
        row.setSpacing(theme.SPACE_2)
        self._flag = QLabel(self)
        row.addWidget(self._flag)
        column = QVBoxLayout()
        column.setSpacing(2)
        self._number = Value("", "", parent=self)
        column.addWidget(self._number)
        column.addLayout(self._second_line())
        row.addLayout(column, 1)
        signs = QHBoxLayout()
        row.addLayout(signs)
        self._signs = Kept(signs)
        self._call = IconButton("phone", "", self, tone="accent")
        self._call.clicked.connect(lambda: self._hands.open_url(dial_url(self._phone) or ""))
        self._code = IconButton("qr-code", "", self, tone="accent")
        self._code.clicked.connect(lambda: self._hands.show_code(self._at))
        self._copy = Button(_("Copy"), "copy", "main", self)
        self._copy.clicked.connect(self._copy_number)
        for button in (self._call, self._code, self._copy):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_phone(self, phone: Phone, at: int, signs: Sequence[Sign]) -> None:
        """Show another number, the one at a place among the contact's."""
        self._phone, self._at = phone, at
        kind, ratio = card_words.phone_kind(phone), self.devicePixelRatioF()
        country, name = flag_of(phone)
        self._flag.setPixmap(icons.flag(country, ratio))
        self._flag.setToolTip(name)
        self._flag.setAccessibleName(name)
        self._number.show_value(number_runs(phone, theme.TITLE), _("{label} number").format(label=kind))
        self._kind.setText(kind)
        self._lock.setPixmap(icons.pixmap("globe" if phone.public else "lock", "dim", 14, ratio))
        self._public.setText(_("Public") if phone.public else _("Internal"))
        with self._signs.filling():
            put_buttons(self._signs, signs, self)
        dials = dial_url(phone) is not None
        self._call.setVisible(dials)
        self._code.setVisible(dials and not self._tight)  # where it is tight it is to be had from the menu as well
        self._call.setObjectName(f"call {at}")
        self._call.set_name(_("Call {label} number").format(label=kind))
        self._code.setObjectName(f"code {at}")
        self._code.set_name(_("QR code of {label} number").format(label=kind))
        self._copy.setObjectName(f"copy {at}")
        self._copy.setAccessibleName(_("Copy {label} number").format(label=kind))

    def _copy_number(self) -> None:
        self._hands.copy(number_text(self._phone), card_words.phone_kind(self._phone))

    def _second_line(self) -> FlowLayout:
        line = FlowLayout(gap=8, line_gap=0)
        self._kind = Text("", tone="dim", parent=self)
        line.addWidget(self._kind)
        line.add_dot()
        said = QWidget(self)
        row = QHBoxLayout(said)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        self._lock = QLabel(said)
        row.addWidget(self._lock)
        self._public = Text("", tone="dim", parent=said)
        row.addWidget(self._public)
        line.addWidget(said)
        return line
