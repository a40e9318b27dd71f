"""Finds the contacts that one which comes in may be, for many that come in at once."""

import sqlite3
from collections.abc import Iterable, Sequence
from string import ascii_lowercase, ascii_uppercase

from contactbook.domain.contact import Contact
from contactbook.domain.names import in_any_order
from contactbook.store.lookup import batches, marks

# What SQLite takes for the same letter, and no more.
_SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)
_MOST = 50  # of contacts that share a name or a switchboard
# + keeps the index of trashed out of it: the name, number or address is what finds.
_NAMED = ("SELECT DISTINCT name_key FROM contacts WHERE name_key IN ({marks})",
          "SELECT id FROM contacts WHERE name_key = ? AND +trashed = 0 ORDER BY id LIMIT ?")  # fmt: skip
_CALLED = ("SELECT DISTINCT number FROM phones WHERE number IN ({marks})",
           """
           SELECT DISTINCT contact FROM phones JOIN contacts AS c ON c.id = contact
           WHERE number = ? AND +c.trashed = 0 ORDER BY contact LIMIT ?
           """)  # fmt: skip
_MAILED = ("SELECT DISTINCT lower(address) FROM emails WHERE address COLLATE NOCASE IN ({marks})",
           """
           SELECT DISTINCT contact FROM emails JOIN contacts AS c ON c.id = contact
           WHERE emails.address = ? COLLATE NOCASE AND +c.trashed = 0 ORDER BY contact LIMIT ?
           """)  # fmt: skip


def candidates(db: sqlite3.Connection, coming: Sequence[Contact]) -> list[list[int]]:
    """List for each contact the ids of those that share a uid, a name in any order, a number or an address with it.

    One of its uid is found in the trash as well, and is the only one then; the others are outside it.
    """
    own: dict[str, int] = {}
    for batch in batches(list({c.uid for c in coming if c.uid})):
        own.update(db.execute(f"SELECT uid, id FROM contacts WHERE uid IN ({marks(batch)})", batch))
    rest = [(at, c) for at, c in enumerate(coming) if c.uid not in own]
    found: list[set[int]] = [set() for _contact in coming]
    for ways, keyed in (
        (_NAMED, [(at, key) for at, c in rest if (key := in_any_order(c.name))]),
        (_CALLED, [(at, p.number) for at, c in rest for p in c.phones]),
        (_MAILED, [(at, e.address.translate(_SMALL)) for at, c in rest for e in c.emails]),
    ):
        known = _ids(db, ways, {key for _at, key in keyed})
        for at, key in keyed:
            found[at].update(known.get(key, ()))
    return [[own[c.uid]] if c.uid in own else sorted(ids) for c, ids in zip(coming, found, strict=True)]


def _ids(db: sqlite3.Connection, ways: tuple[str, str], keys: Iterable[str]) -> dict[str, list[int]]:
    """Ask for all keys at once whether they are there, and by one who has those that are."""
    among, by_one = ways
    there = [key for batch in batches(list(keys)) for (key,) in db.execute(among.format(marks=marks(batch)), batch)]
    return {key: [row for (row,) in db.execute(by_one, (key, _MOST))] for key in there}
