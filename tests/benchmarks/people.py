"""Makes up contacts in any number: the same ones every time for the same seed."""

import random
import uuid
from collections.abc import Iterator
from datetime import date, timedelta

from contactbook.domain.contact import Contact, Email, Kind, Phone, PhoneKind, Verdict

# Given and family names, a script a row; they are combined at random.
_NAMES: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (
        ("Ada", "Marek", "Ines", "Tomás", "Łucja", "Søren", "Zoë", "Björn", "Aoife", "Çağla", "Nđoko", "Amara"),
        ("Okello", "Nováková", "Sørlie", "Wiśniak", "van den Aker", "Ó Dálaigh", "Straßer", "Pérez Luna", "Diallo"),
    ),
    (("Анна", "Пётр", "Ольга", "Семён"), ("Ёлочкина", "Берёзов", "Липская", "Кленов")),
    (("سلمى", "كريم", "أمينة", "يوسف"), ("الزيتوني", "منصوري", "البحري", "قاسمي")),
    (("思远", "美玲", "子涵"), ("陈", "林", "欧阳")),
    (("花子", "健太"), ("山川", "青木")),
    (("Ελένη", "Νίκος"), ("Θαλασσινός", "Πετρίδη")),
    (("मीरा", "अर्जुन"), ("शर्मा", "पाटिल")),
)
# Most family names are put together from these, so that ten thousand people do not share a handful.
_SYLLABLES = (
    "al", "an", "ba", "ber", "bro", "da", "del", "dra", "es", "fen", "gar", "hol", "ibe", "ka", "kin", "la", "lin",
    "mar", "mo", "na", "nov", "or", "pel", "qui", "ra", "ros", "sa", "sen", "ta", "tor", "ul", "va", "wen", "yo", "zel",
)  # fmt: skip
_ROLES = (
    "Spokesperson", "Press officer", "Head of communications", "Senior press officer", "Media relations",
    "Chef du service de presse", "Public information officer", "Regional spokesperson", None,
)  # fmt: skip
_TOPICS = ("asylum", "health", "water", "floods", "schools", "returns", "nutrition", "mines", "funding", "climate")
_LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh", "sw", "uk", "pl", "de")
# Start of a number, how many digits are free, how it ends: ranges kept for fiction, or numbers that end in noughts.
_NUMBERS = (
    ("+120255501", 2, "", PhoneKind.OFFICE),
    ("+442079460", 3, "", PhoneKind.OFFICE),
    ("+61491570", 3, "", PhoneKind.MOBILE),
    ("+33639980", 3, "", PhoneKind.MOBILE),
    ("+41795", 4, "00", PhoneKind.MOBILE),
    ("+43660", 5, "00", PhoneKind.MOBILE),
    ("+324705", 3, "00", PhoneKind.MOBILE),
    ("+2547225", 3, "00", PhoneKind.MOBILE),
)
_TODAY = date(2026, 6, 1)


def people(number: int, seed: int = 1) -> Iterator[Contact]:
    """Make up so many contacts, at 60 agencies in 200 cities, with one to three numbers each."""
    chance = random.Random(seed)
    cities = _cities()
    agencies = [f"{chance.choice('ABCDEFGHIJKLMNOPRSTUW')}{chance.choice('AEIO')}{n:02d}" for n in range(60)]
    for n in range(number):
        city, country = chance.choice(cities)
        yield _desk(chance, n, city, country, agencies) if n % 20 == 0 else _person(chance, n, city, country, agencies)


def _cities() -> list[tuple[str, str]]:
    """Give 200 cities of the gazetteer with their countries, the largest first."""
    from contactbook.domain.places import suggest

    found = {(city.name, city.country): city.population for c in "abcdefghijklmnopqrstuvwz" for city in suggest(c, 40)}
    return sorted(found, key=lambda place: (-found[place], place))[:200]


def _person(chance: random.Random, n: int, city: str, country: str, agencies: list[str]) -> Contact:
    givens, families = _NAMES[chance.choices(range(len(_NAMES)), (60, 10, 10, 8, 4, 4, 4))[0]]
    given, family = chance.choice(givens), chance.choice(families)
    if givens is _NAMES[0][0] and chance.random() < 0.9:
        family = "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))).capitalize()
    han = any("\u3040" <= c <= "\u9fff" for c in family)
    return Contact(
        uid=made_uid(chance),
        name=f"{family}{given}" if han else f"{given} {family}",
        given=given,
        family=family,
        role=chance.choice(_ROLES),
        agency=chance.choice(agencies),
        city=city,
        country=country,
        phones=tuple(_phone(chance) for _ in range(chance.randint(1, 3))),
        emails=(_email(chance, f"person{n}"),) if chance.random() < 0.8 else (),
        languages=tuple(chance.sample(_LANGUAGES, chance.randint(0, 3))),
        topics=tuple(chance.sample(_TOPICS, chance.randint(0, 2))),
        notes="Prefers a message before a call." if chance.random() < 0.1 else None,
    )


def _desk(chance: random.Random, n: int, city: str, country: str, agencies: list[str]) -> Contact:
    return Contact(
        uid=made_uid(chance),
        kind=Kind.DESK,
        role="Press office",
        agency=chance.choice(agencies),
        city=city,
        country=country,
        phones=(_phone(chance),),
        emails=(_email(chance, f"press{n}"),),
        hours="Mon-Fri 9-17",
    )


def made_uid(chance: random.Random) -> str:
    """Make up a uid, the same one every time for the same chance."""
    return str(uuid.UUID(int=chance.getrandbits(128), version=4))


def _phone(chance: random.Random) -> Phone:
    start, free, end, kind = chance.choices(_NUMBERS, (1, 2, 2, 2, 6, 12, 3, 3))[0]
    number = start + "".join(chance.choices("0123456789", k=free)) + end
    return Phone(number, number, kind=kind, public=chance.random() < 0.6, **_checked(chance))


def _email(chance: random.Random, local: str) -> Email:
    address = f"{local}@example.org"
    return Email(address, address, public=chance.random() < 0.6, **_checked(chance))


def _checked(chance: random.Random) -> dict[str, object]:
    day = _TODAY - timedelta(days=chance.randint(0, 400)) if chance.random() < 0.7 else None
    return {"verdict": Verdict.VALID, "verified_on": day}
