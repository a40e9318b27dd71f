"""The panel with a QR code, large enough for a phone on the other side of the table, and with what is in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from contactbook.gui import icons
from contactbook.gui.controls import Button, Elided, IconButton, Text, tip
from contactbook.gui.overlay import Overlay
from contactbook.gui.qr_picture import QUIET, CodeView, Modules
from contactbook.gui.status import announce
from contactbook.gui.theme import HEADING, SECOND, SPACE_2, SPACE_3, SPACE_5, em
from contactbook.i18n import _

_SHARE = 0.8  # of the window's height at most, so that the code without its white takes some 70 %
_SMALLEST = 160


@dataclass(frozen=True, slots=True)
class Detail:
    """A detail that the code has or may have: its key, its value and what it is."""

    key: str
    shown: str
    kind: str


@dataclass(frozen=True, slots=True)
class Note:
    """A line under the details, with its icon and tone."""

    icon: str
    text: str
    tone: str = "dim"


class QrPanel(Overlay):
    """Shows a code; choice_changed(keys left out), copy_asked() and save_asked() say what is wanted of it."""

    choice_changed = Signal(list)
    copy_asked = Signal()
    save_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.code = CodeView(self.panel)
        self._title = Elided("", factor=HEADING, semibold=True)
        self._hint = Text("", tone="dim", factor=SECOND)
        self._hint.setWordWrap(True)
        self._close = IconButton("x", _("Close the QR code"), small=True)
        self._said = Text("", tone="good", factor=SECOND)
        self._said.setWordWrap(True)
        self.save = Button(_("Save as …"))
        self.copy = Button(_("Copy picture"), "copy", kind="main")
        self._ticks: dict[str, QCheckBox] = {}
        self._notes: Sequence[Note] = ()
        self._count = 1  # modules of a side of the first code: one with less in it takes no less room
        self._inside = QWidget()
        self._rows = QVBoxLayout(self._inside)
        self._rows.setContentsMargins(0, 0, SPACE_2, 0)
        self._rows.setSpacing(SPACE_2)
        self._detail_box, self._note_box = QVBoxLayout(), QVBoxLayout()
        self._arrange()
        self._close.clicked.connect(self.close_overlay)
        self.save.clicked.connect(self.save_asked)
        self.copy.clicked.connect(self.copy_asked)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        for box in (self._detail_box, self._note_box):
            box.setSpacing(SPACE_2)
            self._rows.addLayout(box)
        self._rows.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._inside)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_2)
        buttons.addStretch(1)
        buttons.addWidget(self.save)
        buttons.addWidget(self.copy)
        column = QVBoxLayout()
        column.setSpacing(SPACE_3)
        column.addLayout(head)
        column.addWidget(self._hint)
        column.addWidget(scroll, 1)
        column.addWidget(self._said)
        column.addLayout(buttons)
        row = QHBoxLayout(self.panel)
        row.setContentsMargins(SPACE_5, SPACE_5, SPACE_5, SPACE_5)
        row.setSpacing(SPACE_5)
        row.addWidget(self.code, 0, Qt.AlignmentFlag.AlignCenter)
        row.addLayout(column, 1)

    def show_code(
        self, modules: Modules, title: str, hint: str, details: Sequence[Detail], notes: Sequence[Note], *, choose: bool
    ) -> None:
        """Show a code with what is in it; choose lets the person take details out."""
        self._count = len(modules) + 2 * QUIET
        self._title.setText(title)
        self._hint.setText(hint)
        self._ticks.clear()
        _empty(self._detail_box)
        for detail in details:
            self._detail_box.addWidget(self._row(detail, choose=choose))
        self.show_modules(modules, notes)
        self.open_with(self.copy)

    def show_modules(self, modules: Modules, notes: Sequence[Note]) -> None:
        """Show another code for the same details."""
        self.code.show_modules(modules, _("QR code: {name}").format(name=self._title.text()))
        self._said.hide()
        self._notes = notes
        self.paint_anew()

    def say(self, sentence: str, tone: str = "good") -> None:
        """Say beside the buttons what came of them."""
        self._said.setText(sentence)
        self._said.set_tone(tone)
        self._said.show()
        announce(self.copy, sentence)

    def left_out(self) -> list[str]:
        """Give the keys of the details that the person took out."""
        return [key for key, tick in self._ticks.items() if not tick.isChecked()]

    def paint_anew(self) -> None:
        """Take the colours of now."""
        _empty(self._note_box)
        for note in self._notes:
            self._note_box.addWidget(self._note(note))

    def place(self) -> None:
        """Take most of the height, or what the width leaves beside the words; no white beyond the quiet zone."""
        words = em(21) if self.width() >= em(60) else em(16)
        around = 3 * SPACE_5 + 32
        room = min(round(self.height() * _SHARE), self.width() - words - around, self.height() - 2 * SPACE_5 - 16)
        ratio = self.devicePixelRatioF()
        module = max(1, int(max(room, _SMALLEST) * ratio) // self._count)
        side = ceil(module * self._count / ratio)
        self.code.set_side(side)
        width = min(side + words + 3 * SPACE_5, self.width() - 16)
        height = min(side + 2 * SPACE_5, self.height() - 16)
        self.panel.setGeometry(QRect((self.width() - width) // 2, (self.height() - height) // 2, width, height))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Save):
            self.save_asked.emit()
        else:
            super().keyPressEvent(event)

    def _row(self, detail: Detail, *, choose: bool) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_2)
        if choose:
            tick = QCheckBox()
            tick.setChecked(True)
            tick.setAccessibleName(f"{detail.kind}, {detail.shown}")
            tick.setToolTip(tip(_("In the code or left out")))
            tick.toggled.connect(lambda _on: self.choice_changed.emit(self.left_out()))
            self._ticks[detail.key] = tick
            line.addWidget(tick)
        shown = Elided(detail.shown)
        shown.setMinimumWidth(min(shown.sizeHint().width() + 2, em(12)))  # a number is whole, whatever it is called
        line.addWidget(shown, 1)
        line.addWidget(Elided(detail.kind, tone="dim"))
        return holder

    def _note(self, note: Note) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_2)
        sign = QLabel()
        sign.setPixmap(icons.pixmap(note.icon, note.tone, 16, self.devicePixelRatioF()))
        words = Text(note.text, tone=note.tone, factor=SECOND)
        words.setWordWrap(True)
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(words, 1)
        return holder


def _empty(box: QVBoxLayout) -> None:
    while (item := box.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()
