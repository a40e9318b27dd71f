"""Fills the program's own columns, so that a colleague's book has all of a contact equal, and reads them.

"Phone 1 checked" says what the number was when it was checked ("valid +41795550000"): where the number beside it has
been changed since, it is read and checked anew, and what was known of the old one no longer counts.
"""

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

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
from contactbook.domain.errors import NotReadable
from contactbook.domain.plain import parse_utc, to_plain_whole, utc_text
from contactbook.exchange import own_json
from contactbook.exchange.csv_cells import PHONE, joined, parted, yes
from contactbook.exchange.csv_own_columns import EACH, PARTS
from contactbook.i18n import _

_MANY = ("languages", "topics", "lists")
_DAYS = ("verified_on", "away_from", "away_until")
_PLAIN = ("name", "given", "family", "honorific", "suffix", "said", "pronouns", "role", "agency", "city", "country",
          "address", "hours", "notes", "cover")  # fmt: skip
_DAY = re.compile(r"(\d{1,4})\D(\d{1,2})\D(\d{1,4})(?:[T ].*)?")


def cells(contact: Contact) -> dict[str, str]:
    """Lay a contact out as cells by key; what is empty is left out."""
    found: dict[str, str | None] = {key: getattr(contact, key) for key in _PLAIN}
    found |= {key: joined(getattr(contact, key)) for key in _MANY}
    found |= {key: _day_text(getattr(contact, key)) for key in _DAYS}
    found["kind"], found["uid"] = contact.kind.value, contact.uid
    found["verified_by"] = contact.verified_by.value if contact.verified_by else None
    found["created_at"], found["updated_at"] = utc_text(contact.created_at), utc_text(contact.updated_at)
    found["translations"] = "\n".join(joined((t.language, t.name, t.role)) for t in contact.translations)
    found["photo"] = b64encode(contact.photo).decode() if contact.photo is not None else None
    found["card"] = b64encode(contact.card).decode() if contact.card is not None else None
    for at, phone in enumerate(contact.phones[:EACH]):
        found |= {f"phones.{at}.{part}": text for part, text in _phone_cells(phone).items()}
    for at, email in enumerate(contact.emails[:EACH]):
        found |= {f"emails.{at}.{part}": text for part, text in _detail_cells(email, email.address).items()}
    for at, link in enumerate(contact.links[:EACH]):
        found |= {
            f"links.{at}.": link.value,
            f"links.{at}.kind": link.kind.value,
            f"links.{at}.public": _yes(link.public),
        }
    found["more"] = _more(contact)
    return {key: text for key, text in found.items() if text}


def _phone_cells(phone: Phone) -> dict[str, str | None]:
    from contactbook.domain.phones import international

    shown = international(phone.number)
    # Blanks keep a spreadsheet from making a sum of it.
    found = _detail_cells(phone, phone.number)
    found[""] = shown if number_of(shown) == phone.number else phone.number
    return found | {"extension": phone.extension, "kind": phone.kind.value if phone.kind else None}


def _detail_cells(detail: Phone | Email, value: str) -> dict[str, str | None]:
    return {
        "": value,
        "label": detail.label,
        "public": _yes(detail.public),
        "typed": detail.typed if detail.typed != value else None,
        "verified on": _day_text(detail.verified_on),
        "verified by": detail.verified_by.value if detail.verified_by else None,
        "checked": f"{detail.verdict.value} {value}",
    }


def _more(contact: Contact) -> str:
    rest = {key: to_plain_whole(contact)[key][EACH:] for key in PARTS if len(getattr(contact, key)) > EACH}
    return json.dumps(rest, ensure_ascii=False) if rest else ""


def contact(found: Mapping[str, str], tell: Callable[[str], None]) -> Contact:
    """Make a contact of cells by key; what cannot be read is told and left out."""
    fields: dict[str, Any] = {key: found.get(key) or None for key in _PLAIN}
    fields |= {key: tuple(piece for piece in parted(found.get(key, "")) if piece) for key in _MANY}
    fields |= {key: _day(found.get(key, ""), tell) for key in _DAYS}
    country = fields["country"] = _country(fields["country"])
    rest = _rest(found, tell)
    lines = [parted(line) for line in found.get("translations", "").split("\n") if line]
    return Contact(
        uid=found.get("uid", ""),
        kind=Kind.DESK if found.get("kind", "").strip().lower() == "desk" else Kind.PERSON,
        translations=tuple(Translation(t[0], t[1] or None, t[2] or None) for t in lines if len(t) == 3),
        phones=tuple(_phone(cells, country, tell) for cells in _groups(found, "phones")) + rest.phones,
        emails=tuple(_email(cells, tell) for cells in _groups(found, "emails")) + rest.emails,
        links=tuple(_link(cells) for cells in _groups(found, "links")) + rest.links,
        photo=_data(found.get("photo", ""), tell),
        card=_data(found.get("card", ""), tell),
        verified_by=_means(found.get("verified_by", "")),
        created_at=_moment(found.get("created_at", "")),
        updated_at=_moment(found.get("updated_at", "")),
        **fields,
    )


