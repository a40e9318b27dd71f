"""Takes in what was read: laid beside the book as a plan, changed by the person, applied as one step."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from pathlib import PurePath
from typing import TYPE_CHECKING

from contactbook.app.book import Book, Progress
from contactbook.app.plan import Coming, Plan
from contactbook.app.plan_maker import plan, plan_all
from contactbook.app.planning import PlanRow
from contactbook.app.writing import Writing
from contactbook.domain.changes import Step
from contactbook.domain.contact import Contact, Means, Verdict
from contactbook.domain.errors import Cancelled, NotReadable
from contactbook.exchange import own_json
from contactbook.exchange.formats import LARGEST, Problem, Reading, sniff
from contactbook.i18n import _, counted

if TYPE_CHECKING:
    from contactbook.exchange.csv_mapping import Mapping

__all__ = ["Outcome", "Plan", "PlanRow", "apply", "decided", "outlook", "plan", "plan_all", "read", "read_release"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import did; step is None where nothing had to be written.

    A contact counts once; what came in beside that, and led to no further one, is unchanged. failed counts the
    problems by which one was lost.
    """

    added: int
    updated: int
    unchanged: int
    failed: int
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


def decided(plan: Plan, on_match: str) -> Plan:
    """Decide a plan without a person: matches as asked (update, skip, add), guesses taken, likenesses added."""
    plan.decide_all(on_match)
    return plan


_MANY = 4000  # rows that are written with more room in memory


class _Nothing(Exception):
    """There was nothing to write: the step is not to be kept."""


def apply(
    book: Book, plan: Plan, *, name: str | None = None, initiator: object = None, progress: Progress | None = None
) -> Outcome:
    """Write what the plan says as one step, upon the contacts as they are when nobody else can write.

    Details that a release prints count as verified by it. Raise Cancelled where the person stops it; then nothing is
    written.
    """
    tally = _Tally(book.today(), plan.repeated())
    step = None
    if tally.any_of(plan):
        try:
            much = len(plan.rows) > _MANY
            with book.step(name or _import_name(plan), plan.kind, initiator, much=much) as writing:
                _write(writing, plan, tally, progress)
                if not writing.uids:
                    raise _Nothing
        except _Nothing:
            pass
        else:
            step = book.step_of(writing)
    unchanged = len(plan.rows) - tally.added - tally.updated
    return Outcome(tally.added, tally.updated, unchanged, plan.lost(), step)


def outlook(book: Book, plan: Plan) -> Outcome:
    """Say what applying a plan would do, and write nothing."""
    tally = _Tally(book.today(), plan.repeated())
    upon: dict[str, Contact] = {}  # what earlier rows would have made of those that come repeatedly
    for rows in plan.written():
        held = {c.uid: c for c in book.get_many([row.key for row in rows if isinstance(row.key, str)])}
        for row in rows:
            key = str(row.key)
            contact = tally.result(row, upon.get(key, held.get(key)))
            if contact is not None and row.key in tally.repeated:
                upon[key] = contact
    return Outcome(tally.added, tally.updated, len(plan.rows) - tally.added - tally.updated, plan.lost(), None)


def _write(writing: Writing, plan: Plan, tally: "_Tally", progress: Progress | None) -> None:
    from contactbook.app.adding import worked_out

    total = len(plan.rows)
    with closing(worked_out(plan, writing.now, tally.repeated)) as pieces:
        for rows, ready in pieces:
            if progress and not progress(rows[0].place, total):
                raise Cancelled(_("Stopped. Nothing was changed."))
            held = writing.add(list(ready.values()))  # by now: somebody may have added them since
            tally.added += len(ready) - len(held)
            rest = [row for row in rows if row.place not in ready or row.key in held]
            # Rows that lead to one contact build on one another: such a one goes by itself.
            alone = [[row] for row in rest if row.key in tally.repeated]
            for piece in [[row for row in rest if row.key not in tally.repeated], *alone]:
                _write_piece(writing, piece, tally)


def _write_piece(writing: Writing, piece: Sequence[Coming], tally: "_Tally") -> None:
    held = {c.uid: c for c in writing.load([row.key for row in piece if isinstance(row.key, str)])}
    wanted = [contact for row in piece if (contact := tally.result(row, held.get(str(row.key)))) is not None]
    if wanted:
        writing.put(wanted)


class _Tally:
    """Works out what is written, and counts each contact once."""

    def __init__(self, today: date, repeated: set[str]) -> None:
        self._today = today
        self.repeated = repeated
        self._first: dict[str | int, Contact | None] = {}  # of those that come repeatedly: how the book held them
        self._changed: set[str | int] = set()
        self.added = 0
        self.updated = 0

    def any_of(self, plan: Plan) -> bool:
        """Tell whether anything may be written at all, so that a book is not made for nothing."""
        return bool(plan.writes()) or (plan.released and bool(plan.counts()))

    def result(self, row: Coming, now: Contact | None) -> Contact | None:
        """Give the contact to be written for a row; None where nothing is."""
        key = row.key
        before = now if now is not None else row.existing if row.existing and key == row.existing.uid else None
        first = self._first.setdefault(key, before) if key in self.repeated else before
        result = row.result(first, before)
        if result is None:
            return None
        if before is None:
            self.added += 1
        elif result != before and first is not None and key not in self._changed:
            self.updated += 1
            if key in self.repeated:
                self._changed.add(key)
        if row.released:
            result = _verified(result, row.incoming, self._today)
        return result if result != before else None


def _import_name(plan: Plan) -> str:
    source = PurePath(plan.source).name
    if source:
        return _("Import {source}").format(source=source)
    number = sum(plan.writes().values()) or len(plan.rows)
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
