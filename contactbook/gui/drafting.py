"""Keeps what is typed in the form against a crash, and offers at the next start what a crash left."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from contactbook.app.book import Book
from contactbook.domain.errors import ContactbookError
from contactbook.gui.browsing import Browsing
from contactbook.gui.controls import clean
from contactbook.gui.editing import Editing
from contactbook.gui.moments import moment_day
from contactbook.gui.parts import Parts
from contactbook.i18n import _

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

    from contactbook.app.drafts import Draft, Drafts

_EVERY = 700  # milliseconds between looks at the form; a draft is no older than that


class Drafting(QObject):
    """offered() tells that what is offered changed, told(sentence, tone, can be undone) what became of it."""

    offered = Signal()
    told = Signal(str, str, bool)

    def __init__(self, book: Book, parts: Parts, browsing: Browsing, editing: Editing) -> None:
        super().__init__(parts)
        self._book = book
        self._parts = parts
        self._browsing = browsing
        self._editing = editing
        self._made: Drafts | None = None
        self._writer: ThreadPoolExecutor | None = None  # apart from the writes of the book: typing waits for neither
        self._written: Future[Any] | None = None
        self._kept: object = None  # what the last draft holds
        self._refused = False  # whether it was told that no draft can be kept
        self._left: dict[str, Draft] = {}
        self._soon = QTimer(self)
        self._soon.setInterval(_EVERY)
        self._soon.timeout.connect(self.keep)

    def answers(self) -> dict[str, Callable[[], None]]:
        """Name what this does by the keys of the actions."""
        return {"continue_draft": self.take_up, "discard_draft": self.discard}

    # While somebody types

    def watch(self) -> None:
        """Begin to look at the form that was opened."""
        self._kept = None
        self._soon.start()
        self._offer()

    def rest(self) -> None:
        """Look no more: the form is gone."""
        self._soon.stop()
        self._offer()

    def keep(self) -> None:
        """Write what stands in the form, if it is not what was written last."""
        unsaved = self._editing.unsaved()
        if unsaved == self._kept or (self._written is not None and not self._written.done()):
            return
        self._tell_refused()
        self._kept = unsaved
        if unsaved is None:
            self.drop(self._editing.draft)
            self._editing.draft = ""
            return
        from uuid import uuid4

        from contactbook.app.drafts import Draft

        key = self._editing.draft = self._editing.draft or uuid4().hex
        draft = Draft(self._book.clock(), *unsaved)
        self._written = self._on_writer(lambda: self._drafts.keep(key, draft))

    def drop(self, key: str) -> None:
        """Remove a draft: what it holds was saved or given up."""
        if key:
            self._left.pop(key, None)
            self._kept = None
            self._written = self._on_writer(lambda: self._drafts.drop(key))

    def close(self) -> None:
        """Let go: the form that is open was given up, what was not answered is offered again."""
        self._soon.stop()
        self.drop(self._editing.draft)
        if self._writer is not None:
            self._writer.shutdown(wait=True)
        if self._made is not None:
            self._made.close()

    def _on_writer(self, work: Callable[[], None]) -> "Future[Any]":
        if self._writer is None:
            from concurrent.futures import ThreadPoolExecutor  # late: looking costs nothing of it

            self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="draft")
        return self._writer.submit(work)

    def _tell_refused(self) -> None:
        """Say once that what is typed is not kept against a crash."""
        error = self._written.exception() if self._written is not None else None
        if error is None or self._refused:
            return
        if not isinstance(error, ContactbookError):
            raise error
        self._refused = True
        self.told.emit(_("What you type would not survive a crash: {why}").format(why=clean(str(error))), "warn", False)

    @property
    def _drafts(self) -> "Drafts":
        if self._made is None:
            from contactbook.app.drafts import Drafts

            self._made = Drafts(self._book.path)
        return self._made

    # After a crash

    def look(self) -> None:
        """Offer what was left unsaved; what stands in the book already goes without a word."""
        if not (self._book.path.absolute().parent / "drafts").is_dir():
            return  # the usual start imports nothing for this
        from contactbook.app import drafts

        for key, draft in self._drafts.left().items():
            if drafts.take_up(draft, self._current(draft)).nothing:
                self.drop(key)
            else:
                self._left[key] = draft
        self._offer()

    def take_up(self) -> None:
        """Open the form with the draft that is offered, laid on the contact as it is now."""
        if not self._left:
            return
        from contactbook.app import drafts

        key = next(iter(self._left))
        draft = self._left.pop(key)
        found = drafts.take_up(draft, self._current(draft))
        self._parts.show_main()
        if found.base.uid and found.base.deleted_at is None:
            self._browsing.select(found.base.uid)
        self._editing.begin(
            found.base, is_new=not found.base.uid, typed=found.typed, pending=draft.pending, draft=key
        )  # fmt: skip
        name = clean(draft.typed.shown)
        if found.gone:
            words = _("{name} is no longer in the book. Saving adds it again as you typed it.").format(name=name)
        elif found.clashes:
            words = _(
                "Changed in the book since: {fields}. The form holds what you typed; saving puts it in place of that."
            )
            words = words.format(fields=", ".join(found.clashes))
        elif found.base.deleted_at is not None:
            words = _("{name} is in the trash now. What you save is kept there.").format(name=name)
        else:
            words = ""
        if words:
            self.told.emit(words, "warn", False)

    def discard(self) -> None:
        """Remove the draft that is offered."""
        if self._left:
            key, draft = next(iter(self._left.items()))
            self.drop(key)
            self.told.emit(_("The edit of {name} is discarded.").format(name=_name(draft)), "plain", False)
            self._offer()

    def _current(self, draft: "Draft") -> Any:
        return self._book.get(draft.uid) if draft.uid else None

    def _offer(self) -> None:
        """Show the oldest draft that waits, or take the notice away; one form is filled after the other."""
        waits = next(iter(self._left.values()), None) if not self._editing.active else None
        if waits is not None or self._parts.has("notice"):
            self._parts.notice.say(self._sentence(waits) if waits is not None else "")
            self.offered.emit()

    def _sentence(self, draft: "Draft") -> str:
        at, name = _when(draft.at, self._book.clock()), _name(draft)
        if not draft.uid:
            return _("{name}, whom you were adding {at}, was not saved.").format(name=name, at=at)
        if self._current(draft) is None:
            words = _("Your edit of {name} {at} was not saved; the contact is no longer in the book.")
        else:
            words = _("Your edit of {name} {at} was not saved.")
        return words.format(name=name, at=at)


def _name(draft: "Draft") -> str:
    return clean(draft.typed.shown or draft.before.shown) or _("A new contact")


def _when(at: datetime, now: datetime) -> str:
    local = at.astimezone()
    if local.date() == now.astimezone().date():
        return _("at {time}").format(time=f"{local:%H:%M}")
    return _("on {day} at {time}").format(day=moment_day(at), time=f"{local:%H:%M}")
