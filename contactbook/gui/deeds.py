"""What the window does to the book: each write on the worker, as one step, told in one sentence with Undo."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from PySide6.QtCore import QObject, Signal

from contactbook.app.book import Book, Progress
from contactbook.domain.changes import Step
from contactbook.domain.contact import Contact, Means
from contactbook.gui.controls import clean
from contactbook.gui.tasks import Tasks
from contactbook.i18n import _, counted

if TYPE_CHECKING:
    from contactbook.app.exporting import ExportResult
    from contactbook.app.righting import Righting
    from contactbook.exchange.vcard_clients import Client

_MANY = 300  # contacts; more of them take long enough to be told of
_BY = {
    Means.CALLED: _("{who} verified by phone."),
    Means.EMAILED: _("{who} verified by email."),
    Means.WEB: _("{who} verified on a web page."),
    Means.RELEASE: _("{who} verified by a release."),
}


class Deeds(QObject):
    """told(sentence, can be undone) after each.

    changed(went well) after a change in several, failed(error) where it did not.
    saved(Contact, sheet) after a save, save_failed(error, sheet) where it failed; the sheet is what the saver gave.
    """

    told = Signal(str, bool)
    saved = Signal(object, object)
    save_failed = Signal(object, object)
    list_made = Signal(str)
    changed = Signal(bool)
    failed = Signal(object)

    def __init__(self, book: Book, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._tasks = tasks

    def save(self, contact: Contact, before: Contact | None = None, sheet: object = None) -> None:
        """Write one contact; of one that was edited, only what differs from before."""

        def work() -> Contact:
            from contactbook.app.merging_edits import rebased

            current = self._book.get(contact.uid) if before is not None and contact.uid else None
            merged = rebased(before, contact, current) if before is not None and current is not None else contact
            return self._book.save(merged, initiator=self)

        def tell(saved: Contact) -> None:
            self.saved.emit(saved, sheet)
            self.told.emit(_("{name} saved.").format(name=clean(saved.shown)), True)

        self._tasks.run(work, tell, lambda error: self.save_failed.emit(error, sheet))

    def trash(self, uids: Sequence[str]) -> None:
        """Move contacts to the trash."""
        title, sentence = _("Moving {who} to the trash"), _("{who} moved to the trash.")
        self._write_to(uids, title, lambda progress: self._book.trash(uids, progress=progress), sentence)

    def empty_trash(self, before: datetime | None = None) -> None:
        """Take what is in the trash out of the book, or what was there before a moment, which no undo is about."""

        def work(progress: Callable[[int, int], bool]) -> Step | None:
            return self._book.empty_trash(before, progress=progress)

        def tell(step: Step | None) -> None:
            if step is not None:
                who = counted("{number} contact left the trash", "{number} contacts left the trash", step.count)
                later = _("{who} after its time; the history of the book brings it back.")
                self.told.emit((_("{who}.") if before is None else later).format(who=who), before is None)

        self._tasks.run_long(_("Emptying the trash"), work, tell)

    def restore(self, uids: Sequence[str]) -> None:
        """Take contacts out of the trash."""
        title, sentence = _("Putting {who} back"), _("{who} put back.")
        self._write_to(uids, title, lambda progress: self._book.restore(uids, progress=progress), sentence)

    def verify(self, uids: Sequence[str], means: Means) -> None:
        """Note that contacts are right today."""
        work = lambda progress: self._book.verify(uids, means, progress=progress)  # noqa: E731
        self._write_to(uids, _("Verifying {who}"), work, _BY[means])

    def change(self, uids: Sequence[str], change: Callable[[Contact], Contact], sentence: str, told: str = "") -> None:
        """Change contacts alike; sentence names the step, told says that it is done, both {who}."""

        def work(progress: Progress | None) -> Step:
            return self._book.change(uids, change, sentence, progress=progress)

        def done(_step: Step) -> None:
            self.changed.emit(True)
            self.told.emit((told or _("{who} changed.")).format(who=who), True)

        def failed(error: BaseException) -> None:
            self.changed.emit(False)
            self.failed.emit(error)

        who = self._who(uids)
        self._run(uids, _("Changing {who}").format(who=who), work, done, failed)

    def verify_detail(self, uid: str, value: str, means: Means) -> None:
        """Note that one number or address of a contact is right today."""

        def work() -> object:
            from contactbook.app import righting

            return righting.verify_one(self._book, uid, value, means)

        self._write(work, _BY[means].format(who=clean(value)))

    def put_right(self, rightings: "Sequence[Righting]", sentence: str) -> None:
        """Apply remedies to details that need attention, as one step."""

        def work() -> object:
            from contactbook.app import righting

            return righting.put_right(self._book, rightings)

        self._write(work, sentence)

    def new_list(self, name: str, uids: Sequence[str] = ()) -> None:
        """Make a list, with contacts on it or without."""

        def made(_result: object) -> None:
            self.list_made.emit(name)
            self.told.emit(_("List “{name}” made.").format(name=clean(name)), True)

        if uids:
            self._run(
                uids,
                _("Making list “{name}”").format(name=clean(name)),
                lambda progress: self._book.add_to_list(uids, name, progress=progress),
                made,
            )
        else:
            self._tasks.run(lambda: self._book.create_list(name), made)

    def rename_list(self, name: str, new: str) -> None:
        """Give a list another name."""
        sentence = _("List “{name}” is now called “{new}”.")
        self._write(lambda: self._book.rename_list(name, new), sentence.format(name=clean(name), new=clean(new)))

    def delete_list(self, name: str) -> None:
        """Remove a list; its contacts stay."""
        sentence = _("List “{name}” deleted, its contacts are still in the book.")
        self._write(lambda: self._book.delete_list(name), sentence.format(name=clean(name)))

    def add_to_list(self, uids: Sequence[str], name: str) -> None:
        """Put contacts on a list."""
        sentence = _("{who} put on “{name}”.").replace("{name}", _plain(clean(name)))
        work = lambda progress: self._book.add_to_list(uids, name, progress=progress)  # noqa: E731
        self._write_to(uids, _("Putting {who} on a list"), work, sentence)

    def remove_from_list(self, uids: Sequence[str], name: str) -> None:
        """Take contacts off a list."""
        sentence = _("{who} taken off “{name}”.").replace("{name}", _plain(clean(name)))
        work = lambda progress: self._book.remove_from_list(uids, name, progress=progress)  # noqa: E731
        self._write_to(uids, _("Taking {who} off a list"), work, sentence)

    def weigh(self, uids: Sequence[str], audience: str, client: "Client", then: Callable[[list[str]], None]) -> None:
        """Find out what a client has no place for, before anything is written."""

        def work(progress: Progress | None) -> list[str]:
            from contactbook.app import exporting

            given = cast(Literal["press", "colleagues"], audience)
            return exporting.losses(self._book, uids, audience=given, client=client, progress=progress)

        self._run(uids, _("Looking through {who}").format(who=self._who(uids)), work, then)

    def export(
        self, out: Path, uids: Sequence[str], audience: str, version: str, client: "Client | None" = None
    ) -> None:
        """Write contacts to a file, or a client's folder, and say what came of it."""

        def work(progress: Callable[[int, int], bool]) -> "ExportResult":
            from contactbook.app import exporting

            return exporting.export(
                self._book,
                out,
                uids,
                audience=cast(Literal["press", "colleagues"], audience),
                version=cast(Literal["3.0", "4.0"], version),
                client=client,
                progress=progress,
            )

        def tell(result: "ExportResult") -> None:
            name = clean(result.file.name)
            told = _("Wrote {name}: {what}").format(name=name, what=result.sentence)
            self.told.emit(" ".join((told, *map(clean, result.notes))), False)

        self._tasks.run_long(_("Writing {name}").format(name=clean(out.name)), work, tell)

    def _write(self, work: Callable[[], Any], sentence: str) -> None:
        self._tasks.run(work, lambda _result: self.told.emit(sentence, True))

    def _write_to(self, uids: Sequence[str], title: str, work: Callable[[Progress | None], Any], sentence: str) -> None:
        """Write contacts and say so; title and sentence name them by {who}."""
        who = self._who(uids)
        told = sentence.format(who=who)
        self._run(uids, title.format(who=who), work, lambda _result: self.told.emit(told, True))

    def _run(
        self,
        uids: Sequence[str],
        title: str,
        work: Callable[[Progress | None], Any],
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Write on the worker; where it takes a while, with progress and a way to cancel."""
        if len(uids) > _MANY:
            self._tasks.run_long(title, work, done, failed)
        else:
            self._tasks.run(lambda: work(None), done, failed)

    def _who(self, uids: Sequence[str]) -> str:
        if len(uids) == 1:
            contact = self._book.get(uids[0])
            return clean(contact.shown) if contact else _("The contact")
        return counted("{number} contact", "{number} contacts", len(uids))


def _plain(name: str) -> str:
    """Keep braces in a name from being taken for a place to fill in."""
    return name.replace("{", "{{").replace("}", "}}")
