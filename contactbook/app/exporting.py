"""Gives contacts out as files and as text for the clipboard, and proves what it wrote."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal, Protocol

from contactbook.app import outputs
from contactbook.app.book import Book
from contactbook.domain.changes import differences
from contactbook.domain.contact import Contact, Verdict
from contactbook.domain.errors import Cancelled, ContactbookError
from contactbook.domain.fields import BY_KEY
from contactbook.domain.plain import from_plain, to_plain_whole
from contactbook.domain.publishing import public_view
from contactbook.i18n import _

if TYPE_CHECKING:
    from contactbook.exchange.csv_write import Columns
    from contactbook.exchange.vcard_clients import Client

Audience = Literal["press", "colleagues"]
Version = Literal["3.0", "4.0"]
Progress = Callable[[int, int], bool]
_PIECE = 500  # contacts in memory at a time


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What was written: how many contacts of how many read back, the fields that differ, the details withheld."""

    file: Path
    contacts: int
    differences: int
    withheld: int
    wanted: int
    differing: tuple[str, ...] = ()  # sentences, of the first few
    notes: tuple[str, ...] = ()  # sentences about the file as a whole

    @property
    def sentence(self) -> str:
        """Say it to the person."""
        told = _("{contacts} of {wanted} contacts, {differences} differences").format(
            contacts=self.contacts, wanted=self.wanted, differences=self.differences
        )
        return f"{told}. {withheld_sentence(self.withheld)}" if self.withheld else f"{told}."


class Form(Protocol):
    """A format that files are written in."""

    def write(self, file: BinaryIO, contacts: Iterable[Contact]) -> None: ...
    def read(self, file: BinaryIO) -> Iterable[Contact]: ...
    @property
    def notes(self) -> tuple[str, ...]: ...
    def comparable(self, contact: Contact) -> Contact: ...


class _Whole:
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

    def write(self, file: BinaryIO, contacts: Iterable[Contact]) -> None:
        from contactbook.exchange import vcard, vcard_contacts

        for contact in contacts:
            file.write(vcard.write(vcard_contacts.to_card(contact, self.version, self.audience), self.version))

    def read(self, file: BinaryIO) -> Iterable[Contact]:
        from contactbook.exchange import vcard, vcard_contacts

        return (vcard_contacts.to_contact(card) for card in vcard.cards(file))


@dataclass(frozen=True, slots=True)
class JsonForm(_Whole):
    """The program's own JSON: a list, one contact a line."""

    def write(self, file: BinaryIO, contacts: Iterable[Contact]) -> None:
        mark = b"[\n"
        for contact in contacts:
            file.write(mark + json.dumps(to_plain_whole(contact), ensure_ascii=False).encode("utf-8", "replace"))
            mark = b",\n"
        file.write(b"[]\n" if mark == b"[\n" else b"\n]\n")

    def read(self, file: BinaryIO) -> Iterable[Contact]:
        return (from_plain(plain) for plain in json.load(file))


def export(
    book: Book,
    out: Path,
    query_or_uids: str | Sequence[str] = "",
    *,
    audience: Audience = "press",
    version: Version = "3.0",
    columns: "Columns" = "contactbook",
    bom: bool = True,
    client: "Client | None" = None,
    one_file: bool = False,
    progress: Progress | None = None,
) -> ExportResult:
    """Write contacts to a file by its suffix, whole or not at all, then read it back and compare.

    A text is a query, anything else the uids; columns and bom (a byte order mark, for Excel) are for tables. With a
    client the vCards are as that program reads them, which sets their version; out may be a folder then, and is one
    where it has no suffix, unless one_file is asked for. Raise ContactbookError where the suffix is not known, the
    place cannot be written, or progress answers False.
    """
    uids = _uids(book, query_or_uids)
    tally = _Tally(book, uids, audience, progress)
    form: Form
    if client is not None:
        from contactbook.app import exporting_cards

        form, place = exporting_cards.place_for(out, client, audience, len(uids), one_file)
    else:
        form = _table_form(columns, audience, bom) if out.suffix.lower() == ".csv" else _form(out, audience, version)
        place = outputs.one_file(out, form)
    with place as output:
        output.write(tally.contacts())
        read, differing = _compare(output.read(), tally.contacts(), audience, form.comparable)
    notes = (*output.notes, *form.notes)
    return ExportResult(out, read, len(differing), tally.withheld, tally.wanted, tuple(differing[:5]), notes)


