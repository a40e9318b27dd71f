"""The page on which a person says what the columns of a table are, and sees at once what would be read."""

from pathlib import PurePath

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from contactbook.exchange.csv_table import Look
from contactbook.gui.controls import Button, Elided, Text
from contactbook.gui.icons import pixmap
from contactbook.gui.mapping_columns import MOST, Columns
from contactbook.gui.mapping_state import MappingState
from contactbook.gui.page import Page
from contactbook.gui.status import announce
from contactbook.gui.text import clean
from contactbook.gui.theme import SECOND, SECTION, SPACE_1, SPACE_2, restyle
from contactbook.i18n import _, counted


class MappingPage(Page):
    """Shows a table whose columns are not surely known; settled(Mapping) goes on, left() goes back."""

    settled = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("What are the columns?"), parent)
        self.state: MappingState | None = None
        self.header = QCheckBox(_("The first row names the columns"))
        self.columns = Columns()
        self._more = Text("", tone="dim", factor=SECOND)
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(SPACE_1)
        self._said = Text("", tone="dim", factor=SECOND)
        self._said.setWordWrap(True)
        self._cancel = Button(_("Cancel"))
        self._go_on = Button(_("Continue"), "check", kind="main")
        self._go_on.setToolTip("Ctrl+Enter")
        self._arrange()
        self.header.toggled.connect(self._take_header)
        self.columns.chosen.connect(self._take_column)
        self._cancel.clicked.connect(self.left)
        self._go_on.clicked.connect(self._settle)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._go_on.click)

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.header)
        top.addStretch(1)
        top.addWidget(self._more)
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(self._lines)
        inside.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(holder)
        self.body.addLayout(top)
        self.body.addWidget(self.columns)
        self.body.addWidget(Text(_("So the first rows are read"), tone="dim", factor=SECTION, semibold=True))
        self.body.addWidget(scroll, 1)
        self.foot.addWidget(self._said, 1)
        self.foot.addWidget(self._cancel)
        self.foot.addWidget(self._go_on)

    def show_look(self, name: str, look: Look) -> None:
        """Show a table as it was guessed."""
        self.state = MappingState(look)
        self.second.setText(_("{name}: say once what stands where").format(name=clean(PurePath(name).name)))
        self.header.blockSignals(True)
        self.header.setChecked(self.state.has_header)
        self.header.blockSignals(False)
        self._lay_out()

    def begin(self) -> None:
        """Go to the first column."""
        self.columns.focus_first()

    def paint_anew(self) -> None:
        """Take the colours of now."""
        self._read()

    def _lay_out(self) -> None:
        if self.state is None:
            return
        self.columns.show_state(self.state)
        hidden = len(self.state.mapping().fields) - MOST
        words = counted("{number} more column is read as it was guessed",
                        "{number} more columns are read as they were guessed", max(hidden, 0))  # fmt: skip
        self._more.setText(words if hidden > 0 else "")
        self._read()

    def _take_header(self, wanted: bool) -> None:
        if self.state is not None:
            self.state.set_header(wanted)
            self._lay_out()

    def _take_column(self, column: int, field: str) -> None:
        if self.state is not None:
            self.state.choose(column, field)
            self._read()

    def _read(self) -> None:
        """Say what would be read of the first rows."""
        if self.state is None:
            return
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for line in self.state.lines():
            self._lines.addWidget(self._line(line))
        if not self.state.says_something():
            self._say(_("No column is a name, a number, an address or an agency yet."), "warn")
        elif self.state.has_header:
            self._say(_("It is remembered for tables with these columns."), "dim")
        else:
            self._say(_("Numbers and addresses are internal until you publish them."), "dim")

    def _line(self, words: str) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(SPACE_2)
        sign = QLabel()
        name, tone = ("user", "accent") if words else ("circle-slash", "dim")
        sign.setPixmap(pixmap(name, tone, 16, self.devicePixelRatioF()))
        row.addWidget(sign)
        row.addWidget(Elided(words or _("No contact in this row"), tone="text" if words else "dim"), 1)
        return holder

    def _settle(self) -> None:
        if self.state is None:
            return
        if self.state.says_something():
            self.settled.emit(self.state.mapping())
            return
        sentence = _("Say at least which column is the name, a number, an address or the agency.")
        self._say(sentence, "bad")
        announce(self._go_on, sentence)
        self.columns.focus_first()

    def _say(self, sentence: str, tone: str) -> None:
        self._said.setText(sentence)
        restyle(self._said, tone=tone)
