"""The addresses of the form, checked as they are typed; a domain one slip off a known one is pointed out."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from contactbook.domain import emails
from contactbook.domain.advice import Advice
from contactbook.domain.contact import Email, Means, Verdict
from contactbook.gui.controls import Elided
from contactbook.gui.detail_grid import grown
from contactbook.gui.detail_rows import CheckedRow
from contactbook.i18n import _


def left_to_right(field: QLineEdit) -> None:
    """Have a field read from left to right, on the side where the layout begins."""
    mirrored = field.isRightToLeft()
    field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    if mirrored:
        field.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)


class EmailRow(CheckedRow):
    """One address, public or internal."""

    def __init__(self, email: Email | None, known_domains: Mapping[str, int], today: date) -> None:
        self._before = email
        self._known = known_domains
        self._today = today
        self._right = False
        field = QLineEdit(email.address if email else "")
        field.setAccessibleName(_("Email"))
        left_to_right(field)
        field.setCursorPosition(0)
        label = Elided(email.label if email and email.label else _("Email"), tone="dim")
        label.setFixedHeight(grown(32))
        label.setBuddy(field)
        super().__init__(label, field, email.public if email else False, _("Remove this address"))
        self.check()

    def value(self) -> Email | None:
        """Give the address as it is to be saved; None where nothing was typed."""
        if self.is_empty():
            return None
        email = replace(self._read(), public=self.switch.isChecked())
        return replace(email, verified_on=self._today, verified_by=Means.EMAILED) if self._right else email

    def advice(self) -> Advice | None:
        if self.is_empty() or self._right:
            return None
        email = self._read()
        return None if email.verified_on is not None else emails.explain(self.field.text(), self._known)

    def settle(self) -> None:
        self._right = True

    def _edited(self, text: str) -> None:
        self._right = False
        super()._edited(text)

    def _read(self) -> Email:
        before = self._before
        if before is not None and self.field.text().strip() == before.address:
            return before
        label = before.label if before else None
        email = emails.read(self.field.text(), label=label, known_domains=self._known)
        return before if before is not None and email.address == before.address else email

    def is_wrong(self) -> bool:
        """Tell whether what stands there cannot be an address."""
        advice = self.advice()
        return advice is not None and advice.verdict is Verdict.INVALID
