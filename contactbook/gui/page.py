"""What the pages that fill the window share: a head with the way back, a body, a footer."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from contactbook.gui.controls import Elided, IconButton
from contactbook.gui.theme import HEADING, SECOND, set_pane
from contactbook.i18n import _


class Page(QWidget):
    """A page with a title; left() says that the person goes back."""

    left = Signal()

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_pane(self, "base2")
        self.back = IconButton("arrow-left", _("Go back"))
        self.back.clicked.connect(self.left)
        self.title = Elided(title, factor=HEADING, semibold=True)
        self.second = Elided("", tone="dim", factor=SECOND)
        self.head = QHBoxLayout()
        self.head.setContentsMargins(16, 12, 24, 12)
        self.head.setSpacing(8)
        self.head.addWidget(self.back)
        self.head.addWidget(self.title)
        self.head.addWidget(self.second, 1)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(24, 0, 24, 16)
        self.body.setSpacing(12)
        self.footer = QFrame()
        set_pane(self.footer, "footer")
        self.foot = QHBoxLayout(self.footer)
        self.foot.setContentsMargins(24, 10, 24, 10)
        self.foot.setSpacing(8)
        self._place_parts()

    def _place_parts(self) -> None:
        layout = _stack(self)
        layout.addLayout(self.head)
        layout.addLayout(self.body, 1)
        layout.addWidget(self.footer)


class TwoPanes(Page):
    """A page with a list at the leading side, one tone further back, and what is chosen in it at the other.

    body, footer and `over`, a line as high as the page's head, belong to what is chosen.
    """

    def __init__(self, title: str, view: QWidget, parent: QWidget | None = None) -> None:
        self.view = view
        self.over = QHBoxLayout()
        self.under = QFrame()  # the footer of the list
        super().__init__(title, parent)

    def _place_parts(self) -> None:
        lead, main = QWidget(), QWidget()
        set_pane(lead, "base1")
        set_pane(self.under, "footer1")
        listed = QVBoxLayout()
        listed.setContentsMargins(8, 0, 8, 8)
        listed.addWidget(self.view)
        column = _stack(lead)
        column.addLayout(self.head)
        column.addLayout(listed, 1)
        column.addWidget(self.under)
        self.over.setContentsMargins(24, 12, 20, 12)
        self.over.setSpacing(8)
        self.over.addStrut(self.back.sizeHint().height())
        column = _stack(main)
        column.addLayout(self.over)
        column.addLayout(self.body, 1)
        column.addWidget(self.footer)
        self.split = QSplitter()
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(1)
        self.split.addWidget(lead)
        self.split.addWidget(main)
        _stack(self).addWidget(self.split)


def _stack(widget: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    return layout
