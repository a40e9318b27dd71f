"""The sign beside a number or address that says when it was verified, and verifies it."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

from contactbook.domain import freshness
from contactbook.domain.contact import Email, Means, Phone
from contactbook.domain.reaching import Moment
from contactbook.gui import card_words
from contactbook.gui.controls import IconButton
from contactbook.i18n import _

_CHOICES = (
    (Means.CALLED, _("Verified by phone today")),
    (Means.EMAILED, _("Verified by email today")),
    (Means.WEB, _("Verified on a web page today")),
    (Means.RELEASE, _("Verified by a release today")),
)


class FreshnessButton(IconButton):
    """Ringed check or clock, by how long ago; its menu names the means by which it was found right today."""

    def __init__(
        self, detail: Phone | Email, at: int, moment: Moment, verify: Callable[[str, Means], None],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        fresh = not freshness.is_stale(detail.verified_on, moment.today, moment.stale_days)
        tone = "good" if fresh else "dim" if detail.verified_on is None else "warn"
        phone = isinstance(detail, Phone)
        label = card_words.phone_kind(detail) if isinstance(detail, Phone) else ""
        what = _("{label} number").format(label=label) if label else _("Address")
        said = _("{what}: {when}. Verify it").format(what=what, when=card_words.detail_words(detail, moment.today))
        super().__init__("circle-check" if fresh else "clock-alert", said, parent, tone=tone, small=True)
        self.setObjectName(f"verify {'phone' if phone else 'email'} {at}")
        value = detail.number if isinstance(detail, Phone) else detail.address
        menu = QMenu(self)
        menu.aboutToShow.connect(lambda: self._fill(menu, lambda means: verify(value, means)))
        self.setMenu(menu)
