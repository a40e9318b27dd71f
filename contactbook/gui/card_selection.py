"""What several chosen contacts have in common."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from contactbook.domain import freshness
from contactbook.domain.contact import Contact
from contactbook.domain.freshness import is_away
from contactbook.gui import card_words, theme
from contactbook.gui.card_buttons import Action
from contactbook.gui.controls import Button, Text
from contactbook.gui.detail_grid import Detail, DetailRow, Measure
from contactbook.gui.flow import FlowLayout
from contactbook.gui.languages import name as language_name
from contactbook.gui.value import apart
from contactbook.i18n import _, counted

_NAMED = 3  # so many values are named, more are counted


class SelectionPage(QWidget):
    """The title, what can be done with all, and a row for each thing they share or not."""

    block_requested = Signal()
    export_requested = Signal()
    verify_requested = Signal()
    restore_requested = Signal()
    change_requested = Signal(str)  # the field to go to

    def __init__(self, shared: "Shared", measure: Measure, parent: QWidget, *, in_trash: bool) -> None:
        super().__init__(parent)
        self._measure = measure
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, theme.SPACE_4)
        self._column.setSpacing(0)
        title = counted("{number} contact selected", "{number} contacts selected", shared.count)
        self._column.addWidget(Text(title, factor=theme.TITLE, semibold=True))
        self._column.addWidget(Text(shared.subtitle, tone="dim"))
        self._column.addSpacing(theme.SPACE_4)
        self._column.addLayout(self._buttons(in_trash))
        self._column.addSpacing(theme.SPACE_5)
        words = counted("Change in {number} contact", "Change in all {number}", shared.count)
        caption = _("What they have in common") if in_trash else words
        self._column.addWidget(Text(caption, tone="dim", factor=theme.SECTION, semibold=True))
        self._rows(shared, in_trash)
        self._column.addStretch(1)

    def _buttons(self, in_trash: bool) -> FlowLayout:
        line = FlowLayout(gap=8, line_gap=8)
        wanted = [
            ("block", _("Copy contact block"), "clipboard-list", "main", self.block_requested),
            ("export", _("Export vCards"), "id-card", "usual", self.export_requested),
        ]
        if in_trash:
            wanted = [("restore", _("Restore"), "archive-restore", "main", self.restore_requested)]
        for key, text, icon, kind, signal in wanted:
            button = Button(text, icon, kind=kind)
            button.setObjectName(key)
            button.clicked.connect(signal)
            line.addWidget(button)
        return line

    def _rows(self, shared: "Shared", in_trash: bool) -> None:
        for key, label, words, todo in (
            ("city", _("City"), shared.city, _("Change …")),
            ("agency", _("Agency"), shared.agency, _("Change …")),
            ("role", _("Role"), shared.role, _("Change …")),
            ("languages", _("Speaks"), shared.languages, _("Change …")),
            ("topics", _("Topics"), shared.topics, _("Change …")),
            ("lists", _("Lists"), shared.lists, _("Change …")),
            ("away", _("Away"), shared.away, _("Change …")),
            ("verified", _("Verified"), shared.verified, _("Verify all")),
            ("phones", _("Public"), shared.public, _("Change …")),
        ):
            ask = self.verify_requested.emit if key == "verified" else partial(self.change_requested.emit, key)
            name = "verify" if key == "verified" else f"change {key}"
            change = Action(name, f"{label}: {todo}", ask, text=todo)
            row = DetailRow(self._measure, self)
            row.show_detail(Detail(label, words, actions=() if in_trash else (change,)))
            self._column.addWidget(row)


@dataclass(frozen=True, slots=True)
class Shared:
    """What is said of several contacts together, in words."""

    count: int
    subtitle: str
    city: str
    agency: str
    role: str
    languages: str
    topics: str
    lists: str
    away: str
    verified: str
    public: str

    @classmethod
    def of(cls, contacts: Sequence[Contact], today: date) -> "Shared":
        """Put in words what contacts share; of ten thousand it is done on the worker."""
        away = sum(is_away(contact, today) for contact in contacts)
        return cls(
            count=len(contacts),
            subtitle=subtitle(contacts, today),
            city=one_or_many(contact.city for contact in contacts),
            agency=one_or_many(contact.agency for contact in contacts),
            role=one_or_many(contact.role for contact in contacts),
            languages=shared_words([tuple(map(language_name, contact.languages)) for contact in contacts]),
            topics=shared_words([contact.topics for contact in contacts]),
            lists=shared_words([contact.lists for contact in contacts]),
            away=counted("{number} today", "{number} today", away) if away else _("None today"),
            verified=oldest(contacts, today),
            public=public_words(contacts),
        )


def subtitle(contacts: Sequence[Contact], today: date) -> str:
    """Say in a line of which agencies and cities the contacts are, and how many are away."""
    agencies = _few(contact.agency for contact in contacts)
    cities = _few(contact.city for contact in contacts)
    parts = [", ".join(part for part in (agencies, cities) if part)]
    away = sum(is_away(contact, today) for contact in contacts)
    if away:
        parts.append(counted("{number} away", "{number} away", away))
    return " · ".join(part for part in parts if part)


def one_or_many(values: Iterable[str | None]) -> str:
    """Name the one value that all have, or say how many there are."""
    every = list(values)
    different = list(dict.fromkeys(value for value in every if value))
    missing = sum(1 for value in every if not value)
    if not different:
        return _("None")
    words = (
        apart(card_words.short(different[0]))
        if len(different) == 1
        else counted("{number} different", "{number} different", len(different))
    )
    if missing:
        return _("{values}; {none}").format(values=words, none=counted("{number} without", "{number} without", missing))
    return words


def shared_words(sets: Sequence[Sequence[str]]) -> str:
    """Say which words all have, and how many more some have."""
    counts = Counter(word for words in sets for word in dict.fromkeys(words))
    in_all = [word for word, count in counts.items() if count == len(sets)]
    in_some = [word for word, count in counts.items() if count < len(sets)]
    if not counts:
        return _("None")
    if not in_all:
        if len(in_some) == 1:
            word = apart(card_words.short(in_some[0], 40))
            return _("{word} in {count}").format(word=word, count=counts[in_some[0]])
        return counted("{number} in some", "{number} in some", len(in_some))
    named = _("{words} in all").format(words=_few(in_all))
    if not in_some:
        return named
    more = counted("{number} more in some", "{number} more in some", len(in_some))
    return _("{named}; {more}").format(named=named, more=more)


def oldest(contacts: Sequence[Contact], today: date) -> str:
    """Say how long ago the contact that waits longest was verified, and how many never were."""
    days = [contact.verified_on for contact in contacts if contact.verified_on is not None]
    never = len(contacts) - len(days)
    parts = [_("the oldest {when}").format(when=freshness.age_words(min(days), today))] if days else []
    if never:
        parts.append(counted("{number} never", "{number} never", never))
    return "; ".join(parts)


def public_words(contacts: Sequence[Contact]) -> str:
    """Count the numbers and addresses that may be published, and those that may not."""
    flags = [phone.public for contact in contacts for phone in contact.phones]
    flags += [email.public for contact in contacts for email in contact.emails]
    public = sum(flags)
    said = counted("{number} number or address public", "{number} numbers and addresses public", public)
    return _("{public}, {internal} internal").format(public=said, internal=f"{len(flags) - public:,}")


def _few(values: Iterable[str | None]) -> str:
    """Name a few different values, and count the rest."""
    different = [apart(card_words.short(value, 40)) for value in dict.fromkeys(values) if value]
    if len(different) > _NAMED:
        rest = len(different) - _NAMED + 1
        more = counted("{number} more", "{number} more", rest)
        return ", ".join(different[: _NAMED - 1]) + " " + _("and {more}").format(more=more)
    if len(different) < 2:
        return "".join(different)
    return _("{first} and {last}").format(first=", ".join(different[:-1]), last=different[-1])
