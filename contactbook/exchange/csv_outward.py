"""Lays a contact out in the columns of Outlook or of Google; what they have no column for goes to the notes."""

import re
from collections.abc import Iterable, Mapping

from contactbook.domain import names
from contactbook.domain.contact import Contact, Email, LinkKind, Phone, PhoneKind
from contactbook.domain.folding import fold
from contactbook.domain.places import country_name
from contactbook.exchange.csv_cells import harmless
from contactbook.exchange.csv_headers import table
from contactbook.i18n import _

_BLOCKS = {"E-mail": 4, "Phone": 6, "Website": 3, "Custom Field": 3}  # of Google's columns; others have one
_JOINED = " ::: "
_NUMBER = re.compile(r"\+[0-9][0-9 ()\-]*(?: ext\. [0-9]+)?")
# Where Outlook keeps numbers, the most fitting column first.
_MOBILE = ("Mobile Phone", "Other Phone", "Primary Phone", "Car Phone")
_OFFICE = ("Business Phone", "Business Phone 2", "Company Main Phone", "Primary Phone", "Other Phone")
_HOME = ("Home Phone", "Home Phone 2", "Other Phone", "Primary Phone")
_FAX = ("Business Fax", "Other Fax", "Home Fax")
_OTHER = ("Other Phone", "Primary Phone", "Radio Phone")
_SLOTS = {PhoneKind.MOBILE: _MOBILE, PhoneKind.FAX: _FAX, PhoneKind.SATELLITE: _OTHER, PhoneKind.OTHER: _OTHER}
_GOOGLE_LABELS = {PhoneKind.MOBILE: "Mobile", PhoneKind.FAX: "Work Fax", PhoneKind.OTHER: "Other"}
_PHONE_WORDS = ("Phone", "Fax", "Pager", "Callback", "ISDN")


def outlook_header() -> list[str]:
    """List Outlook's columns, in its order."""
    return [*table().write["outlook"]]


def google_header() -> list[str]:
    """List the columns of Google's template, its blocks repeated."""
    found: list[str] = []
    block: list[str] = []
    for name in (*table().write["google"], ""):
        if block and (not name or name.partition(" # ")[0] != block[0].partition(" # ")[0]):
            times = _BLOCKS.get(block[0].partition(" # ")[0], 1)
            found += [one.replace("#", str(at)) for at in range(1, times + 1) for one in block]
            block = []
        if " # " in name:
            block.append(name)
        elif name:
            found.append(name)
    return found


def harmless_but_phones(header: str, cell: str) -> str:
    """Make a cell harmless for a spreadsheet, but for numbers in the columns of phones."""
    if _NUMBER.fullmatch(cell) and any(word in header for word in _PHONE_WORDS):
        return cell
    return harmless(cell)


def outlook(contact: Contact) -> dict[str, str]:
    """Lay a contact out in Outlook's columns."""
    given, family = _parts(contact)
    left: list[str] = []
    street = [*(contact.address or "").split("\n"), "", "", ""]
    found: dict[str, str | None] = {
        "Title": contact.honorific,
        "First Name": given,
        "Last Name": family,
        "Suffix": contact.suffix,
        "Company": contact.agency,
        "Job Title": contact.role,
        "Business Street": street[0],
        "Business Street 2": street[1],
        "Business Street 3": "\n".join(line for line in street[2:] if line),
        "Business City": contact.city,
        "Business Country/Region": country_name(contact.country) if contact.country else None,
        "Categories": ";".join(contact.lists),
        "Keywords": ";".join(contact.topics),
        "Language": ";".join(contact.languages),
    }
    for phone in contact.phones:
        slots = _HOME if phone.label == "home" and phone.kind is not PhoneKind.FAX else _slots(phone)
        slot = next((slot for slot in slots if slot not in found), None)
        if slot:
            found[slot] = _shown(phone)
        else:
            left.append(_("Phone: {number}").format(number=_shown(phone)))
    for at, email in enumerate(contact.emails):
        if at < 3:
            found["E-mail Address" if at == 0 else f"E-mail {at + 1} Address"] = email.address
        else:
            left.append(_("Email: {address}").format(address=email.address))
    links = sorted(contact.links, key=lambda link: link.kind is not LinkKind.WEBSITE)
    found["Web Page"] = links[0].value if links else None
    left += [_("Link: {link}").format(link=link.value) for link in links[1:]]
    found["Notes"] = _notes(contact, left)
    return {name: text for name, text in found.items() if text}


