"""Reads the numbers of a contact in the country that is printed for it, or that its text is likeliest of."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from contactbook.domain import phones
from contactbook.domain.contact import Phone, PhoneKind, Verdict
from contactbook.exchange.formats import Span
from contactbook.exchange.release_details import Detail
from contactbook.exchange.release_draft import Draft
from contactbook.exchange.release_text import Clean
from contactbook.exchange.release_words import flat, squeeze, word_set

Spans = dict[str, tuple[Span, ...]]
_KINDS = {
    "mobile": PhoneKind.MOBILE,
    "office": PhoneKind.OFFICE,
    "fax": PhoneKind.FAX,
    "satellite": PhoneKind.SATELLITE,
}
# Where nothing tells the country of an English text, a number may be of one of these if of no other.
_UNTOLD = ("US", "GB", "IE", "AU", "NZ")

# Prefixes of long distance and of mobiles that these countries have given up, and their texts still print.
_OLD_TRUNKS = {"MX": ("01", "044", "045"), "PL": ("0",), "CZ": ("0",), "UY": ("0",), "CR": ("0",), "CO": ("03", "0")}


@dataclass(frozen=True, slots=True)
class Numbering:
    """The countries that a text's national numbers may be of, the likeliest first, and all digits of its numbers."""

    countries: list[str]
    numbers: list[str]
    english: bool


def read_phones(
    draft: Draft, cleaned: Clean, country: str | None, numbering: Numbering, spans: Spans
) -> tuple[list[Phone], str | None]:
    """Read the numbers of a draft; also give the country that was needed to read one of them."""
    found: list[Phone] = []
    needed: str | None = None
    for detail in draft.found("phone"):
        phone, guess = _phone(_whole(detail, numbering), cleaned, country, numbering)
        if phone.verdict is not Verdict.VALID and not _is_surely_a_number(detail):
            continue
        if any((p.number, p.extension) == (phone.number, phone.extension) for p in found):
            continue
        spans[f"phones.{len(found)}"] = (
            cleaned.span(detail.start, max(detail.end, detail.last) if detail.extension else detail.end),
        )
        found.append(phone)
        needed = needed or guess
    return found, needed


def _is_surely_a_number(detail: Detail) -> bool:
    """Tell whether digits that no plan knows are a number all the same: by their label, their + or their 0."""
    digits = detail.value.lstrip("+")
    return (
        bool(detail.labels)
        or detail.value.startswith("+")
        or (digits.startswith("0") and len(digits) > 7)
        or len(digits) == 7
    )


def _whole(detail: Detail, numbering: Numbering) -> Detail:
    """Take the area code of a local number from the same number elsewhere in the text."""
    if len(detail.value) > 8 or detail.value.startswith(("+", "0")):
        return detail
    longer = [n for n in numbering.numbers if n.endswith(detail.value) and len(n) > len(detail.value)]
    return replace(detail, value=longer[0]) if longer else detail


def _phone(detail: Detail, cleaned: Clean, country: str | None, numbering: Numbering) -> tuple[Phone, str | None]:
    """Read a number in its own country, else in the first of the text's countries whose plan knows it."""
    printed = " ".join(cleaned.text[detail.start : detail.end].split())
    digits = "".join(c for c in printed if c.isdigit() or c == "+")
    whole = printed if digits.lstrip("+") == detail.value.lstrip("+") or not digits else detail.value
    kind = next((_KINDS[label] for label in detail.labels if label in _KINDS), None)
    label = (
        detail.label
        if detail.label
        and squeeze(flat(detail.label)) not in word_set("labels.phone", "labels.mobile", "labels.fax", "labels.office")
        else None
    )

    def read(where: str | None, text: str = whole) -> Phone:
        return phones.read(text, where, kind=kind, label=label, public=True)

    phone, where = _best(detail, read, country, numbering)
    national = not detail.value.startswith(("+", "00")) and phone.number.startswith("+")
    phone = _as_printed(phone, printed, detail)
    return phone, (where or None) if national else None


def _as_printed(phone: Phone, printed: str, detail: Detail) -> Phone:
    return Phone(
        phone.number, printed, detail.extension or phone.extension, phone.kind, phone.label, phone.public, phone.verdict
    )


def _with_old_trunks(read: Callable[..., Phone], detail: Detail) -> Callable[..., Phone]:
    """Read a number without the prefixes that a country once had where it is none with them."""

    def tried(where: str | None, *text: str) -> Phone:
        phone = read(where, *text)
        if phone.verdict is Verdict.VALID or text:
            return phone
        shorter = [detail.value.removeprefix(p) for p in _OLD_TRUNKS.get(where or "", ()) if detail.value.startswith(p)]
        return next((p for p in (read(where, s) for s in shorter) if p.verdict is Verdict.VALID), phone)

    return tried


def _best(detail: Detail, read: Callable[..., Phone], country: str | None, numbering: Numbering) -> tuple[Phone, str]:
    """Read a number in the country printed for it, else in the text's likeliest.

    What the likeliest knows as no number is one of the next country's only where both are near as likely and that
    one knows it; else it stays what it is in the likeliest, with its verdict.
    """
    international = detail.value.startswith(("+", "00"))
    read = _with_old_trunks(read, detail)
    candidates = [c for c in dict.fromkeys([country, *numbering.countries[: 1 if country else 3]]) if c]
    readings = [(read(c), c) for c in candidates]
    if not readings:
        known = phones.may_be(detail.value, _UNTOLD) if numbering.english and not international else []
        readings = [(read(known[0]), known[0])] if len(known) == 1 else [(read(None), "")]
    if not international and detail.value.startswith("0") and len(detail.value) > 11:
        # "01-1-914-555-0100": something dialled before the code of the country.
        readings.append((read(None, "+" + detail.value.lstrip("0")), ""))
    if detail.value.startswith("1") and len(detail.value) == 11:
        # "1-800-555-0199": North Americans print their code without a plus.
        readings.append((read(None, "+" + detail.value), ""))
    elif not international and not detail.value.startswith("0") and len(detail.value) > 10:
        # "962 79 000 0000": the code of the country without its plus.
        readings.append((read(None, "+" + detail.value), ""))
    return next((r for r in readings if r[0].verdict is Verdict.VALID), readings[0])
