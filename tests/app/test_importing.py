"""What comes in is laid beside the book, decided by the person, and written as one step."""

from dataclasses import replace
from datetime import date

import pytest

from contactbook.app import importing
from contactbook.app.book import Book
from contactbook.domain.contact import Contact, Email, Kind, Phone, PhoneKind, Verdict
from contactbook.domain.errors import NotReadable
from contactbook.exchange.formats import Format, Reading

FOOT = """For more information, please contact:

In Vienna: Lukas Testmann, Tel: +43 660 5550000, email:
In Geneva: Amina Probst, Tel: +41 79 000 00 00, email: amina.probst@example.org
"""


def plan_of(book: Book, *contacts: Contact) -> importing.Plan:
    return importing.plan(book, Reading(contacts, source="list.json", kind="json"))


def states(plan: importing.Plan) -> list[str]:
    return [row.state for row in plan.rows]


SWITCHBOARD = Phone("+41220000000", kind=PhoneKind.OFFICE, public=True)
MOBILE = Phone("+41790000000", kind=PhoneKind.MOBILE)
PERSON = Contact(name="Amina Probst", agency="IOM", city="Geneva", phones=(MOBILE,))


def test_reading_a_release_twice_changes_nothing(book: Book) -> None:
    for expected in ((2, 0, 0), (0, 0, 2), (0, 0, 2)):
        plan = importing.plan(book, importing.read("release.txt", FOOT.encode()))
        outcome = importing.apply(book, importing.decided(plan, "update"))
        assert (outcome.added, outcome.updated, outcome.unchanged) == expected
    assert len(book.history()) == 1
    book.undo()
    assert book.counts().all == 0


def test_a_release_verifies_what_it_prints_and_makes_it_public(book: Book) -> None:
    importing.apply(book, importing.plan(book, importing.read("release.txt", FOOT.encode())))
    [amina] = book.get_many(book.uids_of(book.find("amina").ids))
    assert all(p.public for p in amina.phones)
    assert amina.emails[0].verified_on == date(2026, 11, 22)


def test_a_number_that_a_release_prints_takes_the_place_of_the_only_one_of_its_kind(book: Book) -> None:
    saved = book.save(replace(PERSON, phones=(replace(MOBILE, public=True),)))
    coming = replace(PERSON, phones=(Phone("+41790000099", kind=PhoneKind.MOBILE, public=True),))
    plan = importing.plan(book, Reading((coming,), kind="release"))
    assert states(plan) == ["changes"]
    [change] = plan.rows[0].changes
    assert isinstance(change.old, Phone)
    assert isinstance(change.new, Phone)
    assert (change.old.number, change.new.number) == ("+41790000000", "+41790000099")
    importing.apply(book, plan)
    got = book.get(saved.uid)
    assert got is not None
    assert [p.number for p in got.phones] == ["+41790000099"]


def mobile(last: int, *, public: bool = True) -> Phone:
    return Phone(f"+417900000{last:02}", kind=PhoneKind.MOBILE, public=public)


@pytest.mark.parametrize(
    ("kind", "here", "coming"),
    [
        ("vcard", [mobile(1)], [mobile(2, public=False)]),
        ("csv", [mobile(1)], [mobile(2)]),
        ("release", [mobile(1, public=False)], [mobile(2)]),
        ("release", [mobile(1), mobile(2)], [mobile(3)]),
        ("release", [mobile(1)], [mobile(1), mobile(2)]),
        ("release", [mobile(1)], [mobile(2), mobile(3)]),
        ("release", [SWITCHBOARD], [mobile(1)]),
        ("release", [mobile(1)], [replace(mobile(1), kind=PhoneKind.OFFICE), mobile(2)]),
    ],
)
def test_any_other_number_is_added(book: Book, kind: Format, here: list[Phone], coming: list[Phone]) -> None:
    saved = book.save(replace(PERSON, phones=tuple(here)))
    importing.apply(book, importing.plan(book, Reading((replace(PERSON, phones=tuple(coming)),), kind=kind)))
    got = book.get(saved.uid)
    assert got is not None
    assert {(p.number, p.public) for p in got.phones} == {(p.number, p.public) for p in (*here, *coming)}


