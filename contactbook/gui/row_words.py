"""What a row of the contact list says, made ready once so that painting only paints."""

from datetime import date

from contactbook.domain import names, query
from contactbook.domain.contact import Kind, Row, Section
from contactbook.domain.freshness import is_away
from contactbook.domain.record import dataclass
from contactbook.gui.text import clean
from contactbook.i18n import _, counted

Spans = tuple[tuple[int, int], ...]

_MONTHS = (
    _("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun"),
    _("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """A text as it is shown, and the spans of it that were sought."""

    text: str = ""
    marks: Spans = ()


@dataclass(frozen=True, slots=True)
class State:
    """What stands at the end of the first line: never colour alone."""

    text: str
    icon: str
    tone: str


@dataclass(frozen=True, slots=True)
class ContactWords:
    """A contact's row, ready to paint."""

    row: Row
    name: Words
    other: Words
    role: Words
    number: Words
    state: State | None
    letters: str
    desk: bool


@dataclass(frozen=True, slots=True)
class SectionWords:
    """A section's row, ready to paint."""

    section: Section
    title: Words
    subtitle: Words
    count: str


@dataclass(frozen=True, slots=True)
class Sought:
    """What is highlighted: folded words and a run of digits; today and stale_days tell what is stale."""

    words: tuple[str, ...]
    digits: str
    today: date
    stale_days: int = 180

    @classmethod
    def of(cls, text: str, today: date, stale_days: int) -> "Sought":
        """Take what is highlighted from a query."""
        words, digits = query.marks(text)
        return cls(tuple(words), digits, today, stale_days)

    def marked(self, text: str | None) -> Words:
        """Make a text harmless and mark what was sought in it."""
        shown = clean(text or "")
        return Words(shown, tuple(query.find_marks(shown, list(self.words))) if shown and self.words else ())

    def marked_number(self, number: str | None) -> Words:
        """Mark the digits that were sought in a number."""
        shown = clean(number or "")
        span = query.find_digit_marks(shown, self.digits) if shown and self.digits else None
        return Words(shown, (span,) if span else ())


def contact_words(row: Row, sought: Sought) -> ContactWords:
    """Make a contact's row ready."""
    return ContactWords(
        row=row,
        name=sought.marked(row.name),
        other=sought.marked(row.other_name),
        role=sought.marked(row.role if row.role != row.name else None),
        number=sought.marked_number(row.number),
        state=state_of(row, sought.today, sought.stale_days),
        letters=names.initials(row.name),
        desk=row.kind is Kind.DESK,
    )


def section_words(section: Section, sought: Sought) -> SectionWords:
    """Make a section's row ready."""
    title = section.title or (_("No city or agency") if not section.subtitle else "")
    return SectionWords(section, sought.marked(title), sought.marked(section.subtitle), f"{section.count:,}")


def state_of(row: Row, today: date, stale_days: int) -> State | None:
    """Tell the one state worth knowing before ringing: something wrong, away, or long not verified."""
    if row.attention:
        words = _("Check number") if row.attention == "number" else _("Check address")
        return State(words, "circle-alert", "bad")
    if is_away(row, today):
        if row.away_until is None:
            return State(_("Away"), "calendar-off", "dim")
        return State(_("Away to {day}").format(day=short_day(row.away_until, today)), "calendar-off", "dim")
    if row.verified_on is not None and (days := (today - row.verified_on).days) > stale_days:
        return State(counted("{number} day", "{number} days", days), "clock-alert", "warn")
    return None


def short_day(day: date, today: date) -> str:
    """Write a day shortly, with its year where that is another one than today's."""
    written = _("{day} {month}").format(day=day.day, month=_MONTHS[day.month - 1])
    return written if abs((day - today).days) < 300 else f"{written} {day.year}"


def spoken(words: ContactWords) -> str:
    """Say a row in words, for a screen reader."""
    row = words.row
    parts = (words.name.text, words.other.text, words.role.text, clean(row.agency or ""), clean(row.city or ""))
    said = [part for part in parts if part]
    return ", ".join([*said, words.state.text] if words.state else said)


def spoken_number(words: ContactWords) -> str:
    """Say a number digit by digit, for a screen reader; one that is internal says so."""
    if not words.number.text:
        return ""
    apart = " ".join(words.number.text.replace(" ", ""))
    return apart if words.row.number_public else _("{number}, internal").format(number=apart)


def spoken_section(words: SectionWords) -> str:
    """Say a section in words, for a screen reader."""
    held = counted("{number} contact", "{number} contacts", words.section.count)
    return ", ".join(part for part in (words.title.text, words.subtitle.text, held) if part)
