"""Lays a contact out as the rows of the card."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget

from contactbook.domain import emails, freshness, phones
from contactbook.domain.advice import Advice
from contactbook.domain.contact import Contact, Email, Phone, Translation, Verdict
from contactbook.domain.reaching import Moment
from contactbook.gui import card_words, languages, theme
from contactbook.gui.card_buttons import Action, Sign
from contactbook.gui.card_number import (
    Hands,
    NumberPanel,
    email_actions,
    flag_of,
    link_actions,
    number_runs,
    phone_actions,
)
from contactbook.gui.detail_grid import Detail, DetailRow, Measure, Remark
from contactbook.gui.kept import Kept
from contactbook.gui.value import Run
from contactbook.i18n import _


class CardRows(QWidget):
    """The number panel and all rows of one contact, top to bottom."""

    def __init__(self, measure: Measure, hands: Hands, parent: QWidget) -> None:
        super().__init__(parent)
        self._measure, self._hands = measure, hands
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, theme.SPACE_4)
        self._column.setSpacing(0)
        self._kept = Kept(self._column)

    def show_contact(
        self, contact: Contact, cover: Contact | None, history: str, now: datetime,
        *, in_trash: bool, stale_days: int, known_domains: Mapping[str, int],
    ) -> None:  # fmt: skip
        """Show another contact in the rows that are there."""
        self._contact, self._cover, self._today = contact, cover, now.astimezone().date()
        self._moment = Moment(now, self._today, lambda: stale_days)
        self._in_trash = in_trash
        self._stale_days, self._known_domains = stale_days, known_domains
        with self._kept.filling():
            self._details()
            self._column.addSpacing(theme.SPACE_3)
            self._about()
            self._state()
            self._write(_("Notes"), contact.notes, tab_stop=True)
            self._history(history)
            self._column.addStretch(1)

    def _details(self) -> None:
        contact, hands = self._contact, self._hands
        first = card_words.first_phone(contact.phones)
        if first is not None:
            phone, tight = contact.phones[first], self._measure.narrow
            panel = self._kept.put(NumberPanel, lambda: NumberPanel(hands, self, tight=tight))
            panel.show_phone(phone, first, self._sign(phone, first))
            self._column.addSpacing(theme.SPACE_3)
            self._remark(phone_advice(phone, contact.country), 0)
        for at, phone in enumerate(contact.phones):
            if at != first:
                self._phone(phone, at)
        for at, email in enumerate(contact.emails):
            self._email(email, at)
        for at, link in enumerate(contact.links):
            runs = [_strong(card_words.short(link.value, 400))]
            actions = link_actions(link, at, hands.copy, hands.open_url)
            self._row(Detail(card_words.LINK_KINDS[link.kind], runs, public=link.public, actions=actions))

    def _phone(self, phone: Phone, at: int) -> None:
        kind = card_words.phone_kind(phone)
        made = phone_actions(phone, at, self._hands.copy, self._hands.open_url, self._hands.show_code)
        if self._measure.narrow:  # the code is to be had from the menu as well
            made = [action for action in made if not action.key.startswith("code")]
        name = _("{label} number").format(label=kind)
        actions: list[Action | Sign] = [*self._sign(phone, at), *made]
        self._row(Detail(kind, number_runs(phone), name, flag=flag_of(phone), public=phone.public, actions=actions))
        self._remark(phone_advice(phone, self._contact.country), self._measure.label + theme.SPACE_2)

    def _email(self, email: Email, at: int) -> None:
        label = card_words.short(email.label, 60) if email.label else _("Email")
        made = email_actions(email, at, self._hands.copy, self._hands.open_url)
        actions: list[Action | Sign] = [*self._sign(email, at), *made]
        runs = [_strong(card_words.short(email.address, 400))]
        self._row(Detail(label, runs, public=email.public, actions=actions))
        self._remark(email_advice(email, self._known_domains), self._measure.label + theme.SPACE_2)

    def _sign(self, detail: Phone | Email, at: int) -> list[Sign]:
        """Make the sign of when a detail was verified, which verifies it; none for what cannot be right."""
        if self._in_trash or detail.verdict is Verdict.INVALID:
            return []
        return [Sign.of(detail, at, self._moment, self._hands.verify_detail)]

    def _about(self) -> None:
        contact = self._contact
        self._write(_("Said"), " · ".join(card_words.short(t, 200) for t in (contact.said, contact.pronouns) if t))
        self._write(_("Speaks"), card_words.joined(languages.name(code) for code in contact.languages))
        if contact.topics:
            words = [card_words.short(word, 200) for word in contact.topics]
            change = self._change(_("Change topics and languages"), self._hands.change_words)
            self._row(Detail(_("Topics"), tags=words, actions=change))
        if contact.lists:
            self._row(Detail(_("Lists"), tags=[card_words.short(word, 200) for word in contact.lists]))
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
            icon = ("phone-call", "good") if good else ("clock-alert", "warn")
            self._row(Detail(_("Reachable"), words if good else [Run(words, "warn")], icon=icon))
        self._verified()
        if away := card_words.away_words(contact, self._today):
            actions = self._change(_("Change when they are away"), self._hands.change_away)
            if self._cover is not None:
                says = _("{name} covers").format(name=card_words.short(self._cover.shown, 40))
                actions = [Action("cover", says, partial(self._hands.open_contact, self._cover.uid), text=says)]
            self._row(Detail(_("Away"), away, icon=("calendar-off", "text"), actions=actions))

    def _change(self, name: str, change: Callable[[], None]) -> list[Action]:
        """Make what changes a row, at its end; nothing is changed in the trash."""
        return [] if self._in_trash else [Action(name, name, change, text=_("Change"))]

    def _verified(self) -> None:
        contact = self._contact
        words = card_words.verified_words(contact, self._today)
        runs: str | list[Run] = words
        icon = ("circle-check", "good")
        if contact.verified_on is None:
            runs, icon = [Run(words, "dim")], ("clock-alert", "dim")
        elif freshness.is_stale(contact.verified_on, self._today, self._stale_days):
            runs, icon = [Run(words, "warn")], ("clock-alert", "warn")
        verify = _("Verify now")
        actions = [] if self._in_trash else [Action("verify", verify, self._hands.verify, text=verify)]
        self._row(Detail(_("Verified"), runs, icon=icon, actions=actions))

    def _history(self, history: str) -> None:
        if history:
            show = Action("history", _("Show the history"), self._hands.show_history, text=_("Show"))
            self._row(Detail(_("History"), history, actions=[show]))

    def _row(self, detail: Detail) -> None:
        self._kept.put(DetailRow, lambda: DetailRow(self._measure, self)).show_detail(detail)

    def _write(self, label: str, text: str | None, *, tab_stop: bool = False) -> None:
        if text:
            self._row(Detail(label, paragraphs(text), tab_stop=tab_stop))

    def _remark(self, advice: Advice | None, indent: int) -> None:
        if advice is not None:
            tone = "bad" if advice.verdict is Verdict.INVALID else "warn"
            self._kept.put(Remark, lambda: Remark(self)).show_remark(advice.message, tone, indent)


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
