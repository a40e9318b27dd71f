"""Presets, and the contact blocks that went out with the details that they printed."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import datetime

from contactbook.domain.blocks import KeptBlock, Preset, Printed


def presets(db: sqlite3.Connection) -> list[Preset]:
    """List the presets by name."""
    rows = db.execute("SELECT name, layout, query, contacts FROM presets ORDER BY name COLLATE NOCASE")
    return [Preset(name, layout, query, tuple(json.loads(uids))) for name, layout, query, uids in rows]


def put_preset(db: sqlite3.Connection, preset: Preset) -> None:
    """Keep a preset in the place of one of the same name."""
    db.execute(
        """
        INSERT INTO presets (name, layout, query, contacts) VALUES (?, ?, ?, ?)
        ON CONFLICT (name) DO UPDATE SET layout = excluded.layout, query = excluded.query, contacts = excluded.contacts
        """,
        (preset.name, preset.layout, preset.query, json.dumps(preset.uids)),
    )


def remove_preset(db: sqlite3.Connection, name: str) -> None:
    """Remove a preset; blocks made with it stay."""
    db.execute("DELETE FROM presets WHERE name = ?", (name,))


def keep(db: sqlite3.Connection, block: KeptBlock, details: Iterable[tuple[Printed, str]]) -> int:
    """Keep a block and its details, each with the form in which it is looked for; give the block's id.

    The same text once more is the same block at a later time.
    """
    same = db.execute(
        "SELECT id FROM blocks WHERE text = ? AND layout = ? AND contacts = ?",
        (block.text, block.layout, json.dumps(block.uids)),
    ).fetchone()
    if same:
        db.execute("UPDATE blocks SET at = ? WHERE id = ?", (block.at.isoformat(), same[0]))
        return int(same[0])
    made = db.execute(
        "INSERT INTO blocks (at, language, format, text, layout, contacts) VALUES (?, ?, ?, ?, ?, ?)",
        (block.at.isoformat(), block.language, block.format, block.text, block.layout, json.dumps(block.uids)),
    ).lastrowid
    db.executemany(
        "INSERT INTO block_details VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (made, at, d.uid, d.name, d.kind, d.value, d.extension, d.shown, searched)
            for at, (d, searched) in enumerate(details)
        ],
    )
    return int(made or 0)


def kept(db: sqlite3.Connection, limit: int | None = None) -> list[KeptBlock]:
    """List the blocks that were kept, newest first."""
    rows = db.execute(f"SELECT {_COLUMNS} FROM blocks AS b ORDER BY b.at DESC, b.id DESC LIMIT ?", (limit or -1,))
    return [_block(row) for row in rows]


def with_number(db: sqlite3.Connection, digits: str) -> list[tuple[KeptBlock, Printed]]:
    """Find where a number was printed, by digits that stand anywhere in its international or national form."""
    return list(_found(db, "d.kind = 'phone' AND instr(d.searched, ?)", digits))


def with_address(db: sqlite3.Connection, address: str) -> list[tuple[KeptBlock, Printed]]:
    """Find where an address was printed."""
    return list(_found(db, "d.kind = 'email' AND d.searched = ?", address))


def of_contact(db: sqlite3.Connection, uid: str) -> list[tuple[KeptBlock, Printed]]:
    """Find what was printed of a contact."""
    return list(_found(db, "d.contact = ?", uid))


_COLUMNS = "b.id, b.at, b.language, b.format, b.text, b.layout, b.contacts"


def _found(db: sqlite3.Connection, condition: str, value: str) -> Iterator[tuple[KeptBlock, Printed]]:
    rows = db.execute(
        f"""
        SELECT {_COLUMNS}, d.contact, d.name, d.kind, d.value, d.extension, d.shown
        FROM block_details AS d JOIN blocks AS b ON b.id = d.block
        WHERE {condition} ORDER BY b.at DESC, b.id DESC, d.position
        """,
        (value,),
    )
    for row in rows:
        yield _block(row[:7]), Printed(*row[7:])


def _block(row: tuple[int, str, str, str, str, str, str]) -> KeptBlock:
    number, at, language, form, text, layout, uids = row
    return KeptBlock(number, datetime.fromisoformat(at), language, form, text, layout, tuple(json.loads(uids)))
