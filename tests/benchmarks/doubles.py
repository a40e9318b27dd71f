"""Makes up a book with known duplicates: many different people, and pairs that are one person written in two ways."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from contactbook.domain.contact import Contact, Email, Kind, Phone, PhoneKind
from tests.benchmarks.people import made_uid

# Given names with a form that people use for them, and with their spelling in other letters.
_NICKNAMES = (
    ("William", "Bill"),
    ("Elizabeth", "Liz"),
    ("Katherine", "Kate"),
    ("Robert", "Bob"),
    ("Aleksandr", "Sasha"),
    ("Francisco", "Paco"),
    ("Giuseppe", "Beppe"),
    ("Johannes", "Hans"),
    ("Małgorzata", "Gosia"),
    ("Mikhail", "Misha"),
    ("Margaret", "Peggy"),
    ("Dolores", "Lola"),
    ("Ekaterina", "Katya"),
    ("Wojciech", "Wojtek"),
    ("Yevgeniya", "Zhenya"),
    ("Theodore", "Ted"),
    ("Józef", "Sepp"),
    ("Vladimir", "Vova"),
    ("Rebecca", "Becky"),
    ("Guillermo", "Memo"),
)
_GIVEN = (
    "Amara",
    "Aoife",
    "Björn",
    "Çağla",
    "Dagny",
    "Ebba",
    "Farah",
    "Gaël",
    "Håkon",
    "Inês",
    "Jarmila",
    "Kofi",
    "Łucja",
    "Maëlle",
    "Noémie",
    "Øyvind",
    "Priya",
    "Quentin",
    "Rūta",
    "Søren",
    "Tomás",
    "Ülle",
    "Věra",
    "Wanja",
    "Ximena",
    "Yaël",
    "Zoë",
    "Ragnhild",
    "Ondřej",
    "Siân",
    "Thérèse",
    "Björg",
    "Dorin",
    "Enikő",
    "Floarea",
    "Gintarė",
)
_STARTS = (
    "Bar",
    "Cor",
    "Del",
    "Fen",
    "Gra",
    "Hol",
    "Kes",
    "Lin",
    "Mor",
    "Nad",
    "Oro",
    "Pel",
    "Quin",
    "Ros",
    "Stav",
    "Tor",
    "Ulv",
    "Ver",
    "Wen",
    "Zab",
    "Bře",
    "Cze",
    "Sør",
    "Mül",
    "Peñ",
    "Gon",
    "Dub",
    "Kar",
    "Tam",
    "Ibe",
)
_MIDDLES = ("an", "be", "do", "er", "fi", "ga", "il", "ko", "lu", "mi", "no", "or", "ri", "sa", "te", "vu")
_ENDS = (
    "berg",
    "dal",
    "ez",
    "feld",
    "gård",
    "hart",
    "ić",
    "kin",
    "lund",
    "man",
    "nik",
    "oglu",
    "quist",
    "rup",
    "son",
    "tze",
    "vall",
    "wicz",
    "ski",
    "ová",
)
_SCRIPTS = (  # the same given and family names twice, as they are written in their own letters and in Latin ones
    (
        ("Анна", "Anna"),
        ("Пётр", "Pyotr"),
        ("Ольга", "Olga"),
        ("Юрий", "Yuri"),
        ("Людмила", "Lyudmila"),
        ("Игорь", "Igor"),
    ),
    (
        ("Берёзов", "Berezov"),
        ("Щербаков", "Shcherbakov"),
        ("Липская", "Lipskaya"),
        ("Жуковский", "Zhukovsky"),
        ("Кленов", "Klenov"),
        ("Цветаев", "Tsvetaev"),
        ("Хабаров", "Khabarov"),
        ("Ющенко", "Yushchenko"),
    ),
    (
        ("سلمى", "Salma"),
        ("كريم", "Karim"),
        ("يوسف", "Youssef"),
        ("خالد", "Khaled"),
        ("ليلى", "Layla"),
        ("أحمد", "Ahmed"),
    ),
    (
        ("الزيتوني", "Zeitouni"),
        ("منصوري", "Mansouri"),
        ("البحري", "Al-Bahri"),
        ("قاسمي", "Kassimi"),
        ("حداد", "Haddad"),
        ("الخطيب", "El Khatib"),
        ("سليمان", "Suleiman"),
        ("مرزوق", "Marzouk"),
    ),
    (("Ελένη", "Eleni"), ("Νίκος", "Nikos"), ("Γιώργος", "Giorgos"), ("Δήμητρα", "Dimitra"), ("Σοφία", "Sofia")),
    (
        ("Θαλασσινός", "Thalassinos"),
        ("Πετρίδης", "Petridis"),
        ("Παπαδόπουλος", "Papadopoulos"),
        ("Καραγιάννης", "Karagiannis"),
    ),
)
_HAN = (("陈", "Chen"), ("林", "Lin"), ("王", "Wang"), ("张", "Zhang"), ("欧阳", "Ouyang"), ("刘", "Liu"))
_HAN_GIVEN = (
    ("思远", "Siyuan"),
    ("美玲", "Meiling"),
    ("子涵", "Zihan"),
    ("文博", "Wenbo"),
    ("丽华", "Lihua"),
    ("国强", "Guoqiang"),
)
_ROLES = ("Spokesperson", "Press officer", "Head of communications", "Regional spokesperson", "Media officer")
_CITIES = (
    ("Geneva", "CH"),
    ("Nairobi", "KE"),
    ("Bangkok", "TH"),
    ("Amman", "JO"),
    ("Brussels", "BE"),
    ("Panama City", "PA"),
    ("Dakar", "SN"),
    ("Vienna", "AT"),
    ("Copenhagen", "DK"),
    ("Rome", "IT"),
    ("Cairo", "EG"),
    ("Kyiv", "UA"),
)
_AGENCIES = tuple(f"{a}{b}{c}" for a in "BCDFGH" for b in "AEIOU" for c in "MNRS")
KINDS = ("accents", "order", "initials", "script", "nickname", "slip")
Names = tuple[str, str]  # given, family


@dataclass(frozen=True, slots=True)
class Doubled:
    """A made-up book: its contacts, and the uids that are one person by the kind of their difference."""

    contacts: tuple[Contact, ...]
    pairs: dict[frozenset[str], str]


def doubled(number: int, pairs: int, seed: int = 7) -> Doubled:
    """Make up so many contacts, of which so many pairs are one person; one in twelve shares its office's lines."""
    chance = random.Random(seed)
    ways: dict[str, Callable[[random.Random], tuple[Names, Names]]] = {
        "accents": _accents, "order": _order, "initials": _initials, "script": _script, "nickname": _nickname,
        "slip": _slip,
    }  # fmt: skip
    contacts: list[Contact] = []
    known: dict[frozenset[str], str] = {}
    for at in range(pairs):
        kind = KINDS[at % len(KINDS)]
        first, second = ways[kind](chance)
        one = _contact(chance, at, first)
        other = _again(chance, one, at, second, reverse=kind == "order")
        known[frozenset((one.uid, other.uid))] = kind
        contacts += (one, other)
    contacts += (_contact(chance, at, _names(chance)) for at in range(pairs, number - pairs))
    contacts = list(_with_desks(chance, contacts))
    chance.shuffle(contacts)
    return Doubled(tuple(contacts), known)


