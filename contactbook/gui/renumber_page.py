"""The page on which numbers change in many contacts: what to find, what stands there then, and each number before."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from contactbook.app.renumbering import Renumbered
from contactbook.domain.contact import Verdict
from contactbook.domain.phones import international
from contactbook.gui import theme
from contactbook.gui.controls import Button, Segmented, Text, clean, isolate, tip
from contactbook.gui.page import Page
from contactbook.gui.tick_list import TickModel, TickView
from contactbook.i18n import _, counted

RENUMBER, NORMALISE = "renumber", "normalise"


class RenumberPage(Page):
    """changed() when something else is to be looked for, asked() when what is ticked is to be written."""

    changed = Signal()
    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Change numbers"), parent)
        self.mode = Segmented([(RENUMBER, _("Find and replace"), None), (NORMALISE, _("Normalise"), None)], _("How"))
        self.scope = Segmented([("all", _("Whole book"), None), ("selection", _("Selected"), None)], _("Where"))
        self.sought, self.put, self.length = (QLineEdit() for _field in range(3))
        self.numbers = TickModel(_words, self)
        self.view = TickView(self.numbers, _("Numbers that would change"))
        self.hint = Text("", tone="dim", factor=theme.SECOND)
        self.said = Text("", tone="dim", factor=theme.SECOND)
        for words in (self.hint, self.said):
            words.setWordWrap(True)
        self.all = Button("", kind="link", small=True)
        self.all.setToolTip(tip(_("Ctrl+A, then Space")))
        self.go = Button(_("Change numbers"), "replace", "main")
        self.go.setToolTip(tip("Ctrl+Enter"))
        self._lay_out()
        self.mode.chosen.connect(self._choose_mode)
        self.scope.chosen.connect(self.changed)
        for field in (self.sought, self.put, self.length):
            field.textEdited.connect(self.changed)
            field.returnPressed.connect(self._enter)
        self.numbers.ticked_changed.connect(self._look)
        self.all.clicked.connect(self._tick_all)
        self.go.clicked.connect(self.asked)
        keys = QShortcut(QKeySequence("Ctrl+Return"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.go.click)
        self.view.entered_pressed.connect(self.go.click)

    def _lay_out(self) -> None:
        choices = QHBoxLayout()
        choices.setSpacing(16)
        choices.addWidget(self.mode)
        choices.addWidget(self.scope)
        choices.addStretch(1)
        self._fields = QWidget()
        self._fields.setMaximumWidth(theme.em(82))
        grid = QGridLayout(self._fields)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        rows = (
            (self.sought, _("Find"), "+225 07"),
            (self.put, _("Replace with"), "+225 07 07"),
            (self.length, _("Only with so many digits behind the code"), _("any")),
        )
        for at, (field, name, example) in enumerate(rows):
            label = Text(name, tone="dim", factor=theme.SECOND)
            label.setBuddy(field)
            field.setAccessibleName(name)
            field.setPlaceholderText(example)
            grid.addWidget(label, 0, at)
            grid.addWidget(field, 1, at)
            grid.setColumnStretch(at, 1)
        over = QHBoxLayout()
        over.addWidget(self.hint, 1)
        over.addWidget(self.all)
        self.body.addLayout(choices)
        self.body.addWidget(self._fields)
        self.body.addLayout(over)
        self.body.addWidget(self.view, 1)
        self.foot.addWidget(self.said, 1)
        self.foot.addWidget(self.go)

    def open(self, mode: str, selected: int) -> None:
        """Begin in a mode; so many contacts are selected."""
        self.second.setText(
            counted("{number} contact selected", "{number} contacts selected", selected) if selected else ""
        )
        self.scope.setVisible(selected > 0)
        self.scope.choose("selection" if selected else "all")
        self.mode.choose(mode)
        self.show_found((), "")
        self._choose_mode(mode)
        (self.sought if mode == RENUMBER else self.view).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_found(self, found: Sequence[Renumbered], trouble: str, missing: str = "") -> None:
        """Show the numbers that would change, or say what is wrong with what is asked for or still missing.

        While something is missing the numbers are those that were found, with nothing to tick.
        """
        self.said.set_tone("bad" if trouble else "dim")
        self._trouble = trouble or missing
        self.numbers.can_tick = not missing
        self.numbers.show(found, () if missing else (at for at, one in enumerate(found) if not one.is_doubtful))
        if found:
            self.view.setCurrentIndex(self.numbers.index(0))

    def _choose_mode(self, mode: str) -> None:
        self._fields.setVisible(mode == RENUMBER)
        self.hint.setText(
            _("x stands for one digit that is kept. What would no longer be a number is not ticked.")
            if mode == RENUMBER
            else _("Numbers without a country code are read in the country of their contact's city.")
        )
        self.changed.emit()

    def _look(self) -> None:
        found, chosen = self.numbers.items, self.numbers.chosen
        self.all.setVisible(bool(found) and self.numbers.can_tick)
        self.all.set_text(_("Tick none") if len(chosen) == len(found) else _("Tick all"))
        self.go.setEnabled(bool(chosen))
        self.go.set_text(
            counted("Change {number} number", "Change {number} numbers", len(chosen)) if chosen else _("Change numbers")
        )
        self.said.setText(self._trouble or self._sentence(found, chosen))

    def _sentence(self, found: Sequence[Renumbered], chosen: Sequence[Renumbered]) -> str:
        if not found:
            asked = self.mode.value() == NORMALISE or bool(self.sought.text().strip() and self.put.text().strip())
            return _("No number would change.") if asked else ""
        doubtful = sum(one.is_doubtful for one in found)
        words = [counted("{number} number found.", "{number} numbers found.", len(found))]
        if doubtful:
            words.append(counted("{number} would no longer be one.", "{number} would no longer be numbers.", doubtful))
        contacts = counted("{number} contact", "{number} contacts", len({one.uid for one in chosen}))
        words.append(_("The change is one step in {contacts}.").format(contacts=contacts))
        return " ".join(words)

    def _enter(self) -> None:
        (self.put if self.sender() is self.sought else self.view).setFocus(Qt.FocusReason.OtherFocusReason)

    def _tick_all(self) -> None:
        rows = range(len(self.numbers.items))
        self.numbers.tick(rows, len(self.numbers.chosen) < len(rows))


def _words(one: Renumbered, _ticked: bool) -> tuple[str, str, str]:
    old, new = (isolate(clean(international(phone.number, phone.extension))) for phone in (one.old, one.new))
    if one.old is one.new:
        return clean(one.who), old, "dim"
    told = _("{old} → {new}").format(old=old, new=new)
    if one.twice:
        return clean(one.who), _("{change}, which it has already: one of the two goes").format(change=told), "warn"
    if one.is_doubtful:
        return clean(one.who), _("{change}, which cannot be a number").format(change=told), "bad"
    if one.new.verdict is Verdict.UNUSUAL:
        return clean(one.who), _("{change}, which the numbering plan does not know").format(change=told), "warn"
    return clean(one.who), told, "dim"
