"""The words of the attention page: what is wrong, the remedy of a row, and where a detail came from."""

from contactbook.app.checking import Case, Origin
from contactbook.app.righting import Remedy, Righting
from contactbook.domain import phones
from contactbook.domain.contact import Phone, Verdict
from contactbook.gui.card_words import short
from contactbook.gui.moments import moment_day
from contactbook.gui.text import isolate
from contactbook.i18n import _

# What is wrong, worst first: the problems of advice, the title and a word on them.
GROUPS: tuple[tuple[frozenset[str], str, str], ...] = (
    (frozenset({"country"}), _("Which country?"), _("no code")),
    (frozenset({"syntax"}), _("Cannot be an address"), _("kept as typed")),
    (frozenset({"slip"}), _("Mistyped address?"), _("one letter off")),
    (frozenset({"reserved"}), _("Reserved domain"), _("no mail from outside")),
    (frozenset({"unusual"}), _("Unusual number"), _("not in the country’s plan")),
)
_NUMBER = (_("Cannot be a number"), _("kept as typed"))
_ADDRESS = (_("Cannot be an address"), _("kept as typed"))


def group_of(case: Case) -> tuple[int, str, str]:
    """Give the place of a case's group in their order, its title and a word on it."""
    for at, (problems, title, second) in enumerate(GROUPS, 1):
        if case.problem in problems:
            return at, title, second
    if case.detail.verdict is Verdict.UNUSUAL:
        return len(GROUPS) + 1, _("Unusual when it was read"), _("not verified since")
    return (0, *_NUMBER) if isinstance(case.detail, Phone) else (2, *_ADDRESS)


def remedy_of(case: Case) -> tuple[str, Righting]:
    """Give the one remedy of a row: its word, and what it does."""
    advice, uid = case.advice, case.contact.uid
    if advice is not None and advice.remedy and advice.remedy_value and advice.remedy != _("Keep as a note"):
        return advice.remedy, Righting(uid, case.detail, Remedy.USE, advice.remedy_value)
    if case.detail.verdict is Verdict.UNUSUAL:
        return _("It is right"), Righting(uid, case.detail, Remedy.RIGHT)
    return _("Keep as a note"), Righting(uid, case.detail, Remedy.NOTE)


def value_of(case: Case) -> str:
    """Write the number or address as it is held, harmless."""
    detail = case.detail
    if isinstance(detail, Phone):
        shown = detail.typed if detail.verdict is Verdict.INVALID else phones.international(detail.number)
        return isolate(short(shown or detail.number, 60))
    return short(detail.address, 80)


def place_of(case: Case) -> str:
    """Write agency and city."""
    return " · ".join(short(part, 60) for part in (case.contact.agency, case.contact.city) if part)


def origin_words(origin: Origin | None, case: Case) -> str:
    """Say by which step a detail came, when, and what was typed there."""
    typed = short(case.detail.typed, 80)
    if origin is None:
        return _("“{typed}”").format(typed=typed)
    return _("{step}, on {day}: “{typed}”").format(
        step=short(origin.step.name, 80), day=moment_day(origin.step.at), typed=typed
    )
