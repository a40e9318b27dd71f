"""Tells which account or website a link leads to, and which property of a vCard it came from."""

import re
from urllib.parse import quote, urlsplit

from contactbook.domain.contact import LinkKind
from contactbook.exchange.vcard_model import Property
from contactbook.exchange.vcard_values import uri_of

_ACCOUNTS = frozenset({"SOCIALPROFILE", "X-SOCIALPROFILE", "IMPP"})
_NAMED_FOR = frozenset(
    {"X-TWITTER", "X-LINKEDIN", "X-WHATSAPP", "X-SIGNAL", "X-TELEGRAM", "X-SKYPE", "X-SKYPE-USERNAME"}
)
NAMES = _ACCOUNTS | _NAMED_FOR | {"URL"}

_HOSTS = {
    "wa.me": LinkKind.WHATSAPP, "api.whatsapp.com": LinkKind.WHATSAPP, "chat.whatsapp.com": LinkKind.WHATSAPP,
    "signal.me": LinkKind.SIGNAL, "signal.group": LinkKind.SIGNAL, "t.me": LinkKind.TELEGRAM,
    "telegram.me": LinkKind.TELEGRAM, "x.com": LinkKind.X, "twitter.com": LinkKind.X, "mobile.twitter.com": LinkKind.X,
    "linkedin.com": LinkKind.LINKEDIN,
}  # fmt: skip
_SCHEMES = {
    "whatsapp": LinkKind.WHATSAPP, "sgnl": LinkKind.SIGNAL, "signal": LinkKind.SIGNAL, "tg": LinkKind.TELEGRAM,
    "telegram": LinkKind.TELEGRAM, "twitter": LinkKind.X, "http": LinkKind.WEBSITE, "https": LinkKind.WEBSITE,
}  # fmt: skip
_NAMED = {kind.value: kind for kind in LinkKind} | {"twitter": LinkKind.X, "url": LinkKind.WEBSITE}
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?://|\S+\Z)", re.I)
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}(?:[:/?#]\S*)?\Z")
_STRAY = re.compile(r"%(?![0-9A-Fa-f]{2})")


def as_uri(text: str) -> str | None:
    """Give the URI (RFC 3986) that a link's text is or means; None for a mere name.

    A website may lack its scheme, and signs that a URI may not hold are written as percent and digits.
    """
    if not _SCHEME.match(text):
        if not _HOST.match(text):
            return None
        text = f"https://{text}"
    return quote(_STRAY.sub("%25", text), safe="%:/?#[]@!$&'()*+,;=~")


def kind(prop: Property, text: str) -> LinkKind:
    """Say where a link leads: by what the property says of it, else by its address."""
    head = prop.head
    if head.name == "URL":
        return LinkKind.OTHER if "other" in head.types and "." not in text else of_address(text)
    if head.name not in _ACCOUNTS:
        return _NAMED.get(head.name[2:].lower(), LinkKind.OTHER)
    service = head.param("SERVICE-TYPE") or head.param("X-SERVICE-TYPE") or ""
    named = [service.lower(), *head.types]
    found = next((_NAMED[word] for word in named if word in _NAMED), None)
    if found is None:
        found = of_address(text)
        return LinkKind.OTHER if found is LinkKind.WEBSITE else found
    return found


def of_address(text: str) -> LinkKind:
    """Say by its host or scheme where an address leads; a website if nothing else is known."""
    try:
        parts = urlsplit(text if "//" in text[:12] else f"//{text}")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return LinkKind.WEBSITE
    if host.endswith(".linkedin.com"):
        host = "linkedin.com"
    return _HOSTS.get(host) or _SCHEMES.get(parts.scheme or text.partition(":")[0].lower(), LinkKind.WEBSITE)


def kind_named(name: str | None) -> LinkKind | None:
    """Find a kind by the name that this program writes."""
    return _NAMED.get(name) if name else None


def value(prop: Property) -> str:
    """Give the address or the name of an account."""
    return uri_of(prop)
