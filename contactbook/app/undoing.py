"""Takes steps back: plans from the journal what goes back and what is left as it is, and writes that."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Any, Protocol

from contactbook.domain.changes import Step
from contactbook.domain.contact import Contact
from contactbook.domain.errors import Cancelled, NothingToUndo
from contactbook.domain.undoing import LIST, ChangedSince, Conflict, Outcome, take_back
from contactbook.i18n import _, counted
from contactbook.store import journal, lists, loading
from contactbook.store.contacts import batches


class Writing(Protocol):
    """The open step through which all is written."""

    db: Any
    now: Any

    def remove(self, uids: list[str]) -> None: ...

    def put_back(self, wanted: list[Contact], now: list[Contact]) -> None: ...

    def keep_list(self, name: str) -> None: ...

    def part(self, pair: str, apart: bool) -> None: ...


@dataclass(frozen=True, slots=True)
class UndoPlan:
    """What taking back a step changes: contacts, lists that come back or go, and conflicts that are left."""

    step: Step
    outcomes: tuple[Outcome, ...]
    lists_back: tuple[str, ...]
    lists_gone: tuple[str, ...]
    pairs: tuple[tuple[str, bool], ...]  # whether two contacts are noted as not the same
    left: tuple[Conflict, ...]


def target(db: Any, step: int | None) -> Step:
    """Find the step named, or the newest that stands; raise NothingToUndo where it cannot be taken back."""
    wanted = step if step is not None else journal.next_undo(db)
    found = journal.get(db, wanted) if wanted is not None else None
    if found is None or found.undone or found.means in ("undo", "redo"):
        raise NothingToUndo(
            _("There is nothing to undo.") if step is None else _("There is no such step to take back.")
        )
    return found


def plan(db: Any, step: Step, also: Collection[Conflict] = ()) -> UndoPlan:
    """Work out what goes back; also names the conflicts that are put back all the same."""
    touched = journal.touched(db, step.id)
    people = [touch for touch in touched if touch.entity == journal.CONTACT]
    held = {contact.uid: contact for contact in loading.load(db, [touch.uid for touch in people])}
    outcomes = {}
    for touch in people:
        now = held.get(touch.uid)
        before = journal.thaw(db, touch.before) if touch.before else None
        made = (journal.thaw(db, touch.made) if touch.made else None) if touch.later else now
        outcomes[touch.uid] = take_back(before, made, now, also)
    conflicts = [conflict for outcome in outcomes.values() for conflict in outcome.conflicts]
    back, gone = [], []
    there = lists.names(db)
    for touch in (touch for touch in touched if touch.entity == journal.LIST):
        name = touch.uid
        was_made = touch.made is not None if touch.later else name in there
        if touch.before is not None and not was_made and name not in there:
            back.append(name)
        elif touch.before is None and was_made and name in there:
            on_it = [uid for uid in lists.members(db, name) if _stays_on(name, outcomes.get(uid))]
            conflict = Conflict(name, name, LIST, None, None, len(on_it))
            if on_it:
                conflicts.append(conflict)
            if not on_it or conflict in also:
                gone.append(name)
    pairs = tuple(
        (touch.uid, touch.before is not None)
        for touch in touched
        if touch.entity == journal.PAIR and not (touch.later and (touch.made is None) == (touch.before is None))
    )
    left = tuple(conflict for conflict in conflicts if conflict not in also)
    changing = tuple(outcome for outcome in outcomes.values() if outcome.changes)
    return UndoPlan(step, changing, tuple(back), tuple(gone), pairs, left)


def _stays_on(name: str, outcome: Outcome | None) -> bool:
    return outcome is None or (outcome.wanted is not None and name in outcome.wanted.lists)


def check(plan: UndoPlan, keep_later: bool) -> None:
    """Raise ChangedSince where something changed since and is not to be kept, NothingToUndo where that is all."""
    if not plan.left:
        return
    name = plan.step.name
    if not keep_later:
        who = list(dict.fromkeys((conflict.uid, conflict.who) for conflict in plan.left))
        named = who[0][1] if len(who) == 1 else counted("{number} contact", "{number} contacts", len(who))
        sentence = _("“{step}” cannot be taken back whole: {who} changed since.").format(step=name, who=named)
        raise ChangedSince(sentence, plan.step, plan.left)
    if not (plan.outcomes or plan.lists_back or plan.lists_gone or plan.pairs):
        raise NothingToUndo(_("Nothing of “{step}” can be put back: all of it changed since.").format(step=name))


def apply(writing: Writing, plan: UndoPlan, progress: Callable[[int, int], bool] | None) -> None:
    """Write what a plan says, in pieces; raise Cancelled when the person stops it."""
    for name in (*plan.lists_back, *plan.lists_gone):
        writing.keep_list(name)
    done = 0
    for batch in batches(plan.outcomes):
        if progress and not progress(done, len(plan.outcomes)):
            raise Cancelled(_("Stopped. Nothing was changed."))
        writing.remove([outcome.now.uid for outcome in batch if outcome.now and outcome.wanted is None])
        staying = [outcome for outcome in batch if outcome.wanted is not None]
        writing.put_back(
            [_dated(outcome, writing) for outcome in staying], [outcome.now for outcome in staying if outcome.now]
        )
        done += len(batch)
    for name in plan.lists_back:
        lists.add(writing.db, name)
    for name in plan.lists_gone:
        lists.remove(writing.db, name)
    for pair, apart in plan.pairs:
        writing.part(pair, apart)


def _dated(outcome: Outcome, writing: Writing) -> Contact:
    wanted = outcome.wanted or Contact()
    return replace(wanted, updated_at=writing.now) if outcome.partly else wanted
