"""The page of contacts that may be one: pairs on one side, the two of a pair and what they become on the other."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from contactbook.domain import merging
from contactbook.domain.contact import Contact
from contactbook.domain.duplicates import Candidate, settled
from contactbook.gui.controls import Button, Elided, IconButton, Tag, Text
from contactbook.gui.duplicates_list import PairsModel, PairsView
from contactbook.gui.merge_grid import MergeGrid
from contactbook.gui.merge_group import MergeGroup
from contactbook.gui.theme import HEADING, SECOND, em, set_pane
from contactbook.i18n import _, counted

_MOST_TAGS = 3


class DuplicatesPage(QWidget):
    """Pairs to look at, one after the other.

    merge_asked(who stays, list of who goes, what they become); apart_asked(uid, uid); again_asked() wants them looked
    for anew.
    """

    left = Signal()
    merge_asked = Signal(object, object, object)
    apart_asked = Signal(str, str)
    again_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_pane(self, "base2")
        self.model = PairsModel(self)
        self.list = PairsView(self.model)
        self.grid: MergeGrid | None = None
        self._source: Callable[[Sequence[str]], list[Contact]] = lambda _uids: []
        self._today = date.min
        self._searching = False
        self._group: MergeGroup | None = None  # of those that were chosen
        self.title = Elided(_("One person or two?"), factor=HEADING, semibold=True)
        self._tags = [Tag("") for _at in range(_MOST_TAGS)]
        self._count = Text("", tone="dim", factor=SECOND)
        self._number = Text("", tone="dim", factor=SECOND)
        self._empty = Text("", tone="dim")
        self._empty.setWordWrap(True)
        self._empty.align_top()
        self._head = Elided("", factor=HEADING, semibold=True)
        self._note = Elided("", tone="dim", factor=SECOND)
        self._scroll = QScrollArea()
        self._footer = QFrame()
        self._back = IconButton("arrow-left", _("Go back"))
        self._last = IconButton("chevron-left", _("Previous pair"))
        self._next = IconButton("chevron-right", _("Next pair"))
        self.again = Button(_("Look again"), "refresh-cw")
        self.apart = Button(_("Not the same"), "split", kind="quiet")
        self.later = Button(_("Later"))
        self.merge = Button(_("Merge"), "merge", kind="main")
        self.apart.setToolTip("N")
        self.merge.setToolTip("Ctrl+Enter")
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.list)

    def use(self, source: Callable[[Sequence[str]], list[Contact]]) -> None:
        """Take contacts from a source: it gives those of some uids."""
        self._source = source

    def begin_search(self) -> None:
        """Say that the book is being looked through."""
        self._searching = True
        self._today = date.today()
        self.show_pairs([])

    def show_pairs(self, pairs: Sequence[Candidate], *, searching: bool | None = None) -> None:
        """Show pairs, the first of them side by side."""
        if searching is not None:
            self._searching = searching
        self._group = None
        self._show(pairs)

    def show_group(self, contacts: Sequence[Contact]) -> None:
        """Show several contacts that are to become one in one step, each beside what the others have become."""
        self._searching = False
        self._group = MergeGroup.of(contacts)
        self._show(self._group.pairs())

    def _show(self, pairs: Sequence[Candidate]) -> None:
        self.model.show_pairs(pairs)
        self.list.setCurrentIndex(self.model.index(0))
        self._look()

    def refresh(self) -> None:
        """Read the pair in hand anew; pairs of which one is gone leave the list, and a group begins anew."""
        if self._group is not None:
            there_now = self._source([c.uid for c in self._group.members])
            if len(there_now) < 2:
                self.show_pairs([])
            elif {c.uid: c for c in there_now} != {c.uid: c for c in self._group.members}:
                self.show_group(there_now)
            return
        held = {c.uid for c in self._source([uid for pair in self.model.pairs for uid in (pair.one, pair.other)])}
        there = [pair for pair in self.model.pairs if pair.one in held and pair.other in held]
        if len(there) < len(self.model.pairs):
            self._keep(there)
        elif self.grid is not None:
            now = {c.uid: c for c in self._source([self.grid.kept.uid, self.grid.other.uid])}
            if [now.get(self.grid.kept.uid), now.get(self.grid.other.uid)] != [self.grid.kept, self.grid.other]:
                self._look()

    def drop(self, one: str, other: str, stays: str = "") -> None:
        """Take a pair out; where it was merged, what else was paired with the one that went is so with the other."""
        kept = settled(self.model.pairs, one, other, stays)
        if self._group is not None and not stays and self._group.gone and not kept:
            self._leave_out()
            return
        self._keep(kept)

    def _keep(self, pairs: Sequence[Candidate]) -> None:
        row = self.list.currentIndex().row()
        self.model.show_pairs(pairs)
        self.list.setCurrentIndex(self.model.index(max(0, min(row, len(pairs) - 1))))
        self._look()
        if self.isVisible():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._make_left())
        splitter.addWidget(self._make_right())
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([em(22), em(60)])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)

    def _make_left(self) -> QWidget:
        pane = QWidget()
        set_pane(pane, "base1")
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 12)
        head.setSpacing(8)
        head.addWidget(self._back)
        head.addWidget(self._head)
        head.addWidget(self._count, 1)
        rows = QHBoxLayout()
        rows.setContentsMargins(8, 0, 8, 8)
        rows.addWidget(self.list)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 12)
        foot.addWidget(self.again)
        foot.addStretch(1)
        layout = QVBoxLayout(pane)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addLayout(rows, 1)
        layout.addLayout(foot)
        pane.setMinimumWidth(em(14))
        return pane

    def _make_right(self) -> QWidget:
        pane = QWidget()
        set_pane(pane, "base2")
        head = QHBoxLayout()
        head.setContentsMargins(24, 12, 24, 8)
        head.setSpacing(6)
        head.addWidget(self.title)
        for tag in self._tags:
            head.addWidget(tag)
        head.addStretch(1)
        for part in (self._number, self._last, self._next):
            head.addWidget(part)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QVBoxLayout()
        body.setContentsMargins(24, 0, 16, 0)
        body.addWidget(self._empty, 1)
        body.addWidget(self._scroll, 1)
        set_pane(self._footer, "footer")
        foot = QHBoxLayout(self._footer)
        foot.setContentsMargins(16, 10, 24, 10)
        foot.setSpacing(8)
        foot.addWidget(self.apart)
        foot.addWidget(self._note, 1)
        foot.addWidget(self.later)
        foot.addWidget(self.merge)
        layout = QVBoxLayout(pane)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addLayout(body, 1)
        layout.addWidget(self._footer)
        pane.setMinimumWidth(em(34))
        return pane

    def _connect(self) -> None:
        self._back.clicked.connect(self.left)
        self._last.clicked.connect(self._go_back)
        self._next.clicked.connect(self._go_on)
        self.later.clicked.connect(self._leave_out)
        self.again.clicked.connect(self.again_asked)
        self.apart.clicked.connect(self._ask_apart)
        self.merge.clicked.connect(self._ask_merge)
        self.list.selectionModel().currentChanged.connect(self._current_changed)
        self.list.activated.connect(self._enter)
        for keys, button in (("Ctrl+Return", self.merge), ("Ctrl+Enter", self.merge), ("N", self.apart)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(button.click)

    def _current_changed(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._look()

    def _pair(self) -> Candidate | None:
        row = self.list.currentIndex().row()
        return self.model.pairs[row] if 0 <= row < len(self.model.pairs) else None

    def _look(self) -> None:
        """Lay the pair in hand out."""
        pair = self._pair()
        contacts = self._source([pair.one, pair.other]) if pair else []
        self.grid = None
        if len(contacts) == 2:
            kept, other = (self._group.made, contacts[1]) if self._group else merging.keeper(contacts)
            self.grid = MergeGrid(kept, other, self._today)
            self._scroll.setWidget(self.grid)
        self._scroll.setVisible(self.grid is not None)
        self._say(pair)

    def _say(self, pair: Candidate | None) -> None:
        pairs = self.model.pairs
        self._head.setText(_("Chosen") if self._group else _("Looks alike"))
        self._count.setText(counted("{number} pair", "{number} pairs", len(pairs)) if pairs and not self._group else "")
        there = self.grid is not None
        nothing = _("Duplicates") if self._searching else _("No contacts look alike")
        self.title.setText(_("One person or two?") if there else nothing)
        if self._searching:
            self._empty.setText(_("Looking through the book … You can go back and work on meanwhile."))
        else:
            self._empty.setText(_("Nothing is left to do here."))
        self._empty.setVisible(not there)
        for part in (self._footer, self._last, self._next):
            part.setVisible(there)
        for at, tag in enumerate(self._tags):
            reasons = pair.reasons if pair else ()
            tag.setVisible(at < len(reasons))
            if at < len(reasons):
                tag.show_tag(reasons[at])
        row = self.list.currentIndex().row()
        words = _("{number} of {all}").format(number=row + 1, all=len(pairs))
        self._number.setText(words if there else "")
        for button in (self.apart, self.later, self.merge):
            button.setEnabled(there)
        self._last.setEnabled(there and row > 0)
        self._next.setEnabled(there and row < len(pairs) - 1)
        self._say_group()
        self.again.setEnabled(not self._searching)

    def _say_group(self) -> None:
        group, several = self._group, len(self.model.pairs) > 1
        self.later.setText(_("Leave out") if group else _("Later"))
        self.merge.setText(_("Take and go on") if group and several else _("Merge"))
        is_more = group is not None and len(group.members) > 2
        self._note.setText(group.so_far() if group and is_more else _("A merge can be undone, also next week."))

    def _enter(self, _index: QModelIndex) -> None:
        if self.grid is not None:
            self.grid.begin()

    def _go_on(self) -> None:
        self._go(1)

    def _go_back(self) -> None:
        self._go(-1)

    def _go(self, way: int) -> None:
        row = self.list.currentIndex().row() + way
        if 0 <= row < len(self.model.pairs):
            self.list.setCurrentIndex(self.model.index(row))

    def _ask_merge(self) -> None:
        if self.grid is None:
            return
        made, other = self.grid.made(), self.grid.other
        if self._group is None:
            self.merge_asked.emit(self.grid.kept, [other], made)
            return
        self._group = self._group.taken(other, made)
        self._leave_out()

    def _leave_out(self) -> None:
        """Go on to the next of a group without the one in hand; after the last, what was taken becomes one."""
        if self._group is None:
            self._go_on()
            return
        row = self.list.currentIndex().row()
        rest = [pair for at, pair in enumerate(self.model.pairs) if at != row]
        if rest or not self._group.gone:
            self._keep(rest)
        else:
            self.merge_asked.emit(self._group.stays, list(self._group.gone), self._group.made)

    def _ask_apart(self) -> None:
        if self.grid is not None:
            self.apart_asked.emit(self.grid.kept.uid, self.grid.other.uid)

    def paint_anew(self) -> None:
        """Take the colours of now."""
        self._look()
