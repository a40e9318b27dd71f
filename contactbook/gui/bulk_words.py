"""Says in words what a change in several contacts comes to, before it is made."""

from collections.abc import Mapping

from contactbook.domain.bulk import BulkChange, Common, Effect
from contactbook.i18n import _, counted

VARIOUS = _("various")
_NAMES: Mapping[str, str] = {
    "kind": _("kind"),
    "role": _("role"),
    "agency": _("agency"),
    "city": _("city"),
    "away_from": _("first day away"),
    "away_until": _("last day away"),
    "cover": _("cover"),
    "hours": _("hours"),
    "address": _("postal address"),
    "honorific": _("honorific"),
    "suffix": _("suffix"),
    "pronouns": _("pronouns"),
    "languages": _("languages"),
    "topics": _("topics"),
    "lists": _("lists"),
    "notes": _("notes"),
    "phones": _("numbers"),
    "emails": _("addresses"),
    "links": _("links"),
}
_MOST = 3  # so many fields are named, more are counted


def summary(change: BulkChange, effect: Effect) -> str:
    """Say what would change: "Changes agency in 12 of 14 contacts."."""
    if not effect.total:
        return _("No contact is selected.")
    if not change:
        return _("Only what you change here is written; the rest stays as each contact has it.")
    if not effect.changed:
        return _("Nothing would change: they are so already.")
    of = counted("{number} contact", "{number} contacts", effect.total)
    if len(effect.fields) > _MOST:
        number = len(effect.fields)
        sentence = _("Changes {fields} fields in {changed} of {contacts}.")
        return sentence.format(fields=number, changed=f"{effect.changed:,}", contacts=of)
    parts = [
        _("{field} in {number}").format(field=_NAMES[key], number=f"{number:,}")
        for key, number in effect.fields.items()
    ]
    return _("Changes {parts} of {contacts}.").format(parts=", ".join(parts), contacts=of)


def what(effect: Effect) -> str:
    """Name the fields that change, for the name of a step."""
    names = [_NAMES[key] for key in effect.fields]
    if len(names) > _MOST:
        return counted("{number} field", "{number} fields", len(names))
    if len(names) < 2:
        return "".join(names)
    return _("{first} and {last}").format(first=", ".join(names[:-1]), last=names[-1])


def publishing(change: BulkChange, common: Common) -> str:
    """Say how many internal details would be published; "" where none would."""
    said = []
    for key, one, many in (
        ("phones", "{number} internal number", "{number} internal numbers"),
        ("emails", "{number} internal address", "{number} internal addresses"),
        ("links", "{number} internal link", "{number} internal links"),
    ):
        if change.public.get(key) and common.internal[key]:
            said.append(counted(one, many, common.internal[key]))
    return _("It publishes {details}.").format(details=", ".join(said)) if said else ""


def in_some(words: Mapping[str, int], show: object = str, limit: int = 4) -> str:
    """Name the words that only some have, with how many do."""
    name = show if callable(show) else str
    named = [_("{word} in {count}").format(word=name(word), count=f"{n:,}") for word, n in list(words.items())[:limit]]
    if len(words) > limit:
        named.append(counted("{number} more", "{number} more", len(words) - limit))
    return _("Some: {words}").format(words=", ".join(named)) if named else ""
