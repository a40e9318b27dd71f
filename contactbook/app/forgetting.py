"""Removes a person for good, from the book and from every copy of it that the program made.

Contacts keep what they say themselves: a note of somebody else that names the person stays, and is told of.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from contactbook.app import backups, drafts
from contactbook.app.book import Book
from contactbook.app.files import replacing
from contactbook.domain.errors import ContactbookError, NotABook
from contactbook.i18n import _, counted
from contactbook.store import forgetting

Progress = Callable[[int, int], bool]


@dataclass(frozen=True, slots=True)
class Forgetting:
    """What is removed: what the book holds of a person, the copies written anew, and the files that are deleted.

    mentioned counts others whose own words name the person; namesakes are uids that go or went by the same name.
    """

    uid: str
    name: str
    lines: tuple[str, ...]
    copies: tuple[Path, ...] = ()
    deleted: tuple[Path, ...] = ()
    mentioned: int = 0
    namesakes: tuple[str, ...] = ()


def look(book: Book, uid: str) -> Forgetting:
    """Find out what would be removed; raise ContactbookError where nothing is known of a uid."""
    held = book.traces(uid)
    if held.is_empty:
        raise ContactbookError(
            _("There is no contact {uid}. `contactbook search` finds contacts by name and number.").format(uid=uid)
        )
    contact = book.get(uid)
    name = contact.shown if contact else next(iter(held.names), uid)
    unsaved = sum(path.suffix == ".json" for path in drafts.of_contact(book.path, uid, held.names))
    words = (
        _("the contact with all its details") if held.row else "",
        _some("{number} earlier state of it", "{number} earlier states of it", held.states),
        _some("its name in {number} step", "its name in {number} steps", len(held.steps)),
        _some("{number} photo or card", "{number} photos and cards", held.blobs),
        _some("{number} kept contact block, whole", "{number} kept contact blocks, whole", len(held.blocks)),
        _some("{number} preset that asks for it", "{number} presets that ask for it", len(held.presets)),
        _some("its cover of {number} contact", "its cover of {number} contacts", held.covers),
        _some("{number} edit that was not saved", "{number} edits that were not saved", unsaved),
    )
    copies, deleted = _files(book.path)
    return Forgetting(
        uid, name, tuple(filter(None, words)), tuple(copies), tuple(deleted), held.mentioned, held.namesakes
    )


def forget(book: Book, uid: str, progress: Progress | None = None) -> Forgetting:
    """Remove a person for good and say what was removed; the copies go first, so that it can be done again."""
    gone = look(book, uid)
    rewritten, deleted = [], [path for path in gone.deleted if _delete(path)]
    for number, copy in enumerate(gone.copies):
        if progress is not None:
            progress(number, len(gone.copies) + 1)  # it goes on: half forgotten helps nobody
        try:
            with replacing(copy) as draft:
                forgetting.forget_in_copy(copy, draft, uid, _("someone forgotten"))
            copy.chmod(0o600)
            rewritten.append(copy)
        except NotABook:
            deleted += [copy] if _delete(copy) else []
        for rest in ("-wal", "-shm"):  # of a copy that was opened by hand
            copy.with_name(copy.name + rest).unlink(missing_ok=True)
    names = book.traces(uid).names
    for draft in drafts.of_contact(book.path, uid, names):
        _delete(draft)
    drafts.forget_cover(book.path, uid, names)
    if not book.forget(uid):
        raise ContactbookError(
            _("{name} was removed, but traces are left in free parts of the file, since another window reads it or the "
              "disk is full. Close the program and start it again: then they go.").format(name=gone.name)
        )  # fmt: skip
    return Forgetting(uid, gone.name, gone.lines, tuple(rewritten), tuple(deleted), gone.mentioned, gone.namesakes)


def _some(one: str, many: str, number: int) -> str:
    return counted(one, many, number) if number else ""


def _files(book: Path) -> tuple[list[Path], list[Path]]:
    """List the copies that can be written anew, and the files that cannot: damaged books and unfinished copies."""
    folder, beside = backups.folder_of(book), book.absolute().parent
    copies = [*sorted(folder.glob("*.db")), *sorted(beside.glob(f"{book.name}.before-*"))]
    copies = [path for path in copies if not path.name.endswith(("-wal", "-shm"))]
    return copies, [*beside.glob(f"{book.name}.damaged-*"), *_unfinished(folder), *_unfinished(beside, book.name)]


def _unfinished(folder: Path, name: str = "*") -> Iterator[Path]:
    yield from folder.glob(f".{name}.*.part*")


def _delete(path: Path) -> bool:
    with suppress(FileNotFoundError):
        path.unlink()
        return True
    return False
