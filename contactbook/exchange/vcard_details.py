"""Reads the phones, emails and links of a vCard, with their labels and what this program wrote beside them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from contactbook.domain.contact import Email, Link, LinkKind, Phone, PhoneKind, Verdict
from contactbook.exchange import vcard_links as links
from contactbook.exchange.vcard_inspect import email_text, phone_text
from contactbook.exchange.vcard_model import TYPES, Property
from contactbook.exchange.vcard_own import OF_EMAIL, OF_LINK, OF_PHONE, PRODID, PUBLIC, Beside, day, means
from contactbook.exchange.vcard_values import text_of

ByName = Mapping[str, Sequence[Property]]

# Apple writes its own words as _$!<Home>!$_.
_MARKS = re.compile(r"[_$!<]*(.*?)[>!$_]*\Z", re.S)
_KINDS = {
    "cell": PhoneKind.MOBILE, "mobile": PhoneKind.MOBILE, "iphone": PhoneKind.MOBILE, "fax": PhoneKind.FAX,
    "homefax": PhoneKind.FAX, "workfax": PhoneKind.FAX, "home fax": PhoneKind.FAX, "work fax": PhoneKind.FAX,
    "satellite": PhoneKind.SATELLITE, "pager": PhoneKind.OTHER,
}  # fmt: skip
_REMEMBERED = 100  # characters of a detail that is remembered
_VERDICTS = {verdict.value: verdict for verdict in Verdict}
_PHONE_KINDS = {kind.value: kind for kind in PhoneKind}


@dataclass(frozen=True, slots=True)
class Around:
    """What stands in a card around its details: labels by group, groups that are public, lines beside them."""

    version: str
    labels: dict[str, str]
    public: frozenset[str]
    beside: Beside
    ours: bool = False  # this program made the card, and no other has claimed it since

    def is_public(self, prop: Property) -> bool:
        return bool(self.public) and ("" in self.public or prop.head.group.lower() in self.public)


@lru_cache(maxsize=2048)
def _known_phone(text: str, country: str | None, kind: PhoneKind | None, label: str | None, public: bool) -> Phone:
    # Loading the numbering plans takes longer than many a command; only a card with a number asks for it.
    from contactbook.domain.phones import read

    return read(text, country, kind=kind, label=label, public=public)


@lru_cache(maxsize=2048)
def _known_email(text: str, label: str | None, public: bool) -> Email:
    from contactbook.domain.emails import read

    return read(text, label=label, public=public)


def _is_short(text: str, label: str | None) -> bool:
    """Tell whether a detail may be remembered: an export reads it in the card kept, and again in the one written."""
    return len(text) + len(label or "") <= _REMEMBERED


def around(by_name: ByName, version: str) -> Around:
    """Collect what a card says about its details elsewhere."""
    names: dict[str, str] = {}
    for prop in by_name.get("X-ABLABEL", ()):
        plain = plain_label(text_of(prop, version))
        if prop.head.group and plain:
            names[prop.head.group.lower()] = plain
    public = frozenset(
        prop.head.group.lower() for prop in by_name.get(PUBLIC, ()) if text_of(prop, version).lower() != "false"
    )
    ours = any(prop.value == PRODID for prop in by_name.get("PRODID", ()))
    return Around(version, names, public, Beside(by_name, version), ours)


def plain_label(text: str) -> str:
    """Take the marks off a label that Apple has a word for."""
    found = _MARKS.match(text)
    return found[1].strip() if found else text


def label_of(prop: Property, names: Mapping[str, str]) -> str | None:
    """Say what a detail is called: its group's label, else a type that is no type, else that it is at home."""
    label = names.get(prop.head.group.lower()) if prop.head.group and names else None
    if label and not all(word.strip().lower() in TYPES for word in label.split(",")):
        return label
    return prop.head.called or ("home" if label and label.strip().lower() == "home" else None)


