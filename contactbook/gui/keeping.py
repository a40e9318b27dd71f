"""Keeps the book safe: its copies and restores, what befalls its file, and forgetting somebody for good."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from contactbook.app.book import Book
from contactbook.domain.errors import Cancelled, ContactbookError, DamagedBook
from contactbook.gui import asking
from contactbook.gui.browsing import Browsing
from contactbook.gui.controls import clean
from contactbook.gui.file_dialogs import FileDialogs
from contactbook.gui.parts import Parts
from contactbook.gui.tasks import Tasks
from contactbook.i18n import _, counted

if TYPE_CHECKING:
    from contactbook.app.restoring import RestorePlan

Progress = Callable[[int, int], bool]
_SMALL = 5000  # contacts that are compared in a moment
_FILTER = _("Books (*.db);;All files (*)")


class Keeping(QObject):
    """told(sentence, tone, can be undone) after each; opened() when the page is shown; open_asked(Path).

    alone_asked() comes where nobody else may read the book from then on, alone_ended() when it may be read again.
    """

    told = Signal(str, str, bool)
    offered = Signal(str, str, str)  # sentence, the button's word, the action's key
    opened = Signal()
    open_asked = Signal(object)
    alone_asked = Signal()
    alone_ended = Signal()

    def __init__(self, book: Book, tasks: Tasks, parts: Parts, browsing: Browsing, dialogs: FileDialogs) -> None:
        super().__init__(parts)
        self._book = book
        self._tasks = tasks
        # What is done by itself reads the whole book: it has a worker of its own, so that no write waits for it.
        self.daily = Tasks(tasks.report, self)
        self._parts = parts
        self._browsing = browsing
        self._dialogs = dialogs
        self._kept_on: date | None = None
        self._standing = "there"
        self._wanted: Path | None = None  # the file whose changes are looked for

    def answers(self) -> dict[str, Callable[[], None]]:
        """Name what this does by the keys of the actions."""
        return {
            "backups": self.show,
            "backup_now": self.back_up,
            "forget": self._ask_to_forget,
            "save_book_as": self._ask_where,
            "put_back_book": self._put_back,
            "repair_book": self._repair,
        }

    # What goes on by itself

    def look(self) -> None:
        """See whether today's copy is still to be made, and whether the file is where it was."""
        today = self._book.today()
        if self._kept_on != today:
            if self._kept_on is None and self._book.is_on_network_drive():
                self.told.emit(
                    _("This book lies on a network drive: have it open in one program at a time."), "warn", False
                )
            self._kept_on = today
            self.daily.run(self._keep_today, self._told_kept)
            self.daily.run(self._find_damage, self._tell_damage)
        standing = self._book.standing()
        if standing != self._standing:
            self._standing = standing
            name = clean(self._book.path.name)
            if standing == "gone":
                self.offered.emit(
                    _("{name} was deleted. What you see is still here.").format(name=name),
                    _("Put it back"),
                    "put_back_book",
                )
            elif standing == "replaced":
                self.offered.emit(
                    _("{name} was replaced by another file, so nothing can be written.").format(name=name),
                    _("Save as …"),
                    "save_book_as",
                )
            else:
                self.told.emit(_("{name} is back.").format(name=name), "good", False)

    def _keep_today(self) -> bool:
        from contactbook.app.backups import back_up_today

        return self._book.standing() == "there" and back_up_today(self._book) is not None

    def _find_damage(self) -> str:
        """Check the file once each day of use; give the first fault."""
        if self._book.standing() != "there":
            return ""
        try:
            return next(iter(self._book.problems()), "")
        except DamagedBook as error:
            return str(error)

    def _tell_damage(self, fault: str) -> None:
        if fault:
            name = clean(self._book.path.name)
            self.offered.emit(_("{name} is damaged and needs repair.").format(name=name), _("Repair"), "repair_book")

    def _repair(self) -> None:
        """Repair the file: read what can be in the background, and put it in place while nothing reads."""
        from contactbook.app import repairing

        if self.daily.busy:
            self.told.emit(_("The book is being copied and checked. Try again in a moment."), "plain", False)
            return

        def mend(go_on: Progress) -> repairing.Salvaged | None:
            salvaged = repairing.salvage(self._book, go_on) if self._find_damage() else None
            self.daily.wait()  # a new day may have begun in the meantime
            return salvaged

        def put(salvaged: repairing.Salvaged | None) -> None:
            if salvaged is None:
                self.told.emit(_("The file is sound. Nothing was changed."), "good", False)
                return
            self.alone_asked.emit()
            self.daily.wait()
            try:
                done = repairing.put_in_place(self._book, salvaged)
            except ContactbookError as error:
                self.alone_ended.emit()
                self._tasks.report(error)
                return
            self.alone_ended.emit()
            contacts = counted("{number} contact", "{number} contacts", done.contacts)
            told = _("Kept {contacts}. The damaged file is now {kept}.")
            self.told.emit(told.format(contacts=contacts, kept=clean(done.kept.name)), "good", False)

        self._tasks.run_long(_("Repairing"), mend, put)

    def _told_kept(self, made: bool) -> None:
        if made and self._parts.shows("backups"):
            self._list()

    # The page

    def show(self) -> None:
        """Show the copies that there are."""
        self._parts.show_page(self._parts.backups)
        self._list()
        self.opened.emit()

    def _list(self) -> None:
        from contactbook.app.backups import counted_ones

        self._tasks.run(lambda: counted_ones(self._book.path), self._parts.backups.show_backups)

    def preview(self, path: Path, *, quietly: bool = False) -> None:
        """Find out what a restore would change; what was being compared before is given up."""
        from contactbook.app import restoring

        self._wanted = path

        def compare(go_on: Progress) -> restoring.RestorePlan:
            return restoring.plan(self._book, path, lambda done, total: go_on(done, total) and path == self._wanted)

        def refuse(error: BaseException) -> None:
            if not isinstance(error, ContactbookError):
                raise error
            if path == self._wanted:
                self._parts.backups.show_refused(
                    _("Stopped. Choose the backup again to compare it.") if isinstance(error, Cancelled) else str(error)
                )

        if quietly or self._book.size() < _SMALL:  # done before a bar could be seen, and what was said stays
            self._tasks.run(lambda: compare(lambda _done, _total: True), self._show_plan, refuse)
        else:
            self._tasks.run_long(_("Comparing"), compare, self._show_plan, refuse)

    def _show_plan(self, plan: "RestorePlan") -> None:
        if plan.path == self._wanted:
            self._parts.backups.show_plan(plan)

    def choose_other(self) -> None:
        """Ask for another file to restore."""
        title = _("Restore from a file")
        self._dialogs.ask_files(self._parts.window(), title, _FILTER, "book", lambda paths: self.preview(paths[0]))

    def restore(self, plan: object) -> None:
        """Put the book back as planned."""
        from contactbook.app import restoring

        if not isinstance(plan, restoring.RestorePlan):
            return
        number = len(plan.contacts)

        def tell(_step: int) -> None:
            contacts = counted("{number} contact", "{number} contacts", number)
            self.told.emit(_("Restored {contacts}.").format(contacts=contacts), "good", True)
            if self._parts.shows("backups"):
                self.preview(plan.path, quietly=True)

        self._tasks.run_long(_("Restoring"), lambda go_on: restoring.apply(self._book, plan, go_on), tell)

    def back_up(self) -> None:
        """Make a copy now."""
        from contactbook.app import backups

        def tell(made: backups.Backup) -> None:
            contacts = counted("{number} contact", "{number} contacts", made.contacts or 0)
            self.told.emit(_("Backed up {contacts}, opened and counted.").format(contacts=contacts), "good", False)
            if self._parts.shows("backups"):
                self._list()

        self._tasks.run_long(_("Backing up"), lambda go_on: backups.back_up(self._book, progress=go_on), tell)

    # The file

    def _ask_where(self) -> None:
        window, name = self._parts.window(), self._book.path.name
        self._dialogs.ask_target(window, _("Save the book as"), _FILTER, name, "book", self._save_as)

    def _save_as(self, path: Path) -> None:
        from contactbook.app.backups import save_as

        self._tasks.run(lambda: save_as(self._book, path), lambda _number: self.open_asked.emit(path))

    def _put_back(self) -> None:
        draft = self._book.path.with_name(f".{self._book.path.name}.rescued.part")

        def put(_number: int) -> None:
            self._book.put_back_file(draft)  # here, where nobody else is reading
            self._standing = "there"
            self.told.emit(_("{name} is back.").format(name=clean(self._book.path.name)), "good", False)

        self._tasks.run(lambda: self._book.rescue(draft), put)

    # Forgetting

    def _ask_to_forget(self) -> None:
        from contactbook.app import forgetting

        current = self._browsing.current
        if current is None:
            return
        self._tasks.run(lambda: forgetting.look(self._book, current.uid), self._confirm)

    def _confirm(self, found: object) -> None:
        from contactbook.app import forgetting

        if not isinstance(found, forgetting.Forgetting):
            return
        name = clean(found.name)
        words = [
            _("Remove {name} for good? There is no undo.").format(name=name),
            _("What goes: {things}.").format(things=", ".join(found.lines)),
        ]
        if found.copies:
            words.append(
                counted(
                    "{number} backup is written anew without it.",
                    "{number} backups are written anew without it.",
                    len(found.copies),
                )
            )
        if found.deleted:
            words.append(
                counted(
                    "{number} file that cannot be written anew is deleted.",
                    "{number} files that cannot be written anew are deleted.",
                    len(found.deleted),
                )
            )
        words.append(_("Copies and exports in other folders are not reached: delete those yourself."))
        if found.mentioned:
            words.append(
                counted(
                    "{number} other contact names it in words of its own; that stays.",
                    "{number} other contacts name it in words of their own; that stays.",
                    found.mentioned,
                )
            )
        if found.namesakes:
            words.append(_("Another contact has or had the same name. If it is the same person, forget it too."))

        def work(progress: Progress) -> None:
            self.daily.wait()  # where somebody reads, traces stay
            forgetting.forget(self._book, found.uid, progress)

        def done(_result: None) -> None:
            self.alone_ended.emit()
            self.told.emit(_("{name} is forgotten.").format(name=name), "good", False)

        def refuse(error: BaseException) -> None:
            self.alone_ended.emit()
            self._tasks.report(error)

        def go_on() -> None:
            self.alone_asked.emit()
            self._tasks.run_long(_("Forgetting"), work, done, refuse)

        asking.ask_for_good(self._parts.window(), _("Forget for good"), "\n\n".join(words), _("Forget for good"), go_on)
