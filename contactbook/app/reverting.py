"""Puts a contact, or one field of it, back as its history has it."""

from dataclasses import replace
from typing import TYPE_CHECKING

from contactbook.domain import freshness, undoing
from contactbook.domain.contact import Contact
from contactbook.domain.errors import NothingToUndo
from contactbook.domain.fields import BY_KEY, group_of
from contactbook.i18n import _
from contactbook.store import journal

if TYPE_CHECKING:
    from contactbook.app.book import Book
    from contactbook.app.writing import Writing
    from contactbook.domain.changes import Step


def restore(book: "Book", uid: str, step: int, key: str | None = None, *, initiator: object = None) -> "Step":
    """Put a contact back as a step left it, or one field of it, as a step of its own; raise NothingToUndo.

    Fields that mean something only side by side go back together. One that was in the trash then waits there anew.
    """
    with book.step("", initiator=initiator) as writing:
        moment = journal.get(writing.db, step)
        if moment is None:
            raise NothingToUndo(_("There is no step {number}. The history lists them.").format(number=step))
        now, then = _state(writing, uid, step), _state(writing, uid, step, after=True)
        if key is None:
            trashed = then.deleted_at and (now.deleted_at or writing.now)
            name, wanted = _("Restore {who} as of {day}"), replace(then, deleted_at=trashed)
        else:
            name = _("Put back {field} of {who}")
            wanted = freshness.settle(replace(now, **{one: getattr(then, one) for one in group_of(key)}))
        day = moment.at.astimezone()
        words = name.format(who=now.shown, day=f"{day.day} {day:%B %Y, %H:%M}", field=_label(key))
        _write(writing, words, now, wanted)
    return book.step_of(writing)


def put_back(book: "Book", uid: str, step: int, key: str, *, initiator: object = None) -> "Step":
    """Put back what a step took from one field of a contact, and of details and words those alone that it touched."""
    with book.step("", initiator=initiator) as writing:
        now, made = _state(writing, uid, step), _state(writing, uid, step, after=True)
        wanted = undoing.put_back(_state(writing, uid, step - 1, after=True), made, now, key)
        _write(writing, _("Put back {field} of {who}").format(field=_label(key), who=now.shown), now, wanted)
    return book.step_of(writing)


def _label(key: str | None) -> str:
    return BY_KEY[key].label.lower() if key else ""


def _state(writing: "Writing", uid: str, step: int, *, after: bool = False) -> Contact:
    """Read how a contact is, or was after a step."""
    later, was = journal.state_after(writing.db, uid, step) if after else (False, None)
    held = was if later else next(iter(writing.load([uid])), None)
    if held is None:
        raise NothingToUndo(_("The contact was not in the book then.") if later else _("The contact is not there."))
    return held


def _write(writing: "Writing", name: str, now: Contact, wanted: Contact) -> None:
    if undoing.same(wanted, now):
        raise NothingToUndo(_("{who} is as it was then.").format(who=now.shown))
    journal.rename(writing.db, writing.step, name)
    writing.put_back([replace(wanted, updated_at=writing.now)], [now])
