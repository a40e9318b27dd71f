"""The window: makes the parts, which wiring connects; what they lead to stands in wishes, intake and deeds."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QLineEdit, QMainWindow, QMenu

from contactbook.app.book import Book
from contactbook.app.settings import Settings
from contactbook.domain.changes import Change
from contactbook.domain.undoing import ChangedSince
from contactbook.gui import wiring
from contactbook.gui.actions import Actions
from contactbook.gui.adjusting import Adjusting
from contactbook.gui.attending import Attending
from contactbook.gui.bridge import Bridge
from contactbook.gui.browsing import Browsing
from contactbook.gui.bulk import Bulk
from contactbook.gui.codes import Codes
from contactbook.gui.composing import Composing
from contactbook.gui.copying import Copier
from contactbook.gui.deeds import Deeds
from contactbook.gui.drafting import Drafting
from contactbook.gui.drag_out import DragOut
from contactbook.gui.editing import Editing
from contactbook.gui.emptying import Emptying
from contactbook.gui.errors import Reporter
from contactbook.gui.file_dialogs import FileDialogs
from contactbook.gui.giving import Giving
from contactbook.gui.intake import Intake
from contactbook.gui.keeping import Keeping
from contactbook.gui.listing import Listing
from contactbook.gui.merging import Merging
from contactbook.gui.parts import Parts
from contactbook.gui.quick import Quick
from contactbook.gui.reader import Reader
from contactbook.gui.renumbering import RenumberDesk
from contactbook.gui.tasks import Tasks
from contactbook.gui.theme import Theme
from contactbook.gui.undoing import Undoing
from contactbook.gui.wishes import Wishes
from contactbook.i18n import _

if TYPE_CHECKING:
    from contactbook.gui.suggesting import Suggesting

_POLL = 3000  # milliseconds between looks whether another process wrote
_CLOCK = 20_000  # milliseconds between looks at the clock
_MORE = (
    "copy_block", "copy_vcard", "export", "qr_code", "-", "verify", "verify_emailed", "verify_web", "-", "away",
    "is_back", "topics_languages", "add_to_list", "-", "contact_blocks", "contact_history", "-", "trash", "forget",
)  # fmt: skip


class MainWindow(QMainWindow):
    """One book in one window; open_asked(Path), sample_asked() and quit_asked() go to the program."""

    closed = Signal(object)

    def __init__(self, book: Book, settings: Settings, geometry: QSettings, reporter: Reporter, theme: Theme) -> None:
        super().__init__()
        self.book = book
        self._geometry = geometry
        self.reporter = reporter
        self.theme = theme
        self.tasks = Tasks(reporter.report, self)
        self.bridge = Bridge(book, self)
        self.deeds = Deeds(book, self.tasks, self)
        self.copier = Copier(self)
        self.reader = Reader(book, self.tasks, self)
        self.doings = Actions(self)
        self.parts = Parts(self)
        self.setCentralWidget(self.parts)
        parts = self.parts
        self.browsing = Browsing(book, settings, self.tasks, parts.contacts, parts.sidebar, lambda: parts.card)
        self.editing = Editing(book, parts)
        self.drafting = Drafting(book, parts, self.browsing, self.editing)
        self.dialogs = FileDialogs(geometry)
        self.intake = Intake(book, parts, self.reader, self.dialogs)
        self.codes = Codes(parts, self.dialogs)
        self.drags = DragOut(self)
        self.composing = Composing(book, settings, self.tasks, parts, self.browsing)
        self.listing = Listing(book, parts, self.doings, self.browsing, self.deeds)
        self.giving = Giving(book, settings, parts, self.browsing, self.deeds, self.copier, self.drags, self.dialogs)
        self.bulk = Bulk(book, parts, self.browsing, self.editing, self.deeds, self.tasks)
        self.quick = Quick(book, self.tasks, parts, self.browsing, self.editing, self.deeds)
        self._suggesting: Suggesting | None = None
        self.keeping = Keeping(book, self.tasks, parts, self.browsing, self.dialogs)
        self.merging = Merging(book, parts, self.browsing, self.tasks, reporter.report)
        self.attending = Attending(
            book, self.tasks, parts, self.browsing, self.deeds, lambda query, title: self.wishes.show_view(query, title)
        )
        self.renumbering = RenumberDesk(book, self.tasks, parts, self.browsing, reporter.report)
        self.undoing = Undoing(book, self.tasks, parts, self.browsing)
        self.emptying = Emptying(book, settings, parts, self.deeds)
        self.adjusting = Adjusting(settings, parts, theme)
        self.wishes = Wishes(
            book, settings, parts, self.doings, self.browsing, self.editing, self.deeds, self.copier, self.intake,
            self.codes, self.composing, self.listing, self.bulk, self.dialogs,
            {
                **self.giving.answers(), **self.bulk.answers(), **self.keeping.answers(), **self.attending.answers(),
                **self.merging.answers(), **self.emptying.answers(), **self.drafting.answers(),
                **self.adjusting.answers(), **self.undoing.answers(),
                **self.renumbering.answers(), **self.quick.answers(),
            },
        )  # fmt: skip
        self.closing = False  # whether it closes once everything is written
        self.poll_timer = QTimer(self)
        self.clock_timer = QTimer(self)
        self.escape_key = QShortcut(QKeySequence("Esc"), self)
        self._fill_menus()
        wiring.connect(self)
        self._start()

    def _fill_menus(self) -> None:
        """Put the menus behind the menu button, and into the menu bar where the system has one."""
        menu = QMenu(self)
        for one in self.doings.menus(self):
            menu.addMenu(one)
            if not self.parts.menu_in_window:
                self.menuBar().addMenu(one)
        self.wishes.menu = menu
        self.doings.paint_before(menu)

    def fill_more_menu(self) -> None:
        """Put what can be done with the contact in hand behind the card's three dots."""
        more = self.parts.card.more_menu()
        more.clear()
        self.doings.paint_before(more)
        for key in _MORE:
            if key == "-":
                more.addSeparator()
            else:
                more.addAction(self.doings[key])

    def connect_part(self, name: str) -> None:
        """Connect a part that was made because it is asked for."""
        wiring.connect_part(self, name)

    # The beginning and the end

    def _start(self) -> None:
        name = self.book.path.stem
        self.setWindowTitle("Contactbook" if name == "contacts" else _("{book} - Contactbook").format(book=name))
        self.setAcceptDrops(True)
        self.parts.contacts.search.setAcceptDrops(False)
        self.resize(1280, 800)
        held = self._geometry.value("window/geometry")
        if held is not None:
            self.restoreGeometry(held)
        self.parts.panes.restore(self._geometry)

    def showEvent(self, event: QShowEvent) -> None:
        """Read the book once the parts have their sizes: a card built before is built twice."""
        super().showEvent(event)
        if not self.poll_timer.isActive():
            self.poll_timer.start(_POLL)
            self.clock_timer.start(_CLOCK)
            self.wishes.book_changed()
            self.parts.show_main()
            self.emptying.empty_old()
            self.drafting.look()
            QTimer.singleShot(0, self.browsing.put_card_off)  # the list is painted and can be typed in before

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing = False
        if not (self.editing.may_leave() and self.bulk.may_leave()):
            event.ignore()
            return
        if self.tasks.busy or self.keeping.daily.busy:
            event.ignore()
            self.closing = True
            self.editing.drop_discarded()
            self.parts.show_status(True)
            self.parts.status.say(_("The window closes once everything is written."), "plain")
            return
        if self.parts.shows("settings"):
            self.parts.settings.take()  # the field loses the focus only when the book is closed
        self.poll_timer.stop()
        self.clock_timer.stop()
        self._geometry.setValue("window/geometry", self.saveGeometry())
        self.parts.panes.keep(self._geometry)
        self.drafting.close()
        self.merging.close()
        self.tasks.close()
        self.keeping.daily.close()
        self.browsing.close()
        if self._suggesting is not None:
            self._suggesting.close()
        self.bridge.close()
        self.book.close()
        event.accept()
        self.closed.emit(self)

    def finish(self) -> None:
        """Wait until all that was asked for is done, by the person or by itself: then nothing keeps it open."""
        self.tasks.close()
        self.keeping.daily.close()

    def stop_reading(self) -> None:
        """Have nothing read the book beside this thread: its file is exchanged or cleared of somebody."""
        self.merging.rest()
        self.browsing.rest()
        if self._suggesting is not None:
            self._suggesting.rest()

    def read_again(self) -> None:
        """Read what `stop_reading` stopped."""
        self.wishes.book_changed()
        self.merging.look_again()

    def close_when_written(self, went_well: bool) -> None:
        """Close where that was asked for while something was being written; a failure is there to be seen."""
        if self.closing and not went_well:
            self.closing = False
        elif self.closing and not (self.tasks.busy or self.keeping.daily.busy):
            self.close()

    # What comes from outside

    def poll(self) -> None:
        """See whether another process wrote to the book or to the settings."""
        self.book.poll()
        self.adjusting.look()

    def book_changed(self, change: Change) -> None:
        if change.step is None:  # another process wrote: Undo would take back its step, not the one told of
            self.parts.status.withdraw_undo()
        self.wishes.book_changed()

    def save_failed(self, error: BaseException, sheet: object) -> None:
        self.editing.save_failed(sheet)
        self.reporter.report(error)

    def show_imported(self, uid: str) -> None:
        self.wishes.go_back()
        self.parts.contacts.search.clear()
        self.browsing.show_view("", "")
        if uid:
            self.browsing.select(uid)

    def suggest(self) -> None:
        """Offer what completes what was typed into the search; made then, for nothing is typed at the start."""
        if self._suggesting is None:
            from contactbook.gui.suggesting import Suggesting

            self._suggesting = Suggesting(self.book, self.parts)
            self.bridge.changed.connect(self._suggesting.forget)
            self._suggesting.trouble.connect(self.reporter.report)
        self._suggesting.look()

    def show_time(self) -> None:
        if self.parts.has("card"):
            self.parts.card.show_time(self.book.clock())

    def paint_anew(self) -> None:
        self.doings.paint()
        self.parts.paint_anew()

    def say_composed(self, sentence: str, tone: str, can_undo: bool) -> None:
        self.parts.show_status(True)
        self.parts.status.say(sentence, tone, undo=can_undo)

    def offer_remedy(self, sentence: str, word: str, key: str) -> None:
        self.parts.show_status(True)
        self.parts.status.offer(sentence, word, key)
        self.wishes.settle()

    def do_remedy(self, key: str) -> None:
        self.doings[key].trigger()

    def say_done(self, sentence: str, can_undo: bool) -> None:
        self.parts.show_status(True)
        self.parts.status.say(sentence, "good", undo=can_undo)

    def ask_about_later(self, error: ChangedSince) -> None:
        from contactbook.gui import undo_question

        undo_question.ask_about_later(self, error, self.undoing.undo_in_part)

    def say_reason(self, reason: str) -> None:
        self.parts.status.say(reason[:1].upper() + reason[1:] + ".", "plain")

    def say_trouble(self, sentence: str) -> None:
        if self.isActiveWindow() or not QGuiApplication.focusWindow():
            self.parts.show_status(True)
            self.parts.status.say(sentence, "bad")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self.poll_timer.isActive():
            self.poll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say why a shortcut does nothing now: what is left unsaid looks broken."""
        super().keyPressEvent(event)
        pressed = QKeySequence(event.keyCombination())
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            found = (a for a in self.actions() if not a.isEnabled() and pressed in a.shortcuts())
            reasons = [reason for action in found if (reason := self.doings.why_not(action.objectName()))]
            if reasons:
                self.parts.show_status(True)
                self.say_reason(reasons[0])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the window's keys from the search field, which on some systems takes Ctrl+E and Ctrl+K for itself."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if watched is self.parts.contacts.view:
                if _is_letter(event) and not (event.key() == Qt.Key.Key_V and self.attending.verifies()):
                    event.accept()  # a letter typed in the list is sought; it verifies nobody
                    return True
            elif self._is_ours(event):
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def _is_ours(self, event: QKeyEvent) -> bool:
        search: QLineEdit = self.parts.contacts.search
        if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
            return True
        if event.matches(QKeySequence.StandardKey.Copy):
            return not search.hasSelectedText()
        if event.matches(QKeySequence.StandardKey.Paste):
            data = QGuiApplication.clipboard().mimeData()
            return data.hasUrls() or "\n" in data.text().strip()  # a release, not words to search for
        if event.matches(QKeySequence.StandardKey.Delete):
            return not search.text()
        pressed = QKeySequence(event.keyCombination())
        control = event.modifiers() & (event.modifiers().ControlModifier | event.modifiers().AltModifier)
        return bool(control) and any(pressed in action.shortcuts() for action in self.actions())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        from contactbook.gui.drop_overlay import can_drop

        if can_drop(event.mimeData()) and event.source() is None:
            event.acceptProposedAction()
            self.parts.overlay.cover()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.parts.overlay.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self.parts.overlay.hide()
        event.acceptProposedAction()
        self.intake.take(event.mimeData())


def _is_letter(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
    return event.text().isalnum() and held == Qt.KeyboardModifier.NoModifier
