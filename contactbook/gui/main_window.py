"""The window: makes the parts and connects them; what they lead to stands in wishes, intake and deeds."""

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
from contactbook.gui.actions import Actions
from contactbook.gui.bridge import Bridge
from contactbook.gui.browsing import Browsing
from contactbook.gui.codes import Codes
from contactbook.gui.composing import Composing
from contactbook.gui.copying import Copier
from contactbook.gui.deeds import Deeds
from contactbook.gui.drag_out import DragOut
from contactbook.gui.editing import Editing
from contactbook.gui.errors import Reporter
from contactbook.gui.intake import Intake
from contactbook.gui.listing import Listing
from contactbook.gui.parts import Parts
from contactbook.gui.reader import Reader
from contactbook.gui.tasks import Tasks
from contactbook.gui.theme import Theme
from contactbook.gui.wishes import Wishes
from contactbook.i18n import _

_POLL = 3000  # milliseconds between looks whether another process wrote
_CLOCK = 20_000  # milliseconds between looks at the clock
_MORE = (
    "copy_block", "copy_vcard", "export", "qr_code", "-", "verify", "verify_emailed", "verify_web", "-", "add_to_list",
    "contact_blocks", "contact_history", "-", "trash",
)  # fmt: skip


class MainWindow(QMainWindow):
    """One book in one window; open_asked(Path), sample_asked() and quit_asked() go to the program."""

    closed = Signal(object)

    def __init__(self, book: Book, settings: Settings, geometry: QSettings, reporter: Reporter, theme: Theme) -> None:
        super().__init__()
        self.book = book
        self._geometry = geometry
        self._reporter = reporter
        self._theme = theme
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
        self.intake = Intake(book, parts, self.reader)
        self.codes = Codes(parts)
        self.drags = DragOut(self)
        self.composing = Composing(book, settings, self.tasks, parts, self.browsing)
        self.listing = Listing(book, parts, self.doings, self.browsing, self.deeds)
        self.wishes = Wishes(
            book, settings, parts, self.doings, self.browsing, self.editing, self.deeds, self.copier, self.intake,
            self.codes, self.drags, self.composing, self.listing,
        )  # fmt: skip
        self.closing = False  # whether it closes once everything is written
        self._poll_timer = QTimer(self)
        self._clock_timer = QTimer(self)
        self._escape = QShortcut(QKeySequence("Esc"), self)
        self._fill_menus()
        self._connect_looking()
        self._connect_doing()
        self._connect_reading()
        self._connect_program()
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

    def _fill_more_menu(self) -> None:
        """Put what can be done with the contact in hand behind the card's three dots."""
        more = self.parts.card.more_menu()
        more.clear()
        self.doings.paint_before(more)
        for key in _MORE:
            if key == "-":
                more.addSeparator()
            else:
                more.addAction(self.doings[key])

    # The wiring diagram: who says what to whom

    def _connect_looking(self) -> None:
        parts, browsing, wishes = self.parts, self.browsing, self.wishes
        parts.sidebar.view_chosen.connect(wishes.show_view)
        parts.sidebar.grouping_chosen.connect(browsing.group_by)
        parts.sidebar.menu_requested.connect(wishes.pop_menu)
        parts.sidebar.new_list_requested.connect(self.listing.ask_new)
        parts.sidebar.rail_toggled.connect(wishes.toggle_rail)
        parts.sidebar.context_requested.connect(self.listing.pop_menu)
        self.listing.view_chosen.connect(wishes.show_view)
        parts.panes.rail_changed.connect(parts.sidebar.set_rail)
        parts.contacts.query_changed.connect(browsing.seek)
        parts.contacts.current_changed.connect(wishes.current_changed)
        parts.contacts.selection_changed.connect(browsing.show_selection)
        parts.contacts.activated.connect(wishes.copy_number)
        parts.contacts.escape.connect(wishes.escape)
        self._escape.activated.connect(wishes.escape)
        browsing.looked.connect(wishes.settle)
        browsing.trouble.connect(self._reporter.report)
        browsing.ready.connect(wishes.show_ready)

    def _connect_doing(self) -> None:
        parts, wishes, deeds, editing = self.parts, self.wishes, self.deeds, self.editing
        for signal, key in (
            (parts.read_release.clicked, "read_release"),
            (parts.new_contact.clicked, "new_contact"),
            (parts.palette_button.clicked, "palette"),
        ):
            signal.connect(self.doings[key].trigger)
        editing.save_asked.connect(deeds.save)
        editing.begun.connect(wishes.settle)
        editing.ended.connect(wishes.edit_ended)
        self.doings.chosen.connect(wishes.do)
        deeds.told.connect(self._say_done)
        deeds.saved.connect(wishes.saved)
        deeds.save_failed.connect(self._save_failed)
        deeds.list_made.connect(self.browsing.refresh_sidebar)
        self.copier.told.connect(parts.status.say)
        self.drags.told.connect(parts.status.say)
        self.composing.opened.connect(wishes.settle)
        self.composing.told.connect(self._say_composed)
        parts.contacts.view.drag_begun.connect(wishes.drag_out)

    def _connect_card(self) -> None:
        card = self.parts.card
        card.copy_requested.connect(self.copier.copy_detail)
        card.link_opened.connect(self.wishes.open_link)
        card.contact_opened.connect(self.browsing.select)
        card.number_code_requested.connect(self.wishes.show_number_code)
        for signal, key in (
            (card.edit_requested, "edit"),
            (card.verify_requested, "verify"),
            (card.block_requested, "copy_block"),
            (card.export_requested, "export"),
            (card.code_requested, "qr_code"),
            (card.history_requested, "contact_history"),
            (card.trash_requested, "trash"),
            (card.restore_requested, "restore"),
        ):
            signal.connect(self.doings[key].trigger)

    def _connect_reading(self) -> None:
        intake, reader = self.intake, self.reader
        reader.planned.connect(intake.review)
        reader.refused.connect(intake.refuse)
        reader.unsettled.connect(intake.ask_columns)
        reader.applied.connect(intake.tell_applied)
        reader.apply_failed.connect(intake.tell_failed)
        intake.came_back.connect(self.wishes.go_back)
        intake.applied.connect(self._show_imported)

    def _connect_part(self, name: str) -> None:
        """Connect a part that was made because it is asked for."""
        parts, wishes, intake, editing = self.parts, self.wishes, self.intake, self.editing
        if name == "editor":
            parts.editor.saved.connect(editing.hand_on)
            parts.editor.cancelled.connect(editing.end)
            parts.editor.trash_requested.connect(wishes.trash_edited)
            parts.editor.history_requested.connect(wishes.show_history)
        elif name == "card":
            self._fill_more_menu()
            self._connect_card()
        elif name == "first_run":
            parts.first_run.read_requested.connect(self.doings["read_release"].trigger)
            parts.first_run.import_requested.connect(self.doings["import"].trigger)
            parts.first_run.new_requested.connect(self.doings["new_contact"].trigger)
            parts.first_run.sample_requested.connect(self.doings["open_sample"].trigger)
        elif name == "read_page":
            parts.read_page.read_asked.connect(intake.read_text)
            parts.read_page.file_asked.connect(intake.ask_files)
            parts.read_page.left.connect(wishes.go_back)
        elif name == "review":
            parts.review.left.connect(intake.leave_review)
            parts.review.other_asked.connect(intake.read_other)
            parts.review.apply_asked.connect(intake.apply)
        elif name == "mapping":
            parts.mapping.settled.connect(self.reader.go_on)
            parts.mapping.left.connect(intake.leave_columns)
        elif name == "history":
            parts.history.undo_asked.connect(self.deeds.undo_steps)
            parts.history.left.connect(wishes.go_back)
        elif name == "composer":
            self._connect_composer()
        elif name == "shortcuts":
            parts.shortcuts.left.connect(wishes.go_back)
        elif name == "about":
            parts.about.left.connect(wishes.go_back)
        elif name == "qr":
            parts.qr.choice_changed.connect(self.codes.choose)
            parts.qr.copy_asked.connect(self.codes.copy)
            parts.qr.save_asked.connect(self.codes.save)
        elif name == "palette_":
            parts.palette_.chosen.connect(wishes.palette_chosen)
            parts.palette_.refused.connect(self._say_reason)

    def _connect_composer(self) -> None:
        page, wishes, desk = self.parts.composer, self.wishes, self.composing.desk
        page.use(desk.source)
        page.left.connect(wishes.go_back)
        page.copied.connect(desk.keep)
        page.verify_wanted.connect(wishes.verify_one)
        page.open_wanted.connect(wishes.open_contact)
        page.publish_wanted.connect(desk.publish)
        page.save_preset_wanted.connect(desk.save_preset)
        page.delete_preset_wanted.connect(desk.delete_preset)

    def _connect_program(self) -> None:
        status, tasks = self.parts.status, self.tasks
        self.parts.made.connect(self._connect_part)
        self.bridge.changed.connect(self._book_changed)
        self._poll_timer.timeout.connect(self.poll)
        self._clock_timer.timeout.connect(self._show_time)
        self._theme.changed.connect(self._paint_anew)
        self._reporter.said.connect(self._say_trouble)
        tasks.started.connect(status.begin)
        tasks.progressed.connect(status.advance)
        tasks.ended.connect(status.end)
        tasks.settled.connect(self._close_when_written)
        status.cancel_requested.connect(tasks.cancel)
        status.undo_requested.connect(self.deeds.undo)
        self.wishes.close_asked.connect(self.close)
        self.parts.contacts.search.installEventFilter(self)
        self.parts.contacts.view.installEventFilter(self)

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
        if not self._poll_timer.isActive():
            self._poll_timer.start(_POLL)
            self._clock_timer.start(_CLOCK)
            self.wishes.book_changed()
            self.parts.show_main()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing = False
        if not self.editing.may_leave():
            event.ignore()
            return
        if self.tasks.busy:
            event.ignore()
            self.closing = True
            self.editing.drop_discarded()
            self.parts.show_status(True)
            self.parts.status.say(_("The window closes once everything is written."), "plain")
            return
        self._poll_timer.stop()
        self._clock_timer.stop()
        self._geometry.setValue("window/geometry", self.saveGeometry())
        self.parts.panes.keep(self._geometry)
        self.tasks.close()
        self.bridge.close()
        self.book.close()
        event.accept()
        self.closed.emit(self)

    def _close_when_written(self, went_well: bool) -> None:
        """Close where that was asked for while something was being written; a failure is there to be seen."""
        if self.closing and not went_well:
            self.closing = False
        elif self.closing and not self.tasks.busy:
            self.close()

    # What comes from outside

    def poll(self) -> None:
        """See whether another process wrote to the book."""
        self.book.poll()

    def _book_changed(self, change: Change) -> None:
        if change.step is None:  # another process wrote: Undo would take back its step, not the one told of
            self.parts.status.withdraw_undo()
        self.wishes.book_changed()

    def _save_failed(self, error: BaseException, sheet: object) -> None:
        self.editing.save_failed(sheet)
        self._reporter.report(error)

    def _show_imported(self, uids: list[str]) -> None:
        self.wishes.go_back()
        self.parts.contacts.search.clear()
        self.browsing.show_view("", "")
        if uids:
            self.browsing.select(uids[0])

    def _show_time(self) -> None:
        if self.parts.has("card"):
            self.parts.card.show_time(self.book.clock())

    def _paint_anew(self) -> None:
        self.doings.paint()
        self.parts.paint_anew()

    def _say_composed(self, sentence: str, tone: str, can_undo: bool) -> None:
        self.parts.show_status(True)
        self.parts.status.say(sentence, tone, undo=can_undo)

    def _say_done(self, sentence: str, can_undo: bool) -> None:
        self.parts.show_status(True)
        self.parts.status.say(sentence, "good", undo=can_undo)

    def _say_reason(self, reason: str) -> None:
        self.parts.status.say(reason[:1].upper() + reason[1:] + ".", "plain")

    def _say_trouble(self, sentence: str) -> None:
        if self.isActiveWindow() or not QGuiApplication.focusWindow():
            self.parts.show_status(True)
            self.parts.status.say(sentence, "bad")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self._poll_timer.isActive():
            self.poll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the window's keys from the search field, which on some systems takes Ctrl+E and Ctrl+K for itself."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if watched is self.parts.contacts.view:
                if _is_letter(event):
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
