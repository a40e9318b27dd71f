"""Reads and checks email addresses; nothing that is typed makes it raise, and nothing is asked of the network."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from functools import lru_cache
from urllib.parse import unquote

from contactbook.domain.advice import Advice
from contactbook.domain.contact import Email, Verdict
from contactbook.domain.harmless import cut, one_line
from contactbook.i18n import _, counted

# Names that no mail can reach from outside (RFC 6761, RFC 6762, RFC 7686, RFC 8375).
_RESERVED = ("local", "test", "invalid", "localhost", "onion", "arpa")
# Large mail hosts, which a directory need not hold to notice a slip.
_HOSTS = (
    "gmail.com",
    "googlemail.com",
    "outlook.com",
    "hotmail.com",
    "live.com",
    "yahoo.com",
    "icloud.com",
    "aol.com",
    "mail.com",
    "ymail.com",
    "gmx.com",
    "gmx.net",
    "gmx.de",
    "gmx.at",
    "gmx.ch",
    "proton.me",
    "protonmail.com",
    "yandex.ru",
    "yandex.com",
    "mail.ru",
    "msn.com",
    "web.de",
    "orange.fr",
)
# Shorter ones stand one letter off too much that is right.
_SHORTEST_HOST = 7
_LONGEST = 254  # RFC 5321, 4.5.3.1.3, without the brackets
_LONGEST_LOCAL = 64  # octets, RFC 5321, 4.5.3.1.1
# An address that needs no judgement: the signs that everybody uses, no label with two hyphens in a row (RFC 5891).
_PLAIN = re.compile(r"[A-Za-z0-9_+'&-]+(?:\.[A-Za-z0-9_+'&-]+)*@((?:[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*\.)+([A-Za-z]{2,}))")
_LONGEST_LABEL = 63  # RFC 1035, 2.3.1


def read(typed: str, *, label: str | None = None, public: bool = False, known_domains: Collection[str] = ()) -> Email:
    """Read an address as it was typed: domain in lower case and Unicode, the part before the @ as it is.

    known_domains are those that the book holds, best as a mapping to how many addresses have them.
    """
    address = _address(typed)
    normal, problem = _check(address)
    if problem and problem != "reserved":
        return Email(address or " ".join(typed.split()), typed, label, public, Verdict.INVALID)
    unusual = problem or suggestion(normal, known_domains)
    return Email(normal, typed, label, public, Verdict.UNUSUAL if unusual else Verdict.VALID)


def explain(typed: str | Email, known_domains: Collection[str] = ()) -> Advice | None:
    """Say what is wrong with an address and what to do; None where nothing is, or where a person says it is right."""
    text = typed
    if isinstance(typed, Email):
        if typed.verified_on and typed.verdict is not Verdict.INVALID:
            return None
        text = typed.address if typed.verdict is not Verdict.INVALID else typed.typed or typed.address
    if not isinstance(text, str) or not text.strip():
        return None
    address = _address(text)
    normal, problem = _check(address)
    if problem == "reserved":
        message = _("Unusual: .{ending} is kept for inner networks and tests, no mail from outside gets there.").format(
            ending=normal.rpartition(".")[2].rpartition("@")[2]
        )
        return Advice(Verdict.UNUSUAL, message, _("It is right"), None, problem)
    if problem:
        return Advice(Verdict.INVALID, problem, _("Keep as a note"), text.strip(), "syntax")
    better = suggestion(normal, known_domains)
    if better is None:
        return None
    domain = better.rpartition("@")[2]
    return Advice(Verdict.UNUSUAL, _slip(domain, known_domains), _use(domain), better, "slip")


def suggestion(address: str, known_domains: Collection[str] = ()) -> str | None:
    """Give the address with the domain that was meant, if its own is one slip away from a known one.

    A slip is a letter too many, too few, wrong, or two that changed places. A domain that the book holds itself is
    right, unless another is far more usual there.
    """
    local, at, domain = address.rpartition("@")
    if not at or not domain:
        return None
    own = _count(domain, known_domains)
    if domain in _HOSTS or (own and not isinstance(known_domains, Mapping)):
        return None
    near = [
        (_count(other, known_domains), other)
        for other in known_domains
        if other != domain and abs(len(other) - len(domain)) < 2 and is_one_slip(domain, other)
    ]
    best = min(near, key=lambda pair: (-pair[0], pair[1]), default=None)
    if best and (not own or best[0] >= max(3 * own, 4)):
        return f"{local}@{best[1]}"
    if own:
        return None
    host = _host_meant(domain)
    return f"{local}@{host}" if host else None


@lru_cache(maxsize=1024)  # a file of thousands names the same few domains
def _host_meant(domain: str) -> str | None:
    hosts = (host for host in _HOSTS if len(host) >= _SHORTEST_HOST and is_one_slip(domain, host))
    return next(hosts, None)


def is_one_slip(one: str, other: str) -> bool:
    """Tell whether two words differ by one insertion, deletion, substitution or transposition, and not less."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    return len(left) <= 1 >= len(right) or (len(left) == 2 == len(right) and left == right[::-1])


