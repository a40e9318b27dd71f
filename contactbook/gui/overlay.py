"""What lies over a window until it is closed: a shade, and a raised panel that keeps keys and focus to itself."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QGridLayout, QMessageBox, QSizePolicy, QWidget

from contactbook.gui.theme import RADIUS_PALETTE, SPACE_4, SPACE_5, tokens


class Panel(QFrame):
    """The raised ground with round corners that everything lies on."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens().line, 1))
        painter.setBrush(tokens().raised)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(area, RADIUS_PALETTE, RADIUS_PALETTE)


class Overlay(QWidget):
    """Covers its parent; Esc or a click beside the panel closes it, and closed() tells."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self._before: QWidget | None = None
        self.panel = Panel(self)
        parent.installEventFilter(self)

    def place(self) -> None:
        """Give the panel its place; called whenever there may be another size."""
        raise NotImplementedError

    def open_with(self, focus: QWidget) -> None:
        """Lie over the window, with the focus on one control of the panel."""
        if not self.isVisible():
            self._before = self.window().focusWidget()
        self._cover()
        self.show()
        self.raise_()
        focus.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_overlay(self) -> None:
        """Go away and give the focus back to where it was."""
        if not self.isVisible():
            return
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self._before = None
        self.closed.emit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # while it is open, keys are its own
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parent() and event.type() == QEvent.Type.Resize:
            self._cover()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_overlay()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.close_overlay()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep Tab inside."""
        stops = [
            child
            for child in self.panel.findChildren(QWidget)
            if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisible() and child.isEnabled()
        ]
        held = QApplication.focusWidget()
        if not stops:
            return False
        at = stops.index(held) if held in stops else -1
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[(at + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), _shade())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 10))
        shade = QRectF(self.panel.geometry())
        for spread in range(12, 0, -2):
            radius = RADIUS_PALETTE + spread
            painter.drawRoundedRect(shade.adjusted(-spread, -spread + 4, spread, spread + 4), radius, radius)

    def _cover(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.place()


class Shade(QWidget):
    """Darkens a window while a question that stops is open over it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parent() and event.type() == QEvent.Type.Resize:
            self.setGeometry(self.window().rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), _shade())


def shade_behind(question: QDialog) -> None:
    """Darken the window that a question stops, until it is answered: the eye is to find the question."""
    if isinstance(question, QMessageBox):
        _give_air(question)
    parent = question.parentWidget()
    if parent is not None:
        shade = Shade(parent.window())
        question.finished.connect(shade.hide)
        question.finished.connect(shade.deleteLater)


def _give_air(box: QMessageBox) -> None:
    """Give a question the margins of a panel, its words on the edge of its buttons."""
    layout = box.layout()
    if isinstance(layout, QGridLayout):
        layout.setContentsMargins(SPACE_5, SPACE_5, SPACE_5, SPACE_4)
        layout.setVerticalSpacing(SPACE_4)
        layout.setHorizontalSpacing(0)
        layout.setColumnStretch(layout.columnCount() - 1, 1)
        for at in range(layout.count()):
            item = layout.itemAt(at)
            if item is not None and (indent := item.spacerItem()) is not None:
                indent.changeSize(0, 0, QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


def _shade() -> QColor:
    return QColor(0, 0, 0, 130 if tokens().dark else 70)
