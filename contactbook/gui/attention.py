"""The page of what needs attention: left what is wrong and a remedy a row, right the field in its context."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from contactbook.app.checking import Case, Origin
from contactbook.app.righting import Remedy, Righting
from contactbook.domain.contact import Kind, Phone, PhoneKind
from contactbook.gui import attention_words as said
from contactbook.gui.attention_list import CaseView
from contactbook.gui.card_number import number_text
from contactbook.gui.card_words import short
from contactbook.gui.controls import Button, Elided, IconButton, Initials, Text
from contactbook.gui.detail_rows import CheckedRow
from contactbook.gui.email_rows import EmailRow
from contactbook.gui.form import column
from contactbook.gui.page import TwoPanes
from contactbook.gui.phone_rows import PhoneRow
from contactbook.gui.text import natural
from contactbook.gui.theme import HEADING, SECOND, em
from contactbook.i18n import _, counted

Tell = Callable[[Case], tuple[Origin | None, Mapping[str, int], date]]


class AttentionPage(TwoPanes):
    """righted(rightings) says what is to be done; opened(uid) whom to look at, case_changed() at whom one is."""

    case_changed = Signal()
    righted = Signal(list)
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.view: CaseView
        super().__init__(_("Needs attention"), CaseView(), parent)
        self._tell: Tell | None = None
        self._case: Case | None = None
        self.row: CheckedRow | None = None
        self.setFocusProxy(self.view)
        self.side = QWidget()
        self._column = QVBoxLayout(self.side)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.body.addWidget(self.side, 1)
        self.view.setMinimumWidth(em(24))
        self.side.setMinimumWidth(em(29))
        self.split.setSizes([540, 460])
        self._wrong = Elided("", factor=HEADING, semibold=True)
        self._number = Text("", tone="dim", factor=SECOND)
        self._last = IconButton("chevron-up", _("Previous"))
        self._next = IconButton("chevron-down", _("Next"))
        self.over.addWidget(self._wrong, 1)
        for part in (self._number, self._last, self._next):
            self.over.addWidget(part)
        self.count = Text("", tone="dim", factor=SECOND)
        self.leave_all = Button(_("Leave as they are"))
        self.apply_all = Button("")
        ticked = QHBoxLayout(self.under)
        ticked.setContentsMargins(20, 10, 16, 10)
        ticked.addWidget(self.count, 1)
        ticked.addWidget(self.leave_all)
        ticked.addWidget(self.apply_all)
        self.leave = Button(_("Leave as it is"), kind="quiet")
        self.save = Button(_("Save and next"), kind="main")
        self.save.setToolTip(_("Ctrl+Enter"))
        self.foot.addWidget(self.leave)
        self.foot.addStretch(1)
        self.foot.addWidget(self.save)
        self._last.clicked.connect(lambda: self.view.step(-1))
        self._next.clicked.connect(lambda: self.view.step(1))
        self.view.chosen.connect(self._show)
        self.view.remedy_asked.connect(lambda righting: self.righted.emit([righting]))
        self.view.cases.ticks_changed.connect(self._show_ticks)
        self.leave_all.clicked.connect(self._leave_ticked)
        self.apply_all.clicked.connect(self._apply_ticked)
        self.leave.clicked.connect(self._leave)
        self.save.clicked.connect(self.save_and_next)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(
                QKeySequence(keys), self, self.save_and_next, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
            )

    def show_cases(self, cases: Sequence[Case], tell: Tell) -> None:
        """Show what needs attention; tell knows where a detail came from, and the mail domains of the book."""
        self._tell = tell
        self.second.setText(counted("{number} to look at", "{number} to look at", len(cases)) if cases else "")
        self.view.show_cases(cases)
        self._show_place()

    @property
    def uid(self) -> str:
        """The uid of whom the case in hand is about, "" where there is none."""
        return self._case.contact.uid if self._case is not None else ""

    def save_and_next(self) -> None:
        """Put what stands in the field in the place of the detail, and go on to the next."""
        if self._case is None or self.row is None or not isinstance(self.row, PhoneRow | EmailRow):
            return
        value = self.row.value()
        if value is None:
            self.row.field.setFocus(Qt.FocusReason.OtherFocusReason)
        elif value == self._case.detail:
            self.view.go_to(self.view.currentIndex().row() + 1)
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._right(Righting(self._case.contact.uid, self._case.detail, Remedy.USE, becomes=value))

    def paint_anew(self) -> None:
        """Take the colours of now."""
        self._show(self._case)
        self.view.viewport().update()

    def _right(self, righting: Righting) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.righted.emit([righting])

    def _leave(self) -> None:
        if self._case is not None:
            self._right(Righting(self._case.contact.uid, self._case.detail, Remedy.LEAVE))

    def _leave_ticked(self) -> None:
        rightings = [Righting(c.contact.uid, c.detail, Remedy.LEAVE) for c in self.view.cases.ticked()]
        self.righted.emit(rightings)

    def _apply_ticked(self) -> None:
        self.righted.emit([said.remedy_of(c)[1] for c in self.view.cases.ticked()])

    def _show_ticks(self) -> None:
        ticked = self.view.cases.ticked()
        self.count.setText(counted("{number} ticked", "{number} ticked", len(ticked)) if ticked else "")
        words = {said.remedy_of(case)[0] for case in ticked}
        self.apply_all.set_text(words.pop() if len(words) == 1 else _("Use the remedies"))
        self.under.setVisible(bool(ticked))

    def _show(self, case: Case | None) -> None:
        """Show the field of a case with its context."""
        self._show_place()
        if case is not None and case == self._case and self.row is not None:
            return
        self._case, self.row = case, None
        self.case_changed.emit()
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.footer.setVisible(case is not None)
        self._wrong.setText(said.group_of(case)[1] if case is not None else _("Nothing needs attention"))
        if case is None:
            words = Text(_("Every number and address is as it should be."), tone="dim")
            words.setWordWrap(True)
            self._column.addWidget(words)
            self._column.addStretch(1)
            return
        origin, domains, today = self._tell(case) if self._tell else (None, {}, date.today())
        self._column.addWidget(self._who(case))
        self.row = self._field(case, domains, today)
        self._column.addWidget(self.row)
        self._part(_("Where it is from"), said.origin_words(origin, case))
        self._helps(case, origin)
        self._column.addStretch(1)

    def _show_place(self) -> None:
        """Say which of how many is in hand."""
        at, number = self.view.place()
        self._number.setText(_("{at} of {number}").format(at=at, number=number) if at else "")
        self._last.setEnabled(at > 1)
        self._next.setEnabled(0 < at < number)
        for part in (self._last, self._next):
            part.setVisible(number > 1)

    def _who(self, case: Case) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 8)
        line.setSpacing(12)
        contact, face = case.contact, Initials(40)
        face.show_contact(contact.name or contact.shown, contact.kind is Kind.DESK, contact.photo)
        place = " · ".join(
            filter(
                None,
                (
                    natural(short(contact.role)) if contact.role not in (None, contact.shown) else "",
                    said.place_of(case),
                ),
            )
        )
        look = Button(_("Open"))
        look.clicked.connect(lambda: self.opened.emit(contact.uid))
        line.addWidget(face)
        line.addLayout(column(Elided(short(contact.shown), semibold=True), Elided(place, "dim", SECOND), gap=0), 1)
        line.addWidget(look)
        return holder

    def _field(self, case: Case, domains: Mapping[str, int], today: date) -> CheckedRow:
        detail = case.detail
        row: PhoneRow | EmailRow
        if isinstance(detail, Phone):
            row = PhoneRow(detail, lambda: case.contact.country, today)
        else:
            own = detail.address.rpartition("@")[2]
            row = EmailRow(detail, {d: n for d, n in domains.items() if d != own}, today)
        row.set_compact(True)
        row.remove.hide()
        row.noted.connect(lambda _words: self._right(Righting(case.contact.uid, detail, Remedy.NOTE)))
        row.field.returnPressed.connect(self.save_and_next)
        return row

    def _part(self, title: str, words: str) -> None:
        heading = Text(title, tone="dim", factor=SECOND, semibold=True)
        self._column.addSpacing(8)
        self._column.addWidget(heading)
        if words:
            text = Text(words)
            text.setWordWrap(True)
            self._column.addWidget(text)

    def _helps(self, case: Case, origin: Origin | None) -> None:
        """Offer what may help: what it was before, another number of theirs, and the notes."""
        before = origin.before if origin else None
        other = next((p for p in case.contact.phones if p != case.detail and p.kind is not PhoneKind.FAX), None)
        noted = said.remedy_of(case)[1].remedy is Remedy.NOTE  # offered under the field already
        if (before is None or self.row is None) and other is None and noted:
            return
        self._part(_("What may help"), "")
        if before is not None and self.row is not None:
            shown = number_text(before) if isinstance(before, Phone) else before.address
            row = self.row
            self._help(
                _("Before that it was {value}").format(value=short(shown, 80)), _("Put back"), lambda: row.take(shown)
            )
        if other is not None:
            self._help(_("They answer at {value} too").format(value=short(number_text(other), 40)), "", None)
        if noted:
            return
        righting = Righting(case.contact.uid, case.detail, Remedy.NOTE)
        kept = _("Keep as a note")
        self._help(_("It may be no number or address at all"), kept, lambda: self._right(righting))

    def _help(self, words: str, verb: str, do: Callable[[], None] | None) -> None:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        text = Text(words)
        text.setWordWrap(True)
        line.addWidget(text, 1)
        if do is not None:
            button = Button(verb, kind="link", small=True)
            button.clicked.connect(do)
            line.addWidget(button)
        self._column.addWidget(holder)
