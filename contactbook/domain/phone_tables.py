"""The numbering plans as tables, each pattern compiled once: what phonenumbers itself answers, in a tenth of its time.

It is asked of numbers that need no judgement: a + or 00 and digits, or a national number whose plan has nothing but a
trunk prefix to take off. All others get None here, and are left to phonenumbers itself.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from phonenumbers import (
    COUNTRY_CODE_TO_REGION_CODE,
    PhoneMetadata,
    PhoneNumberType,
    region_code_for_country_code,
)

_KINDS = (
    (PhoneNumberType.PREMIUM_RATE, "premium_rate"),
    (PhoneNumberType.TOLL_FREE, "toll_free"),
    (PhoneNumberType.SHARED_COST, "shared_cost"),
    (PhoneNumberType.VOIP, "voip"),
    (PhoneNumberType.PERSONAL_NUMBER, "personal_number"),
    (PhoneNumberType.PAGER, "pager"),
    (PhoneNumberType.UAN, "uan"),
    (PhoneNumberType.VOICEMAIL, "voicemail"),
    (PhoneNumberType.FIXED_LINE, "fixed_line"),
    (PhoneNumberType.MOBILE, "mobile"),
)
_LONGEST = 17
_FIRST_GROUP = re.compile(r"(\\[1-9])")
_GROUP = re.compile(r"\\([1-9])")
_Fits = Callable[[str], object]


class Numbers:
    """What one region, or one calling code of no country, knows of its numbers; digits are national and significant."""

    def __init__(self, metadata: Any) -> None:
        self.code: int = metadata.country_code
        self.general = _fits(metadata.general_desc)
        self.leading = re.compile(metadata.leading_digits).match if metadata.leading_digits is not None else None
        self._lengths = _lengths(metadata.general_desc)
        self._metadata = metadata
        self._of_length: dict[int, _OfLength] = {}
        prefix = metadata.national_prefix_for_parsing
        self._prefix = re.compile(prefix).match if prefix else None
        self._trunk = prefix if prefix and prefix.isdecimal() and not metadata.national_prefix_transform_rule else ""
        abroad = metadata.international_prefix
        self._leaves = re.compile(abroad).match if abroad else None

    def kind(self, digits: str) -> int:
        """Give the PhoneNumberType; UNKNOWN is a number that is not valid."""
        length = len(digits)
        if length not in self._lengths or not self.general(digits):
            return PhoneNumberType.UNKNOWN
        known = self._of_length.get(length)
        if known is None:
            known = self._of_length[length] = _OfLength(self._metadata, length)
        return known.kind(digits)

    def keeps(self, digits: str) -> bool:
        """Tell whether nothing of the digits is a prefix that may be left out."""
        return self._prefix is None or not self._prefix(digits)

    def goes_abroad_by_00(self, digits: str) -> bool:
        """Tell whether 00 at the beginning of the digits is all that leads abroad."""
        found = self._leaves(digits) if self._leaves else None
        return found is not None and found[0] == "00"

    def may_be(self, digits: str) -> bool:
        """Tell whether a number is as long as one may be, valid or not."""
        return isinstance(self._lengths, frozenset) and len(digits) in self._lengths

    def without_trunk(self, digits: str) -> str | None:
        """Take the trunk prefix off a number as it is dialled inside; None where there is more to it."""
        if self._leaves and self._leaves(digits):
            return None
        if digits.startswith(str(self.code)):
            return None
        if self.keeps(digits):
            return digits
        trunk = self._trunk
        if not trunk or not digits.startswith(trunk) or self.general(digits):
            return None
        rest = digits[len(trunk) :]
        return rest if len(rest) in self._lengths and self.general(rest) else None


class _OfLength:
    """The kinds of numbers of one length, each pattern a group of one: compiled when first asked for."""

    def __init__(self, metadata: Any, length: int) -> None:
        self._one_pattern = metadata.same_mobile_and_fixed_line_pattern
        kinds = _KINDS[:-1] if self._one_pattern else _KINDS
        found = [(kind, getattr(metadata, name)) for kind, name in kinds]
        there = [(kind, desc) for kind, desc in found if length in _lengths(desc) and desc.national_number_pattern]
        self._kinds = [kind for kind, _desc in there]
        self._fits = re.compile("|".join(f"({desc.national_number_pattern})" for _kind, desc in there)).fullmatch
        mobile = [desc for kind, desc in there if kind == PhoneNumberType.MOBILE]
        self._mobile = _fits(mobile[0]) if mobile else lambda digits: None

    def kind(self, digits: str) -> int:
        found = self._fits(digits)
        if found is None or found.lastindex is None:
            return PhoneNumberType.UNKNOWN
        kind = self._kinds[found.lastindex - 1]
        if kind == PhoneNumberType.FIXED_LINE and (self._one_pattern or self._mobile(digits)):
            return PhoneNumberType.FIXED_LINE_OR_MOBILE
        return kind


class Plan:
    """The plan of one calling code, which several regions may share."""

    def __init__(self, code: int) -> None:
        self.code = code
        self.regions: tuple[str, ...] = COUNTRY_CODE_TO_REGION_CODE[code]
        leading = region_code_for_country_code(code)
        metadata: Any = PhoneMetadata.metadata_for_region_or_calling_code(code, leading)
        self.leading = Numbers(metadata)
        self.trunk = "0" if leading != "001" and metadata.national_prefix == "0" else ""
        self._all = tuple((region, known) for region in self.regions if (known := _metadata(code, region)) is not None)
        inside = tuple(_Written(one, national=True) for one in metadata.number_format)
        abroad = tuple(_Written(one, national=False) for one in metadata.intl_number_format or metadata.number_format)
        self._written = {True: inside, False: abroad}
        self._asked: tuple[str, int] = ("", PhoneNumberType.UNKNOWN)

    def region(self, digits: str) -> str | None:
        """Name the region that a number belongs to."""
        if len(self.regions) == 1:
            return self.regions[0]
        for region, numbers in self._all:
            if numbers.leading is not None:
                if numbers.leading(digits):
                    return region
            elif numbers.kind(digits) != PhoneNumberType.UNKNOWN:
                return region
        return None

    def kind(self, digits: str) -> int:
        """Give the PhoneNumberType; UNKNOWN is a number that is not valid."""
        before, kind = self._asked  # whether it is valid is asked first, then its kind
        if before == digits:
            return kind
        region = self.region(digits)
        kind = next((numbers.kind(digits) for name, numbers in self._all if name == region), PhoneNumberType.UNKNOWN)
        self._asked = (digits, kind)
        return kind

    def is_valid(self, digits: str) -> bool:
        """Tell whether the plan knows a number."""
        return self.kind(digits) != PhoneNumberType.UNKNOWN

    def written(self, digits: str, *, national: bool) -> str:
        """Write a number as people do, in international or national form."""
        shown = digits
        for form in self._written[national]:
            if (form.begins is None or form.begins(digits)) and (found := form.fits(digits)):
                shown = form.write(found)
                break
        return shown if national else f"+{self.code} {shown}"


class _Written:
    """One way to write numbers."""

    def __init__(self, form: Any, *, national: bool) -> None:
        leading = form.leading_digits_pattern
        self.begins = re.compile(leading[-1]).match if leading else None
        pattern = re.compile(form.pattern)
        self.fits = pattern.fullmatch
        rule = form.format
        if national and form.national_prefix_formatting_rule:
            rule = _FIRST_GROUP.sub(form.national_prefix_formatting_rule, rule, count=1)
        self._template = _GROUP.sub(lambda group: f"{{{group[1]}}}", rule.replace("{", "{{").replace("}", "}}"))

    def write(self, found: re.Match[str]) -> str:
        return self._template.format(found[0], *found.groups())


@cache
def plan(code: int) -> Plan:
    """Give the plan of a calling code that some country has."""
    return Plan(code)


def split(number: str) -> tuple[Plan, str] | None:
    """Part a number of a + and ASCII digits into its plan and what stands behind the calling code."""
    for length in (2, 3, 4):
        code = int(number[1:length]) if len(number) >= length else 0
        if code in COUNTRY_CODE_TO_REGION_CODE:
            found, digits = plan(code), number[length:]
            fits = 2 <= len(digits) <= _LONGEST and found.leading.keeps(digits)
            return (found, digits) if fits and digits.strip("0") else None
    return None


def inside(digits: str, country: str) -> tuple[Plan, str] | None:
    """Part a number as it is dialled in a country that has a plan."""
    numbers = _metadata(0, country)
    if numbers is None:
        return None
    if digits.startswith("00") and numbers.goes_abroad_by_00(digits):
        return split("+" + digits[2:]) if digits[2:3] not in ("", "0") else None
    rest = numbers.without_trunk(digits)
    if rest is None or not 2 <= len(rest) <= _LONGEST or not rest.strip("0"):
        return None
    return plan(numbers.code), rest


@cache
def _metadata(code: int, region: str) -> Numbers | None:
    if region == "001":
        metadata = PhoneMetadata.metadata_for_nongeo_region(code, None)
    else:
        metadata = PhoneMetadata.metadata_for_region(region, None)
    return Numbers(metadata) if metadata is not None else None


def _fits(desc: Any) -> _Fits:
    pattern = desc.national_number_pattern if desc is not None else None
    return re.compile(pattern).fullmatch if pattern else lambda digits: None


class _AnyLength:
    def __contains__(self, length: object) -> bool:
        return True


def _lengths(desc: Any) -> Any:
    if desc is None:
        return ()
    return frozenset(desc.possible_length) if desc.possible_length else _AnyLength()