def losses(
    book: Book,
    query_or_uids: str | Sequence[str] = "",
    *,
    audience: Audience = "press",
    version: Version = "3.0",
    client: "Client | None" = None,
) -> list[str]:
    """Say in sentences, before they are written, what vCards of these contacts will not hold."""
    from contactbook.exchange import vcard_losses

    contacts = _Tally(book, _uids(book, query_or_uids), audience, None).contacts()
    return vcard_losses.losses(contacts, version, client, audience)


def vcard(contacts: Sequence[Contact], version: Version = "3.0", audience: Audience = "press") -> bytes:
    """Give contacts as vCards, for the clipboard."""
    from contactbook.exchange import vcard as cards
    from contactbook.exchange import vcard_contacts

    views = [as_given(contact, audience)[0] for contact in contacts]
    return b"".join(cards.write(vcard_contacts.to_card(view, version, audience), version) for view in views)


def as_given(contact: Contact, audience: Audience) -> tuple[Contact, int]:
    """Give what an audience may have of a contact, and how many details are withheld."""
    if audience == "colleagues":
        return contact, 0
    view = public_view(contact)
    return view.contact, view.withheld


def withheld_sentence(withheld: int) -> str:
    """Say how many details were held back."""
    from contactbook.i18n import counted

    return counted("{number} internal detail withheld.", "{number} internal details withheld.", withheld)


def _uids(book: Book, query_or_uids: str | Sequence[str]) -> Sequence[str]:
    return book.uids_of(book.find(query_or_uids).ids) if isinstance(query_or_uids, str) else list(query_or_uids)


def _table_form(columns: "Columns", audience: Audience, bom: bool) -> Form:
    from contactbook.app.csv_form import CsvForm  # late: with it comes the reader of tables

    return CsvForm(columns, audience, bom=bom)


def _form(out: Path, audience: Audience, version: Version) -> Form:
    suffix = out.suffix.lower()
    if suffix in (".vcf", ".vcard"):
        return VCardForm(version, audience)
    if suffix == ".json":
        return JsonForm()
    raise ContactbookError(
        _("{file} says no format that can be written. Name a file that ends in .vcf, .csv or .json.").format(file=out)
    )


class _Tally:
    """Reads the contacts in pieces, as the audience may have them, and counts what it withheld."""

    def __init__(self, book: Book, uids: Sequence[str], audience: Audience, progress: Progress | None) -> None:
        self._book, self._uids, self._audience, self._progress = book, uids, audience, progress
        self.withheld = 0
        self.wanted = 0
        self._done = 0

    def contacts(self) -> Iterator[Contact]:
        """Give the contacts; the second time, to compare, they are read anew."""
        self.withheld = self.wanted = 0
        for at in range(0, len(self._uids), _PIECE):
            if self._progress and not self._progress(self._done, 2 * len(self._uids)):
                raise Cancelled(_("Stopped. Nothing was written."))
            for contact in self._book.get_many(self._uids[at : at + _PIECE]):
                view, withheld = as_given(contact, self._audience)
                self.withheld += withheld
                self.wanted += 1
                yield view
            self._done += _PIECE


def _compare(
    read: Iterable[Contact],
    sent: Iterable[Contact],
    audience: Audience,
    comparable: Callable[[Contact], Contact] = lambda contact: contact,
) -> tuple[int, list[str]]:
    """Count what came back and say, a sentence a field, what is not as it was sent."""
    there = iter(read)
    count = 0
    found: list[str] = []
    for wanted in sent:
        back = next(there, None)
        if back is None:
            found.append(_("{name} was not written.").format(name=wanted.shown))
            continue
        count += 1
        sent_of, read_of = (comparable(_comparable(one, audience)) for one in (wanted, back))
        changes = differences(sent_of, read_of)
        found += [
            _("{name}: {field} is not as it was.").format(name=wanted.shown, field=BY_KEY[change.key].label)
            for change in changes
        ]
    found += [_("{name} was written twice.").format(name=one.shown) for one in there]
    return count, found


def _comparable(contact: Contact, audience: Audience) -> Contact:
    """Leave out what the press is not told: how a detail was typed and checked, and that it is public."""
    if audience == "colleagues":
        return contact
    return replace(
        contact,
        phones=tuple(
            replace(p, typed="", public=True, verdict=Verdict.VALID, verified_on=None, verified_by=None)
            for p in contact.phones
        ),
        emails=tuple(
            replace(e, typed="", public=True, verdict=Verdict.VALID, verified_on=None, verified_by=None)
            for e in contact.emails
        ),
        links=tuple(replace(link, public=True) for link in contact.links),
        verified_on=None,
        verified_by=None,
    )