@lru_cache(maxsize=512)
def kind_told(types: tuple[str, ...], label: str | None, ours: bool = False) -> PhoneKind | None:
    """Say what kind of number the types or the label name, if they do.

    "work" says nothing of the kind: people write their mobile number there. This program means the office by it.
    """
    found = next((_KINDS[word] for word in types if word in _KINDS), None)
    if found is None and ours and "work" in types:
        return PhoneKind.OFFICE
    return found or (_KINDS.get(label.lower()) if label else None)


def read_phones(by_name: ByName, there: Around, country: str | None) -> list[tuple[Phone, Property]]:
    """Read the numbers of a card, in the country of its address, each with its property."""
    found: list[tuple[Phone, Property]] = []
    for prop in by_name.get("TEL", ()):
        text = phone_text(prop, there.version)
        if text and not _is_sip(text):
            found.append((_phone(prop, text, country, there), prop))
    return found


def _phone(prop: Property, text: str, country: str | None, there: Around) -> Phone:
    label = label_of(prop, there.labels)
    kind = kind_told(prop.head.types, label, there.ours)
    own = _params(there.beside.take(OF_PHONE, text))
    label = own.get("LABEL", label) or None
    if "NUMBER" in own:
        return Phone(
            number=own["NUMBER"],
            typed=own.get("TYPED", own["NUMBER"]),
            extension=own.get("EXT"),
            kind=_PHONE_KINDS.get(own["KIND"]) if "KIND" in own else kind,
            label=label,
            public="PUBLIC" in own,
            verdict=_VERDICTS.get(own.get("VERDICT", ""), Verdict.VALID),
            verified_on=day(own.get("VERIFIED")),
            verified_by=means(own.get("BY")),
        )
    read = _known_phone if _is_short(text, label) else _known_phone.__wrapped__
    phone = read(text.replace(";ext=", " ext. ").strip(), country, kind, label, there.is_public(prop))
    if "KIND" in own:
        kind = _PHONE_KINDS.get(own["KIND"])
    elif not there.ours:
        return phone
    return replace(phone, kind=kind)


def read_emails(by_name: ByName, there: Around) -> list[tuple[Email, Property]]:
    """Read the addresses of a card, each with its property."""
    found: list[tuple[Email, Property]] = []
    for prop in by_name.get("EMAIL", ()):
        text = email_text(prop)
        if text:
            found.append((_email(prop, text, there), prop))
    return found


def _email(prop: Property, text: str, there: Around) -> Email:
    own = _params(there.beside.take(OF_EMAIL, text))
    label = own.get("LABEL", label_of(prop, there.labels)) or None
    if "ADDRESS" in own:
        return Email(
            address=own["ADDRESS"],
            typed=own.get("TYPED", own["ADDRESS"]),
            label=label,
            public="PUBLIC" in own,
            verdict=_VERDICTS.get(own.get("VERDICT", ""), Verdict.VALID),
            verified_on=day(own.get("VERIFIED")),
            verified_by=means(own.get("BY")),
        )
    read = _known_email if _is_short(text, label) else _known_email.__wrapped__
    return read(text, label, there.is_public(prop))


def read_links(properties: Iterable[Property], there: Around) -> list[tuple[Link, Property]]:
    """Read websites and accounts, each with its property; a sip: address is an account, wherever it stands."""
    found: list[tuple[Link, Property]] = []
    for prop in properties:
        name = prop.head.name
        if name in links.NAMES:
            text = links.value(prop)
            kind = links.kind(prop, text) if text else None
        elif name == "TEL" and "sip" in prop.value[:5].lower():
            text = phone_text(prop, there.version)
            kind = LinkKind.OTHER if _is_sip(text) else None
        else:
            continue
        if kind is not None:
            own = _params(there.beside.take(OF_LINK, text))
            kind = links.kind_named(own.get("KIND")) or kind
            found.append((Link(kind, own.get("LINK", text), "PUBLIC" in own or there.is_public(prop)), prop))
    return found


def _is_sip(text: str) -> bool:
    return text[:5].lower().startswith(("sip:", "sips:"))


def _params(own: Property | None) -> dict[str, str]:
    return {name: values[0] for name, values in own.params if values} if own is not None else {}
