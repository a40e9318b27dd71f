"""A contact as plain data: the JSON that every command prints, and what the journal keeps."""

from binascii import a2b_base64, b2a_base64
from datetime import UTC, date, datetime
from functools import lru_cache
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

Plain = dict[str, Any]


@lru_cache(maxsize=64)  # a step writes its moment with every contact
def utc_text(moment: datetime | None) -> str | None:
    """Write a moment as `2026-11-22T10:00:00Z` (RFC 3339)."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None


def parse_utc(text: str | None) -> datetime | None:
    """Read a moment as `utc_text` writes it."""
    return datetime.fromisoformat(text) if text else None


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _parse_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def to_plain(contact: Contact) -> Plain:
    """Lay a contact out as every command prints it."""
    plain = to_plain_whole(contact)
    for detail in (*plain["phones"], *plain["emails"]):
        del detail["verified_by"]
        detail.pop("left_alone", None)
    for key in ("photo", "card", "created_at"):
        del plain[key]
    return plain


def to_plain_whole(contact: Contact) -> Plain:
    """Lay out everything, photo and kept card too: what a colleague's JSON carries."""
    return {
        "uid": contact.uid or None,
        "kind": contact.kind.value,
        "name": contact.name,
        "given": contact.given,
        "family": contact.family,
        "honorific": contact.honorific,
        "suffix": contact.suffix,
        "said": contact.said,
        "pronouns": contact.pronouns,
        "translations": {t.language: {"name": t.name, "role": t.role} for t in contact.translations},
        "role": contact.role,
        "agency": contact.agency,
        "city": contact.city,
        "country": contact.country,
        "phones": [
            {
                "number": p.number,
                "extension": p.extension,
                "typed": p.typed,
                "kind": p.kind.value if p.kind else None,
                "label": p.label,
                "public": p.public,
                "verdict": p.verdict.value,
                "verified_on": _day(p.verified_on),
                "verified_by": p.verified_by.value if p.verified_by else None,
                **({"left_alone": True} if p.left_alone else {}),
            }
            for p in contact.phones
        ],
        "emails": [
            {
                "address": e.address,
                "typed": e.typed,
                "label": e.label,
                "public": e.public,
                "verdict": e.verdict.value,
                "verified_on": _day(e.verified_on),
                "verified_by": e.verified_by.value if e.verified_by else None,
                **({"left_alone": True} if e.left_alone else {}),
            }
            for e in contact.emails
        ],
        "links": [{"kind": k.kind.value, "value": k.value, "public": k.public} for k in contact.links],
        "address": contact.address,
        "hours": contact.hours,
        "languages": list(contact.languages),
        "topics": list(contact.topics),
        "lists": list(contact.lists),
        "notes": contact.notes,
        "has_photo": contact.photo is not None,
        "verified_on": _day(contact.verified_on),
        "verified_by": contact.verified_by.value if contact.verified_by else None,
        "away_from": _day(contact.away_from),
        "away_until": _day(contact.away_until),
        "cover": contact.cover,
        "guessed": list(contact.guessed),
        "updated_at": utc_text(contact.updated_at),
        "photo": b2a_base64(contact.photo, newline=False).decode() if contact.photo is not None else None,
        "card": b2a_base64(contact.card, newline=False).decode() if contact.card is not None else None,
        "created_at": utc_text(contact.created_at),
    }


def from_plain(plain: Plain) -> Contact:
    """Read what `to_plain` or `to_plain_whole` wrote; raise KeyError, TypeError or ValueError where it is not that."""
    return Contact(
        uid=plain.get("uid") or "",
        kind=Kind(plain.get("kind") or "person"),
        name=plain.get("name"),
        given=plain.get("given"),
        family=plain.get("family"),
        honorific=plain.get("honorific"),
        suffix=plain.get("suffix"),
        said=plain.get("said"),
        pronouns=plain.get("pronouns"),
        translations=tuple(
            Translation(language, t.get("name"), t.get("role"))
            for language, t in (plain.get("translations") or {}).items()
        ),
        role=plain.get("role"),
        agency=plain.get("agency"),
        city=plain.get("city"),
        country=plain.get("country"),
        phones=tuple(
            Phone(
                number=p["number"],
                typed=p.get("typed") or p["number"],
                extension=p.get("extension"),
                kind=PhoneKind(p["kind"]) if p.get("kind") else None,
                label=p.get("label"),
                public=bool(p.get("public")),
                verdict=Verdict(p.get("verdict") or "valid"),
                verified_on=_parse_day(p.get("verified_on")),
                verified_by=Means(p["verified_by"]) if p.get("verified_by") else None,
                left_alone=bool(p.get("left_alone")),
            )
            for p in plain.get("phones") or ()
        ),
        emails=tuple(
            Email(
                address=e["address"],
                typed=e.get("typed") or e["address"],
                label=e.get("label"),
                public=bool(e.get("public")),
                verdict=Verdict(e.get("verdict") or "valid"),
                verified_on=_parse_day(e.get("verified_on")),
                verified_by=Means(e["verified_by"]) if e.get("verified_by") else None,
                left_alone=bool(e.get("left_alone")),
            )
            for e in plain.get("emails") or ()
        ),
        links=tuple(Link(LinkKind(k["kind"]), k["value"], bool(k.get("public"))) for k in plain.get("links") or ()),
        address=plain.get("address"),
        hours=plain.get("hours"),
        languages=tuple(plain.get("languages") or ()),
        topics=tuple(plain.get("topics") or ()),
        lists=tuple(plain.get("lists") or ()),
        notes=plain.get("notes"),
        photo=a2b_base64(plain["photo"]) if plain.get("photo") else None,
        card=a2b_base64(plain["card"]) if plain.get("card") else None,
        verified_on=_parse_day(plain.get("verified_on")),
        verified_by=Means(plain["verified_by"]) if plain.get("verified_by") else None,
        away_from=_parse_day(plain.get("away_from")),
        away_until=_parse_day(plain.get("away_until")),
        cover=plain.get("cover"),
        guessed=tuple(plain.get("guessed") or ()),
        created_at=parse_utc(plain.get("created_at")),
        updated_at=parse_utc(plain.get("updated_at")),
    )
