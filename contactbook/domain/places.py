"""The gazetteer: finds a city or a country by its name in any language.

cities.txt stays one string: a city is a line, the larger the earlier, and its last column holds the folded names
between bars, so that a look-up is one search for `|genf|` and nothing is parsed that is not asked for. What a city is
called in the languages of the program stands before `||`, what else it is called after it.
"""

from collections.abc import Iterator
from functools import cache, lru_cache

from contactbook import resources
from contactbook.domain.folding import fold
from contactbook.domain.record import dataclass, field

LANGUAGES = ("en", "ar", "zh", "ru", "fr", "es", "de", "it", "pt")
_LONGEST = 100  # characters that a name may have; anything longer is no name
_PUNCTUATION = str.maketrans(dict.fromkeys("'.|\"ʿʾʻ", None) | dict.fromkeys("-–־,;:()[]/", " "))


@dataclass(frozen=True, slots=True)
class City:
    """A city: its English name, ISO 3166-1 alpha-2 country, IANA time zone, and its name by language."""

    name: str
    country: str
    time_zone: str
    population: int
    names: dict[str, str] = field(default_factory=dict, compare=False, repr=False)


def key(name: str) -> str:
    """Fold a name for the look-up: as a search folds it, and without punctuation."""
    return " ".join(fold(name).translate(_PUNCTUATION).split())


@cache
def _text(name: str) -> str:
    return resources.text(name)


def _lines(text: str, sought: str) -> Iterator[tuple[str, bool]]:
    """Walk through the lines that hold what is sought, and tell whether it stands there as a first name."""
    at = text.find(sought)
    while at >= 0:
        end = text.find("\n", at)
        yield text[text.rfind("\n", 0, at) + 1 : end], text.find("||", at, end) >= 0
        at = text.find(sought, end)


def _city(line: str) -> City:
    english, country, zone, population, *others = line.split("\t")[:-1]
    names = {"en": english, **{code: name for code, name in zip(LANGUAGES[1:], others, strict=True) if name}}
    return City(english, country, zone, int(population), names)


@lru_cache(maxsize=4096)
def find_city(name: str, country: str | None = None) -> City | None:
    """Find a city by its name in any language, `Geneva, Switzerland` too; of namesakes the larger one.

    Capitals and duty stations count three times their size. country is ISO 3166-1 alpha-2.
    """
    if len(name) > _LONGEST or not (folded := key(name)):
        return None
    called: City | None = None
    for line, is_first_name in _lines(_text("cities.txt"), f"|{folded}|"):
        city = _city(line)
        if country in (None, city.country):
            if is_first_name:
                return city
            called = called or city
    return called or _find_with_country(name, country)


def _find_with_country(name: str, country: str | None) -> City | None:
    place, comma, rest = name.replace("(", ",").rstrip(") ").partition(",")
    said = find_country(rest)
    if not comma or (said and country and said != country):
        return None
    return find_city(place, said or country)


def suggest(prefix: str, limit: int = 8) -> list[City]:
    """List the cities with a name that begins so, in any language, the larger first."""
    firsts: list[str] = []
    others: list[str] = []
    if len(prefix) > _LONGEST or not (folded := key(prefix)):
        return []
    for line, is_first_name in _lines(_text("cities.txt"), f"|{folded}"):
        (firsts if is_first_name else others).append(line)
        if len(firsts) == limit:
            break
    return [_city(line) for line in (firsts + others)[:limit]]


def city_name(city: str, language: str, country: str | None = None) -> str:
    """Name a city in a language (BCP 47); one that is not known, or has no name there, stays as it is."""
    known = find_city(city, country)
    return known.names.get(language.split("-")[0].lower(), city) if known else city


def _country_columns(sought: str) -> list[str] | None:
    return next((line.split("\t") for line, _ in _lines(_text("countries.txt"), sought)), None)


@lru_cache(maxsize=1024)
def country_name(iso2: str, language: str = "en") -> str:
    """Name a country in a language, else in English; a code that is not known stays as it is."""
    columns = _country_columns(f"|={iso2.upper()}|") if len(iso2) == 2 and iso2.isalpha() else None
    if not columns:
        return iso2
    names = dict(zip(LANGUAGES, columns[1:], strict=False))
    return names.get(language.split("-")[0].lower()) or names["en"]


@lru_cache(maxsize=1024)
def find_country(name: str) -> str | None:
    """Find a country's ISO 3166-1 alpha-2 code by its name in any language, or by a code in capitals (`KE`, `KEN`)."""
    folded = key(name) if len(name) <= _LONGEST else ""
    if not folded or (len(folded) < 4 and folded.isascii() and not name.isupper()):  # "in" and "to" are codes as well
        return None
    columns = _country_columns(f"|{folded}|")
    return columns[0] if columns else None
