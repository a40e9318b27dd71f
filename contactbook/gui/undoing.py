"""What the person takes back: the last step, any other, all since one, or what a contact was."""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from contactbook.app.book import Book, Progress
from contactbook.domain.changes import ContactStep, Step
from contactbook.domain.contact import Contact, Kind
from contactbook.domain.undoing import ChangedSince, Conflict
from contactbook.gui.browsing import Browsing
from contactbook.gui.controls import clean
from contactbook.gui.parts import Parts
from contactbook.gui.tasks import Tasks
from contactbook.i18n import _, counted

if TYPE_CHECKING:
    from contactbook.gui.history import Touched
    from contactbook.gui.two_lines import Line

_PAGE = 1000  # steps read at once
_SHOWN = 200  # contacts of a step that are named
_MOST = 3  # steps that are named one by one
_MANY = 300  # contacts; more of them take long enough to be told of


class Undoing(QObject):
    """Shows the history and takes steps back; told(sentence, can be undone) after each.

    changed_since(error) where something cannot be taken back whole, opened() once the page is shown.
    """

    told = Signal(str, bool)
    changed_since = Signal(object)
    opened = Signal()

    def __init__(self, book: Book, tasks: Tasks, parts: Parts, browsing: Browsing) -> None:
        super().__init__(parts)
        self._book = book
        self._tasks = tasks
        self._parts = parts
        self._browsing = browsing

    def answers(self) -> dict[str, Callable[[], None]]:
        """Name what this does by the keys of the actions."""
        return {
            "undo": self.undo,
            "redo": self.redo,
            "book_history": lambda: self.show(""),
            "contact_history": lambda: self.show(self._browsing.current.uid if self._browsing.current else ""),
        }

    def show(self, uid: str) -> None:
        """Show the steps of a contact, or of the book."""
        page, book = self._parts.history, self._book
        page.use(self.touched)
        contact = book.get(uid) if uid else None
        if contact is not None:
            entries = book.changes_of(uid)
            page.show_steps(_("History of {name}").format(name=clean(contact.shown)), entries, len(entries), uid)
        else:
            shown = len(page.model.rows) if page.uid is None else 0
            entries = [ContactStep(step) for step in book.history(limit=max(shown, _PAGE))]
            page.show_steps(_("History of the book"), entries, book.step_count(), more=self._before)
        self._parts.show_page(page)
        self.opened.emit()

    def touched(self, step: Step, uid: str | None) -> "list[Touched]":
        """List what a step touched: the fields of one contact, or who they were."""
        from contactbook.domain.change_words import field_lines
        from contactbook.gui.history import Touched
        from contactbook.gui.two_lines import Line

        uids = [uid] if uid else self._book.contacts_of(step, _SHOWN + 1)
        if len(uids) == 1:
            entry = next((one for one in self._book.changes_of(uids[0]) if one.step.id == step.id), None)
            lines = [words.partition(": ") for _change, words in field_lines(entry.changes)] if entry else []
            there = self._book.get(uids[0])
            opens = there.uid if there is not None and not uid else ""
            first = [Touched(_contact_line(there), opens)] if opens and there is not None else []
            return first + [Touched(Line("pencil", clean(name), clean(told))) for name, _colon, told in lines]
        held = {contact.uid: contact for contact in self._book.get_many(uids[:_SHOWN], lean=True)}
        found = [Touched(_contact_line(held.get(one)), one if one in held else "") for one in uids[:_SHOWN]]
        if len(uids) > _SHOWN:
            rest = counted("{number} more", "{number} more", step.count - _SHOWN)
            found.append(Touched(Line("ellipsis", rest, "")))
        return found

    def _before(self, step: int) -> list[ContactStep]:
        return [ContactStep(one) for one in self._book.history(limit=_PAGE, before=step)]

    def refresh(self) -> None:
        """Read anew what is shown."""
        if self._parts.shows("history"):
            self.show(self._parts.history.uid or "")

    # Taking back

    def undo(self) -> None:
        """Take the last step back."""
        self._run(
            _title(_("Undoing"), self._book.next_undo()),
            lambda progress: self._book.undo(progress=progress),
            self._tell_undone,
        )

    def undo_step(self, step: int) -> None:
        """Take a step back, whichever it is."""
        self._run(_("Undoing"), lambda progress: self._book.undo(step, progress=progress), self._tell_undone)

    def undo_since(self, step: int) -> None:
        """Take back a step and all after it, as one."""
        self._run(_("Undoing"), lambda progress: self._book.undo_since(step, progress=progress), self._tell_since)

    def undo_in_part(self, error: ChangedSince, also: Collection[Conflict]) -> None:
        """Take back what cannot be taken back whole: what changed since stays, those conflicts aside named in also."""
        title, step = _("Undoing {step}").format(step=clean(error.step.name)), error.step.id
        if error.since:
            since = lambda progress: self._book.undo_since(step, keep_later=True, also=also, progress=progress)  # noqa: E731
            self._run(title, since, self._tell_since)
        else:
            one = lambda progress: self._book.undo(step, keep_later=True, also=also, progress=progress)  # noqa: E731
            self._run(title, one, self._tell_undone)

    def redo(self) -> None:
        """Put back what the last undo took."""

        def tell(step: Step) -> None:
            self.told.emit(_("Done again: {step}.").format(step=clean(step.name)), True)

        self._run(_title(_("Doing again"), self._book.next_redo()), lambda p: self._book.redo(progress=p), tell)

    def restore(self, uid: str, step: int) -> None:
        """Put a contact back as a step left it."""
        from contactbook.app import reverting

        self._tasks.run(lambda: reverting.restore(self._book, uid, step), self._tell_done)

    def put_back(self, uid: str, step: int, key: str) -> None:
        """Put back what a step took from a field of a contact."""
        from contactbook.app import reverting

        self._tasks.run(lambda: reverting.put_back(self._book, uid, step, key), self._tell_done)

    def _run(self, title: str, work: Callable[[Progress | None], Any], tell: Callable[[Any], None]) -> None:
        """Take back on the worker, with progress where it has a title; what changed since is asked about."""

        def careful(progress: Progress | None) -> Any:
            try:
                return work(progress)
            except ChangedSince as error:
                return error

        def done(result: Any) -> None:
            if isinstance(result, ChangedSince):
                self.changed_since.emit(result)
            else:
                tell(result)

        if title:
            self._tasks.run_long(title, careful, done)
        else:
            self._tasks.run(lambda: careful(None), done)

    def _tell_undone(self, step: Step) -> None:
        self.told.emit(_("Undone: {step}.").format(step=clean(step.name)), False)

    def _tell_since(self, steps: list[Step]) -> None:
        words = counted("{number} step undone", "{number} steps undone", len(steps))
        names = list(dict.fromkeys(clean(step.name) for step in steps))
        sentence = _("{steps}: {names}.") if len(names) <= _MOST else _("{steps}, back to: {first}.")
        self.told.emit(sentence.format(steps=words, names="; ".join(names), first=names[-1]), False)

    def _tell_done(self, step: Step) -> None:
        self.told.emit(_("Done: {step}.").format(step=clean(step.name)), True)


def _title(words: str, step: Step | None) -> str:
    """Give the title of work that takes a while, "" where it does not."""
    return words if step is not None and step.count > _MANY else ""


def _contact_line(contact: Contact | None) -> "Line":
    from contactbook.gui.two_lines import Line

    if contact is None:
        return Line("user", _("No longer in the book"), "")
    place = " · ".join(clean(part) for part in (contact.role, contact.agency, contact.city) if part)
    return Line("headset" if contact.kind is Kind.DESK else "user", clean(contact.shown), place)
