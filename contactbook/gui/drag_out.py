"""Carries contacts out of the window: as a file, as vCards and as text, and only what may be published."""

import atexit
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from PySide6.QtCore import QMimeData, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from contactbook.gui.controls import clean
from contactbook.gui.icons import pixmap
from contactbook.gui.theme import RADIUS_CONTROL, factor_font, tokens
from contactbook.i18n import _, counted

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

    from contactbook.domain.contact import Contact

MOST = 1_000  # contacts; a drag has to begin at once
_LABEL = 220  # px at most that the name at the pointer is wide


class DragOut(QObject):
    """told(sentence, tone) says what was given out."""

    told = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder: TemporaryDirectory[str] | None = None
        self._drags = 0

    def drag(self, source: QWidget, contacts: "Sequence[Contact]", version: str) -> None:
        """Let contacts be dragged from a widget; returns when they are dropped."""
        if not contacts:
            return
        from PySide6.QtGui import QDrag

        carried, withheld = self.carried(contacts, version)
        drag = QDrag(source)
        drag.setMimeData(carried)
        label = clean(contacts[0].shown) if len(contacts) == 1 else _count(contacts)
        drag.setPixmap(_label(label, source))
        drag.setHotSpot(QPoint(-12, -8))
        if drag.exec(Qt.DropAction.CopyAction) != Qt.DropAction.IgnoreAction:
            self.told.emit(_said(label, withheld), "good")

    def carried(self, contacts: "Sequence[Contact]", version: str) -> tuple[QMimeData, int]:
        """Make what is carried, its file among it, and count the details that are withheld."""
        from PySide6.QtCore import QUrl

        from contactbook.app import composing, exporting
        from contactbook.app.file_names import file_name
        from contactbook.domain.publishing import public_view

        cards = exporting.vcard(contacts, cast(Literal["3.0", "4.0"], version))
        name = contacts[0].shown if len(contacts) == 1 else _count(contacts)
        path = self._place() / file_name(name, ".vcf")
        path.write_bytes(cards)
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        for kind in ("text/vcard", "text/x-vcard"):  # the old name is what some programs look for
            data.setData(kind, cards)
        away_too = [contact.uid for contact in contacts]
        data.setText(composing.block(contacts, heading="", keep=away_too).plain)
        return data, sum(public_view(contact).withheld for contact in contacts)

    def clear(self) -> None:
        """Remove the files; whoever they were dropped on may need them until the program ends."""
        if self._folder is not None:
            atexit.unregister(self._folder.cleanup)
            self._folder.cleanup()
            self._folder = None

    def _place(self) -> Path:
        """Give a folder of its own to each drag, so that two files of one name do not meet."""
        if self._folder is None:
            from tempfile import TemporaryDirectory

            self._folder = TemporaryDirectory(prefix="contactbook-", ignore_cleanup_errors=True)
            atexit.register(self._folder.cleanup)
        self._drags += 1
        place = Path(self._folder.name) / str(self._drags)
        place.mkdir()
        return place


def _count(contacts: "Sequence[Contact]") -> str:
    return counted("{number} contact", "{number} contacts", len(contacts))


def _said(what: str, withheld: int) -> str:
    from contactbook.app.exporting import withheld_sentence

    said = _("{what} dragged out as vCard.").format(what=what)
    return f"{said} {withheld_sentence(withheld)}" if withheld else said


def _label(words: str, of: QWidget) -> QPixmap:
    """Draw what hangs at the pointer."""
    font = factor_font(of.font(), 1.0, semibold=True)
    metrics = QFontMetrics(font)
    words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, _LABEL)
    width, height = metrics.horizontalAdvance(words) + 46, metrics.height() + 14
    ratio = of.devicePixelRatioF()
    drawn = QPixmap(round(width * ratio), round(height * ratio))
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(tokens().outline, 1))
    painter.setBrush(tokens().raised)
    painter.drawRoundedRect(QRect(0, 0, width - 1, height - 1), RADIUS_CONTROL, RADIUS_CONTROL)
    painter.drawPixmap(10, (height - 16) // 2, pixmap("id-card", "accent", 16, ratio))
    painter.setPen(tokens().text)
    painter.setFont(font)
    painter.drawText(
        QRect(34, 0, width - 40, height), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words
    )
    painter.end()
    return drawn
