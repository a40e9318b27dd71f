"""Reads the JSON that this program writes, and what others write in its form."""

import codecs
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from typing import Any, BinaryIO

from contactbook.domain.contact import Contact, Email, Phone
from contactbook.domain.errors import NotReadable
from contactbook.domain.plain import from_plain
from contactbook.exchange.formats import Problem, Reading
from contactbook.i18n import _

_TEXTS = (
    "uid", "kind", "name", "given", "family", "honorific", "suffix", "said", "pronouns", "role", "agency", "city",
    "country", "address", "hours", "notes", "photo", "card", "verified_on", "verified_by", "away_from", "away_until",
    "cover", "created_at", "updated_at",
)  # fmt: skip
_WORDS = ("languages", "topics", "lists", "guessed")
_PARTS = {"phones": "number", "emails": "address", "links": "value"}
_CHUNK = 256 * 1024
_LARGEST = 64 * 1024 * 1024  # characters of one contact
_RAW = 500  # characters of a contact that a problem shows
_BLANKS = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()
_DETAIL_TEXTS = ("typed", "extension", "kind", "label", "verdict", "verified_on", "verified_by")


def read(data: bytes, *, source: str = "") -> Reading:
    """Read a contact or a list of them; what is no contact is a problem. Raise NotReadable where it is no JSON."""
    read = list(items(BytesIO(data), source=source))
    contacts = [item for item in read if isinstance(item, Contact)]
    return Reading(contacts, [item for item in read if isinstance(item, Problem)], source=source, kind="json")


def items(stream: BinaryIO, *, source: str = "") -> Iterator[Contact | Problem]:
    """Read a contact or a list of them one by one, as `read` does; memory is bounded by the largest of them."""
    number = 0
    try:
        for number, item in enumerate(_values(stream), 1):
            try:
                yield _contact(_storable(item))
            except (KeyError, TypeError, ValueError, RecursionError) as error:
                why = _("This is no contact as Contactbook writes them: {why}.").format(why=error)
                yield Problem(_("contact {number}").format(number=number), why, _raw(item))
    except (_Broken, UnicodeError, RecursionError) as error:
        after = _(", after contact {number}").format(number=number) if number else ""
        told = _("{name} is not whole JSON: {why}{after}.").format(name=source, why=error, after=after)
        raise NotReadable(told) from error


class _Broken(Exception):
    """The text is no JSON."""


class _Text:
    """A window over the text of a stream, which grows where a value does not fit."""

    def __init__(self, stream: BinaryIO) -> None:
        head = stream.read(_CHUNK)
        self._decoder = codecs.getincrementaldecoder(json.detect_encoding(head))("surrogatepass")
        self._stream = stream
        self.held = self._decoder.decode(head)
        self.at = 0

    def more(self) -> bool:
        """Read on, as much again as is held; False at the end."""
        self.held = self.held[self.at :]
        self.at = 0
        if len(self.held) > _LARGEST:
            raise _Broken(_("a contact is too large"))
        data = self._stream.read(max(_CHUNK, len(self.held)))
        self.held += self._decoder.decode(data, final=not data)
        return bool(data)

    def sign(self) -> str:
        """Give the next character that is no blank; "" at the end."""
        while True:
            match = _BLANKS.match(self.held, self.at)
            self.at = match.end() if match else self.at
            if self.at < len(self.held):
                return self.held[self.at]
            if not self.more():
                return ""

    def value(self) -> Any:
        """Take the next value."""
        self.sign()
        while True:
            try:
                value, end = _DECODER.raw_decode(self.held, self.at)
            except ValueError as error:
                if not self.more():
                    raise _Broken(getattr(error, "msg", str(error)).removesuffix(" starting at")) from error
                continue
            if end == len(self.held) and self.more():
                continue  # a number may go on
            self.at = end
            return value


