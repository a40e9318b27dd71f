"""Keeps the contact blocks that went out, finds what in them is no longer right, and keeps presets."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, fields, replace
from datetime import datetime
from typing import TYPE_CHECKING, cast

from contactbook.domain.blocks import KeptBlock, Preset, Printed, Standing, State
from contactbook.domain.contact import Contact
from contactbook.domain.errors import ContactbookError
from contactbook.i18n import _
from contactbook.store import blocks, duplicates, loading
from contactbook.store.files import BookFile

if TYPE_CHECKING:
    # Composing is loaded when a block is composed: a search does not wait for it.
    from contactbook.app.composing import Block
    from contactbook.exchange.block import Layout
    from contactbook.exchange.block_markup import Format

_FEWEST_DIGITS = 3


class Blocks:
    """The contact blocks and presets of a book, kept in its file; they are no steps, so no undo takes them back."""

    def __init__(self, file: BookFile, clock: Callable[[], datetime]) -> None:
        self._file = file
        self._clock = clock

    # Presets

    def presets(self) -> list[Preset]:
        """List the presets by name."""
        with self._file.reading() as db:
            held = blocks.presets(db)
            leads = duplicates.followed(db, [uid for preset in held for uid in preset.uids])
        return [replace(p, uids=tuple(dict.fromkeys(leads[uid] for uid in p.uids))) for p in held]

    def preset(self, name: str) -> Preset | None:
        """Find a preset by its name."""
        return next((preset for preset in self.presets() if preset.name == name), None)

    def save_preset(self, name: str, layout: "Layout", *, query: str = "", uids: Sequence[str] = ()) -> Preset:
        """Keep a layout under a name, with the query or the uids of its contacts; one of that name is replaced."""
        if not name.strip():
            raise ContactbookError(_("A preset needs a name."))
        preset = Preset(" ".join(name.split()), packed(layout), query, tuple(uids))
        with self._file.writing() as db:
            blocks.put_preset(db, preset)
        return preset

    def delete_preset(self, name: str) -> None:
        """Remove a preset."""
        with self._file.writing() as db:
            blocks.remove_preset(db, name)

    # Blocks

    def keep(self, made: "Block", layout: "Layout", uids: Sequence[str], format: str = "text") -> KeptBlock:  # noqa: A002
        """Keep a block with the details that it printed; uids are the contacts that were asked for."""
        kept = KeptBlock(0, self._clock(), layout.language, format, made.text, packed(layout), tuple(uids))
        details = [(printed, _searched(printed)) for printed in made.printed]
        with self._file.writing() as db:
            number = blocks.keep(db, kept, details)
        return KeptBlock(number, *(getattr(kept, field.name) for field in fields(kept)[1:]))

    def kept(self, limit: int | None = None) -> list[KeptBlock]:
        """List the blocks that went out, newest first."""
        with self._file.reading() as db:
            return blocks.kept(db, limit)

    def where(self, wanted: str) -> list[Standing]:
        """Find the blocks that printed a number (in any form, three digits or more) or an address, newest first."""
        from contactbook.domain import phones
        from contactbook.domain.phone_text import digits_of

        if "@" in wanted:
            with self._file.reading() as db:
                return self._standing(blocks.with_address(db, wanted.strip().casefold()))
        read = phones.read(wanted)
        digits = digits_of(read.number)
        if len(digits) < _FEWEST_DIGITS:
            return []
        with self._file.reading() as db:
            found = blocks.with_number(db, digits)
        return self._standing([(b, d) for b, d in found if read.extension in (None, d.extension)])

    def of_contact(self, uid: str) -> list[Standing]:
        """Tell what was printed of a contact and whether it is still right, newest first."""
        with self._file.reading() as db:
            found = [kept for one in (uid, *duplicates.went_into(db, uid)) for kept in blocks.of_contact(db, one)]
            return self._standing(sorted(found, key=lambda kept: (kept[0].at, kept[0].id), reverse=True))

    def corrected(self, kept: KeptBlock) -> "Block":
        """Compose a kept block anew, as the book has its contacts now."""
        from contactbook.app.composing import block_in

        def find(uid: str) -> Contact | None:
            return next(iter(self._contacts([uid])), None)

        here = [contact for contact in self._contacts(kept.uids) if contact.deleted_at is None]
        form = cast("Format", kept.format)
        return block_in(unpacked(kept.layout), here, format=form, today=self._clock().astimezone().date(), find=find)

    def _contacts(self, uids: Sequence[str]) -> list[Contact]:
        with self._file.reading() as db:
            return loading.load(db, list(dict.fromkeys(duplicates.followed(db, uids).values())))

    def _standing(self, found: list[tuple[KeptBlock, Printed]]) -> list[Standing]:
        uids = list(dict.fromkeys(detail.uid for _block, detail in found))
        contacts = {contact.uid: contact for contact in self._contacts(uids)}
        with self._file.reading() as db:
            leads = duplicates.followed(db, uids)
        return [Standing(block, detail, *_state(detail, contacts.get(leads[detail.uid]))) for block, detail in found]


def packed(layout: "Layout") -> str:
    """Write a layout down."""
    return json.dumps(asdict(layout), ensure_ascii=False)


def unpacked(text: str) -> "Layout":
    """Read a layout that was written down; what is not known is left out, what is missing is as usual."""
    from contactbook.exchange.block import Layout

    held = json.loads(text)
    return Layout(**{field.name: held[field.name] for field in fields(Layout) if field.name in held})


def _searched(printed: Printed) -> str:
    from contactbook.domain.phones import search_digits

    return printed.value.casefold() if printed.kind == "email" else search_digits(printed.value)


def _state(detail: Printed, contact: Contact | None) -> tuple[State, tuple[str, ...]]:
    """Tell what has become of a printed detail, and what its contact has in its place."""
    from contactbook.domain.phones import international

    if contact is None or contact.deleted_at is not None:
        return "gone", ()
    if detail.kind == "email":
        held = {email.address.casefold(): email.public for email in contact.emails}
        public = held.get(detail.value.casefold())
        now = tuple(email.address for email in contact.emails if email.public)
    else:
        numbers = {(phone.number, phone.extension): phone.public for phone in contact.phones}
        public = numbers.get((detail.value, detail.extension))
        now = tuple(international(p.number, p.extension) for p in contact.phones if p.public)
    if public is None:
        return "changed", now
    return "right" if public else "internal", now