def _address(typed: str) -> str:
    """Take an address out of what stands around it: mailto:, a name with brackets, a comma behind."""
    text = (typed if typed.isascii() and typed.isprintable() else "".join(_plain(c) for c in typed)).strip()
    if text[:7].lower() == "mailto:":
        text = unquote(text[7:].partition("?")[0], errors="replace").strip()
    # Far beyond any address there is nothing to look for, and looking would take long.
    if len(text) > 4 * _LONGEST:
        return text
    if "<" in text and (found := re.search(r"<([^<>]*@[^<>]*)>\s*$", text)):
        text = found[1].strip()
    return text.strip("<>,;\"'").rstrip(".").strip()


def _plain(c: str) -> str:
    if c.isascii():
        return c if c.isprintable() else " " if c.isspace() else ""
    if "\uff01" <= c <= "\uff5e":
        return chr(ord(c) - 0xFEE0)
    category = unicodedata.category(c)
    return "" if category in ("Cf", "Cs") else " " if category.startswith(("Z", "C")) else c


def _check(address: str) -> tuple[str, str]:
    """Normalise an address; the second is empty, "reserved", or a sentence that says what breaks the syntax."""
    if normal := _normal(address):
        return normal, ""
    problem = _syntax(address)
    if problem:
        return address, problem
    from email_validator import EmailNotValidError, validate_email

    local, _at, domain = address.rpartition("@")
    head, dot, ending = domain.rpartition(".")
    reserved = ending.lower() in _RESERVED
    # The library takes a reserved name for a broken one, so another ending stands in while it looks at the rest.
    asked = f"{local}@{head}{dot}{ending}.org" if reserved else address
    try:
        checked = validate_email(asked, check_deliverability=False, allow_smtputf8=True)
    except EmailNotValidError as error:
        return address, _other_words(str(error))
    if reserved:
        return f"{checked.local_part}@{checked.domain.removesuffix('.org')}", "reserved"
    return checked.normalized, ""


def _normal(address: str) -> str:
    """Normalise an address that needs no judgement; empty for one that does (the library takes longer)."""
    found = _PLAIN.fullmatch(address)
    if not found or len(address) > _LONGEST:
        return ""
    local, domain = address[: found.start(1) - 1], found[1].lower()
    # Names such as Info and Postmaster are written small by the library.
    named = local.isalpha() and not local.islower()
    if len(local) > _LONGEST_LOCAL or len(domain) > _LONGEST_LABEL or found[2].lower() in _RESERVED or named:
        return ""
    return f"{local}@{domain}"


def _syntax(address: str) -> str:
    local, at, domain = address.partition("@")
    blank = next((c for c in address if c.isspace()), None)
    if len(address) > _LONGEST:
        sentence = _("Too long: no address has more than {number} characters. Put it right, or keep it as a note.")
        return sentence.format(number=_LONGEST)
    if at and len(local.encode(errors="replace")) > _LONGEST_LOCAL:
        sentence = _(
            "Too long: no more than {number} characters stand before the @. Put it right, or keep it as a note."
        )
        return sentence.format(number=_LONGEST_LOCAL)
    if not at:
        return _("No @: an address looks like name@example.org. Put it right, or keep it as a note.")
    if blank and "@" not in domain:
        return _("A blank inside: an address has none. Take it out, or keep it as a note.")
    if "@" in domain:
        return _("More than one @: each address has a row of its own. Keep one here and add an email for the other.")
    if not local:
        return _("Nothing before the @: type the name of the mailbox, or keep it as a note.")
    if not domain:
        return _("Nothing after the @: type the domain, as in name@example.org, or keep it as a note.")
    if ".." in address:
        return _("Two dots in a row: take one out, or keep it as a note.")
    if address.startswith(".") or local.endswith(".") or domain.startswith("."):
        return _("A dot where none can stand: take it out, or keep it as a note.")
    if "." not in domain and domain.lower() not in _RESERVED:
        return _("No dot after the @: “{domain}” is not a whole domain. Type the rest, or keep it as a note.").format(
            domain=cut(one_line(domain), 30)
        )
    return ""


def _other_words(said: str) -> str:
    """Say in our words what the library found, which names the characters that it refuses."""
    signs = re.search(r"characters[^:]*: (.+?)\.?$", said)
    if signs:
        return _("A sign that cannot stand in an address: {signs}. Take it out, or keep it as a note.").format(
            signs=cut(one_line(signs[1]), 30)
        )
    if "too long" in said:
        return _(
            "Too long: a part of it has more characters than an address may have. Put it right, or keep it as a note."
        )
    return _("It cannot be an address as it stands. Put it right, or keep it as a note.")


def _slip(domain: str, known_domains: Collection[str]) -> str:
    if domain not in known_domains:
        return _("One letter off {domain}, a large mail host.").format(domain=domain)
    count = _count(domain, known_domains)
    if not isinstance(known_domains, Mapping):
        return _("One letter off {domain}, which contacts here use.").format(domain=domain)
    sentence = counted(
        "One letter off {{domain}}, which {number} contact here uses.",
        "One letter off {{domain}}, which {number} contacts here use.",
        count,
    )
    return sentence.format(domain=domain)


def _use(domain: str) -> str:
    return _("Use {domain}").format(domain=domain)


def _count(domain: str, known_domains: Collection[str]) -> int:
    if isinstance(known_domains, Mapping):
        return int(known_domains.get(domain, 0))
    return int(domain in known_domains)
