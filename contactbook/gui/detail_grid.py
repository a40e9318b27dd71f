"""The rows of the card: label, value, public or internal, and what can be done with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from contactbook.gui import icons, theme
from contactbook.gui.card_buttons import Action, Sign, put_buttons
from contactbook.gui.controls import Elided, IconButton, Tag, Text, tip
from contactbook.gui.flow import FlowLayout
from contactbook.gui.kept import Kept
from contactbook.gui.value import Run, Value
from contactbook.i18n import _

_TAG_LONGEST = 48
_VALUE = 2  # the place of the value in its row, behind the label and the sign


@dataclass(frozen=True, slots=True)
class Measure:
    """How wide the columns are: tight shows the public tag as its icon alone, narrow leaves out the code as well."""

    label: int
    tag: int
    actions: int
    row: int
    tight: bool
    narrow: bool

    @classmethod
    def of(cls, width: int) -> "Measure":
        """Measure the columns for a card of a width in px."""
        tight = width < theme.em(42)  # an address of usual length would be broken for the word "Public"
        narrow = width < theme.em(36)
        tags = [public_tag(public, tight=tight) for public in (True, False)]
        button = IconButton("copy", _("Copy"), small=True).sizeHint().width()
        return cls(
            label=theme.em(7.7 if width >= theme.em(44) else 6.8) - theme.SPACE_2,
            tag=max(tag.sizeHint().width() for tag in tags),
            actions=3 * button + 4 if narrow else 4 * button + 6,
            row=grown(36),
            tight=tight,
            narrow=narrow,
        )


def grown(height: int) -> int:
    """Give a height in px for the program's font: what is drawn for a line of 18 px grows with a taller one."""
    return max(height, QFontMetrics(QApplication.font()).height() + height - 18)


def public_tag(public: bool, *, tight: bool = False) -> Tag:
    """Make the tag that says whether a detail may be published; tight leaves the word to tooltip and name."""
    return show_public(Tag(""), public, tight=tight)


def show_public(tag: Tag, public: bool, *, tight: bool) -> Tag:
    """Have a tag say whether a detail may be published."""
    words, icon, tone = (_("Public"), "globe", "plain") if public else (_("Internal"), "lock", "chip")
    tag.show_tag(words, icon, tone)
    tag.set_compact(tight)
    return tag


@dataclass(frozen=True, slots=True)
class Detail:
    """What a row says: its label, the value with its name, and what stands beside it.

    The flag is a country and its name, the icon a name and a tone; tags stand in place of a value; public None says
    nothing of that.
    """

    label: str
    runs: str | Sequence[Run] = ()
    name: str = ""
    tab_stop: bool = False
    flag: tuple[str | None, str] | None = None
    icon: tuple[str, str] | None = None
    tags: Sequence[str] = ()
    public: bool | None = None
    actions: Sequence[Action | Sign] = ()


class DetailRow(QWidget):
    """One row; what stands beside the value is centred on the value's first line."""

    def __init__(self, measure: Measure, parent: QWidget) -> None:
        super().__init__(parent)
        self._tight = measure.tight
        self._line = measure.row
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.SPACE_2)
        self._label = Elided("", tone="dim", parent=self)
        self._label.setFixedSize(measure.label, self._line)
        self._row.addWidget(self._label, 0, Qt.AlignmentFlag.AlignTop)
        self._before, beside = self._holder()
        self._sign = QLabel(self._before)
        beside.insertWidget(0, self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        self._value = Value("", "", parent=self)
        self._shares = [self._put_padded(self._value, self._value.fontMetrics().height())]
        self._tags: tuple[QWidget, Kept] | None = None
        self._column, beside = self._holder()
        self._column.setFixedWidth(measure.tag)
        self._public = Tag("", parent=self._column)
        beside.insertWidget(0, self._public, 0, Qt.AlignmentFlag.AlignVCenter)
        self._actions, beside = self._holder()
        self._actions.setMinimumWidth(measure.actions)
        inner = QHBoxLayout()
        inner.setSpacing(2)
        beside.addLayout(inner)
        self._buttons = Kept(inner)

    def show_detail(self, detail: Detail) -> None:
        """Say another detail."""
        self._label.setText(detail.label)
        self._show_sign(detail)
        self._value.setVisible(not detail.tags)
        if not detail.tags:
            self._value.show_value(detail.runs, detail.name or detail.label, tab_stop=detail.tab_stop)
        self._show_tags(detail.tags)
        self._column.setVisible(detail.public is not None)
        if detail.public is not None:
            show_public(self._public, detail.public, tight=self._tight)
        self._actions.setVisible(bool(detail.actions))
        with self._buttons.filling():
            put_buttons(self._buttons, detail.actions, self._actions)

    def _show_sign(self, detail: Detail) -> None:
        self._before.setVisible(detail.flag is not None or detail.icon is not None)
        ratio = self.devicePixelRatioF()
        name = ""
        if detail.flag is not None:
            country, name = detail.flag
            self._sign.setPixmap(icons.flag(country, ratio))
        elif detail.icon is not None:
            icon, tone = detail.icon
            self._sign.setPixmap(icons.pixmap(icon, tone, ratio=ratio))
        self._sign.setToolTip(name)
        self._sign.setAccessibleName(name)

    def _show_tags(self, words: Sequence[str]) -> None:
        """Show a set of words as tags, in as many lines as they need."""
        if self._tags is None:
            if not words:
                return
            holder = QWidget(self)
            self._tags = holder, Kept(FlowLayout(holder, gap=8, line_gap=6))
            self._shares.append(self._put_padded(holder, Tag("x").sizeHint().height()))
        holder, kept = self._tags
        holder.setVisible(bool(words))
        # A layout that stretches takes its share of the row even where all in it is hidden.
        for layout, shown in zip(self._shares, (not words, bool(words)), strict=True):
            self._row.setStretchFactor(layout, int(shown))
        with kept.filling():
            for word in words:
                tag = kept.put(Tag, lambda: Tag("", parent=holder))
                tag.show_tag(word if len(word) <= _TAG_LONGEST else word[: _TAG_LONGEST - 1] + "…")
                tag.setToolTip(tip(word[:400]) if len(word) > _TAG_LONGEST else "")

    def _put_padded(self, widget: QWidget, height: int) -> QVBoxLayout:
        pad = max(0, (self._line - height) // 2)
        column = QVBoxLayout()
        column.setContentsMargins(0, pad, 0, pad)
        column.addWidget(widget)
        self._row.insertLayout(_VALUE, column, 1)
        return column

    def _holder(self) -> tuple[QWidget, QHBoxLayout]:
        """Make a box at the end of the row, as high as a row of one line, with room to stretch in it."""
        holder = QWidget(self)
        holder.setFixedHeight(self._line)
        holder.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addStretch(1)
        self._row.addWidget(holder, 0, Qt.AlignmentFlag.AlignTop)
        return holder, row


class Remark(QWidget):
    """A message under a row: what is unusual or wrong with its value."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(6)
        self._sign = QLabel(self)
        self._words = Text("", factor=theme.SECOND, parent=self)
        self._words.setWordWrap(True)
        self._row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self._words, 1)

    def show_remark(self, text: str, tone: str, indent: int) -> None:
        """Say something else; indent is how far it stands from the leading edge, in px."""
        self._row.setContentsMargins(indent, 0, 0, theme.SPACE_2)
        name = "circle-alert" if tone == "bad" else "triangle-alert"
        self._sign.setPixmap(icons.pixmap(name, tone, 14, self.devicePixelRatioF()))
        self._words.setText(text)
        self._words.set_tone(tone)
