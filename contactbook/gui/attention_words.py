"""The words of the attention page: what is wrong, the remedy of a row, and where a detail came from."""

from collections.abc import Sequence

from contactbook.app.checking import Case, Origin
from contactbook.app.righting import Remedy, Righting
from contactbook.domain import phones
from contactbook.domain.contact import Email, Phone, Verdict
from contactbook.gui.card_words import short
from contactbook.gui.moments import moment_day
from contactbook.gui.text import isolate
from contactbook.i18n import _, counted

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


def done_words(rightings: Sequence[Righting], who: str) -> str:
    """Say what was done about details; who has the first of them."""
    remedies = {righting.remedy for righting in rightings}
    if len(rightings) == 1:
        (one,) = rightings
        sentence = {
            Remedy.USE: _("{who}: {value} in the place of {old}."),
            Remedy.RIGHT: _("{who}: {old} is right, by phone."),
            Remedy.NOTE: _("{who}: {old} kept as a note."),
            Remedy.LEAVE: _("{who}: {old} left as it is."),
        }[one.remedy]
        value = detail_text(one.becomes) if one.becomes else short(one.text, 80)
        return sentence.format(who=short(who), value=value, old=detail_text(one.detail))
    details = counted("{number} detail", "{number} details", len(rightings))
    sentence = {
        Remedy.RIGHT: _("{details} noted as right."),
        Remedy.NOTE: _("{details} kept as notes."),
        Remedy.LEAVE: _("{details} left as they are."),
    }.get(remedies.pop() if len(remedies) == 1 else Remedy.USE, _("{details} put right."))
    return sentence.format(details=details)


def value_of(case: Case) -> str:
    """Write the number or address as it is held, harmless."""
    return detail_text(case.detail)


def detail_text(detail: Phone | Email) -> str:
    """Write a number or an address, as it was typed where it cannot be one."""
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
