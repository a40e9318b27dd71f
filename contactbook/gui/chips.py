"""A field that holds several words as chips: languages, topics, lists."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QSizePolicy, QStyle, QWidget

from contactbook.gui import icons, theme
from contactbook.gui.completion import Completion, Offer, Suggest
from contactbook.gui.detail_grid import grown
from contactbook.gui.flow import FlowLayout
from contactbook.gui.text import clean, tip
from contactbook.i18n import _

_LONGEST = 40
_TAKE_OUT = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


class Chip(QAbstractButton):
    """A word in a field; its cross, Backspace or Delete takes it out, the arrows walk along the chips."""

    taken_out = Signal()
    walked = Signal(int)  # -1 back, 1 forth

    def __init__(self, word: str) -> None:
        super().__init__()
        shown = clean(word)
        self.setText(shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…")
        self.setToolTip(tip(shown) if len(shown) > _LONGEST else "")
        self.setAccessibleName(shown)
        self.setAccessibleDescription(_("Delete takes it out"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFont(theme.factor_font(self.font(), 1.0))

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 8 + 6 + 14 + 8, max(24, metrics.height() + 6))

    def event(self, event: QEvent) -> bool:
        # Delete alone would move the contact to the trash.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _TAKE_OUT:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        forth = Qt.Key.Key_Left if self.isRightToLeft() else Qt.Key.Key_Right
        back = Qt.Key.Key_Right if self.isRightToLeft() else Qt.Key.Key_Left
        if event.key() in _TAKE_OUT:
            self.taken_out.emit()
        elif event.key() == forth:
            self.walked.emit(1)
        elif event.key() == back:
            self.walked.emit(-1)
        else:
            event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._cross().contains(event.position()):
            self.taken_out.emit()
        else:
            super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        painter.setBrush(colours.chip)
        painter.setPen(QPen(colours.outline, 1) if colours.high_contrast else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colours.accent, 2))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), area.height() / 2 - 1, area.height() / 2 - 1)
        painter.setPen(colours.on_chip)
        words = self.rect().adjusted(8, 0, -22, 0)
        if self.isRightToLeft():
            words = self.rect().adjusted(22, 0, -8, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignHCenter, self.text())
        cross = icons.pixmap("x", "dim", 14, self.devicePixelRatioF())
        painter.drawPixmap(self._cross().topLeft().toPoint() + QPoint(3, (self.height() - 14) // 2), cross)

    def _cross(self) -> QRectF:
        wide = QRectF(self.width() - 25, 0, 25, self.height()).toRect()
        return QRectF(QStyle.visualRect(self.layoutDirection(), self.rect(), wide))


class ChipLine(QLineEdit):
    """Where the next word is typed."""

    left_back = Signal()  # Left or Backspace at the beginning
    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at_start = self.cursorPosition() == 0 and not self.hasSelectedText()
        back = Qt.Key.Key_Right if self.isRightToLeft() else Qt.Key.Key_Left
        if at_start and event.key() in (back, Qt.Key.Key_Backspace):
            self.left_back.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Comma) and self.text().strip():
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class ChipField(QWidget):
    """Chips, and a line for the next one; Enter, a comma or leaving the field adds what was typed.

    read turns what is typed into what it stands for (None: not understood, it stays in the line), show the other
    way round.
    """

    changed = Signal()
    refused = Signal(str)  # what was typed and could not be understood; "" as soon as it is gone

    def __init__(
        self,
        name: str,
        suggest: Suggest,
        *,
        read: Callable[[str], str | None] = lambda text: " ".join(text.split()) or None,
        show: Callable[[str], str] = str,
    ) -> None:
        super().__init__()
        self._read, self._show = read, show
        self._chips: dict[str, Chip] = {}
        self.line = ChipLine()
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(_("Add …"))
        self.line.setMinimumWidth(theme.em(7))
        self.line.setTextMargins(4, 0, 0, 0)
        theme.restyle(self.line, kind="bare")
        self.setFocusProxy(self.line)
        self.setAccessibleName(name)
        self._flow = FlowLayout(self, gap=6, line_gap=4, last_stretches=True)
        self._flow.setContentsMargins(6, 2, 6, 2)
        self._flow.addWidget(self.line)
        self.setMinimumHeight(grown(32))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._completion = Completion(self.line, suggest)
        self._completion.picked.connect(self._take_offer)
        self.line.entered.connect(self.commit)
        self.line.editingFinished.connect(self._leave)
        self.line.left_back.connect(self._step_back)
        self.line.textEdited.connect(lambda: self.refused.emit(""))
        self.line.installEventFilter(self)

    def values(self) -> tuple[str, ...]:
        """Give what the chips stand for, in their order."""
        return tuple(self._chips)

    def set_values(self, values: Sequence[str]) -> None:
        """Show chips for values."""
        for value in list(self._chips):
            self._drop(value)
        for value in values:
            self._add(value)
        self.line.clear()

    def commit(self) -> bool:
        """Turn what is typed into a chip; False where it is not understood."""
        text = self.line.text()
        if not text.strip():
            return True
        value = self._read(text)
        if value is None:
            self.refused.emit(text.strip())
            return False
        known = next((have for have in self._chips if have.casefold() == value.casefold()), None)
        if known is None:
            self._add(value)
        self.line.clear()
        self.refused.emit("")
        self.changed.emit()
        return True

    def take_out(self, value: str) -> None:
        """Take a chip away and leave the focus in its place."""
        order = list(self._chips)
        at = order.index(value)
        self._drop(value)
        rest = list(self._chips.values())
        target: QWidget = rest[at] if at < len(rest) else self.line
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def eventFilter(self, watched, event: QEvent) -> bool:  # type: ignore[no-untyped-def]
        if watched is self.line and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.line.setFocus(Qt.FocusReason.MouseFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = 2.0 if self.line.hasFocus() else 1.0
        painter.setPen(QPen(colours.accent if self.line.hasFocus() else colours.outline, wide))
        painter.setBrush(colours.field)
        edge = QRectF(self.rect()).adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2)
        painter.drawRoundedRect(edge, theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)

    def _add(self, value: str) -> None:
        chip = Chip(self._show(value))
        chip.taken_out.connect(lambda: self.take_out(value))
        chip.walked.connect(lambda step: self._walk(value, step))
        self._flow.insert(len(self._chips), chip)
        self._chips[value] = chip
        chip.show()
        self.updateGeometry()

    def _drop(self, value: str) -> None:
        chip = self._chips.pop(value)
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()
        self.updateGeometry()

    def _walk(self, value: str, step: int) -> None:
        chips = list(self._chips.values())
        at = list(self._chips).index(value) + step
        target: QWidget = chips[max(0, at)] if at < len(chips) else self.line
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step_back(self) -> None:
        if self._chips:
            list(self._chips.values())[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_offer(self, offer: Offer) -> None:
        self.line.setText(offer.put)
        self.commit()

    def _leave(self) -> None:
        if not self._completion.is_open():
            self.commit()