def test_an_address_that_is_put_right_stays_public(book: Book) -> None:
    wrong = Email("amina@exmaple.org", verdict=Verdict.UNUSUAL, public=True)
    saved = book.save(replace(PERSON, emails=(wrong,)))
    importing.apply(book, plan_of(book, replace(PERSON, emails=(Email("amina@example.org"),))))
    got = book.get(saved.uid)
    assert got is not None
    assert [(e.address, e.public) for e in got.emails] == [("amina@example.org", True)]


def test_an_unticked_value_is_not_written(book: Book) -> None:
    plan = plan_of(book, replace(PERSON, role="Spokesperson", guessed=("agency",)))
    row = plan.rows[0]
    assert [(c.key, c.taken) for c in row.changes if c.key in ("role", "agency")] == [("role", True), ("agency", False)]
    plan.put(row.taking("role", False))
    importing.apply(book, plan)
    [got] = book.get_many(book.uids_of(book.find().ids))
    assert (got.name, got.role, got.agency) == ("Amina Probst", None, None)


def test_a_corrected_value_is_written_instead(book: Book) -> None:
    plan = plan_of(book, PERSON)
    row = (
        plan.rows[0]
        .correcting("phones.0", Phone("+41220000000", "+41 22 000 00 00"))
        .correcting("name", "Amina Proost")
    )
    plan.put(row)
    importing.apply(book, plan)
    [got] = book.get_many(book.uids_of(book.find().ids))
    assert (got.name, got.family, [p.number for p in got.phones]) == ("Amina Proost", "Proost", ["+41220000000"])


@pytest.mark.parametrize(
    ("coming", "state"),
    [
        (PERSON, "same"),
        (replace(PERSON, name="Probst Amina"), "same"),
        (replace(PERSON, name="Amína Próbst"), "same"),
        (replace(PERSON, city="Genf"), "same"),
        (replace(PERSON, agency="International Organization for Migration"), "same"),
        (replace(PERSON, agency="UNICEF", phones=()), "looks like"),
        (replace(PERSON, name="A. Probst", phones=()), "looks like"),
        (replace(PERSON, name="Bo Ek"), "new"),
        (replace(PERSON, kind=Kind.DESK, name=None, role="Press office"), "new"),
        (replace(PERSON, role="Spokesperson"), "changes"),
        (replace(PERSON, emails=(Email("amina.probst@example.org"),)), "changes"),
    ],
)
def test_who_is_who(book: Book, coming: Contact, state: str) -> None:
    book.save(PERSON)
    assert states(plan_of(book, coming)) == [state]


@pytest.mark.parametrize(
    ("phones", "emails", "shared"),
    [
        (PERSON.phones, (), "+41 79 000 00 00"),
        ((), (Email("media@example.org"),), "media@example.org"),
        (PERSON.phones, (Email("Media@Example.org"),), "+41 79 000 00 00"),
    ],
    ids=["number", "mailbox", "both"],
)
@pytest.mark.parametrize("on_match", ["update", "skip", "add"])
def test_a_shared_number_or_mailbox_never_makes_two_people_one_but_is_pointed_out(
    book: Book, phones: tuple[Phone, ...], emails: tuple[Email, ...], shared: str, on_match: str
) -> None:
    book.save(replace(PERSON, emails=(Email("media@example.org"),)))
    plan = plan_of(book, replace(PERSON, name="Bo Ek", phones=phones, emails=emails))
    assert states(plan) == ["new"]
    assert shared in (plan.rows[0].reason or "")
    assert "Amina Probst" in (plan.rows[0].reason or "")
    importing.apply(book, importing.decided(plan, on_match))
    assert {c.name for c in everyone(book)} == {"Amina Probst", "Bo Ek"}


