"""Reads contacts out of the tables, whole ones, many at a time."""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, TypeVar

from contactbook.domain.contact import (
    Contact,
    Email,
    Kind,
    Link,
    LinkKind,
    Means,
    Phone,
    PhoneKind,
    Translation,
    Verdict,
)
from contactbook.domain.plain import parse_utc
from contactbook.store.lookup import batches, ids_of, marks

T = TypeVar("T")
# Looked up by half a million details in an export, which costs a third of asking the enumeration each time.
_KINDS = {kind.value: kind for kind in Kind}
_PHONE_KINDS: dict[str | None, PhoneKind | None] = {None: None, "": None, **{kind.value: kind for kind in PhoneKind}}
_VERDICTS = {verdict.value: verdict for verdict in Verdict}
_LINK_KINDS = {kind.value: kind for kind in LinkKind}
_MEANS: dict[str | None, Means | None] = {None: None, "": None, **{means.value: means for means in Means}}
_BLOBS = "LEFT JOIN photos AS p ON p.digest = c.photo LEFT JOIN imported_cards AS k ON k.digest = c.card"


def load(db: sqlite3.Connection, uids: Sequence[str], *, lean: bool = False) -> list[Contact]:
    """Read contacts whole, in the order asked for; those that the book does not hold are left out.

    Lean ones come without photo and kept card, which is what weighs in ten thousand.
    """
    found: dict[str, Contact] = {}
    for batch in batches(uids):
        found.update((c.uid, c) for _id, c in _load(db, list(ids_of(db, batch).values()), lean))
    return [found[uid] for uid in uids if uid in found]


def weights(db: sqlite3.Connection, uids: Sequence[str]) -> dict[str, int]:
    """Say how many bytes of photo and kept card each contact has; none of them is read for it."""
    found: dict[str, int] = {}
    for batch in batches(uids):
        sql = f"""
            SELECT c.uid, coalesce(length(p.photo), 0) + coalesce(length(k.card), 0)
            FROM contacts AS c {_BLOBS} WHERE c.uid IN ({marks(batch)})
            """
        found.update(db.execute(sql, batch))
    return found


def by_id(db: sqlite3.Connection, ids: Sequence[int]) -> dict[int, Contact]:
    """Read contacts whole by their row ids."""
    return {row: contact for batch in batches(ids) for row, contact in _load(db, batch)}


def _load(db: sqlite3.Connection, wanted: Sequence[int], lean: bool = False) -> Iterator[tuple[int, Contact]]:
    """Read contacts; a row that holds what we never write, a date that is none, is a damaged file as SQLite says it."""
    try:
        yield from _read(db, wanted, lean)
    except (ValueError, TypeError, KeyError) as error:
        raise _damaged(error) from error


def _damaged(error: Exception) -> sqlite3.DatabaseError:
    damaged = sqlite3.DatabaseError(str(error))
    damaged.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return damaged


def _read(db: sqlite3.Connection, wanted: Sequence[int], lean: bool) -> Iterator[tuple[int, Contact]]:
    among = f"IN ({marks(wanted)})"

    def parts(sql: str, make: Callable[..., T]) -> dict[int, tuple[T, ...]]:
        of: defaultdict[int, list[T]] = defaultdict(list)
        for contact, *values in db.execute(sql.format(among=among), wanted):
            of[contact].append(make(*values))
        return {contact: tuple(made) for contact, made in of.items()}

    order = "WHERE contact {among} ORDER BY contact, position"
    phones = parts(
        f"""
        SELECT contact, number, typed, extension, kind, label, public, verdict, verified_on, verified_by, left_alone
        FROM phones
        {order}
        """,
        _phone,
    )
    emails = parts(
        f"""
        SELECT contact, address, typed, label, public, verdict, verified_on, verified_by, left_alone FROM emails {order}
        """,
        _email,
    )
    links = parts(f"SELECT contact, kind, value, public FROM links {order}", _link)
    translations = parts(f"SELECT contact, language, name, role FROM contact_translations {order}", Translation)
    languages = parts(f"SELECT contact, language FROM contact_languages {order}", str)
    topics = parts(f"SELECT contact, topic FROM contact_topics {order}", str)
    lists = parts(
        """
        SELECT contact, lists.name FROM list_members JOIN lists ON lists.id = list WHERE contact {among}
        ORDER BY contact, lists.name
        """,
        str,
    )
    blobs = "NULL, NULL" if lean else "p.photo, k.card"
    rows = db.execute(
        f"""
        SELECT c.id, c.uid, c.kind, c.name, c.given, c.family, c.honorific, c.suffix, c.said, c.pronouns, c.role,
            coalesce(a.short_name, a.name), t.name, c.country, c.address, c.hours, c.notes, {blobs},
            c.verified_on, c.verified_by, c.away_from, c.away_until, c.cover, c.created_at, c.updated_at, c.deleted_at
        FROM contacts AS c
        LEFT JOIN agencies AS a ON a.id = c.agency
        LEFT JOIN cities AS t ON t.id = c.city
        {_BLOBS if not lean else ""}
        WHERE c.id {among}
        """,
        wanted,
    )
    for row in rows:
        i = row[0]
        contact = _contact(
            row,
            phones=phones.get(i, ()),
            emails=emails.get(i, ()),
            links=links.get(i, ()),
            translations=translations.get(i, ()),
            languages=languages.get(i, ()),
            topics=topics.get(i, ()),
            lists=lists.get(i, ()),
        )
        yield i, contact


def _parsed(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None


def _contact(row: Sequence[Any], **parts: Any) -> Contact:
    (_id, uid, kind, name, given, family, honorific, suffix, said, pronouns, role, agency, city, country, address,
     hours, notes, photo, card, verified_on, verified_by, away_from, away_until, cover, created, updated,
     deleted) = row  # fmt: skip
    return Contact(
        uid=uid, kind=_KINDS[kind], name=name, given=given, family=family, honorific=honorific, suffix=suffix,
        said=said, pronouns=pronouns, role=role, agency=agency, city=city, country=country, address=address,
        hours=hours, notes=notes, photo=photo, card=card, verified_on=_parsed(verified_on),
        verified_by=_MEANS[verified_by], away_from=_parsed(away_from), away_until=_parsed(away_until), cover=cover,
        created_at=parse_utc(created), updated_at=parse_utc(updated), deleted_at=parse_utc(deleted), **parts,
    )  # fmt: skip


def _phone(*row: Any) -> Phone:
    number, typed, extension, kind, label, public, verdict, verified_on, verified_by, left_alone = row
    return Phone(
        number=number,
        typed=typed,
        extension=extension,
        kind=_PHONE_KINDS[kind],
        label=label,
        public=bool(public),
        verdict=_VERDICTS[verdict],
        verified_on=_parsed(verified_on),
        verified_by=_MEANS[verified_by],
        left_alone=bool(left_alone),
    )


def _email(*row: Any) -> Email:
    address, typed, label, public, verdict, verified_on, verified_by, left_alone = row
    return Email(
        address=address,
        typed=typed,
        label=label,
        public=bool(public),
        verdict=_VERDICTS[verdict],
        verified_on=_parsed(verified_on),
        verified_by=_MEANS[verified_by],
        left_alone=bool(left_alone),
    )


def _link(kind: str, value: str, public: int) -> Link:
    return Link(_LINK_KINDS[kind], value, bool(public))
