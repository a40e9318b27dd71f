"""The sample book and release are whole, and nobody in them can be reached."""

import json
import re
from datetime import date, timedelta

from contactbook import resources
from contactbook.domain import phones
from contactbook.domain.contact import Kind, Verdict
from contactbook.domain.places import find_city
from contactbook.domain.plain import from_plain

SAMPLE = json.loads(resources.text("sample.json"))
DAYS = ("verified_on", "away_from", "away_until")


def with_dates(plain):
    """Put dates in the place of days from today."""
    if isinstance(plain, list):
        return [with_dates(part) for part in plain]
    if not isinstance(plain, dict):
        return plain
    return {
        k: (date(2026, 11, 22) + timedelta(v)).isoformat() if k in DAYS else with_dates(v) for k, v in plain.items()
    }


CONTACTS = [from_plain(with_dates(plain)) for plain in SAMPLE["contacts"]]


def test_the_sample_has_24_contacts_each_with_its_own_uid():
    assert len(CONTACTS) == len({contact.uid for contact in CONTACTS}) == 24
    assert sum(contact.kind is Kind.DESK for contact in CONTACTS) >= 3
    assert all(contact.hours for contact in CONTACTS if contact.kind is Kind.DESK)


def test_it_shows_what_the_program_can_do():
    assert {"ar", "zh", "uk", "th"} <= {t.language for contact in CONTACTS for t in contact.translations}
    assert {contact.cover for contact in CONTACTS if contact.away_until} <= {contact.uid for contact in CONTACTS}
    assert sum(contact.away_until is not None for contact in CONTACTS) == 2
    verdicts = [phone.verdict for contact in CONTACTS for phone in contact.phones]
    assert verdicts.count(Verdict.INVALID) == verdicts.count(Verdict.UNUSUAL) == 1
    assert {"Belarus border", "Duty this week", "Winter appeal"} == {name for c in CONTACTS for name in c.lists}
    assert any(contact.verified_on is None for contact in CONTACTS)
    assert any(contact.verified_on and contact.verified_on < date(2026, 5, 1) for contact in CONTACTS)


def test_agencies_and_cities_are_known():
    shown = {agency["short_name"] or agency["name"] for agency in SAMPLE["agencies"]}
    assert {contact.agency for contact in CONTACTS} == shown
    for contact in CONTACTS:
        city = find_city(contact.city, contact.country)
        assert city
        assert (city.name, city.country) == (contact.city, contact.country)


def test_every_number_is_read_as_it_stands_there():
    for contact in CONTACTS:
        for phone in contact.phones:
            read = phones.read(phone.typed, contact.country)
            assert (read.number, read.extension, read.verdict) == (phone.number, phone.extension, phone.verdict)


def test_every_contact_is_as_verified_as_its_oldest_public_detail():
    for contact in CONTACTS:
        public = [detail.verified_on for detail in (*contact.phones, *contact.emails) if detail.public]
        assert contact.verified_on == (min(public) if public and all(public) else None)


def test_no_address_belongs_to_anyone():
    text = resources.text("sample.json") + resources.text("sample-release.txt")
    addresses = re.findall(r"[\w.+-]+@[\w.-]+\w", text)
    assert len(addresses) > 24
    assert {address.partition("@")[2] for address in addresses} == {
        "example.org", "example.net", "example.com", "exmaple.org",
    }  # fmt: skip
    assert set(re.findall(r"https?://([\w.-]+)", text)) <= {"www.example.org", "www.example.com", "lantern.example.com"}


def test_every_number_is_fictitious():
    numbers = [phone.number for contact in CONTACTS for phone in contact.phones]
    numbers += [
        re.sub(r"\D", "", number) for number in re.findall(r"\+[\d ]{9,}", resources.text("sample-release.txt"))
    ]
    assert all(re.search(r"(00|55501\d\d|5552010)$", number) for number in numbers)


def test_the_release_shows_same_changed_and_new_contacts():
    release = resources.text("sample-release.txt")
    listed = re.findall(r"^In (\w+): ([^,]+), Tel: (\+[\d ]+), email: (\S+)$", release, re.MULTILINE)
    assert len(listed) == 6
    known = {contact.name: contact for contact in CONTACTS}
    same = [
        name for _, name, number, _ in listed
        if name in known and known[name].phones[0].number == number.replace(" ", "")
    ]  # fmt: skip
    assert len(same) == 4
    assert sum(name not in known for _, name, _, _ in listed) == 1
