"""Reads, checks and writes phone numbers; nothing that is typed makes it raise."""

import re
from collections.abc import Iterable

from contactbook.domain import phone_plan as plan
from contactbook.domain.contact import Phone, PhoneKind, Verdict
from contactbook.domain.phone_advice import explain as explain
from contactbook.domain.phone_advice import in_country
from contactbook.domain.phone_text import ascii_digits, digits_of, take_apart
from contactbook.i18n import _

_E164 = re.compile(r"\+[1-9]\d{2,14}")
# The run that a formatter may touch: digits of any script, a plus and what people put between them.
_HEAD = re.compile(r"[\d\s+\uff0b()\[\]./\u2010-\u2015\u2212\uff0d\u200b-\u200f\u202a-\u202e\u2066-\u2069-]*")
_LONGEST = 20


def read(
    typed: str,
    country: str | None = None,
    *,
    kind: PhoneKind | None = None,
    label: str | None = None,
    public: bool = False,
) -> Phone:
    """Read a number as it was typed, in the country (ISO 3166-1 alpha-2) of its contact's city.

    number is E.164 (RFC 3966 global number), or the digits as printed where it cannot be one, or the words themselves
    where there is no digit. The kind comes from the words, then from the numbering plan, if none is given.
    """
    parts = take_apart(typed)
    found = plan.ask(parts, country)
    number = found.e164 or (parts.printed if parts.digits else " ".join(typed.split()))
    kind = kind or parts.kind
    if kind is None and found.verdict is Verdict.VALID:
        kind = plan.kind_of(found.e164)
    return Phone(number, typed, parts.extension, kind, label, public, found.verdict)


def may_be(typed: str, countries: Iterable[str]) -> list[str]:
    """List those of some countries in whose plan a number without its code is valid."""
    parts = take_apart(typed)
    return [country for country in countries if plan.ask(parts, country).verdict is Verdict.VALID]


def international(number: str, extension: str | None = None) -> str:
    """Write a number for display: `+41 79 555 00 00`, `+41 22 555 00 00 ext. 68`; what is none stays as it is."""
    shown = (plan.written(number, national=False) if _E164.fullmatch(number) else None) or number
    return _("{number} ext. {extension}").format(number=shown, extension=extension) if extension else shown


def region(number: str) -> str | None:
    """Name the country of a number with its code, ISO 3166-1 alpha-2; None for satellites and the unknown."""
    return plan.region_of(number) if number.startswith("+") else None


def describe(phone: Phone) -> str:
    """Say in words what a number reaches: `Mobile in Kenya`; empty where nothing is known."""
    if phone.verdict is Verdict.INVALID or not phone.number.startswith("+"):
        return ""
    kind, where = plan.kind_of(phone.number), in_country(plan.region_of(phone.number))
    if kind is PhoneKind.SATELLITE:
        return _("Satellite phone")
    if not where:
        return _("International number")
    if phone.verdict is Verdict.UNUSUAL and not plan.is_valid(phone.number):
        return _("{country}, kind not known").format(country=where.name)
    if kind is PhoneKind.OTHER:
        free = plan.is_free(phone.number)
        sentence = _("Free call in {country}") if free else _("Special number in {country}")
    elif kind is None:
        sentence = _("Number in {country}")
    else:
        sentence = _("Mobile in {country}") if kind is PhoneKind.MOBILE else _("Landline in {country}")
    return sentence.format(country=where.inside)


def search_digits(number: str) -> str:
    """Give the digits that a search goes through, in international and national form: `41795550000 0795550000`."""
    if not _E164.fullmatch(number):
        return digits_of(number)
    digits = number[1:]
    national = digits_of(plan.written(number, national=True) or "")
    trunk = plan.trunk_prefix(plan.calling_code(number))
    if national and not national.startswith(trunk):
        national = trunk + national
    return f"{digits} {national}" if national and national != digits else digits


def as_typed(text: str, country: str | None) -> str:
    """Format a number while it is typed; the digits stay what and where they are, and words are left alone."""
    head = _HEAD.match(text)
    run = head[0] if head else ""
    tail = text[len(run) :]
    plain = "".join(c for c in ascii_digits(run) if c.isdigit() or c == "+")
    country = plan.known_country(country)
    if not 0 < len(plain) <= _LONGEST or "+" in plain[1:] or "/" in run or re.search(r"\(\s*0", run):
        return text
    if not plain.startswith(("+", "00")) and not country:
        return text
    from phonenumbers import AsYouTypeFormatter

    formatter, shown = AsYouTypeFormatter(country or "ZZ"), ""
    for c in plain:
        shown = formatter.input_digit(c)
    shown = shown.rstrip(" -(")
    if "".join(c for c in shown if c.isdigit() or c == "+") != plain:
        return text
    # A blank that was just typed stays, or "ext." could not be typed behind it.
    return shown + (" " if run[-1:].isspace() else "") + tail


def caret(text: str, formatted: str, position: int) -> int:
    """Find where the caret belongs after formatting: behind the same digit as before."""
    if position >= len(text):
        return len(formatted)
    passed = sum(map(_counts, text[: max(position, 0)]))
    if not passed:
        return 0
    for at, c in enumerate(formatted):
        passed -= _counts(c)
        if not passed:
            return at + 1
    return len(formatted)


def _counts(c: str) -> bool:
    return c.isalnum() or c in "+\uff0b"
