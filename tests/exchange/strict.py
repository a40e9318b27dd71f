"""Reads vCards by the words of their standard alone, and refuses whatever these do not allow.

RFC 2426 (3.0), RFC 6350 with RFC 6715, 6868, 8605 and 9554 (4.0), and Versit's specification of 1996 (2.1). It shares
nothing with the reader and the writer of the program.
"""

import quopri
import re
from base64 import b64decode
from collections import Counter
from dataclasses import dataclass


class Refused(AssertionError):
    """What the standard does not allow, and where."""


@dataclass(frozen=True, slots=True)
class Line:
    """A logical line: name and names of params in capitals, the values of params without quotes, value as it stands."""

    text: str
    group: str
    name: str
    params: tuple[tuple[str, tuple[str, ...]], ...]
    value: str

    def param(self, name: str) -> tuple[str, ...]:
        return tuple(value for key, values in self.params if key == name for value in values)


def _refuse_unless(fine: object, rule: str, where: object) -> None:
    if not fine:
        raise Refused(f"{rule}: {where!r}")


def read(data: bytes, version: str) -> list[list[Line]]:
    """Read the cards of a file, each without its BEGIN and END, and refuse the first thing that is not allowed."""
    if version == "2.1":
        return [_card_21(card) for card in _files_21(data)]
    lines = well_formed(data, version)
    cards: list[list[Line]] = []
    inside = False
    for line in lines:
        if line.name in ("BEGIN", "END"):
            _refuse_unless(line.value.upper() == "VCARD" and not line.params, "BEGIN and END", line.text)
            _refuse_unless(inside is (line.name == "END"), "BEGIN and END in pairs", line.text)
            inside = line.name == "BEGIN"
            if inside:
                cards.append([])
            continue
        _refuse_unless(inside, "nothing outside of a card", line.text)
        cards[-1].append(line)
    _refuse_unless(cards and not inside, "whole cards", data[-40:])
    for card in cards:
        (_card_30 if version == "3.0" else _card_40)(card)
    return cards


def well_formed(data: bytes, version: str) -> list[Line]:
    """Read the lines of a file, and refuse those that are none, whatever they say."""
    return [_line(text, version) for text in _logical(data)]


def _logical(data: bytes) -> list[str]:
    """Unfold: CRLF ends each line, none is longer than 75 octets, none is cut inside a character."""
    _refuse_unless(data.endswith(b"\r\n"), "the last line has its end", data[-20:])
    bare = data.replace(b"\r\n", b"")
    _refuse_unless(b"\r" not in bare and b"\n" not in bare, "CRLF alone ends lines", bare[:40])
    out: list[str] = []
    for physical in data[:-2].split(b"\r\n"):
        _refuse_unless(len(physical) <= 75, "75 octets a line", physical)
        try:
            text = physical.decode()
        except UnicodeDecodeError as error:
            raise Refused(f"whole characters of UTF-8: {physical!r}") from error
        if text[:1] in (" ", "\t"):
            _refuse_unless(out, "a fold follows a line", text)
            out[-1] += text[1:]
        else:
            _refuse_unless(text, "no empty line", text)
            out.append(text)
    return out


_TOKEN = r"[A-Za-z0-9-]+"
_PARAM = {
    # RFC 2426 section 4: SAFE-CHAR, QSAFE-CHAR. RFC 6350 section 3.3 is the same but for what ends a value.
    "3.0": r'(?:"[^"\x00-\x08\x0a-\x1f\x7f]*"|[^",:;\x00-\x08\x0a-\x1f\x7f]*)',
    "4.0": r'(?:"[^"\x00-\x08\x0a-\x1f\x7f]*"|[^",:;\x00-\x08\x0a-\x1f\x7f]*)',
}
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")


def _line(text: str, version: str) -> Line:
    value = _PARAM[version]
    head = re.match(rf"(?:({_TOKEN})\.)?({_TOKEN})((?:;{_TOKEN}={value}(?:,{value})*)*):", text)
    if head is None:
        raise Refused(f"group, name, parameters, colon: {text[:100]!r}")
    params = []
    for key, values in re.findall(rf";({_TOKEN})=({value}(?:,{value})*)", head[3]):
        found = tuple(one.strip('"') for one in re.findall(rf"(?:^|,)({value})", values))
        params.append((key.upper(), found))
    line = Line(text, head[1] or "", head[2].upper(), tuple(params), text[head.end() :])
    _refuse_unless(not _CONTROL.search(line.value), "no control characters", text[:100])
    repeated = [name for name, count in Counter(name for name, _values in params).items() if count > 1]
    _refuse_unless(not set(repeated) - {"TYPE"}, "a parameter stands once", text[:100])
    for _name, values in params:
        if version == "4.0":
            _refuse_unless(all(re.fullmatch(r"(?:[^^]|\^[n'^])*", one) for one in values), "RFC 6868", text[:100])
    return line


