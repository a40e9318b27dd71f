"""The two strips over the composer's footer: what would become public, and the name of a preset."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from contactbook.app.publishing import Internal
from contactbook.domain.contact import Verdict
from contactbook.gui.composer_words import internal_words
from contactbook.gui.controls import Button, Text
from contactbook.gui.theme import em, set_pane
from contactbook.i18n import _, counted


class PublishPanel(QWidget):
    """Names every detail that would become public; publish_wanted(list of Internal) once that was read."""

    publish_wanted = Signal(list)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_pane(self, "panel")
        self.ticks: list[tuple[QCheckBox, Internal]] = []
        self._title = Text(_("These would be public, here and wherever contacts are given out:"), semibold=True)
        self._title.setWordWrap(True)
        self._host = QWidget()
        self._lines = QVBoxLayout(self._host)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidget(self._host)
        self.publish = Button(_("Publish"), "globe")
        self._cancel = Button(_("Cancel"), kind="quiet")
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._cancel)
        row.addWidget(self.publish)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self._title)
        layout.addWidget(self._scroll)
        layout.addLayout(row)
        self.publish.clicked.connect(self._ask)
        self._cancel.clicked.connect(self.closed)

    def open(self, details: Sequence[Internal]) -> None:
        """Name details, all of them ticked but those that cannot be right."""
        self._empty()
        for one in details:
            tick = QCheckBox(internal_words(one).replace("&", "&&"))
            tick.setChecked(one.detail.verdict is not Verdict.INVALID)
            tick.toggled.connect(self._count)
            self._lines.addWidget(tick)
            self.ticks.append((tick, one))
        held = sum(tick.sizeHint().height() for tick, _one in self.ticks)
        self._scroll.setFixedHeight(min(held + 2, em(12)))
        self._count()
        self.show()
        self.publish.setFocus(Qt.FocusReason.OtherFocusReason)

    def _empty(self) -> None:
        for tick, _one in self.ticks:
            self._lines.removeWidget(tick)
            tick.hide()
            tick.deleteLater()
        self.ticks = []

    def _chosen(self) -> list[Internal]:
        return [one for tick, one in self.ticks if tick.isChecked()]

    def _count(self) -> None:
        number = len(self._chosen())
        self.publish.set_text(counted("Publish {number} detail", "Publish {number} details", number))
        self.publish.setEnabled(number > 0)

    def _ask(self) -> None:
        self.publish_wanted.emit(self._chosen())


class PresetPanel(QWidget):
    """Asks for the name of a preset; save_wanted(name, with the contacts)."""

    save_wanted = Signal(str, bool)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_pane(self, "panel")
        self._names: frozenset[str] = frozenset()
        self._asks = Text(_("Name of the preset"))
        self.name = QLineEdit()
        self.name.setMaxLength(200)
        self.name.setPlaceholderText(_("For instance: Winter appeal, French"))
        self._asks.setBuddy(self.name)
        self.contacts = QCheckBox()
        self.save = Button(_("Save"), "bookmark")
        self._cancel = Button(_("Cancel"), kind="quiet")
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(self._asks)
        first.addWidget(self.name, 1)
        second = QHBoxLayout()
        second.addWidget(self.contacts)
        second.addStretch(1)
        second.addWidget(self._cancel)
        second.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 12, 12)
        layout.setSpacing(8)
        layout.addLayout(first)
        layout.addLayout(second)
        self.name.textChanged.connect(self._look)
        self.name.returnPressed.connect(self.save.click)
        self.save.clicked.connect(self._ask)
        self._cancel.clicked.connect(self.closed)

    def open(self, name: str, number: int, taken: Sequence[str]) -> None:
        """Ask, with a name to begin with; number counts the contacts, taken are names of presets that there are."""
        self._names = frozenset(taken)
        self.name.setText(name)
        self.contacts.setText(counted("With its contact", "With its {number} contacts, in this order", number))
        self.contacts.setChecked(number > 0)
        self.contacts.setEnabled(number > 0)
        self._look()
        self.show()
        self.name.selectAll()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look(self) -> None:
        name = self._typed()
        self.save.setEnabled(bool(name))
        self.save.set_text(_("Replace") if name in self._names else _("Save"))

    def _typed(self) -> str:
        return " ".join(self.name.text().split())

    def _ask(self) -> None:
        if self._typed():
            self.save_wanted.emit(self._typed(), self.contacts.isChecked())
