"""Works out what is written of a contact; nothing here asks a database, so that another process may do it."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from contactbook.domain.contact import Contact, Email, Phone
from contactbook.domain.folding import search_words
from contactbook.domain.freshness import needs_attention
from contactbook.domain.languages import language_names
from contactbook.domain.names import in_any_order, sort_key
from contactbook.domain.plain import utc_text

Values = tuple[object, ...]
# What each column holds; agency, city, section, photo and card are looked up by who writes.
COLUMNS: dict[str, Callable[[Contact], object]] = {
    "uid": lambda c: c.uid,
    "kind": lambda c: c.kind.value,
    "name": lambda c: c.name,
    "given": lambda c: c.given,
    "family": lambda c: c.family,
    "honorific": lambda c: c.honorific,
    "suffix": lambda c: c.suffix,
    "said": lambda c: c.said,
    "pronouns": lambda c: c.pronouns,
    "role": lambda c: c.role,
    "country": lambda c: c.country,
    "address": lambda c: c.address,
    "hours": lambda c: c.hours,
    "notes": lambda c: c.notes,
    "verified_on": lambda c: _day(c.verified_on),
    "verified_by": lambda c: c.verified_by,
    "away_from": lambda c: _day(c.away_from),
    "away_until": lambda c: _day(c.away_until),
    "cover": lambda c: c.cover,
    "created_at": lambda c: utc_text(c.created_at),
    "updated_at": lambda c: utc_text(c.updated_at),
    "deleted_at": lambda c: utc_text(c.deleted_at),
    "trashed": lambda c: c.deleted_at is not None,
    "attention": needs_attention,
    "name_key": lambda c: in_any_order(c.name),
    "sort_key": sort_key,
}
# What each column of the search is folded from, and the fields that it comes from; agency and city are found by their
# own tables, in every language.
_Texts = Callable[[Contact], Iterable[str | None]]
SEARCH: dict[str, tuple[_Texts, frozenset[str]]] = {
    "name": (
        lambda c: (c.name, c.given, c.family, *(t.name for t in c.translations)),
        frozenset({"name", "given", "family", "translations"}),
    ),
    "role": (lambda c: (c.role, *(t.role for t in c.translations)), frozenset({"role", "translations"})),
    "topics": (lambda c: c.topics, frozenset({"topics"})),
    "languages": (
        lambda c: [name for code in c.languages for name in (code, *language_names(code))],
        frozenset({"languages"}),
    ),
    "emails": (lambda c: [e.address for e in c.emails], frozenset({"emails"})),
    "links": (lambda c: [k.value for k in c.links], frozenset({"links"})),
    "notes": (lambda c: (c.notes,), frozenset({"notes"})),
    "other": (
        lambda c: (c.hours, c.address, c.honorific, c.suffix, c.said, c.country, *(p.label for p in c.phones)),
        frozenset({"hours", "address", "honorific", "suffix", "said", "country", "phones"}),
    ),
}


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
    return Prepared(
        c.uid,
        c.agency,
        c.city,
        c.country,
        columns=tuple([value(c) for value in COLUMNS.values()]),
        phones=PARTS["phones"](c),
        emails=PARTS["emails"](c),
        links=PARTS["links"](c),
        translations=PARTS["translations"](c),
        languages=PARTS["languages"](c),
        topics=PARTS["topics"](c),
        lists=c.lists,
        search=tuple([search_words(searched(name, c)) for name in SEARCH]),
    )


def searched(column: str, contact: Contact) -> str:
    """Give the text that a column of the search is folded from."""
    texts, _fields = SEARCH[column]
    return "\n".join(dict.fromkeys(filter(None, texts(contact))))


def noted(item: Phone | Email) -> Values:
    """Give what is noted of a number or address, whatever it is, in the order of NOTED."""
    return (
        item.label, item.public, item.verdict.value, _day(item.verified_on), item.verified_by, item.left_alone,
    )  # fmt: skip


NOTED = ("label", "public", "verdict", "verified_on", "verified_by", "left_alone")


def _phones(c: Contact) -> list[Values]:
    if not c.phones:
        return []
    from contactbook.domain.phones import international, search_digits  # late: the numbering plans take a while

    return [
        (
            n, p.number, p.extension, p.typed, p.kind and p.kind.value, *noted(p), international(p.number),
            search_digits(p.number),
        )
        for n, p in enumerate(c.phones)
    ]  # fmt: skip


# The rows of the parts, each beginning with its position.
PARTS: dict[str, Callable[[Contact], list[Values]]] = {
    "phones": _phones,
    "emails": lambda c: [(n, e.address, e.typed, *noted(e)) for n, e in enumerate(c.emails)],
    "links": lambda c: [(n, k.kind.value, k.value, k.public) for n, k in enumerate(c.links)],
    "translations": lambda c: [(n, t.language, t.name, t.role) for n, t in enumerate(c.translations)],
    "languages": lambda c: list(enumerate(c.languages)),
    "topics": lambda c: list(enumerate(c.topics)),
}


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None
