"""Reads the fields of a contact from a vCard: all but its phones, emails and links."""

from collections.abc import Iterable
from typing import Any

from contactbook.domain.contact import Kind, Translation
from contactbook.domain.folding import fold, is_han
from contactbook.exchange.vcard_details import ByName
from contactbook.exchange.vcard_model import Property
from contactbook.exchange.vcard_own import TRANSLATION
from contactbook.exchange.vcard_places import read_place
from contactbook.exchange.vcard_values import binary_of, clean, components, split, text_of, unescape, words

# Groups that Google and Android put every contact into; nobody chose them.
_NO_TOPICS = frozenset(["my contacts", "mycontacts", "* mycontacts", "starred", "* starred", "starred in android"])
_DESKS = frozenset(["org", "organization", "location", "application", "device", "company", "x-company"])
_SAID = ("X-PHONETIC-FIRST-NAME", "X-PHONETIC-MIDDLE-NAME", "X-PHONETIC-LAST-NAME")


_TOPICS = frozenset(["CATEGORIES", "CATEGORY", "EXPERTISE"])
_SAID_ANYHOW = frozenset([*_SAID, "SOUND", "X-IRMC-N"])


def read_fields(by_name: ByName, version: str) -> dict[str, Any]:
    """Read what the properties of the standard, and those that everybody knows, say; keys are those of Contact."""
    fields: dict[str, Any] = {}
    names = leading(by_name.get("N", ()))
    parts = name_parts(names, version) if names else [""] * 5
    shown = leading(by_name.get("FN", ()))
    name = text_of(shown, version) if shown else ""
    if names and is_derived(names):
        parts[0] = parts[1] = ""
    family, given, middle, honorific, suffix = parts
    fields["family"], fields["given"] = family or None, given or None
    fields["honorific"], fields["suffix"] = honorific or None, suffix or None
    if name and shown is not None and is_derived(shown) and not (family or given):
        fields["name"] = None
    elif name:
        fields["name"] = bare_name(name, honorific, suffix) if honorific or suffix else name
    else:
        fields["name"] = _composed(family, given, middle) or None
    _read_work(fields, by_name, version, name)
    read_place(fields, by_name, version)
    _read_rest(fields, by_name, version)
    return fields


def _read_work(fields: dict[str, Any], by_name: ByName, version: str, shown: str) -> None:
    """Read organisation and role, and whether this is a person at all."""
    org = leading(by_name.get("ORG", ()))
    units = [unit for unit in components(org, version) if unit] if org else []
    title = leading(by_name.get("TITLE", ())) or leading(by_name.get("ROLE", ()))
    agency = units[0] if units else None
    role = (text_of(title, version) if title else "") or None
    desk = _is_desk(fields, by_name, version, agency)
    if desk:
        agency = agency or fields["name"] or shown or None
        role = role or (units[-1] if len(units) > 1 else None)
        said = {fold(text) for text in (agency, role, f"{agency} {role}") if text}
        if fields["name"] and fold(fields["name"]) in said:
            fields["name"] = None
        if fields["family"] and not fields["given"] and fold(fields["family"]) in said | {fold(shown)}:
            fields["family"] = None
    fields["kind"] = Kind.DESK if desk else Kind.PERSON
    fields["agency"], fields["role"] = agency, role


def _is_desk(fields: dict[str, Any], by_name: ByName, version: str, agency: str | None) -> bool:
    """Tell a card of an organisation: it says so, or it bears no name but the organisation's."""
    for name in ("KIND", "X-ADDRESSBOOKSERVER-KIND", "X-KIND", "X-ABSHOWAS"):
        for prop in by_name.get(name, ()):
            return text_of(prop, version).lower() in _DESKS
    if not agency or fields["given"] or (fields["name"] and fold(fields["name"]) != fold(agency)):
        return False
    return not fields["family"] or fold(fields["family"]) == fold(agency)


def _read_rest(fields: dict[str, Any], by_name: ByName, version: str) -> None:
    fields["uid"] = read_uid(by_name.get("UID", ()), version)
    fields["said"] = _said(by_name, version)
    pronouns = leading([*by_name.get("PRONOUNS", ()), *by_name.get("X-PRONOUNS", ())])
    fields["pronouns"] = (text_of(pronouns, version) if pronouns else "") or None
    notes = by_name.get("NOTE", ())
    fields["notes"] = "\n\n".join(note for prop in notes if (note := text_of(prop, version))) or None
    fields["languages"] = _languages(by_name, version)
    fields["topics"] = _topics(by_name, version)
    fields["translations"] = _translations(by_name, version)
    fields["photo"] = next((data for prop in by_name.get("PHOTO", ()) if (data := binary_of(prop))), None)


