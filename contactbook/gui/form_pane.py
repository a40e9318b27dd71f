"""A form as a pane: it scrolls between a head and a footer, and what is not saved is asked for before one leaves."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMessageBox, QScrollArea, QVBoxLayout, QWidget

from contactbook.gui import theme
from contactbook.gui.detail_grid import grown
from contactbook.gui.field_message import announce
from contactbook.gui.overlay import shade_behind
from contactbook.i18n import _

Leaving = Literal["save", "discard", "keep"]


class FormPane(QWidget):
    """Holds a form; who derives from it fills the rows of the head and the footer."""

    def __init__(self, form: QWidget, set_compact: Callable[[bool], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.set_pane(self, "base2")
        self._form, self._set_compact = form, set_compact
        self._head, self._footer = QWidget(), QWidget()
        self._head.setFixedHeight(grown(56))
        theme.set_pane(self._footer, "footer")
        self.head_row, self.footer_row = QHBoxLayout(self._head), QHBoxLayout(self._footer)
        self.footer_row.setSpacing(theme.SPACE_2)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(form)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._footer)

    def scroll_to_top(self) -> None:
        """Show the form from its beginning."""
        self._scroll.verticalScrollBar().setValue(0)

    def go_to(self, field: QWidget, why: str = "") -> None:
        """Show a field and go to it; why is told to those who do not see it."""
        self._scroll.ensureWidgetVisible(field, 0, grown(72))
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        if why:
            announce(field, why)

    def ask_unsaved(self, words: str, *, may_save: bool) -> Leaving:
        """Ask what becomes of what is not saved; Esc keeps it."""
        box = QMessageBox(self)
        box.setOption(QMessageBox.Option.DontUseNativeDialog)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(words)
        save = box.addButton(_("Save"), QMessageBox.ButtonRole.AcceptRole) if may_save else None
        discard = box.addButton(_("Discard"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(_("Keep editing"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(save or keep)
        box.setEscapeButton(keep)
        shade_behind(box)
        box.exec()
        chosen = box.clickedButton()
        box.deleteLater()
        return "discard" if chosen is discard else "save" if save is not None and chosen is save else "keep"

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.em(34), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        compact = self.width() < theme.em(44)
        margin = 20 if compact else theme.SPACE_5
        self._set_compact(compact)
        layouts = (self.head_row, self.footer_row, self._form.layout())
        for layout, (above, below) in zip(layouts, ((0, 0), (9, 9), (0, theme.SPACE_4)), strict=True):
            if layout is not None:
                layout.setContentsMargins(margin, above, margin, below)
