"""The page that shows what was read beside what the book holds, before anything is written."""

from collections.abc import Collection
from pathlib import PurePath

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from contactbook.app.plan import Plan
from contactbook.gui.controls import Button, Elided, IconButton, Tag, Text
from contactbook.gui.review_list import ReviewList
from contactbook.gui.review_state import ReviewState
from contactbook.gui.review_text import ReleaseText
from contactbook.gui.theme import HEADING, SECOND, em, set_pane, tokens
from contactbook.i18n import _, counted

_SOURCES = {"release": _("Release"), "vcard": _("vCards"), "json": _("Contacts"), "csv": _("Table")}


class Legend(QWidget):
    """Says what the tints in the text mean."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._swatches: list[tuple[QLabel, str, bool]] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 8, 0, 0)
        row.setSpacing(6)
        for token, guessed, words in (
            ("tint", False, _("read")),
            ("tint", True, _("guessed")),
            ("mark", False, _("row in hand")),
        ):
            swatch = QLabel()
            self._swatches.append((swatch, token, guessed))
            row.addWidget(swatch)
            row.addWidget(Text(words, tone="dim", factor=SECOND))
            row.addSpacing(12)
        row.addStretch(1)
        self.paint_anew()

    def paint_anew(self) -> None:
        """Take the colours of now."""
        from PySide6.QtCore import QRectF
        from PySide6.QtGui import QPainter, QPixmap

        ratio = self.devicePixelRatioF()
        for swatch, token, guessed in self._swatches:
            drawn = QPixmap(round(20 * ratio), round(14 * ratio))
            drawn.setDevicePixelRatio(ratio)
            drawn.fill(Qt.GlobalColor.transparent)
            painter = QPainter(drawn)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(getattr(tokens(), token))
            painter.drawRoundedRect(QRectF(0, 0, 20, 14), 4, 4)
            if guessed:
                painter.fillRect(QRectF(0, 11, 20, 1.5), tokens().text)
            painter.end()
            swatch.setPixmap(drawn)


class ReviewPage(QWidget):
    """Lays a plan out; apply_asked(Plan) carries it as it was left, left() goes back, other_asked() reads anew.

    save_asked() wants what could not be read written to a file.
    """

    apply_asked = Signal(object)
    left = Signal()
    other_asked = Signal()
    save_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_pane(self, "base2")
        self.state: ReviewState | None = None
        self.text = ReleaseText()
        self.list = ReviewList()
        self._legend = Legend()
        self._source = Elided("", semibold=True)
        self._when = Elided("", tone="dim", factor=SECOND)
        self._title = Text("", factor=HEADING, semibold=True)
        self._aside = Elided(_("nothing is written before you apply"), tone="dim", factor=SECOND)
        self._public = Tag("", "globe", "plain")
        self._first = Elided("", semibold=True, factor=SECOND)
        self._second = Elided("", tone="dim", factor=SECOND)
        self._save = Button(_("Save problems …"), "save")
        self._save.setToolTip(_("Write what could not be read to a file, with its text"))
        self._cancel = Button(_("Cancel"))
        self._apply = Button(_("Apply"), "check", kind="main")
        self._apply.setToolTip("Ctrl+Enter")
        self._left_pane = self._make_left()
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self._left_pane)
        self._splitter.addWidget(self._make_right())
        self._splitter.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._splitter)
        self._save.clicked.connect(self.save_asked)
        self._cancel.clicked.connect(self.left)
        self._apply.clicked.connect(self._ask_apply)
        self.list.row_chosen.connect(self.text.take_in_hand)
        self.text.row_clicked.connect(self.list.choose_row)
        self.list.lines.changed.connect(self._say)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._apply.click)
        self.setFocusProxy(self.list)

    def _make_left(self) -> QWidget:
        pane = QWidget()
        set_pane(pane, "base1")
        back = IconButton("arrow-left", _("Go back, nothing is written"))
        back.clicked.connect(self.left)
        other = Button(_("Other text"))
        other.clicked.connect(self.other_asked)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._source)
        names.addWidget(self._when)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(back)
        head.addLayout(names, 1)
        head.addWidget(other)
        layout = QVBoxLayout(pane)
        layout.setContentsMargins(16, 12, 12, 14)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self.text, 1)
        layout.addWidget(self._legend)
        pane.setMinimumWidth(em(20))
        return pane

    def _make_right(self) -> QWidget:
        pane = QWidget()
        self._back = IconButton("arrow-left", _("Go back, nothing is written"))
        self._back.clicked.connect(self.left)
        head = QHBoxLayout()
        head.setContentsMargins(24, 16, 24, 16)
        head.setSpacing(12)
        head.addWidget(self._back)
        head.addWidget(self._title)
        head.addWidget(self._aside, 1)
        head.addWidget(self._public)
        footer = QFrame()
        set_pane(footer, "footer")
        said = QVBoxLayout()
        said.setSpacing(1)
        said.addWidget(self._first)
        said.addWidget(self._second)
        foot = QHBoxLayout(footer)
        foot.setContentsMargins(24, 10, 24, 10)
        foot.setSpacing(8)
        foot.addLayout(said, 1)
        foot.addWidget(self._save)
        foot.addWidget(self._cancel)
        foot.addWidget(self._apply)
        layout = QVBoxLayout(pane)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.list, 1)
        layout.addWidget(footer)
        pane.setMinimumWidth(em(30))
        return pane

    def show_plan(self, plan: Plan, known_domains: Collection[str] = ()) -> None:
        """Lay a plan out; the first contact is in hand."""
        self.state = ReviewState(plan)
        self.list.setUniformItemSizes(self.state.dense)
        self.list.lines.show_state(self.state, known_domains)
        self._save.setVisible(len(plan.problems) > 0)
        has_text, kind = bool(plan.text), plan.kind
        self._left_pane.setVisible(has_text)
        self._back.setVisible(not has_text)
        source = PurePath(plan.source).name or _("Pasted text")
        self._source.setText(source)
        self._when.setText(_("{what}, read just now").format(what=_SOURCES.get(kind, _("Files"))))
        self._title.setText(counted("{number} contact read", "{number} contacts read", len(plan.rows)))
        public = kind == "release"
        words = _("Details from a release are public") if public else _("Details are kept as they came")
        self._public.show_tag(words, "globe" if public else "lock", "plain")
        self.text.show_plan(plan)
        self._fit()
        self._say()
        firsts = [rows[0] for state in ("changes", "looks like", "new") if (rows := self.state.rows_of(state))]
        self.list.choose_row(min(firsts, default=-1))
        self.list.scrollToTop()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Let go of the plan; what is decided of it is gone."""
        self.state = None
        self.list.lines.clear()

    def set_busy(self, busy: bool) -> None:
        """Take no second Apply while the first is written."""
        self._apply.setEnabled(not busy)
        self._cancel.setEnabled(not busy)
        self.list.setEnabled(not busy)

    def paint_anew(self) -> None:
        """Take the colours of now."""
        self._legend.paint_anew()
        self.text.paint_marks()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give the text a third, and the aside only where there is room."""
        left = max(em(20), self.width() * 344 // 1000)
        self._splitter.setSizes([left, self.width() - left])
        self._public.set_compact(self.width() < em(68))

    def _say(self) -> None:
        if self.state is None:
            return
        first, second = self.state.summary()
        number = sum(self.state.numbers())
        only_verified = self.state.verified_only() if not number else 0
        self._first.setText(first)
        self._second.setText(second)
        if number or not only_verified:
            self._apply.set_text(_("Apply {number}").format(number=f"{number:,}") if number else _("Apply"))
        else:
            self._first.setText(_("The book holds all of it already"))
            self._apply.set_text(counted("Note {number} as verified", "Note {number} as verified", only_verified))
        self._apply.setEnabled(bool(number or only_verified))

    def _ask_apply(self) -> None:
        if self.state is not None and self._apply.isEnabled():
            self.apply_asked.emit(self.state.plan)
