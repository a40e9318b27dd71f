"""Asks the numbering plans of the world about a number; the one module that knows phonenumbers, imported late."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from types import ModuleType
from typing import TYPE_CHECKING, Any

from contactbook.domain.contact import PhoneKind, Verdict
from contactbook.domain.phone_text import Typed, readings, several

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

_ORDER = {Verdict.VALID: 0, Verdict.UNUSUAL: 1, Verdict.INVALID: 2}
_SATELLITE = ("870", "881", "88216")
# A number that needs no judgement: digits, and the signs between them that say nothing.
_BARE = re.compile(r"\+?\d[\d ().-]*", re.ASCII)
_GLOBAL = re.compile(r"\+[1-9]\d{2,}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Found:
    """What the plans say; problem names what is wrong as in Advice, and is empty for a valid number."""

    verdict: Verdict
    problem: str = ""
    code: int = 0  # the calling code, 0 where none was found
    national: str = ""  # the digits behind it
    e164: str = ""

    @property
    def region(self) -> str | None:
        """The country, ISO 3166-1 alpha-2; the main one where several share a calling code."""
        return region_of(self.e164 or f"+{self.code}{self.national}") if self.code else None


def ask(typed: Typed, country: str | None) -> Found:
    """Read a number as the plans have it, in the country (ISO 3166-1 alpha-2) where it has no code of its own."""
    country = known_country(country)
    if not typed.digits:
        return Found(Verdict.INVALID, "empty")
    if typed.letters:
        return _ask_vanity(typed, country)
    if plain := _ask_plain(typed, country):
        return plain
    best = min((_ask_one(way, country) for way in readings(typed)), key=lambda found: _ORDER[found.verdict])
    if best.verdict is Verdict.INVALID and _are_several(typed, country):
        return Found(Verdict.INVALID, "several")
    return best


def known_country(country: str | None) -> str | None:
    """Give the country back if there is a plan for it."""
    return _known_country(country) if country else None


@lru_cache(maxsize=512)
def _known_country(country: str) -> str | None:
    from phonenumbers import SUPPORTED_REGIONS

    country = country.strip().upper()
    return country if country in SUPPORTED_REGIONS else None


def region_of(number: str) -> str | None:
    """Name the country of a number with its code, ISO 3166-1 alpha-2; None for satellites and the unknown."""
    if plain := _plain(number):
        known, digits = plain
        region = known.region(digits) or known.regions[0]
        return None if region == "001" else region
    from phonenumbers import region_code_for_country_code, region_code_for_number

    parsed = _parsed(number, None)
    if parsed is None or parsed.country_code is None:
        code = calling_code(number)
        region = region_code_for_country_code(code) if code else None
    else:
        region = region_code_for_number(parsed) or region_code_for_country_code(parsed.country_code)
    return None if region in (None, "001", "ZZ") else region


def calling_code(number: str) -> int:
    """Find the calling code at the beginning of a number with +; 0 if no country has it."""
    return _calling_code(number[:4])


@lru_cache(maxsize=512)
def _calling_code(number: str) -> int:
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

    digits = number.removeprefix("+")
    heads = (int(digits[:n]) for n in (1, 2, 3) if number.startswith("+") and digits[:n].isdecimal())
    return next((code for code in heads if code in COUNTRY_CODE_TO_REGION_CODE), 0)


def kind_of(number: str) -> PhoneKind | None:
    """Tell what a valid number reaches, None where the plan does not say."""
    from phonenumbers import PhoneNumberType, number_type

    if number.removeprefix("+").startswith(_SATELLITE):
        return PhoneKind.SATELLITE
    if plain := _plain(number):
        kind = plain[0].kind(plain[1])
    else:
        parsed = _parsed(number, None)
        kind = number_type(parsed) if parsed else PhoneNumberType.UNKNOWN
    if kind in (PhoneNumberType.UNKNOWN, PhoneNumberType.FIXED_LINE_OR_MOBILE):
        return None
    kinds = {PhoneNumberType.MOBILE: PhoneKind.MOBILE, PhoneNumberType.FIXED_LINE: PhoneKind.OFFICE}
    return kinds.get(kind, PhoneKind.OTHER)


def is_free(number: str) -> bool:
    """Tell whether a call to it costs the caller nothing."""
    from phonenumbers import PhoneNumberType, number_type

    parsed = _parsed(number, None)
    return parsed is not None and number_type(parsed) == PhoneNumberType.TOLL_FREE


def is_valid(number: str) -> bool:
    """Tell whether the plan knows a number with its code."""
    from phonenumbers import is_valid_number

    parsed = _parsed(number, None)
    return parsed is not None and is_valid_number(parsed)


def written(number: str, *, national: bool) -> str | None:
    """Write a number with its code as people do, in international or national form; None if it cannot be read."""
    if plain := _plain(number):
        shown: str = plain[0].written(plain[1], national=national)
        return shown
    from phonenumbers import PhoneNumberFormat, format_number

    parsed = _parsed(number, None)
    if parsed is None:
        return None
    return format_number(parsed, PhoneNumberFormat.NATIONAL if national else PhoneNumberFormat.INTERNATIONAL)


def lengths(code: int, kind: PhoneKind | None) -> tuple[list[int], PhoneKind | None]:
    """List how many digits may follow a calling code, for a kind if the plan tells it apart (then given back)."""
    from phonenumbers import PhoneMetadata, region_code_for_country_code

    region = region_code_for_country_code(code)
    if region == "001":
        metadata = PhoneMetadata.metadata_for_nongeo_region(code, None)
    else:
        metadata = PhoneMetadata.metadata_for_region(region, None)
    if metadata is None or metadata.general_desc is None:
        return [], None
    described = {PhoneKind.MOBILE: metadata.mobile, PhoneKind.OFFICE: metadata.fixed_line}.get(kind) if kind else None
    own = [n for n in described.possible_length if n > 0] if described else []
    if own:
        return own, kind
    return [n for n in metadata.general_desc.possible_length if n > 0], None


def trunk_prefix(code: int) -> str:
    """Give the 0 that a national number begins with where the plan has one."""
    trunk: str = _tables().plan(code).trunk if code else ""
    return trunk


@cache
def _tables() -> ModuleType:
    from contactbook.domain import phone_tables

    return phone_tables


@lru_cache(maxsize=256)  # a number is asked of several times: its verdict, its kind, how it is shown and sought
def _plain(number: str) -> Any:
    """Part a number with its code into its plan and its digits; None where phonenumbers has to be asked."""
    return _tables().split(number) if _GLOBAL.fullmatch(number) else None


def _ask_plain(typed: Typed, country: str | None) -> Found | None:
    """Read a number that needs no judgement: a valid one, or with its code one of a right length; None says nothing."""
    if not _BARE.fullmatch(typed.text):
        return None
    if typed.plus:
        found = _plain(typed.printed)
    elif country:
        found = _tables().inside(typed.digits, country)
    else:
        found = _plain("+" + typed.digits[2:]) if typed.digits.startswith("00") and "(" not in typed.text else None
    if found is None:
        return None
    known, digits = found
    if known.is_valid(digits):
        return Found(Verdict.VALID, "", known.code, digits, f"+{known.code}{digits}")
    if typed.plus and "(" not in typed.text and known.leading.may_be(digits):
        return Found(Verdict.UNUSUAL, "unusual", known.code, digits, f"+{known.code}{digits}")
    return None


def _ask_one(typed: Typed, country: str | None) -> Found:
    from phonenumbers import (
        PhoneNumberFormat,
        ValidationResult,
        format_number,
        is_possible_number_with_reason,
        is_valid_number,
        national_significant_number,
    )

    if not typed.plus and not country:
        return Found(Verdict.INVALID, "country")
    parsed = _parsed(typed.text, None if typed.plus else country)
    if parsed is None:
        return _unreadable(typed, country)
    code, national = parsed.country_code or 0, national_significant_number(parsed)
    e164 = format_number(parsed, PhoneNumberFormat.E164)
    if is_valid_number(parsed):
        return Found(Verdict.VALID, "", code, national, e164)
    reason = is_possible_number_with_reason(parsed)
    if reason == ValidationResult.IS_POSSIBLE:
        return Found(Verdict.UNUSUAL, "unusual", code, national, e164)
    problem = {
        ValidationResult.TOO_SHORT: "short",
        ValidationResult.TOO_LONG: "long",
        ValidationResult.IS_POSSIBLE_LOCAL_ONLY: "local",
        ValidationResult.INVALID_COUNTRY_CODE: "code",
    }
    return Found(Verdict.INVALID, problem.get(reason, "length"), code, national)


def _unreadable(typed: Typed, country: str | None) -> Found:
    """Say what is wrong with what phonenumbers would not take: too few digits, too many, or no such code."""
    from phonenumbers import country_code_for_region

    if not typed.plus:
        code, national = country_code_for_region(country or ""), typed.digits
    else:
        code = calling_code(typed.printed)
        national = typed.digits[len(str(code)) :] if code else ""
    if code:
        return Found(Verdict.INVALID, "long" if len(national) > 5 else "short", code, national)
    return Found(Verdict.INVALID, "code" if len(typed.digits) > 2 else "short")


def _ask_vanity(typed: Typed, country: str | None) -> Found:
    """Take letters for digits only where a company's free number has them; elsewhere they are words."""
    from phonenumbers import PhoneNumberType, convert_alpha_characters_in_number, number_type, parse

    if typed.vanity:
        spelt = convert_alpha_characters_in_number(typed.text)
        found = _ask_one(Typed(spelt, "".join(c for c in spelt if c.isdigit()), typed.plus), country)
        kinds = (PhoneNumberType.TOLL_FREE, PhoneNumberType.SHARED_COST, PhoneNumberType.UAN)
        if found.verdict is Verdict.VALID and number_type(parse(found.e164, None)) in kinds:
            return found
    return Found(Verdict.INVALID, "letters")


def _are_several(typed: Typed, country: str | None) -> bool:
    parts = several(typed)
    return len(parts) > 1 and _ask_one(parts[0], country).verdict is not Verdict.INVALID


@lru_cache(maxsize=1024)
def _parsed(text: str, country: str | None) -> "PhoneNumber | None":
    from phonenumbers import NumberParseException, parse

    try:
        return parse(text, country)
    except NumberParseException:
        return None
