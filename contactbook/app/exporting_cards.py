"""The vCards that an export writes: by the standard, or as the program reads them that will open them."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from contactbook.app import outputs
from contactbook.app.export_forms import Frame, ReadBack
from contactbook.app.outputs import Output
from contactbook.domain.contact import Contact
from contactbook.domain.errors import ContactbookError
from contactbook.exchange import vcard, vcard_21, vcard_adapt, vcard_contacts
from contactbook.exchange.vcard_clients import MOST_FOR_GOOGLE, NAMES, Client, Trait, traits
from contactbook.exchange.vcard_groups import is_group, read_group
from contactbook.exchange.vcard_model import Audience
from contactbook.i18n import _

_SUFFIXES = (".vcf", ".vcard")


class ClientForm(ReadBack):
    """The vCards of one client."""

    def __init__(self, client: Client, audience: Audience) -> None:
        self._client, self._audience = client, audience
        self._has = traits(client)
        self._lists: dict[str, list[str]] = {}
        self._unread: set[str] = set()

    @property
    def frame(self) -> Frame | None:
        """Give nothing around the cards; where lists are cards, these name contacts of the whole file."""
        return None if self._lists_are_cards else Frame()

    @property
    def _lists_are_cards(self) -> bool:
        return Trait.LISTS_AS_CARDS in self._has and self._audience == "colleagues"

    @property
    def notes(self) -> tuple[str, ...]:
        """Say which lists did not come back as they were written."""
        words = _("The list {name} is not as it was.")
        return tuple(words.format(name=name) for name in sorted(self._unread))

    def cards(self, contacts: Iterable[Contact]) -> Iterator[tuple[str, bytes]]:
        """Give each card with a name for its file; behind the contacts, the lists that are cards."""
        self._lists.clear()
        for contact in contacts:
            yield contact.shown, vcard_adapt.write_for(contact, self._client, self._audience)
            for name in contact.lists if self._lists_are_cards else ():
                self._lists.setdefault(name, []).append(contact.uid)
        self._unread = set(self._lists)
        for name, uids in self._lists.items():
            yield name, vcard_adapt.list_card(name, uids)

    def write(self, file: BinaryIO, contacts: Iterable[Contact]) -> None:
        """Write all cards one after the other."""
        for _name, card in self.cards(contacts):
            file.write(card)

    def read(self, file: BinaryIO) -> Iterator[Contact]:
        """Read the contacts; a list's card is held against what was written."""
        for card in vcard.cards(file):
            if is_group(card) and self._lists:
                group = read_group(card)
                uids = [uid.removeprefix("urn:uuid:") for uid in group.members]
                if self._lists.get(group.name) == uids:
                    self._unread.discard(group.name)
            elif Trait.OLD in self._has:
                yield vcard_21.told(card)
            else:
                yield vcard_contacts.to_contact(card)

    def comparable(self, contact: Contact) -> Contact:
        """Leave of a contact what the cards hold of it."""
        if Trait.SMALL_PHOTOS in self._has:
            contact = vcard_adapt.small(contact)
        return vcard_21.held(contact) if Trait.OLD in self._has else replace(contact, guessed=())


def place_for(
    out: Path, client: Client, audience: Audience, count: int, one_file: bool
) -> tuple[ClientForm, AbstractContextManager[Output]]:
    """Choose form and place of so many contacts for a client.

    A folder that is there, or a name without a suffix, becomes a folder of one card each unless one file is wanted.
    Raise ContactbookError where the client could not open what would be written.
    """
    form = ClientForm(client, audience)
    if not one_file and (out.is_dir() or not out.suffix):
        return form, outputs.folder(out, form)
    if out.suffix.lower() not in _SUFFIXES:
        raise ContactbookError(
            _("{file} is no place for vCards. Name a folder, or a file that ends in .vcf.").format(file=out)
        )
    if Trait.ONE_A_FILE in traits(client) and count > 1 and not one_file:
        raise ContactbookError(
            _("{program} reads only the first contact of a file. Name a folder, or ask for one file.").format(
                program=NAMES[client]
            )
        )
    if Trait.PARTS in traits(client) and count > MOST_FOR_GOOGLE and not one_file:
        return form, outputs.parts(out, form, MOST_FOR_GOOGLE)
    return form, outputs.one_file(out, form)
