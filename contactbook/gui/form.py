"""What every row of a form shares: the label column, fields that do not run away, text that grows."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from contactbook.gui import theme
from contactbook.gui.controls import Elided
from contactbook.gui.detail_grid import grown


def lead_width(*, compact: bool) -> int:
    """Tell how wide the label column is: the usual kinds of a number fit it, beside their chevron."""
    return theme.em(7.8 if compact else 9.2)


def content_left(*, compact: bool) -> int:
    """Tell where what is labelled begins."""
    return lead_width(compact=compact) + (theme.SPACE_2 if compact else theme.SPACE_3)


class FormRow(QWidget):
    """A label (or what stands in its column) and what it labels, both on the first line."""

    def __init__(self, lead: QWidget | str, *content: QWidget, buddy: QWidget | None = None) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        if isinstance(lead, str):
            label = Elided(lead, tone="dim")
            label.setFixedHeight(grown(32))
            label.setBuddy(buddy or content[0])
            self.lead: QWidget = label
        else:
            self.lead = lead
        self._row.addWidget(self.lead, 0, Qt.AlignmentFlag.AlignTop)
        self._content = QHBoxLayout()
        self._content.setSpacing(theme.SPACE_2)
        for at, widget in enumerate(content):
            self._content.addWidget(widget, int(at == 0))
        self._row.addLayout(self._content, 1)
        self.set_compact(False)

    def set_compact(self, compact: bool) -> None:
        """Make the label column narrower where there is little room."""
        self.lead.setFixedWidth(lead_width(compact=compact))
        self._row.setSpacing(theme.SPACE_2 if compact else theme.SPACE_3)

    def set_gap_above(self, gap: int) -> None:
        """Keep a distance from the row above, which goes when this row is hidden."""
        self._row.setContentsMargins(0, gap, 0, 0)

    def stretch(self, *shares: int) -> None:
        """Share the width among the fields."""
        for at, share in enumerate(shares):
            self._content.setStretch(at, share)


class Combo(QComboBox):
    """A list that can be typed into; the wheel scrolls the form and leaves what was chosen."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setCompleter(None)  # type: ignore[arg-type]
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.currentIndexChanged.connect(self._show_beginning)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """Give what stands in the field, without blanks around it."""
        return self.currentText().strip()

    def put(self, text: str) -> None:
        """Show a text from its beginning."""
        self.setCurrentIndex(-1)
        self.setEditText(text)
        self._show_beginning()

    def _show_beginning(self) -> None:
        if (line := self.lineEdit()) is not None:
            line.setCursorPosition(0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class GrowingText(QPlainTextEdit):
    """Plain text of several lines, as high as they are within bounds; Tab goes on to the next field."""

    def __init__(self, name: str, *, least: int = 1, most: int = 12) -> None:
        super().__init__()
        self._least, self._most = least, most
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(2)
        self.textChanged.connect(self._fit)
        self._fit()

    def text(self) -> str | None:
        """Give the text, None where there is none."""
        return self.toPlainText().strip() or None

    def resizeEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().resizeEvent(event)
        self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.verticalScrollBar().maximum() > 0 and self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def sizeHint(self) -> QSize:
        return QSize(200, self.minimumHeight())

    def _fit(self) -> None:
        count = self.document().documentLayout().documentSize().height()  # in lines, for plain text
        shown = max(self._least, min(int(count), self._most))
        height = max(grown(32), self.fontMetrics().lineSpacing() * shown + 2 * 2 + 2 * 6)
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)
        bar = Qt.ScrollBarPolicy.ScrollBarAsNeeded if count > self._most else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(bar)


def column(*parts: QWidget, gap: int = 8) -> QVBoxLayout:
    """Stack widgets."""
    made = QVBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(gap)
    for part in parts:
        made.addWidget(part)
    return made
