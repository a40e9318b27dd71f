"""An open step, through which all is written: what it touches is journaled and written as one."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from contactbook.domain.contact import Contact
from contactbook.domain.record import replace
from contactbook.store import changing, contacts, journal, lists, loading, lookup
from contactbook.store.preparing import prepare


class Writing:
    """An open step: what is put or removed through it is journaled and written as one."""

    def __init__(self, db: Any, step: int, now: datetime) -> None:
        self.db, self.step, self.now = db, step, now
        self.uids: set[str] = set()
        self._writer = contacts.Writer(db)

    def load(self, uids: Sequence[str]) -> list[Contact]:
        """Read contacts as they are now: nobody else writes while the step is open."""
        return loading.load(self.db, uids)

    def put(self, wanted: Sequence[Contact], held: Sequence[Contact] | None = None) -> list[Contact]:
        """Settle contacts and write them whole; one without a uid is new. Give them back as the book holds them.

        held is how the book holds them, from whoever has read it in this step.
        """
        import uuid  # late, like the next: what only reads starts without them

        from contactbook.app import tidying

        named = [c if c.uid else replace(c, uid=str(uuid.uuid4())) for c in wanted]
        before = {c.uid: c for c in (self.load([c.uid for c in named]) if held is None else held)}
        tidied = [tidying.tidy(c, before.get(c.uid), self.now) for c in named]
        self._write(tidied, list(before.values()))
        return tidied

    def put_back(self, wanted: Sequence[Contact], now: Sequence[Contact] | None = None) -> None:
        """Write contacts just as they were; now is how the book holds them, if that was read in this step."""
        self._write(wanted, self.load([c.uid for c in wanted]) if now is None else now)

    def add(self, ready: Sequence[contacts.Ready]) -> set[str]:
        """Write contacts that are settled and new; give the uids of those that were left, since the book holds them."""
        held = set(lookup.ids_of(self.db, [c.prepared.uid for c in ready]))
        fresh = [c for c in ready if c.prepared.uid not in held]
        self._record([c.prepared.uid for c in fresh], ())
        self._record_lists(name for c in fresh for name in c.prepared.lists)
        self._writer.add(fresh)
        return held

    def _write(self, wanted: Sequence[Contact], before: Sequence[Contact]) -> None:
        self._record([c.uid for c in wanted], before)
        self._record_lists(name for c in wanted for name in c.lists)
        held = {c.uid: c for c in before}
        changing.change(self.db, self._writer, [(held[c.uid], c) for c in wanted if c.uid in held])
        self._writer.put([contacts.Ready(prepare(c), c.photo, c.card) for c in wanted if c.uid not in held])

    def _record_lists(self, named: Iterable[str]) -> None:
        """Note which lists the step makes, so that they go with it."""
        made = set(named) - lists.names(self.db)
        journal.record(self.db, self.step, journal.LIST, [(name, None) for name in made])

    def remove(self, uids: Sequence[str]) -> None:
        """Take contacts out, as undoing an addition does."""
        self._record(uids, self.load(uids))
        contacts.remove(self.db, uids)

    def _record(self, uids: Sequence[str], before: Sequence[Contact]) -> None:
        fresh = [uid for uid in uids if uid not in self.uids]  # of what was recorded the first state counts
        frozen = dict(journal.freeze(self.db, [c for c in before if c.uid not in self.uids]))
        journal.record(self.db, self.step, journal.CONTACT, [(uid, frozen.get(uid)) for uid in fresh])
        self.uids.update(uids)

    def part(self, pair: str, apart: bool) -> None:
        """Remember of a pair that it is two contacts, or forget that."""
        from contactbook.store import duplicates

        before = "1" if duplicates.is_parted(self.db, pair) else None
        journal.record(self.db, self.step, journal.PAIR, [(pair, before)])
        duplicates.part(self.db, pair, apart)

    def keep_list(self, name: str, held: Sequence[Contact] = ()) -> None:
        """Keep how a list is before it is changed, and its members, since the change is theirs as well.

        held is how the book holds some of them, from whoever has read it in this step.
        """
        journal.record(self.db, self.step, journal.LIST, [(name, lists.freeze(self.db, name))])
        uids, known = lists.members(self.db, name), {c.uid: c for c in held}
        read = self.load([uid for uid in uids if uid not in known and uid not in self.uids])
        self._record(uids, [*read, *(known[uid] for uid in uids if uid in known)])
