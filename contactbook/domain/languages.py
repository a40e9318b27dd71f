"""The languages that spokespeople speak most: their names, for a search by name."""

from functools import lru_cache

from contactbook.domain.folding import fold

_LANGUAGE_NAMES = {
    "arabic": "ar", "chinese": "zh", "english": "en", "french": "fr", "russian": "ru", "spanish": "es", "german": "de",
    "italian": "it", "portuguese": "pt", "swahili": "sw", "swedish": "sv", "dutch": "nl", "polish": "pl",
    "ukrainian": "uk", "turkish": "tr", "japanese": "ja", "korean": "ko", "hindi": "hi", "urdu": "ur", "persian": "fa",
    "greek": "el", "czech": "cs", "hungarian": "hu", "norwegian": "no", "danish": "da", "finnish": "fi",
    "francais": "fr", "deutsch": "de", "espanol": "es", "italiano": "it", "portugues": "pt", "hebrew": "he",
    "thai": "th", "burmese": "my", "bengali": "bn", "amharic": "am", "somali": "so", "hausa": "ha", "romanian": "ro",
}  # fmt: skip


def language_code(name: str) -> str:
    """Turn the name of a language, or the beginning of one, into its code; a code stays itself."""
    folded = fold(name)
    if len(folded) < 4:
        return folded
    return next((code for known, code in _LANGUAGE_NAMES.items() if known.startswith(folded)), folded)


@lru_cache(maxsize=256)
def language_names(code: str) -> tuple[str, ...]:
    """List the folded names of a language."""
    return tuple(name for name, known in _LANGUAGE_NAMES.items() if known == code.partition("-")[0])
