"""Makes up what a person searches for in the book of made-up people: the same queries every time."""

import random
from collections.abc import Callable, Sequence
from itertools import cycle, islice

from contactbook.domain.contact import Contact
from tests.benchmarks.people import people

_HAN = ("思远", "陈", "山川", "欧阳", "健太", "林美", "青木", "子涵")
_LETTERS = "amsectoipnrлش陈дk1b"
_Make = Callable[[random.Random, Sequence[Contact]], str]


def queries(number: int = 200, seed: int = 1) -> list[str]:
    """Make up queries; the first of them are as mixed as all, so that a few stand for many."""
    chance, known = random.Random(seed), list(people(2_000))
    return [make(chance, known) for make in islice(cycle(_MIX), number)]


def _name(chance: random.Random, known: Sequence[Contact]) -> str:
    """Take a family name, most of which are rare; in any script."""
    return next(c.family for c in chance.sample(known, len(known)) if c.family).casefold()


def _two_words(chance: random.Random, known: Sequence[Contact]) -> str:
    contact = next(c for c in chance.sample(known, len(known)) if c.given and c.family)
    return f"{contact.given} {str(contact.family)[:4]}"


def _role_and_name(chance: random.Random, known: Sequence[Contact]) -> str:
    contact = next(c for c in chance.sample(known, len(known)) if c.role and c.given)
    return f"{str(contact.role).split()[0]} {str(contact.given)[:3]}".casefold()


def _common(chance: random.Random, known: Sequence[Contact]) -> str:
    """Take what very many have: a role, a topic, an agency."""
    contact = next(c for c in chance.sample(known, len(known)) if c.role and c.topics)
    return str(chance.choice((contact.role.split()[0] if contact.role else "", contact.topics[0], contact.agency)))


def _city(chance: random.Random, known: Sequence[Contact]) -> str:
    return str(chance.choice(known).city).casefold()


def _digits(chance: random.Random, known: Sequence[Contact]) -> str:
    """Take a piece of a number as one reads it off a telephone: with its code, in its country, or the end of it."""
    digits = chance.choice(known).phones[0].number.removeprefix("+")
    return chance.choice((f"+{digits[:2]} {digits[2:8]}", f"0{digits[2:4]} {digits[4:7]}", digits[-6:-1]))


def _typo(chance: random.Random, known: Sequence[Contact]) -> str:
    """Turn two letters of a family name around."""
    name = next(c.family for c in chance.sample(known, len(known)) if c.family and len(c.family) > 6).casefold()
    at = chance.randrange(2, len(name) - 1)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def _han(chance: random.Random, known: Sequence[Contact]) -> str:
    return chance.choice(_HAN)


def _letter(chance: random.Random, known: Sequence[Contact]) -> str:
    return chance.choice(_LETTERS)


_MIX: tuple[_Make, ...] = (
    _name, _common, _digits, _letter, _two_words, _city, _name, _han, _common, _digits,
    _role_and_name, _typo, _name, _city, _digits, _letter, _two_words, _common, _name, _han,
)  # fmt: skip
