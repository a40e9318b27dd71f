"""Says what is wrong with a phone number and what to do about it."""

from dataclasses import dataclass

from contactbook.domain import phone_plan as plan
from contactbook.domain.advice import Advice
from contactbook.domain.contact import Phone, PhoneKind, Verdict
from contactbook.domain.harmless import cut, one_line
from contactbook.domain.phone_text import Typed, take_apart
from contactbook.i18n import _, counted

# Countries whose English name takes an article.
_THE = ("United ", "Democratic Republic", "Dominican Republic", "Central African Republic", "Republic ")
_THE_TOO = {"BS", "GM", "KM", "MV", "NL", "PH", "SC", "VA"}
# What fills a number up when the beginnings that a plan knows are tried.
_FILLINGS = ("000000000000", "123456789012", "222222222222", "345678901234", "555555555555", "712345678901")


@dataclass(frozen=True, slots=True)
class Country:
    """A country in a sentence: its name alone, behind "in", and whose a plan is."""

    name: str
    inside: str
    whose: str


def in_country(region: str | None) -> Country | None:
    """Make the forms of a country's name that sentences need."""
    if not region:
        return None
    from contactbook.domain.places import country_name

    name = country_name(region)
    inside = name
    if name.startswith(_THE) or name.endswith("Islands") or region in _THE_TOO:
        inside = _("the {country}").format(country=name.removeprefix("The "))
    if inside == name and not name.endswith("s"):
        return Country(name, inside, _("{country}’s plan").format(country=name))
    return Country(name, inside, _("the plan of {country}").format(country=inside))


def explain(phone: Phone | str, country: str | None = None, *, kind: PhoneKind | None = None) -> Advice | None:
    """Say what is wrong with a number and what to do; None where nothing is, or where a person has said it is right.

    country is that of the contact's city (ISO 3166-1 alpha-2); kind names what a typed text is meant to reach.
    """
    if isinstance(phone, Phone):
        return _explain_phone(phone, country, kind)
    if not phone.strip():
        return None
    typed = take_apart(phone)
    return _advise(plan.ask(typed, country), typed, phone, kind)


def _explain_phone(phone: Phone, country: str | None, kind: PhoneKind | None) -> Advice | None:
    """Explain a number as it stands in the book, which may have been read before its city was known."""
    text, kind = phone.typed or phone.number, phone.kind or kind
    if not text.strip() or phone.verdict is Verdict.VALID:
        return None
    typed = take_apart(text)
    if phone.verdict is Verdict.UNUSUAL:
        found = plan.ask(take_apart(phone.number), country)
        return None if phone.verified_on else _advise(found, typed, text, kind)
    found = plan.ask(typed, country)
    if found.verdict is Verdict.INVALID:
        return _advise(found, typed, text, kind)
    shown = plan.written(found.e164, national=False) or found.e164
    message = _("Kept as typed: by the city it is {number} now. Use that, or put it right.").format(number=shown)
    return Advice(Verdict.INVALID, message, _("Use {number}").format(number=shown), shown, "country")


def _advise(found: plan.Found, typed: Typed, text: str, kind: PhoneKind | None) -> Advice | None:
    if found.verdict is Verdict.VALID:
        return None
    unusual = found.verdict is Verdict.UNUSUAL
    message = _unusual(found) if unusual else _invalid(found, typed, text, kind or typed.kind)
    other = _with_plus(typed)
    if other and found.problem in ("country", "long", "short", "length", "unusual"):
        shown = plan.written(other, national=False) or other
        return Advice(found.verdict, message, _("Use {number}").format(number=shown), shown, found.problem)
    if unusual:
        return Advice(found.verdict, message, _("It is right"), None, found.problem)
    return Advice(found.verdict, message, _("Keep as a note"), text.strip(), found.problem)


def _with_plus(typed: Typed) -> str | None:
    """Offer the number that stands there when only its + was forgotten."""
    number = "+" + typed.digits
    fits = not typed.plus and not typed.letters and 8 <= len(typed.digits) <= 15 and typed.digits[0] != "0"
    return number if fits and plan.is_valid(number) else None


