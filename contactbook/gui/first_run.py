"""What an empty book shows: three ways in, where to drop files, and a sample to play with."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from contactbook.gui.controls import Button, Text
from contactbook.gui.icons import pixmap
from contactbook.gui.theme import factor_font, set_pane, tokens
from contactbook.gui.theme_tokens import blend
from contactbook.i18n import _

_MARGIN = 20
_SQUARE = 40
_WIDEST = 800


class WayIn(QAbstractButton):
    """A large button with an icon, its key, a title and a sentence; painted, and pressed by Space and Enter."""

    def __init__(self, title: str, sentence: str, icon_name: str, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._sentence = sentence
        self._icon_name = icon_name
        self._keys = keys

    def sizeHint(self) -> QSize:
        return QSize(250, self.heightForWidth(250))

    def minimumSizeHint(self) -> QSize:
        return QSize(170, self.heightForWidth(170))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return 2 * _MARGIN + _SQUARE + 12 + self.fontMetrics().height() + 4 + self._sentence_height(width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            forward = event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Down)
            if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not self.isLeftToRight():
                forward = not forward
            self.focusNextPrevChild(forward)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self.hasFocus()
        ground = (
            colours.tint_weak
            if lit
            else blend(colours.text, colours.base1, 0.07)
            if self.underMouse()
            else colours.base1
        )
        painter.setPen(QPen(colours.accent, 2) if lit else Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)
        self._paint_icon(painter, lit)
        self._paint_keys(painter, lit)
        self._paint_words(painter)

    def _paint_icon(self, painter: QPainter, lit: bool) -> None:
        colours = tokens()
        x = _MARGIN if self.isLeftToRight() else self.width() - _MARGIN - _SQUARE
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.accent_fill if lit else colours.raised)
        painter.drawRoundedRect(QRectF(x, _MARGIN, _SQUARE, _SQUARE), 8, 8)
        drawn = pixmap(self._icon_name, "on_accent" if lit else "text", 20, self.devicePixelRatioF())
        painter.drawPixmap(x + (_SQUARE - 20) // 2, _MARGIN + (_SQUARE - 20) // 2, drawn)

    def _paint_keys(self, painter: QPainter, lit: bool) -> None:
        colours = tokens()
        font = factor_font(self.font(), 0.86)
        painter.setFont(font)
        width = painter.fontMetrics().horizontalAdvance(self._keys) + 12
        height = painter.fontMetrics().height() + 4
        x = self.width() - _MARGIN - width if self.isLeftToRight() else _MARGIN
        box = QRectF(x, _MARGIN + (_SQUARE - height) / 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.raised if lit else colours.chip)
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(colours.on_chip)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._keys)

    def _paint_words(self, painter: QPainter) -> None:
        colours = tokens()
        side = Qt.AlignmentFlag.AlignLeft if self.isLeftToRight() else Qt.AlignmentFlag.AlignRight
        side |= Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignAbsolute
        top = _MARGIN + _SQUARE + 12
        inner = self.rect().adjusted(_MARGIN, top, -_MARGIN, 0)
        painter.setFont(factor_font(self.font(), 1.0, semibold=True))
        painter.setPen(colours.text)
        painter.drawText(inner, side, self.text())
        painter.setFont(factor_font(self.font(), 0.94))
        painter.setPen(colours.dim)
        below = inner.adjusted(0, self.fontMetrics().height() + 4, 0, 0)
        painter.drawText(below, int(side) | int(Qt.TextFlag.TextWordWrap), self._sentence)

    def _sentence_height(self, width: int) -> int:
        metrics = QFontMetrics(factor_font(self.font(), 0.94))
        room = metrics.boundingRect(
            0, 0, max(60, width - 2 * _MARGIN), 10_000, int(Qt.TextFlag.TextWordWrap), self._sentence
        )
        return room.height()


class DropHint(QWidget):
    """A dashed frame that says what may be dropped."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = QLabel()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Text(_("Or drop files anywhere in this window"), semibold=True))
        second = Text(
            _("Press releases as text, Word, PDF, HTML or mail; vCards, tables (.csv, .xlsx), folders; many at once"),
            tone="dim",
            factor=0.94,
        )
        second.setWordWrap(True)
        words.addWidget(second)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self._mark)
        layout.addLayout(words, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(tokens().outline, 1.5)
        pen.setDashPattern([6, 4])
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)

    def paint_anew(self) -> None:
        """Take the colours of now."""
        self._mark.setPixmap(pixmap("file-down", "dim", 20, self.devicePixelRatioF()))


class FirstRun(QWidget):
    """Three ways to fill a book; the signals say which was taken."""

    read_requested = Signal()
    import_requested = Signal()
    new_requested = Signal()
    sample_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_pane(self, "base2")
        title = Text(_("This book is empty"), factor=1.8, semibold=True)
        second = Text(_("Fill it from what you already have. Nothing leaves this computer."), tone="dim")
        second.setWordWrap(True)
        self.read = WayIn(
            _("Read a release"),
            _("Paste or drop one: the contacts at its foot are read, and you check them."),
            "file-input",
            "Ctrl+R",
        )
        self.bring = WayIn(
            _("Import contacts"), _("vCards from a phone or Outlook, or a table (.csv, .xlsx)."), "import", "Ctrl+I"
        )
        self.add = WayIn(
            _("Add by hand"), _("Type a name and a city; the number is checked as you go."), "user-plus", "Ctrl+N"
        )
        self._hint = DropHint()
        self._flask = QLabel()
        self.sample = Button(_("Open the sample"))
        self._arrange(title, second)
        self.read.clicked.connect(self.read_requested)
        self.bring.clicked.connect(self.import_requested)
        self.add.clicked.connect(self.new_requested)
        self.sample.clicked.connect(self.sample_requested)
        self.setFocusProxy(self.read)
        self.paint_anew()

    def paint_anew(self) -> None:
        """Take the colours of now."""
        self._hint.paint_anew()
        self._flask.setPixmap(pixmap("flask-conical", "dim", 16, self.devicePixelRatioF()))

    def _arrange(self, title: QWidget, second: QWidget) -> None:
        ways = QHBoxLayout()
        ways.setSpacing(12)
        for way in (self.read, self.bring, self.add):
            ways.addWidget(way, 1)
        looking = Text(
            _("Just looking? A sample of 24 made-up contacts, in a book of its own."), tone="dim", factor=0.94
        )
        looking.setWordWrap(True)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._flask)
        foot.addWidget(looking, 1)
        foot.addWidget(self.sample)
        column = QWidget()
        column.setMaximumWidth(_WIDEST)
        inner = QVBoxLayout(column)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(12)
        inner.addWidget(title)
        inner.addWidget(second)
        inner.addSpacing(8)
        inner.addLayout(ways)
        inner.addWidget(self._hint)
        inner.addSpacing(8)
        inner.addLayout(foot)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(column, 100)
        across.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.addStretch(3)
        layout.addLayout(across)
        layout.addStretch(4)
