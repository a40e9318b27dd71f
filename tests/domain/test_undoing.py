"""Taking back an older step puts back what nobody changed since, and nothing else."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from contactbook.domain.contact import Contact, Phone
from contactbook.domain.fields import GROUPS
from contactbook.domain.undoing import LIST, WHOLE, Conflict, Outcome, take_back
from contactbook.domain.value_words import conflict_texts
from tests.strategies import contacts

A, B = Phone("+41795550000"), Phone("+41795550011")
BEFORE = Contact(uid="u", name="Maria Example", role="Press officer", phones=(A,), topics=("Asylum",))
MADE = replace(BEFORE, role="Spokesperson", phones=(A, B), topics=("Asylum", "Health"))
_ITEMS = ("phones", "emails", "links", "translations", "languages", "topics", "lists")
states = st.none() | contacts(uid=st.just("u"))


def test_what_nobody_changed_goes_back_beside_what_somebody_did() -> None:
    now = replace(MADE, role="Head of press", notes="Ring after nine")
    outcome = take_back(BEFORE, MADE, now)
    assert outcome.wanted == replace(BEFORE, role="Head of press", notes="Ring after nine")
    conflict = Conflict("u", "Maria Example", "role", "Press officer", "Spokesperson", "Head of press")
    assert outcome.conflicts == (conflict,)
    assert take_back(BEFORE, MADE, now, {conflict}).wanted == replace(BEFORE, notes="Ring after nine")
    assert conflict_texts(conflict) == ("Press officer", "Spokesperson", "Head of press")


def test_numbers_and_words_count_one_by_one() -> None:
    mine = Phone("+41795550022")
    now = replace(MADE, phones=(mine, A, B), topics=("Health", "Water", "Asylum"))
    outcome = take_back(BEFORE, MADE, now)
    assert outcome.conflicts == ()
    assert outcome.wanted is not None
    assert outcome.wanted.phones == (mine, A)
    assert outcome.wanted.topics == ("Water", "Asylum")


def test_a_number_that_was_taken_away_comes_back_in_its_place() -> None:
    made, mine = replace(BEFORE, phones=(B,)), Phone("+41795550022")
    before = replace(BEFORE, phones=(A, B))
    outcome = take_back(before, made, replace(made, phones=(B, mine)))
    assert outcome.wanted is not None
    assert outcome.wanted.phones == (A, B, mine)


def test_a_number_that_was_changed_since_is_told_alone() -> None:
    now = replace(MADE, phones=(A, replace(B, public=True)))
    outcome = take_back(BEFORE, MADE, now)
    assert [(c.key, c.before, c.made, c.now) for c in outcome.conflicts] == [
        ("phones", None, B, replace(B, public=True))
    ]
    assert outcome.wanted is not None
    assert outcome.wanted.phones == now.phones
    assert take_back(BEFORE, MADE, now, outcome.conflicts).wanted == BEFORE


def test_a_contact_that_came_with_the_step_and_changed_since_stays_unless_chosen() -> None:
    now = replace(MADE, notes="Ring after nine")
    outcome = take_back(None, MADE, now)
    assert outcome.wanted == now
    assert [c.key for c in outcome.conflicts] == [WHOLE]
    assert take_back(None, MADE, now, outcome.conflicts).wanted is None
    assert conflict_texts(outcome.conflicts[0]) == ("not in the book", "added", "Maria Example")


def test_a_contact_that_is_gone_stays_gone_unless_chosen() -> None:
    outcome = take_back(BEFORE, MADE, None)
    assert outcome.wanted is None
    assert take_back(BEFORE, MADE, None, outcome.conflicts).wanted == BEFORE
    assert take_back(None, MADE, None) == Outcome(None, None)


def test_a_list_in_words() -> None:
    assert conflict_texts(Conflict("Duty", "Duty", LIST, None, None, 2))[2] == "2 contacts are on it"


@given(before=states, made=states)
def test_an_untouched_contact_goes_back_whole(before: Contact | None, made: Contact | None) -> None:
    outcome = take_back(before, made, made)
    assert outcome.conflicts == ()
    assert outcome.wanted in (before, made)  # made where nothing but its dates differs
    assert take_back(outcome.now, outcome.wanted, outcome.wanted).wanted == outcome.now  # undo, then redo


@settings(max_examples=200)
@given(
    before=contacts(uid=st.just("u")), made=contacts(uid=st.just("u")), other=contacts(uid=st.just("u")), data=st.data()
)
def test_a_field_changed_since_is_never_touched(
    before: Contact, made: Contact, other: Contact, data: st.DataObject
) -> None:
    since = data.draw(st.sets(st.sampled_from(GROUPS)))
    now = replace(made, **{key: getattr(other, key) for group in since for key in group})
    wanted = take_back(before, made, now).wanted
    assert wanted is not None
    derived = ("verified_on", "verified_by")  # follows from the details
    for group in GROUPS:
        old, left, here, got = ([getattr(c, key) for key in group] for c in (before, made, now, wanted))
        if here == left:
            assert got == old or group == derived
        elif group[0] not in _ITEMS and group != derived:
            assert got == here
    for key in ("languages", "topics", "lists"):  # what was added since stays, what was taken away since stays away
        left, here, got = (set(getattr(c, key)) for c in (made, now, wanted))
        if here != left:
            assert here - left <= got
            assert not ((left & set(getattr(before, key))) - here) & got


@settings(max_examples=200)
@given(before=states, made=states, now=states)
def test_choosing_every_conflict_leaves_none(before: Contact | None, made: Contact | None, now: Contact | None) -> None:
    outcome = take_back(before, made, now)
    chosen = take_back(before, made, now, outcome.conflicts)
    assert chosen.conflicts == outcome.conflicts
    if before is not None and chosen.wanted is not None and made is not None:
        for key in ("role", "agency", "notes", "address"):
            if getattr(before, key) != getattr(made, key):
                assert getattr(chosen.wanted, key) == getattr(before, key)
    for conflict in outcome.conflicts:
        assert all(isinstance(text, str) for text in conflict_texts(conflict))
        assert conflict.label
