"""Takes steps back: plans from the journal what goes back and what is left as it is, and writes that."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from contactbook.app.writing import Writing
from contactbook.domain.changes import Step
from contactbook.domain.contact import Contact
from contactbook.domain.errors import Cancelled, NothingToUndo
from contactbook.domain.rebasing import Past, without
from contactbook.domain.undoing import LIST, ChangedSince, Conflict, Outcome, same, take_back, then
from contactbook.i18n import _, counted
from contactbook.store import journal, lists, loading
from contactbook.store.journal import Touch
from contactbook.store.lookup import batches


@dataclass(frozen=True, slots=True)
class UndoPlan:
    """What taking back steps, newest first, changes: contacts, lists that come back or go, and conflicts left."""

    steps: tuple[Step, ...]
    outcomes: tuple[Outcome, ...]
    lists_back: tuple[str, ...]
    lists_gone: tuple[str, ...]
    pairs: tuple[tuple[str, bool], ...]  # whether two contacts are noted as not the same
    left: tuple[Conflict, ...]


def targets(db: Any, step: int | None, since: bool) -> list[Step]:
    """Find the step named, or the newest that stands, and with since all after it; newest first.

    Raise NothingToUndo where it cannot be taken back.
    """
    wanted = step if step is not None else journal.next_undo(db)
    found = journal.get(db, wanted) if wanted is not None else None
    if found is None or found.undone or found.means in ("undo", "redo"):
        raise NothingToUndo(
            _("There is nothing to undo.") if step is None else _("There is no such step to take back.")
        )
    return journal.standing_since(db, found.id) if since else [found]


def plan(db: Any, steps: Sequence[Step], also: Collection[Conflict] = ()) -> UndoPlan:
    """Work out what goes back, step by step; also names the conflicts that are put back all the same."""
    touched = {step.id: journal.touched(db, step.id) for step in steps}
    people = {touch.uid: None for touches in touched.values() for touch in touches if touch.entity == journal.CONTACT}
    held = {contact.uid: contact for contact in loading.load(db, list(people))}
    outcomes: dict[str, Outcome] = {}
    for step in steps:
        pasts = _pasts(db, step.id)
        for touch in touched[step.id]:
            if touch.entity == journal.CONTACT:
                uid, so_far = touch.uid, outcomes.get(touch.uid)
                now = so_far.wanted if so_far else held.get(uid)
                before = journal.thaw(db, touch.before) if touch.before else None
                made = (journal.thaw(db, touch.made) if touch.made else None) if touch.later else held.get(uid)
                old = without(before, made, pasts[uid]) if before is not None and uid in pasts else before
                outcome = take_back(old, made, now, also)
                if not same(old, before):
                    outcome = replace(outcome, partly=True)  # a state that never was
                outcomes[uid] = then(so_far, outcome)
    conflicts = [conflict for outcome in outcomes.values() for conflict in outcome.conflicts]
    there = lists.names(db)
    wanted = set(there)
    pairs: dict[str, bool] = {}
    for touch in (touch for step in steps for touch in touched[step.id]):
        if touch.entity == journal.LIST:
            conflict = _list_back(db, touch, touch.uid in there, wanted, outcomes, also)
            conflicts += [conflict] if conflict else []
        elif touch.entity == journal.PAIR and not (touch.later and (touch.made is None) == (touch.before is None)):
            pairs[touch.uid] = touch.before is not None
    left = tuple(conflict for conflict in conflicts if conflict not in also)
    changing = tuple(outcome for outcome in outcomes.values() if outcome.changes)
    back, gone = tuple(sorted(wanted - there)), tuple(sorted(there - wanted))
    return UndoPlan(tuple(steps), changing, back, gone, tuple(pairs.items()), left)


def _pasts(db: Any, step: int) -> dict[str, Past]:
    """Read for the contacts of a step what led to it, where some of that was taken back after it."""
    gone = journal.undone_after(db, step)
    pasts: dict[str, Past] = {}
    for uid in journal.also_touched(db, step, gone) if gone else ():
        touches = journal.past(db, uid, step)
        come = max((at for at, (_step, before) in enumerate(touches) if before is None), default=-1)
        states = [(about, journal.thaw(db, before)) for about, before in touches[come + 1 :] if before is not None]
        pasts[uid] = [(old, new, about in gone) for (about, old), (_next, new) in pairwise(states)]
    return pasts


def _list_back(
    db: Any, touch: Touch, is_there: bool, wanted: set[str], outcomes: dict[str, Outcome], also: Collection[Conflict]
) -> Conflict | None:
    """Have a list come back or go, as wanted then says; one that others are on stays, and that is a conflict."""
    name = touch.uid
    was_made = touch.made is not None if touch.later else is_there
    if touch.before is not None and not was_made:
        wanted.add(name)
    elif touch.before is None and was_made and name in wanted:
        on_it = [uid for uid in lists.members(db, name) if _stays_on(name, outcomes.get(uid))]
        conflict = Conflict(name, name, LIST, None, None, len(on_it)) if on_it else None
        if conflict is None or conflict in also:
            wanted.remove(name)
        return conflict
    return None


def _stays_on(name: str, outcome: Outcome | None) -> bool:
    return outcome is None or (outcome.wanted is not None and name in outcome.wanted.lists)


def check(plan: UndoPlan, keep_later: bool) -> None:
    """Raise ChangedSince where something changed since and is not to be kept, NothingToUndo where that is all."""
    if not plan.left:
        return
    step, since = plan.steps[-1], len(plan.steps) > 1
    name = step.name
    if not keep_later:
        who = list(dict.fromkeys((conflict.uid, conflict.who) for conflict in plan.left))
        named = who[0][1] if len(who) == 1 else counted("{number} contact", "{number} contacts", len(who))
        whole = _("“{step}” cannot be taken back whole: {who} changed since.")
        if since:
            whole = _("Not all since “{step}” can be taken back: an undo in between changed {who}.")
        raise ChangedSince(whole.format(step=name, who=named), step, since, plan.left)
    if not (plan.outcomes or plan.lists_back or plan.lists_gone or plan.pairs):
        raise NothingToUndo(_("Nothing of “{step}” can be put back: all of it changed since.").format(step=name))


def apply(writing: Writing, plan: UndoPlan, progress: Callable[[int, int], bool] | None) -> None:
    """Write what a plan says, in pieces; raise Cancelled when the person stops it."""
    held = [outcome.now for outcome in plan.outcomes if outcome.now]
    for name in (*plan.lists_back, *plan.lists_gone):
        writing.keep_list(name, held)
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
    if outcome.now is None and wanted.deleted_at is not None:
        wanted = replace(wanted, deleted_at=writing.now)  # else it would leave the trash again at the next start
    return replace(wanted, updated_at=writing.now) if outcome.partly else wanted


def note(db: Any, undo: int, steps: Sequence[Step]) -> None:
    """Note which steps an undo took back; it names the oldest, and the journal keeps the others with it."""
    journal.mark(db, undo, undoes=steps[-1].id)
    journal.record(db, undo, journal.STEP, [(str(step.id), None) for step in steps[:-1]])
    for step in steps:
        journal.set_undone(db, step.id, True)


def put_back(writing: Writing, undo: int, progress: Callable[[int, int], bool] | None = None) -> None:
    """Put back what an undo took, in pieces; raise Cancelled when the person stops it."""
    befores = journal.befores(writing.db, undo)
    people = [(uid, before) for entity, uid, before in befores if entity == journal.CONTACT]
    named = [(name, before) for entity, name, before in befores if entity == journal.LIST]
    for name, _before in named:
        writing.keep_list(name)
    done = 0
    for piece in batches(people):
        if progress and not progress(done, len(people)):
            raise Cancelled(_("Stopped. Nothing was changed."))
        done += len(piece)
        writing.remove([uid for uid, before in piece if before is None])
        writing.put_back([journal.thaw(writing.db, before) for _uid, before in piece if before is not None])
    for name, before in named:
        lists.thaw(writing.db, name, before)
    for entity, uid, before in befores:
        if entity == journal.PAIR:
            writing.part(uid, before is not None)
        elif entity == journal.STEP:
            journal.set_undone(writing.db, int(uid), False)
