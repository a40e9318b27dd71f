"""Lays a contact out as the rows of the card."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget

from contactbook.domain import emails, freshness, phones
from contactbook.domain.advice import Advice
from contactbook.domain.contact import Contact, Email, Means, Phone, Translation, Verdict
from contactbook.domain.reaching import Moment
from contactbook.gui import card_words, languages, theme
from contactbook.gui.card_freshness import FreshnessButton
from contactbook.gui.card_number import (
    NumberPanel,
    email_actions,
    flag_of,
    link_actions,
    number_runs,
    phone_actions,
)
from contactbook.gui.controls import Button
from contactbook.gui.detail_grid import DetailRow, Measure, Remark
from contactbook.gui.value import Run
from contactbook.i18n import _


@dataclass(frozen=True, slots=True)
class Hands:
    """What the rows may ask for; the card turns each into a signal."""

    copy: Callable[[str, str], None]
    open_url: Callable[[str], None]
    show_code: Callable[[int], None]
    open_contact: Callable[[str], None]
    verify: Callable[[], None]
    verify_detail: Callable[[str, Means], None]
    show_history: Callable[[], None]


class CardRows(QWidget):
    """The number panel and all rows of one contact, top to bottom."""

    def __init__(
        self, contact: Contact, cover: Contact | None, history: str, now: datetime, measure: Measure, hands: Hands,
        parent: QWidget,
        *, in_trash: bool, stale_days: int, known_domains: Mapping[str, int],
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._contact, self._cover, self._today = contact, cover, now.astimezone().date()
        self._moment = Moment(now, self._today, stale_days)
        self._measure, self._hands, self._in_trash = measure, hands, in_trash
        self._stale_days, self._known_domains = stale_days, known_domains
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, theme.SPACE_4)
        self._column.setSpacing(0)
        self._details()
        self._column.addSpacing(theme.SPACE_3)
        self._about()
        self._state()
        self._write(_("Notes"), contact.notes, tab_stop=True)
        self._history(history)
        self._column.addStretch(1)

    def _details(self) -> None:
        first = card_words.first_phone(self._contact.phones)
        if first is not None:
            phone, hands = self._contact.phones[first], self._hands
            self._column.addWidget(
                NumberPanel(
                    phone,
                    first,
                    hands.copy,
                    hands.open_url,
                    hands.show_code,
                    self,
                    self._freshness(phone, first),
                    tight=self._measure.tight,
                )
            )
            self._column.addSpacing(theme.SPACE_3)
            self._remark(phone_advice(phone, self._contact.country), 0)
        for at, phone in enumerate(self._contact.phones):
            if at != first:
                self._phone(phone, at)
        for at, email in enumerate(self._contact.emails):
            self._email(email, at)
        for at, link in enumerate(self._contact.links):
            row = self._row(card_words.LINK_KINDS[link.kind])
            row.put_value([_strong(card_words.short(link.value, 400))], card_words.LINK_KINDS[link.kind])
            row.put_public(link.public)
            row.put_actions(link_actions(link, at, self._hands.copy, self._hands.open_url))

    def _phone(self, phone: Phone, at: int) -> None:
        kind = card_words.phone_kind(phone)
        row = self._row(kind)
        row.put_flag(*flag_of(phone))
        row.put_value(number_runs(phone), _("{label} number").format(label=kind))
        row.put_public(phone.public)
        made = phone_actions(phone, at, self._hands.copy, self._hands.open_url, self._hands.show_code)
        if self._measure.tight:  # the code is to be had from the menu as well
            made = [button for button in made if not button.objectName().startswith("code")]
        row.put_actions([*self._freshness(phone, at), *made])
        self._remark(phone_advice(phone, self._contact.country), self._measure.label + theme.SPACE_2)

    def _email(self, email: Email, at: int) -> None:
        label = card_words.short(email.label, 60) if email.label else _("Email")
        row = self._row(label)
        row.put_value([_strong(card_words.short(email.address, 400))], label)
        row.put_public(email.public)
        made = email_actions(email, at, self._hands.copy, self._hands.open_url)
        row.put_actions([*self._freshness(email, at), *made])
        self._remark(email_advice(email, self._known_domains), self._measure.label + theme.SPACE_2)

    def _freshness(self, detail: Phone | Email, at: int) -> list[QWidget]:
        """Make the sign of when a detail was verified, which verifies it; none for what cannot be right."""
        if self._in_trash or detail.verdict is Verdict.INVALID:
            return []
        return [FreshnessButton(detail, at, self._moment, self._hands.verify_detail)]

    def _about(self) -> None:
        contact = self._contact
        self._write(_("Said"), " · ".join(card_words.short(t, 200) for t in (contact.said, contact.pronouns) if t))
        self._write(_("Speaks"), card_words.joined(languages.name(code) for code in contact.languages))
        for label, words in ((_("Topics"), contact.topics), (_("Lists"), contact.lists)):
            if words:
                self._row(label).put_tags([card_words.short(word, 200) for word in words])
        self._translations(contact.translations)
        self._write(_("Hours"), contact.hours, tab_stop=True)
        self._write(_("Address"), contact.address, tab_stop=True)

    def _translations(self, translations: tuple[Translation, ...]) -> None:
        """Show what the head does not: roles in other languages, and names beyond the first."""
        for at, translation in enumerate(translations):
            if translation.role or at:
                text = ", ".join(card_words.short(t, 200) for t in (translation.name, translation.role) if t)
                self._write(languages.name(translation.language), text)

    def _state(self) -> None:
        contact = self._contact
        if not self._in_trash:
            words, good = card_words.reach_words(contact, self._cover, self._moment)
            row = self._row(_("Reachable"))
            row.put_icon("phone-call" if good else "clock-alert", "good" if good else "warn")
            row.put_value(words if good else [Run(words, "warn")], _("Reachable"))
        self._verified()
        if away := card_words.away_words(contact, self._today):
            row = self._row(_("Away"))
            row.put_icon("calendar-off", "text")
            row.put_value(away, _("Away"))
            if self._cover is not None:
                who = card_words.short(self._cover.shown, 40)
                button = _link(_("{name} covers").format(name=who), "cover")
                uid = self._cover.uid
                button.clicked.connect(lambda: self._hands.open_contact(uid))
                row.put_actions([button])

    def _verified(self) -> None:
        contact = self._contact
        row = self._row(_("Verified"))
        words = card_words.verified_words(contact, self._today)
        if contact.verified_on is None:
            row.put_icon("clock-alert", "dim")
            row.put_value([Run(words, "dim")], _("Verified"))
        elif freshness.is_stale(contact.verified_on, self._today, self._stale_days):
            row.put_icon("clock-alert", "warn")
            row.put_value([Run(words, "warn")], _("Verified"))
        else:
            row.put_icon("circle-check", "good")
            row.put_value(words, _("Verified"))
        if not self._in_trash:
            button = _link(_("Verify now"), "verify")
            button.clicked.connect(lambda: self._hands.verify())
            row.put_actions([button])

    def _history(self, history: str) -> None:
        if not history:
            return
        row = self._row(_("History"))
        row.put_value(history, _("History"))
        button = _link(_("Show"), "history")
        button.setAccessibleName(_("Show the history"))
        button.clicked.connect(lambda: self._hands.show_history())
        row.put_actions([button])

    def _row(self, label: str) -> DetailRow:
        row = DetailRow(label, self._measure, self)
        self._column.addWidget(row)
        return row

    def _write(self, label: str, text: str | None, *, tab_stop: bool = False) -> None:
        if text:
            self._row(label).put_value(paragraphs(text), label, tab_stop=tab_stop)

    def _remark(self, advice: Advice | None, indent: int) -> None:
        if advice is not None:
            tone = "bad" if advice.verdict is Verdict.INVALID else "warn"
            self._column.addWidget(Remark(advice.message, tone, indent, self))


def phone_advice(phone: Phone, country: str | None) -> Advice | None:
    """Give what is to be said of a number; nothing of one that was verified."""
    if phone.verdict is Verdict.VALID or phone.verified_on is not None:
        return None
    return phones.explain(phone, country)


def email_advice(email: Email, known_domains: Mapping[str, int]) -> Advice | None:
    """Give what is to be said of an address among the mail domains of the book; nothing of one that was verified."""
    if email.verdict is Verdict.VALID or email.verified_on is not None:
        return None
    return emails.explain(email.typed or email.address, known_domains)


def paragraphs(text: str) -> str:
    """Keep the lines of a text from outside, each of them harmless."""
    from contactbook.domain.harmless import lines

    return "\n".join(lines(text))


def _strong(text: str) -> Run:
    return Run(text, "text", weight=QFont.Weight.Medium)


def _link(text: str, key: str) -> Button:
    button = Button(text, kind="link", small=True)
    button.setObjectName(key)
    return button
