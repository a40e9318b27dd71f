"""The numbers of the form: formatted and checked as they are typed, in the country of the contact's city."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit

from contactbook.domain import phones
from contactbook.domain.advice import Advice
from contactbook.domain.contact import Means, Phone, PhoneKind, Verdict
from contactbook.gui import icons, theme
from contactbook.gui.card_words import PHONE_KINDS
from contactbook.gui.detail_rows import CheckedRow
from contactbook.gui.form import Combo
from contactbook.i18n import _

_FLAG = 28  # px that the flag and the air beside it take


class PhoneField(QLineEdit):
    """A field with the number's flag at its leading edge, and words on it at the other end where they fit."""

    words_moved = Signal()  # the words came in, or have to stand below

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Number"))
        # A number is read from left to right everywhere; the edge that it keeps to is that of the layout.
        self._mirrored = self.isRightToLeft()
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        if self._mirrored:
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        self._country: str | None = None
        self._words, self._tone = "", "good"
        self._inside = True
        self.textChanged.connect(self._arrange)
        self._arrange()

    def show_verdict(self, country: str | None, words: str, tone: str) -> None:
        """Show a country's flag and words in a tone (good has a check mark)."""
        self._country, self._words, self._tone = country, words, tone
        self._arrange()
        self.update()

    def words_below(self) -> bool:
        """Tell whether the words find no room inside."""
        return bool(self._words) and not self._inside

    def words(self) -> str:
        """Give the words on the number, wherever they stand."""
        return self._words

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _words_width(self) -> int:
        if not self._words:
            return 0
        wide = QFontMetrics(self._words_font()).horizontalAdvance(self._words)
        return wide + (18 if self._tone == "good" else 0)

    def _words_font(self) -> QFont:
        return theme.factor_font(self.font(), theme.SECOND)

    def _arrange(self) -> None:
        room = self.width() - _FLAG - 24 - self.fontMetrics().horizontalAdvance(self.text() or "0" * 12)
        inside = room > self._words_width() + theme.SPACE_3
        margin = self._words_width() + theme.SPACE_2 if self._words and inside else 0
        self.setTextMargins(*((margin, 0, _FLAG, 0) if self._mirrored else (_FLAG, 0, margin, 0)))
        if inside != self._inside:
            self._inside = inside
            self.words_moved.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        flag = icons.flag(self._country, self.devicePixelRatioF())
        top = (self.height() - 15) // 2
        painter.drawPixmap(self.width() - 28 if self._mirrored else 8, top, flag)
        if not self._words or not self._inside:
            return
        wide = self._words_width()
        spot = QRect(10 if self._mirrored else self.width() - 10 - wide, 0, wide, self.height())
        if self._tone == "good":
            sign = icons.pixmap("check", "good", 14, self.devicePixelRatioF())
            painter.drawPixmap(spot.right() - 14 if self._mirrored else spot.left(), (self.height() - 14) // 2, sign)
            spot.adjust(*((0, 0, -18, 0) if self._mirrored else (18, 0, 0, 0)))
        painter.setFont(self._words_font())
        painter.setPen(getattr(theme.tokens(), self._tone))
        painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._words)


