"""Takes apart what was typed for a number: digits, extension, and the words around them."""

import re
import unicodedata
from dataclasses import dataclass, replace
from urllib.parse import unquote

from contactbook.domain.contact import PhoneKind

# phonenumbers reads no more than 250 characters; no number comes near.
_MOST = 200
_KINDS: dict[PhoneKind | None, str] = {
    PhoneKind.MOBILE: "mobile mob cell cellular cellphone gsm handy natel portable movil móvil celular telemóvel моб"
    " мобильный جوال موبايل 手机 手機 携帯 m c",
    PhoneKind.OFFICE: "office work desk direct landline bureau oficina büro o",
    PhoneKind.FAX: "fax telefax télécopie факс فاكس 传真 f",
    PhoneKind.SATELLITE: "satellite sat thuraya iridium inmarsat",
    None: "tel telephone téléphone telefon telefono teléfono telefone tél tfno tlf phone ph call home whatsapp signal"
    " viber new тел телефон هاتف تلفون ت 电话 電話 t p h",
}
_WORDS = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_SCHEME = re.compile(r"\s*(tel|callto|sms|fax):(?://)?", re.IGNORECASE)
_EXTENSION = re.compile(
    r"""[\s,;(/-]*(?:\b|(?<=\d))(?:;ext=|extension|extn|ext|poste|durchwahl|dw|nebenstelle|interno|int|anexo|ramal
    |toestel|tst|bureaupost|доб|вн|تحويلة|داخلي|分机|內線|内線|内线|x|\#|~)\s*[.:=]?\s*(\d{1,9})\s*\)?\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
_ASIDE = re.compile(r"[(\[][^()\[\]\d+]*[)\]]")
_FIRST_WORD = re.compile(r"[\s(]*([^\W\d_]+)[\s.:)]*")
_LAST_WORD = re.compile(r"[\s(]+([^\W\d_]+)[\s.)]*$")
_BARE = re.compile(r"[\d +().-]+", re.ASCII)
_DIGITS = re.compile(r"\d+", re.ASCII)
_PLUS = re.compile(r"[\s(\[]*\+")
_VANITY = re.compile(r"\+?[\d\s().-]*\d{3}[\s().-]*[A-Z]+(?:[\s-][A-Z]+)*[\s-]*\d*")


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in a field: text is the number with its punctuation, digits are ASCII and without extension."""

    text: str
    digits: str
    plus: bool = False
    extension: str | None = None
    kind: PhoneKind | None = None
    letters: bool = False

    @property
    def printed(self) -> str:
        """The digits as printed, with their + if there was one."""
        return ("+" if self.plus else "") + self.digits

    @property
    def vanity(self) -> bool:
        """Tell whether the letters may stand for digits, as in 1-800-FLOWERS."""
        return self.letters and bool(_VANITY.fullmatch(self.text))


def ascii_digits(text: str) -> str:
    """Turn the digits of any script into ASCII, full-width signs into plain ones, and take out what cannot be seen."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_plain(c) for c in text)


def digits_of(text: str) -> str:
    """Keep the digits alone, as ASCII."""
    if text.isascii():
        return "".join(_DIGITS.findall(text))
    return "".join(c for c in ascii_digits(text) if c.isascii() and c.isdigit())


def take_apart(typed: str) -> Typed:
    """Split what was typed into number, extension and the kind that its words name."""
    if len(typed) > _MOST:
        text = ascii_digits(typed)
        plus = bool(_PLUS.match(text))
        return Typed(text[:_MOST], digits_of(text), plus, letters=any(c.isalpha() for c in text))
    text = ascii_digits(typed).strip()
    if _BARE.fullmatch(text):  # no word, no extension: most numbers, done at a tenth of the cost
        text = _ASIDE.sub(" ", text).strip() if "(" in text else text
        return Typed(text, digits_of(text), bool(_PLUS.match(text)))
    text, kind = _without_scheme(text)
    text, named = _without_words(_ASIDE.sub(" ", text))
    extension = None
    found = _EXTENSION.search(text)
    if found and digits_of(text[: found.start()]):
        extension = found[1]
        text, behind = _without_words(text[: found.start()])
        named = named or behind
    letters = any(c.isalpha() for c in text)
    return Typed(text.strip(), digits_of(text), bool(_PLUS.match(text)), extension, kind or named, letters)


def several(typed: Typed) -> list[Typed]:
    """Cut a field that may hold several numbers at the signs that people put between them."""
    parts = re.split(r"[/;,|]|\s(?:or|and|ou|et|oder|und|y|o)\s", typed.text)
    return [take_apart(part) for part in parts if any(c.isdigit() for c in part)]


def readings(typed: Typed) -> list[Typed]:
    """List the ways to read the signs around the digits, the plainest first."""
    found = [typed]
    bare = re.sub(r"\(\s*0\s*\)", " ", typed.text)
    if bare != typed.text:
        found.append(replace(typed, text=bare, digits=digits_of(bare)))
    if not typed.plus:
        for prefix in ("00", "011", "810"):
            if typed.digits.startswith(prefix) and len(typed.digits) > len(prefix) + 6:
                digits = digits_of(bare)[len(prefix) :]
                found.append(replace(typed, text="+" + digits, digits=digits, plus=True))
    return found


def _plain(c: str) -> str:
    if c.isascii():
        return c if c.isprintable() else " "
    decimal = unicodedata.decimal(c, None)
    if decimal is not None:
        return str(decimal)
    category = unicodedata.category(c)
    if category == "Pd" or c == "\u2212":
        return "-"
    if category == "Zs":
        return " "
    if category in ("Cf", "Cc", "Cs", "Zl", "Zp", "Mn"):
        return " " if category in ("Cc", "Zl", "Zp") else ""
    # Full-width forms of ASCII stand at a fixed distance from it; two more plus signs are met in East Asian text.
    if "\uff01" <= c <= "\uff5e":
        return chr(ord(c) - 0xFEE0)
    return "+" if c in "\ufe62\u207a" else c


def _without_scheme(text: str) -> tuple[str, PhoneKind | None]:
    """Take a tel: address apart (RFC 3966): its parameters go, but for the extension and a global context."""
    found = _SCHEME.match(text)
    if not found:
        return text, None
    number, *parameters = unquote(text[found.end() :], errors="replace").split(";")
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.lower() == "ext" and value:
            number += f";ext={value}"
        elif name.lower() == "phone-context" and value.startswith("+") and not number.startswith("+"):
            number = value + number
    return ascii_digits(number), PhoneKind.FAX if found[1].lower() == "fax" else None


def _without_words(text: str) -> tuple[str, PhoneKind | None]:
    """Take the words that say what a number is from both its ends."""
    kind: PhoneKind | None = None
    while (found := _FIRST_WORD.match(text)) and found[1].lower() in _WORDS:
        kind, text = kind or _WORDS[found[1].lower()], text[found.end() :]
    while (found := _LAST_WORD.search(text)) and found[1].lower() in _WORDS:
        kind, text = kind or _WORDS[found[1].lower()], text[: found.start()]
    return text, kind