def _are_tokens(name: str, values: tuple[str, ...], line: Line) -> None:
    if name == "TYPE" and line.name not in ("PHOTO", "LOGO", "SOUND", "KEY"):
        _refuse_unless(all(re.fullmatch(_TOKEN, one) for one in values), "types are tokens", line.text[:100])


def _is(pattern: str, value: str) -> bool:
    return re.fullmatch(pattern, value, re.S) is not None


_TEXT = {"3.0": r"(?:[^\\,;]|\\[\\,;nN])*", "4.0": r"(?:[^\\,]|\\[\\,;nN])*"}
_PART = r"(?:[^\\,;]|\\[\\,;nN])*"
_URI = r"[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*"
_DATE_30 = r"\d{4}-?\d\d-?\d\d(?:T\d\d:?\d\d:?\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?)?"
_MOMENT = r"\d{8}T\d{6}(?:Z|[+-]\d\d(?:\d\d)?)?"
_DAY = r"(?:\d{4}(?:\d{4}|-\d\d)?|--\d\d(?:\d\d)?|---\d\d)"
_TIME = r"T(?:\d\d(?:\d\d(?:\d\d)?)?|-\d\d(?:\d\d)?|--\d\d)(?:Z|[+-]\d\d(?:\d\d)?)?"
_WHEN = rf"(?:{_DAY})?(?:{_TIME})?"
_LANGUAGE = r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*"
_BASE64 = r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?"

# RFC 2426 section 4: each type with its parameters; x- is allowed everywhere.
_ANY_30 = ("VALUE", "LANGUAGE")
_PARAMS_30 = {
    "SOURCE": ("VALUE", "CONTEXT"), "NAME": (), "PROFILE": (), "FN": _ANY_30, "N": _ANY_30, "NICKNAME": _ANY_30,
    "PHOTO": ("VALUE", "ENCODING", "TYPE"), "LOGO": ("VALUE", "ENCODING", "TYPE"),
    "SOUND": ("VALUE", "ENCODING", "TYPE"), "KEY": ("ENCODING", "TYPE"), "BDAY": ("VALUE",),
    "ADR": ("TYPE", *_ANY_30), "LABEL": ("TYPE", *_ANY_30), "TEL": ("TYPE",), "EMAIL": ("TYPE",), "MAILER": _ANY_30,
    "TZ": ("VALUE",), "GEO": (), "TITLE": _ANY_30, "ROLE": _ANY_30, "AGENT": ("VALUE",), "ORG": _ANY_30,
    "CATEGORIES": _ANY_30, "NOTE": _ANY_30, "PRODID": (), "REV": ("VALUE",), "SORT-STRING": _ANY_30, "UID": (),
    "URL": (), "VERSION": (), "CLASS": (), "IMPP": ("TYPE",),
}  # fmt: skip
_TYPES_30 = {
    "TEL": "home work pref voice fax msg cell pager bbs modem car isdn video pcs",
    "EMAIL": "internet x400 pref home work",
    "ADR": "dom intl postal parcel home work pref",
    "LABEL": "dom intl postal parcel home work pref",
    "IMPP": "personal business home work mobile pref",
}
_TEXTS_30 = ("NAME", "FN", "LABEL", "MAILER", "TITLE", "ROLE", "NOTE", "PRODID", "SORT-STRING", "UID", "CLASS", "TEL")


def _card_30(card: list[Line]) -> None:
    names = Counter(line.name for line in card)
    for name in ("VERSION", "FN", "N"):
        _refuse_unless(names[name] == 1, f"one {name}", [line.text for line in card if line.name == name])
    for line in card:
        _refuse_unless(line.name in _PARAMS_30 or line.name.startswith("X-"), "a type of RFC 2426 or X-", line.text)
        if line.name.startswith("X-"):
            continue
        for name, values in line.params:
            known = name in _PARAMS_30[line.name] or name.startswith("X-")
            _refuse_unless(known, "a parameter of its type", line.text)
            _are_tokens(name, values, line)
            if name == "TYPE" and line.name in _TYPES_30:
                fine = _TYPES_30[line.name].split()
                _refuse_unless(
                    all(one.lower() in fine or one[:2].upper() == "X-" for one in values), "a known TYPE", line.text
                )
        _value_30(line)


