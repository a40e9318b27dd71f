"""Leads from a contact or a number to its QR code, and from there to the clipboard or a file."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from contactbook.domain.contact import Contact, Phone
from contactbook.gui.file_dialogs import FileDialogs
from contactbook.gui.parts import Parts
from contactbook.i18n import _, counted

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from contactbook.app.qr import QrCode
    from contactbook.gui.qr_panel import Detail, Note

_NAMED = 6  # things left out that are named; more are counted


class Codes(QObject):
    """Fills the panel and answers it."""

    def __init__(self, parts: Parts, dialogs: FileDialogs) -> None:
        super().__init__(parts)
        self._parts = parts
        self._contact: Contact | None = None
        self._caption: list[str] = []
        self._modules: tuple[tuple[bool, ...], ...] = ()
        self._dialogs = dialogs

    def show_contact(self, contact: Contact) -> None:
        """Show the code with which a phone saves a contact."""
        from contactbook.app import qr
        from contactbook.gui.controls import clean

        code = qr.qr_of(contact)
        self._contact, self._modules = contact, code.modules
        self._caption = [clean(contact.shown)]
        self._parts.qr.show_code(
            code.modules,
            clean(contact.shown),
            _("Point a phone's camera at it to save the contact."),
            _details(contact),
            _notes(contact, code),
            choose=True,
        )

    def choose(self, without: list[str]) -> None:
        """Write the code anew, with other details in it."""
        from contactbook.app import qr

        if self._contact is not None:
            code = qr.qr_of(self._contact, without)
            self._modules = code.modules
            self._parts.qr.show_modules(code.modules, _notes(self._contact, code))

    def show_number(self, contact: Contact, phone: Phone) -> None:
        """Show the code with which a phone dials a number."""
        from contactbook.app import qr
        from contactbook.gui import card_words
        from contactbook.gui.card_number import number_text
        from contactbook.gui.controls import clean, isolate
        from contactbook.gui.qr_panel import Detail, Note

        code = qr.qr_of_number(phone)
        self._contact, self._modules = None, code.modules
        number = isolate(clean(number_text(phone)))
        self._caption = [clean(contact.shown), number]
        inside = [] if phone.public else [Note("lock", _("This number is internal: not for publication."), "warn")]
        self._parts.qr.show_code(
            code.modules,
            clean(contact.shown),
            _("Point a phone's camera at it to call."),
            [Detail("number", number, card_words.phone_kind(phone))],
            inside,
            choose=False,
        )

    def copy(self) -> None:
        """Put the picture on the clipboard."""
        from PySide6.QtGui import QGuiApplication

        QGuiApplication.clipboard().setImage(self._picture())
        self._parts.qr.say(_("The picture was copied."))

    def save(self) -> None:
        """Ask for a place and write the picture there."""
        from contactbook.app.file_names import file_name

        name = file_name(self._caption[0], ".png")
        filters = _("PNG picture (*.png)")
        self._dialogs.ask_target(self._parts.window(), _("Save the QR code"), filters, name, "picture", self._write)

    def _write(self, path: Path) -> None:
        from contactbook.app.files import replacing
        from contactbook.domain.errors import ContactbookError
        from contactbook.gui.controls import clean

        try:
            with replacing(path) as draft:
                if not self._picture().save(str(draft), "PNG"):  # type: ignore[call-overload]
                    raise OSError(None, _("the picture could not be written"))
        except ContactbookError as error:
            self._parts.qr.say(str(error), "bad")
        else:
            self._parts.qr.say(_("Saved as {name}.").format(name=clean(path.name)))

    def _picture(self) -> "QImage":
        from contactbook.gui.qr_picture import picture

        return picture(self._modules, self._caption)


def _details(contact: Contact) -> "list[Detail]":
    from contactbook.app import qr
    from contactbook.domain.publishing import public_view
    from contactbook.gui import card_words
    from contactbook.gui.controls import clean, isolate
    from contactbook.gui.qr_panel import Detail

    public = public_view(contact).contact
    made = []
    for offer in qr.offers(contact):
        sort, _dot, at = offer.key.partition(".")
        if sort == "phones":
            phone = public.phones[int(at)]
            made.append(Detail(offer.key, isolate(clean(offer.shown)), card_words.phone_kind(phone)))
        elif sort == "emails":
            label = public.emails[int(at)].label
            made.append(Detail(offer.key, clean(offer.shown), card_words.short(label, 30) if label else _("Email")))
        else:
            kind = card_words.LINK_KINDS[public.links[int(at)].kind]
            made.append(Detail(offer.key, clean(offer.shown), kind))
    return made


def _notes(contact: Contact, code: "QrCode") -> "Sequence[Note]":
    """Say what is not in the code, and why."""
    from contactbook.gui.qr_panel import Note

    notes = []
    if not code.included:
        notes.append(Note("triangle-alert", _("There is nothing in it to reach the contact by."), "warn"))
    if code.withheld:
        words = counted("{number} internal detail withheld", "{number} internal details withheld", code.withheld)
        notes.append(Note("lock", words))
    if code.left_out:
        from contactbook.gui.controls import clean

        named = [clean(what) for what in code.left_out[:_NAMED]]
        rest = len(code.left_out) - len(named)
        if rest:
            named.append(_("{number} more").format(number=rest))
        notes.append(Note("info", _("Left out, for phones to read it: {what}").format(what=", ".join(named))))
    return notes
