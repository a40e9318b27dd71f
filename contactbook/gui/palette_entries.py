"""What the palette offers: the contact's actions first, then the program's, then cities, agencies and lists."""

from collections.abc import Iterable, Sequence

from contactbook.domain.contact import Contact, Group
from contactbook.gui import languages
from contactbook.gui.actions import SPECS, Actions, keys_text
from contactbook.gui.controls import clean, isolate
from contactbook.gui.palette_match import Entry
from contactbook.i18n import _, counted

_NOT_IN_PALETTE = ("palette", "save")
ACTION, VIEW, PUT, ADD, TAKE = "action:", "view:", "put:", "add:", "take:"


def entries(
    actions: Actions,
    current: Contact | None,
    selected: int,
    number: str,
    cities: Sequence[Group],
    agencies: Sequence[Group],
    lists: Iterable[tuple[str, int]],
    topics: Sequence[str],
    spoken: Sequence[str],
) -> list[Entry]:
    """List everything that can be asked for, and what cannot be done now with its reason."""
    several = counted("{number} contact", "{number} contacts", selected)
    whose = several if selected > 1 else clean(current.shown) if current else _("Contact")
    found = _of_actions(actions, whose, _seconds(current, selected, number))
    lists = list(lists)
    if selected:
        found += [
            Entry(
                f"{PUT}{name}", whose, _("Put on “{list}”").format(list=clean(name)), "", "list-plus", only_sought=True
            )
            for name, _number in lists
        ]
    if selected and actions.why_not("topics_languages") is None:
        found += _of_words(whose, current if selected == 1 else None, topics, spoken)
    places = _("Cities, agencies and lists")
    for groups, field, icon in ((cities, "city", "map-pin"), (agencies, "agency", "building-2")):
        found += [
            Entry(view_key(field, g.name), places, clean(g.name), _contacts(g.count), icon, only_sought=True)
            for g in groups
            if g.name
        ]
    found += [
        Entry(view_key("list", name), places, clean(name), _contacts(number_of), "list", only_sought=True)
        for name, number_of in lists
    ]
    return found


def _of_words(whose: str, one: Contact | None, topics: Sequence[str], spoken: Sequence[str]) -> list[Entry]:
    """Offer to add each topic and language, and to take away those that somebody has; of several it is not known."""
    made = []
    for key, words, add, take in (
        ("topics", [(topic, clean(topic)) for topic in topics], _("Add topic {word}"), _("Take away topic {word}")),
        (
            "languages",
            [(code, languages.name(code)) for code in spoken],
            _("Add language {word}"),
            _("Take away language {word}"),
        ),
    ):
        held = {word.casefold() for word in getattr(one, key)} if one is not None else None
        for word, shown in words:
            has = held is not None and word.casefold() in held
            if not has:
                made.append(Entry(f"{ADD}{key}:{word}", whose, add.format(word=shown), "", "plus", only_sought=True))
            if has or held is None:
                made.append(Entry(f"{TAKE}{key}:{word}", whose, take.format(word=shown), "", "minus", only_sought=True))
    return made


def view_key(field: str, name: str) -> str:
    """Make the key of a view from a field and a value."""
    quoted = name.replace('"', " ")
    return f'{VIEW}{field}:"{quoted}"'


def _of_actions(actions: Actions, whose: str, seconds: dict[str, str]) -> list[Entry]:
    made = []
    for about_contact in (True, False):
        for spec in SPECS:
            if spec.about_contact is not about_contact or spec.key in _NOT_IN_PALETTE:
                continue
            group = whose if about_contact else _("Program")
            keys = tuple(part for part in keys_text(spec).split("+") if part)
            reason = actions.why_not(spec.key)
            text = actions[spec.key].text().replace("&", "")
            made.append(
                Entry(spec.key and ACTION + spec.key, group, text, seconds.get(spec.key, ""), spec.icon, keys, reason)
            )
    return made


def _seconds(current: Contact | None, selected: int, number: str) -> dict[str, str]:
    """Say beside an action what it would work on."""
    said = {"copy_block": _("public details"), "copy_vcard": _("public details"), "export": _("public details")}
    if current is not None and selected <= 1:
        email = next((e for e in current.emails if e.public), current.emails[0] if current.emails else None)
        said["copy_number"] = isolate(clean(number)) if number else ""
        said["copy_email"] = clean(email.address) if email else ""
    return said


def _contacts(number: int) -> str:
    return counted("{number} contact", "{number} contacts", number)
