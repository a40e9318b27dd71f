"""What the pages that fill the window share: a head with the way back, a body, a footer."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

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
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self.head)
        layout.addLayout(self.body, 1)
        layout.addWidget(self.footer)
