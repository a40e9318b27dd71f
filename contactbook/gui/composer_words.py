"""What the composer says of a contact: who it is, and what to look at before the block goes out."""

from dataclasses import dataclass, replace
from typing import Literal

from contactbook.app.composing import Warning as Found
from contactbook.app.publishing import Internal
from contactbook.domain import freshness
from contactbook.domain.contact import Contact, Phone
from contactbook.domain.freshness import is_away
from contactbook.gui.card_words import phone_kind
from contactbook.gui.composer_state import ComposerState
from contactbook.gui.row_words import short_day
from contactbook.gui.text import clean
from contactbook.i18n import _, counted

Remedy = Literal["verify", "use cover", "print anyway", "publish", "show more", "open"]
REMEDIES: dict[Remedy, str] = {
    "verify": _("Verify now"),
    "use cover": _("Use cover"),
    "print anyway": _("Print anyway"),
    "publish": _("Publish …"),
    "show more": _("Show them"),
    "open": _("Open"),
}


@dataclass(frozen=True, slots=True)
class Concern:
    """Something to look at, what settles it, and whom that is about; a note says only what was done."""

    text: str
    icon: str
    remedy: Remedy
    about: str
    note: bool = False

    @property
    def tone(self) -> str:
        return "dim" if self.note else "warn"


@dataclass(frozen=True, slots=True)
class ComposerRow:
    """A contact of the list, ready to paint."""

    uid: str
    name: str
    second: str
    concerns: tuple[Concern, ...]

    @property
    def concern(self) -> Concern | None:
        """The one that stands in the list: a warning before a note."""
        return self.concerns[0] if self.concerns else None


def rows(state: ComposerState) -> list[ComposerRow]:
    """Make the rows of all contacts ready."""
    return [_row(state, uid) for uid in state.uids]


def _row(state: ComposerState, uid: str) -> ComposerRow:
    contact = state.contacts[uid]
    parts = [contact.role if contact.role != contact.shown else None, contact.agency, contact.city]
    second = " · ".join(clean(part) for part in parts if part)
    found = [_concern(state, contact, warning) for warning in state.block.warnings if warning.uid == uid]
    if state.is_printed_though_away(uid) and is_away(contact, state.today):
        found.insert(0, _though_away(state, contact))
    found.sort(key=lambda concern: concern.note)
    return ComposerRow(uid, clean(contact.shown), second, tuple(found))


def _concern(state: ComposerState, contact: Contact, warning: Found) -> Concern:
    if warning.concern == "away":
        return _away(state, contact, covered=warning.remedy == "print anyway")
    printed = state.printed(contact.uid) or contact
    whose = _("{name}, who covers: ").format(name=clean(printed.shown)) if printed.uid != contact.uid else ""
    text, icon, remedy = _told(state, printed, warning)
    return Concern((whose + text) if whose else text[:1].upper() + text[1:], icon, remedy, printed.uid)


def _told(state: ComposerState, printed: Contact, warning: Found) -> tuple[str, str, Remedy]:
    if warning.concern == "unverified":
        verified = freshness.settle(_as_printed(state, printed)).verified_on
        if verified is None:
            return _("never verified"), "clock-alert", "verify"
        days = (state.today - verified).days
        return counted("not verified for {number} day", "not verified for {number} days", days), "clock-alert", "verify"
    if warning.concern == "attention":
        what = freshness.needs_attention(_as_printed(state, printed))
        said = _("an address may not be right") if what == "address" else _("a number may not be right")
        return said, "circle-alert", "open"
    if warning.remedy == "show more":
        return _("all its details are left out"), "eye-off", "show more"
    remedy: Remedy = "publish" if state.internal(warning.uid) else "open"
    return _("no public number or address"), "lock", remedy


def _as_printed(state: ComposerState, contact: Contact) -> Contact:
    """Leave of a contact the details that the block prints: it warns of these only."""
    printed = {(one.value, one.extension) for one in state.block.printed if one.uid == contact.uid}
    return replace(
        contact,
        phones=tuple(p for p in contact.phones if p.public and (p.number, p.extension) in printed),
        emails=tuple(e for e in contact.emails if e.public and (e.address, None) in printed),
    )


def _away(state: ComposerState, contact: Contact, *, covered: bool) -> Concern:
    since = _since(state, contact)
    if not covered:
        text = _("{away}; nobody covers").format(away=since)
        return Concern(text, "calendar-off", "open", contact.uid)
    text = _("{away}; {cover} is printed").format(away=since, cover=_cover_name(state, contact))
    return Concern(text, "calendar-off", "print anyway", contact.uid, note=True)


def _though_away(state: ComposerState, contact: Contact) -> Concern:
    cover = _cover_name(state, contact)
    if not cover:
        return Concern(_since(state, contact), "calendar-off", "open", contact.uid)
    text = _("{away}; cover is {cover}").format(away=_since(state, contact), cover=cover)
    return Concern(text, "calendar-off", "use cover", contact.uid)


def _since(state: ComposerState, contact: Contact) -> str:
    if contact.away_until is None:
        return _("Away")
    return _("Away to {day}").format(day=short_day(contact.away_until, state.today))


def _cover_name(state: ComposerState, contact: Contact) -> str:
    entry = state.entry(contact.uid)
    uid = entry.printed_uid if entry and entry.printed_uid != contact.uid else contact.cover
    cover = state.find(uid) if uid else None
    return clean(cover.shown) if cover else ""


def spoken(row: ComposerRow) -> str:
    """Say a row in words, for a screen reader."""
    said = [row.name, row.second, *(concern.text for concern in row.concerns)]
    return ", ".join(part for part in said if part)


def internal_words(one: Internal) -> str:
    """Say what would become public: whose, what, and the value."""
    from contactbook.domain.phones import international

    name = clean(one.contact.shown)
    if isinstance(one.detail, Phone):
        number = clean(international(one.detail.number, one.detail.extension))
        return _("{name}: {kind} {value}").format(name=name, kind=phone_kind(one.detail), value=number)
    what = clean(one.detail.label) if one.detail.label else _("Email")
    return _("{name}: {kind} {value}").format(name=name, kind=what, value=clean(one.detail.address))


def count_words(number: int) -> str:
    """Say how many contacts the block has, and that it holds no more than may be published."""
    if not number:
        return _("No contacts yet")
    return counted("{number} contact, public details only", "{number} contacts, public details only", number)


def withheld_words(withheld: int) -> str:
    """Say how many details were held back."""
    if not withheld:
        return _("Nothing is withheld")
    return counted("{number} internal detail withheld", "{number} internal details withheld", withheld)


def publish_words(number: int, withheld: int, *, short: bool = False) -> str:
    """Offer to publish what was withheld and can be: numbers and addresses."""
    if short:
        return _("Publish …")
    if number == withheld:
        return counted("Publish it …", "Publish them …", number)
    return counted("Publish {number} of them …", "Publish {number} of them …", number)
