"""The links of the form: a website or an account, each of its kind."""

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit

from contactbook.domain.advice import Advice
from contactbook.domain.contact import Link, LinkKind
from contactbook.gui.card_words import LINK_KINDS
from contactbook.gui.detail_rows import CheckedRow
from contactbook.gui.email_rows import left_to_right
from contactbook.gui.form import Combo
from contactbook.i18n import _

_HINTS = {
    LinkKind.WEBSITE: "https://example.org",
    LinkKind.WHATSAPP: "+41 …",
    LinkKind.LINKEDIN: "https://www.linkedin.com/in/…",
}
_BY_HOST = {
    "wa.me": LinkKind.WHATSAPP,
    "signal.me": LinkKind.SIGNAL,
    "t.me": LinkKind.TELEGRAM,
    "x.com": LinkKind.X,
    "twitter.com": LinkKind.X,
    "linkedin.com": LinkKind.LINKEDIN,
}


class LinkRow(CheckedRow):
    """One link: kind, address or name of the account, public or internal."""

    def __init__(self, link: Link | None) -> None:
        self._kind_chosen = link is not None
        self.kind = Combo(_("Kind of link"))
        self.kind.setEditable(False)
        for kind, word in LINK_KINDS.items():
            self.kind.addItem(word, kind.value)
        if link is not None:
            self.kind.setCurrentIndex(self.kind.findData(link.kind.value))
        field = QLineEdit(link.value if link else "")
        field.setAccessibleName(_("Link"))
        left_to_right(field)
        field.setCursorPosition(0)
        super().__init__(self.kind, field, link.public if link else False, _("Remove this link"))
        self._hint()
        self.kind.activated.connect(self._choose_kind)
        self.kind.currentIndexChanged.connect(self._hint)

    def value(self) -> Link | None:
        """Give the link as it is to be saved; None where nothing was typed."""
        if self.is_empty():
            return None
        return replace(
            Link(LinkKind(self.kind.currentData()), self.field.text().strip()), public=self.switch.isChecked()
        )

    def advice(self) -> Advice | None:
        return None

    def settle(self) -> None:
        """Nothing is ever unusual about a link."""

    def _edited(self, text: str) -> None:
        if not self._kind_chosen:
            host = text.lower().removeprefix("https://").removeprefix("http://").removeprefix("www.").partition("/")[0]
            kind = _BY_HOST.get(host)
            if kind is not None:
                self.kind.setCurrentIndex(self.kind.findData(kind.value))
        super()._edited(text)

    def _choose_kind(self) -> None:
        self._kind_chosen = True

    def _hint(self) -> None:
        self.field.setPlaceholderText(_HINTS.get(LinkKind(self.kind.currentData()), _("User name or address")))
