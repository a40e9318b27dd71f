"""The first number as a panel, and what numbers, addresses and links can do from the card."""

from collections.abc import Callable, Sequence
from urllib.parse import quote

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from contactbook.domain import phones, places
from contactbook.domain.contact import Email, Link, Phone, PhoneKind
from contactbook.gui import card_words, icons, theme
from contactbook.gui.controls import Button, IconButton, Text, isolate
from contactbook.gui.flow import FlowLayout
from contactbook.gui.value import Run, Value
from contactbook.i18n import _

Copy = Callable[[str, str], None]  # the text, and what it is
Open = Callable[[str], None]
ShowCode = Callable[[int], None]  # of which number, by its place

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


def phone_actions(phone: Phone, at: int, copy: Copy, open_url: Open, show_code: ShowCode) -> list[QWidget]:
    """Make the buttons of a number: call, show its code, and copy."""
    kind = card_words.phone_kind(phone)
    made: list[QWidget] = []
    if url := dial_url(phone):
        call = _small("phone", _("Call {label} number").format(label=kind), f"call {at}")
        call.clicked.connect(lambda: open_url(url))
        code = _small("qr-code", _("QR code of {label} number").format(label=kind), f"code {at}")
        code.clicked.connect(lambda: show_code(at))
        made += [call, code]
    button = _small("copy", _("Copy {label} number").format(label=kind), f"copy {at}")
    button.clicked.connect(lambda: copy(number_text(phone), kind))
    return [*made, button]


def email_actions(email: Email, at: int, copy: Copy, open_url: Open) -> list[QWidget]:
    """Make the buttons of an address: write, and copy."""
    write = _small("mail", _("Write to {address}").format(address=card_words.short(email.address)), f"mail {at}")
    write.clicked.connect(lambda: open_url(mail_url(email)))
    button = _small("copy", _("Copy address {address}").format(address=card_words.short(email.address)), f"email {at}")
    button.clicked.connect(lambda: copy(email.address, _("Email")))
    return [write, button]


def link_actions(link: Link, at: int, copy: Copy, open_url: Open) -> list[QWidget]:
    """Make the buttons of a link: open it where it has an address, and copy."""
    kind = card_words.LINK_KINDS[link.kind]
    made: list[QWidget] = []
    if url := card_words.link_url(link.kind, link.value):
        sign = next((name for base, name in _LINK_ICONS.items() if url.startswith(base)), "external-link")
        leave = _small(sign, _("Open {label}").format(label=kind), f"open {at}")
        leave.clicked.connect(lambda: open_url(url))
        made.append(leave)
    button = _small("copy", _("Copy {label}").format(label=kind), f"link {at}")
    button.clicked.connect(lambda: copy(link.value, kind))
    return [*made, button]


def _small(icon: str, name: str, key: str) -> IconButton:
    button = IconButton(icon, name, tone="dim", small=True)
    button.setObjectName(key)
    return button


class NumberPanel(QFrame):
    """The number to give first, large, with the one filled button of the card."""

    def __init__(
        self,
        phone: Phone,
        at: int,
        copy: Copy,
        open_url: Open,
        show_code: ShowCode,
        parent: QWidget,
        signs: Sequence[QWidget] = (),
        *,
        tight: bool = False,
    ) -> None:
        super().__init__(parent)
        theme.set_pane(self, "panel")
        kind = card_words.phone_kind(phone)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_4, 12, theme.SPACE_3, 12)
        row.setSpacing(theme.SPACE_2)
        country, name = flag_of(phone)
        flag = QLabel(self)
        flag.setPixmap(icons.flag(country, self.devicePixelRatioF()))
        flag.setToolTip(name)
        flag.setAccessibleName(name)
        row.addWidget(flag)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(Value(number_runs(phone, theme.TITLE), _("{label} number").format(label=kind), parent=self))
        column.addLayout(self._second_line(kind, phone.public))
        row.addLayout(column, 1)
        # Where it is tight the code goes: it is to be had from the menu as well.
        for button in (*signs, *self._buttons(phone, kind, at, copy, open_url, None if tight else show_code)):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def _second_line(self, kind: str, public: bool) -> FlowLayout:
        line = FlowLayout(gap=8, line_gap=0)
        line.addWidget(Text(kind, tone="dim", parent=self))
        line.add_dot()
        said = QWidget(self)
        row = QHBoxLayout(said)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        sign = QLabel(said)
        sign.setPixmap(icons.pixmap("globe" if public else "lock", "dim", 14, self.devicePixelRatioF()))
        row.addWidget(sign)
        row.addWidget(Text(_("Public") if public else _("Internal"), tone="dim", parent=said))
        line.addWidget(said)
        return line

    def _buttons(
        self, phone: Phone, kind: str, at: int, copy: Copy, open_url: Open, show_code: ShowCode | None
    ) -> list[QWidget]:
        made: list[QWidget] = []
        if url := dial_url(phone):
            call = IconButton("phone", _("Call {label} number").format(label=kind), self, tone="accent")
            call.setObjectName(f"call {at}")
            call.clicked.connect(lambda: open_url(url))
            made.append(call)
        if url and show_code is not None:
            code = IconButton("qr-code", _("QR code of {label} number").format(label=kind), self, tone="accent")
            code.setObjectName(f"code {at}")
            code.clicked.connect(lambda: show_code(at))
            made.append(code)
        button = Button(_("Copy"), "copy", "main", self)
        button.setObjectName(f"copy {at}")
        button.setAccessibleName(_("Copy {label} number").format(label=kind))
        button.clicked.connect(lambda: copy(number_text(phone), kind))
        return [*made, button]
