"""Takes a contact out of a book for good: its rows, all that the journal kept of it, and the blocks that printed it.

Works on books of every version, so on old copies as well; tables that are not there yet hold nothing.
"""

import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from contactbook.domain.errors import ContactbookError
from contactbook.i18n import _
from contactbook.store import contacts, copying, duplicates, lookup
from contactbook.store.connection import not_a_book, transaction
from contactbook.store.trouble import told

_LEAST = 2  # letters or digits that a name, number or address is looked for by


@dataclass(frozen=True, slots=True)
class Traces:
    """What a book holds of a contact, in numbers; needles are its names, numbers and addresses as written."""

    names: tuple[str, ...] = ()
    needles: tuple[str, ...] = ()
    row: bool = False
    states: int = 0  # that the journal keeps
    steps: tuple[int, ...] = ()  # whose name says it
    blocks: tuple[int, ...] = ()
    presets: tuple[str, ...] = ()  # that ask for it by name
    blobs: int = 0  # photos and imported cards
    covers: int = 0
    mentioned: int = 0  # other contacts whose notes, role, hours or address name it
    namesakes: tuple[str, ...] = ()  # uids of others that have or had one of its names

    @property
    def is_empty(self) -> bool:
        return not (self.row or self.states or self.blocks)


def traces(db: sqlite3.Connection, uid: str) -> Traces:
    """Find out what a book holds of a contact."""
    there = tables(db)
    states = _states(db, there, uid)
    if not states and not _printed(db, there, uid):
        return Traces()
    names, needles = _needles(states)
    found = _finder(needles)
    row = db.execute("SELECT 1 FROM contacts WHERE uid = ?", (uid,)).fetchone() is not None
    return Traces(
        names=names,
        needles=needles,
        row=row,
        states=len(states) - row,
        steps=tuple(i for i, name in _rows(db, there, "steps", "id, name") if found(name)),
        blocks=_blocks(db, there, uid, found),
        presets=tuple(name for name, query in _rows(db, there, "presets", "name, query") if found(name + "\n" + query)),
        blobs=len(_digests(states)),
        covers=db.execute("SELECT count(*) FROM contacts WHERE cover = ? AND uid <> ?", (uid, uid)).fetchone()[0],
        mentioned=_mentioned(db, uid, found),
        namesakes=_namesakes(db, there, uid, names),
    )


def forget(db: sqlite3.Connection, uid: str, someone: str) -> Traces:
    """Take a contact out; the caller holds the transaction and clears the file's free pages afterwards.

    someone stands in the names of steps in the place of its name.
    """
    there = tables(db)
    gone = traces(db, uid)
    if gone.is_empty:
        return gone
    if "merges" in there:
        for merged in duplicates.went_into(db, uid):  # the same person, from before two contacts became this one
            forget(db, merged, someone)
        duplicates.forget(db, uid)
    digests = _digests(_states(db, there, uid))
    if "changes" in there:
        _forget_journal(db, uid, gone, someone)
    if "blocks" in there:
        db.executemany("DELETE FROM block_details WHERE block = ?", [(i,) for i in gone.blocks])
        db.executemany("DELETE FROM blocks WHERE id = ?", [(i,) for i in gone.blocks])
        _forget_presets(db, uid, gone.presets)
    if "apart" in there:
        db.execute("DELETE FROM apart WHERE one = ? OR other = ?", (uid, uid))
        db.execute("DELETE FROM merges WHERE gone = ? OR stays = ?", (uid, uid))
    _remove(db, there, uid)
    db.execute("UPDATE contacts SET cover = NULL WHERE cover = ?", (uid,))
    _drop_blobs(db, there, digests)
    for table in ("search", "search_digits"):
        if table in there:  # what is deleted stays in the index until it is built anew
            db.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")
    return gone


