"""Writes contacts as vCards and reads them back, so that each has the lines that it needs and no others.

A card is written at first with what its properties say by themselves. Nearly all of them are read as their contact is;
the others are written once more, with the lines that overrule what was read otherwise.
"""

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import NamedTuple

from contactbook.domain.contact import Contact
from contactbook.exchange import vcard
from contactbook.exchange.vcard_contacts import kept_card, to_card, to_contact
from contactbook.exchange.vcard_keep import edited_card, unedited_card
from contactbook.exchange.vcard_model import Audience, Card
from contactbook.exchange.vcard_outward import bare_card
from contactbook.exchange.vcard_own import without_property


class _Written(NamedTuple):
    """A card as its bytes; final where it says all that it can, known what was read in these same bytes already."""

    data: bytes
    final: bool = False
    known: Card | None = None


def written(
    contacts: Sequence[Contact], version: str, audience: Audience, same: Callable[[Contact, Contact, Audience], bool]
) -> tuple[bytes, list[Contact]]:
    """Give the file of some contacts, and the contacts read in it; same tells whether one came back as it was."""
    files = [_plainly(contact, version, audience) for contact in contacts]
    back = _read(files)
    aligned = len(back) == len(contacts)
    for at, contact in enumerate(contacts):
        if files[at].final or (aligned and back[at].uid == contact.uid and same(contact, back[at], audience)):
            continue
        files[at] = _in_full(contact, version, audience)
        again = _read(files[at : at + 1])
        aligned = aligned and len(again) == 1
        back[at : at + 1] = again
    data = b"".join([file.data for file in files])
    return data, back if aligned else [to_contact(card) for card in vcard.cards(BytesIO(data))]


def _plainly(contact: Contact, version: str, audience: Audience) -> _Written:
    """Write a contact as its card says it by itself: the one that it came from, or one made of it."""
    known = kept_card(contact) if audience == "colleagues" else None
    if known is None:
        made = bare_card(contact, version, audience)
        return _Written(vcard.write(Card((*made.properties, *without_property(contact, version)), version)))
    unedited = None if _has_marks(contact) else unedited_card(contact, known, version)
    if unedited is None:
        return _Written(vcard.write(edited_card(contact, known, version), version), final=True)
    data = vcard.write(unedited)
    return _Written(data, known=known if data == contact.card else None)


def _has_marks(contact: Contact) -> bool:
    """Tell whether something is said of a detail for which no version of the standard has words."""
    phones = any(phone.public or phone.verified_on for phone in contact.phones)
    emails = any(email.public or email.verified_on for email in contact.emails)
    return phones or emails or any(link.public for link in contact.links)


def _in_full(contact: Contact, version: str, audience: Audience) -> _Written:
    return _Written(vcard.write(to_card(contact, version, audience), version), final=True)


def _read(files: Sequence[_Written]) -> list[Contact]:
    """Read some files one after the other; what was read already is not read twice."""
    unread = vcard.cards(BytesIO(b"".join([file.data for file in files if file.known is None])))
    found = [to_contact(card) for file in files if (card := file.known or next(unread, None)) is not None]
    return [*found, *map(to_contact, unread)]
