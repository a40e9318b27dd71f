"""What can be read in a book: contacts, what lists and counts show of them, and what was done to them."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from contactbook.domain.changes import ContactStep, Step, differences
from contactbook.domain.contact import Agency, Contact, Counts, Found, Group, Row
from contactbook.domain.freshness import STALE_DAYS
from contactbook.domain.reaching import Moment
from contactbook.store import finding, journal, lists, loading, lookup, numbers, places, sections
from contactbook.store.connection import stopping
from contactbook.store.files import BookFile, Standing

if TYPE_CHECKING:
    from threading import Event

    from contactbook.app.blocks import Blocks
    from contactbook.store.forgetting import Traces


def system_clock() -> datetime:
    """Tell the time, in UTC to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def usual_stale_days() -> int:
    """Tell the days after which a contact counts as not verified, where nobody chose others."""
    return STALE_DAYS


class ReadableBook:
    """A book as its readers see it; any thread may read."""

    def __init__(
        self, path: Path, clock: Callable[[], datetime] = system_clock, stale_days: Callable[[], int] = usual_stale_days
    ) -> None:
        """Take the clock to go by, and who knows after how many days a contact counts as not verified."""
        self.path = path
        self.clock = clock
        self.stale_days = stale_days
        self._file = BookFile(path)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    @cached_property
    def blocks(self) -> "Blocks":
        """The contact blocks that went out, and the presets; loaded when first asked for."""
        from contactbook.app.blocks import Blocks

        return Blocks(self._file, self.clock)

    def today(self) -> date:
        """Tell the day, where the person is."""
        return self.clock().astimezone().date()

    def moment(self) -> Moment:
        """Tell the moment in which something is asked, and what counts as stale then."""
        now = self.clock()
        return Moment(now, now.astimezone().date(), self.stale_days)

    # Contacts

    def get(self, uid: str) -> Contact | None:
        """Read one contact, in the trash or not."""
        return next(iter(self.get_many([uid])), None)

    def get_many(self, uids: Sequence[str], *, lean: bool = False) -> list[Contact]:
        """Read contacts whole, in the order asked for; lean ones come without photo and kept card."""
        with self._file.reading() as db:
            return loading.load(db, uids, lean=lean)

    def weights(self, uids: Sequence[str]) -> dict[str, int]:
        """Say how many bytes the photo and the kept card of each contact have."""
        with self._file.reading() as db:
            return loading.weights(db, uids)

    def find(
        self,
        query: str = "",
        *,
        view: str = "",
        grouping: str = "city",
        limit: int | None = None,
        stop: "Event | None" = None,
    ) -> Found:
        """Find contacts in display order; view is a query that holds beside the one typed; raise BadQuery.

        An event that is set from another thread ends it with Cancelled.
        """
        with self._file.reading() as db, stopping(db, stop):
            return finding.find(db, query, view, grouping, self.moment(), limit, self._file.reading)

    def preview(self, query: str, *, view: str = "", grouping: str = "city") -> Found | None:
        """Find the first contacts of many; None where few are found near the top of the list."""
        with self._file.reading() as db:
            return finding.preview(db, query, view, grouping, self.moment())

    def size(self) -> int:
        """Count the contacts out of the trash."""
        with self._file.reading() as db:
            return sections.live(db)

    def rows(self, ids: Sequence[int], query: str = "") -> list[Row]:
        """Read what a list shows of contacts; a number that the query matched comes first."""
        with self._file.reading() as db:
            return finding.rows(db, ids, query)

    def uids_of(self, ids: Iterable[int]) -> list[str]:
        """Look up the uids of found ids."""
        with self._file.reading() as db:
            return lookup.uids_of(db, ids)

    def all_uids(self) -> list[str]:
        """List the uids of all contacts, those in the trash too."""
        with self._file.reading() as db:
            return lookup.all_uids(db)

    def id_of(self, uid: str) -> int | None:
        """Look up the id that `find` gives a contact."""
        with self._file.reading() as db:
            return lookup.ids_of(db, [uid]).get(uid)

    def counts(self) -> Counts:
        """Count the contacts of each view."""
        with self._file.reading() as db:
            return sections.counts(db, self.moment())

    def tree(self, grouping: str = "city") -> list[Group]:
        """Count the contacts by city and agency, or by agency and city."""
        with self._file.reading() as db:
            return sections.tree(db, grouping)

    def lists(self) -> list[tuple[str, int]]:
        """List the lists with how many contacts each has."""
        with self._file.reading() as db:
            return lists.lists(db)

    def topics(self) -> list[str]:
        """List every topic in use."""
        with self._file.reading() as db:
            return lists.topics(db)

    def languages(self) -> list[str]:
        """List the codes of the languages that contacts speak, the usual ones first."""
        with self._file.reading() as db:
            return lists.languages(db)

    def known_domains(self) -> dict[str, int]:
        """Count the addresses under each mail domain."""
        with self._file.reading() as db:
            return lists.domains(db)

    def with_numbers(self, start: str) -> list[str]:
        """List the uids of contacts with a number that begins so, the trash aside."""
        with self._file.reading() as db:
            return numbers.beginning(db, start)

    def with_unreadable_numbers(self) -> list[str]:
        """List the uids of contacts with a number that cannot be one, the trash aside."""
        with self._file.reading() as db:
            return numbers.unreadable(db)

    def agencies(self) -> list[Agency]:
        """List every agency."""
        with self._file.reading() as db:
            return places.agencies(db)

    def cities(self) -> list[str]:
        """List the cities that contacts are in."""
        with self._file.reading() as db:
            return places.cities(db)

    def candidates(self, coming: Sequence[Contact]) -> list[list[Contact]]:
        """List for each contact that comes in those that share a uid, name, number or address with it.

        Where one has its uid, that is the only one.
        """
        from contactbook.store import likely  # late: looking up does without it

        with self._file.reading() as db:
            ids = likely.candidates(db, coming)
            known = loading.by_id(db, list({i for found in ids for i in found}))
            return [[known[i] for i in found if i in known] for found in ids]

    def problems(self) -> list[str]:
        """Check the file itself; an empty list where it is sound."""
        with self._file.reading() as db:
            return finding.integrity(db)

    def standing(self) -> Standing:
        """Tell whether the file still lies at its path: "there", "gone" or "replaced"."""
        return self._file.standing()

    def rescue(self, out: Path) -> int:
        """Copy what is open to a new file, also where its own was deleted or replaced."""
        return self._file.rescue(out)

    def copy_damaged(self, out: Path) -> None:
        """Copy the file as it is, broken pages too."""
        from contactbook.store import salvaging

        with self._file.reading() as db:
            salvaging.copy_open(db, out)

    def is_on_network_drive(self) -> bool:
        """Tell whether the file lies on a network drive, where one program at a time should have it open."""
        from contactbook.store import drives

        return drives.is_network(self.path)

    def copy_to(self, out: Path, progress: Callable[[int, int], bool] | None = None) -> int:
        """Copy the book as it is at one moment to a new file; give how many contacts were counted in it."""
        from contactbook.store import copying

        with self._file.reading() as db:
            return copying.copy_verified(db, out, progress)

    def differing(self, copy: Path, go_on: Callable[[int, int], bool]) -> tuple[list[str], list[str]]:
        """List the uids of a copy that may be otherwise here, and those that only this book has."""
        from contactbook.store import comparing

        with self._file.reading() as db:
            return comparing.differing(db, copy, go_on)

    def traces(self, uid: str) -> "Traces":
        """Find out what the book holds of a contact, in its journal and blocks too."""
        from contactbook.store import forgetting

        with self._file.reading() as db:
            return forgetting.traces(db, uid)

    def trashed(self, before: datetime | None = None) -> list[str]:
        """List the uids of the contacts in the trash, or of those that were put there before a moment."""
        with self._file.reading() as db:
            return lookup.trashed(db, before)

    # The journal

    def next_undo(self) -> Step | None:
        """Give the step that an undo would take back."""
        with self._file.reading() as db:
            found = journal.next_undo(db)
            return journal.get(db, found) if found is not None else None

    def undo_name(self) -> str | None:
        """Name the step that an undo would take back."""
        with self._file.reading() as db:
            found = journal.next_undo(db)
            return journal.name(db, found) if found is not None else None

    def next_redo(self) -> Step | None:
        """Give the step that a redo would put back."""
        with self._file.reading() as db:
            found = journal.next_redo(db)
            return journal.get(db, found[1]) if found else None

    def redo_name(self) -> str | None:
        """Name the step that a redo would put back."""
        with self._file.reading() as db:
            found = journal.next_redo(db)
            return journal.name(db, found[1]) if found else None

    def history(self, uid: str | None = None, limit: int | None = None, before: int | None = None) -> list[Step]:
        """List steps, newest first, of the book, those before one alone if it is named, or of one contact."""
        with self._file.reading() as db:
            return journal.history(db, uid, limit, before)

    def step_count(self) -> int:
        """Count the steps that were done."""
        with self._file.reading() as db:
            return journal.count(db)

    def tally(self, uid: str) -> tuple[int, datetime | None]:
        """Count the steps that touched a contact, and tell when the last did."""
        with self._file.reading() as db:
            return journal.tally(db, uid)

    def contacts_of(self, step: Step, limit: int = -1) -> list[str]:
        """List the uids of the contacts that a step touched, no more than so many where a limit is given."""
        with self._file.reading() as db:
            return journal.contacts_of(db, step.id, limit)

    def first_of(self, step: Step) -> str:
        """Name the first contact that a step brought into the book, else the first that it touched; else nothing."""
        with self._file.reading() as db:
            return journal.first_of(db, step.id)

    def changes_of(self, uid: str) -> list[ContactStep]:
        """List what each step changed in a contact, newest first."""
        with self._file.reading() as db:
            states = journal.states(db, uid)
            steps = {step.id: step for step in journal.history(db, uid)}
        afters = [before for _step, before in states[1:]] + [self.get(uid)]
        nobody = Contact(uid=uid)
        told = [
            ContactStep(steps[step], differences(before or nobody, after or nobody), before is None)
            for (step, before), after in zip(states, afters, strict=True)
        ]
        return told[::-1]
