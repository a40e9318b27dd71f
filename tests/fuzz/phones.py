"""Asks the compiled numbering plans and phonenumbers itself about made-up numbers: `python -m tests.fuzz.phones`.

It is run by hand, `--seconds 600` says how long and `--seed 1` where it begins, and ends at the first number of which
the two do not say the same. That number belongs among the examples of tests/domain/test_phone_tables.py.
"""

# ruff: noqa: T201 (it prints what it did)
import argparse
import random
import sys
import time

import phonenumbers

from tests.domain.test_phone_tables import EXAMPLES, REGIONS, assert_agrees, assert_answers_alike, assert_read_alike

_SIGNS = ("", "", "", " ", "-", ".", " (", ") ")
_BEFORE = ("", "0", "00", "+", "1", "8", "011", "0-", "(0)", "(0", "++", "+0", "000")


def one_number(chance: random.Random) -> None:
    """Make up a number, near one of a plan or of any digits, and ask about it in every way that it may be written."""
    region, number = chance.choice(EXAMPLES)
    code = str(number.country_code)
    if chance.random() < 0.8:
        digits = list(phonenumbers.national_significant_number(number))
        for _ in range(chance.choice((0, 1, 1, 2, 3, 6))):
            at = chance.randrange(len(digits) + 1)
            digits[at : at + chance.randrange(3)] = chance.choice(["", *"0123456789"])
    else:
        digits = [chance.choice("0123456789") for _ in range(chance.randrange(1, 16))]
    national = "".join(digits)
    spaced = "".join(digit + chance.choice(_SIGNS) for digit in national).strip(" (")
    country = chance.choice((region, region, chance.choice(REGIONS), "")) or None
    if national:
        assert_agrees(f"+{code}{national}")
        assert_answers_alike(f"+{code}{national}")
    for text in (
        f"+{code}{national}",
        f"+{code} {spaced}",
        f"00{code} {spaced}",
        spaced,
        chance.choice(_BEFORE) + spaced,
        chance.choice(_BEFORE) + code + spaced,
    ):
        assert_read_alike(text, country)


def main() -> None:
    """Go on until something is found or the time is over."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    end = time.monotonic() + options.seconds
    seed = options.seed
    while time.monotonic() < end:
        seed += 1
        try:
            one_number(random.Random(seed))
        except BaseException:
            print(f"--seed {seed - 1}", file=sys.stderr)
            raise
    print(f"{seed - options.seed} numbers, nothing found")


if __name__ == "__main__":
    main()
