"""Prints one contact whole, for a person to read."""

from collections.abc import Iterator
from datetime import date

from contactbook.cli.output import say, table
from contactbook.domain.contact import Contact, Email, Link, Phone, Translation, Verdict
from contactbook.domain.fields import BY_KEY, FIELDS
from contactbook.domain.harmless import lines
from contactbook.i18n import _

_IN_THE_HEAD = ("kind", "name", "given", "family", "role", "agency", "city", "country", "verified_by")
_VERDICTS = {Verdict.UNUSUAL: _("unusual"), Verdict.INVALID: _("cannot be right")}


def print_contact(contact: Contact, cover: Contact | None = None) -> None:
    """Print a contact; who stands in for it is named where known."""
    say(contact.shown)
    if contact.role or contact.agency:
        say(", ".join(part for part in (contact.role, contact.agency) if part and part != contact.shown))
    if contact.city:
        say(", ".join(part for part in (contact.city, contact.country) if part))
    rows = [*_rows(contact, cover), (_("Uid"), contact.uid)] if contact.uid else [*_rows(contact, cover)]
    if contact.deleted_at:
        rows.append((_("Trash"), _("in the trash since {day}").format(day=contact.deleted_at.date())))
    if rows:
        print()
    for line in table(rows):
        print(f"  {line}")


def _rows(contact: Contact, cover: Contact | None) -> Iterator[tuple[str, str]]:
    for field in FIELDS:
        value = getattr(contact, field.key)
        if field.key in _IN_THE_HEAD or not value:
            continue
        label = field.label
        for text in _texts(field.key, value, contact, cover):
            yield label, text
            label = ""
    if contact.guessed:
        yield _("Guessed"), ", ".join(BY_KEY[key].label if key in BY_KEY else key for key in contact.guessed)


def _texts(key: str, value: object, contact: Contact, cover: Contact | None) -> Iterator[str]:
    """Write a value, a line each."""
    if key == "cover":
        yield cover.shown if cover else str(value)
    elif key == "photo":
        yield _("there is one")
    elif key == "verified_on" and contact.verified_by:
        yield f"{value} ({contact.verified_by.value})"
    elif isinstance(value, str):
        yield from lines(value)
    elif isinstance(value, date):
        yield value.isoformat()
    elif isinstance(value, tuple):
        if all(isinstance(item, str) for item in value):
            yield ", ".join(value)
        else:
            yield from (_detail(item) for item in value)


def _detail(item: object) -> str:
    match item:
        case Phone():
            from contactbook.domain.phones import international

            number = international(item.number, item.extension) if item.number else item.typed
            return _with_marks(number, item.kind.value if item.kind else None, item)
        case Email():
            return _with_marks(item.address or item.typed, None, item)
        case Link():
            return f"{item.value} ({item.kind.value}, {_public(item.public)})"
        case Translation():
            return f"{item.language}: " + ", ".join(part for part in (item.name, item.role) if part)
    return str(item)


def _with_marks(value: str, kind: str | None, detail: Phone | Email) -> str:
    marks = [detail.label or kind, _public(detail.public), _VERDICTS.get(detail.verdict)]
    if detail.verified_on:
        marks.append(_("verified {day}").format(day=detail.verified_on))
    return f"{value} ({', '.join(mark for mark in marks if mark)})"


def _public(public: bool) -> str:
    return _("public") if public else _("internal")
