"""A value on the card: text that can be selected by mouse and keyboard, wraps anywhere, and is never markup."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QMimeData, QRectF, QSignalBlocker, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from contactbook.gui import theme

_LONGEST = 20_000  # beyond this a value is no longer read, only scrolled past
_ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069\u200b"))
_APART = "\u2068"
_BLANK = str.maketrans({"\u00a0": " "})


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a value in one tone (a role of the tokens) and one size."""

    text: str
    tone: str = "text"
    factor: float = 1.0
    weight: QFont.Weight = QFont.Weight.Normal


def apart(text: str) -> str:
    """Keep the direction of a text to itself, so that it cannot turn its neighbours around (U+2068 ... U+2069)."""
    return f"{_APART}{text}\u2069"


class Value(QTextEdit):
    """Read-only text as high as its lines; what is copied from it is plain and free of what only guides the eye."""

    def __init__(self, runs: str | Sequence[Run], name: str, *, tab_stop: bool = False, parent: QWidget | None = None):
        super().__init__(parent)
        self._look: object = None
        self._heights: dict[int, int] = {}
        self._wide = 0
        self._runs: tuple[Run, ...] = ()
        self._by_key = False
        self.setProperty("kind", "bare")
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_value(runs, name, tab_stop=tab_stop)

    def show_value(self, runs: str | Sequence[Run], name: str, *, tab_stop: bool = False) -> None:
        """Show a value; name is what it is a value of. What is selected stays where the value is the same."""
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if tab_stop else Qt.FocusPolicy.ClickFocus)
        wanted = (Run(runs),) if isinstance(runs, str) else tuple(runs)
        if wanted != self._runs or self._look is None:
            self._runs = wanted
            self._write()
            self.updateGeometry()

    def _write(self) -> None:
        self._look = self._current_look()
        self._heights.clear()
        self._wide = 0
        option = QTextOption(
            Qt.AlignmentFlag.AlignAbsolute
            | (
                Qt.AlignmentFlag.AlignRight
                if self.layoutDirection() == Qt.LayoutDirection.RightToLeft
                else Qt.AlignmentFlag.AlignLeft
            )
        )
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        # Pieces that keep their direction to themselves follow each other as the layout runs; the first would turn it.
        pieces = len(self._runs) > 1 and all(run.text.strip()[:1] == _APART for run in self._runs)
        option.setTextDirection(self.layoutDirection() if pieces else Qt.LayoutDirection.LayoutDirectionAuto)
        self.document().setDefaultTextOption(option)
        self.document().clear()
        cursor = QTextCursor(self.document())
        for run in self._runs:
            form = QTextCharFormat()
            form.setFont(self._run_font(run))
            form.setForeground(getattr(theme.tokens(), run.tone))
            text = run.text if len(run.text) <= _LONGEST else run.text[: _LONGEST - 1] + "…"
            cursor.insertText(text, form)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        kinds = (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange)
        # The sheet says so more often than anything changed.
        if event.type() in kinds and hasattr(self, "_runs") and self._look != self._current_look():
            self._write()
            self.updateGeometry()

    def _current_look(self) -> object:
        return self.font().key(), self.layoutDirection(), theme.tokens()

    def sizeHint(self) -> QSize:
        wide = self._natural_width()
        return QSize(wide, self.heightForWidth(wide))

    def _natural_width(self) -> int:
        """Tell the width of the longest line, which wants no break."""
        self._wide = self._wide or self._measured_width()
        return self._wide

    def _measured_width(self) -> int:
        lines = [0.0]
        for run in self._runs:
            metrics = QFontMetricsF(self._run_font(run))
            first, *more = run.text[:_LONGEST].split("\n")
            lines[-1] += metrics.horizontalAdvance(first)
            lines += [metrics.horizontalAdvance(line) for line in more]
        return int(max(lines)) + 3

    def _run_font(self, run: Run) -> QFont:
        font = theme.factor_font(self.font(), run.factor)
        font.setWeight(run.weight)
        return font

    def minimumSizeHint(self) -> QSize:
        wide = min(self.fontMetrics().horizontalAdvance("m") * 4, self._natural_width())  # "IOM" wants no more
        return QSize(wide, QFontMetrics(self.font()).height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int, /) -> int:
        width = min(width, self._natural_width())  # nothing breaks in a wider one
        if width not in self._heights:
            document = self.document()
            before = document.textWidth()
            # The view answers each change of size by setting its own width, which would be measured then.
            with QSignalBlocker(document.documentLayout()):
                document.setTextWidth(max(width, 1))
                self._heights[width] = int(document.size().height() + 0.999)
                document.setTextWidth(before)
        return self._heights[width]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.verticalScrollBar().setValue(0)

    def event(self, event: QEvent) -> bool:
        # With something selected, Copy means this selection and not the number of the contact.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (event.matches(QKeySequence.StandardKey.SelectAll) or self._copies(event))
        ):
            event.accept()
            return True
        return super().event(event)

    def _copies(self, event: QKeyEvent) -> bool:
        return event.matches(QKeySequence.StandardKey.Copy) and self.textCursor().hasSelection()

    def createMimeDataFromSelection(self) -> QMimeData:
        text = self.textCursor().selection().toPlainText()
        data = QMimeData()
        data.setText(text.translate(_ISOLATES).translate(_BLANK))
        return data

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def focusInEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        self._by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            cursor = self.textCursor()
            cursor.clearSelection()
            self.setTextCursor(cursor)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and self._by_key:
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.tokens().accent, 2))
            painter.drawRoundedRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1), 4, 4)
