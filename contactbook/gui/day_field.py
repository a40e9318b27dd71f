"""A day that may be empty: typed in any usual form, or chosen from a calendar."""

import re
from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QLineEdit, QMenu, QWidget, QWidgetAction

from contactbook.domain.folding import fold
from contactbook.gui import theme
from contactbook.gui.card_words import MONTHS, day_words
from contactbook.gui.controls import IconButton
from contactbook.i18n import _

_WORDS = re.compile(r"(?:(\d{1,2})\.?\s+([^\W\d]{3,})\.?|([^\W\d]{3,})\.?\s+(\d{1,2})),?(?:\s+(\d{4}))?")
_POINTS = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.(?:\s*(\d{4}))?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


class DayField(QWidget):
    """A line for a day and a button that opens a calendar."""

    changed = Signal()  # while it is typed
    left = Signal()  # as it is meant

    def __init__(self, name: str, hint: str) -> None:
        super().__init__()
        self._today = date.today()
        self._day: date | None = None
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(hint)
        self.setFocusProxy(self.line)
        self._open = IconButton("calendar", _("Choose a day: {name}").format(name=name))
        self._open.clicked.connect(self._show_calendar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.line, 1)
        row.addWidget(self._open)
        self.line.textEdited.connect(self._edited)
        self.line.editingFinished.connect(self._finish)

    def show_day(self, day: date | None, today: date) -> None:
        """Show a day; one without a year is read in the year that begins today."""
        self._today, self._day = today, day
        self.line.setText(day_words(day, today) if day else "")
        theme.restyle(self.line, tone="")

    def put_text(self, text: str) -> None:
        """Put what was typed back, a day or not."""
        if text != self.line.text():
            self.line.setText(text)
            self._edited(text)

    def day(self) -> date | None:
        """Give the day; None where there is none or what is typed is no day."""
        return self._day

    def is_wrong(self) -> bool:
        """Tell whether something stands there that is no day."""
        return bool(self.line.text().strip()) and self._day is None

    def _edited(self, text: str) -> None:
        self._day = read_day(text, self._today)
        theme.restyle(self.line, tone="")
        self.changed.emit()

    def _finish(self) -> None:
        if self._day is not None:
            self.line.setText(day_words(self._day, self._today))
        theme.restyle(self.line, tone="bad" if self.is_wrong() else "")
        self.left.emit()

    def _show_calendar(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget()
        shown = self._day or self._today
        calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)
        calendar.activated.connect(lambda day: self._choose(day, menu))
        calendar.clicked.connect(lambda day: self._choose(day, menu))
        menu.popup(self._open.mapToGlobal(QPoint(0, self._open.height())))
        calendar.setFocus()

    def _choose(self, day: QDate, menu: QMenu) -> None:
        menu.close()
        self.show_day(date(day.year(), day.month(), day.day()), self._today)
        self.left.emit()


def read_day(text: str, today: date) -> date | None:
    """Read a day: `2026-12-03`, `3 December`, `Dec 3, 2026`, `3.12.`; without a year it is the next such day."""
    text = " ".join(text.split())
    if found := _ISO.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _POINTS.fullmatch(text):
        return _next(int(found[2]), int(found[1]), found[3], today)
    if (found := _WORDS.fullmatch(text)) and (month := _month(found[2] or found[3])):
        return _next(month, int(found[1] or found[4]), found[5], today)
    return None


def _month(word: str) -> int | None:
    folded = fold(word)
    found = [at for at, name in enumerate(MONTHS, 1) if fold(name).startswith(folded)]
    return found[0] if len(found) == 1 else None


def _next(month: int, day: int, year: str | None, today: date) -> date | None:
    if year:
        return _day(int(year), month, day)
    this = _day(today.year, month, day)
    # Half a year back still means the day that was; beyond it the one that comes.
    return _day(today.year + 1, month, day) if this is None or (today - this).days > 183 else this


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