def test_many_people_of_one_mailbox_and_switchboard_that_come_at_once_stay_as_many(book: Book) -> None:
    mailbox = Email("media@example.org")
    people = [
        Contact(name=name, agency="IOM", city="Geneva", phones=(SWITCHBOARD,), emails=(mailbox,))
        for name in ("Amina Probst", "Bo Ek", "Joe Lowry", "Joanna Lowry", "Ann Lowry")
    ]
    for _time in range(2):
        importing.apply(book, importing.decided(importing.plan(book, Reading(people, kind="vcard")), "update"))
    assert sorted(c.name or "" for c in everyone(book)) == sorted(c.name or "" for c in people)


@pytest.mark.parametrize(
    ("here", "coming", "state"),
    [
        ("Karin Müller", "Mueller, Karin", "looks like"),
        ("Robert Okello", "Bob Okello", "looks like"),
        ("Дмитро Коваленко", "Dmytro Kovalenko", "looks like"),
        ("Adaeze Okello", "Adaeze Okelo", "looks like"),
        ("Joe Lowry", "Lowry", "looks like"),
        ("Joe Lowry", "J. Lowry", "looks like"),
        ("Joe Lowry", "Joanna Lowry", "new"),
        ("Joe Lowry", "Ann Lowry", "new"),
        ("Joe Lowry", "Lowry, JOE", "changes"),
        ("Łukasz Żółć", "zolc lukasz", "same"),
    ],
)
def test_names_are_weighed_as_among_duplicates_where_a_detail_is_shared(
    book: Book, here: str, coming: str, state: str
) -> None:
    shared = Contact(agency="IOM", city="Geneva", emails=(Email("media@example.org"),))
    book.save(replace(shared, name=here))
    plan = plan_of(book, replace(shared, name=coming))
    assert states(plan) == [state]
    importing.apply(book, plan)
    assert len(everyone(book)) == (2 if state == "new" else 1)


@pytest.mark.parametrize(("on_match", "roles"), [("update", ["Chief"]), ("skip", [None]), ("add", [None, "Chief"])])
def test_what_is_done_with_a_match_is_the_persons_choice(book: Book, on_match: str, roles: list[str | None]) -> None:
    book.save(PERSON)
    plan = importing.decided(plan_of(book, replace(PERSON, role="Chief")), on_match)
    importing.apply(book, plan)
    got = book.get_many(book.uids_of(book.find().ids))
    assert sorted((c.role for c in got), key=str) == sorted(roles, key=str)


@pytest.mark.parametrize("data", [b"", b"   \n", b"\x00\x00"])
def test_an_empty_file_is_told(data: bytes) -> None:
    with pytest.raises(NotReadable, match="empty"):
        importing.read("release.txt", data)


def test_broken_json_and_wrong_rows_are_told() -> None:
    with pytest.raises(NotReadable, match="JSON"):
        importing.read("contacts.json", b'[{"name": "Anna"')
    reading = importing.read("contacts.json", b'[{"name": "Anna"}, {"name": "Bo", "phones": [{}]}, 7]')
    assert [c.name for c in reading.contacts] == ["Anna"]
    assert [p.where for p in reading.problems] == ["contact 2", "contact 3"]


def test_who_is_no_longer_named_is_pointed_out_and_left_alone(book: Book) -> None:
    book.save(Contact(name="Bo Ek", agency="IOM", city="Geneva", phones=(replace(MOBILE, public=True),)))
    book.save(Contact(name="Cy Dahl", agency="IOM", city="Vienna", phones=(replace(MOBILE, public=True),)))
    text = "For more information:\n\nIOM\nIn Geneva: Amina Probst, Tel: +41 79 000 00 99\n"
    plan = importing.plan(book, importing.read("release.txt", text.encode()))
    assert [c.name for c in plan.absent] == ["Bo Ek"]
    importing.apply(book, plan)
    assert book.counts().all == 3


def test_an_address_one_slip_off_is_put_right_and_not_doubled(book: Book) -> None:
    saved = book.save(replace(PERSON, emails=(Email("amina@exmaple.org", verdict=Verdict.UNUSUAL),)))
    importing.apply(book, plan_of(book, replace(PERSON, emails=(Email("amina@example.org"),))))
    got = book.get(saved.uid)
    assert got is not None
    assert [e.address for e in got.emails] == ["amina@example.org"]


