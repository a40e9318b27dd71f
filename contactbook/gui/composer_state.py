"""What the composer holds: contacts in their order, the choices, and the block that comes of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from contactbook.app.composing import Block, Entry, block_in
from contactbook.app.publishing import Internal, internal
from contactbook.domain import freshness
from contactbook.domain.blocks import KeptBlock, Preset
from contactbook.domain.contact import Contact
from contactbook.exchange.block import Layout
from contactbook.exchange.block_markup import Format


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be added: the words for it, and the uids that it stands for."""

    words: str
    uids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """What the composer asks of the book: reading only, writing is wished for."""

    contacts: Callable[[Sequence[str]], list[Contact]] = lambda uids: []
    today: Callable[[], date] = date.today
    offers: Callable[[str], list[Offer]] = lambda text: []
    found: Callable[[str], list[str]] = lambda query: []
    presets: Callable[[], list[Preset]] = list
    earlier: Callable[[], list[tuple[KeptBlock, bool]]] = list  # with whether all in it is still right
    stale_days: Callable[[], int] = lambda: freshness.STALE_DAYS


@dataclass(frozen=True, slots=True)
class Sent:
    """A block that was copied, and what it was made of."""

    block: Block
    layout: Layout
    uids: tuple[str, ...]
    format: Format

    def to_clipboard(self) -> None:
        """Put the block on the clipboard, as text for plain editors and as rich text for the others."""
        data = QMimeData()
        data.setText(self.block.text)
        data.setHtml(self.block.html)
        QGuiApplication.clipboard().setMimeData(data)


class ComposerState:
    """Composes anew whenever contacts or choices change; `block` and `contacts` are what came of it."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.layout = Layout()
        self.format: Format = "text"
        self.today = source.today()
        self.contacts: dict[str, Contact] = {}
        self.block = Block("", 0)
        self._wanted: list[str] = []  # one that was moved to the trash keeps its place, should it come back
        self._kept_though_away: set[str] = set()

    @property
    def uids(self) -> list[str]:
        """The contacts in their order, those that are no longer in the book left out."""
        return [uid for uid in self._wanted if uid in self.contacts]

    def begin(self, uids: Iterable[str]) -> None:
        """Start anew with some contacts."""
        self._kept_though_away.clear()
        self._wanted = list(dict.fromkeys(uids))
        self.read()

    def read(self) -> None:
        """Read the contacts anew, and compose."""
        self.today = self.source.today()
        found = self.source.contacts(self._wanted)
        self.contacts = {contact.uid: contact for contact in found if contact.deleted_at is None}
        self.compose()

    def compose(self) -> None:
        """Compose anew from what was read."""
        self.block = block_in(
            self.layout,
            [self.contacts[uid] for uid in self.uids],
            format=self.format,
            today=self.today,
            find=self.find,
            keep=self._kept_though_away,
            stale_days=self.source.stale_days(),
        )

    def add(self, uids: Iterable[str]) -> list[str]:
        """Put contacts at the end; give those that were not there before."""
        new = [uid for uid in dict.fromkeys(uids) if uid not in self.uids]
        self._wanted = [uid for uid in self._wanted if uid not in new] + new
        self.read()
        return [uid for uid in new if uid in self.contacts]

    def remove(self, uid: str) -> None:
        """Leave a contact out."""
        self._wanted.remove(uid)
        self.read()

    def move(self, uid: str, place: int) -> None:
        """Put a contact at a place among those shown."""
        order = self.uids
        order.remove(uid)
        order.insert(place, uid)
        self._wanted = order
        self.compose()

    def choose(self, layout: Layout, form: Format) -> None:
        """Take other choices."""
        self.layout, self.format = layout, form
        self.compose()

    def print_anyway(self, uid: str, anyway: bool) -> None:
        """Print a contact though away, or again who covers."""
        (self._kept_though_away.add if anyway else self._kept_though_away.discard)(uid)
        self.compose()

    def is_printed_though_away(self, uid: str) -> bool:
        return uid in self._kept_though_away

    def show_all_of(self, uid: str) -> None:
        """Have the block print whatever kind of details a contact has."""
        self.layout = replace(self.layout, mobiles=True, offices=True, emails=True)
        self.compose()

    def find(self, uid: str) -> Contact | None:
        """Look a contact up, in the block or not."""
        return self.contacts.get(uid) or next(iter(self.source.contacts([uid])), None)

    def entry(self, uid: str) -> Entry | None:
        """Tell where a contact stands in the block's text."""
        return next((entry for entry in self.block.entries if entry.uid == uid), None)

    def printed(self, uid: str) -> Contact | None:
        """Give who is printed in the place of a contact: mostly itself."""
        entry = self.entry(uid)
        return self.find(entry.printed_uid) if entry else self.contacts.get(uid)

    def internal(self, uid: str | None = None) -> list[Internal]:
        """List the internal numbers and addresses of who is printed, for all contacts or one."""
        shown = [self.printed(one) for one in ([uid] if uid else self.uids)]
        return internal({contact.uid: contact for contact in shown if contact is not None}.values())

    def sent(self) -> Sent:
        """Give the block as it goes out."""
        return Sent(self.block, self.layout, tuple(self.uids), self.format)
