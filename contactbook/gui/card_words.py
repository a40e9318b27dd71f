"""The words of the card: what a number is called, what time it is there, when somebody is away."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from contactbook.domain import freshness, places, reaching
from contactbook.domain.contact import Agency, Contact, Email, LinkKind, Means, Phone, PhoneKind
from contactbook.domain.harmless import one_line
from contactbook.i18n import _

PHONE_KINDS: dict[PhoneKind, str] = {
    PhoneKind.MOBILE: _("Mobile"),
    PhoneKind.OFFICE: _("Office"),
    PhoneKind.FAX: _("Fax"),
    PhoneKind.SATELLITE: _("Satellite"),
    PhoneKind.OTHER: _("Other"),
}
LINK_KINDS: dict[LinkKind, str] = {
    LinkKind.WEBSITE: _("Website"),
    LinkKind.WHATSAPP: _("WhatsApp"),
    LinkKind.SIGNAL: _("Signal"),
    LinkKind.TELEGRAM: _("Telegram"),
    LinkKind.X: _("X"),
    LinkKind.LINKEDIN: _("LinkedIn"),
    LinkKind.OTHER: _("Other"),
}
MEANS: dict[Means, str] = {
    Means.CALLED: _("{when}, by phone"),
    Means.EMAILED: _("{when}, by email"),
    Means.WEB: _("{when}, on a web page"),
    Means.RELEASE: _("{when}, in a release"),
}
MONTHS = (
    _("January"), _("February"), _("March"), _("April"), _("May"), _("June"),
    _("July"), _("August"), _("September"), _("October"), _("November"), _("December"),
)  # fmt: skip
SHORT = 120  # beyond this a word of one line is cut; what is whole stands in its tooltip


def short(text: str, limit: int = SHORT) -> str:
    """Put a text on one harmless line, cut at a limit of characters."""
    line = one_line(text[: limit * 4])
    return line if len(line) <= limit and len(text) <= limit * 4 else line[: limit - 1].rstrip() + "…"


def phone_kind(phone: Phone) -> str:
    """Name a number by its label, else by its kind."""
    return short(phone.label, 60) if phone.label else PHONE_KINDS[phone.kind] if phone.kind else _("Phone")


def first_phone(phones: Sequence[Phone]) -> int | None:
    """Find the number that stands first on the card: the first public one, else the first; None without any."""
    public = (at for at, phone in enumerate(phones) if phone.public)
    return next(public, 0 if phones else None)


def is_day(moment: datetime) -> bool:
    """Tell whether it is day at a local time, roughly: from six to eighteen."""
    return 6 <= moment.hour < 18


def there_now(moment: datetime) -> str:
    return _("{time} there now").format(time=f"{moment:%H:%M}")


def place(contact: Contact) -> str:
    """Write city and country; the country's English name."""
    parts = [short(contact.city)] if contact.city else []
    if contact.country:
        parts.append(places.country_name(contact.country))
    return ", ".join(dict.fromkeys(part for part in parts if part))


def agency_name(contact: Contact, agency: Agency | None) -> str:
    return short(contact.agency or (agency.shown if agency else ""))


def day_words(day: date, today: date) -> str:
    """Write a day as "3 December", with the year if it is another one."""
    words = f"{day.day} {MONTHS[day.month - 1]}"
    return words if day.year == today.year else f"{words} {day.year}"


def away_words(contact: Contact, today: date) -> str | None:
    """Say when somebody is away; None where that is over or nothing is known of it."""
    start, end = contact.away_from, contact.away_until
    if start is None and end is None:
        return None
    if end is not None and end < today:
        return None
    if end is None:
        return _("From {day}").format(day=day_words(start or today, today))
    if start is not None and start > today:
        return _("From {first} to {last}").format(first=day_words(start, today), last=day_words(end, today))
    return _("To {day}").format(day=day_words(end, today))


def verified_words(contact: Contact, today: date) -> str:
    """Say when and how a contact was verified."""
    if contact.verified_on is None:
        return _("Not verified yet")
    when = freshness.age_words(contact.verified_on, today)
    words = MEANS[contact.verified_by].format(when=when) if contact.verified_by else when
    return words[:1].upper() + words[1:]


def detail_words(detail: Phone | Email, today: date) -> str:
    """Say when and how one number or address was verified."""
    if detail.verified_on is None:
        return _("not verified yet")
    when = freshness.age_words(detail.verified_on, today)
    return MEANS[detail.verified_by].format(when=when) if detail.verified_by else when


def reach_words(contact: Contact, cover: Contact | None, moment: reaching.Moment) -> tuple[str, bool]:
    """Say whether somebody can be reached now and why not, and whether so."""
    found = reaching.reach(contact, cover, moment)
    if found is reaching.Reach.NOTHING:
        return _("Not reachable: no number or address that can be right"), False
    if found is reaching.Reach.HOURS:
        local = reaching.local_time(contact, moment.now)
        clock = f"{local:%H:%M}" if local else ""
        return _("Not reachable now: {time} in {city}").format(time=clock, city=short(contact.city or "", 60)), False
    if found is reaching.Reach.AWAY:
        return _away_and(contact, cover, moment.today), False
    if found is reaching.Reach.COVER and cover is not None:
        return _("Through {name}, who covers").format(name=short(cover.shown, 60)), True
    details: tuple[Phone | Email, ...] = (*contact.phones, *contact.emails)
    if not any(detail.public for detail in details):
        return _("Now, by internal details: nothing is public"), True
    return _("Now"), True


def _away_and(contact: Contact, cover: Contact | None, today: date) -> str:
    """Say until when somebody is away, and why the cover is no help."""
    until = contact.away_until
    away = _("Away to {day}").format(day=day_words(until, today)) if until else _("Away")
    if cover is None or cover.deleted_at is not None:
        return _("{away}, no cover").format(away=away)
    return _("{away}, and {name} cannot be reached now").format(away=away, name=short(cover.shown, 60))


def joined(words: Iterable[str]) -> str:
    return ", ".join(words)


def link_url(kind: LinkKind, value: str) -> str | None:
    """Make the address that a link opens; None where there is none. Nothing but https and http is ever opened."""
    value = value.strip()
    if kind in (LinkKind.WHATSAPP, LinkKind.SIGNAL) and "/" not in value:
        return _number_url(kind, value)
    if not value or any(c.isspace() or ord(c) < 32 for c in value):
        return None
    if value.lower().startswith(("https://", "http://")):
        return value
    host, _slash, path = value.partition("/")
    if ":" in host:
        return None  # another scheme, or a port that nobody asked for
    if path or kind is LinkKind.WEBSITE:
        return f"https://{value}" if "." in host else None
    return _account_url(kind, value)


def _number_url(kind: LinkKind, value: str) -> str | None:
    """Address an account that is a number; a user name there has no address."""
    digits = "".join(c for c in value if c.isascii() and c.isdigit())
    if len(digits) < 7 or any(c.isalpha() for c in value):
        return None
    return f"https://wa.me/{digits}" if kind is LinkKind.WHATSAPP else f"https://signal.me/#p/+{digits}"


def _account_url(kind: LinkKind, value: str) -> str | None:
    base = {
        LinkKind.TELEGRAM: "https://t.me/",
        LinkKind.X: "https://x.com/",
        LinkKind.LINKEDIN: "https://www.linkedin.com/in/",
    }.get(kind)
    if base is None:
        return f"https://{value}" if "." in value else None
    return base + value.lstrip("@")
