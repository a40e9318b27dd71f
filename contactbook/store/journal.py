"""The journal: each step with what it touched as it was before, and the taking back of steps."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from contactbook.domain.changes import Step
from contactbook.domain.contact import Contact
from contactbook.domain.plain import from_plain, parse_utc, to_plain_whole, utc_text
from contactbook.domain.record import dataclass, replace
from contactbook.store.lookup import batches, marks

CONTACT, LIST, PAIR = "contact", "list", "pair"
STEP = "step"  # what an undo of several took back beside the step that it names
_ENDLESS = 2**63 - 1
BY_ITSELF = "schedule"  # the means of a step that nobody asked for: undo and redo pass it over


@dataclass(frozen=True, slots=True)
class Touch:
    """What a step touched; made is how the step left it where something touched it later, else it is as it is now."""

    entity: str
    uid: str
    before: str | None
    later: bool
    made: str | None


def begin(db: sqlite3.Connection, at: datetime, name: str, means: str) -> int:
    """Open a step; what it touches is recorded before it is written."""
    done = db.execute("INSERT INTO steps (at, name, means) VALUES (?, ?, ?)", (utc_text(at), name, means))
    return int(done.lastrowid or 0)


def record(db: sqlite3.Connection, step: int, entity: str, befores: Iterable[tuple[str, str | None]]) -> None:
    """Keep how things were before a step; None for what was not there."""
    db.executemany(
        "INSERT OR IGNORE INTO changes (step, entity, uid, before) VALUES (?, ?, ?, ?)",
        [(step, entity, uid, before) for uid, before in befores],
    )


def freeze(db: sqlite3.Connection, contacts: Sequence[Contact]) -> list[tuple[str, str]]:
    """Write contacts down for the journal; photo and card by the digest under which the book keeps them."""
    digests: dict[str, tuple[str | None, str | None]] = {}
    for batch in batches([c.uid for c in contacts]):
        rows = db.execute(f"SELECT uid, photo, card FROM contacts WHERE uid IN ({marks(batch)})", batch)
        digests.update((uid, (photo, card)) for uid, photo, card in rows)
    return [(c.uid, _text(c, *digests.get(c.uid, (None, None)))) for c in contacts]


def _text(contact: Contact, photo: str | None, card: str | None) -> str:
    bare = replace(contact, photo=None, card=None) if photo or card else contact
    plain: dict[str, Any] = to_plain_whole(bare)
    plain |= {"photo": photo, "card": card, "deleted_at": utc_text(contact.deleted_at)}
    return json.dumps({k: v for k, v in plain.items() if v}, ensure_ascii=False, separators=(",", ":"))


def thaw(db: sqlite3.Connection, text: str) -> Contact:
    """Read what `freeze` wrote."""
    plain = json.loads(text)
    photo, card = plain.pop("photo", None), plain.pop("card", None)
    contact, deleted = from_plain(plain), plain.get("deleted_at")
    if not (photo or card or deleted):
        return contact
    return replace(
        contact,
        photo=_blob(db, "SELECT photo FROM photos WHERE digest = ?", photo),
        card=_blob(db, "SELECT card FROM imported_cards WHERE digest = ?", card),
        deleted_at=parse_utc(deleted),
    )


def _blob(db: sqlite3.Connection, sql: str, digest: str | None) -> bytes | None:
    row = db.execute(sql, (digest,)).fetchone() if digest else None
    return row[0] if row else None


def befores(db: sqlite3.Connection, step: int) -> list[tuple[str, str, str | None]]:
    """List what a step touched: entity, uid, and how it was before."""
    return db.execute("SELECT entity, uid, before FROM changes WHERE step = ?", (step,)).fetchall()


def touched(db: sqlite3.Connection, step: int) -> list[Touch]:
    """List what a step touched: how it was before, and how the step left it where something touched it later."""
    rows = db.execute(
        """
        SELECT mine.entity, mine.uid, mine.before, later.step IS NOT NULL, later.before FROM changes AS mine
        LEFT JOIN changes AS later ON later.entity = mine.entity AND later.uid = mine.uid AND later.step = (
            SELECT min(step) FROM changes WHERE uid = mine.uid AND entity = mine.entity AND step > mine.step)
        WHERE mine.step = ?
        """,
        (step,),
    )
    return [Touch(entity, uid, before, bool(later), made) for entity, uid, before, later, made in rows]


def standing_since(db: sqlite3.Connection, step: int) -> list[Step]:
    """List the steps that stand, newest first, down to one, that one included."""
    return _steps(
        db,
        "WHERE s.id >= ? AND NOT s.undone AND s.means NOT IN ('undo', 'redo') ORDER BY s.id DESC",
        (step,),
    )


def undone_after(db: sqlite3.Connection, step: int) -> set[int]:
    """Name the steps before one that were taken back after it."""
    rows = db.execute(
        """
        SELECT undoes FROM steps WHERE id > :step AND undoes < :step
        UNION
        SELECT CAST(c.uid AS INTEGER) FROM steps AS u JOIN changes AS c ON c.step = u.id AND c.entity = 'step'
        WHERE u.id > :step AND u.undoes IS NOT NULL AND CAST(c.uid AS INTEGER) < :step
        """,
        {"step": step},
    ).fetchall()
    return {i for (i,) in rows if (found := get(db, i)) is not None and found.undone}


def also_touched(db: sqlite3.Connection, step: int, others: Iterable[int]) -> set[str]:
    """Name the contacts of a step that one of some others touched too."""
    mine, theirs = contacts_of(db, step), [contacts_of(db, other) for other in others]
    return set(mine).intersection(set().union(*theirs))


def past(db: sqlite3.Connection, uid: str, step: int) -> list[tuple[int, str | None]]:
    """List what touched a contact up to a step, oldest first: the step that it is about, and the state before it.

    An undo and a redo are about the step that they take back or put back.
    """
    return db.execute(
        """
        SELECT coalesce(s.undoes, u.undoes, s.id), c.before FROM changes AS c JOIN steps AS s ON s.id = c.step
        LEFT JOIN steps AS u ON u.id = s.redoes
        WHERE c.entity = 'contact' AND c.uid = ? AND c.step <= ? ORDER BY c.step
        """,
        (uid, step),
    ).fetchall()


def next_undo(db: sqlite3.Connection) -> int | None:
    """Find the step that an undo would take back: the newest that stands."""
    row = db.execute(
        "SELECT max(id) FROM steps WHERE NOT undone AND undoes IS NULL AND redoes IS NULL AND means <> 'schedule'"
    ).fetchone()
    return row[0] if row else None


def next_redo(db: sqlite3.Connection, besides: int = 0) -> tuple[int, int] | None:
    """Find what a redo would put back: the undo taken last and the step it took back.

    A new step ends redo; besides names the one that is open for the redo itself.
    """
    row = db.execute(
        """
        SELECT max(u.id), u.undoes FROM steps AS u JOIN steps AS s ON s.id = u.undoes
        WHERE s.undone AND NOT EXISTS (SELECT 1 FROM steps AS r WHERE r.redoes = u.id) AND u.id > (
            SELECT coalesce(max(id), 0) FROM steps
            WHERE undoes IS NULL AND redoes IS NULL AND means <> 'schedule' AND id <> ?)
        """,
        (besides,),
    ).fetchone()
    return (row[0], row[1]) if row and row[0] is not None else None


def mark(db: sqlite3.Connection, step: int, *, undoes: int | None = None, redoes: int | None = None) -> None:
    """Note that a step takes back another, or puts back what an undo took."""
    db.execute("UPDATE steps SET undoes = ?, redoes = ? WHERE id = ?", (undoes, redoes, step))


def rename(db: sqlite3.Connection, step: int, name: str) -> None:
    """Give the open step another name, once it is known what it does."""
    db.execute("UPDATE steps SET name = ? WHERE id = ?", (name, step))


def set_undone(db: sqlite3.Connection, step: int, undone: bool) -> None:
    """Note whether a step stands or was taken back."""
    db.execute("UPDATE steps SET undone = ? WHERE id = ?", (undone, step))


def get(db: sqlite3.Connection, step: int) -> Step | None:
    """Read one step."""
    return next(iter(_steps(db, "WHERE s.id = ?", (step,))), None)


def name(db: sqlite3.Connection, step: int) -> str | None:
    """Read what a step is called; unlike reading it whole, this counts nothing."""
    row = db.execute("SELECT name FROM steps WHERE id = ?", (step,)).fetchone()
    return row[0] if row else None


def tally(db: sqlite3.Connection, uid: str) -> tuple[int, datetime | None]:
    """Count the steps that touched a contact, and tell when the last did."""
    sql = "SELECT count(*), max(at) FROM changes JOIN steps ON steps.id = step WHERE entity = 'contact' AND uid = ?"
    count, at = db.execute(sql, (uid,)).fetchone()
    return count, parse_utc(at)


def history(
    db: sqlite3.Connection, uid: str | None = None, limit: int | None = None, before: int | None = None
) -> list[Step]:
    """List steps, newest first, of the book, those before one alone if it is named, or of one contact."""
    if uid is None:
        end, most = (_ENDLESS if before is None else before), (-1 if limit is None else limit)
        return _steps(db, "WHERE s.id < ? ORDER BY s.id DESC LIMIT ?", (end, most))
    where = "WHERE s.id IN (SELECT step FROM changes WHERE entity = 'contact' AND uid = ?) ORDER BY s.id DESC LIMIT ?"
    return _steps(db, where, (uid, -1 if limit is None else limit))


def _steps(db: sqlite3.Connection, tail: str, values: tuple[object, ...]) -> list[Step]:
    rows = db.execute(
        f"""
        SELECT s.id, s.at, s.name, s.means, s.undone,
            (SELECT count(*) FROM changes WHERE step = s.id AND entity = 'contact')
        FROM steps AS s {tail}
        """,
        values,
    )
    return [
        Step(i, moment, name, means, count, bool(undone))
        for i, at, name, means, undone, count in rows
        if (moment := parse_utc(at)) is not None
    ]


def count(db: sqlite3.Connection) -> int:
    """Count the steps."""
    found: int = db.execute("SELECT count(*) FROM steps").fetchone()[0]
    return found


def state_after(db: sqlite3.Connection, uid: str, step: int) -> tuple[bool, Contact | None]:
    """Read how a contact was after a step; whether something touched it later, else it is as it is now."""
    row = db.execute(
        "SELECT before FROM changes WHERE entity = 'contact' AND uid = ? AND step > ? ORDER BY step LIMIT 1",
        (uid, step),
    ).fetchone()
    return row is not None, thaw(db, row[0]) if row and row[0] else None


def contacts_of(db: sqlite3.Connection, step: int, limit: int = -1) -> list[str]:
    """List the uids of the contacts that a step touched, no more than so many where a limit is given."""
    sql = "SELECT uid FROM changes WHERE step = ? AND entity = 'contact' LIMIT ?"
    return [uid for (uid,) in db.execute(sql, (step, limit))]


def first_of(db: sqlite3.Connection, step: int) -> str:
    """Name the first contact that a step brought, in the order in which they came; else the first that it touched."""
    sql = """
        SELECT contacts.uid FROM changes JOIN contacts USING (uid) WHERE step = ? AND entity = 'contact'
        ORDER BY before IS NOT NULL, contacts.id LIMIT 1
        """
    return next((str(uid) for (uid,) in db.execute(sql, (step,))), "")


def states(db: sqlite3.Connection, uid: str) -> list[tuple[int, Contact | None]]:
    """List how a contact was before each step that touched it, oldest first."""
    rows = db.execute(
        "SELECT step, before FROM changes WHERE entity = 'contact' AND uid = ? ORDER BY step", (uid,)
    ).fetchall()
    return [(step, thaw(db, before) if before else None) for step, before in rows]
