"""What is done to a book under fault: a seeded list of steps, the same ones for the same seed."""

# ruff: noqa: T201 (what is no step of the book is said by the piece of work that does it)

import random
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from contactbook.app import backups, forgetting, importing, restoring
from contactbook.app.book import Book
from contactbook.app.drafts import Draft, Drafts
from contactbook.domain.contact import Contact
from contactbook.exchange import vcard, vcard_contacts
from tests.benchmarks.people import people
from tests.clock import Clock

FIRST = 40  # contacts that the book begins with
BEGINNING = "beginning.db"  # a copy of the book as it began, in the folder of each run
_IMPORTED = 60  # contacts in a file of cards
Work = Callable[[], object]


def make_book(path: Path, seed: int) -> None:
    """Make the book that all runs of a seed begin with."""
    book = Book.open(path, clock=Clock())
    book.save_many(_people(random.Random(seed), FIRST), "Begin")
    book.close()


def works(book: Book, folder: Path, seed: int, count: int) -> Iterator[tuple[str, Work]]:
    """Name so many pieces of work and give what does them; each is one step, or leaves the book as it is.

    What forgets somebody gives the uid.
    """
    chance = random.Random(seed)
    for number in range(count):
        kind = chance.choice(tuple(_KINDS))
        yield f"{number} {kind}", _KINDS[kind](book, folder, random.Random(f"{seed} {number}"))


def _people(chance: random.Random, number: int) -> list[Contact]:
    made = people(number, seed=chance.randrange(1_000_000))
    return [replace(c, uid=str(uuid.UUID(int=chance.getrandbits(128)))) for c in made]


def _some(book: Book, chance: random.Random, most: int = 1) -> list[str]:
    uids = sorted(book.uids_of(book.find().ids))
    return chance.sample(uids, min(len(uids), chance.randint(1, most)))


def _add(book: Book, _folder: Path, chance: random.Random) -> Work:
    return lambda: book.save(_people(chance, 1)[0])


def _edit(book: Book, _folder: Path, chance: random.Random) -> Work:
    def work() -> None:
        for contact in book.get_many(_some(book, chance)):
            book.save(replace(contact, role=f"Speaker {chance.randrange(1000)}", topics=("water", "health")))

    return work


def _change_many(book: Book, _folder: Path, chance: random.Random) -> Work:
    def work() -> None:
        topic = f"topic{chance.randrange(100)}"
        book.change(_some(book, chance, 30), lambda c: replace(c, topics=(*c.topics, topic)), "Change {who}")

    return work


def _import(book: Book, folder: Path, chance: random.Random) -> Work:
    def work() -> None:
        cards = [vcard_contacts.to_card(c, "4.0", "colleagues") for c in _people(chance, _IMPORTED)]
        data = b"".join(vcard.write(card, "4.0") for card in cards)
        importing.apply(book, importing.plan(book, importing.read("cards.vcf", data)))

    return work


def _trash(book: Book, _folder: Path, chance: random.Random) -> Work:
    return lambda: book.trash(_some(book, chance, 5))


def _list(book: Book, _folder: Path, chance: random.Random) -> Work:
    return lambda: book.add_to_list(_some(book, chance, 8), f"List {chance.randrange(4)}")


def _merge(book: Book, _folder: Path, chance: random.Random) -> Work:
    def work() -> None:
        uids = sorted(book.uids_of(book.find().ids))
        if len(uids) > 1:
            stays, gone = chance.sample(uids, 2)
            book.duplicates.merge(stays, [gone])

    return work


def _back_up(book: Book, folder: Path, chance: random.Random) -> Work:
    copy = folder / f"copy-{chance.randrange(1 << 32)}.db" if chance.random() < 0.5 else None  # or among its own

    def work() -> None:
        if book.all_uids():  # undo may have emptied it
            backups.back_up(book, copy)

    return work


def _forget(book: Book, folder: Path, chance: random.Random) -> Work:
    """Forget somebody for good whom no restore brings back, and give the uid."""

    def work() -> str | None:
        with restoring.opened(folder / BEGINNING) as beginning:
            first = set(beginning.all_uids())
        known = {uid for step in book.history() for uid in book.contacts_of(step)} - first
        if not known:
            return None
        uid = chance.choice(sorted(known))
        forgetting.forget(book, uid)
        return uid

    return work


def _keep_draft(book: Book, _folder: Path, chance: random.Random) -> Work:
    """Keep an edit that is not saved, and say its key and whose it is."""

    def work() -> None:
        key = f"draft-{chance.randrange(1 << 32):08x}"
        for contact in book.get_many(_some(book, chance)):
            drafts = Drafts(book.path)
            drafts.keep(key, Draft(book.clock(), contact, replace(contact, role=key)))
            drafts.close()
            print(f"kept {key} {contact.uid}", flush=True)

    return work


def _drop_draft(book: Book, _folder: Path, _chance: random.Random) -> Work:
    """Give up what was not saved, and say its key before and after."""

    def work() -> None:
        drafts = Drafts(book.path)
        for key in sorted(drafts.left())[:1]:
            print(f"dropping {key}", flush=True)
            drafts.drop(key)
            print(f"dropped {key}", flush=True)
        drafts.close()

    return work


def _restore(book: Book, folder: Path, _chance: random.Random) -> Work:
    return lambda: restoring.apply(book, restoring.plan(book, folder / BEGINNING))


def _undo(book: Book, _folder: Path, _chance: random.Random) -> Work:
    return lambda: book.undo() if book.undo_name() else None


def _redo(book: Book, _folder: Path, _chance: random.Random) -> Work:
    return lambda: book.redo() if book.redo_name() else None


_KINDS: dict[str, Callable[[Book, Path, random.Random], Work]] = {
    "add": _add,
    "edit": _edit,
    "change many": _change_many,
    "import": _import,
    "trash": _trash,
    "list": _list,
    "merge": _merge,
    "back up": _back_up,
    "restore": _restore,
    "forget": _forget,
    "keep draft": _keep_draft,
    "drop draft": _drop_draft,
    "undo": _undo,
    "redo": _redo,
}
