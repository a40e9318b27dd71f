"""The buttons of the card's rows: an icon or a word that does something, and the sign of when a detail was right."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from contactbook.domain import freshness
from contactbook.domain.contact import Email, Means, Phone
from contactbook.domain.reaching import Moment
from contactbook.gui import card_words
from contactbook.gui.controls import Button, IconButton
from contactbook.gui.kept import Kept
from contactbook.i18n import _

_CHOICES = (
    (Means.CALLED, _("Verified by phone today")),
    (Means.EMAILED, _("Verified by email today")),
    (Means.WEB, _("Verified on a web page today")),
    (Means.RELEASE, _("Verified by a release today")),
)


@dataclass(frozen=True, slots=True)
class Action:
    """What a button does, and its name; an icon shows it, or else its text."""

    key: str
    name: str
    do: Callable[[], object]
    icon: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Sign:
    """When a detail was verified, and what notes that it was today."""

    key: str
    name: str
    icon: str
    tone: str
    verify: Callable[[Means], object]

    @classmethod
    def of(cls, detail: Phone | Email, at: int, moment: Moment, verify: Callable[[str, Means], None]) -> "Sign":
        """Tell it of the number or address at a place."""
        fresh = not freshness.is_stale(detail.verified_on, moment.today, moment.stale_days)
        if isinstance(detail, Phone):
            key, value, label = f"verify phone {at}", detail.number, card_words.phone_kind(detail)
            what = _("{label} number").format(label=label)
        else:
            key, value, what = f"verify email {at}", detail.address, _("Address")
        said = _("{what}: {when}. Verify it").format(what=what, when=card_words.detail_words(detail, moment.today))
        tone = "good" if fresh else "dim" if detail.verified_on is None else "warn"
        return cls(key, said, "circle-check" if fresh else "clock-alert", tone, lambda means: verify(value, means))


class ActionButton(IconButton):
    """An icon that does something with the value beside it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("copy", "", parent, tone="dim", small=True)
        self._do: Callable[[], object] = lambda: None
        self.clicked.connect(lambda: self._do())

    def show_action(self, action: Action) -> None:
        """Take what the button does, its icon and its name."""
        self._do = action.do
        self.setObjectName(action.key)
        self.set_name(action.name)
        self.set_icon(action.icon or "copy")


class LinkButton(Button):
    """A word that does something."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", kind="link", small=True, parent=parent)
        self._do: Callable[[], object] = lambda: None
        self.clicked.connect(lambda: self._do())

    def show_action(self, action: Action) -> None:
        """Take what the button does, its text and its name."""
        self._do = action.do
        self.setObjectName(action.key)
        self.set_text(action.text)
        self.setAccessibleName(action.name)


class SignButton(IconButton):
    """Ringed check or clock, by how long ago; its menu names the means by which it was found right today."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("circle-check", "", parent, small=True)
        self._verify: Callable[[Means], object] = lambda means: None
        menu = QMenu(self)
        for means, words in _CHOICES:
            menu.addAction(words).triggered.connect(lambda _on=False, chosen=means: self._verify(chosen))
        self.setMenu(menu)

    def show_sign(self, sign: Sign) -> None:
        """Take what the sign says and does."""
        self._verify = sign.verify
        self.setObjectName(sign.key)
        self.set_name(sign.name)
        self.set_icon(sign.icon, sign.tone)


def put_buttons(kept: Kept, actions: Sequence[Action | Sign], parent: QWidget) -> None:
    """Fill a row with buttons, in the middle of its height."""
    middle = (0, Qt.AlignmentFlag.AlignVCenter)
    for action in actions:
        if isinstance(action, Sign):
            kept.put(SignButton, lambda: SignButton(parent), *middle).show_sign(action)
        elif action.icon is None:
            kept.put(LinkButton, lambda: LinkButton(parent), *middle).show_action(action)
        else:
            kept.put(ActionButton, lambda: ActionButton(parent), *middle).show_action(action)