def google(contact: Contact) -> dict[str, str]:
    """Lay a contact out in Google's columns; values beyond the last block of a kind are joined in it."""
    given, family = _parts(contact)
    found: dict[str, str | None] = {
        "Name Prefix": contact.honorific,
        "First Name": given,
        "Last Name": family,
        "Name Suffix": contact.suffix,
        "Phonetic First Name": contact.said,
        "Organization Name": contact.agency,
        "Organization Title": contact.role,
        "Notes": _notes(contact, []),
        "Labels": _JOINED.join(("* myContacts", *contact.lists)),
    }
    if contact.address or contact.city or contact.country:
        found |= {
            "Address 1 - Label": "Work",
            "Address 1 - Street": contact.address,
            "Address 1 - City": contact.city,
            "Address 1 - Country": country_name(contact.country) if contact.country else None,
        }
    _fill(found, "Phone", [(_google_label(phone), _shown(phone)) for phone in contact.phones])
    _fill(found, "E-mail", [(email.label or "Work", email.address) for email in contact.emails])
    _fill(found, "Website", [("Profile", link.value) for link in contact.links])
    custom = (("Topics", ", ".join(contact.topics)), ("Languages", ", ".join(contact.languages)))
    _fill(found, "Custom Field", [pair for pair in custom if pair[1]])
    return {name: text for name, text in found.items() if text}


def held(contact: Contact) -> Contact:
    """Reduce a contact to what these columns hold, so that one that was read back can be compared."""
    name = " ".join(sorted(fold(contact.name or "").split()))
    return Contact(
        name=name or None,
        honorific=contact.honorific,
        suffix=contact.suffix,
        role=contact.role,
        agency=contact.agency,
        city=contact.city,
        phones=tuple(sorted({Phone(phone.number) for phone in contact.phones}, key=lambda phone: phone.number)),
        emails=tuple(sorted({Email(email.address.casefold()) for email in contact.emails}, key=lambda e: e.address)),
    )


def _parts(contact: Contact) -> tuple[str | None, str | None]:
    """Give a name in two parts that together have all its words."""
    name, given, family = contact.name, contact.given, contact.family
    if not name:
        return given, family
    if sorted(fold(name).split()) == sorted(fold(f"{given or ''} {family or ''}").split()):
        return given, family
    parts = names.split(name)
    if not parts.family or sorted(f"{parts.given or ''} {parts.family}".split()) != sorted(name.split()):
        return None, name
    return parts.given, parts.family


def _slots(phone: Phone) -> tuple[str, ...]:
    return _SLOTS.get(phone.kind, _OFFICE) if phone.kind else _OFFICE


def _shown(phone: Phone) -> str:
    from contactbook.domain.phones import international

    number = international(phone.number)
    return f"{number} ext. {phone.extension}" if phone.extension else number


def _google_label(phone: Phone) -> str:
    if phone.label:
        return phone.label
    return _GOOGLE_LABELS.get(phone.kind, "Work") if phone.kind else "Work"


def _fill(found: dict[str, str | None], block: str, values: Iterable[tuple[str, str]]) -> None:
    most = _BLOCKS[block]
    for at, (label, value) in enumerate(values, 1):
        name = f"{block} {min(at, most)} - Value"
        found[name] = f"{found[name]}{_JOINED}{value}" if at > most else value
        found.setdefault(f"{block} {min(at, most)} - Label", label)


def _notes(contact: Contact, left: Iterable[str]) -> str:
    """Put together the notes and what has no column."""
    said: Mapping[str, str | None] = {_("Hours"): contact.hours, _("Pronouns"): contact.pronouns}
    lines = [f"{label}: {value}" for label, value in said.items() if value]
    return "\n".join([*([contact.notes] if contact.notes else []), *lines, *left])
