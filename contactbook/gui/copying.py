"""Copies numbers, addresses and vCards, and says what was copied."""

from collections.abc import Sequence
from typing import Literal, cast

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication

from contactbook.domain.contact import Contact
from contactbook.gui.controls import clean, isolate
from contactbook.i18n import _, counted


class Copier(QObject):
    """told(sentence, tone) after each copy."""

    told = Signal(str, str)

    def copy_number(self, number: str, public: bool, name: str) -> None:
        """Copy a number as it is shown; say so when it is internal."""
        if not number:
            self.told.emit(_("{name} has no number.").format(name=clean(name)), "warn")
            return
        self._put(number)
        if public:
            self.told.emit(_("Copied {number}.").format(number=isolate(clean(number))), "good")
        else:
            words = _("Copied {number}. It is internal: not for publication.")
            self.told.emit(words.format(number=isolate(clean(number))), "warn")

    def copy_detail(self, text: str, what: str) -> None:
        """Copy a detail of the card."""
        self._put(text)
        number = isolate(clean(text)) if text[:1] == "+" else clean(text)
        self.told.emit(_("Copied {value}.").format(value=number), "good")

    def copy_email(self, contact: Contact) -> None:
        """Copy the first public address, else the first, saying that it is internal."""
        email = next((e for e in contact.emails if e.public), contact.emails[0] if contact.emails else None)
        if email is None:
            self.told.emit(_("{name} has no email.").format(name=clean(contact.shown)), "warn")
            return
        self._put(email.address)
        words = _("Copied {value}.") if email.public else _("Copied {value}. It is internal: not for publication.")
        self.told.emit(words.format(value=clean(email.address)), "good" if email.public else "warn")

    def copy_vcards(self, contacts: Sequence[Contact], version: str) -> None:
        """Copy public details as vCards."""
        from contactbook.app import exporting

        data = exporting.vcard(contacts, cast(Literal["3.0", "4.0"], version))
        mime = QMimeData()
        mime.setText(data.decode("utf-8", "replace"))
        mime.setData("text/vcard", data)
        QGuiApplication.clipboard().setMimeData(mime)
        self.told.emit(
            counted("Copied {number} contact as vCard.", "Copied {number} contacts as vCards.", len(contacts)), "good"
        )

    def _put(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