def _names(chance: random.Random) -> Names:
    """Make up a name; one in ten is not in Latin letters."""
    if chance.random() < 0.1:
        at = 2 * chance.randrange(len(_SCRIPTS) // 2)
        column = chance.randrange(2)
        return chance.choice(_SCRIPTS[at])[column], _family(chance) if column else chance.choice(_SCRIPTS[at + 1])[0]
    return chance.choice((*_GIVEN, *(given for given, _short in _NICKNAMES))), _family(chance)


def _family(chance: random.Random) -> str:
    middles = "".join(chance.choice(_MIDDLES) for _ in range(chance.choice((1, 1, 2))))
    return chance.choice(_STARTS) + middles + chance.choice(_ENDS)


def _contact(chance: random.Random, at: int, name: Names) -> Contact:
    city, country = chance.choice(_CITIES)
    return Contact(
        uid=made_uid(chance),
        name=_whole(name),
        role=chance.choice(_ROLES),
        agency=chance.choice(_AGENCIES),
        city=city,
        country=country,
        phones=(_number(chance),),
        emails=(Email(f"person{at}@example.org"),) if chance.random() < 0.7 else (),
    )


def _whole(name: Names) -> str:
    given, family = name
    return f"{family}{given}" if "\u4e00" <= family[0] <= "\u9fff" else f"{given} {family}"


def _again(chance: random.Random, one: Contact, at: int, name: Names, *, reverse: bool) -> Contact:
    """Write a person down a second time: a third with the same number, a third where they work, a third both."""
    shown = f"{name[1]} {name[0]}" if reverse else _whole(name)
    way = (at // len(KINDS)) % 3
    other = replace(one, uid=made_uid(chance), name=shown, emails=(), phones=one.phones)
    if way == 0:  # another number and no word of what they do
        return replace(other, phones=(_number(chance),), role=None)
    if way == 1:  # the same number, moved to another city
        city, country = chance.choice(_CITIES)
        return replace(other, city=city, country=country)
    return replace(other, emails=(Email(f"again{at}@example.net"),))


def _with_desks(chance: random.Random, contacts: list[Contact]) -> Iterator[Contact]:
    """Give one in twelve the line and mailbox of their agency's desk: they share it, and are not one."""
    lines = {agency: (_number(chance), Email(f"press@{agency.lower()}.example.org")) for agency in _AGENCIES}
    for contact in contacts:
        if chance.random() < 1 / 12 and contact.agency:
            line, mailbox = lines[contact.agency]
            contact = replace(contact, phones=(*contact.phones, line), emails=(*contact.emails, mailbox))
        yield contact
    for agency, (line, mailbox) in lines.items():
        city, country = chance.choice(_CITIES)
        yield Contact(
            uid=made_uid(chance),
            kind=Kind.DESK,
            role="Press office",
            agency=agency,
            city=city,
            country=country,
            phones=(line,),
            emails=(mailbox,),
        )


def _number(chance: random.Random) -> Phone:
    number = f"+4366055{chance.randrange(100_000):05}00"[:13]
    return Phone(number, kind=PhoneKind.MOBILE)


def _accents(chance: random.Random) -> tuple[Names, Names]:
    from contactbook.domain.folding import fold

    while True:
        given, family = chance.choice(_GIVEN), _family(chance)
        bare = fold(given).title(), fold(family).title()
        if bare != (given, family):
            return (given, family), bare


def _order(chance: random.Random) -> tuple[Names, Names]:
    name = chance.choice(_GIVEN), _family(chance)
    return name, name


def _initials(chance: random.Random) -> tuple[Names, Names]:
    given, family = chance.choice(_GIVEN), _family(chance)
    return (given, family), (f"{given[0]}.", family)


def _script(chance: random.Random) -> tuple[Names, Names]:
    if chance.random() < 0.25:
        givens, families = _HAN_GIVEN, _HAN
    else:
        at = 2 * chance.randrange(len(_SCRIPTS) // 2)
        givens, families = _SCRIPTS[at], _SCRIPTS[at + 1]
    given, family = chance.choice(givens), chance.choice(families)
    return (given[0], family[0]), (given[1], family[1])


def _nickname(chance: random.Random) -> tuple[Names, Names]:
    (given, short), family = chance.choice(_NICKNAMES), _family(chance)
    return (given, family), (short, family)


def _slip(chance: random.Random) -> tuple[Names, Names]:
    """Leave a letter of the longer name out, double it, change it, or turn two about; the first one stays."""
    given, family = chance.choice(_GIVEN), _family(chance)
    at = chance.randrange(1, len(family) - 1)
    wrong = {
        0: family[:at] + family[at + 1 :],
        1: family[:at] + family[at] + family[at:],
        2: family[:at] + chance.choice("aeioulnrst") + family[at + 1 :],
        3: family[:at] + family[at + 1] + family[at] + family[at + 2 :],
    }[chance.randrange(4)]
    return (given, family), (given, wrong if wrong != family else family + "n")
