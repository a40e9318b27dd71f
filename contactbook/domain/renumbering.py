"""Numbers that become others in many contacts: a country's renumbering, and numbers brought into one form."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from contactbook.domain import phones
from contactbook.domain.contact import Contact, Phone, Verdict
from contactbook.domain.errors import ContactbookError
from contactbook.domain.phone_plan import calling_code
from contactbook.domain.phone_text import ascii_digits
from contactbook.i18n import _

Rule = Callable[[Contact, Phone], Phone | None]
_E164 = re.compile(r"\+[1-9]\d{2,14}")  # ITU-T E.164
_PATTERN = re.compile(r"\+[1-9][0-9x]*")
_BETWEEN = re.compile(r"[\s()./\-\u2010-\u2015\u200e\u200f\u2066-\u2069]+")


@dataclass(frozen=True, slots=True)
class Renumbering:
    """Find numbers by their beginning and give them another; each x stands for one digit that is kept.

    find and put begin with + and a country code; length is how many digits must follow the country code, None for any.
    """

    find: str
    put: str
    length: int | None = None

    def __call__(self, _contact: Contact, phone: Phone) -> Phone | None:
        """Give the number that a phone gets, None where it is not meant; what is said of it stays, its date goes."""
        number, found = phone.number, self.finds(phone)
        if found is None:
            return None
        kept = iter(found.groups())
        new = "".join(next(kept) if c == "x" else c for c in self.put) + number[found.end() :]
        if new == number:
            return None
        read = phones.read(new, label=phone.label, public=phone.public)
        return replace(read, kind=phone.kind or read.kind, extension=phone.extension, typed=phones.international(new))

    def finds(self, phone: Phone) -> re.Match[str] | None:
        """Match a number that is meant; the groups are the digits that are kept."""
        number = phone.number
        if not _E164.fullmatch(number) or (self.length is not None and _digits_behind(number) != self.length):
            return None
        return re.match(re.escape(self.find).replace("x", r"(\d)"), number)

    @property
    def start(self) -> str:
        """What all numbers that are meant begin with."""
        return self.find.partition("x")[0]


def renumbering(find: str, put: str, length: str = "") -> Renumbering:
    """Read what a person typed; raise ContactbookError with what is wrong with it."""
    rule, other = finding(find, length), _pattern(put, _("what to put in its place"))
    found = rule.find
    if found.count("x") != other.count("x"):
        raise ContactbookError(_("Each x stands for one digit that is kept: write as many x in both."))
    if found == other:
        raise ContactbookError(_("Both are the same, so no number would change."))
    return replace(rule, put=other)


def finding(find: str, length: str = "") -> Renumbering:
    """Read what a person typed to find, with nothing else to put there yet: each number stays as it is."""
    found = _pattern(find, _("what to find"))
    digits = ascii_digits(length).strip()
    if digits and not (digits.isdecimal() and len(digits) < 3 and 0 < int(digits) < 16):
        raise ContactbookError(_("The length is a number of digits behind the country code, such as 8."))
    return Renumbering(found, found, int(digits) if digits else None)


def _pattern(text: str, what: str) -> str:
    plain = _BETWEEN.sub("", ascii_digits(text)).replace("\uff0b", "+").replace("X", "x")
    if plain.startswith("00"):
        plain = "+" + plain[2:]
    code = calling_code(plain) if _PATTERN.fullmatch(plain) else 0
    if not code or len(plain) > 16:
        raise ContactbookError(
            _("Write {what} with + and the country code, digits and x alone: +225 07, or +225 xx 07.").format(what=what)
        )
    return plain


def _digits_behind(number: str) -> int:
    return len(number) - 1 - len(str(calling_code(number)))


def normalised(contact: Contact, phone: Phone) -> Phone | None:
    """Read a number that is not in international form anew, in the country of its contact; None where that is no help.

    A number that can be one already is left alone.
    """
    if phone.verdict is not Verdict.INVALID:
        return None
    read = phones.read(phone.typed or phone.number, contact.country)
    if read.verdict is Verdict.INVALID or read.number == phone.number:
        return None
    return replace(
        phone, number=read.number, extension=phone.extension or read.extension, kind=phone.kind or read.kind,
        verdict=read.verdict,
    )  # fmt: skip


def exchanged(contact: Contact, wanted: dict[Phone, Phone]) -> Contact:
    """Put numbers in the place of others that are still there; one that the contact has already is not had twice."""
    held = {(phone.number, phone.extension) for phone in contact.phones if phone not in wanted}
    result = []
    for phone in contact.phones:
        new = wanted.get(phone)
        if new is None:
            result.append(phone)
        elif (new.number, new.extension) not in held:
            held.add((new.number, new.extension))
            result.append(new)
    return (
        contact
        if len(result) == len(contact.phones) and result == list(contact.phones)
        else replace(contact, phones=tuple(result))
    )
