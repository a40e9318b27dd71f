"""Writes the contact block for the foot of a release, and says what to look at before it goes out."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from contactbook.domain import freshness
from contactbook.domain.blocks import Printed
from contactbook.domain.contact import Contact
from contactbook.domain.freshness import is_away
from contactbook.domain.harmless import one_line
from contactbook.domain.publishing import public_view
from contactbook.exchange.block import Composed, Grouping, Layout, Shape, compose
from contactbook.exchange.block_markup import Format
from contactbook.i18n import _, counted

Concern = Literal["away", "unreachable", "unverified", "attention"]
Remedy = Literal["print anyway", "name cover", "publish", "show more", "verify", "edit"]


@dataclass(frozen=True, slots=True)
class Warning:  # noqa: A001  it warns the person, not the program
    """Something to look at before a block goes out.

    uid is the contact that was asked for; remedy what settles it: "print anyway" (pass the uid in `keep`), "name
    cover", "publish" (it has internal details only, or none), "show more" (the block was told to leave out what
    there is), "verify", "edit".
    """

    uid: str
    concern: Concern
    text: str
    remedy: Remedy


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a contact stands in the text of a block: characters from start to end, lines from 0, both included.

    uid is the contact that was asked for, printed_uid who is printed: the cover of one who is away.
    """

    uid: str
    printed_uid: str
    start: int
    end: int
    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class Block:
    """A contact block: text in the format asked for, and the same as HTML and as plain text for the clipboard."""

    text: str
    withheld: int
    warnings: tuple[Warning, ...] = ()
    html: str = ""
    plain: str = ""
    printed: tuple[Printed, ...] = ()
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    """A contact that was asked for, and who is printed in its place."""

    asked: Contact
    printed: Contact


def block(
    contacts: Iterable[Contact],
    *,
    group_by: Grouping = "city",
    language: str = "en",
    format: Format = "text",  # noqa: A002  the word of the command line
    shape: Shape = "stacked",
    roles: bool = True,
    languages: bool = False,
    mobiles: bool = True,
    offices: bool = True,
    emails: bool = True,
    heading: str | None = None,
    today: date | None = None,
    find: Callable[[str], Contact | None] | None = None,
    keep: Collection[str] = (),
    stale_days: int = freshness.STALE_DAYS,
) -> Block:
    """Write the contact block of what may be published, in the order given.

    heading None is the language's own, "" is none. today (of the machine if not given) decides who is away; find
    (`book.get`) looks up who covers for them; keep names the uids that are printed though away.
    """
    layout = Layout(group_by, language, shape, roles, languages, mobiles, offices, emails, heading)
    return block_in(layout, contacts, format=format, today=today, find=find, keep=keep, stale_days=stale_days)


def block_in(
    layout: Layout,
    contacts: Iterable[Contact],
    *,
    format: Format = "text",  # noqa: A002
    today: date | None = None,
    find: Callable[[str], Contact | None] | None = None,
    keep: Collection[str] = (),
    stale_days: int = freshness.STALE_DAYS,
) -> Block:
    """Write the contact block in a layout, as `block` does."""
    day = today or date.today()
    wanted = list(contacts)
    warnings: list[Warning] = []
    places = list(_places(wanted, day, find, keep, warnings))
    views = [public_view(place.printed) for place in places]
    wanted_forms: set[Format] = {"text", "html", format}
    forms = {form: compose([v.contact for v in views], layout, form) for form in wanted_forms}
    made = forms[format]
    for at, place in enumerate(places):
        warnings += _warnings(at, place, made, day, stale_days)
    order = {contact.uid: at for at, contact in enumerate(wanted)}
    warnings.sort(key=lambda warning: order[warning.uid])
    return Block(
        made.text,
        sum(view.withheld for view in views),
        tuple(warnings),
        forms["html"].text,
        forms["text"].text,
        _printed(places, made),
        _entries(places, made),
    )


