"""What each wish of the person leads to: actions, palette, menus, and the answers of the book."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from contactbook.app.book import Book
from contactbook.app.settings import Settings
from contactbook.domain.contact import Contact, Kind, Means
from contactbook.gui.actions import Actions
from contactbook.gui.browsing import TRASH, Browsing
from contactbook.gui.bulk import Bulk
from contactbook.gui.codes import Codes
from contactbook.gui.composing import Composing
from contactbook.gui.controls import clean
from contactbook.gui.copying import Copier
from contactbook.gui.deeds import Deeds
from contactbook.gui.editing import Editing
from contactbook.gui.file_dialogs import FileDialogs
from contactbook.gui.intake import Intake
from contactbook.gui.listing import Listing
from contactbook.gui.parts import Parts
from contactbook.i18n import _

_LONGEST_NAME = 60  # letters of a step's name in a menu
_SCHEMES = ("tel", "mailto", "https", "http")
_VIEWS = {
    "view_all": ("", _("All contacts")),
    "view_attention": ("is:attention", _("Needs attention")),
    "view_unverified": ("is:unverified", _("Not verified")),
    "view_away": ("is:away", _("Away")),
    "view_trash": (TRASH, _("Trash")),
}
_MEANS = {"verify": Means.CALLED, "verify_emailed": Means.EMAILED, "verify_web": Means.WEB}
# Actions that leave whatever page is shown; the others stay on it.
_FROM_ANYWHERE = frozenset({"read_release", "duplicates", "backups", "settings", "book_history", "shortcuts", "about"})
# Pages that hold nothing which leaving them would lose.
_LEFT_FREELY = (
    "attention", "history", "duplicates", "backups", "renumber", "settings", "shortcuts", "about",
)  # fmt: skip


class Wishes(QObject):
    """Does what is asked by key; answers are those that others give.

    open_asked(Path), sample_asked(), close_asked() and quit_asked() go to the program.
    """

    open_asked = Signal(object)
    view_asked = Signal(str, str)
    word_asked = Signal(str, str, bool)  # field, word, whether it is added
    sample_asked = Signal()
    close_asked = Signal()
    quit_asked = Signal()

    def __init__(
        self,
        book: Book,
        settings: Settings,
        parts: Parts,
        actions: Actions,
        browsing: Browsing,
        editing: Editing,
        deeds: Deeds,
        copier: Copier,
        intake: Intake,
        codes: Codes,
        composing: Composing,
        listing: Listing,
        bulk: Bulk,
        dialogs: FileDialogs,
        answers: Mapping[str, Callable[[], None]],
    ) -> None:
        super().__init__(parts)
        self._book = book
        self._settings = settings
        self._parts = parts
        self._actions = actions
        self._browsing = browsing
        self._editing = editing
        self._deeds = deeds
        self._copier = copier
        self._intake = intake
        self._codes = codes
        self._composing = composing
        self._listing = listing
        self._bulk = bulk
        self._dialogs = dialogs
        self.menu: QMenu | None = None
        self._steps: tuple[str | None, str | None] = (None, None)  # what undo and redo are about
        self._do = {**self._table(), **answers}

    def _table(self) -> dict[str, Callable[[], None]]:
        parts, browsing, deeds = self._parts, self._browsing, self._deeds
        return {
            "read_release": self._intake.ask_text,
            "import": self._intake.ask_files,
            "import_folder": self._intake.ask_folder,
            "paste": self._intake.paste,
            "open_book": self._open_book,
            "open_sample": self.sample_asked.emit,
            "close": self.close_asked.emit,
            "quit": self.quit_asked.emit,
            "find": parts.contacts.focus_search,
            "palette": self.open_palette,
            "new_contact": lambda: self._new(Kind.PERSON),
            "new_desk": lambda: self._new(Kind.DESK),
            "copy_number": self.copy_number,
            "copy_email": self._copy_email,
            "copy_block": self._composing.copy,
            "compose": self._composing.compose,
            "contact_blocks": self._composing.ask_kept,
            "qr_code": self._show_code,
            "edit": self._edit,
            "save": self._save,
            "add_to_list": self._listing.ask_list,
            "remove_from_list": self._listing.take_off,
            "new_list": self._listing.ask_new,
            "rename_list": self._listing.ask_rename,
            "delete_list": self._listing.delete,
            "trash": lambda: deeds.trash(browsing.uids()),
            "restore": lambda: deeds.restore(browsing.uids()),
            "by_city": lambda: browsing.group_by("city"),
            "by_agency": lambda: browsing.group_by("agency"),
            "rail": lambda: self.toggle_rail(not parts.panes.asked_rail),
            "next_pane": lambda: self._walk_panes(1),
            "last_pane": lambda: self._walk_panes(-1),
            "menu": self.pop_menu,
            "shortcuts": lambda: parts.show_page(parts.shortcuts),
            "about": lambda: parts.show_page(parts.about),
        }

    def do(self, key: str) -> None:
        """Do what an action stands for."""
        if key in _VIEWS:
            if not self._parts.on_main:
                self._parts.show_main()
            self.view_asked.emit(*_VIEWS[key])
        elif key in _MEANS:
            self._deeds.verify(self._browsing.uids(), _MEANS[key])
        else:
            self._do[key]()
        if key in _FROM_ANYWHERE:
            self.settle()

    def book_changed(self) -> None:
        """Read anew what is shown and what can be undone."""
        self._steps = self._book.undo_name(), self._book.redo_name()
        self._browsing.refresh()
        self.settle()
        if self._parts.shows("composer"):
            self._parts.composer.refresh()
        if self._parts.shows("duplicates"):
            self._parts.duplicates.refresh()

    def settle(self) -> None:
        """Say what is possible now, and name the steps that undo and redo are about."""
        browsing, current = self._browsing, self._browsing.current
        selected = browsing.selected()
        number, _public = self._parts.contacts.current_number()
        trashed = browsing.in_trash or (selected <= 1 and current is not None and current.deleted_at is not None)
        working = self._parts.shows("attention") and bool(self._parts.attention.uid)
        undo, redo = self._steps
        holds = {
            "main": self._parts.on_main,
            "leave": self._parts.on_main or any(map(self._parts.shows, _LEFT_FREELY)),
            "filled": not browsing.is_empty,
            "contact": current is not None and selected <= 1,
            "selection": selected > 0,
            "someone": working or (self._parts.on_main and selected > 0),
            "several": selected > 1,
            "live": working or not trashed,
            "trashed": trashed,
            "in trash": browsing.in_trash,
            "number": bool(number),
            "email": current is not None and bool(current.emails),
            "in list": browsing.list_name is not None,
            "undo": undo is not None,
            "redo": redo is not None,
            "editing": self._edits and self._parts.on_main,
            "idle": not (self._edits and self._parts.on_main),
            "deleted": self._book.standing() == "gone",
            "draft": self._parts.has("notice") and bool(self._parts.notice.said),
            "clipboard": True,
        }
        self._actions.hold(state for state, there in holds.items() if there)
        self._actions["undo"].setText(_named(_("Undo"), _("Undo: {step}"), undo))
        self._actions["redo"].setText(_named(_("Redo"), _("Redo: {step}"), redo))
        empty = browsing.is_empty and not self._editing.active
        if empty or self._parts.has("first_run"):
            self._parts.first_run.setEnabled(empty)
            self._parts.panes.show_first_run(empty)
        self.show_ready()

    # Looking

    def show_view(self, query: str, title: str) -> None:
        """Show a view, if the form may go."""
        if self._editing.may_leave() and self._bulk.may_leave():
            self._editing.end()
            self._bulk.end()
            self._browsing.show_view(query, title)

    def current_changed(self, uid: str) -> None:
        """Show another contact, unless the form keeps the one it has."""
        if self._editing.active and uid != self._editing.uid:
            if not self._editing.may_leave():
                if self._editing.uid:
                    self._browsing.select(self._editing.uid)
                return
            self._editing.end()
        self._browsing.show_current(uid)

    def escape(self) -> None:
        """Go back by one: from a page, from the form, from the search, from a selection."""
        parts = self._parts
        if parts.on_main and parts.contacts.search.close_offers():
            return
        if parts.shows("composer"):
            parts.composer.escape()
        elif parts.shows("review"):
            parts.review.left.emit()
        elif parts.shows("mapping"):
            parts.mapping.left.emit()
        elif not parts.on_main:
            self.go_back()
        elif self._editing.active:
            parts.editor.cancel()
        elif self._bulk.active:
            self._bulk.cancel()
        elif parts.contacts.search.text():
            parts.contacts.search.clear()
        else:
            if self._browsing.selected() > 1 and self._browsing.current is not None:
                self._browsing.select(self._browsing.current.uid)
            parts.contacts.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_back(self) -> None:
        """Show the contacts, as they were left."""
        self._parts.show_main()
        self.settle()

    def page_turned(self) -> None:
        """Say what is possible on the page that is shown now, and nothing of what was done on another."""
        self._parts.status.turn_page()
        self.settle()

    def show_ready(self) -> None:
        """Say what stands ready, while the contacts are shown."""
        words = self._browsing.ready_words(editing=self._edits)
        self._parts.status.show_ready(words if self._parts.on_main else "")

    def open_contact(self, uid: str) -> None:
        """Go back to the contacts, with one of them chosen."""
        self.go_back()
        self._browsing.select(uid)

    def verify_one(self, uid: str) -> None:
        """Note that a contact was found right by phone."""
        self._deeds.verify([uid], Means.CALLED)

    def toggle_rail(self, rail: bool) -> None:
        """Make the sidebar a rail, or a sidebar again."""
        self._parts.panes.ask_rail(rail)

    # Contacts

    def copy_number(self, _uid: str = "") -> None:
        """Copy the number that the current row shows."""
        number, public = self._parts.contacts.current_number()
        name = self._browsing.current.shown if self._browsing.current else ""
        self._copier.copy_number(number, public, name)

    def _copy_email(self) -> None:
        if self._browsing.current is not None:
            self._copier.copy_email(self._browsing.current)

    def _show_code(self) -> None:
        if self._browsing.current is not None:
            self._codes.show_contact(self._browsing.current)

    def show_number_code(self, at: int) -> None:
        """Show the code of one number of the current contact."""
        current = self._browsing.current
        if current is not None and at < len(current.phones):
            self._codes.show_number(current, current.phones[at])

    def _edit(self) -> None:
        if self._browsing.selected() > 1:
            self._bulk.begin()
        elif self._browsing.current is not None:
            self._editing.begin(self._browsing.current)

    def _new(self, kind: Kind) -> None:
        if self._editing.may_leave():
            self._editing.begin_new(kind, self._browsing.current)

    def _save(self) -> None:
        if self._bulk.active:
            self._bulk.save()
        else:
            self._parts.editor.save()

    def saved(self, contact: Contact, sheet: object) -> None:
        """Show what was saved, unless the person has gone on typing or to another contact."""
        if self._editing.saved(contact, sheet):
            self._browsing.refresh()
            self._browsing.select(contact.uid)

    def trash_edited(self, uid: str) -> None:
        """Move the contact in the form to the trash."""
        self._editing.end()
        self._deeds.trash([uid])

    def edit_ended(self) -> None:
        """Show the contact that is current, as the book holds it."""
        self._browsing.show_current(self._parts.contacts.current_uid())
        self._parts.contacts.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def bulk_ended(self) -> None:
        """Go back to the list that the contacts were chosen in."""
        self._parts.contacts.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.settle()

    @property
    def _edits(self) -> bool:
        """Tell whether a form is shown, for one contact or several."""
        return self._editing.active or self._bulk.active

    def open_link(self, url: str) -> None:
        """Hand a number, an address or a site to the program that the system has for it."""
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        target = QUrl(url)
        if target.scheme() not in _SCHEMES or not QDesktopServices.openUrl(target):
            self._parts.status.say(_("This computer has no program for {what}.").format(what=clean(url)), "warn")

    # The program

    def open_palette(self) -> None:
        """Lay the palette over the window."""
        browsing = self._browsing
        self.settle()
        from contactbook.gui import palette_entries

        number, _public = self._parts.contacts.current_number()
        self._parts.palette_.open(
            palette_entries.entries(
                self._actions,
                browsing.current,
                browsing.selected(),
                number,
                self._book.tree("city"),
                self._book.tree("agency"),
                self._book.lists(),
                self._book.topics(),
                self._book.languages(),
            )
        )

    def palette_chosen(self, key: str) -> None:
        """Do what was chosen in the palette."""
        from contactbook.gui import palette_entries

        if key.startswith(palette_entries.ACTION):
            self._actions[key.removeprefix(palette_entries.ACTION)].trigger()
        elif key.startswith(palette_entries.PUT):
            self._deeds.add_to_list(self._browsing.uids(), key.removeprefix(palette_entries.PUT))
        elif key.startswith((palette_entries.ADD, palette_entries.TAKE)):
            way, field, word = key.split(":", 2)
            self.word_asked.emit(field, word, f"{way}:" == palette_entries.ADD)
        else:
            query = key.removeprefix(palette_entries.VIEW)
            self.go_back()
            self.show_view(query, query.partition(":")[2].strip('"'))

    def _walk_panes(self, way: int) -> None:
        self._browsing.fill_now()
        self._parts.walk_panes(way)

    def pop_menu(self) -> None:
        """Open the menu under its button."""
        if self.menu is not None:
            corner = QPoint(12, 48) if self._parts.isLeftToRight() else QPoint(self._parts.width() - 12, 48)
            self.menu.popup(self._parts.mapToGlobal(corner))

    def _open_book(self) -> None:
        filters = _("Books (*.db);;All files (*)")
        self._dialogs.ask_files(
            self._window(), _("Open book"), filters, "book", lambda paths: self.open_asked.emit(paths[0])
        )

    def _window(self) -> QWidget:
        return self._parts.window()


def _named(plain: str, with_step: str, step: str | None) -> str:
    if not step:
        return plain
    name = clean(step)
    short = name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"
    return with_step.format(step=short.replace("&", "&&"))
