"""The page that composes the contact block of a release: contacts and choices left, right what will be pasted."""

from collections.abc import Collection, Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from contactbook.app.blocks import unpacked
from contactbook.app.publishing import Internal
from contactbook.domain.blocks import KeptBlock, Preset
from contactbook.exchange.block import Layout
from contactbook.exchange.block_markup import Format
from contactbook.exchange.block_words import words
from contactbook.gui import composer_words
from contactbook.gui.composer_frame import ComposerFrame
from contactbook.gui.composer_state import ComposerState, Offer, Source
from contactbook.gui.composer_words import ComposerRow
from contactbook.gui.icons import pixmap
from contactbook.gui.moments import moment_day
from contactbook.i18n import _, counted


class ComposerPage(ComposerFrame):
    """Composes; what is to be written or shown elsewhere it only wishes for.

    copied(Sent) after the clipboard has the block; verify_wanted and open_wanted(uid); publish_wanted(list of
    Internal); save_preset_wanted(name, Layout, uids) and delete_preset_wanted(name); left() goes back.
    """

    left = Signal()
    copied = Signal(object)
    verify_wanted = Signal(str)
    publish_wanted = Signal(list)
    open_wanted = Signal(str)
    save_preset_wanted = Signal(str, object, list)
    delete_preset_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = ComposerState(Source())
        self._preset_name = ""
        self._looked_at = ""  # the contact that the person went to see, and will be back from
        self._connect()
        self.paint_anew()

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.field.offers = self._offers
        self.add.clicked.connect(self.ask_add)
        self.field.added.connect(self.add_contacts)
        self.field.closed.connect(self._close_field)
        self.list.chosen.connect(self.preview.take_in_hand)
        self.list.removed.connect(self.remove)
        self.list.moved.connect(self._move)
        self.list.remedy_wanted.connect(self._settle)
        self.choices.changed.connect(self._choose)
        self.preview.clicked.connect(self.list.choose)
        self.publish.clicked.connect(lambda: self._ask_publish(self.state.internal()))
        self.publishing.publish_wanted.connect(self._publish)
        self.publishing.closed.connect(self._close_strips)
        self.save_as.clicked.connect(self._ask_name)
        self.naming.save_wanted.connect(self._save_preset)
        self.naming.closed.connect(self._close_strips)
        self.presets.preset_chosen.connect(self.open_preset)
        self.presets.kept_chosen.connect(self.open_kept)
        self.presets.delete_wanted.connect(self.delete_preset_wanted)
        self.copy.clicked.connect(self._copy)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.copy.click)

    # What is composed

    def use(self, source: Source) -> None:
        """Ask a book from now on."""
        self.state = ComposerState(source)
        self.presets.source = source

    def resume(self, uids: Collection[str]) -> None:
        """Go on with the block in hand where these are its contacts, else compose for them."""
        held = set(self.state.uids)
        if uids and set(uids) in (held, {self._looked_at}):
            self.refresh()
        else:
            self.open(uids)
        self._looked_at = ""

    def open(self, uids: Iterable[str]) -> None:
        """Compose for some contacts with the choices as they stand; with none, ask for the first."""
        self._preset_name = ""
        self._begin(uids)
        if not self.state.uids:
            self.ask_add()

    def open_preset(self, preset: Preset) -> None:
        """Take a preset's layout, and its contacts where it has any."""
        self._preset_name = preset.name
        self._take_layout(unpacked(preset.layout), self.state.format)
        uids = self.presets.uids_of(preset)
        self._begin(uids or self.state.uids)

    def open_kept(self, kept: KeptBlock) -> None:
        """Compose a block that went out once more, with the details as the book has them now."""
        self._preset_name = ""
        form: Format = next((form for form in ("text", "html", "markdown") if form == kept.format), "text")
        self._take_layout(unpacked(kept.layout), form)
        self._begin(kept.uids)
        same = self.state.block.text == kept.text
        day = moment_day(kept.at)
        said = _("the block of {day}, still right") if same else _("the block of {day} with the details of today")
        self.aside.setText(said.format(day=day))

    def refresh(self) -> None:
        """Read the book anew."""
        self.state.read()
        self._show()

    def add_contacts(self, uids: Sequence[str]) -> None:
        """Put contacts at the end."""
        new = self.state.add(uids)
        self._show(new[0] if new else "")

    def remove(self, uid: str) -> None:
        """Leave a contact out of the block; it stays in the book."""
        self.state.remove(uid)
        self._show()

    def ask_add(self) -> None:
        """Show the field that finds contacts."""
        self.show_field(True)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def escape(self) -> None:
        """Close what is open on the page, or go back."""
        if self.publishing.isVisible() or self.naming.isVisible():
            self._close_strips()
        elif self.field.isVisible() and self.field.hasFocus():
            self._close_field()
        else:
            self.left.emit()

    def paint_anew(self) -> None:
        """Take the colours of now."""
        self.lock.setPixmap(pixmap("lock", "dim", 16, self.devicePixelRatioF()))
        self.choices.paint_anew()
        self.preview.paint_marks()
        self.list.viewport().update()

    def _begin(self, uids: Iterable[str]) -> None:
        self._close_strips()
        self.show_field(False)
        self.state.begin(uids)
        self.aside.setText(_("as it will be pasted"))
        self._show()
        if self.state.uids:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_layout(self, layout: Layout, form: Format) -> None:
        self.state.layout, self.state.format = layout, form
        self.choices.show_layout(layout, form)

    def _choose(self, layout: Layout, form: Format) -> None:
        self.state.choose(layout, form)
        self._show()

    def _move(self, uid: str, place: int) -> None:
        self.state.move(uid, place)
        self._show(uid)

    def _offers(self, text: str) -> list[Offer]:
        return [offer for offer in self.state.source.offers(text) if not set(self.state.uids).issuperset(offer.uids)]

    def _show(self, uid: str = "") -> None:
        """Show what was composed; uid is taken in hand."""
        state, block = self.state, self.state.block
        rows = composer_words.rows(state)
        way = words(state.layout.language).direction
        self.preview.show_text(
            block.text,
            block.entries,
            {row.uid: row.concerns for row in rows},
            "ltr" if state.format == "html" else way,
        )
        self.list.show_rows(rows, uid)
        held = self.list.row()
        self.preview.take_in_hand(held.uid if held else "")
        number = sum(any(not concern.note for concern in row.concerns) for row in rows)
        self.to_look_at.show_tag(
            counted("{number} to look at", "{number} to look at", number), "triangle-alert", "warn"
        )
        self.to_look_at.setVisible(number > 0)
        self.first.setText(composer_words.count_words(len(rows)))
        self.second.setText(composer_words.withheld_words(block.withheld) if rows else "")
        internal = len(state.internal())
        self.publish.set_text(composer_words.publish_words(internal, block.withheld, short=self.is_narrow))
        self.publish.setVisible(internal > 0)
        self.copy.setEnabled(bool(block.text.strip()))

    # What is wished for

    def _settle(self, row: ComposerRow) -> None:
        """Do what settles the warning of a row, or wish for it."""
        concern = row.concern
        if concern is None:
            return
        if concern.remedy == "verify":
            self.verify_wanted.emit(concern.about)
        elif concern.remedy == "open":
            self._looked_at = concern.about
            self.open_wanted.emit(concern.about)
        elif concern.remedy == "publish":
            self._ask_publish(self.state.internal(row.uid))
        elif concern.remedy == "show more":
            self.state.show_all_of(row.uid)
            self.choices.show_layout(self.state.layout, self.state.format)
            self._show()
        else:
            self.state.print_anyway(row.uid, concern.remedy == "print anyway")
            self._show()

    def _ask_publish(self, details: Sequence[Internal]) -> None:
        self.naming.hide()
        self.publishing.open(details)

    def _publish(self, details: list[Internal]) -> None:
        self._close_strips()
        self.publish_wanted.emit(details)

    def _ask_name(self) -> None:
        self.publishing.hide()
        taken = [preset.name for preset in self.state.source.presets()]
        self.naming.open(self._preset_name, len(self.state.uids), taken)

    def _save_preset(self, name: str, with_contacts: bool) -> None:
        self._preset_name = name
        self._close_strips()
        self.save_preset_wanted.emit(name, self.state.layout, self.state.uids if with_contacts else [])

    def _close_strips(self) -> None:
        held = self.publishing.isVisible() or self.naming.isVisible()
        self.publishing.hide()
        self.naming.hide()
        if held:
            self.copy.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_field(self) -> None:
        self.field.clear()
        self.show_field(False)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _copy(self) -> None:
        sent = self.state.sent()
        sent.to_clipboard()
        self.copied.emit(sent)