def tables(db: sqlite3.Connection) -> set[str]:
    """Name the tables of a file."""
    return {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


# What is known of it


def _states(db: sqlite3.Connection, there: set[str], uid: str) -> list[dict[str, Any]]:
    """Lay out how a contact is and how it was, as far as names, numbers and addresses go."""
    states = []
    db_row = db.execute("SELECT id, name, given, family, photo, card FROM contacts WHERE uid = ?", (uid,)).fetchone()
    if db_row:
        i, name, given, family, photo, card = db_row
        states.append(
            {
                "name": name, "given": given, "family": family, "photo": photo, "card": card,
                "translations": {str(n): {"name": t} for n, (t,) in enumerate(
                    db.execute("SELECT name FROM contact_translations WHERE contact = ?", (i,)))},
                "phones": [{"number": n, "typed": t} for n, t in db.execute(
                    "SELECT number, typed FROM phones WHERE contact = ?", (i,))],
                "emails": [{"address": a, "typed": t} for a, t in db.execute(
                    "SELECT address, typed FROM emails WHERE contact = ?", (i,))],
                "links": [{"value": v} for (v,) in db.execute("SELECT value FROM links WHERE contact = ?", (i,))],
            }
        )  # fmt: skip
    if "changes" in there:
        kept = db.execute(
            "SELECT before FROM changes WHERE entity = 'contact' AND uid = ? AND before IS NOT NULL", (uid,)
        )
        states += [json.loads(before) for (before,) in kept]
    return states


def _needles(states: Iterable[dict[str, Any]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    from contactbook.domain.phones import international

    names: dict[str, None] = {}
    others: dict[str, None] = {}
    for state in states:
        translations = state.get("translations") or {}
        told = [state.get("name"), *(t.get("name") for t in translations.values())]
        names.update(dict.fromkeys(filter(None, told)))
        for phone in state.get("phones") or ():
            others.update(dict.fromkeys((phone["number"], phone.get("typed"), international(phone["number"]))))
        for email in state.get("emails") or ():
            others.update(dict.fromkeys((email["address"], email.get("typed"))))
    every = [*names, *filter(None, others)]
    return tuple(names), tuple(n for n in dict.fromkeys(every) if sum(map(str.isalnum, n)) >= _LEAST)


def _finder(needles: Sequence[str]) -> Callable[[str | None], bool]:
    pattern = _pattern(needles)
    return lambda text: bool(pattern and text and pattern.search(text))


def _pattern(needles: Sequence[str]) -> re.Pattern[str] | None:
    """Match any of the needles, where it is no part of a longer word or number."""
    if not needles:
        return None
    longest_first = sorted(needles, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)


def _rows(db: sqlite3.Connection, there: set[str], table: str, columns: str) -> list[Any]:
    return db.execute(f"SELECT {columns} FROM {table}").fetchall() if table in there else []


def _printed(db: sqlite3.Connection, there: set[str], uid: str) -> bool:
    if "block_details" not in there:
        return False
    return db.execute("SELECT 1 FROM block_details WHERE contact = ?", (uid,)).fetchone() is not None


def _blocks(db: sqlite3.Connection, there: set[str], uid: str, found: Callable[[str], bool]) -> tuple[int, ...]:
    """List the blocks that printed a contact: their text is one, so it goes whole."""
    printed = {i for i, contact in _rows(db, there, "block_details", "block, contact") if contact == uid}
    rows = _rows(db, there, "blocks", "id, text, contacts")
    return tuple(i for i, text, uids in rows if i in printed or uid in json.loads(uids) or found(text))


def _mentioned(db: sqlite3.Connection, uid: str, found: Callable[[str], bool]) -> int:
    """Count the other contacts whose own words have it in them: those are theirs."""
    rows = db.execute("SELECT role, notes, hours, address FROM contacts WHERE uid <> ?", (uid,))
    return sum(found("\n".join(filter(None, row))) for row in rows)


def _namesakes(db: sqlite3.Connection, there: set[str], uid: str, names: Sequence[str]) -> tuple[str, ...]:
    """List who else goes or went by its name: a second entry of the same person, or somebody else."""
    found: dict[str, None] = {}
    for name in names:
        rows = db.execute("SELECT uid FROM contacts WHERE name = ? AND uid <> ?", (name, uid)).fetchall()
        if "changes" in there:
            sql = "SELECT uid FROM changes WHERE entity = 'contact' AND uid <> ? AND json_extract(before, '$.name') = ?"
            rows += db.execute(sql, (uid, name)).fetchall()
        found.update(dict.fromkeys(one for (one,) in rows))
    return tuple(found)


# What goes


def _forget_journal(db: sqlite3.Connection, uid: str, gone: Traces, someone: str) -> None:
    touched = [s for (s,) in db.execute("SELECT step FROM changes WHERE entity = 'contact' AND uid = ?", (uid,))]
    db.execute("DELETE FROM changes WHERE entity = 'contact' AND uid = ?", (uid,))
    for step, entity, other, before in db.execute(
        "SELECT step, entity, uid, before FROM changes WHERE instr(before, ?)", (uid,)
    ).fetchall():
        db.execute(
            "UPDATE changes SET before = ? WHERE step = ? AND entity = ? AND uid = ?",
            (_without(before, uid), step, entity, other),
        )
    pattern = _pattern(gone.needles)
    for step in gone.steps:
        (name,) = db.execute("SELECT name FROM steps WHERE id = ?", (step,)).fetchone()
        if pattern:
            db.execute("UPDATE steps SET name = ? WHERE id = ?", (pattern.sub(someone, name), step))
    for step in sorted(touched, reverse=True):  # an undo goes before what it undid
        db.execute(
            """
            DELETE FROM steps WHERE id = ? AND NOT EXISTS (SELECT 1 FROM changes WHERE step = steps.id)
                AND NOT EXISTS (SELECT 1 FROM steps AS s WHERE s.undoes = steps.id OR s.redoes = steps.id)
            """,
            (step,),
        )


def _without(before: str, uid: str) -> str:
    """Take a uid out of what the journal keeps of others: a list's members, or whom somebody is covered by."""
    held = json.loads(before)
    if isinstance(held, list):
        return json.dumps([one for one in held if one != uid])
    if held.get("cover") == uid:
        del held["cover"]
    return json.dumps(held, ensure_ascii=False, separators=(",", ":"))


def _forget_presets(db: sqlite3.Connection, uid: str, named: Sequence[str]) -> None:
    db.executemany("DELETE FROM presets WHERE name = ?", [(name,) for name in named])
    for i, uids in db.execute("SELECT id, contacts FROM presets WHERE instr(contacts, ?)", (uid,)).fetchall():
        rest = [one for one in json.loads(uids) if one != uid]
        db.execute("UPDATE presets SET contacts = ? WHERE id = ?", (json.dumps(rest), i))


def _remove(db: sqlite3.Connection, there: set[str], uid: str) -> None:
    """Remove a contact, its parts and its search row; how digits are indexed depends on the version, so not those."""
    for i in lookup.ids_of(db, [uid]).values():
        for table in contacts.PARTS:
            db.execute(f"DELETE FROM {table} WHERE contact = ?", (i,))
        if "search" in there:
            db.execute("DELETE FROM search WHERE rowid = ?", (i,))
        db.execute("DELETE FROM contacts WHERE id = ?", (i,))


def _digests(states: Iterable[dict[str, Any]]) -> set[str]:
    return {state[key] for state in states for key in ("photo", "card") if state.get(key)}


def _drop_blobs(db: sqlite3.Connection, there: set[str], digests: Iterable[str]) -> None:
    """Remove photos and cards that no other contact has or had."""
    for digest in digests:
        used = db.execute("SELECT 1 FROM contacts WHERE photo = ? OR card = ?", (digest, digest)).fetchone()
        if not used and "changes" in there:
            used = db.execute("SELECT 1 FROM changes WHERE instr(before, ?)", (digest,)).fetchone()
        if not used:
            for table in ("photos", "imported_cards"):
                db.execute(f"DELETE FROM {table} WHERE digest = ?", (digest,))


def forget_in_copy(path: Path, draft: Path, uid: str, someone: str) -> Traces:
    """Write a copy of a copy without a contact, and check that it holds all the others; path stays as it is."""
    copying.copy_file(path, draft)
    with told(path), closing(sqlite3.connect(draft, isolation_level=None)) as db:
        if "contacts" not in tables(db):
            raise not_a_book(path)
        before = len(lookup.all_uids(db))
        db.execute("PRAGMA secure_delete = ON")
        with transaction(db):
            gone = forget(db, uid, someone)
        db.execute("VACUUM")
        sound = db.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
        if not sound or len(lookup.all_uids(db)) != before - gone.row or not traces(db, uid).is_empty:
            raise ContactbookError(
                _("The copy {path} could not be written anew. Delete it, or try again.").format(path=path)
            )
    return gone