def _value_30(line: Line) -> None:
    name, value, told = line.name, line.value, "".join(line.param("VALUE")).lower()
    if name == "VERSION":
        fine = value == "3.0"
    elif name == "N":
        fine = _is(rf"{_PART}(?:,{_PART})*(?:;{_PART}(?:,{_PART})*){{0,4}}", value)
    elif name == "ADR":
        fine = _is(rf"{_PART}(?:;{_PART}){{0,6}}", value)
    elif name == "ORG":
        fine = _is(rf"{_PART}(?:;{_PART})*", value)
    elif name in ("CATEGORIES", "NICKNAME"):
        fine = _is(rf"{_PART}(?:,{_PART})*", value)
    elif name in ("PHOTO", "LOGO", "SOUND", "KEY"):
        encoded = [one.lower() for one in line.param("ENCODING")] == ["b"]
        fine = (encoded and told != "uri" and _is(_BASE64, value)) or (
            not encoded and ((told == "uri" and _is(_URI, value)) or (name == "KEY" and _is(_TEXT["3.0"], value)))
        )
    elif name in ("BDAY", "REV"):
        fine = _is(_DATE_30, value) and told in ("", "date", "date-time")
    elif name == "GEO":
        fine = _is(r"-?\d+(?:\.\d+)?;-?\d+(?:\.\d+)?", value)
    elif name == "TZ":
        fine = _is(r"[+-]\d\d:?\d\d", value) if told != "text" else _is(_TEXT["3.0"], value)
    elif name in ("URL", "SOURCE", "IMPP"):
        fine = _is(_URI, value)
    elif name == "AGENT":
        fine = _is(_URI, value) if told == "uri" else _is(_TEXT["3.0"], value)
    elif name == "PROFILE":
        fine = value.upper() == "VCARD"
    else:
        fine = _is(_TEXT["3.0"], value) and told in ("", "text", "phone-number", "uri" if name == "UID" else "")
    _refuse_unless(fine, f"a value of {name}", line.text)


# RFC 6350 section 6, RFC 6474, 6715, 9554: the parameters of each property; any may have x- ones.
_FREE_40 = "PROP-ID AUTHOR AUTHOR-NAME CREATED DERIVED"  # RFC 9554 section 4, any property
_PARAMS_40 = {
    name: frozenset(f"{params} {_FREE_40}".split())
    for names, params in (
        ("SOURCE FBURL CALADRURI CALURI", "VALUE PID PREF ALTID MEDIATYPE TYPE"),
        ("KIND UID REV PRODID", "VALUE"),
        ("XML", "VALUE ALTID"),
        ("FN", "VALUE TYPE LANGUAGE ALTID PID PREF"),
        ("N", "VALUE SORT-AS LANGUAGE ALTID PHONETIC SCRIPT"),
        ("NICKNAME ORG", "VALUE TYPE LANGUAGE ALTID PID PREF SORT-AS PHONETIC SCRIPT"),
        ("PHOTO LOGO SOUND", "VALUE ALTID TYPE MEDIATYPE PREF PID LANGUAGE"),
        ("BDAY ANNIVERSARY DEATHDATE", "VALUE LANGUAGE ALTID CALSCALE"),
        ("BIRTHPLACE DEATHPLACE", "VALUE LANGUAGE ALTID"),
        ("GENDER", "VALUE"),
        ("ADR", "VALUE LABEL LANGUAGE GEO TZ ALTID PID PREF TYPE CC PHONETIC SCRIPT"),
        ("TEL", "VALUE TYPE PID PREF ALTID MEDIATYPE"),
        ("EMAIL LANG", "VALUE PID PREF TYPE ALTID"),
        ("IMPP", "VALUE PID PREF TYPE MEDIATYPE ALTID SERVICE-TYPE USERNAME"),
        ("TZ GEO URL KEY", "VALUE ALTID PID PREF TYPE MEDIATYPE"),
        ("TITLE ROLE NOTE", "VALUE LANGUAGE PID PREF ALTID TYPE"),
        ("MEMBER", "VALUE PID PREF ALTID MEDIATYPE"),
        ("RELATED", "VALUE LANGUAGE PID PREF ALTID TYPE MEDIATYPE"),
        ("CATEGORIES", "VALUE PID PREF TYPE ALTID"),
        ("CLIENTPIDMAP VERSION", ""),
        ("EXPERTISE HOBBY INTEREST ORG-DIRECTORY", "VALUE LANGUAGE PID PREF ALTID TYPE LEVEL INDEX"),
        ("CONTACT-URI", "VALUE PREF"),
        ("CREATED", "VALUE"),
        ("GRAMGENDER", "LANGUAGE"),
        ("LANGUAGE", "VALUE"),
        ("PRONOUNS", "LANGUAGE PREF TYPE ALTID"),
        ("JSPROP", "VALUE JSPTR"),  # RFC 9555
        ("SOCIALPROFILE", "VALUE SERVICE-TYPE USERNAME PID PREF TYPE ALTID MEDIATYPE"),
    )
    for name in names.split()
}
_ONCE_40 = ("KIND", "N", "BDAY", "ANNIVERSARY", "GENDER", "PRODID", "REV", "UID", "CREATED", "LANGUAGE")
_URIS_40 = frozenset({"SOURCE", "PHOTO", "LOGO", "SOUND", "IMPP", "GEO", "URL", "KEY", "FBURL", "CALADRURI", "CALURI"})
_URIS_40 |= {"MEMBER", "RELATED", "UID", "ORG-DIRECTORY", "CONTACT-URI", "SOCIALPROFILE"}
_MAY_BE_TEXT = frozenset(["KEY", "RELATED", "UID", "SOCIALPROFILE", "TZ"])
_LISTS_40 = ("CATEGORIES", "NICKNAME")