def test_what_stands_twice_is_written_once_and_counted(book: Book) -> None:
    outcome = importing.apply(book, plan_of(book, PERSON, PERSON))
    assert (outcome.added, outcome.unchanged) == (1, 1)
    two = [replace(PERSON, uid=f"urn:uuid:{i}", name="Twin Probst", phones=()) for i in (1, 2)]
    outcome = importing.apply(book, plan_of(book, *two))
    assert outcome.added == 2


def card(*lines: str) -> str:
    return "\r\n".join(("BEGIN:VCARD", "VERSION:4.0", *lines, "END:VCARD", ""))


ADA = ("FN:Ada Okello", "N:Okello;Ada;;;", "ORG:IOM")
SAME_UID = "UID:urn:uuid:00000000-0000-4000-8000-000000000001"


def vcards(book: Book, *cards: str) -> importing.Outcome:
    return importing.apply(book, importing.plan(book, importing.read("people.vcf", "".join(cards).encode())))


def everyone(book: Book) -> list[Contact]:
    return book.get_many(book.uids_of(book.find().ids))


def test_two_cards_of_one_uid_become_one_contact(book: Book) -> None:
    both = (
        card(SAME_UID, *ADA, "TITLE:Officer", "TEL:+41790000000", "EMAIL:ada@example.org"),
        card(SAME_UID, *ADA, "TITLE:Spokesperson", "TEL:+41790000000", "EMAIL:okello@example.org"),
    )
    outcome = vcards(book, *both)
    assert (outcome.added, outcome.updated, outcome.unchanged) == (1, 0, 1)
    [ada] = everyone(book)
    assert (ada.given, ada.family, ada.role) == ("Ada", "Okello", "Spokesperson")
    assert [p.number for p in ada.phones] == ["+41790000000"]
    assert [e.address for e in ada.emails] == ["ada@example.org", "okello@example.org"]


def test_two_cards_of_one_who_is_in_the_book_are_both_taken_in(book: Book) -> None:
    book.save(Contact(name="Ada Okello", agency="IOM", notes="Ring before nine"))
    outcome = vcards(book, card(*ADA, "EMAIL:ada@example.org"), card(*ADA, "EMAIL:okello@example.org"))
    assert (outcome.added, outcome.updated, outcome.unchanged) == (0, 1, 1)
    [ada] = everyone(book)
    assert [e.address for e in ada.emails] == ["ada@example.org", "okello@example.org"]
    assert ada.notes == "Ring before nine"
    book.undo()
    assert everyone(book)[0].emails == ()


def test_a_number_that_a_new_card_tells_twice_stays_as_it_is_told(book: Book) -> None:
    vcards(book, card(*ADA, "TEL;TYPE=cell:+41790000000", "TEL;TYPE=work:+41790000000"))
    [ada] = everyone(book)
    assert [p.number for p in ada.phones] == ["+41790000000"] * 2


def test_of_contacts_that_share_a_uid_the_last_is_written(book: Book) -> None:
    step = book.save_many([Contact("urn:1", name="Ada"), Contact("urn:2"), Contact("urn:1", name="Bo")], "Import")
    assert step.count == 2
    assert [c.name for c in book.get_many(["urn:1", "urn:2"])] == ["Bo", None]


MEDIA = Contact(kind=Kind.DESK, role="Media Relations", agency="IOM", city="Geneva", phones=(SWITCHBOARD,))
INVESTORS = replace(MEDIA, role="Investor Relations")


def test_two_desks_of_one_switchboard_stay_two(book: Book) -> None:
    for _time in range(2):
        plan = importing.plan(book, Reading((INVESTORS, MEDIA), kind="release"))
        importing.apply(book, importing.decided(plan, "update"))
    assert sorted(c.role or "" for c in everyone(book)) == ["Investor Relations", "Media Relations"]


