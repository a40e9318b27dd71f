"""Writes the phones, emails and links of a contact as properties of a vCard."""

import re
from collections.abc import Mapping, Sequence

from contactbook.domain.contact import Email, Link, LinkKind, Phone, PhoneKind, Verdict
from contactbook.exchange import vcard_links as links
from contactbook.exchange.vcard_details import kind_told, label_of, plain_label
from contactbook.exchange.vcard_inspect import email_text, phone_text
from contactbook.exchange.vcard_model import Audience, Property, made
from contactbook.exchange.vcard_own import OF_EMAIL, OF_LINK, OF_PHONE
from contactbook.exchange.vcard_values import escape, text_of

_GLOBAL = re.compile(r"\+\d{3,}\Z")
_TYPES: dict[PhoneKind | None, tuple[str, ...]] = {
    PhoneKind.MOBILE: ("cell", "voice"),
    PhoneKind.OFFICE: ("work", "voice"),
    PhoneKind.FAX: ("work", "fax"),
}
_SATELLITE = "Satellite"


class Groups:
    """Gives out the names of groups: item1, item2, and so on; those taken are left out."""

    def __init__(self, taken: frozenset[str] = frozenset()) -> None:
        self._taken = taken
        self._last = 0

    def next(self) -> str:
        """Give a name that no property of the card has yet."""
        self._last += 1
        while f"item{self._last}" in self._taken:
            self._last += 1
        return f"item{self._last}"


def write_phone(phone: Phone, version: str, audience: Audience, groups: Groups, again: bool = False) -> list[Property]:
    """Write a number: a tel: URI in 4.0 where it is a global number (RFC 6350 section 6.4.1), else its text.

    again says that the contact has the same number twice, so that each needs the line beside it.
    """
    types = _TYPES.get(phone.kind, ("voice",))
    label = phone.label
    if label is None and phone.kind is PhoneKind.SATELLITE:
        label = _SATELLITE
    if label == "home":
        types = ("home", *(word for word in types if word != "work"))
    value, uri = phone_value(phone, version)
    props = _labelled("TEL", value, uri, types, version, label, groups)
    return props + beside_phone(phone, props[0], version, _labels(props), audience, again, ours=True)


def phone_value(phone: Phone, version: str) -> tuple[str, list[tuple[str, str]]]:
    """Give the value of a TEL and the parameter that tells its type."""
    extension = phone.extension or ""
    if version == "4.0" and _GLOBAL.match(phone.number) and (not extension or extension.isdecimal()):
        return f"tel:{phone.number};ext={extension}" if extension else f"tel:{phone.number}", [("VALUE", "uri")]
    return escape(f"{phone.number} ext. {extension}" if extension else phone.number), []


def beside_phone(
    phone: Phone,
    prop: Property,
    version: str,
    labels: Mapping[str, str],
    audience: Audience,
    again: bool = False,
    ours: bool = False,
) -> list[Property]:
    """Write the line beside a number, if it has more to say than the number's own line."""
    own: list[tuple[str, str]] = []
    if audience == "colleagues":
        own.append(("NUMBER", phone.number))
        own += [("EXT", phone.extension)] if phone.extension else []
        own += [("TYPED", phone.typed)] if phone.typed != phone.number else []
        own += _checked(phone)
    label = label_of(prop, labels)
    if label != phone.label:
        own.append(("LABEL", phone.label or ""))
    if audience == "colleagues" or kind_told(prop.types, label, ours) is not phone.kind:
        own.append(("KIND", phone.kind.value if phone.kind else ""))
    return [made(OF_PHONE, escape(phone_text(prop, version)), *own)] if own or again else []


def write_email(
    email: Email, version: str, audience: Audience, groups: Groups, leads: bool = False, again: bool = False
) -> list[Property]:
    """Write an address; the first of several is the preferred one."""
    types = ["home" if email.label == "home" else "work"]
    if version != "4.0":
        types = ["internet", *types, *(["pref"] if leads else [])]
    params = [("PREF", "1")] if leads and version == "4.0" else []
    props = _labelled("EMAIL", escape(email.address), params, types, version, email.label, groups)
    return props + beside_email(email, props[0], version, _labels(props), audience, again)


def beside_email(
    email: Email, prop: Property, _version: str, labels: Mapping[str, str], audience: Audience, again: bool = False
) -> list[Property]:
    """Write the line beside an address, if it has more to say than the address's own line."""
    own: list[tuple[str, str]] = []
    if audience == "colleagues":
        own.append(("ADDRESS", email.address))
        own += [("TYPED", email.typed)] if email.typed != email.address else []
        own += _checked(email)
    if label_of(prop, labels) != email.label:
        own.append(("LABEL", email.label or ""))
    return [made(OF_EMAIL, escape(email_text(prop)), *own)] if own or again else []


def write_link(link: Link, version: str, audience: Audience, again: bool = False) -> list[Property]:
    """Write a website as URL, an account or name as SOCIALPROFILE (RFC 9554 section 3.5) or what Apple made of it."""
    value, text = link_value(link, version)
    if link.kind in (LinkKind.WEBSITE, LinkKind.OTHER) and links.as_uri(link.value):
        prop = made("URL", value)
    elif version == "4.0":
        prop = made("SOCIALPROFILE", value, ("SERVICE-TYPE", link.kind.value), *text)
    else:
        service = "twitter" if link.kind is LinkKind.X else link.kind.value
        prop = made("X-SOCIALPROFILE", value, ("TYPE", service))
    return [prop, *beside_link(link, prop, version, {}, audience, again)]


def link_value(link: Link, version: str) -> tuple[str, list[tuple[str, str]]]:
    """Give the value of a link's line, a URI without escapes if it can be one, and the parameter of its type."""
    uri = links.as_uri(link.value)
    return uri or escape(link.value), [("VALUE", "text")] if version == "4.0" and not uri else []


def beside_link(
    link: Link, prop: Property, version: str, _labels: Mapping[str, str], audience: Audience, again: bool = False
) -> list[Property]:
    """Write the line beside a link, if it has more to say than the link's own line."""
    text = phone_text(prop, version) if prop.name == "TEL" else links.value(prop)
    own: list[tuple[str, str]] = []
    if text != link.value:
        own.append(("LINK", link.value))
    if links.kind(prop, text) is not link.kind:
        own.append(("KIND", link.kind.value))
    if link.public and audience == "colleagues":
        own.append(("PUBLIC", "TRUE"))
    return [made(OF_LINK, escape(text), *own)] if own or again else []


def _labelled(
    name: str, value: str, params: list[tuple[str, str]], types: Sequence[str], version: str,
    label: str | None, groups: Groups,
) -> list[Property]:  # fmt: skip
    typed = [("TYPE", word if version == "4.0" else word.upper()) for word in types]
    group = groups.next() if label and label != "home" else ""
    prop = made(name, value, *params, *typed, group=group)
    return [prop, made("X-ABLabel", escape(label), group=group)] if group and label else [prop]


def _labels(props: list[Property]) -> dict[str, str]:
    """Read the label back, as any reader would."""
    return {props[1].group: plain_label(text_of(props[1], "3.0"))} if len(props) > 1 else {}


def _checked(detail: Phone | Email) -> list[tuple[str, str]]:
    """Say whether a detail is public, and what was found when it was checked."""
    params = [("PUBLIC", "TRUE")] if detail.public else []
    if detail.verdict is not Verdict.VALID:
        params.append(("VERDICT", detail.verdict.value))
    if detail.verified_on:
        params.append(("VERIFIED", detail.verified_on.isoformat()))
    if detail.verified_by:
        params.append(("BY", detail.verified_by.value))
    return params
