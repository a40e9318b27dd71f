import json

import pytest

from contactbook.domain.contact import Contact, Phone, Verdict
from contactbook.domain.errors import NotReadable
from contactbook.domain.plain import to_plain_whole
from contactbook.exchange.own_json import read


def read_one(**fields: object) -> Contact:
    reading = read(json.dumps(fields).encode())
    assert not reading.problems
    (contact,) = reading.contacts
    return contact


def test_what_is_written_is_read_back() -> None:
    contact = Contact(
        uid="1", name="Ada", phones=(Phone("+41795550000", "079", "68", public=True),), photo=b"\xff", card=b"BEGIN"
    )
    assert read(json.dumps([to_plain_whole(contact)]).encode()).contacts == [contact]


def test_a_number_that_nobody_judged_is_checked_in_its_place() -> None:
    (phone,) = read_one(name="Ada", city="Nairobi", phones=[{"number": "0722 550000", "public": True}]).phones
    assert (phone.number, phone.verdict, phone.public) == ("+254722550000", Verdict.VALID, True)
    (phone,) = read_one(name="Ada", phones=[{"number": "abc"}]).phones
    assert phone.verdict is Verdict.INVALID
    (email,) = read_one(name="Ada", emails=[{"address": "foo@"}]).emails
    assert email.verdict is Verdict.INVALID


def test_a_number_that_was_judged_stays_as_it_is() -> None:
    (phone,) = read_one(name="Ada", phones=[{"number": "+4112", "verdict": "invalid"}]).phones
    assert phone == Phone("+4112", "+4112", verdict=Verdict.INVALID)


@pytest.mark.parametrize(
    "item",
    [
        1, None, "x", {}, [], {"uid": "1"}, {"name": 5}, {"name": ["x"]}, {"uid": 7, "name": "B"}, {"kind": "alien"},
        {"name": "A", "phones": "x"}, {"name": "A", "phones": [1]}, {"name": "A", "phones": [{"number": 5}]},
        {"name": "A", "phones": [{"number": "1", "label": {}}]}, {"name": "A", "topics": [1]},
        {"name": "A", "languages": "en"}, {"name": "A", "translations": {"ru": "x"}},
        {"name": "A", "translations": {"ru": {"name": 1}}}, {"name": "A", "away_from": "soon"},
        {"name": "A", "photo": "é"}, {"name": "A", "links": [{"kind": "pigeon", "value": "x"}]},
        {"name": "A", "phones": [{"number": "+41795550000", "public": "false"}]},
        {"name": "A", "emails": [{"address": "a@example.org", "public": 1}]},
        {"name": "A", "links": [{"kind": "website", "value": "https://example.org", "public": "no"}]},
        {"name": "A", "phones": [{"number": ""}]}, {"name": "A", "emails": [{"address": " "}]},
        {"name": "A", "links": [{"kind": "website", "value": "\t"}]},
    ],
)  # fmt: skip
def test_what_is_no_contact_is_a_problem_and_the_rest_is_read(item: object) -> None:
    reading = read(json.dumps([item, {"name": "Ada"}]).encode())
    assert [contact.name for contact in reading.contacts] == ["Ada"]
    assert [problem.where for problem in reading.problems] == ["contact 1"]


def test_a_detail_that_says_nothing_of_it_is_internal() -> None:
    (phone,) = read_one(name="Ada", phones=[{"number": "+41795550000", "public": None}]).phones
    assert phone.public is False


def test_what_no_file_can_hold_is_replaced() -> None:
    translations = {"ru\udfff": {"name": "\ud800"}}
    contact = read_one(name="Ada \ud800", topics=["\udc80"], phones=[{"number": "\ud800"}], translations=translations)
    assert (contact.name, contact.topics, contact.phones[0].typed) == ("Ada ?", ("?",), "?")
    assert (contact.translations[0].language, contact.translations[0].name) == ("ru?", "?")
    assert read_one(name="Ada \ud83d\ude00").name == "Ada 😀"


@pytest.mark.parametrize("data", [b"", b"[1,", b"\xff\xfe\x00", b"[" * 100_000])
def test_what_is_no_json_is_refused(data: bytes) -> None:
    with pytest.raises(NotReadable, match=r"in\.json is not whole JSON"):
        read(data, source="in.json")
