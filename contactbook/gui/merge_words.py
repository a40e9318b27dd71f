"""The words of two contacts laid side by side, and of what becomes of them."""

from collections.abc import Sequence

from contactbook.domain import merging, phones, places
from contactbook.domain.contact import Contact, Email, Kind, Link, Phone, Translation
from contactbook.domain.fields import BY_KEY
from contactbook.domain.merging import Line
from contactbook.gui import card_words, languages
from contactbook.gui.moments import moment_day
from contactbook.gui.text import clean, isolate
from contactbook.i18n import _, counted

_KINDS = {Kind.PERSON: _("Person"), Kind.DESK: _("Desk")}


def label(line: Line) -> str:
    """Name what a line is about."""
    item = line.kept if line.kept is not None else line.other
    if isinstance(item, Phone):
        return card_words.phone_kind(item)
    if isinstance(item, Email):
        return _("Email")
    if isinstance(item, Link):
        return card_words.LINK_KINDS[item.kind]
    if line.key == "away_from":
        return _("Away")
    if line.key in ("languages", "topics", "lists"):
        return {"languages": _("Speaks"), "topics": _("Topic"), "lists": _("List")}[line.key]
    return BY_KEY[line.key].label


def value(line: Line, side: str) -> str:
    """Write what one side has; "" where it has nothing."""
    item = getattr(line, side)
    if item is None:
        return ""
    if side == merging.OTHER and line.same:
        return _("the same")
    if isinstance(item, Phone):
        from contactbook.domain.phones import international

        return isolate(clean(international(item.number, item.extension)))
    if isinstance(item, Email):
        return clean(item.address)
    if isinstance(item, Translation):
        return clean(" · ".join(part for part in (item.name, item.role) if part))
    if isinstance(item, Link):
        return clean(item.value)
    if line.key == "languages":
        return languages.name(item)
    if line.key == "kind":
        return _KINDS[item[0]]
    if line.key == "photo":
        return _("a photo")
    if line.key == "city":
        return ", ".join(clean(part) for part in (item[0], places.country_name(item[1]) if item[1] else None) if part)
    if line.key == "name":
        return " ".join(clean(part) for part in (item[3], item[0], item[4]) if part)
    if line.key == "away_from":
        return " – ".join(day.isoformat() for day in item[:2] if day) or _("somebody stands in")
    return clean(str(item[0] if isinstance(item, tuple) else item))


def country(item: object) -> str | None:
    """Give the country of a number (ISO 3166-1 alpha-2); None of anything else, or where it is not known."""
    return phones.region(item.number) if isinstance(item, Phone) else None


def public(item: object) -> bool | None:
    """Tell whether a detail may be published; None where that is not asked."""
    return item.public if isinstance(item, Phone | Email | Link) else None


def where_from(contact: Contact) -> str:
    """Say since when a contact is in the book, and what it says of its place."""
    made = _("since {day}").format(day=moment_day(contact.created_at)) if contact.created_at else ""
    return " · ".join(part for part in (clean(contact.agency or ""), clean(contact.city or ""), made) if part)


def same_words(found: Sequence[Line]) -> str:
    """Name the fields of which both say the same."""
    alike = [line for line in found if line.one and line.kept == line.other and line.key != "kind"]
    named = [_("{label} {value}").format(label=label(line), value=value(line, merging.KEPT)) for line in alike]
    return _("{what}: the same in both").format(what=", ".join(named)) if named else ""


def becomes(made: Contact) -> tuple[str, str]:
    """Say in two lines what two contacts become."""
    parts = (made.shown, made.role if made.name else None, made.agency, made.city)
    first = _("Becomes {who}").format(who=" · ".join(clean(part) for part in parts if part))
    flags = [p.public for p in made.phones] + [e.public for e in made.emails]
    held = (
        ("{number} number", "{number} numbers", len(made.phones)),
        ("{number} email", "{number} emails", len(made.emails)),
        ("{number} language", "{number} languages", len(made.languages)),
        ("{number} detail internal", "{number} details internal", flags.count(False)),
    )
    return first, ", ".join(counted(one, many, number) for one, many, number in held if number)