def _card_40(card: list[Line]) -> None:
    _refuse_unless(card and card[0].name == "VERSION", "VERSION comes first", [line.text for line in card[:2]])
    names = Counter(line.name for line in card)
    _refuse_unless(names["VERSION"] == 1, "one VERSION", [line.text for line in card if line.name == "VERSION"])
    _refuse_unless(names["FN"], "an FN", [line.text for line in card])
    for name in _ONCE_40:
        # Section 5.4: those of one ALTID count as one.
        found = {line.param("ALTID") or (str(at), "alone") for at, line in enumerate(card) if line.name == name}
        _refuse_unless(len(found) <= 1, f"{name} at most once", [line.text for line in card if line.name == name])
    groups = [line for line in card if line.name == "KIND" and line.value.lower() == "group"]
    _refuse_unless(groups or not names["MEMBER"], "MEMBER in a group", [line.text for line in card])
    for line in card:
        _refuse_unless(line.name in _PARAMS_40 or line.name.startswith("X-"), "a property of 4.0 or X-", line.text)
        if line.name.startswith("X-"):
            continue
        for name, values in line.params:
            fine = name in _PARAMS_40[line.name] or name.startswith("X-")
            _refuse_unless(fine, "a parameter of its property", line.text)
            _are_tokens(name, values, line)
            if name == "PREF":
                fine = len(values) == 1 and _is(r"[1-9]\d?|100", values[0])
            elif name in ("ALTID", "VALUE", "SERVICE-TYPE", "LABEL", "DERIVED", "PROP-ID"):
                fine = len(values) == 1
            elif name == "LANGUAGE":
                fine = len(values) == 1 and _is(_LANGUAGE, values[0])
            elif name == "CC":
                fine = len(values) == 1 and _is(r"[A-Za-z]{2}", values[0])
            _refuse_unless(fine, f"a value of {name}", line.text)
        _value_40(line)


