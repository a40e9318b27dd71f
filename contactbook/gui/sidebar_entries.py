"""What the sidebar lists: a place to look at, with its query, its name and how many contacts it holds."""

from collections.abc import Sequence

from contactbook.domain.contact import Counts, Group
from contactbook.domain.record import dataclass
from contactbook.gui.text import clean
from contactbook.i18n import _, counted

TRASH = "is:trash"


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the sidebar; title is what it is called above a list of its contacts, shown what the row says."""

    query: str
    shown: str
    title: str = ""
    icon: str = ""
    count: int = 0
    urgent: bool = False
    heading: bool = False
    page: str = ""  # the key of the action that it stands for, where it is no list of contacts

    def spoken(self) -> str:
        """Say the row in words, for a screen reader and for the rail's tooltips."""
        if self.heading or not self.count:
            return self.shown
        if self.page:
            return _("{title}, {count}").format(
                title=self.shown, count=counted("{number} pair", "{number} pairs", self.count)
            )
        held = counted("{number} contact", "{number} contacts", self.count)
        return _("{title}, {count}").format(title=self.shown, count=held)


def views(counts: Counts | None, alike: int = 0) -> list[Entry]:
    """List the views that every book has, and the pairs that look alike where some are known."""
    held = counts or Counts(0, 0, 0, 0, 0)
    always = [
        _entry("", _("All contacts"), "users", held.all),
        Entry("is:attention", _("Needs attention"), _("Needs attention"), "circle-alert", held.attention, urgent=True),
        _entry("is:unverified", _("Not verified"), "clock-alert", held.unverified),
        _entry("is:away", _("Away"), "calendar-off", held.away),
    ]
    found = Entry("page:duplicates", _("Look alike"), _("Duplicates"), "merge", alike, page="duplicates")
    return [*always, found] if alike else always


def trash(counts: Counts | None) -> Entry:
    """Make the trash's row."""
    return _entry(TRASH, _("Trash"), "trash-2", counts.trash if counts else 0)


def lists(named: Sequence[tuple[str, int]]) -> list[Entry]:
    """List the lists under their heading."""
    heading = Entry("", _("Lists"), heading=True)
    return [heading, *(_entry(f"list:{quoted(name)}", clean(name), "list", count) for name, count in named)]


def place(group: Group, grouping: str, under: Group | None = None) -> Entry:
    """Make a row of the place tree; below another one it is both that are asked for."""
    inner = "agency" if grouping == "city" else "city"
    if under is None:
        return Entry(_asked(grouping, group.name), clean(group.name), clean(group.name), count=group.count)
    asked = {grouping: _asked(grouping, under.name), inner: _asked(inner, group.name)}
    title = _("{agency}, {city}").format(
        **{grouping: clean(under.name), inner: clean(group.name)},
    )
    return Entry(f"{asked['city']} {asked['agency']}", clean(group.name), title, count=group.count)


def quoted(name: str) -> str:
    """Write a name as a phrase of the query language, which knows no quotes inside one."""
    return '"' + name.replace('"', " ") + '"'


def _asked(field: str, name: str) -> str:
    # The book calls the branch of contacts without a place by these words.
    none = {"city": _("No city"), "agency": _("No agency")}[field]
    return f'{field}:""' if name == none else f"{field}:{quoted(name)}"


def _entry(query: str, title: str, icon: str, count: int) -> Entry:
    return Entry(query, title, title, icon, count)