def number_of(cell: str) -> str:
    """Give the number that a cell shows, without the blanks that make it readable."""
    return "+" + re.sub(r"\D", "", cell) if PHONE.fullmatch(cell) else cell


def _groups(found: Mapping[str, str], key: str) -> list[dict[str, str]]:
    groups = [{part: found.get(f"{key}.{at}.{part}", "") for part in PARTS[key][1]} for at in range(EACH)]
    return [group for group in groups if group[""]]


def _phone(cells: Mapping[str, str], country: str | None, tell: Callable[[str], None]) -> Phone:
    number, kind, label = number_of(cells[""]), _one(PhoneKind, cells["kind"]), cells["label"] or None
    public, verdict = yes(cells["public"]), _verdict(cells["checked"], number)
    if verdict is None:
        from contactbook.domain.phones import read

        phone = read(cells[""], country, kind=kind, label=label, public=public)
        return replace(phone, extension=cells["extension"] or phone.extension)
    return Phone(
        number, cells["typed"] or number, cells["extension"] or None, kind, label, public, verdict,
        _day(cells["verified on"], tell), _means(cells["verified by"]),
    )  # fmt: skip


def _email(cells: Mapping[str, str], tell: Callable[[str], None]) -> Email:
    address, label, public = cells[""], cells["label"] or None, yes(cells["public"])
    verdict = _verdict(cells["checked"], address)
    if verdict is None:
        from contactbook.domain.emails import read

        return read(address, label=label, public=public)
    typed, by = cells["typed"] or address, _means(cells["verified by"])
    return Email(address, typed, label, public, verdict, _day(cells["verified on"], tell), by)


def _link(cells: Mapping[str, str]) -> Link:
    return Link(_one(LinkKind, cells["kind"]) or LinkKind.WEBSITE, cells[""], yes(cells["public"]))


def _rest(found: Mapping[str, str], tell: Callable[[str], None]) -> Contact:
    """Read what has no columns of its own: JSON, for nobody edits it."""
    try:
        (rest,) = own_json.read(found["more"].encode("utf-8", "replace")).contacts if found.get("more") else [Contact()]
    except (NotReadable, ValueError):
        tell(_("The column More is not as Contactbook writes it."))
        return Contact()
    return rest


def _verdict(checked: str, value: str) -> Verdict | None:
    verdict, _blank, of = checked.partition(" ")
    return _one(Verdict, verdict) if of == value else None


def _one(choices: type[Any], text: str) -> Any:
    return next((choice for choice in choices if choice.value == text.strip().lower()), None)


def _means(text: str) -> Means | None:
    found: Means | None = _one(Means, text)
    return found


def _country(text: str | None) -> str | None:
    from contactbook.domain.places import find_country

    return text if not text or (len(text) == 2 and text.isupper()) else find_country(text) or text


def _yes(public: bool) -> str:
    return "yes" if public else "no"


def _day_text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(cell: str, tell: Callable[[str], None]) -> date | None:
    """Read a day as we write it, or as a spreadsheet has turned it around; one that may be two days is told."""
    found = _DAY.fullmatch(cell.strip())
    if cell and found:
        first, month, last = (int(part) for part in found.groups())
        year, day = (first, last) if len(found[1]) == 4 else (last, first)
        if len(found[1]) < 4 and "/" in cell and month > 12:
            month, day = day, month
        certain = len(found[1]) == 4 or "/" not in cell or month == day or max(month, day) > 12
        if certain and year > 999 and 0 < month < 13 and 0 < day <= 31:
            try:
                return date(year, month, day)
            except ValueError:
                tell(_("{day} is no day of the calendar.").format(day=cell))
                return None
    if cell:
        tell(_("{day} may be two different days, or none. Write it as 2026-05-31.").format(day=cell))
    return None


def _moment(cell: str) -> datetime | None:
    try:
        found = parse_utc(cell or None)
    except ValueError:
        return None
    return found if found and found.tzinfo else None


def _data(cell: str, tell: Callable[[str], None]) -> bytes | None:
    try:
        return b64decode(cell, validate=True) if cell else None
    except ValueError:
        tell(_("A photo or card in it is cut off and was left out."))
        return None
