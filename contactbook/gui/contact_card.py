"""The reading pane: one contact, what several have in common, or a word on how to begin."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QMenu, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from contactbook.domain import freshness
from contactbook.domain.contact import Agency, Contact
from contactbook.gui import icons, theme
from contactbook.gui.card_head import CardHead
from contactbook.gui.card_number import Hands
from contactbook.gui.card_rows import CardRows
from contactbook.gui.card_selection import SelectionPage, Shared
from contactbook.gui.controls import Button, Text
from contactbook.gui.detail_grid import Measure
from contactbook.gui.kept import set_tab_order
from contactbook.i18n import _


class ContactCard(QWidget):
    """Shows contacts and says what is asked of them; it changes nothing itself."""

    copy_requested = Signal(str, str)  # the text, and what it is ("Mobile", "Email")
    link_opened = Signal(str)  # tel:, mailto: or https:
    contact_opened = Signal(str)  # the uid of who covers
    edit_requested = Signal()
    change_requested = Signal(str)  # the field of several contacts
    verify_requested = Signal()
    detail_verify_requested = Signal(str, object)  # the number or address, and the Means
    block_requested = Signal()
    export_requested = Signal()
    code_requested = Signal()
    number_code_requested = Signal(int)  # the number's place among the contact's
    history_requested = Signal()
    words_requested = Signal()
    away_requested = Signal()
    trash_requested = Signal()
    restore_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.refresh)
        theme.set_pane(self, "base2")
        self.setAccessibleName(_("Contact"))
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._host = QWidget()
        self._host_column = QVBoxLayout(self._host)
        self._host_column.setContentsMargins(0, 0, 0, 0)
        self._shown_page: QWidget | None = None
        self._scroll.setWidget(self._host)
        self._footer = QWidget()
        theme.set_pane(self._footer, "footer")
        # Its buttons do not hold the card wide: the last one gives up its word first.
        self._footer.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._footer_row = QHBoxLayout(self._footer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._footer)
        self._head: CardHead | None = None
        self._kept: tuple[QWidget, CardHead, CardRows] | None = None  # the page that contacts are shown in
        self._contact_buttons: list[QWidget] = []
        self._shown_footer: list[QWidget] = []
        self._build: Callable[[], QWidget] = self._empty
        self._shown: object = None
        self._step = self._width_step()
        self._more = self._make_menu()
        self._hands = Hands(
            copy=self.copy_requested.emit,
            open_url=self.link_opened.emit,
            show_code=self.number_code_requested.emit,
            open_contact=self.contact_opened.emit,
            verify=self.verify_requested.emit,
            verify_detail=self.detail_verify_requested.emit,
            show_history=self.history_requested.emit,
            change_words=self.words_requested.emit,
            change_away=self.away_requested.emit,
        )
        self.clear()

    def show_contact(
        self,
        contact: Contact,
        *,
        now: datetime,
        agency: Agency | None = None,
        cover: Contact | None = None,
        history: str = "",
        in_trash: bool = False,
        stale_days: int = freshness.STALE_DAYS,
        known_domains: Mapping[str, int] | None = None,
    ) -> None:
        """Show one contact; now is the moment in UTC, history the line on its changes."""

        def build() -> QWidget:
            page, head, rows = self._kept = self._kept or self._contact_page()
            page.hide()  # or each part that shows itself would lay out all that is around it
            self._head = head
            head.show_contact(contact, agency, now, in_trash=in_trash)
            rows.show_contact(
                contact, cover, history, now,
                in_trash=in_trash, stale_days=stale_days, known_domains=known_domains or {},
            )  # fmt: skip
            return page

        self._contact_buttons = self._contact_buttons or self._contact_footer()
        self._put(build, contact.uid, [] if in_trash else self._contact_buttons)

    def show_selection(self, uids: Sequence[str], shared: Shared, *, in_trash: bool = False) -> None:
        """Show what several contacts have in common, and what can be done with all of them."""

        def build() -> QWidget:
            page, column = self._page()
            summary = SelectionPage(shared, Measure.of(self.width()), page, in_trash=in_trash)
            summary.change_requested.connect(self.change_requested)
            summary.block_requested.connect(self.block_requested)
            summary.export_requested.connect(self.export_requested)
            summary.verify_requested.connect(self.verify_requested)
            summary.restore_requested.connect(self.restore_requested)
            column.addWidget(summary, 1)
            return page

        footer: list[QWidget] = []
        if not in_trash:
            trash = Button(_("Move to trash"), "trash-2", kind="danger")
            trash.setObjectName("trash")
            trash.clicked.connect(self.trash_requested)
            footer = [_spring(), trash]
        self._put(build, tuple(uids), footer)

    def clear(self, *, can_choose: bool = True) -> None:
        """Show that no contact is chosen, or nothing where there is none to choose."""
        self._put(self._empty if can_choose else lambda: self._page()[0], None, [])

    def show_time(self, now: datetime) -> None:
        """Move the local time on; now is in UTC."""
        if self._head is not None:
            self._head.show_time(now)

    def more_menu(self) -> QMenu:
        """Give the menu of the button with three dots, to be filled with the program's own actions."""
        return self._more

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.em(34), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._step != self._width_step():
            self._step = self._width_step()
            self.refresh()
        else:
            self._fit_footer()

    def refresh(self) -> None:
        """Build the page anew, as after a change of theme or font."""
        if self._kept is not None and self._kept[0] is not self._shown_page:
            self._kept[0].deleteLater()
        self._kept = None
        self._rebuild()
        self._fit_footer()

    def _width_step(self) -> int:
        """Tell how much room there is: 0 under 36 em, 1 under 44, 2 above."""
        return sum(self.width() >= theme.em(limit) for limit in (36, 44))

    def _page(self) -> tuple[QWidget, QVBoxLayout]:
        # Under the app's sheet every change of parent styles all that hangs below: what is built has its place at once,
        # and shows itself when it is whole.
        page = QWidget(self._host)
        page.hide()
        column = QVBoxLayout(page)
        margin = theme.SPACE_5 if self._step == 2 else 20
        column.setContentsMargins(margin, 0, margin, 0)
        column.setSpacing(0)
        return page, column

    def _contact_page(self) -> tuple[QWidget, CardHead, CardRows]:
        """Make the page that one contact after another is shown in."""
        page, column = self._page()
        head = CardHead(self._more, page, narrow=self._step < 2)
        head.edit_requested.connect(self.edit_requested)
        head.restore_requested.connect(self.restore_requested)
        rows = CardRows(Measure.of(self.width()), self._hands, page)
        column.addWidget(head)
        column.addSpacing(theme.SPACE_5)
        column.addWidget(rows, 1)
        return page, head, rows

    def _empty(self) -> QWidget:
        page, column = self._page()
        title = Text(_("No contact is chosen"), tone="dim", factor=theme.HEADING)
        words = Text(_("Choose one in the list: its numbers stand here, ready to copy."), tone="dim")
        column.addStretch(2)
        for label in (title, words):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.setSpacing(theme.SPACE_2)
        column.addStretch(3)
        return page

    def _contact_footer(self) -> list[QWidget]:
        made: list[QWidget] = []
        for key, text, icon, signal in (
            ("block", _("Copy contact block"), "clipboard-list", self.block_requested),
            ("export", _("Export vCard"), "id-card", self.export_requested),
            ("code", _("QR code"), "qr-code", self.code_requested),
        ):
            button = Button(text, icon, parent=self._footer)
            button.setObjectName(key)
            button.clicked.connect(signal)
            made.append(button)
        return [*made, _spring()]

    def _put(self, build: Callable[[], QWidget], shown: object, footer: list[QWidget]) -> None:
        """Show another page; one that shows the same contact as before keeps its place and focus."""
        same = shown is not None and shown == self._shown
        self._build, self._shown = build, shown
        self._later.stop()  # what is built now is built in the looks of now
        focus = self._focused_key()
        if footer != self._shown_footer:
            self._put_footer(footer)
        self._rebuild(keep=same, focus=focus)

    def _put_footer(self, footer: list[QWidget]) -> None:
        while self._footer_row.takeAt(0) is not None:
            pass
        for old in self._shown_footer:
            old.hide()
            if old not in self._contact_buttons:
                old.deleteLater()
        for widget in footer:
            self._footer_row.addWidget(widget)
            widget.show()
        self._shown_footer = footer
        self._footer.setVisible(bool(footer))
        self._fit_footer()

    def _rebuild(self, *, keep: bool = True, focus: str | None = None) -> None:
        focus = focus or self._focused_key()
        place = self._scroll.verticalScrollBar().value() if keep else 0
        self._head = None
        margin = theme.SPACE_5 if self._step == 2 else 20
        self._footer_row.setContentsMargins(margin, 9, margin, 9)
        page, old = self._build(), self._shown_page
        if page is not old:
            if old is not None:
                self._host_column.removeWidget(old)
                old.hide()
                if self._kept is None or old is not self._kept[0]:
                    old.deleteLater()
            self._shown_page = page
            self._host_column.addWidget(page)
        page.show()
        set_tab_order(page, self._footer)
        self._host_column.activate()
        self._scroll.setWidgetResizable(True)  # said again, so that it takes the width of the new page at once
        self._scroll.verticalScrollBar().setValue(place)
        if focus and keep and focus != self._focused_key():
            there = [*page.findChildren(QWidget, focus), *self._footer.findChildren(QWidget, focus)]
            again = next((found for found in there if isinstance(found, QWidget) and found.isVisibleTo(self)), None)
            if again is not None:
                again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit_footer(self) -> None:
        """Show the code's button with its word where there is room for it, else as its icon."""
        code = self._footer.findChild(Button, "code")
        if code is None:
            return
        word = _("QR code")
        code.set_text(word)
        if self._footer_row.sizeHint().width() > self.width():
            code.set_text("")
            code.setAccessibleName(word)
        code.setToolTip("" if code.text() else word)

    def _focused_key(self) -> str | None:
        """Name the control inside that has the focus, so that it gets it back when it is built anew."""
        holder = QApplication.focusWidget()
        return holder.objectName() or None if holder is not None and self.isAncestorOf(holder) else None

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # A change of theme comes as several events, and to the children after us: build once, when all are through.
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange):
            self._later.start()

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        for text, icon, signal in (
            (_("Copy contact block"), "clipboard-list", self.block_requested),
            (_("Export vCard"), "id-card", self.export_requested),
            (_("Verify now"), "circle-check", self.verify_requested),
            (_("History"), "history", self.history_requested),
            (_("Move to trash"), "trash-2", self.trash_requested),
        ):
            menu.addAction(icons.icon(icon), text).triggered.connect(signal)
        return menu


def _spring() -> QWidget:
    """Make an empty widget that takes the room that is left."""
    spring = QWidget()
    spring.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return spring
