"""Paints the lines of a review: sections, contacts, and fields with what was, what comes and what is guessed."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from contactbook.app.planning import PlanRow
from contactbook.domain import phones
from contactbook.domain.contact import Email, Phone
from contactbook.domain.harmless import one_line
from contactbook.gui import review_words
from contactbook.gui.controls import isolate
from contactbook.gui.review_lines import Line
from contactbook.gui.review_model import LINE, ReviewModel
from contactbook.gui.review_paint import TICK, Pen, paint_tick
from contactbook.gui.review_state import ReviewState, Tick
from contactbook.gui.theme import SECOND, SECTION, em, factor_font, tokens
from contactbook.i18n import _

Index = QModelIndex | QPersistentModelIndex
_EDGE = 12  # from the view to the ground of a block
_PAD = 12
_GAP = 8
_FOLD = 16 + 8  # the mark that unfolds a line, and the gap beside it
_END = 14  # below the last line of a block: 6 inside its ground, 8 under it
_INDENT = TICK + 10
ACTIONS = {"update": _("Update"), "add": _("Add"), "skip": _("Skip")}


class ReviewDelegate(QStyledItemDelegate):
    """Draws by the state of the model; where things lie is told to the view by `part_at`."""

    in_hand = -1  # the row whose block is marked

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line: Line = index.data(LINE)
        text = QFontMetrics(option.font).height()
        if _state(index).dense:
            return QSize(em(20), max(44, text + 26))  # all alike: none of many has to be looked at to lay them out
        height = {"section": max(32, text + 14) + 16, "shared": max(40, text + 22), "contact": max(40, text + 22)}
        return QSize(em(20), height.get(line.kind, max(28, text + 10)) + (_END if self._ends_block(index) else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(LINE)
        state = _state(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if line.kind == "section":
            self._section(painter, option, line, state, focus)
        elif line.kind == "shared":
            self._shared(painter, option, line, index, focus)
        elif line.kind == "problem":
            self._problem(painter, option, str(index.data()), state, line, focus)
        elif line.kind == "absent":
            self._told(self._pen(painter, option, self._body(option, line, ends=False)), option, str(index.data()))
        elif line.kind == "raw":
            pen = self._pen(painter, option, self._body(option, line, ends=False), 28)
            pen.words(str(index.data()), option.font, tokens().dim)
        else:
            self._ground(painter, option, index, line)
            row = state.rows[line.row]
            if line.kind == "contact":
                self._contact(painter, option, state, line, focus)
            elif line.kind == "details":
                self._details(painter, option, row)
            else:
                self._field(painter, option, state, line, focus)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        if isinstance(editor, QLineEdit) and isinstance(model, ReviewModel):
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(LINE)
        start = _EDGE + _PAD + _INDENT + (_label_width(option) + _INDENT if line.kind == "field" else 0) - 10
        height = max(30, editor.sizeHint().height())
        whole = option.rect
        room = QRect(whole.left() + start, whole.top(), whole.width() - start - _EDGE - 4, height)
        body = self._body(option, line, ends=False)
        room.moveTop(body.center().y() - height // 2 + 1)
        editor.setGeometry(QStyle.visualRect(option.direction, whole, room))

    def part_at(self, option: QStyleOptionViewItem, index: Index, spot: QPoint) -> str:
        """Name what lies under a point of a line: tick, fold, menu, update, add, or nothing."""
        line: Line = index.data(LINE)
        state = _state(index)
        here = QStyle.visualRect(option.direction, option.rect, QRect(spot, QSize(1, 1))).topLeft()
        tick = self._tick_place(option, line)
        if state.tick(line) is not None and tick.adjusted(-6, -6, 6, 6).contains(here):
            return "tick"
        if state.unfolds(line) and (line.kind != "contact" or self._fold_place(option).contains(here)):
            return "fold"
        if line.kind == "contact" and state.rows[line.row].state not in ("same", "unreadable"):
            if state.rows[line.row].state == "looks like":
                update, add = self._segments(option, state.rows[line.row])
                return "update" if update.contains(here) else "add" if add.contains(here) else ""
            if self._menu_place(option, state.rows[line.row]).contains(here):
                return "menu"
        return "open" if line.kind == "details" else ""

    # Where things lie, in a layout from left to right

    def _body(self, option: QStyleOptionViewItem, line: Line, *, ends: bool) -> QRect:
        whole = option.rect.adjusted(_EDGE, 0, -_EDGE, 0)
        if line.kind == "section":
            return whole.adjusted(0, 12, 0, -4)
        return whole.adjusted(0, 0, 0, -8 if ends else 0)

    def _tick_place(self, option: QStyleOptionViewItem, line: Line) -> QRect:
        body = self._body(option, line, ends=False)
        if line.kind == "contact":
            body = QRect(body.left(), body.top(), body.width(), max(40, QFontMetrics(option.font).height() + 22))
        elif line.kind == "field":
            body = QRect(body.left(), body.top(), body.width(), max(28, QFontMetrics(option.font).height() + 10))
        indent = _INDENT if line.kind == "field" else 0
        return QRect(body.left() + _PAD + indent, body.center().y() - TICK // 2 + 1, TICK, TICK)

    def _fold_place(self, option: QStyleOptionViewItem) -> QRect:
        """Give the place of the mark that unfolds a contact in a long review, with room around it for a finger."""
        body = self._body(option, Line("contact"), ends=False)
        return QRect(body.left() + _PAD + _INDENT - 5, body.top(), _FOLD + 8, body.height())

    def _menu_place(self, option: QStyleOptionViewItem, row: PlanRow) -> QRect:
        body = self._body(option, Line("contact"), ends=False)
        font = factor_font(option.font, 1.0, semibold=True)
        width = QFontMetrics(font).horizontalAdvance(ACTIONS[row.action]) + 16 + 4 + 16
        height = max(28, QFontMetrics(font).height() + 10)
        return QRect(body.right() - 8 - width, body.top() + 6, width, height)

    def _segments(self, option: QStyleOptionViewItem, row: PlanRow) -> tuple[QRect, QRect]:
        body = self._body(option, Line("contact"), ends=False)
        metrics = QFontMetrics(factor_font(option.font, 1.0, semibold=True))
        widths = [metrics.horizontalAdvance(word) + 24 for word in _segment_words(row)]
        height = max(28, metrics.height() + 10)
        left = body.right() - 8 - sum(widths)
        update = QRect(left, body.top() + 6, widths[0], height)
        return update, QRect(update.right() + 1, update.top(), widths[1], height)

    def _ends_block(self, index: Index) -> bool:
        line: Line = index.data(LINE)
        if line.kind in ("section", "shared") or _state(index).dense:
            return False
        below = index.model().index(index.row() + 1, 0)
        if not below.isValid():
            return True
        after: Line = below.data(LINE)
        return after.kind in ("contact", "section")

    # What is painted

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, line: Line) -> None:
        """Tint the block in hand: round where it begins and ends, a bar along all of it."""
        if line.row != self.in_hand:
            return
        colours = tokens()
        ends = self._ends_block(index)
        body = QRectF(self._body(option, line, ends=ends))
        painter.save()
        painter.setClipRect(body)
        shape = body.adjusted(0, 0 if line.kind == "contact" else -12, 0, 0 if ends else 12)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.tint_weak)
        painter.drawRoundedRect(shape, 8, 8)
        bar = QRectF(body.left(), shape.top() + 8, 3, shape.height() - 16)
        if option.direction == Qt.LayoutDirection.RightToLeft:
            bar.moveLeft(body.right() - 3)
        painter.setBrush(colours.accent)
        painter.drawRoundedRect(bar, 1.5, 1.5)
        painter.restore()

    def _pen(self, painter: QPainter, option: QStyleOptionViewItem, line: QRect, indent: int = 0) -> Pen:
        inner = line.adjusted(_PAD + indent, 0, -_PAD, 0)
        return Pen(painter, option.rect, inner, option.direction)

    def _tick(self, painter: QPainter, option: QStyleOptionViewItem, line: Line, tick: Tick, focus: bool) -> None:
        place = QStyle.visualRect(option.direction, option.rect, self._tick_place(option, line))
        paint_tick(painter, place, tick, focus)

    def _section(
        self, painter: QPainter, option: QStyleOptionViewItem, line: Line, state: ReviewState, focus: bool
    ) -> None:
        colours = tokens()
        body = self._body(option, line, ends=False)
        painter.setPen(QPen(colours.accent, 2) if focus and state.tick(line) is None else Qt.PenStyle.NoPen)
        painter.setBrush(colours.base1)
        painter.drawRoundedRect(QRectF(body).adjusted(1, 1, -1, -1), 6, 6)
        pen = self._pen(painter, option, body)
        tick = state.tick(line)
        if tick is None:
            self._fold_mark(painter, option, body, pen.at, opened=state.is_open(line))
        else:
            self._tick(painter, option, line, tick, focus)
            pen.end -= _FOLD
            self._fold_mark(painter, option, body, pen.end, opened=state.is_open(line))
        pen.skip(_INDENT)
        title, number, aside = state.title(line.key)
        pen.words(title, factor_font(option.font, 1.0, semibold=True), colours.text)
        pen.skip(10)
        pen.words(f"{number:,}", option.font, colours.dim)
        pen.skip(14)
        pen.words(aside, option.font, colours.dim)

    def _shared(self, painter: QPainter, option: QStyleOptionViewItem, line: Line, index: Index, focus: bool) -> None:
        state = _state(index)
        body = self._body(option, line, ends=False).adjusted(0, 2, 0, -2)
        self._tick(painter, option, line, state.shared_tick(int(line.key)), focus)
        pen = self._pen(painter, option, body, _INDENT)
        shared = state.shared[int(line.key)]
        pen.words(one_line(shared.value), factor_font(option.font, 1.0, semibold=True), tokens().text)
        pen.skip(_GAP)
        pen.pill(index.model().shared_words(int(line.key)).rpartition(": ")[2], option.font)  # type: ignore[attr-defined]
        pen.skip(_GAP)
        pen.words(_("one tick takes it for all of them"), factor_font(option.font, SECOND), tokens().dim)

    def _fold_mark(
        self, painter: QPainter, option: QStyleOptionViewItem, body: QRect, left: int, *, opened: bool
    ) -> None:
        """Draw the mark that tells whether more of a line can be shown."""
        pen = Pen(painter, option.rect, QRect(left, body.top(), 16, body.height()), option.direction)
        pen.icon("chevron-down" if opened else "chevron-right", "dim")  # icons mirror by themselves

    def _told(self, pen: Pen, option: QStyleOptionViewItem, words: str, icon: str = "user", tone: str = "dim") -> None:
        pen.icon(icon, tone)
        pen.skip(12)
        pen.words(words, option.font, tokens().text)

    def _problem(
        self, painter: QPainter, option: QStyleOptionViewItem, words: str, state: ReviewState, line: Line, focus: bool
    ) -> None:
        """Draw what could not be read; a chevron at its end tells that its text can be shown."""
        problem = state.plan.problems[line.row]
        body = self._body(option, line, ends=False)
        if focus:
            painter.setPen(QPen(tokens().accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(body).adjusted(1, 1, -1, -1), 6, 6)
        pen = self._pen(painter, option, body)
        pen.end -= _FOLD if problem.raw else 0
        icon, tone = ("circle-alert", "bad") if problem.lost else ("triangle-alert", "warn")
        self._told(pen, option, words, icon, tone)
        if problem.raw:
            pen.skip(8)
            self._fold_mark(painter, option, body, pen.at, opened=state.is_open(line))

    def _contact(
        self, painter: QPainter, option: QStyleOptionViewItem, state: ReviewState, line: Line, focus: bool
    ) -> None:
        colours = tokens()
        row = state.rows[line.row]
        head = QRect(option.rect.adjusted(_EDGE, 0, -_EDGE, 0))
        head.setHeight(max(40, QFontMetrics(option.font).height() + 22))
        tick = state.tick(line)
        if tick is not None:
            self._tick(painter, option, line, tick, focus)
        pen = self._pen(painter, option, head, _INDENT)
        if tick is not None:
            if row.state == "looks like":
                pen.end = self._segments(option, row)[0].left() - 12
                self._paint_segments(painter, option, row)
            else:
                pen.end = self._menu_place(option, row).left() - 12
                self._paint_menu(painter, option, row)
        if state.dense:
            if state.unfolds(line):
                self._fold_mark(painter, option, head, pen.at, opened=state.is_open(line))
            pen.skip(_FOLD)
        out = tick == "no"
        name = one_line(row.incoming.shown) or _("No name")
        pen.words(name, factor_font(option.font, 1.0, semibold=True), colours.dim if out else colours.text)
        pen.skip(11)
        pen.words(review_words.second_line(row), option.font, colours.dim)
        if state.dense:
            self._dense(pen, option, row)
        if row.reason and row.state == "new":
            pen.skip(11)
            pen.icon("triangle-alert", "warn", 14)
            pen.skip(4)
            pen.words(one_line(row.reason), factor_font(option.font, SECOND), colours.warn)

    def _dense(self, pen: Pen, option: QStyleOptionViewItem, row: PlanRow) -> None:
        """Say on the contact's own line what the lines below it would: what changes, or how it is reached."""
        pen.skip(18)
        if row.existing is not None and row.action == "update":
            changed = dict.fromkeys(review_words.label(change) for change in row.changes if change.taken)
            pen.words(", ".join(changed), option.font, tokens().dim)
            return
        for detail in (*row.incoming.phones[:1], *row.incoming.emails[:1]):
            if isinstance(detail, Phone):
                pen.flag(phones.region(detail.number))
            self._value(pen, option, detail, tokens().text)
            pen.skip(18)

    def _paint_menu(self, painter: QPainter, option: QStyleOptionViewItem, row: PlanRow) -> None:
        place = self._menu_place(option, row)
        pen = Pen(painter, option.rect, place.adjusted(8, 0, -4, 0), option.direction)
        pen.words(ACTIONS[row.action], factor_font(option.font, 1.0, semibold=True), tokens().text)
        pen.at = place.right() - 20
        pen.icon("chevron-down", "text", 14)

    def _paint_segments(self, painter: QPainter, option: QStyleOptionViewItem, row: PlanRow) -> None:
        colours = tokens()
        update, add = self._segments(option, row)
        whole = QStyle.visualRect(option.direction, option.rect, update.united(add).adjusted(-3, -3, 3, 3))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.trough)
        painter.drawRoundedRect(QRectF(whole), 8, 8)
        painter.setFont(factor_font(option.font, 1.0, semibold=True))
        for place, word, action in zip((update, add), _segment_words(row), ("update", "add"), strict=True):
            spot = QStyle.visualRect(option.direction, option.rect, place)
            if row.action == action:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colours.thumb)
                painter.drawRoundedRect(QRectF(spot), 6, 6)
            painter.setPen(colours.text if row.action == action else colours.dim)
            painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, word)

    def _details(self, painter: QPainter, option: QStyleOptionViewItem, row: PlanRow) -> None:
        body = self._body(option, Line("details"), ends=False)
        body.setHeight(max(28, QFontMetrics(option.font).height() + 10))
        pen = self._pen(painter, option, body, _INDENT)
        details = [c.new for c in row.changes if c.key.partition(".")[0] in ("phones", "emails", "links") and c.taken]
        for detail in details:
            if isinstance(detail, Phone):
                pen.flag(phones.region(detail.number))
            self._value(pen, option, detail, tokens().text)
            pen.skip(18)
        if not details:
            pen.words(_("no number, no address"), option.font, tokens().dim)

    def _field(
        self, painter: QPainter, option: QStyleOptionViewItem, state: ReviewState, line: Line, focus: bool
    ) -> None:
        row, change = state.rows[line.row], state.change(line.row, line.key)
        if change is None:
            return
        tick = state.field_tick(line.row, line.key)
        colours = tokens()
        self._tick(painter, option, Line("field"), tick, focus)
        body = self._body(option, Line("field"), ends=False)
        body.setHeight(max(28, QFontMetrics(option.font).height() + 10))
        pen = self._pen(painter, option, body, 2 * _INDENT)
        start, end = pen.at, pen.end
        pen.end = start + _label_width(option) - _GAP
        pen.words(review_words.label(change), option.font, colours.dim)
        pen.at, pen.end = start + _label_width(option), end
        if change.old is not None:
            old = review_words.value_text(change.old)
            pen.words(isolate(old) if isinstance(change.old, Phone) else old, option.font, colours.dim, struck=True)
            pen.skip(10)
            pen.icon("arrow-right", "dim", 14)
            pen.skip(10)
        elif row.existing is not None and row.action == "update":
            pen.words(_("added"), option.font, colours.dim)
            pen.skip(_GAP)
        if isinstance(change.new, Phone):
            pen.flag(phones.region(change.new.number))
        self._value(pen, option, change.new, colours.text)
        if change.guess:
            pen.skip(14)
            words = _("Guess") if state.is_shared(line) else _("Guess: {why}").format(why=change.guess)
            pen.pill(words, option.font)
        tone, said = review_words.aside(change, row.incoming)
        if said:
            pen.skip(12)
            if tone != "dim":
                pen.icon("circle-alert" if tone == "bad" else "triangle-alert", tone, 14)
                pen.skip(4)
            pen.words(said, option.font, getattr(colours, tone))

    def _value(self, pen: Pen, option: QStyleOptionViewItem, value: object, ink: object) -> None:
        text = review_words.value_text(value)
        font = option.font
        if isinstance(value, Phone | Email):
            font = factor_font(option.font, 1.0, tabular=True)
        pen.words(isolate(text) if isinstance(value, Phone) else text, font, ink)  # type: ignore[arg-type]


def _state(index: Index) -> ReviewState:
    model = index.model()
    if not isinstance(model, ReviewModel) or model.state is None:
        raise TypeError("a review's delegate draws a review's model")
    return model.state


def _label_width(option: QStyleOptionViewItem) -> int:
    return QFontMetrics(factor_font(option.font, SECTION)).averageCharWidth() * 16


def _segment_words(row: PlanRow) -> tuple[str, str]:
    old = row.existing
    who = (old.given or old.shown) if old else ""
    short = one_line(who) if len(who) <= 16 else one_line(who[:15]) + "…"
    return _("Update {name}").format(name=short), _("Add new")
