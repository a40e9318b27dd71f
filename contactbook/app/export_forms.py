"""The formats that contacts are written to a file in, and read back from."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO, Literal, NamedTuple, Protocol

from contactbook.domain.contact import Contact
from contactbook.domain.plain import from_plain, to_plain_whole

Audience = Literal["press", "colleagues"]
Version = Literal["3.0", "4.0"]


class Frame(NamedTuple):
    """What stands in a file before the first contacts, between two pieces of them, and behind the last."""

    begin: bytes = b""
    between: bytes = b""
    end: bytes = b""


class Form(Protocol):
    """A format that files are written in.

    frame is how files of some contacts each become one of all; None where a contact's place depends on the others.
    """

    def write(self, file: BinaryIO, contacts: Iterable[Contact]) -> None: ...
    def read(self, file: BinaryIO) -> Iterable[Contact]: ...
    def written(self, contacts: Sequence[Contact]) -> tuple[bytes, Iterable[Contact]]: ...
    @property
    def frame(self) -> Frame | None: ...
    @property
    def notes(self) -> tuple[str, ...]: ...
    def comparable(self, contact: Contact) -> Contact: ...


class ReadBack:
    """A format whose files are written and read one after the other."""

    __slots__ = ()

    def written(self: Form, contacts: Sequence[Contact]) -> tuple[bytes, Iterable[Contact]]:
        """Give the file of some contacts, and what is read in it."""
        file = BytesIO()
        self.write(file, contacts)
        file.seek(0)
        return file.getvalue(), self.read(file)


class _Whole(ReadBack):
    """A format that holds everything, and of which nothing is to be said."""

    __slots__ = ()

    @property
    def notes(self) -> tuple[str, ...]:
        return ()

    def comparable(self, contact: Contact) -> Contact:
        return contact


@dataclass(frozen=True, slots=True)
class VCardForm(_Whole):
    """vCard 3.0 (RFC 2426) or 4.0 (RFC 6350)."""

    version: Version
    audience: Audience

    @property
    def frame(self) -> Frame:
        return Frame()

    def write(self, file: BinaryIO, contacts: Iterable[Contact]) -> None:
        from contactbook.exchange import vcard, vcard_contacts

        for contact in contacts:
            file.write(vcard.write(vcard_contacts.to_card(contact, self.version, self.audience), self.version))

    def read(self, file: BinaryIO) -> Iterator[Contact]:
        from contactbook.exchange import vcard, vcard_contacts

        return (vcard_contacts.to_contact(card) for card in vcard.cards(file))

    def written(self, contacts: Sequence[Contact]) -> tuple[bytes, Iterable[Contact]]:
        from contactbook.app.reading_back import same
        from contactbook.exchange.vcard_written import written

        return written(contacts, self.version, self.audience, same)


@dataclass(frozen=True, slots=True)
class JsonForm(_Whole):
    """The program's own JSON: a list, one contact a line."""

    @property
    def frame(self) -> Frame:
        return Frame(b"[\n", b",\n", b"\n]\n")

    def write(self, file: BinaryIO, contacts: Iterable[Contact]) -> None:
        mark = b"[\n"
        for contact in contacts:
            file.write(mark + json.dumps(to_plain_whole(contact), ensure_ascii=False).encode("utf-8", "replace"))
            mark = b",\n"
        file.write(b"[]\n" if mark == b"[\n" else b"\n]\n")

    def read(self, file: BinaryIO) -> Iterator[Contact]:
        return (from_plain(plain) for plain in json.load(file))
