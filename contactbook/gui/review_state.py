"""What the person has decided about a plan so far, and the lines in which it is laid out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from contactbook.app.planning import Plan, PlannedChange, PlanRow
from contactbook.i18n import _, counted

LineKind = Literal["shared", "section", "contact", "details", "field", "problem", "absent"]
Tick = Literal["no", "some", "yes"]

STATES: tuple[str, ...] = ("changes", "looks like", "new", "same", "absent", "unreadable")
_TITLES = {
    "changes": (_("Changes"), _("the book holds them with other details")),
    "looks like": (_("Looks like"), _("may be a contact that is here")),
    "new": (_("New"), _("not in the book")),
    "same": (_("Same"), ""),
    "absent": (_("Not named"), _("in the book for the same agency and city, not in this text; left as they are")),
    "unreadable": (_("Unreadable"), _("nothing of these is written")),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the review: row is an index into the rows, key a change's key, a section's state or a guess."""

    kind: LineKind
    row: int = -1
    key: str = ""


@dataclass(frozen=True, slots=True)
class SharedGuess:
    """A value that is a guess for several contacts, settled by one tick."""

    key: str
    value: str
    rows: tuple[int, ...]


class ReviewState:
    """The rows of a plan as the person leaves them; the plan itself stays as it was read."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.rows: list[PlanRow] = list(plan.rows)
        self.shared = _shared_guesses(plan.rows)
        self._corrected: list[dict[str, object]] = [{} for _row in plan.rows]
        self.closed: set[str] = {"same", "absent"}
        self.opened: set[int] = set()  # new contacts of which every field is shown

    # What is laid out

    def lines(self) -> list[Line]:
        """Lay the rows out: what is shared, then sections with their contacts and fields."""
        lines = [Line("shared", key=str(at)) for at in range(len(self.shared))]
        for state in STATES:
            rows = self.rows_of(state)
            problems = len(self.plan.reading.problems) if state == "unreadable" else 0
            absent = len(self.plan.absent) if state == "absent" else 0
            if not rows and not problems and not absent:
                continue
            lines.append(Line("section", key=state))
            if state in self.closed:
                continue
            for row in rows:
                lines += self._lines_of(row)
            lines += [Line("problem", row=at) for at in range(problems)]
            lines += [Line("absent", row=at) for at in range(absent)]
        return lines

    def _lines_of(self, row: int) -> list[Line]:
        plan_row = self.rows[row]
        shown = [c for c in plan_row.changes if c.key != "name" or plan_row.existing is not None]
        if plan_row.action == "update" and plan_row.existing is not None:
            return [Line("contact", row), *(Line("field", row, c.key) for c in shown)]
        shown = [c for c in shown if c.key != "name"]
        if row in self.opened:
            return [Line("contact", row), *(Line("field", row, c.key) for c in shown)]
        guesses = [Line("field", row, c.key) for c in shown if c.guess]
        return [Line("contact", row), Line("details", row), *guesses]

    def rows_of(self, state: str) -> list[int]:
        """List the rows of a section."""
        return [at for at, row in enumerate(self.rows) if row.state == state]

    def change(self, row: int, key: str) -> PlannedChange | None:
        """Find a change of a row."""
        return next((c for c in self.rows[row].changes if c.key == key), None)

    def is_shared(self, line: Line) -> bool:
        """Tell whether a field's guess is one that several contacts share."""
        return any(shared.key == line.key and line.row in shared.rows for shared in self.shared)

    def title(self, state: str) -> tuple[str, int, str]:
        """Give a section's title, how many it has, and what is said beside it."""
        title, aside = _TITLES[state]
        rows = self.rows_of(state)
        others = {"unreadable": self.plan.reading.problems, "absent": self.plan.absent}
        number = len(rows) + len(others.get(state, ()))
        if state == "same":
            names = ", ".join(self.rows[row].incoming.shown for row in rows[:4]) + (" …" if len(rows) > 4 else "")
            verified = self.plan.reading.kind == "release"
            aside = (
                _("{names}: nothing to change, noted as verified") if verified else _("{names}: nothing to do")
            ).format(names=names)
        elif state == "looks like":
            reasons = {self.rows[row].reason for row in rows}
            aside = reasons.pop() or aside if len(reasons) == 1 else aside
        return title, number, aside

    # Ticks

    def field_tick(self, row: int, key: str) -> Tick:
        """Tell whether a change is taken."""
        change = self.change(row, key)
        return "yes" if change and change.taken and self.rows[row].action != "skip" else "no"

    def contact_tick(self, row: int) -> Tick:
        """Tell whether a contact is written: in part where something sure is left out."""
        plan_row = self.rows[row]
        if plan_row.action == "skip":
            return "no"
        taken = [c.taken for c in plan_row.changes]
        if plan_row.changes and not any(taken):
            return "no"
        return "yes" if all(c.taken for c in plan_row.changes if not c.guess) else "some"

    def section_tick(self, state: str) -> Tick:
        """Tell whether all, some or none of a section is taken, guesses counted."""
        rows = self.rows_of(state)
        ticks = {self.contact_tick(row) for row in rows}
        guesses_left = any(not c.taken for row in rows for c in self.rows[row].changes)
        if ticks == {"yes"} and not guesses_left:
            return "yes"
        return "no" if ticks == {"no"} else "some"

    def shared_tick(self, at: int) -> Tick:
        """Tell whether a shared guess is taken for all of its contacts, some or none."""
        shared = self.shared[at]
        ticks = {self.field_tick(row, shared.key) for row in shared.rows}
        return "some" if len(ticks) > 1 else "yes" if ticks == {"yes"} else "no"

    def tick(self, line: Line) -> Tick | None:
        """Give the tick of a line; None where it has none."""
        if line.kind == "shared":
            return self.shared_tick(int(line.key))
        if line.kind == "section":
            return self.section_tick(line.key) if line.key not in ("same", "absent", "unreadable") else None
        if line.kind == "contact":
            return self.contact_tick(line.row) if self.rows[line.row].state not in ("same", "unreadable") else None
        return self.field_tick(line.row, line.key) if line.kind == "field" else None

    def set_tick(self, line: Line, on: bool) -> None:
        """Tick a line or take its tick off; a contact's or section's tick leaves guesses as they are."""
        if line.kind == "shared":
            shared = self.shared[int(line.key)]
            for row in shared.rows:
                if self.rows[row].action != "skip" and self.change(row, shared.key):
                    self.rows[row] = self.rows[row].taking(shared.key, on)
        elif line.kind == "section":
            for row in self.rows_of(line.key):
                self._set_contact(row, on)
        elif line.kind == "contact":
            self._set_contact(line.row, on)
        elif line.kind == "field":
            self._set_field(line.row, line.key, on)

    def _set_contact(self, row: int, on: bool) -> None:
        if not on:
            self.act(row, "skip")
            return
        if self.rows[row].action == "skip":
            self.act(row, self.plan.rows[row].action)
        changes = tuple(c if c.guess else replace(c, taken=True) for c in self.rows[row].changes)
        self.rows[row] = replace(self.rows[row], changes=changes)

    def _set_field(self, row: int, key: str, on: bool) -> None:
        if self.rows[row].action == "skip" and on:
            # A tick inside what was skipped means this value, not all that was ticked before.
            self.act(row, self.plan.rows[row].action)
            untaken = tuple(replace(c, taken=False) for c in self.rows[row].changes if c.key != "name")
            named = tuple(c for c in self.rows[row].changes if c.key == "name")
            self.rows[row] = replace(self.rows[row], changes=named + untaken)
        self.rows[row] = self.rows[row].taking(key, on)

    # Decisions

    def act(self, row: int, action: str) -> None:
        """Decide what becomes of a contact: add, update or skip; what was corrected stays corrected."""
        if action == self.rows[row].action:
            return
        if action == "skip":
            self.rows[row] = self.rows[row].acting("skip")
            return
        made = self.plan.rows[row].acting(action)
        for key, value in self._corrected[row].items():
            made = made.correcting(key, value)
        self.rows[row] = made

    def correct(self, row: int, key: str, value: object) -> None:
        """Put a corrected value in the place of the one that was read."""
        self._corrected[row][key] = value
        self.rows[row] = self.rows[row].correcting(key, value)

    def result(self) -> Plan:
        """Give the plan as it stands; a contact of which nothing is taken is skipped."""
        rows = tuple(
            row.acting("skip") if row.action == "add" and not any(c.taken for c in row.changes) else row
            for row in self.rows
        )
        return replace(self.plan, rows=rows)

    # The summary

    def numbers(self) -> tuple[int, int, int]:
        """Count what is new, changed, and joined to a contact that it looks like."""
        new = changed = joined = 0
        for row in self.rows:
            if row.action == "skip" or row.state in ("same", "unreadable") or not any(c.taken for c in row.changes):
                continue
            new += row.action == "add"
            changed += row.action == "update" and row.state == "changes"
            joined += row.action == "update" and row.state == "looks like"
        return new, changed, joined

    def verified_only(self) -> int:
        """Count the contacts of which nothing changes but that a release proves right."""
        return len(self.rows_of("same")) if self.plan.reading.kind == "release" else 0

    def summary(self) -> tuple[str, str]:
        """Say in two lines what Apply would do and what stays out."""
        new, changed, joined = self.numbers()
        parts = [
            counted("{number} new", "{number} new", new) if new else "",
            counted("{number} changed", "{number} changed", changed) if changed else "",
            counted("{number} joined to a contact here", "{number} joined to contacts here", joined) if joined else "",
        ]
        first = ", ".join(part for part in parts if part) or _("Nothing is ticked that would change the book")
        guesses = sum(1 for row in self.rows for c in row.changes if c.guess and not c.taken and row.action != "skip")
        left = (
            counted(
                "{number} guess is left out until you tick it",
                "{number} guesses are left out until you tick them",
                guesses,
            )
            if guesses
            else ""
        )
        skipped = sum(1 for row in self.rows if row.action == "skip")
        out = counted("{number} skipped", "{number} skipped", skipped) if skipped else ""
        undo = _("one undo takes all of it back")
        return first, " · ".join(part for part in (left, out, undo) if part)


def _shared_guesses(rows: Sequence[PlanRow]) -> tuple[SharedGuess, ...]:
    found: dict[tuple[str, str], list[int]] = {}
    for at, row in enumerate(rows):
        for change in row.changes:
            if change.guess and isinstance(change.new, str):
                found.setdefault((change.key, change.new), []).append(at)
    return tuple(SharedGuess(key, value, tuple(at)) for (key, value), at in found.items() if len(at) > 1)