def _places(
    contacts: Iterable[Contact],
    day: date,
    find: Callable[[str], Contact | None] | None,
    keep: Collection[str],
    warnings: list[Warning],
) -> Iterator[_Place]:
    """Put who covers in the place of who is away; nobody is printed twice."""
    asked = list({contact.uid or f"#{at}": contact for at, contact in enumerate(contacts)}.values())
    here = {contact.uid for contact in asked if contact.uid and not (is_away(contact, day) and contact.uid not in keep)}
    printed: set[str] = set()
    for contact in asked:
        stands_in = contact
        if is_away(contact, day) and contact.uid not in keep:
            cover = _cover(contact, day, find)
            warnings.append(_away(contact, cover))
            stands_in = cover or contact
            if cover is not None and (cover.uid in here or cover.uid in printed):
                continue
        printed.add(stands_in.uid)
        yield _Place(contact, stands_in)


def _cover(contact: Contact, day: date, find: Callable[[str], Contact | None] | None) -> Contact | None:
    """Look up who covers, and who covers for them if they are away as well."""
    seen = {contact.uid}
    at = contact
    while find and at.cover and at.cover not in seen:
        seen.add(at.cover)
        cover = find(at.cover)
        if cover is None or cover.deleted_at is not None:
            return None
        if not is_away(cover, day):
            return cover
        at = cover
    return None


def _away(contact: Contact, cover: Contact | None) -> Warning:
    name, until = one_line(contact.shown), contact.away_until
    if cover is not None:
        said = (
            _("{name} is away until {day}; {cover} is printed, who covers.")
            if until
            else _("{name} is away; {cover} is printed, who covers.")
        )
        text = said.format(name=name, day=until and until.isoformat(), cover=one_line(cover.shown))
        return Warning(contact.uid, "away", text, "print anyway")
    said = (
        _("{name} is away until {day}, and nobody who is here covers.")
        if until
        else _("{name} is away, and nobody who is here covers.")
    )
    return Warning(contact.uid, "away", said.format(name=name, day=until and until.isoformat()), "name cover")


def _warnings(at: int, place: _Place, made: Composed, day: date, stale_days: int) -> Iterator[Warning]:
    contact, uid = place.printed, place.asked.uid
    name = one_line(contact.shown)
    printed = {(d.value, d.extension) for d in made.details if d.owner == at}
    if not printed:
        if any(p.public for p in contact.phones) or any(e.public for e in contact.emails):
            text = _("The block shows no number or address of {name}.").format(name=name)
            yield Warning(uid, "unreachable", text, "show more")
        else:
            text = _("{name} has no public number or address.").format(name=name)
            yield Warning(uid, "unreachable", text, "publish")
        return
    shown = replace(
        contact,
        phones=tuple(p for p in contact.phones if p.public and (p.number, p.extension) in printed),
        emails=tuple(e for e in contact.emails if e.public and (e.address, None) in printed),
    )
    if freshness.needs_attention(shown):
        text = _("{name} has a number or address that may not be right.").format(name=name)
        yield Warning(uid, "attention", text, "edit")
    verified = freshness.settle(shown).verified_on
    if freshness.is_stale(verified, day, stale_days):
        yield Warning(uid, "unverified", _unverified(name, verified, day), "verify")


def _unverified(name: str, verified: date | None, day: date) -> str:
    if verified is None:
        return _("{name} was never verified.").format(name=name)
    days = (day - verified).days
    said = counted("{{name}} was not verified for {number} day.", "{{name}} was not verified for {number} days.", days)
    return said.format(name=name)


def _printed(places: list[_Place], made: Composed) -> tuple[Printed, ...]:
    def one(owner: int) -> tuple[str, str]:
        contact = places[owner].printed
        return contact.uid, one_line(contact.shown)

    return tuple(
        Printed(*one(d.owner), d.kind, d.value, d.extension, f"{d.shown} {d.behind}".rstrip()) for d in made.details
    )


def _entries(places: list[_Place], made: Composed) -> tuple[Entry, ...]:
    return tuple(
        Entry(places[at].asked.uid, places[at].printed.uid, place.start, place.end, place.first_line, place.last_line)
        for at, place in sorted(made.places.items(), key=lambda item: item[1].start)
    )