def _value_40(line: Line) -> None:
    name, value, told = line.name, line.value, "".join(line.param("VALUE")).lower()
    several = rf"{_PART}(?:,{_PART})*"
    if name == "VERSION":
        fine = value == "4.0"
    elif name == "KIND":
        fine = _is(_TOKEN, value)
    elif name == "N":
        fine = _is(rf"{several}(?:;{several}){{4}}(?:(?:;{several}){{2}})?", value)
    elif name == "ADR":
        fine = _is(rf"{several}(?:;{several}){{6}}(?:(?:;{several}){{11}})?", value)
    elif name == "ORG":
        fine = _is(rf"{_PART}(?:;{_PART})*", value)
    elif name == "GENDER":
        fine = _is(rf"[MFONUmfonu]?(?:;{_TEXT['4.0']})?", value)
    elif name in _LISTS_40:
        fine = _is(several, value)
    elif name in ("BDAY", "ANNIVERSARY", "DEATHDATE"):
        fine = _is(_TEXT["4.0"], value) if told == "text" else bool(value) and _is(_WHEN, value)
    elif name in ("REV", "CREATED"):
        fine = _is(_MOMENT, value)
    elif name in ("LANG", "LANGUAGE"):
        fine = _is(_LANGUAGE, value)
    elif name == "GRAMGENDER":
        fine = _is(_TOKEN, value)
    elif name == "CLIENTPIDMAP":
        fine = _is(rf"\d+;{_URI}", value)
    elif name == "TZ":
        fine = _is(r"[+-]\d\d(?:\d\d)?", value) if told == "utc-offset" else _is(_TEXT["4.0"], value)
    elif told == "uri" or (name in _URIS_40 and not (told == "text" and name in _MAY_BE_TEXT)):
        fine = _is(_URI, value)
    else:
        fine = told in ("", "text") and _is(_TEXT["4.0"], value)
    _refuse_unless(fine, f"a value of {name}", line.text)


# 2.1, section 2.1: bare types, CHARSET and ENCODING, no quotes, nothing that RFC 2426 added.
_NAMES_21 = "ADR|BDAY|EMAIL|FN|LABEL|N|NOTE|ORG|PHOTO|REV|ROLE|TEL|TITLE|UID|URL|VERSION|X-[A-Z0-9-]+"
_TYPES_21 = "HOME|WORK|PREF|VOICE|FAX|CELL|INTERNET|TYPE=(?:JPEG|PNG|GIF|BMP|TIFF|WEBP)"
_HEAD_21 = re.compile(
    rf"(?:{_NAMES_21})(?:;(?:{_TYPES_21}))*(?:;CHARSET=(?:Windows-1252|utf-8))?"
    r"(?:;ENCODING=(?:QUOTED-PRINTABLE|BASE64))?\Z"
)


def _files_21(data: bytes) -> list[list[str]]:
    _refuse_unless(data.isascii(), "ASCII alone", data)
    bare = data.replace(b"\r\n", b"")
    _refuse_unless(b"\r" not in bare and b"\n" not in bare, "CRLF alone ends lines", bare[:40])
    physical = data.decode("ascii").split("\r\n")
    _refuse_unless(physical.pop() == "", "the last line has its end", data[-20:])
    _refuse_unless(all(len(line) <= 76 for line in physical), "76 characters a line", max(physical, key=len))
    _refuse_unless(physical[:1] == ["BEGIN:VCARD"] and physical[-1:] == ["END:VCARD"], "whole cards", physical[:1])
    cards: list[list[str]] = []
    for line in physical:
        if line == "BEGIN:VCARD":
            _refuse_unless(not cards or cards[-1][-1] == "END:VCARD", "no card in a card", line)
            cards.append([])
        cards[-1].append(line)
    return cards


def _card_21(physical: list[str]) -> list[Line]:
    _refuse_unless(physical[-1] == "END:VCARD" and physical.count("END:VCARD") == 1, "one END", physical[-1])
    card: list[Line] = []
    lines = iter(physical[1:-1])
    for text in lines:
        head, colon, value = text.partition(":")
        _refuse_unless(colon and _HEAD_21.match(head), "a head of 2.1", text)
        if head.endswith("=BASE64"):
            rest = []
            while piece := next(lines):
                _refuse_unless(piece.startswith(" "), "base64 goes on behind a blank", piece)
                rest.append(piece.replace(" ", ""))
            value = "".join(rest)
            _refuse_unless(_is(_BASE64, value) and b64decode(value), "base64", text)
        if "QUOTED-PRINTABLE" in head:
            while value.endswith("="):
                value += "\r\n" + next(lines)
            charset = re.search("CHARSET=([^;]+)", head)
            decoded = quopri.decodestring(value.encode())
            _refuse_unless(decoded.isascii() is (charset is None), "a CHARSET where one is needed", text)
            value = decoded.decode(charset[1] if charset else "ascii").replace("\r\n", "\n")
        name, *types = head.split(";")
        params = [(one.partition("=")[0], (one.partition("=")[2] or one,)) for one in types]
        card.append(Line(text, "", name, tuple(params), value))
    names = Counter(line.name for line in card)
    for name in ("VERSION", "FN", "N"):
        _refuse_unless(names[name] == 1, f"one {name}", names)
    _refuse_unless(card[0].name == "VERSION" and card[0].value == "2.1", "VERSION:2.1 first", card[0].text)
    return card
