"""Turns the program's own sentences into the person's language."""

import gettext

_translations: gettext.NullTranslations = gettext.NullTranslations()


def _(sentence: str) -> str:
    """Translate a whole sentence; placeholders are named and filled in by the caller."""
    return _translations.gettext(sentence)


def counted(one: str, many: str, number: int) -> str:
    """Translate a sentence about a number of things and fill in {number}."""
    return _translations.ngettext(one, many, number).format(number=f"{number:,}")
