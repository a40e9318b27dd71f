"""Keeps what is being edited outside the book, so that it survives a crash; what was saved or given up leaves nothing.

A draft is a private file beside the book. A lock beside it says that somebody is at work on it: the system takes the
lock from a program that dies, and the draft is then offered at the next start.
"""

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from contactbook.app.files import NotWritten, replacing
from contactbook.app.merging_edits import rebased
from contactbook.domain.contact import Contact
from contactbook.domain.fields import BY_KEY, GROUPS
from contactbook.domain.plain import from_plain, parse_utc, to_plain_whole, utc_text
from contactbook.i18n import _


@dataclass(frozen=True, slots=True)
class Draft:
    """An edit that was not saved: what the form showed before, and what a person has made of it.

    pending are words that belong to no field yet, in the form's own order; a contact without a uid is a new one.
    """

    at: datetime
    before: Contact
    typed: Contact
    pending: tuple[str, ...] = ()

    @property
    def uid(self) -> str:
        """The contact that is edited; "" for one that is new."""
        return self.typed.uid


@dataclass(frozen=True, slots=True)
class TakenUp:
    """A draft laid on the book as it is now.

    base is what the form begins with, typed what stands in it; clashes are labels of fields that changed in the book
    as well. gone says that the book no longer has the contact, nothing that all of the draft stands in the book.
    """

    base: Contact
    typed: Contact
    clashes: tuple[str, ...] = ()
    gone: bool = False
    nothing: bool = False


def take_up(draft: Draft, current: Contact | None) -> TakenUp:
    """Lay a draft on the contact as the book holds it now; what the person changed stands in the form."""
    if current is None:
        blank = Contact(kind=draft.typed.kind)
        return TakenUp(blank, replace(draft.typed, uid=""), gone=bool(draft.uid))
    typed = rebased(draft.before, draft.typed, current)
    clashing = [keys for keys in GROUPS if _differ(keys, draft.before, draft.typed, current)]
    return TakenUp(
        current,
        typed,
        clashes=tuple(BY_KEY[keys[0]].label for keys in clashing),
        nothing=typed == current and not any(draft.pending),
    )


def _differ(keys: Sequence[str], *states: Contact) -> bool:
    """Tell whether each state has something else in some fields."""
    values = [tuple(getattr(state, key) for key in keys) for state in states]
    return all(value not in values[:at] for at, value in enumerate(values))


class Drafts:
    """The drafts of one book; each has a key, and belongs to who keeps it or was offered it until it is closed."""

    def __init__(self, book: Path) -> None:
        self._folder = folder_of(book)
        self._locks: dict[str, IO[bytes]] = {}

    def keep(self, key: str, draft: Draft) -> None:
        """Write a draft, in the place of the one before; raise NotWritten where that cannot be."""
        path = self._folder / f"{key}.json"
        try:
            for folder in (self._folder.parent, self._folder):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise NotWritten(_("{path} cannot be written: {why}.").format(path=path, why=error.strerror)) from error
        if key not in self._locks and (lock := _locked(path.with_suffix(".lock"))):
            self._locks[key] = lock
        _write(path, draft)

    def drop(self, key: str) -> None:
        """Remove a draft: it was saved or given up."""
        _remove(self._folder / f"{key}.json")
        self._release(key)
        with suppress(OSError):
            self._folder.rmdir()  # where it was the last one
            self._folder.parent.rmdir()

    def left(self) -> dict[str, Draft]:
        """Take what was left behind into hand, oldest first; what somebody works on is not among it."""
        found: dict[str, Draft] = {}
        for path in self._folder.glob("*.json"):
            if path.stem in self._locks or (lock := _locked(path.with_suffix(".lock"))) is None:
                continue
            self._locks[path.stem] = lock
            if draft := _read(path):
                found[path.stem] = draft
            else:
                self._release(path.stem)
        return dict(sorted(found.items(), key=lambda item: item[1].at))

    def close(self) -> None:
        """Let go of what was not answered: it is offered again."""
        for key in tuple(self._locks):
            self._release(key)

    def _release(self, key: str) -> None:
        if (lock := self._locks.pop(key, None)) is not None:
            lock.close()
            _remove(Path(lock.name))


def folder_of(book: Path) -> Path:
    """Name the folder for the drafts of a book: beside it, under its name."""
    return book.absolute().parent / "drafts" / book.name


def of_contact(book: Path, uid: str, names: Sequence[str]) -> Iterator[Path]:
    """Find the drafts that tell of a contact, new ones of its names too; what cannot be read may."""
    folder = folder_of(book)
    yield from folder.glob(".*.part")
    for path in folder.glob("*.json"):
        draft = _read(path)
        if draft is None or draft.uid == uid or (not draft.uid and draft.typed.name in names):
            yield path


def forget_cover(book: Path, uid: str, names: Sequence[str]) -> None:
    """Take a contact that stands in out of the drafts of others, where its name may stand as well."""
    folder = folder_of(book)
    for path in folder.glob("*.json"):
        draft = _read(path)
        if draft is None or not (uid in (draft.typed.cover, draft.before.cover) or set(draft.pending) & set(names)):
            continue
        before, typed = (replace(c, cover=None if c.cover == uid else c.cover) for c in (draft.before, draft.typed))
        pending = tuple("" if word in names else word for word in draft.pending)
        _write(path, Draft(draft.at, before, typed, pending))


def _write(path: Path, draft: Draft) -> None:
    with replacing(path) as part, open(part, "w", encoding="utf-8", opener=_private) as file:
        json.dump(_to_plain(draft), file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _to_plain(draft: Draft) -> dict[str, Any]:
    # The kept card is no field of the form: the book's own stays.
    before, typed = (to_plain_whole(replace(contact, card=None)) for contact in (draft.before, draft.typed))
    return {"at": utc_text(draft.at), "before": before, "typed": typed, "pending": list(draft.pending)}


def _read(path: Path) -> Draft | None:
    """Read a draft; None where that cannot be, or where it is not what `_write` writes."""
    from contactbook.exchange.own_json import check  # late: most starts find no draft

    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        at, pending = parse_utc(held["at"]), held["pending"]
        for contact in (held["before"], held["typed"]):
            check(contact)
        before, typed = from_plain(held["before"]), from_plain(held["typed"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    if at is None or at.tzinfo is None or not isinstance(pending, list):
        return None
    return Draft(at, before, typed, tuple(pending)) if all(isinstance(word, str) for word in pending) else None


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise NotWritten(_("{path} cannot be removed: {why}.").format(path=path, why=error.strerror)) from error


def _locked(path: Path) -> IO[bytes] | None:
    """Take a lock that goes with this process; None where somebody holds it."""
    try:
        file = open(path, "a+b", opener=_private)  # noqa: SIM115 - it stays open while held
    except OSError:
        return None
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        return None
    return file
