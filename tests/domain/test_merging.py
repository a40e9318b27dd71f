"""Two contacts become one, and nothing that may stand twice is lost."""

from dataclasses import replace
from datetime import date

from hypothesis import given

from contactbook.domain import merging
from contactbook.domain.contact import Contact, Email, Means, Phone, PhoneKind, Translation
from tests.strategies import contacts

ZOE = Contact(
    uid="1", name="Zoë Vandenbroucke", given="Zoë", family="Vandenbroucke", role="Communication officer", agency="IOM",
    city="Brussels", country="BE", phones=(Phone("+32470000000", kind=PhoneKind.MOBILE, public=True),),
    emails=(Email("z@example.org", public=True),), languages=("fr", "en"), notes="Best reached by text message",
)  # fmt: skip
OTHER = Contact(
    uid="2", name="Zoe Vandenbroucke", role="Spokesperson", agency="IOM", city="Brussels", country="BE",
    phones=(Phone("+32470000000", label="private", verified_on=date(2026, 1, 2), verified_by=Means.CALLED),
            Phone("+3225550171")),
    emails=(Email("zoe@example.net"),), languages=("nl", "fr"), notes="Away on Fridays",
)  # fmt: skip


def test_what_may_stand_twice_comes_from_both() -> None:
    made = merging.merged(ZOE, OTHER)
    assert (made.uid, made.name, made.role) == ("1", "Zoë Vandenbroucke", "Communication officer")
    assert [phone.number for phone in made.phones] == ["+32470000000", "+3225550171"]
    assert [email.address for email in made.emails] == ["z@example.org", "zoe@example.net"]
    assert made.languages == ("fr", "en", "nl")
    assert made.notes == "Best reached by text message\n\nAway on Fridays"


def test_one_number_in_both_keeps_all_that_either_says_of_it() -> None:
    mobile = merging.merged(ZOE, OTHER).phones[0]
    assert (mobile.kind, mobile.label, mobile.public) == (PhoneKind.MOBILE, "private", True)
    assert (mobile.verified_on, mobile.verified_by) == (date(2026, 1, 2), Means.CALLED)


def test_what_was_chosen_wins_and_what_was_left_stays_out() -> None:
    found = merging.lines(ZOE, OTHER)
    role = next(at for at, line in enumerate(found) if line.key == "role")
    office = next(at for at, line in enumerate(found) if line.key == "phones" and line.kept is None)
    picks = merging.choose(merging.usual(found), found, role, merging.OTHER)
    picks = merging.choose(picks, found, office, merging.OTHER)
    made = merging.merged(ZOE, OTHER, picks)
    assert made.role == "Spokesperson"
    assert [phone.number for phone in made.phones] == ["+32470000000"]


def test_take_all_takes_what_one_side_has_and_leaves_what_may_stand_beside_it() -> None:
    found = merging.lines(ZOE, OTHER)
    made = merging.merged(ZOE, OTHER, merging.take_all(merging.usual(found), found, merging.OTHER))
    assert (made.name, made.role) == ("Zoe Vandenbroucke", "Spokesperson")
    assert len(made.phones) == 2
    assert len(made.emails) == 2


def test_a_name_in_another_script_is_kept_as_such() -> None:
    made = merging.merged(Contact(uid="1", name="Chen Siyuan"), Contact(uid="2", name="陈思远", languages=("zh",)))
    assert made.name == "Chen Siyuan"
    assert made.translations == (Translation("zh", "陈思远", None),)
    nameless = merging.merged(Contact(uid="1", name="Olga Lipskaya"), Contact(uid="2", name="Ольга Липская"))
    assert nameless.translations == (Translation("und-Cyrl", "Ольга Липская", None),)


def test_nobody_stands_in_for_herself() -> None:
    assert merging.merged(replace(ZOE, cover="2"), OTHER).cover is None
    assert merging.merged(ZOE, replace(OTHER, cover="1")).cover is None
    assert merging.merged(ZOE, replace(OTHER, cover="3")).cover == "3"


def test_the_one_that_was_verified_or_says_more_stays() -> None:
    assert merging.keeper([OTHER, replace(ZOE, verified_on=date(2026, 1, 1))])[0].uid == "1"
    assert merging.keeper([Contact(uid="1", name="A B"), OTHER])[0].uid == "2"


def test_a_number_that_one_has_twice_is_public_where_either_is() -> None:
    number = Phone("+41795550100")
    twice = replace(OTHER, phones=(replace(number, public=True), number))
    assert [p.public for p in merging.merged(replace(ZOE, phones=()), twice).phones] == [True]


@given(contacts(), contacts())
def test_nothing_of_a_detail_is_lost(one: Contact, other: Contact) -> None:
    kept, gone = replace(one, uid="1"), replace(other, uid="2")
    made = merging.merged(kept, gone)
    for key in ("phones", "emails", "links", "languages", "topics", "lists"):
        held = {merging.identity(key, item) for item in getattr(made, key)}
        assert held == {merging.identity(key, item) for side in (kept, gone) for item in getattr(side, key)}
    for side in (kept, gone):
        assert {t.language for t in side.translations} <= {t.language for t in made.translations}
        assert all(line.strip() in (made.notes or "") for line in (side.notes or "").splitlines())
    for key in ("role", "agency", "city", "address", "hours", "photo", "pronouns", "said", "name"):
        assert getattr(made, key) == (getattr(kept, key) or getattr(gone, key))
    assert {p.number for p in made.phones if p.public} == {p.number for c in (kept, gone) for p in c.phones if p.public}