class PhoneRow(CheckedRow):
    """One number: kind, field, public or internal."""

    def __init__(self, phone: Phone | None, country: Callable[[], str | None], today: date) -> None:
        self._before = phone
        self._country = country
        self._today = today
        self._typed: str | None = None  # what was typed by hand, None while the number is as it was
        self._length = 0
        self._right = False
        self.kind = self._make_kind(phone)
        self._kind_chosen = phone is not None and bool(phone.kind or phone.label)
        field = PhoneField()
        super().__init__(self.kind, field, phone.public if phone else False, _("Remove this number"))
        self._number_field = field
        self.switch.setAccessibleName(_("Public"))
        if phone is not None:
            field.setText(phones.international(phone.number, phone.extension))
            field.setCursorPosition(0)
        self._length = _digits(field.text())
        self.kind.lineEdit().textEdited.connect(self._choose_kind)  # type: ignore[union-attr]
        self.kind.activated.connect(self._choose_kind)
        field.words_moved.connect(self._place_words)
        self.check()

    def value(self) -> Phone | None:
        """Give the number as it is to be saved; None where nothing was typed."""
        if self.is_empty():
            return None
        phone = self._read()
        kind, label = self._kind_and_label(phone)
        phone = replace(phone, kind=kind, label=label, public=self.switch.isChecked())
        return replace(phone, verified_on=self._today, verified_by=Means.CALLED) if self._right else phone

    def advice(self) -> Advice | None:
        if self.is_empty() or self._right:
            return None
        phone = self._read()
        if phone.verdict is Verdict.VALID or phone.verified_on is not None:
            return None
        kind = self._kind_and_label(phone)[0] if self._kind_chosen else None
        return phones.explain(replace(phone, kind=kind), self._country())

    def praise(self) -> tuple[str, str]:
        if self.is_empty():
            return "", "good"
        phone = self._read()
        return phones.describe(phone), "good" if phone.verdict is Verdict.VALID else "dim"

    def settle(self) -> None:
        self._right = True

    def take(self, text: str) -> None:
        self._typed = text
        super().take(text)

    def country_changed(self) -> None:
        """Read a number that was given without + in the country that holds now."""
        before = self._before
        if self._typed is None and before is not None and not before.number.startswith("+"):
            self._typed = before.typed or before.number
        self.finish()

    def finish(self) -> None:
        """Write the number out in international form, where it is one."""
        if self._typed is not None and self._read().verdict is not Verdict.INVALID and not self.field.hasFocus():
            phone = self._read()
            self._put(phones.international(phone.number, phone.extension))
        self.check()

    def show_praise(self, words: str, tone: str) -> None:
        number = self._read().number if not self.is_empty() else ""
        country = phones.region(number) if number.startswith("+") else self._country()
        self._number_field.show_verdict(country, words, tone)
        self._place_words()
        if words and not self._kind_chosen:
            self._guess_kind()

    def _place_words(self) -> None:
        advice = self.message.text() if self.field.property("tone") else ""
        if advice:
            return
        below = self._number_field.words_below()
        self.message.show_message(self._number_field.words() if below else "", "good")

    def _edited(self, text: str) -> None:
        shown = phones.as_typed(text, self._country())
        # Only what grew is formatted: who takes away is never given back, and undo can go back.
        if _digits(text) > self._length and shown != text:
            caret = phones.caret(text, shown, self.field.cursorPosition())
            self.field.setSelection(0, len(text))
            self.field.insert(shown)
            self.field.setCursorPosition(caret)
        self._typed = self.field.text()
        self._length = _digits(self._typed)
        self._right = False
        super()._edited(text)

    def _put(self, text: str) -> None:
        if text != self.field.text():
            self.field.setText(text)
            self._length = _digits(text)

    def _read(self) -> Phone:
        """Read what stands there; what is the same number as before stays as it was, its date with it."""
        if self._typed is None and self._before is not None:
            return self._before
        phone = phones.read(self._typed or self.field.text(), self._country())
        before = self._before
        if before is not None and (phone.number, phone.extension) == (before.number, before.extension):
            return before
        return phone

    def _make_kind(self, phone: Phone | None) -> Combo:
        combo = Combo(_("Kind of number"))
        combo.lineEdit().setPlaceholderText(_("Kind"))  # type: ignore[union-attr]
        for kind, word in PHONE_KINDS.items():
            combo.addItem(word, kind.value)
        if phone is None:
            combo.setCurrentIndex(combo.findData(PhoneKind.MOBILE.value))
        elif phone.kind and not phone.label:
            combo.setCurrentIndex(combo.findData(phone.kind.value))
        else:
            combo.put(phone.label or "")
        return combo

    def _choose_kind(self) -> None:
        self._kind_chosen = True
        self.changed.emit()

    def _guess_kind(self) -> None:
        guess = self._read().kind
        if guess is not None and self.kind.findData(guess.value) >= 0:
            self.kind.setCurrentIndex(self.kind.findData(guess.value))

    def _kind_and_label(self, phone: Phone) -> tuple[PhoneKind | None, str | None]:
        text = self.kind.text()
        for kind, word in PHONE_KINDS.items():
            if text.casefold() == word.casefold():
                return kind, None
        return phone.kind, text or None


def _digits(text: str) -> int:
    return sum(c.isdigit() for c in text)
