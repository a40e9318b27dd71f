"""The rows of the card: label, value, public or internal, and what can be done with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from contactbook.gui import icons, theme
from contactbook.gui.controls import Elided, IconButton, Tag, Text, tip
from contactbook.gui.flow import FlowLayout
from contactbook.gui.value import Run, Value
from contactbook.i18n import _

_TAG_LONGEST = 48


@dataclass(frozen=True, slots=True)
class Measure:
    """How wide the columns are: tight shows the public tag as its icon alone."""

    label: int
    tag: int
    actions: int
    row: int
    tight: bool

    @classmethod
    def of(cls, width: int) -> "Measure":
        """Measure the columns for a card of a width in px."""
        tight = width < theme.em(36)
        tags = [public_tag(public, tight=tight) for public in (True, False)]
        button = IconButton("copy", _("Copy"), small=True).sizeHint().width()
        return cls(
            label=theme.em(7.7 if width >= theme.em(44) else 6.8) - theme.SPACE_2,
            tag=max(tag.sizeHint().width() for tag in tags),
            actions=3 * button + 4 if tight else 4 * button + 6,
            row=grown(36),
            tight=tight,
        )


def grown(height: int) -> int:
    """Give a height in px for the program's font: what is drawn for a line of 18 px grows with a taller one."""
    return max(height, QFontMetrics(QApplication.font()).height() + height - 18)


def public_tag(public: bool, *, tight: bool = False) -> Tag:
    """Make the tag that says whether a detail may be published; tight leaves the word to tooltip and name."""
    tag = Tag(_("Public") if public else _("Internal"), "globe" if public else "lock", "plain" if public else "chip")
    tag.set_compact(tight)
    return tag


class DetailRow(QWidget):
    """One row; what stands beside the value is centred on the value's first line."""

    def __init__(self, label: str, measure: Measure, parent: QWidget) -> None:
        super().__init__(parent)
        self._measure = measure
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.SPACE_2)
        self._line = measure.row
        self._row.addWidget(self._label(label), 0, Qt.AlignmentFlag.AlignTop)

    def put_flag(self, country: str | None, name: str) -> None:
        """Put a flag before the value; name says the country in a word."""
        flag = QLabel(self)
        flag.setPixmap(icons.flag(country, self.devicePixelRatioF()))
        flag.setToolTip(name)
        flag.setAccessibleName(name)
        self._put_beside(flag)

    def put_icon(self, name: str, tone: str) -> None:
        """Put an icon before the value."""
        sign = QLabel(self)
        sign.setPixmap(icons.pixmap(name, tone, ratio=self.devicePixelRatioF()))
        self._put_beside(sign)

    def put_value(self, runs: str | Sequence[Run], name: str, *, tab_stop: bool = False) -> None:
        """Put the value, which takes the width that is left; name is what it is a value of."""
        value = Value(runs, name, tab_stop=tab_stop, parent=self)
        pad = max(0, (self._line - value.fontMetrics().height()) // 2)
        self._put_padded(value, pad)

    def put_tags(self, words: Sequence[str]) -> None:
        """Put a set of words as tags, in as many lines as they need."""
        holder = QWidget(self)
        flow = FlowLayout(holder, gap=8, line_gap=6)
        for word in words:
            tag = Tag(word if len(word) <= _TAG_LONGEST else word[: _TAG_LONGEST - 1] + "…")
            if len(word) > _TAG_LONGEST:
                tag.setToolTip(tip(word[:400]))
            flow.addWidget(tag)
        pad = max(0, (self._line - Tag("x").sizeHint().height()) // 2)
        self._put_padded(holder, pad)

    def put_public(self, public: bool) -> None:
        """Put the column that says public or internal."""
        holder = self._held([public_tag(public, tight=self._measure.tight)], Qt.AlignmentFlag.AlignLeft)
        holder.setFixedWidth(self._measure.tag)
        self._row.addWidget(holder, 0, Qt.AlignmentFlag.AlignTop)

    def put_actions(self, buttons: Sequence[QWidget]) -> None:
        """Put buttons at the end of the row."""
        holder = self._held(buttons, Qt.AlignmentFlag.AlignRight)
        holder.setMinimumWidth(self._measure.actions)
        self._row.addWidget(holder, 0, Qt.AlignmentFlag.AlignTop)

    def _label(self, text: str) -> QWidget:
        label = Elided(text, tone="dim", parent=self)
        label.setFixedWidth(self._measure.label)
        label.setFixedHeight(self._line)
        return label

    def _put_beside(self, widget: QWidget) -> None:
        self._row.addWidget(self._held([widget], Qt.AlignmentFlag.AlignLeft), 0, Qt.AlignmentFlag.AlignTop)

    def _put_padded(self, widget: QWidget, pad: int) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(0, pad, 0, pad)
        column.addWidget(widget)
        self._row.addLayout(column, 1)

    def _held(self, widgets: Sequence[QWidget], side: Qt.AlignmentFlag) -> QWidget:
        """Hold widgets in a box as high as a row of one line."""
        holder = QWidget(self)
        holder.setFixedHeight(self._line)
        holder.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        if side == Qt.AlignmentFlag.AlignRight:
            row.addStretch(1)
        for widget in widgets:
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        if side == Qt.AlignmentFlag.AlignLeft:
            row.addStretch(1)
        return holder


class Remark(QWidget):
    """A message under a row: what is unusual or wrong with its value."""

    def __init__(self, text: str, tone: str, indent: int, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(indent, 0, 0, theme.SPACE_2)
        row.setSpacing(6)
        sign = QLabel(self)
        name = "circle-alert" if tone == "bad" else "triangle-alert"
        sign.setPixmap(icons.pixmap(name, tone, 14, self.devicePixelRatioF()))
        words = Text(text, tone=tone, factor=theme.SECOND, parent=self)
        words.setWordWrap(True)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
