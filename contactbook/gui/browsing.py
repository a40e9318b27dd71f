"""What is looked at: the view, the search and the grouping, and the contacts chosen among what they give."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from contactbook.app.book import Book
from contactbook.app.settings import Settings
from contactbook.domain.contact import Contact, Counts, Found, Group, Row, Verdict
from contactbook.domain.errors import BadQuery
from contactbook.domain.record import dataclass
from contactbook.gui.contact_list import ContactList
from contactbook.gui.controls import clean, isolate
from contactbook.gui.moments import moment_day
from contactbook.gui.sidebar import Sidebar
from contactbook.gui.tasks import Tasks
from contactbook.i18n import _, counted

if TYPE_CHECKING:
    from contactbook.domain.bulk import Common
    from contactbook.gui.card_selection import Shared
    from contactbook.gui.contact_card import ContactCard
    from contactbook.gui.latest import Latest

TRASH = "is:trash"
_CARD_AFTER = 15  # milliseconds
_REST_AFTER = 40  # milliseconds; by then row and card show what was written, which is waited for
_MANY = 300  # so many contacts are read whole at once; more of them on the worker
_LARGE = 2000  # a book of so many contacts is searched and counted off this thread
_NO_COUNTS = Counts(0, 0, 0, 0, 0)

_Counted = tuple[Counts, list[tuple[str, int]], list[Group]]


@dataclass(frozen=True, slots=True)
class View:
    """A view of the book: its query and its name."""

    query: str = ""
    title: str = ""


class Browsing(QObject):
    """Reads the book for list, sidebar and card; looked() tells that something else is shown or chosen.

    read(contacts, Common) tells what is chosen once it was read; Common is None where it is not several.
    """

    looked = Signal()
    trouble = Signal(object)
    ready = Signal()
    read = Signal(object, object)

    def __init__(
        self,
        book: Book,
        settings: Settings,
        tasks: Tasks,
        contacts: ContactList,
        sidebar: Sidebar,
        card: Callable[[], "ContactCard"],
    ) -> None:
        super().__init__(contacts)
        self._book = book
        self._settings = settings
        self._tasks = tasks
        self._contacts = contacts
        self._sidebar = sidebar
        self._card = card
        self.view = View()
        self.query = ""
        self.grouping = settings.text("grouping")
        self.counts = _NO_COUNTS
        self.found = 0
        self.sections = 0
        self._known = True  # whether all that was found is known, or the first rows only
        self._stands = False  # whether what was found before a write stands until it is found anew
        self._first: int | None = None
        self._to_first = False  # whether the first contact is chosen once the search has come
        self._to_show = False  # and whether the card is filled then
        self._wanted: int | None = None  # who is chosen then
        self._searches: Latest | None = None
        self._counting: Latest | None = None
        self._shown = False  # whether the card was filled since the last look at the book
        self._shows_several = False
        self.current: Contact | None = None
        # The card follows a moment later: typing and walking do not wait for it, and a selection grows row by row.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_CARD_AFTER)
        self._soon.timeout.connect(self._fill_card)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_AFTER)
        self._rest.timeout.connect(self._read_rest)

    # Reading

    def refresh(self) -> None:
        """Read everything anew, after something was written here or elsewhere.

        In a large book what is seen, rows and card, comes first; who stands where, and how many, a moment later.
        """
        if self.found and self._book.size() > _LARGE:
            self._contacts.read_again()
            self.show_current(self._contacts.current_uid())
            if self.current is None or (self.current.deleted_at is not None) != self.in_trash:
                self._soon.stop()  # it is about to go from the list, and the next one is shown
            else:
                self.fill_now()
            self._stands = True
            self._rest.start()
        else:
            self._read_all()

    def _read_all(self) -> None:
        self._shown = False
        self._to_show = True
        self.find()
        self.refresh_sidebar()

    def refresh_sidebar(self) -> None:
        """Count anew what the sidebar shows; in a large book a moment later."""
        size = self._book.size()
        if size <= _LARGE:
            self._show_counted(self._counted())
            return
        if not self.counts.all:
            self.counts = replace(_NO_COUNTS, all=size)
        if self._counting is not None:
            self._counting.drop()  # it may be by the other grouping
        self._rest.start()

    def _counted(self, _stop: object = None) -> _Counted:
        return self._book.counts(), self._book.lists(), self._book.tree(self.grouping)

    def _read_rest(self) -> None:
        """Find, where what was found before stands, and count, off this thread."""
        if self._stands:
            self._ask()
        self._stands = False
        if self._counting is None:
            self._counting = self._reads(self._take_counted)
        self._counting.ask(self._counted)

    def _reads(self, take: Callable[..., None]) -> "Latest":
        from contactbook.gui.latest import Latest  # late: a small book does without it

        reads = Latest(self)
        reads.arrived.connect(take)
        reads.failed.connect(self.trouble)
        return reads

    def _take_counted(self, counted: _Counted) -> None:
        self._show_counted(counted)
        self.ready.emit()

    def _show_counted(self, counted: _Counted) -> None:
        self.counts, lists, tree = counted
        self._sidebar.show_counts(self.counts)
        self._sidebar.show_lists(lists)
        self._sidebar.show_tree(self.grouping, tree)
        self._sidebar.choose(self.view.query)

    def rest(self) -> None:
        """Stop what is being read, and wait until nothing is; `refresh` reads it anew."""
        self._rest.stop()
        for reads in (self._searches, self._counting):
            if reads is not None:
                reads.rest()

    def close(self) -> None:
        """Stop what is being read."""
        self._rest.stop()
        for reads in (self._searches, self._counting):
            if reads is not None:
                reads.close()

    @property
    def is_empty(self) -> bool:
        """Tell whether the book holds nothing, in the trash either."""
        return not self.counts.all and not self.counts.trash

    @property
    def is_known(self) -> bool:
        """Tell whether all that was found is known, or the first rows only."""
        return self._known

    @property
    def in_trash(self) -> bool:
        """Tell whether the trash is shown."""
        return self.view.query == TRASH

    @property
    def list_name(self) -> str | None:
        """Name the list that is shown, if one is."""
        query = self.view.query
        return self.view.title if query.startswith("list:") else None

    def find(self) -> None:
        """Find what view and search ask for; a search that cannot be read leaves the list as it is."""
        self._stands = False
        try:
            found = self._find()
        except BadQuery as error:
            self.trouble.emit(error)
            return
        if found is not None:
            self._show_found(found)

    def _find(self) -> Found | None:
        """Give what is found; in a large book its first rows, if they are near the top, or what comes at once."""
        query, view, grouping = self.query, self.view.query, self.grouping
        if self._book.size() <= _LARGE or not (query.strip() or view):  # all are found by the counts that are kept
            if self._searches is not None:
                self._searches.drop()
            return self._book.find(query, view=view, grouping=grouping)
        searches = self._ask()
        try:
            first = self._book.preview(query, view=view, grouping=grouping)
        except BadQuery:
            searches.drop()  # or it would be said twice
            raise
        found: Found | None = first or searches.wait()
        return found

    def _ask(self) -> "Latest":
        """Have the worker find; what it finds is shown when it comes."""
        query, view, grouping = self.query, self.view.query, self.grouping
        if self._searches is None:
            self._searches = self._reads(self._show_found)
        self._searches.ask(lambda stop: self._book.find(query, view=view, grouping=grouping, stop=stop))
        return self._searches

    def _show_found(self, found: Found) -> None:
        query = self.query
        self._known = found.whole
        self.found, self.sections = len(found.ids), len(found.sections)
        self._first = found.ids[0] if found.ids else None
        today = self._book.clock().astimezone().date()
        stale = self._settings.number("stale_days")
        outside = self.view.title if not found.ids and self._is_outside(query) else ""
        self._contacts.show_found(
            found, self._loader(query), query, today=today, stale_days=stale, outside=outside, view=self.view.query
        )
        if self._to_first and self._first is not None:
            self._contacts.select_id(self._first)
        if self._wanted is not None and found.whole:
            self._contacts.select_id(self._wanted)
        if self._to_show and not self._shown:
            self.show_current(self._contacts.current_uid())
        self._to_first = self._to_show = False
        if found.whole:
            self._wanted = None
        self.ready.emit()

    def _is_outside(self, query: str) -> bool:
        """Tell whether what the view does not hold is elsewhere in the book."""
        if not (self.view.query and query.strip()):
            return False
        # Where many are found in a large book, the first rows tell it without all of them.
        first = self._book.preview(query, grouping=self.grouping) if self._book.size() > _LARGE else None
        return bool((first or self._book.find(query, limit=1)).ids)

    def _loader(self, query: str) -> Callable[[Sequence[int]], list[Row]]:
        return lambda ids: self._book.rows(ids, query)

    # Choosing what to look at

    def seek(self, query: str) -> None:
        """Search as the person types; a field whose value is still to come asks for nothing yet."""
        if ":" in query:
            from contactbook.domain.completing import without_half  # late: most searches have no fields

            query = without_half(query)
        self.query = query
        self._wanted = None
        self.find()

    def show_view(self, query: str, title: str) -> None:
        """Show a view; the search is kept."""
        changed = query != self.view.query
        self.view = View(query, title)
        self._sidebar.choose(query)
        self._to_first, self._to_show, self._shown = changed, True, False
        self.find()

    def group_by(self, grouping: str) -> None:
        """Group by city or by agency, from now on."""
        self.grouping = grouping
        self._settings.put("grouping", grouping)
        self._read_all()

    def select(self, uid: str) -> bool:
        """Choose a contact where it is in view; else leave view and search until it is."""
        wanted = self._book.id_of(uid)
        if wanted is None:
            return False
        chosen = self._contacts.select_id(wanted)
        if not chosen and self._stands:
            self.find()  # what was just written may be in view
            chosen = self._contacts.select_id(wanted)
        if not chosen:
            self._contacts.search.clear()
            self._wanted = wanted
            self.show_view("", "")
            return self._wanted is not None or self._contacts.select_id(wanted)
        return True

    # What is chosen

    def uids(self) -> list[str]:
        """Give the uids of what is selected."""
        return self._book.uids_of(self._contacts.selected_ids())

    def selected(self) -> int:
        """Count what is selected."""
        return len(self._contacts.selected_ids())

    def show_current(self, uid: str) -> None:
        """Show a contact on the card, or that none is chosen."""
        self._shown = True
        self.current = self._book.get(uid) if uid else None
        self._soon.start()
        self.ready.emit()
        self.looked.emit()

    def show_selection(self) -> None:
        """Show several contacts on the card, or the current one again."""
        if self.selected() > 1 or self._shows_several:
            self._soon.start()
        self.ready.emit()
        self.looked.emit()

    def fill_now(self) -> None:
        """Fill the card at once, where it was about to be filled."""
        if self._soon.isActive():
            self._soon.stop()
            self._fill_card()

    def put_card_off(self) -> None:
        """Begin to wait anew for the card, if it is about to be filled: something else is to be painted first."""
        if self._soon.isActive():
            self._soon.start()

    def _fill_card(self) -> None:
        if self.selected() > 1:
            self._show_several()
        else:
            self._show_one()

    def _show_one(self) -> None:
        contact = self.current
        self._shows_several = False
        self.read.emit([contact] if contact else [], None)
        if contact is None:
            self._card().clear(can_choose=self.found > 0)
            return
        agency = next((a for a in self._book.agencies() if contact.agency in (a.short_name, a.name)), None)
        cover = self._book.get(contact.cover) if contact.cover else None
        self._card().show_contact(
            contact,
            now=self._book.clock(),
            agency=agency,
            cover=cover,
            history=self._history_line(contact.uid),
            in_trash=contact.deleted_at is not None,
            known_domains=self._domains_around(contact),
            stale_days=self._settings.number("stale_days"),
        )

    def _domains_around(self, contact: Contact) -> dict[str, int]:
        """Give the mail domains of the book where an address needs them to say what is the matter with it."""
        unusual = any(email.verdict is Verdict.UNUSUAL for email in contact.emails)
        return self._book.known_domains() if unusual else {}

    def _show_several(self) -> None:
        self._shows_several = True
        ids = self._contacts.selected_ids()
        if len(ids) > _MANY:
            self._tasks.run(lambda: (ids, self._several(ids)), self._take_several)
        else:
            self._take_several((ids, self._several(ids)))

    def _several(self, ids: Sequence[int]) -> "tuple[list[Contact], Common, Shared]":
        """Read contacts and what is said of them together; it may be done on the worker."""
        from contactbook.domain.bulk import common
        from contactbook.gui.card_selection import Shared

        contacts = self._book.get_many(self._book.uids_of(ids), lean=True)
        return contacts, common(contacts), Shared.of(contacts, self._book.today())

    def _take_several(self, read: "tuple[list[int], tuple[list[Contact], Common, Shared]]") -> None:
        """Show what several contacts share, if they are still the ones selected."""
        ids, (contacts, common, shared) = read
        if len(ids) > 1 and ids == self._contacts.selected_ids():
            self._card().show_selection([c.uid for c in contacts], shared, in_trash=self.in_trash)
            self.read.emit(contacts, common)

    def _history_line(self, uid: str) -> str:
        steps, last = self._book.tally(uid)
        if last is None:
            return ""
        number = counted("{number} change", "{number} changes", steps)
        return _("{changes}, last on {day}").format(changes=number, day=moment_day(last))

    # What is said

    def ready_words(self, *, editing: bool = False) -> str:
        """Give the words for the status bar's leading side; while editing, Enter belongs to the form."""
        if self.is_empty:
            return _("No contacts yet")
        if not self._known:
            return _("Searching …")
        shown = counted("{number} contact", "{number} contacts", self.found)
        if editing:
            return _("{contacts} in {groups}").format(
                contacts=shown, groups=counted("{number} group", "{number} groups", self.sections)
            )
        chosen = self.selected()
        if chosen > 1:
            return f"{shown} · " + counted("{number} selected", "{number} selected", chosen)
        number, public = self._contacts.current_number()
        if not number:
            return shown
        words = _("Enter copies {number}") if public else _("Enter copies {number}, which is internal")
        return f"{shown} · " + words.format(number=isolate(clean(number)))
