"""Writes a contact as a vCard 3.0 of few bytes, line by line, for a code that a phone reads off a screen."""

from collections.abc import Iterator
from dataclasses import dataclass

from contactbook.domain import phones, places
from contactbook.domain.contact import Contact, Email, Link, LinkKind, Phone, PhoneKind
from contactbook.exchange.vcard_values import clean, escape, escape_all
from contactbook.i18n import _

# Bytes of a name and of its parts: a phone that shows more shows it cut already, and however long they all are, and
# with every character escaped, they leave the card within what a code holds.
_NAME, _PART, _TITLE = 120, 60, 24
_TYPES = {PhoneKind.MOBILE: ";TYPE=CELL", PhoneKind.OFFICE: ";TYPE=WORK", PhoneKind.FAX: ";TYPE=FAX"}
_CAN_BE_DIALLED = frozenset("0123456789*#")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the card; rank says how soon it goes in where there is too little room (0 always does).

    key is the detail as elsewhere ("phones.0", "role"), shown what a person calls it: its value, or its name.
    """

    key: str
    text: str
    rank: int
    shown: str


def lines(contact: Contact) -> list[Line]:
    """Give the lines between BEGIN and END, in the order in which they are written (RFC 2426).

    The contact must be its public view already. Lines are never folded: not every phone unfolds them.
    """
    made = [Line("version", "VERSION:3.0", 0, ""), *_names(contact)]
    if contact.agency:
        made.append(Line("agency", f"ORG:{_one_line(contact.agency)}", 3, _("agency")))
    if contact.role:
        made.append(Line("role", f"TITLE:{_one_line(contact.role)}", 4, _("role")))
    made += [_phone(phone, at) for at, phone in enumerate(contact.phones)]
    made += [_email(email, at) for at, email in enumerate(contact.emails)]
    if contact.city:
        country = places.country_name(contact.country) if contact.country else ""
        place = escape_all(("", "", "", _flat(contact.city), "", "", country))
        made.append(Line("city", f"ADR;TYPE=WORK:{place}", 7, _("city")))
    made += [line for at, link in enumerate(contact.links) if (line := _link(link, at)) is not None]
    return made


def never_in(contact: Contact) -> Iterator[str]:
    """Name what a public contact has that no small card holds."""
    if contact.photo:
        yield _("photo")
    if any(_cut(text, most) != _flat(text) for text, most in _named(contact)):
        yield _("the end of the name")
    if contact.translations:
        yield _("name and role in other languages")
    if contact.languages:
        yield _("languages")
    if contact.topics:
        yield _("topics")
    for phone in contact.phones:
        if phone.extension and not _dialled_extension(phone):
            yield _("extension {number}").format(number=_flat(phone.extension)[:20])
    for at, link in enumerate(contact.links):
        if _link(link, at) is None:
            yield _flat(link.value)[:40]


def dialled(phone: Phone) -> str:
    """Write a number as a phone dials it: a comma waits before the extension is sent as tones."""
    extension = _dialled_extension(phone)
    number = _flat(phone.number)[:_PART]
    return f"{number},{extension}" if extension else number


def _names(contact: Contact) -> list[Line]:
    shown, family, given, honorific, suffix = [_cut(text, most) for text, most in _named(contact)]
    if not family and not given:
        family = shown  # what phones show is N; FN alone would leave the name empty
    parts = (family, given, "", honorific, suffix)
    return [Line("n", f"N:{escape_all(parts)}", 0, ""), Line("name", f"FN:{escape(shown or '?')}", 0, "")]


def _named(contact: Contact) -> list[tuple[str, int]]:
    """Give the texts that name a contact, and how many bytes each may have."""
    parts = ((contact.family, _PART), (contact.given, _PART), (contact.honorific, _TITLE), (contact.suffix, _TITLE))
    return [(contact.shown, _NAME), *((text or "", most) for text, most in parts)]


def _cut(text: str, most: int) -> str:
    return _flat(text).encode()[:most].decode("utf-8", "ignore").rstrip()


def _phone(phone: Phone, at: int) -> Line:
    rank = 8 if phone.kind is PhoneKind.FAX else 1 if at == 0 else 5
    shown = phones.international(phone.number, phone.extension)
    kind = _TYPES.get(phone.kind, "") if phone.kind else ""
    return Line(f"phones.{at}", f"TEL{kind}:{_one_line(dialled(phone))}", rank, shown)


def _email(email: Email, at: int) -> Line:
    return Line(f"emails.{at}", f"EMAIL:{_one_line(email.address)}", 2 if at == 0 else 6, email.address)


def _link(link: Link, at: int) -> Line | None:
    """Write a link that a phone can open; an account's bare name means nothing to it."""
    value = _flat(link.value)
    if not value.lower().startswith(("https://", "http://")):
        if link.kind is not LinkKind.WEBSITE or "." not in value or " " in value or ":" in value:
            return None
        value = f"https://{value}"
    return Line(f"links.{at}", f"URL:{escape(value)}", 9, value)


def _dialled_extension(phone: Phone) -> str:
    extension = (phone.extension or "").replace(" ", "")[:_TITLE]
    return extension if _CAN_BE_DIALLED.issuperset(extension) else ""


def _flat(text: str) -> str:
    """Put a text on one line, in characters that UTF-8 can write."""
    return " ".join(clean(text).encode("utf-8", "replace").decode("utf-8").split())


def _one_line(text: str) -> str:
    return escape(_flat(text))