def _invalid(found: plan.Found, typed: Typed, text: str, kind: PhoneKind | None) -> str:
    match found.problem:
        case "empty":
            return _("No digits: “{text}” holds no number. Type the number, or keep it as a note.").format(
                text=cut(one_line(text), 30)
            )
        case "letters":
            return _("Letters: a number has digits only. Take them out, or keep it as a note.")
        case "several":
            return _("More than one number: each has a row of its own. Keep one here and add a phone for the other.")
        case "country":
            return _("Which country? Without + it is read by the city; choose a city or begin with +.")
        case "code":
            return _("No country has a code that begins +{digits}. Put it right, or keep it as a note.").format(
                digits=typed.digits[:3]
            )
    return _wrong_length(found, kind)


def _wrong_length(found: plan.Found, kind: PhoneKind | None) -> str:
    count = len(found.national)
    if not found.code:
        return _("Too short: this is only a country code. Type the rest, or keep it as a note.")
    after = counted("{number} digit after +{{code}}", "{number} digits after +{{code}}", count).format(code=found.code)
    has = _what_it_has(found, kind)
    match found.problem:
        case "local":
            return _("Area code missing: {count}, {has}. Put it in front, or keep it as a note.").format(
                count=after, has=has
            )
        case "long":
            sentence = _("Too long: {count}, {has}. Take out what is too much, or keep it as a note.")
        case "short":
            sentence = _("Too short: {count}, {has}. Type the rest, or keep it as a note.")
        case _:
            sentence = _("Wrong length: {count}, {has}. Put it right, or keep it as a note.")
    return sentence.format(count=after, has=has)


def _what_it_has(found: plan.Found, kind: PhoneKind | None) -> str:
    kind = PhoneKind.OFFICE if kind is PhoneKind.FAX else kind
    sizes, told = plan.lengths(found.code, kind)
    if len(found.national) in sizes and told:
        sizes, told = plan.lengths(found.code, None)
    where = in_country(found.region)
    if not where:
        sentence = _("such a number has {lengths}")
    elif told is PhoneKind.MOBILE:
        sentence = _("a mobile in {country} has {lengths}")
    elif told is PhoneKind.OFFICE:
        sentence = _("a landline in {country} has {lengths}")
    else:
        sentence = _("a number in {country} has {lengths}")
    return sentence.format(country=where.inside if where else "", lengths=_spans(sizes))


def _spans(sizes: list[int]) -> str:
    """Write lengths in words: `9`, `7 or 8`, `7 to 9`."""
    if len(sizes) < 2:
        return str(sizes[0]) if sizes else "?"
    if len(sizes) == 2:
        return _("{one} or {other}").format(one=sizes[0], other=sizes[1])
    return _("{least} to {most}").format(least=sizes[0], most=sizes[-1])


def _unusual(found: plan.Found) -> str:
    where = in_country(found.region)
    if not where:
        return _("Unusual: no plan knows this number. It is saved with this warning; a test call settles it.")
    start = _unknown_start(found)
    if start:
        sentence = _(
            "Unusual: {plan} knows no numbers that begin {digits}. It is saved with this warning; "
            "a test call settles it."
        )
        return sentence.format(plan=where.whose, digits=start)
    sizes = _sizes_of_its_like(found)
    if sizes:
        after = counted("{number} digit after +{{code}}", "{number} digits after +{{code}}", len(found.national))
        sentence = _(
            "Unusual: {count}, where numbers that begin so have {lengths}. It is saved with this warning; "
            "a test call settles it."
        )
        return sentence.format(count=after.format(code=found.code), lengths=_spans(sizes))
    sentence = _("Unusual: {plan} does not know this number. It is saved with this warning; a test call settles it.")
    return sentence.format(plan=where.whose)


def _unknown_start(found: plan.Found) -> str | None:
    """Find the shortest beginning that no valid number seems to have, in the form that the country writes."""
    sizes, _told = plan.lengths(found.code, None)
    for length in range(3, min(len(found.national), 7)):
        if not _known_sizes(found.code, found.national[:length], sizes):
            return plan.trunk_prefix(found.code) + found.national[:length]
    return None


def _sizes_of_its_like(found: plan.Found) -> list[int]:
    sizes, _told = plan.lengths(found.code, None)
    known = _known_sizes(found.code, found.national[:4], sizes)
    return [] if len(found.national) in known else known


def _known_sizes(code: int, start: str, sizes: list[int]) -> list[int]:
    """List the lengths at which the plan knows a number with this beginning, as far as a few tries show."""
    return [
        size
        for size in sizes
        if size >= len(start) and any(plan.is_valid(f"+{code}{(start + filling)[:size]}") for filling in _FILLINGS)
    ]