@pytest.mark.parametrize(
    ("coming", "state"),
    [
        (MEDIA, "same"),
        (replace(MEDIA, role=None), "same"),
        (replace(MEDIA, name="IOM Geneva"), "changes"),
        (INVESTORS, "looks like"),
        (replace(INVESTORS, name="IOM Geneva"), "looks like"),
    ],
)
def test_which_desk_is_which(book: Book, coming: Contact, state: str) -> None:
    book.save(MEDIA)
    assert states(plan_of(book, coming)) == [state]


def test_desks_of_one_number_and_two_names_only_look_alike(book: Book) -> None:
    book.save(replace(MEDIA, role=None, name="Media desk"))
    plan = plan_of(book, replace(MEDIA, role=None, name="Newsroom"))
    assert states(plan) == ["looks like"]
    assert "+41 22 000 00 00" in (plan.rows[0].reason or "")


def test_what_was_written_after_the_plan_was_made_stays(book: Book) -> None:
    saved = book.save(replace(PERSON, role="Officer"))
    coming = replace(PERSON, role="Spokesperson", hours="9-17", emails=(Email("amina@example.org"),))
    plan = plan_of(book, coming)
    since = replace(saved, role="Chief", notes="Ring before nine", emails=(Email("amina@example.org", label="Work"),))
    book.save(since)
    outcome = importing.apply(book, plan)
    got = book.get(saved.uid)
    assert got is not None
    assert (got.role, got.hours, got.notes) == ("Chief", "9-17", "Ring before nine")
    assert [(e.address, e.label) for e in got.emails] == [("amina@example.org", "Work")]
    assert (outcome.added, outcome.updated) == (0, 1)


def test_a_plan_of_which_nothing_is_left_to_do_writes_nothing(book: Book) -> None:
    plan = plan_of(book, replace(PERSON, uid="urn:1", role="Spokesperson"))
    importing.apply(book, plan)
    book.save(replace(everyone(book)[0], role="Chief"))
    outcome = importing.apply(book, plan)
    assert (outcome.added, outcome.updated, outcome.unchanged, outcome.step) == (0, 0, 1, None)
    assert [c.role for c in everyone(book)] == ["Chief"]


def test_who_lies_in_the_trash_is_taken_out_and_updated(book: Book) -> None:
    saved = book.save(replace(PERSON, notes="Ring before nine", lists=("Border",)))
    book.trash([saved.uid])
    plan = plan_of(book, replace(PERSON, uid=saved.uid, role="Spokesperson"))
    assert states(plan) == ["changes"]
    assert plan.rows[0].reason == "in the trash here; it is taken out"
    outcome = importing.apply(book, plan)
    assert (outcome.added, outcome.updated) == (0, 1)
    [amina] = everyone(book)
    assert (amina.role, amina.notes, amina.lists) == ("Spokesperson", "Ring before nine", ("Border",))
    book.undo()
    assert (book.counts().all, book.counts().trash) == (0, 1)


def test_who_lies_in_the_trash_may_stay_there(book: Book) -> None:
    saved = book.save(PERSON)
    book.trash([saved.uid])
    plan = plan_of(book, saved)
    assert states(plan) == ["changes"]  # to be taken out is one
    plan.put(plan.rows[0].taking("trash", False))
    importing.apply(book, plan)
    assert (book.counts().all, book.counts().trash) == (0, 1)
    plan.put(plan.rows[0].taking("trash", True))
    importing.apply(book, plan)
    assert (book.counts().all, book.counts().trash) == (1, 0)


def test_only_its_uid_finds_who_lies_in_the_trash(book: Book) -> None:
    saved = book.save(PERSON)
    book.trash([saved.uid])
    assert states(plan_of(book, PERSON, replace(PERSON, uid="urn:1"))) == ["new", "new"]


def test_its_uid_finds_a_contact_among_many_of_one_switchboard(book: Book) -> None:
    people = [Contact(f"urn:{n}", name=f"Person {n}", phones=(SWITCHBOARD,)) for n in range(60)]
    book.save_many(people, "Import")
    assert states(plan_of(book, people[-1])) == ["same"]
