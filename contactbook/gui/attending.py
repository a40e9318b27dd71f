"""What the person verifies and puts right: one detail, or one contact after the other in a list of work."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt

from contactbook.domain.contact import Means
from contactbook.gui.browsing import Browsing
from contactbook.gui.deeds import Deeds
from contactbook.gui.parts import Parts
from contactbook.i18n import _

UNVERIFIED = "is:unverified"


class Attending(QObject):
    """Walks through what is not verified or needs attention."""

    def __init__(self, parts: Parts, browsing: Browsing, deeds: Deeds, show_view: Callable[[str, str], None]) -> None:
        super().__init__(parts)
        self._parts = parts
        self._browsing = browsing
        self._deeds = deeds
        self._show_view = show_view

    def show_view(self, query: str, title: str) -> None:
        """Show a view; in the one of what is not verified, keys go to the list, where V verifies."""
        self._show_view(query, title)
        if self._browsing.view.query == query == UNVERIFIED and self._browsing.found:
            self._parts.contacts.view.setFocus(Qt.FocusReason.OtherFocusReason)
            self._parts.status.say(_("V verifies by phone and goes on to the next."), "plain")

    def verifies(self) -> bool:
        """Tell whether the letter V in the list verifies: only in the list of work, elsewhere it is sought."""
        return self._browsing.view.query == UNVERIFIED

    def verify_detail(self, value: str, means: Means) -> None:
        """Note that one number or address of the current contact was found right."""
        if self._browsing.current is not None:
            self._deeds.verify_detail(self._browsing.current.uid, value, means)
