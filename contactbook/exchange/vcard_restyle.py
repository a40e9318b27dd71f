"""Brings a property from the syntax of one version of vCard to that of another."""

import re
from base64 import b64encode
from dataclasses import replace
from functools import lru_cache

from contactbook.exchange.vcard_conform import conform
from contactbook.exchange.vcard_inspect import phone_text
from contactbook.exchange.vcard_model import TYPES, Head, Params, Property
from contactbook.exchange.vcard_values import (
    binary_of,
    clean,
    components,
    escape,
    escape_all,
    is_link,
    media_of,
    text_of,
    uri_of,
    words,
)
from contactbook.exchange.vcard_write import FOLD

_STRUCTURED = frozenset({"N", "ADR", "ORG", "GENDER", "X-PHONETIC-ORG"})
_LISTS = frozenset({"CATEGORIES", "NICKNAME"})
_URIS = frozenset({"URL", "EMAIL", "SOURCE", "FBURL", "CALURI", "CALADRURI", "IMPP", "MEMBER", "RELATED"})
_BINARY = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})
_SAFE, _QUOTED = rb"[^\",:;\x00-\x08\x0a-\x1f\x7f]*", rb"\"[^\"\x00-\x08\x0a-\x1f\x7f]*\""
_PARAM = rb";[A-Za-z0-9-]+=(?:%b|%b)(?:,(?:%b|%b))*" % (_QUOTED, _SAFE, _QUOTED, _SAFE)
# A line as the standards have it (RFC 2426 section 4, RFC 6350 section 3.3), its folds taken off.
_LINE = re.compile(rb"(?:[A-Za-z0-9-]+\.)?[A-Za-z0-9-]+(?:%b)*:[^\x00-\x08\x0a-\x1f\x7f]*\Z" % _PARAM)
_NO_NAME = re.compile(r"[^A-Za-z0-9-]")
_MEDIA = re.compile(r"[\w.+/-]+\Z", re.ASCII)
# RFC 6350, 6474, 6715, 8605, 9554 and 9555; LABEL, AGENT, CLASS, MAILER, SORT-STRING and others were before.
_NAMES_40 = frozenset(
    """
    SOURCE KIND XML FN N NICKNAME PHOTO BDAY ANNIVERSARY GENDER ADR TEL EMAIL IMPP LANG TZ GEO TITLE ROLE LOGO ORG
    MEMBER RELATED CATEGORIES NOTE PRODID REV SOUND UID CLIENTPIDMAP URL VERSION KEY FBURL CALADRURI CALURI BIRTHPLACE
    DEATHPLACE DEATHDATE EXPERTISE HOBBY INTEREST ORG-DIRECTORY CONTACT-URI CREATED GRAMGENDER LANGUAGE PRONOUNS
    SOCIALPROFILE JSPROP
    """.split()  # noqa: SIM905  a list would take fifty lines
)
_BEFORE_40 = "X-VCARD-"
_SHORT = 64  # characters of parameters that are kept for the next card
# A position is two numbers in every version; its mark is no text.
_AS_THEY_ARE = frozenset({"GEO", "REV", "BDAY", "TZ", "CLIENTPIDMAP"})


def restyled(prop: Property, old: str, new: str) -> Property:
    """Write a property of one version as the other has it; what it says stays the same."""
    if prop.head.name in _BINARY and not is_link(prop):
        data = binary_of(prop)
        if data is not None:
            return _binary(Property(_named(prop.head), prop.value), data, new)
    value = prop.value
    if old == "2.1" or not value.isprintable():
        value = _rewritten(prop, old)
    head = (_head if _is_short(prop.head) else _head.__wrapped__)(prop.head, old, new)
    if head.name == "TEL" and new != "4.0" and value[:4].lower() == "tel:":
        value = escape(phone_text(prop, old).replace(";ext=", " ext. ").strip())
        head = replace(head, params=tuple(pair for pair in head.params if pair[0] != "VALUE"))
    return conform(Property(head, value), new)


# The same few heads stand in every card; what a person wrote into one is not kept.
@lru_cache(maxsize=1024)
def _head(head: Head, old: str, new: str) -> Head:
    named = _named(head)
    params = _params(named.params, old, new)
    if named.name == "UID" and new != "4.0":  # it is a text there without saying so
        params = tuple(pair for pair in params if pair[0] != "VALUE")
    return replace(named, name=_name(named, old, new), params=params, encoding="", charset="")


def _name(head: Head, old: str, new: str) -> str:
    """Give what 4.0 has no name for an X- one (RFC 6350 section 6.10), and its own again in a version of before."""
    if old != "4.0" == new and _is_of_before(head.name, head):
        return _BEFORE_40 + head.name
    own = head.name.removeprefix(_BEFORE_40)
    return own if old == "4.0" != new and _is_of_before(own, head) else head.name


