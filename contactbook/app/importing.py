"""Takes in what was read: laid beside the book as a plan, changed by the person, applied as one step."""

from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from pathlib import PurePath
from typing import TYPE_CHECKING

from contactbook.app.book import Book, Progress
from contactbook.app.matching import Match, Matcher
from contactbook.app.planning import Plan, PlanRow, changes_between, fields_of
from contactbook.domain.changes import Step
from contactbook.domain.contact import Contact, Means, Verdict
from contactbook.domain.errors import NotReadable
from contactbook.exchange import own_json
from contactbook.exchange.formats import LARGEST, Problem, Reading, sniff
from contactbook.i18n import _, counted

if TYPE_CHECKING:
    from contactbook.exchange.csv_mapping import Mapping


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import did; step is None where nothing had to be written.

    A contact counts once; what came in beside that, and led to no further one, is unchanged.
    """

    added: int
    updated: int
    unchanged: int
    failed: tuple[Problem, ...]
    step: Step | None


def read(name: str, data: bytes, mapping: "Mapping | None" = None) -> Reading:
    """Read a file of any kind that is known; raise NotReadable with the reason where nothing can be read.

    mapping says what the columns of a table are; without one it is what was said before, else it is guessed.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise NotReadable(_("{name} is empty. Choose another file.").format(name=name))
    if len(data) > LARGEST:
        raise NotReadable(_("{name} is larger than 100 MB. Cut out the part with the contacts.").format(name=name))
    kind = sniff(name, data[:8192])
    if kind == "vcard":
        return _read_vcards(name, data)
    if kind == "json":
        return own_json.read(data, source=name)
    if kind == "csv":
        return _read_table(name, data, mapping)
    return read_release(_decoded(name, data), source=name)


def read_release(text: str, *, source: str = "") -> Reading:
    """Read the contact block of a press release that is text already."""
    from contactbook.exchange import release

    return release.read(text, source=source)


def _decoded(name: str, data: bytes) -> str:
    from contactbook.exchange.documents import to_text

    return to_text(PurePath(name).name, data)


def _read_vcards(name: str, data: bytes) -> Reading:
    from contactbook.exchange import vcard_contacts

    contacts: list[Contact] = []
    problems: list[Problem] = []
    for item in vcard_contacts.read(data, source=name):
        if isinstance(item, Contact):
            contacts.append(item)
        else:
            problems.append(item)
    return Reading(contacts, problems, source=name, kind="vcard")


def _read_table(name: str, data: bytes, mapping: "Mapping | None") -> Reading:
    from contactbook.app import csv_mappings
    from contactbook.exchange import csv_table

    contacts: list[Contact] = []
    problems: list[Problem] = []
    for item in csv_table.read(BytesIO(data), source=name, mapping=mapping, recall=csv_mappings.remembered):
        if isinstance(item, Contact):
            contacts.append(item)
        else:
            problems.append(item)
    return Reading(contacts, problems, source=name, kind="csv")


def plan(book: Book, reading: Reading, *, public: bool = False) -> Plan:
    """Lay what was read beside the book: new, the same, changed, or like a contact that is there."""
    matcher = Matcher(book)
    released = reading.kind == "release"
    rows: list[PlanRow] = []
    seen: set[Contact] = set()
    for index, read_contact in enumerate(reading.contacts):
        contact = _published(read_contact) if public else read_contact
        if contact in seen:
            rows.append(PlanRow(contact, None, "same", "skip", _("stands twice in what was read"), (), index))
            continue
        seen.add(contact)
        rows.append(_row(contact, matcher.match(contact), index, matcher, released))
    absent = matcher.absent(rows) if released else ()
    return Plan(tuple(rows), reading, absent)


def _published(contact: Contact) -> Contact:
    return replace(
        contact,
        phones=tuple(replace(p, public=True) for p in contact.phones),
        emails=tuple(replace(e, public=True) for e in contact.emails),
        links=tuple(replace(k, public=True) for k in contact.links),
    )


def _row(contact: Contact, match: Match | None, index: int, matcher: Matcher, released: bool) -> PlanRow:
    if match is None or match.contact is None:
        reason = match.reason if match else None
        return PlanRow(contact, None, "new", "add", reason, fields_of(contact), index)
    changes = changes_between(match.contact, contact, matcher.same_agency, released=released)
    if match.certain:
        return PlanRow(contact, match.contact, "changes" if changes else "same", "update", match.reason, changes, index)
    return PlanRow(contact, match.contact, "looks like", "update", match.reason, changes, index)


def decided(plan: Plan, on_match: str) -> Plan:
    """Decide a plan without a person: matches as asked (update, skip, add), guesses taken, likenesses added."""
    rows = []
    for row in plan.rows:
        action = row.action
        if row.state == "looks like":
            action = "skip" if on_match == "skip" else "add"
        elif row.existing is not None:
            action = on_match
        rows.append(row.acting(action).taking_all())
    return replace(plan, rows=tuple(rows))


def apply(
    book: Book, plan: Plan, *, name: str | None = None, initiator: object = None, progress: Progress | None = None
) -> Outcome:
    """Write what the plan says as one step, upon the contacts as they are by now.

    Details that a release prints count as verified by it.
    """
    today = book.today()
    released = plan.reading.kind == "release"
    held: dict[str | int, Contact] = {row.existing.uid: row.existing for row in plan.rows if row.existing is not None}
    held |= {contact.uid: contact for contact in book.get_many([row.target for row in plan.rows])}
    wanted: dict[str | int, Contact] = {}
    added: set[str | int] = set()
    updated: set[str | int] = set()
    for row in plan.rows:
        key = row.target or row.index
        before = wanted.get(key) or held.get(key)  # rows that lead to one contact build on one another
        result = (row.fitting(held[key]) if key in held else row).result(before)
        if result is None:
            continue
        if before is None:
            added.add(key)
        elif result != before and key not in added:
            updated.add(key)
        if released:
            result = _verified(result, row.incoming, today)
        if result != before:
            wanted[key] = result
    step = None
    if wanted:
        title = name or _import_name(plan, len(wanted))
        step = book.save_many(
            [*wanted.values()], title, means=plan.reading.kind, initiator=initiator, progress=progress
        )
    unchanged = len(plan.rows) - len(added) - len(updated)
    return Outcome(len(added), len(updated), unchanged, tuple(plan.reading.problems), step)


def _import_name(plan: Plan, number: int) -> str:
    source = PurePath(plan.reading.source).name
    if source:
        return _("Import {source}").format(source=source)
    return counted("Import {number} contact", "Import {number} contacts", number)


def _verified(contact: Contact, printed: Contact, today: date) -> Contact:
    numbers = {p.number for p in printed.phones if p.verdict is Verdict.VALID}
    addresses = {e.address.casefold() for e in printed.emails if e.verdict is Verdict.VALID}
    by = Means.RELEASE
    return replace(
        contact,
        phones=tuple(
            replace(p, verified_on=today, verified_by=by) if p.number in numbers else p for p in contact.phones
        ),
        emails=tuple(
            replace(e, verified_on=today, verified_by=by) if e.address.casefold() in addresses else e
            for e in contact.emails
        ),
    )
