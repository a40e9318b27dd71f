"""The choices of the composer: format, shape, language, grouping, what is shown, and the heading."""

from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QWidget

from contactbook.exchange.block import Grouping, Layout, Shape
from contactbook.exchange.block_markup import Format
from contactbook.exchange.block_words import languages, words
from contactbook.gui import icons
from contactbook.gui.controls import Segmented, Text
from contactbook.gui.flow import FlowLayout
from contactbook.i18n import _

_TICKS = {
    "roles": _("Role"),
    "mobiles": _("Mobile"),
    "offices": _("Office"),
    "emails": _("Email"),
    "languages": _("Languages"),
}


class Choices(QWidget):
    """Shows a layout and a format; changed(Layout, format) at every change."""

    changed = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.format = Segmented(
            [("text", _("Text"), None), ("html", _("HTML"), None), ("markdown", _("Markdown"), None)], _("Shape")
        )
        self.shape = Segmented(
            [("line", _("One line"), None), ("stacked", _("Stacked"), None), ("sentence", _("Sentence"), None)],
            _("Layout"),
        )
        self.language = QComboBox()
        for code, name in languages().items():
            self.language.addItem(name, code)
        self.group_by = Segmented([("city", _("City"), None), ("agency", _("Agency"), None)], _("Group by"))
        self.ticks = {key: QCheckBox(text) for key, text in _TICKS.items()}
        self.heading = QLineEdit()
        self.heading.setPlaceholderText(_("No heading"))
        self._own = self.heading.addAction(icons.icon("rotate-ccw", "dim"), QLineEdit.ActionPosition.TrailingPosition)
        self._own.setToolTip(_("Take the language's own heading again"))
        self._own.triggered.connect(self._take_own_heading)
        self._language = "en"
        self._lay_out()
        self.show_layout(Layout(), "text")
        for segmented in (self.format, self.shape, self.group_by):
            segmented.chosen.connect(self._tell)
        for tick in self.ticks.values():
            tick.toggled.connect(self._tell)
        self.language.currentIndexChanged.connect(self._take_language)
        self.heading.textEdited.connect(self._tell)

    def layout_(self) -> Layout:
        """Give the layout as it is chosen; a heading that is the language's own is none of ours."""
        own = words(self._language).heading
        text = self.heading.text()
        return Layout(
            group_by=cast(Grouping, self.group_by.value()),
            language=self._language,
            shape=cast(Shape, self.shape.value()),
            heading=None if text.strip() == own.strip() else text,
            **{key: tick.isChecked() for key, tick in self.ticks.items()},
        )

    def format_(self) -> Format:
        """Give the format as it is chosen."""
        return cast(Format, self.format.value())

    def show_layout(self, layout: Layout, form: Format) -> None:
        """Show other choices without telling."""
        self.blockSignals(True)
        self.format.choose(form)
        self.shape.choose(layout.shape)
        self.group_by.choose(layout.group_by)
        place = self.language.findData(layout.language)
        self._language = layout.language if place >= 0 else "en"
        self.language.setCurrentIndex(max(place, 0))
        for key, tick in self.ticks.items():
            tick.setChecked(bool(getattr(layout, key)))
        self._show_heading(words(self._language).heading if layout.heading is None else layout.heading)
        self.blockSignals(False)

    def paint_anew(self) -> None:
        """Take the colours of now."""
        self._own.setIcon(icons.icon("rotate-ccw", "dim"))

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 14, 16, 14)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        shown = QWidget()
        flow = FlowLayout(shown, gap=8, line_gap=2)
        for tick in self.ticks.values():
            flow.addWidget(tick)
        for at, (label, control) in enumerate(
            (
                (_("Shape"), self.format),
                (_("Layout"), self.shape),
                (_("Language"), self.language),
                (_("Group by"), self.group_by),
                (_("Show"), shown),
                (_("Heading"), self.heading),
            )
        ):
            said = Text(label, tone="dim")
            said.setBuddy(control)
            if control is shown:
                said.align_top()
                said.setContentsMargins(0, 4, 0, 0)
            control.setAccessibleName(label)
            grid.addWidget(said, at, 0)
            grid.addWidget(control, at, 1)

    def _take_language(self) -> None:
        """Change the heading along with the language, unless the person wrote one."""
        own = self.layout_().heading is None
        self._language = str(self.language.currentData())
        if own:
            self._show_heading(words(self._language).heading)
        self._tell()

    def _take_own_heading(self) -> None:
        self._show_heading(words(self._language).heading)
        self._tell()

    def _show_heading(self, text: str) -> None:
        if text != self.heading.text():
            self.heading.setText(text)
            self.heading.setCursorPosition(0)
        self._show_own()

    def _show_own(self) -> None:
        self._own.setVisible(self.layout_().heading is not None)

    def _tell(self, _value: object = None) -> None:
        self._show_own()
        self.changed.emit(self.layout_(), self.format_())
