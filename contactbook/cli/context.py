"""What several commands share: the book they are about, its contacts, and files to read."""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from contactbook.domain.errors import ContactbookError, NotReadable
from contactbook.i18n import _

if TYPE_CHECKING:
    from contactbook.app.book import Book
    from contactbook.domain.contact import Contact

_MOST = 2**63 - 1  # that SQLite counts to


@contextmanager
def open_book(options: argparse.Namespace) -> Iterator["Book"]:
    """Open the book that the options name."""
    from contactbook.app.book import Book

    if options.sample:
        from contactbook.app.sample import open_sample

        path = open_sample()
    else:
        from contactbook.app.paths import chosen_book

        path = chosen_book(options.book)
    book = Book.open(path, stale_days=_stale_days)
    try:
        yield book
    finally:
        book.close()


def _stale_days() -> int:
    from contactbook.app.settings import Settings  # late: most commands do not ask

    return Settings().number("stale_days")


def find_contact(book: "Book", uid: str) -> "Contact":
    """Find a contact by its uid or the beginning of one; raise ContactbookError where none or several begin so."""
    contact = book.get(uid)
    if contact is not None:
        return contact
    uids = book.uids_of([*book.find().ids, *book.find(view="is:trash").ids])
    found = book.get_many([u for u in uids if u.startswith(uid)][:2]) if uid else []
    if len(found) == 1:
        return found[0]
    if found:
        raise ContactbookError(_("Several contacts begin with {uid}. Give more of it.").format(uid=uid))
    raise ContactbookError(
        _("There is no contact {uid}. `contactbook search` finds contacts by name and number.").format(uid=uid)
    )


def read_input(name: str) -> bytes:
    """Read a file, or the standard input for `-`; raise NotReadable with the reason."""
    from contactbook.exchange.formats import LARGEST

    try:
        if name == "-":
            data = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with Path(name).expanduser().open("rb") as file:
                data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise NotReadable(_("There is no file {name}.").format(name=name)) from None
    except IsADirectoryError:
        raise NotReadable(_("{name} is a folder. Name a file in it.").format(name=name)) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise NotReadable(_("{name} cannot be read: {why}.").format(name=name, why=why)) from error
    if len(data) > LARGEST:
        told = _("{name} is larger than 100 MB. Cut out the part with the contacts.")
        raise NotReadable(told.format(name=shown_name(name) if name == "-" else name))
    return data


def shown_name(name: str) -> str:
    """Name an input in a sentence."""
    return _("the standard input") if name == "-" else os.path.basename(name)


def place_query(options: argparse.Namespace) -> str:
    """Write --city and --agency as a query."""
    parts = [("city", options.city), ("agency", options.agency)]
    return " ".join(f'{key}:"{_unquoted(value)}"' for key, value in parts if value)


def _unquoted(value: str) -> str:
    return value.replace('"', " ").strip()


def count(text: str) -> int:
    """Read a number of contacts or of a step from an option; not below nought."""
    number = int(text)
    if number < 0:
        raise ValueError
    return min(number, _MOST)


def storable(text: str) -> str:
    """Read a text from an option; bytes that are none become question marks, for no book holds them."""
    return text.encode("utf-8", "replace").decode()
