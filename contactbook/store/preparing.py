"""Works out what is written of a contact; nothing here asks a database, so that another process may do it."""

from datetime import date
from typing import NamedTuple

from contactbook.domain.contact import Contact
from contactbook.domain.folding import search_words
from contactbook.domain.freshness import needs_attention
from contactbook.domain.languages import language_names
from contactbook.domain.names import in_any_order, sort_key
from contactbook.domain.plain import utc_text

Values = tuple[object, ...]
COLUMNS = (
    "uid", "kind", "name", "given", "family", "honorific", "suffix", "said", "pronouns", "role", "country", "address",
    "hours", "notes", "verified_on", "verified_by", "away_from", "away_until", "cover", "created_at", "updated_at",
    "deleted_at", "trashed", "attention", "name_key", "sort_key",
)  # fmt: skip
SEARCH = ("name", "role", "topics", "languages", "emails", "links", "notes", "other")


class Prepared(NamedTuple):
    """What is written of a contact, photo and card aside, in the order of the columns.

    The values of its parts begin with their position. Agency, city and lists are names still: their ids are the
    book's.
    """

    uid: str
    agency: str | None
    city: str | None
    country: str | None
    columns: Values
    phones: list[Values]
    emails: list[Values]
    links: list[Values]
    translations: list[Values]
    languages: list[Values]
    topics: list[Values]
    lists: tuple[str, ...]
    search: Values


def prepare(c: Contact) -> Prepared:
    """Work out what is written of a contact that is settled."""
    columns = (
        c.uid, c.kind.value, c.name, c.given, c.family, c.honorific, c.suffix, c.said, c.pronouns, c.role, c.country,
        c.address, c.hours, c.notes, _day(c.verified_on), c.verified_by, _day(c.away_from), _day(c.away_until),
        c.cover, utc_text(c.created_at), utc_text(c.updated_at), utc_text(c.deleted_at), c.deleted_at is not None,
        needs_attention(c), in_any_order(c.name), sort_key(c),
    )  # fmt: skip
    return Prepared(
        c.uid,
        c.agency,
        c.city,
        c.country,
        columns,
        _phones(c),
        [
            (
                n,
                e.address,
                e.typed,
                e.label,
                e.public,
                e.verdict.value,
                _day(e.verified_on),
                e.verified_by,
                e.left_alone,
            )
            for n, e in enumerate(c.emails)
        ],
        [(n, k.kind.value, k.value, k.public) for n, k in enumerate(c.links)],
        [(n, t.language, t.name, t.role) for n, t in enumerate(c.translations)],
        list(enumerate(c.languages)),
        list(enumerate(c.topics)),
        c.lists,
        _search(c),
    )


def _phones(c: Contact) -> list[Values]:
    if not c.phones:
        return []
    from contactbook.domain.phones import international, search_digits  # late: the numbering plans take a while

    return [
        (
            n, p.number, p.extension, p.typed, p.kind and p.kind.value, p.label, p.public, p.verdict.value,
            _day(p.verified_on), p.verified_by, p.left_alone, international(p.number), search_digits(p.number),
        )
        for n, p in enumerate(c.phones)
    ]  # fmt: skip


def _search(c: Contact) -> Values:
    """Fold what is searched; agency and city are found by their own tables, in every language."""
    columns = (
        (c.name, c.given, c.family, *(t.name for t in c.translations)),
        (c.role, *(t.role for t in c.translations)),
        c.topics,
        [name for code in c.languages for name in (code, *language_names(code))],
        [e.address for e in c.emails],
        [k.value for k in c.links],
        (c.notes,),
        (c.hours, c.address, c.honorific, c.suffix, c.said, c.country, *(p.label for p in c.phones)),
    )
    return tuple(search_words("\n".join(dict.fromkeys(filter(None, texts)))) for texts in columns)


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None
