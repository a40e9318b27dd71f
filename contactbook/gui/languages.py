"""The names of languages, and the codes (BCP 47) that names and codes stand for."""

from functools import cache

from PySide6.QtCore import QLocale

from contactbook.domain.folding import fold

# Names that are in use in the field and that Qt's list does not have, or has otherwise.
_OTHER_NAMES = {
    "gikuyu": "ki", "farsi": "fa", "dari": "prs", "tagalog": "tl", "kirundi": "rn", "kiswahili": "sw", "mandarin": "zh",
    "putonghua": "zh", "cantonese": "yue", "flemish": "nl", "castilian": "es", "moldovan": "ro", "bahasa": "id",
    "lao": "lo", "sinhalese": "si", "kirghiz": "ky", "luganda": "lg", "isizulu": "zu", "sorani": "ckb",
    "kurmanji": "ku", "tamazight": "ber", "pulaar": "ff", "fula": "ff", "pidgin": "pcm", "bosniac": "bs",
}  # fmt: skip
_NAMES = {"prs": "Dari", "ber": "Berber", "tl": "Tagalog", "yue": "Cantonese", "ki": "Gikuyu", "lo": "Lao"}


@cache
def _table() -> dict[str, str]:
    """List every language that Qt knows: code and English name, the shortest code of each."""
    table: dict[str, str] = {}
    for language in QLocale.Language:
        code = QLocale.languageToCode(language)
        if code and language not in (QLocale.Language.AnyLanguage, QLocale.Language.C):
            table[code] = QLocale.languageToString(language)
    return table | _NAMES


@cache
def _codes() -> dict[str, str]:
    return {fold(name): code for code, name in reversed(_table().items())} | _OTHER_NAMES


def name(code: str) -> str:
    """Name a language in English; a code that is not known stays itself ("zh-Hant" is Chinese (Hant))."""
    base, _dash, rest = code.partition("-")
    found = _table().get(base.lower())
    if found is None:
        return code
    return f"{found} ({rest})" if rest else found


def code(text: str) -> str | None:
    """Find the code of a language given by its name, its own name or its code; None where nothing answers."""
    folded = fold(text)
    if folded in _codes():
        return _codes()[folded]
    base, _dash, rest = text.strip().partition("-")
    if base.lower() in _table() and (not rest or rest.isalnum()):
        return f"{base.lower()}-{rest}" if rest else base.lower()
    return _own_names().get(folded)


@cache
def _own_names() -> dict[str, str]:
    """List languages by the name that they have in themselves (français, русский, العربية)."""
    return {fold(QLocale(known).nativeLanguageName()): known for known in reversed(_table())}


def suggest(prefix: str, limit: int = 8) -> list[str]:
    """Offer the names of languages of which a word begins with a prefix, best first."""
    folded = fold(prefix)
    if not folded:
        return []
    found = [shown for key, shown in _offers().items() if key.startswith(folded)]
    found += [shown for key, shown in _offers().items() if f" {folded}" in key]
    exact = code(prefix)
    return list(dict.fromkeys([*([name(exact)] if exact else []), *found]))[:limit]


@cache
def _offers() -> dict[str, str]:
    names = {key: name(known) for key, known in sorted(_codes().items())}
    return names | {key: name(known) for key, known in _own_names().items() if key}
