"""What a book says of itself after a fault: a digest of all that it holds, and whether it is sound."""

import hashlib
import json
from pathlib import Path

from contactbook.app.book import Book
from contactbook.domain.plain import to_plain_whole
from tests.clock import Clock


def digest(book: Book) -> str:
    """Sum up every contact, in the trash or not, the lists, and which steps stand; moments aside."""
    uids = sorted({*book.uids_of(book.find().ids), *book.uids_of(book.find(view="is:trash").ids)})
    told = []
    for contact in book.get_many(uids):
        plain = to_plain_whole(contact)
        for key in ("created_at", "updated_at"):
            del plain[key]
        told.append({**plain, "trashed": contact.deleted_at is not None})
    steps = [(step.name, step.means, step.undone) for step in book.history()]
    return hashlib.sha256(json.dumps([told, book.lists(), steps]).encode()).hexdigest()


def look(path: Path) -> tuple[str, list[str]]:
    """Open a book as the next start does; give its digest and what is wrong with it."""
    book = Book.open(path, clock=Clock())
    try:
        wrong = list(book.problems())
        found = book.find()
        if sum(section.count for section in found.sections) != len(found.ids) or book.counts().all != len(found.ids):
            wrong.append("the list and the counts differ")
        if len(book.rows(found.ids)) != len(found.ids):
            wrong.append("a contact of the list has no row")
        return digest(book), wrong
    finally:
        book.close()
