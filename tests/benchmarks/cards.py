"""Makes up vCards in any number, as the programs write them that people export from: the same ones every time."""

import base64
import quopri
import random
from collections.abc import Iterator

from contactbook.domain.contact import Contact
from tests.benchmarks.people import people

_STREETS = ("Harbour Street", "Lindenweg", "Rue des Puits", "Mill Lane", "Kiezelpad", "Calle del Pozo")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def cards(number: int, seed: int = 1) -> Iterator[bytes]:
    """Make up so many cards: 3.0 of two kinds, 2.1 of a phone in quoted-printable, 4.0; one in 50 has a photo."""
    chance = random.Random(seed)
    for n, contact in enumerate(people(number, seed)):
        write = chance.choices((_web, _desktop, _telephone, _server), (40, 25, 20, 15))[0]
        photo = chance.randbytes(4000) if n % 50 == 7 else b""
        yield write(contact, chance, photo)


def _web(contact: Contact, chance: random.Random, photo: bytes) -> bytes:
    lines = [*_names(contact), *_work(contact)]
    lines += [f"TEL;TYPE={'CELL' if at == 0 else 'WORK'}:{phone.number}" for at, phone in enumerate(contact.phones)]
    lines += [f"EMAIL;TYPE=INTERNET;TYPE=WORK:{_address(contact, chance)}"]
    lines += [f"ADR;TYPE=WORK:{_place(contact, chance)}"]
    if contact.notes:
        lines.append(f"NOTE:{contact.notes}\\nSecond line\\, with a comma.")
    if contact.topics:
        lines.append(f"CATEGORIES:{','.join(contact.topics)}")
    if photo:
        lines.append(f"PHOTO;ENCODING=BASE64;TYPE=JPEG:{base64.b64encode(photo).decode()}")
    return _card("3.0", [*lines, f"UID:{contact.uid}"])


def _desktop(contact: Contact, chance: random.Random, photo: bytes) -> bytes:
    lines = ["PRODID:-//Made up Inc.//Some OS 14.1//EN", *_names(contact), *_work(contact, ";")]
    types = (";type=CELL;type=VOICE;type=pref", ";type=WORK;type=VOICE", ";type=WORK;type=FAX")
    lines += [f"TEL{types[at % 3]}:{_spaced(phone.number)}" for at, phone in enumerate(contact.phones)]
    lines += [f"EMAIL;type=INTERNET;type=WORK;type=pref:{_address(contact, chance)}"]
    lines += [
        f"item1.ADR;type=WORK;type=pref:{_place(contact, chance)}",
        f"item1.X-ABADR:{(contact.country or '').lower()}",
    ]
    lines += ["item2.URL;type=pref:https://www.example.org/press/people", "item2.X-ABLabel:_$!<HomePage>!$_"]
    if contact.notes:
        lines.append(f"NOTE:{contact.notes} " + "Prefers to be rung in the morning and never on a Friday.")
    if photo:
        lines.append(f"PHOTO;ENCODING=b;TYPE=JPEG:{base64.b64encode(photo).decode()}")
    return _card("3.0", [*lines, "REV:2026-05-04T08:09:10Z", f"UID:{contact.uid}"])


def _telephone(contact: Contact, chance: random.Random, photo: bytes) -> bytes:
    lines = [
        _quoted("N", f"{contact.family or ''};{contact.given or ''};;;"),
        _quoted("FN", contact.name or contact.role or ""),
    ]
    types = ("CELL", "WORK", "HOME")
    lines += [f"TEL;{types[at % 3]}:{_local(phone.number)}" for at, phone in enumerate(contact.phones)]
    lines += [f"EMAIL;WORK:{_address(contact, chance)}", _quoted("ADR;WORK", _place(contact, chance))]
    lines += [_quoted("ORG", contact.agency or ""), _quoted("TITLE", contact.role or "")]
    if photo:
        lines.append(
            "PHOTO;ENCODING=BASE64;JPEG:" + "\r\n ".join(_pieces(base64.b64encode(photo).decode(), 74)) + "\r\n"
        )
    return "\r\n".join(["BEGIN:VCARD", "VERSION:2.1", *filter(None, lines), "END:VCARD", ""]).encode()


def _server(contact: Contact, chance: random.Random, photo: bytes) -> bytes:
    lines = [f"UID:urn:uuid:{contact.uid}", *_names(contact), *_work(contact)]
    kinds = ('"voice,cell"', '"voice,work"', "fax")
    for at, phone in enumerate(contact.phones):
        lines.append(f"TEL;VALUE=uri;PREF={at + 1};TYPE={kinds[at % 3]}:tel:{phone.number}")
    lines += [f"EMAIL;PREF=1:{_address(contact, chance)}", f"ADR;TYPE=work:{_place(contact, chance)}"]
    lines += [f"LANG;PREF={at + 1}:{language}" for at, language in enumerate(contact.languages)]
    if photo:
        lines.append(f"PHOTO:data:image/jpeg;base64,{base64.b64encode(photo).decode()}")
    return _card("4.0", [*lines, "REV:20260504T080910Z"])


def _names(contact: Contact) -> list[str]:
    return [f"N:{contact.family or ''};{contact.given or ''};;;", f"FN:{contact.name or contact.role or ''}"]


def _work(contact: Contact, end: str = "") -> list[str]:
    return [f"ORG:{contact.agency}{end}", *([f"TITLE:{contact.role}"] if contact.role else [])]


def _address(contact: Contact, chance: random.Random) -> str:
    local = contact.emails[0].address.partition("@")[0] if contact.emails else "office"
    return f"{local}.{''.join(chance.choices(_LETTERS, k=3))}@{contact.agency}.example.org".lower()


def _place(contact: Contact, chance: random.Random) -> str:
    return f";;{chance.choice(_STREETS)} {chance.randint(1, 120)};{contact.city};;{chance.randint(1000, 9999)};"


def _spaced(number: str) -> str:
    return f"{number[:3]} {number[3:5]} {number[5:8]} {' '.join(_pieces(number[8:], 2))}"


def _local(number: str) -> str:
    return f"00{number[1:]}" if number[-3] in "02468" else number


def _quoted(head: str, text: str) -> str:
    if text.isascii():
        return f"{head}:{text}"
    coded = quopri.encodestring(text.encode()).decode().replace("=\n", "=\r\n")
    return f"{head};CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{coded}"


def _card(version: str, lines: list[str]) -> bytes:
    made = ["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD"]
    return "".join("\r\n ".join(_pieces(line, 74)) + "\r\n" for line in made).encode()


def _pieces(text: str, size: int) -> list[str]:
    """Cut by characters: one that is folded stays whole."""
    return [text[at : at + size] for at in range(0, len(text), size)] or [""]