def read_uid(found: Iterable[Property], version: str) -> str:
    """Read the uid of a card, without the scheme of a URN."""
    uid = leading(found)
    text = text_of(uid, version) if uid else ""
    return text[9:] if text[:9].lower() == "urn:uuid:" else text


def leading(found: Iterable[Property]) -> Property | None:
    """Give the one that leads among several: the first that says something and names no language, else the first."""
    first: Property | None = None
    for prop in found:
        if prop.value and prop.value.strip(" ;"):
            head = prop.head
            if not head.params or (not head.language and not head.param("PHONETIC")):
                return prop
            first = first or prop
    return first


def is_derived(prop: Property) -> bool:
    """Tell whether a property only repeats others (RFC 9554 section 4.3)."""
    params = prop.head.params
    return bool(params) and (prop.head.param("DERIVED") or prop.head.param("X-DERIVED") or "").lower() == "true"


def name_parts(prop: Property, version: str) -> list[str]:
    """Read family, given, additional names, honorific and suffix; several of one are put together."""
    value = prop.value
    if "," not in value or version == "2.1":
        return (components(prop, version) + [""] * 5)[:5]
    value = value if value.isprintable() else clean(value)
    parts = [[unescape(one).strip() for one in split(part, ",", 9)] for part in split(value, ";", 9)][:5]
    joined = [" ".join(filter(None, part)) for part in parts[:4]]
    joined += [", ".join(filter(None, part)) for part in parts[4:]]
    return (joined + [""] * 5)[:5]


def bare_name(name: str, honorific: str, suffix: str) -> str:
    """Take the honorific and the suffix off a name that is written out in full."""
    bare = name
    if honorific and bare.startswith(honorific + " "):
        bare = bare[len(honorific) :].lstrip()
    if suffix and bare.endswith(" " + suffix):
        bare = bare[: -len(suffix)].rstrip(" ,")
    return bare or name


def _composed(family: str, given: str, middle: str) -> str:
    if is_han(family or given):
        return family + given
    return " ".join(part for part in (given, middle, family) if part)


def _said(by_name: ByName, version: str) -> str | None:
    if _SAID_ANYHOW.isdisjoint(by_name) and not any(prop.head.params for prop in by_name.get("N", ())):
        return None
    found = [text_of(by_name[name][0], version) for name in _SAID if by_name.get(name)]
    if not any(found):
        found = [
            part
            for prop in (*by_name.get("SOUND", ()), *by_name.get("X-IRMC-N", ()), *by_name.get("N", ()))
            if "x-irmc-n" in prop.head.types or prop.head.name == "X-IRMC-N" or prop.head.param("PHONETIC")
            for part in components(prop, version)
        ]
    return " ".join(part for part in found if part) or None


def _languages(by_name: ByName, version: str) -> tuple[str, ...]:
    """Read the languages spoken, the preferred first."""
    found = by_name.get("LANG")
    if not found:
        return ()
    ranked = sorted(found, key=lambda prop: int(rank) if (rank := prop.head.param("PREF") or "").isdecimal() else 101)
    return tuple(dict.fromkeys(tag for prop in ranked for tag in words(prop, version)))


def _topics(by_name: ByName, version: str) -> tuple[str, ...]:
    if _TOPICS.isdisjoint(by_name):
        return ()
    found = (*by_name.get("CATEGORIES", ()), *by_name.get("CATEGORY", ()))
    topics = [word for prop in found for word in words(prop, version)]
    topics += [text for prop in by_name.get("EXPERTISE", ()) if (text := text_of(prop, version))]
    return tuple(dict.fromkeys(topic for topic in topics if topic.lower() not in _NO_TOPICS))


def _has_language(by_name: ByName) -> bool:
    for name in ("FN", "TITLE", "N"):
        for prop in by_name.get(name, ()):
            if prop.head.language:
                return True
    return False


def _translations(by_name: ByName, version: str) -> tuple[Translation, ...]:
    """Read name and role in languages that stand beside those that lead."""
    own = by_name.get(TRANSLATION, ())
    if own:
        told = [(prop.head.language, [*components(prop, version), "", ""][:2]) for prop in own]
        return tuple(Translation(language, name or None, role or None) for language, (name, role) in told)
    if not _has_language(by_name):
        return ()
    found: dict[str, list[str | None]] = {}
    for at, name in ((0, "FN"), (1, "TITLE"), (0, "N")):
        several = by_name.get(name, ())
        if len(several) < 2 and not (name == "TITLE" and several):
            continue
        first = leading(several)
        for prop in several:
            if not prop.head.language or prop is first or prop.head.param("PHONETIC"):
                continue
            text = _composed(*name_parts(prop, version)[:3]) if name == "N" else text_of(prop, version)
            pair = found.setdefault(prop.head.language, [None, None])
            pair[at] = pair[at] or text or None
    return tuple(Translation(language, name, role) for language, (name, role) in found.items() if name or role)
