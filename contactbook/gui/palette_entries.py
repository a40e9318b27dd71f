"""What the palette offers: the contact's actions first, then the program's, then cities, agencies and lists."""

from collections.abc import Iterable, Sequence

from contactbook.domain.contact import Contact, Group
from contactbook.gui.actions import SPECS, Actions, keys_text
from contactbook.gui.controls import clean, isolate
from contactbook.gui.palette_match import Entry
from contactbook.i18n import _, counted

_NOT_IN_PALETTE = ("palette", "save")
ACTION, VIEW, PUT = "action:", "view:", "put:"


def entries(
    actions: Actions,
    current: Contact | None,
    selected: int,
    number: str,
    cities: Sequence[Group],
    agencies: Sequence[Group],
    lists: Iterable[tuple[str, int]],
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
