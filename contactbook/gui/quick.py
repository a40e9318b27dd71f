"""Changes by few keys what changes often: who is away and who covers, which languages and topics."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from contactbook.app.book import Book
from contactbook.domain.contact import Contact
from contactbook.gui.browsing import Browsing
from contactbook.gui.controls import clean
from contactbook.gui.deeds import Deeds
from contactbook.gui.editing import Editing
from contactbook.gui.parts import Parts
from contactbook.gui.tasks import Tasks
from contactbook.i18n import _, counted

if TYPE_CHECKING:
    from contactbook.domain.bulk import BulkChange, Common

_MANY = 300  # so many contacts are read at once; more of them on the worker
_FRIDAY, _LEAST = 4, 3  # the day on which an absence usually ends, and how many days it lasts at least


class Quick(QObject):
    """Opens the small forms on what is selected, and has them written as one step."""

    def __init__(
        self, book: Book, tasks: Tasks, parts: Parts, browsing: Browsing, editing: Editing, deeds: Deeds
    ) -> None:
        super().__init__(parts)
        self._book = book
        self._tasks = tasks
        self._parts = parts
        self._browsing = browsing
        self._editing = editing
        self._deeds = deeds
        self._uids: Sequence[str] = ()  # whom the open form is about

    def answers(self) -> dict[str, Callable[[], None]]:
        """Name what this does by the keys of the actions."""
        return {"away": self.ask_away, "is_back": self.bring_back, "topics_languages": self.ask_words}

    def _chosen(self) -> Sequence[str]:
        """Give whom a form is to be about: who is selected, or who is in hand where one works through a list."""
        if self._parts.shows("attention"):
            return [uid] if (uid := self._parts.attention.uid) else []
        return self._browsing.uids()

    # Away

    def ask_away(self) -> None:
        """Ask from when to when somebody is away and who covers; today to a Friday is the usual."""
        self._uids = self._chosen()
        one = self._one()
        today = self._book.today()
        shown = one or Contact()
        if not (shown.away_from or shown.away_until) or (shown.away_until and shown.away_until < today):
            shown = replace(shown, away_from=today, away_until=friday_after(today))
        cover = self._book.get(shown.cover) if shown.cover else None
        self._parts.away_panel.open(
            _("Away: {who}").format(who=self._who(one)),
            shown,
            today,
            self._editing.people,
            cover.shown if cover else "",
            is_away=one is None or bool(_back().touches(one)),
        )

    def put_away(self, change: "BulkChange") -> None:
        """Note that whom the form is about are away."""
        until = change.put["away_until"]
        told = _("{who}: away.")
        if isinstance(until, date):
            from contactbook.gui.card_words import day_words

            told = _("{who}: away to {day}.").replace("{day}", day_words(until, self._book.today()))
        self._deeds.change(self._uids, change, _("Set {who} away"), told)

    def bring_back(self) -> None:
        """Note that what is selected is back: days and cover go."""
        uids, back = self._chosen(), _back()
        if len(uids) <= _MANY and not any(map(back.touches, self._book.get_many(uids, lean=True))):
            self._parts.status.say(_("Nobody is away here, and nobody covers."), "plain")
            return
        self._deeds.change(uids, back, _("Bring {who} back"), _("{who}: back, nobody covers."))

    # Languages and topics

    def ask_words(self) -> None:
        """Ask which languages and topics are added to what is selected or taken away."""
        self._uids = uids = self._chosen()
        if len(uids) <= _MANY:
            self._open_words(self._read(uids))
        else:
            self._tasks.run(lambda: self._read(uids), self._open_words)

    def put_words(self, change: "BulkChange") -> None:
        """Write languages and topics of whom the form is about."""
        what = _("topics") if {*change.added, *change.removed} == {"topics"} else _("languages")
        if {"topics", "languages"} <= {*change.added, *change.removed}:
            what = _("topics and languages")
        self._deeds.change(
            self._uids,
            change,
            _("Change {what} of {who}").replace("{what}", what),
            _("{who}: {what} changed.").replace("{what}", what),
        )

    def put_word(self, key: str, word: str, add: bool) -> None:
        """Add a topic or a language to what is selected, or take it away."""
        from contactbook.domain.bulk import BulkChange

        self._uids = self._chosen()
        self.put_words(BulkChange(added={key: (word,)}) if add else BulkChange(removed={key: (word,)}))

    def _read(self, uids: Sequence[str]) -> "Common":
        from contactbook.domain.bulk import common

        return common(self._book.get_many(uids, lean=True))

    def _open_words(self, common: "Common") -> None:
        title = _("Topics and languages: {who}").format(who=self._who(self._one()))
        self._parts.words_panel.open(title, common, self._book.topics())

    def _one(self) -> Contact | None:
        return self._book.get(self._uids[0]) if len(self._uids) == 1 else None

    def _who(self, one: Contact | None) -> str:
        if one is not None:
            return clean(one.shown)
        return counted("{number} contact", "{number} contacts", len(self._uids))


def friday_after(today: date) -> date:
    """Give the first Friday that lies three days ahead or more."""
    return today + timedelta(days=(_FRIDAY - today.weekday() - _LEAST) % 7 + _LEAST)


def _back() -> "BulkChange":
    """Make the change that brings people back."""
    from contactbook.domain.bulk import BulkChange  # late, like all that is not asked for at the start

    return BulkChange(put={"away_from": None, "away_until": None, "cover": None})
