"""The parts of the composer and where they lie; it connects none of them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from contactbook.gui.composer_add import AddField
from contactbook.gui.composer_choices import Choices
from contactbook.gui.composer_list import ComposerList
from contactbook.gui.composer_menu import PresetMenu
from contactbook.gui.composer_panels import PresetPanel, PublishPanel
from contactbook.gui.composer_preview import Paper, Preview
from contactbook.gui.controls import Button, Elided, IconButton, Tag, Text
from contactbook.gui.theme import HEADING, SECOND, em, set_pane
from contactbook.i18n import _


class ComposerFrame(QWidget):
    """Left contacts over choices, right the preview over the footer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_pane(self, "base0")
        self.back = IconButton("arrow-left", _("Go back"))
        self.add = Button(_("Add"), "plus")
        self._finding = QWidget()
        self.field = AddField()
        self.list = ComposerList()
        self.choices = Choices()
        self.preview = Preview()
        self.publishing = PublishPanel()
        self.naming = PresetPanel()
        self.presets = PresetMenu()
        self.to_look_at = Tag("", "triangle-alert", "warn")
        self.aside = Elided("", tone="dim", factor=SECOND)
        self.lock = QLabel()
        self.first = Elided("", semibold=True, factor=SECOND)
        self.second = Elided("", tone="dim", factor=SECOND)
        self.publish = Button(_("Publish them …"), kind="link")
        self.save_as = Button(_("Save as …"))
        self.copy = Button(_("Copy block"), "copy", kind="main")
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._left = self._make_left()
        self._lay_out()

    def _lay_out(self) -> None:
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self._left)
        self._splitter.addWidget(self._make_right())
        self._splitter.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._splitter)
        self.setFocusProxy(self.list)
        for strip in (self._finding, self.publishing, self.naming):
            strip.hide()

    def _make_left(self) -> QWidget:
        pane = QWidget()
        set_pane(pane, "base1")
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 12)
        head.setSpacing(8)
        head.addWidget(self.back)
        head.addWidget(Elided(_("Contact block"), factor=HEADING, semibold=True), 1)
        head.addWidget(self.presets)
        head.addWidget(self.add)
        found = QHBoxLayout(self._finding)
        found.setContentsMargins(16, 0, 16, 8)
        found.addWidget(self.field)
        rows = QHBoxLayout()
        # On the other side stands the scroll bar; margins do not mirror by themselves.
        rows.setContentsMargins(*((0, 0, 8, 0) if self.isRightToLeft() else (8, 0, 0, 0)))
        rows.addWidget(self.list)
        line = QFrame()
        line.setProperty("kind", "line")
        layout = QVBoxLayout(pane)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._finding)
        layout.addLayout(rows, 1)
        layout.addWidget(line)
        layout.addWidget(self.choices)
        return pane

    def _make_right(self) -> QWidget:
        pane = QWidget()
        head = QHBoxLayout()
        head.setContentsMargins(24, 16, 24, 12)
        head.setSpacing(8)
        head.addStrut(self.to_look_at.sizeHint().height())  # it stays as high when nothing is to be looked at
        head.addWidget(Text(_("Preview"), semibold=True))
        head.addWidget(self.aside, 1)
        head.addWidget(self.to_look_at)
        middle = QVBoxLayout()
        middle.setContentsMargins(24, 0, 24, 24)
        middle.setSpacing(12)
        for part in (Paper(self.preview), self.publishing, self.naming):
            middle.addWidget(part)
        middle.setStretch(0, 1)
        layout = QVBoxLayout(pane)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addLayout(middle, 1)
        layout.addWidget(self._make_foot())
        pane.setMinimumWidth(em(30))
        return pane

    def _make_foot(self) -> QWidget:
        footer = QFrame()
        set_pane(footer, "footer")
        said = QVBoxLayout()
        said.setSpacing(1)
        said.addWidget(self.first)
        said.addWidget(self.second)
        foot = QHBoxLayout(footer)
        foot.setContentsMargins(24, 9, 24, 9)
        foot.setSpacing(10)
        foot.addWidget(self.lock)
        foot.addLayout(said)
        foot.addWidget(self.publish)
        foot.addStretch(1)
        foot.addWidget(self.save_as)
        foot.addWidget(self.copy)
        self.copy.setToolTip("Ctrl+Enter")
        return footer

    def show_field(self, shown: bool) -> None:
        """Show the field that finds contacts, or take it away."""
        self._finding.setVisible(shown)

    @property
    def is_narrow(self) -> bool:
        """Tell whether words have to be short."""
        return self.width() < em(74)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        left = max(self._left.minimumSizeHint().width(), min(self.width() * 33 // 100, em(36)))
        self._splitter.setSizes([left, self.width() - left])
        self.presets.set_compact(left < em(32))
