"""Makes up contacts for property tests: names of many scripts, and text that means harm."""

from datetime import UTC, date, datetime
from functools import cache

from hypothesis import strategies as st

from contactbook.domain.contact import (
    Contact,
    Email,
    Kind,
    Link,
    LinkKind,
    Means,
    Phone,
    PhoneKind,
    Translation,
    Verdict,
)

NAMES = (
    "Layla Haddad",
    "Łukasz Żółć",
    "Søren Åkesson",
    "Jan van der Berg",
    "Aoife Ní Bhriain",
    "Fatoumata N’Diaye",
    "Zoë Größl",
    "Дмитро Коваленко",
    "Ёлкина Анна Петровна",
    "حليمة ورسمه",
    "أحمد آل سعيد",
    "张雅文",
    "田中 太郎",
    "김철수",
    "राम कुमार",
    "Ελένη Παππά",
    "ተስፋዬ",
)
HARM = (
    "<b>bold</b> <img src=x onerror=1>",
    "&amp; &lt;",
    "\u202egnorts\u202c",
    "\u2066isolated\u2069",
    "a,b;c\\d",
    "back\\slash\\n",
    "quote \" and ' and `",
    "semi;colon: equals=",
    "=cmd()",
    "BEGIN:VCARD",
    "%s {name} $HOME",
    "'; DROP TABLE contacts; --",
    "🎉👩‍👩‍👧",
    "e\u0301 combining",
    "x" * 300,
)
NUMBERS = (
    "+12025550123",
    "+442079460018",
    "+447700900123",
    "+61491570156",
    "+33199001234",
    "+33639980012",
    "+254722000000",
    "0722000000",
    "see office list",
)
DOMAINS = ("example.org", "example.com", "press.example.net", "bücher.example", "office.local")


@cache
def texts(*, lines: bool = False) -> st.SearchStrategy[str]:
    """Text that a field may hold: never empty, no blanks at its ends, no control characters but line breaks."""
    free = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=30)
    one = (st.sampled_from(NAMES) | st.sampled_from(HARM) | free).map(str.strip).filter(bool)
    return st.lists(one, min_size=1, max_size=4).map("\n".join) if lines else one


@cache
def days() -> st.SearchStrategy[date]:
    """Days that a book may hold."""
    return st.dates(date(2000, 1, 1), date(2099, 12, 31))


@cache
def moments() -> st.SearchStrategy[datetime]:
    """Moments in UTC, to the second."""
    return st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31)).map(
        lambda moment: moment.replace(microsecond=0, tzinfo=UTC)
    )


@cache
def phones() -> st.SearchStrategy[Phone]:
    """Numbers of the ranges that are kept for fiction, and some that are none."""
    return st.builds(
        Phone,
        number=st.sampled_from(NUMBERS),
        typed=st.sampled_from(NUMBERS) | texts(),
        extension=st.none() | st.from_regex(r"[0-9]{1,5}", fullmatch=True),
        kind=st.none() | st.sampled_from(PhoneKind),
        label=st.none() | texts(),
        public=st.booleans(),
        verdict=st.sampled_from(Verdict),
        verified_on=st.none() | days(),
        verified_by=st.none() | st.sampled_from(Means),
    )


@cache
def emails() -> st.SearchStrategy[Email]:
    """Addresses at domains that are kept for examples."""
    address = st.builds(
        "{}@{}".format, st.from_regex(r"[A-Za-z][A-Za-z0-9._+-]{0,10}[a-z]", fullmatch=True), st.sampled_from(DOMAINS)
    )
    return st.builds(
        Email,
        address=address,
        typed=address | texts(),
        label=st.none() | texts(),
        public=st.booleans(),
        verdict=st.sampled_from(Verdict),
        verified_on=st.none() | days(),
        verified_by=st.none() | st.sampled_from(Means),
    )


@cache
def links() -> st.SearchStrategy[Link]:
    """Websites and accounts."""
    value = st.sampled_from(("https://example.org/press", "https://example.com/?a=1&b=2", "@example", "+12025550123"))
    return st.builds(Link, kind=st.sampled_from(LinkKind), value=value | texts(), public=st.booleans())


def contacts(*, uid: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[Contact]:
    """Contacts as a book may hold them: any field may be empty, or hold any script and any mischief."""
    name = st.none() | texts()
    translation = st.builds(Translation, language=st.sampled_from(("ar", "fr", "ru", "zh-Hans")), name=name, role=name)
    return st.builds(
        Contact,
        uid=uid if uid is not None else st.just("") | st.uuids().map(str),
        kind=st.sampled_from(Kind),
        name=name,
        given=name,
        family=name,
        honorific=_maybe("Dr.", "Ms", "د."),
        suffix=_maybe("Jr.", "PhD"),
        said=name,
        pronouns=_maybe("she/her", "they/them"),
        translations=st.lists(translation, max_size=2, unique_by=lambda t: t.language).map(tuple),
        role=name,
        agency=name,
        city=_maybe("Geneva", "Nairobi", "Beirut", "São Paulo", "a town; nowhere"),
        country=_maybe("CH", "KE", "LB", "BR"),
        phones=st.lists(phones(), max_size=3).map(tuple),
        emails=st.lists(emails(), max_size=3).map(tuple),
        links=st.lists(links(), max_size=2).map(tuple),
        address=st.none() | texts(lines=True),
        hours=name,
        languages=_some(st.sampled_from(("en", "fr", "ar", "zh-Hans", "sw"))),
        topics=_some(texts()),
        lists=_some(texts()),
        notes=st.none() | texts(lines=True),
        photo=st.none() | st.binary(min_size=1, max_size=20),
        card=st.none() | st.binary(min_size=1, max_size=20),
        verified_on=st.none() | days(),
        verified_by=st.none() | st.sampled_from(Means),
        away_from=st.none() | days(),
        away_until=st.none() | days(),
        cover=st.none() | st.uuids().map(str),
        guessed=_some(st.sampled_from(("role", "city", "phones.0"))),
        created_at=st.none() | moments(),
        updated_at=st.none() | moments(),
    )


def _maybe(*values: str) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from(values)


def _some(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(strategy, max_size=3, unique=True).map(tuple)
