import json
from dataclasses import replace

from hypothesis import given

from contactbook.domain.contact import Contact
from contactbook.domain.plain import from_plain, to_plain, to_plain_whole
from tests.strategies import contacts


@given(contacts())
def test_a_contact_comes_back_whole_from_its_plain_form(contact: Contact) -> None:
    carried = json.loads(json.dumps(to_plain_whole(contact)))
    assert replace(from_plain(carried), deleted_at=None) == replace(contact, deleted_at=None)


@given(contacts())
def test_what_commands_print_tells_of_photo_and_card_only_that_there_is_a_photo(contact: Contact) -> None:
    plain = to_plain(contact)
    assert plain["has_photo"] is (contact.photo is not None)
    assert "photo" not in plain
    assert "card" not in plain


def test_the_keys_are_those_that_scripts_depend_on() -> None:
    assert list(to_plain(Contact(name="Layla Haddad")))[:8] == [
        "uid", "kind", "name", "given", "family", "honorific", "suffix", "said",
    ]  # fmt: skip
    assert to_plain(Contact())["uid"] is None