def _is_of_before(name: str, head: Head) -> bool:
    """Tell whether 4.0 has no such name; what frames a card is no name, or a line that came could end the card."""
    known = name in _NAMES_40 and "x-irmc-n" not in head.types
    return not (known or name in ("", "BEGIN", "END", "VERSION") or name.startswith("X-"))


def _is_short(head: Head) -> bool:
    return sum(len(value) for _name, values in head.params for value in values) <= _SHORT


def _named(head: Head) -> Head:
    """Leave in names what a name may hold, and no control characters in parameters."""
    params: dict[str, tuple[str, ...]] = {}
    for name, values in head.params:
        name = _NO_NAME.sub("-", name)
        params[name] = params.get(name, ()) + tuple(map(clean, values))
    params.pop("", None)
    group, name = _NO_NAME.sub("-", head.group), _NO_NAME.sub("-", head.name)
    return replace(head, group=group, name=name, params=tuple(params.items()))


def is_fit(prop: Property, version: str) -> bool:
    """Tell whether the line of a property may be written again as it came, by the rules of 3.0 and 4.0."""
    raw = prop.raw
    if version == "2.1":
        return bool(raw)
    if prop.head.encoding == "q" or prop.head.charset.lower() not in ("", "utf-8"):
        return False
    if len(raw) > FOLD and any(len(line) > FOLD for line in raw.split(b"\r\n")):
        return False
    if b"\n" in raw:
        raw = raw.replace(b"\r\n ", b"").replace(b"\r\n\t", b"")
    if not _LINE.match(raw):
        return False
    if raw.isascii():
        return True
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def _rewritten(prop: Property, old: str) -> str:
    """Put the escapes of 3.0 and 4.0 into a value that has those of 2.1, or into bare line ends."""
    name = prop.head.name
    if old != "2.1":
        return clean(prop.value).replace("\n", "\\n")
    if name in _STRUCTURED:
        return escape_all(components(prop, old))
    if name in _LISTS:
        return escape_all(words(prop, old), ",")
    if name in _AS_THEY_ARE:
        return clean(prop.value).replace("\n", "")
    if name in _URIS or (name in _BINARY and is_link(prop)):
        return clean(uri_of(prop)).replace("\n", "")
    return escape(text_of(prop, old))


def _binary(prop: Property, data: bytes, new: str) -> Property:
    """Write bytes as base64, or in 4.0 as a data: URI."""
    kept = tuple(
        pair for pair in prop.head.params if pair[0] not in ("ENCODING", "TYPE", "MEDIATYPE", "CHARSET", "VALUE")
    )
    kind = (media_of(prop) or prop.head.param("MEDIATYPE") or next(iter(prop.head.types), "")).lower()
    kind = kind if _MEDIA.match(kind) else ""
    text = b64encode(data).decode("ascii")
    if new == "4.0":
        media = kind if "/" in kind else f"image/{kind}" if kind and prop.head.name in ("PHOTO", "LOGO") else ""
        head = replace(prop.head, params=kept, encoding="", types=())
        return Property(head, f"data:{media or 'application/octet-stream'};base64,{text}")
    name = kind.rpartition("/")[2].upper()
    params = (("ENCODING", ("b" if new == "3.0" else "BASE64",)), *((("TYPE", (name,)),) if name else ()), *kept)
    return Property(replace(prop.head, params=params, encoding="b"), text)


def _small(word: str) -> str:
    """Write a type of the standard in small letters, as 4.0 does; a word that somebody chose stays."""
    return word.lower() if word.lower() in TYPES else word


def _params(params: Params, old: str, new: str) -> Params:
    """Bring the parameters over: what only told of the old encoding goes, the preferred one stays preferred."""
    out: list[tuple[str, tuple[str, ...]]] = []
    pref = any(name == "PREF" and values[:1] == ("1",) for name, values in params)
    for name, values in params:
        if name in ("ENCODING", "CHARSET"):
            continue
        if name == "PREF" and new != "4.0":
            continue
        if name == "TYPE" and new == "4.0" and old != "4.0":
            pref = pref or any(word.lower() == "pref" for word in values)
            values = tuple(_small(word) for word in values if word.lower() not in ("pref", "internet"))
        if name == "VALUE":
            values = tuple("uri" if word.lower() == "url" else word for word in values if word.lower() != "inline")
        if values:
            out.append((name, values))
    if pref and new == "4.0" and old != "4.0" and all(name != "PREF" for name, _values in out):
        out.append(("PREF", ("1",)))
    if pref and new != "4.0" and old == "4.0":
        types = next((values for name, values in out if name == "TYPE"), ())
        out = [pair for pair in out if pair[0] != "TYPE"] + [("TYPE", (*types, "pref"))]
    return tuple(out)
