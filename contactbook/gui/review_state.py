"""What the person has decided about a plan so far, and the lines in which it is laid out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from contactbook.app.plan import Plan
from contactbook.app.planning import PlannedChange, PlanRow
from contactbook.gui.review_lines import Line, Lines
from contactbook.i18n import _, counted

__all__ = ["STATES", "Line", "ReviewState", "SharedGuess", "Tick"]

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
_ROOMY = 300  # rows that are laid out with all that they change; more stand in one line each
_RAW_LINES = 40  # of a problem that are shown


@dataclass(frozen=True, slots=True)
class SharedGuess:
    """A value that is a guess for several contacts, settled by one tick."""

    key: str
    value: str
    number: int


class ReviewState:
    """A plan as the person leaves it; what is decided is kept in the plan at once."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.rows: Sequence[PlanRow] = plan.rows
        self.dense = len(plan.rows) > _ROOMY
        self.shared = tuple(SharedGuess(*found) for found in plan.shared_guesses())
        self.closed: set[str] = {"same", "absent"}
        self.opened: set[int] = set()  # contacts of which every field is shown
        self.told: set[int] = set()  # problems of which the raw text is shown
        self._asked: dict[str, Any] = {}

    def _ask(self, what: str, ask: Callable[[], Any]) -> Any:
        """Ask the plan once until something is decided: every line that is painted wants to know."""
        if what not in self._asked:
            self._asked[what] = ask()
        return self._asked[what]

    # What is laid out

    def lines(self) -> Lines:
        """Lay the rows out: what is shared, then sections with their contacts and fields."""
        lines = Lines()
        lines.add(*(Line("shared", key=str(at)) for at in range(len(self.shared))))
        for state in STATES:
            if not self._number(state):
                continue
            lines.add(Line("section", key=state))
            if state in self.closed:
                continue
            self._add_rows(lines, self.rows_of(state))
            if state == "unreadable":
                self._add_problems(lines)
            elif state == "absent":
                lines.add(*(Line("absent", row=at) for at in range(len(self.plan.absent))))
        return lines

    def _add_rows(self, lines: Lines, rows: Sequence[int]) -> None:
        if not self.dense:
            for row in rows:
                lines.add(*self._lines_of(row))
            return
        start = 0
        for row in sorted(self.opened):
            at = _place(rows, row)
            if at >= start:
                lines.add_contacts(rows[start:at])
                lines.add(Line("contact", row), *self._fields_of(row))
                start = at + 1
        lines.add_contacts(rows[start:])

    def _add_problems(self, lines: Lines) -> None:
        start = 0
        for at in sorted(self.told):
            lines.add_problems(range(start, at + 1))
            lines.add(*(Line("raw", at, text) for text in self.plan.problems[at].raw.splitlines()[:_RAW_LINES]))
            start = at + 1
        lines.add_problems(range(start, len(self.plan.problems)))

    def _lines_of(self, row: int) -> list[Line]:
        plan_row = self.rows[row]
        if row in self.opened or (plan_row.action == "update" and plan_row.existing is not None):
            return [Line("contact", row), *self._fields_of(row)]
        guesses = [Line("field", row, c.key) for c in _shown(plan_row) if c.guess]
        return [Line("contact", row), Line("details", row), *guesses]

    def _fields_of(self, row: int) -> list[Line]:
        return [Line("field", row, c.key) for c in _shown(self.rows[row])]

    def unfolds(self, line: Line) -> bool:
        """Tell whether more of a line can be shown below it than is."""
        if line.kind == "problem":
            return bool(self.plan.problems[line.row].raw)
        if line.kind == "contact":
            return self.dense and bool(_shown(self.rows[line.row]))
        return line.kind == "section"

    def is_open(self, line: Line) -> bool:
        """Tell whether all of a line is shown."""
        if line.kind == "section":
            return line.key not in self.closed
        return line.row in (self.told if line.kind == "problem" else self.opened)

    def fold(self, line: Line, *, opened: bool) -> None:
        """Show all of a section, a contact or a problem, or its own line only."""
        if line.kind == "section":
            (self.closed.discard if opened else self.closed.add)(line.key)
        elif line.kind == "problem":
            (self.told.add if opened else self.told.discard)(line.row)
        elif line.row >= 0 and line.kind not in ("raw", "absent"):
            (self.opened.add if opened else self.opened.discard)(line.row)

    def rows_of(self, state: str) -> Sequence[int]:
        """List the rows of a section."""
        rows: Sequence[int] = self._ask(f"rows {state}", lambda: self.plan.ids(state))
        return rows

    def change(self, row: int, key: str) -> PlannedChange | None:
        """Find a change of a row."""
        return next((c for c in self.rows[row].changes if c.key == key), None)

    def is_shared(self, line: Line) -> bool:
        """Tell whether a field's guess is one that several contacts share."""
        change = self.change(line.row, line.key)
        return change is not None and any(s.key == line.key and s.value == change.new for s in self.shared)

    def _number(self, state: str) -> int:
        counts: dict[str, int] = self._ask("counts", self.plan.counts)
        others = {"unreadable": len(self.plan.problems), "absent": len(self.plan.absent)}
        return counts.get(state, 0) + others.get(state, 0)

    def title(self, state: str) -> tuple[str, int, str]:
        """Give a section's title, how many it has, and what is said beside it."""
        title, aside = _TITLES[state]
        rows = self.rows_of(state)
        if state == "same":
            names = ", ".join(self.rows[row].incoming.shown for row in rows[:4]) + (" …" if len(rows) > 4 else "")
            verified = self.plan.kind == "release"
            aside = (
                _("{names}: nothing to change, noted as verified") if verified else _("{names}: nothing to do")
            ).format(names=names)
        elif state == "looks like" and len(rows) <= _ROOMY:
            reasons = {self.rows[row].reason for row in rows}
            aside = reasons.pop() or aside if len(reasons) == 1 else aside
        elif state == "unreadable" and self._ask("lost", self.plan.lost) < len(self.plan.problems):
            aside = _("of some only a detail is left out")
        return title, self._number(state), aside

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
        decided: dict[tuple[str, str, bool], int] = self._ask("decided", self.plan.decided)
        ticks = {
            "no" if action in ("skip", "") else "some" if left else "yes"
            for (found, action, left) in decided
            if found == state
        }
        if ticks == {"yes"} and not self._ask("guesses left", self.plan.guesses_left).get(state):
            return "yes"
        return "no" if ticks == {"no"} else "some"

    def shared_tick(self, at: int) -> Tick:
        """Tell whether a shared guess is taken for all of its contacts, some or none."""
        shared = self.shared[at]
        number, taken = self._ask(f"shared {at}", lambda: self.plan.guess_ticks(shared.key, shared.value))
        return "no" if not taken else "yes" if taken == number else "some"

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
        self._asked = {key: kept for key, kept in self._asked.items() if key.startswith("rows")}
        if line.kind == "shared":
            shared = self.shared[int(line.key)]
            self.plan.decide_guess(shared.key, shared.value, on)
        elif line.kind == "section":
            self.plan.decide_state(line.key, on)
        elif line.kind == "contact":
            self._set_contact(line.row, on)
        elif line.kind == "field":
            self._set_field(line.row, line.key, on)

    def _set_contact(self, row: int, on: bool) -> None:
        if not on:
            self.act(row, "skip")
            return
        if self.rows[row].action == "skip":
            self.act(row, self._first(row))
        changes = tuple(c if c.guess else replace(c, taken=True) for c in self.rows[row].changes)
        self.plan.put(replace(self.rows[row], changes=changes))

    def _set_field(self, row: int, key: str, on: bool) -> None:
        if self.rows[row].action == "skip" and on:
            # A tick inside what was skipped means this value, not all that was ticked before.
            self.act(row, self._first(row))
            untaken = tuple(replace(c, taken=c.key == "name") for c in self.rows[row].changes)
            self.plan.put(replace(self.rows[row], changes=untaken))
        self.plan.put(self.rows[row].taking(key, on))

    def _first(self, row: int) -> str:
        """Say what a tick does with a contact that is skipped: what looks like another is added, not mixed into it."""
        return "update" if self.rows[row].state == "changes" else "add"

    # Decisions

    def act(self, row: int, action: str) -> None:
        """Decide what becomes of a contact: add, update or skip; what was corrected stays corrected."""
        self._asked = {key: kept for key, kept in self._asked.items() if key.startswith("rows")}
        self.plan.act(row, action)

    def correct(self, row: int, key: str, value: object) -> None:
        """Put a corrected value in the place of the one that was read."""
        self._asked = {key: kept for key, kept in self._asked.items() if key.startswith("rows")}
        self.plan.put(self.rows[row].correcting(key, value))

    # The summary

    def numbers(self) -> tuple[int, int, int]:
        """Count what is new, changed, and joined to a contact that it looks like."""
        writes: dict[tuple[str, str], int] = self._ask("writes", self.plan.writes)
        new = sum(number for (_state, action), number in writes.items() if action == "add")
        return new, writes.get(("changes", "update"), 0), writes.get(("looks like", "update"), 0)

    def verified_only(self) -> int:
        """Count the contacts of which nothing changes but that a release proves right."""
        return self._number("same") if self.plan.released else 0

    def summary(self) -> tuple[str, str]:
        """Say in two lines what Apply would do and what stays out."""
        new, changed, joined = self.numbers()
        parts = [
            counted("{number} new", "{number} new", new) if new else "",
            counted("{number} changed", "{number} changed", changed) if changed else "",
            counted("{number} joined to a contact here", "{number} joined to contacts here", joined) if joined else "",
        ]
        first = ", ".join(part for part in parts if part) or _("Nothing is ticked that would change the book")
        decided: dict[tuple[str, str, bool], int] = self._ask("decided", self.plan.decided)
        skipped = dict.fromkeys(STATES, 0)
        for (state, action, _left), number in decided.items():
            skipped[state] += number if action == "skip" else 0
        alike = skipped.pop("looks like")
        guesses = sum(self._ask("guesses left", self.plan.guesses_left).values())
        out = sum(skipped.values())
        left = [
            counted("{number} waits for your decision", "{number} wait for your decision", alike) if alike else "",
            counted(
                "{number} guess is left out until you tick it",
                "{number} guesses are left out until you tick them",
                guesses,
            )
            if guesses
            else "",
            counted("{number} skipped", "{number} skipped", out) if out else "",
            _("one undo takes all of it back"),
        ]
        return first, " · ".join(part for part in left if part)


def _shown(row: PlanRow) -> list[PlannedChange]:
    updated = row.existing is not None and row.action == "update"
    return [c for c in row.changes if c.key != "name" or updated]


def _place(rows: Sequence[int], row: int) -> int:
    """Find a row in a section; -1 where it is in another."""
    from bisect import bisect_left

    at = bisect_left(rows, row)
    return at if at < len(rows) and rows[at] == row else -1