def _values(stream: BinaryIO) -> Iterator[Any]:
    """Give the values of a list one by one, or the only value."""
    text = _Text(stream)
    if text.sign() != "[":
        yield text.value()
    else:
        text.at += 1
        first = True
        while text.sign() != "]":
            if not first:
                if text.sign() != ",":
                    raise _Broken(_("a comma is missing"))
                text.at += 1
            first = False
            yield text.value()
        text.at += 1
    if text.sign():
        raise _Broken(_("there is more behind its end"))


def _raw(item: object) -> str:
    return json.dumps(item, ensure_ascii=False)[:_RAW]


def _storable(item: Any) -> Any:
    """Replace lone surrogates, which no file can hold and JSON lets through as escapes."""
    text = json.dumps(item, ensure_ascii=False)
    mended = text.encode("utf-8", "replace").decode()
    return item if mended == text else json.loads(mended)


def _contact(item: object) -> Contact:
    """Make a contact; raise ValueError or its like with what is wrong."""
    if not isinstance(item, dict):
        raise ValueError(_("it is not an object with fields"))
    check(item)
    contact = from_plain(item)
    if contact == Contact(uid=contact.uid, kind=contact.kind):
        raise ValueError(_("it holds nothing"))
    phones, emails = item.get("phones") or (), item.get("emails") or ()
    return replace(
        contact,
        phones=tuple(_phone(p, had, contact) for p, had in zip(contact.phones, phones, strict=True)),
        emails=tuple(_email(e, had) for e, had in zip(contact.emails, emails, strict=True)),
    )


def check(item: Mapping[str, Any]) -> None:
    """See that each field holds what it should, for what is written later trusts it; raise ValueError where not."""
    for key in _TEXTS:
        _text(item, key)
    for key in _WORDS:
        if not all(isinstance(word, str) for word in _list(item, key)):
            raise ValueError(_("{field} is not a list of texts").format(field=key))
    for key, main in _PARTS.items():
        for part in _list(item, key):
            if not isinstance(part, dict) or not isinstance(part.get(main), str) or not part[main].strip():
                raise ValueError(_("{field} has an entry without {main}").format(field=key, main=main))
            if not isinstance(part.get("public"), bool | None):  # a text would be taken for true, whatever it says
                raise ValueError(_("{field} has an entry whose public is not true or false").format(field=key))
            for detail in _DETAIL_TEXTS:
                _text(part, detail)
    translations = item.get("translations") or {}
    if not isinstance(translations, dict) or not all(isinstance(t, dict) for t in translations.values()):
        raise ValueError(_("{field} is not an object with fields").format(field="translations"))
    for translation in translations.values():
        _text(translation, "name")
        _text(translation, "role")


def _text(item: Mapping[str, Any], key: str) -> None:
    if not isinstance(item.get(key), str | None):
        raise ValueError(_("{field} is not a text").format(field=key))


def _list(item: Mapping[str, Any], key: str) -> list[Any]:
    held = item.get(key) or []
    if not isinstance(held, list):
        raise ValueError(_("{field} is not a list").format(field=key))
    return held


def _phone(phone: Phone, had: Mapping[str, Any], contact: Contact) -> Phone:
    """Check a number that nobody has judged yet, in the country of the contact's place."""
    if had.get("verdict"):
        return phone
    from contactbook.domain import phones, places

    city = places.find_city(contact.city) if contact.city and not contact.country else None
    country = contact.country or (city.country if city else None)
    read = phones.read(phone.typed, country, kind=phone.kind, label=phone.label, public=phone.public)
    return replace(
        read, extension=phone.extension or read.extension, verified_on=phone.verified_on, verified_by=phone.verified_by
    )


def _email(email: Email, had: Mapping[str, Any]) -> Email:
    if had.get("verdict"):
        return email
    from contactbook.domain import emails

    read = emails.read(email.typed, label=email.label, public=email.public)
    return replace(read, verified_on=email.verified_on, verified_by=email.verified_by)
