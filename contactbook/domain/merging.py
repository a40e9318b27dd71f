"""Makes two contacts into one: field by field, what may stand twice from both, what may not as it was chosen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from contactbook.domain import names
from contactbook.domain.contact import Contact, Email, Link, Phone, Translation

KEPT, OTHER = "kept", "other"
# Fields of which one wins; those that mean something only side by side win together.
_ONE: tuple[tuple[str, ...], ...] = (
    ("kind",),
    ("name", "given", "family", "honorific", "suffix"),
    ("said",),
    ("pronouns",),
    ("role",),
    ("agency",),
    ("city", "country"),
    ("address",),
    ("hours",),
    ("photo",),
    ("away_from", "away_until", "cover"),
)
# What a name says of the person beside itself comes from the other where the one that wins does not say it.
_FILLED = ("honorific", "suffix")
_MANY = ("phones", "emails", "links", "languages", "topics", "lists")
_ORDER = ("kind", "name", "translations", "said", "pronouns", "role", "agency", "city", "phones", "emails", "links",
          "address", "hours", "languages", "topics", "lists", "notes", "photo", "away_from")  # fmt: skip
_SCRIPTS = {
    "Cyrillic": ("Cyrl", ("ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn")),
    "Arabic": ("Arab", ("ar", "fa", "ur", "ps", "ku")),
    "Han": ("Hani", ("zh", "ja", "ko")),
    "Latin": ("Latn", ()),
    "Other": ("Zyyy", ("el", "he", "hi", "th", "ka", "hy", "am", "bn", "my")),
}
D = TypeVar("D", Phone, Email)


@dataclass(frozen=True, slots=True)
class Line:
    """A value to choose: its field, what the contact that stays and the other one have of it (None: nothing).

    one: only one of both can win; otherwise each may be taken or left.
    """

    key: str
    kept: Any
    other: Any
    one: bool

    @property
    def same(self) -> bool:
        """Tell whether both have it."""
        return self.kept is not None and self.other is not None and not self.one


Picks = frozenset[tuple[int, str]]  # (line, KEPT or OTHER): what is taken


def keeper(contacts: Sequence[Contact]) -> tuple[Contact, ...]:
    """Order contacts so that the one that stays comes first: verified later, with more details, made earlier."""
    return tuple(sorted(contacts, key=_worth, reverse=True))


def _worth(contact: Contact) -> tuple[object, ...]:
    made = -contact.created_at.timestamp() if contact.created_at else 0.0
    filled = sum(bool(getattr(contact, group[0])) for group in _ONE)
    many = sum(len(getattr(contact, key)) for key in _MANY)
    return contact.deleted_at is None, contact.verified_on or date.min, filled + many, made, contact.uid


def lines(kept: Contact, other: Contact) -> tuple[Line, ...]:
    """List what there is to choose between two contacts, what they have in common too."""
    made: list[Line] = [*_one_lines(kept, other), *_many_lines(kept, other), *_translation_lines(kept, other)]
    if kept.notes or other.notes:
        if _same_text(kept.notes, other.notes):
            made.append(Line("notes", kept.notes, other.notes, False))
        else:
            made += [Line("notes", kept.notes, None, False)] if kept.notes else []
            made += [Line("notes", None, other.notes, False)] if other.notes else []
    return tuple(sorted(made, key=lambda line: _ORDER.index(line.key)))


def _one_lines(kept: Contact, other: Contact) -> Iterable[Line]:
    for group in _ONE:
        mine, theirs = (tuple(getattr(c, key) for key in group) for c in (kept, other))
        here, there = any(mine), any(theirs)
        if group[0] in ("name", "city") and (mine[0] or theirs[0]):  # a title is no name, nor is a country a city
            here, there = bool(mine[0]), bool(theirs[0])
        if here or there:
            yield Line(group[0], mine if here else None, theirs if there else None, True)


def _many_lines(kept: Contact, other: Contact) -> Iterable[Line]:
    for key in _MANY:
        theirs: dict[object, Any] = {}
        for item in getattr(other, key):  # which may hold one twice
            same = theirs.get(identity(key, item))
            theirs[identity(key, item)] = item if same is None else _one_of_both(same, item)
        for item in getattr(kept, key):
            yield Line(key, item, theirs.pop(identity(key, item), None), False)
        yield from (Line(key, None, item, False) for item in theirs.values())


def _translation_lines(kept: Contact, other: Contact) -> Iterable[Line]:
    theirs = {t.language: t for t in other.translations}
    spoken = {t.language for t in kept.translations} | set(theirs)
    for mine in kept.translations:
        match = theirs.pop(mine.language, None)
        fits = match is None or _filled(mine, match) == _filled(match, mine)
        yield Line("translations", mine, match, not fits)
    yield from (Line("translations", None, theirs_only, False) for theirs_only in theirs.values())
    named = _other_script(kept, other)
    if named is not None and named.language not in spoken:
        yield Line("translations", None, named, False)


def _other_script(kept: Contact, other: Contact) -> Translation | None:
    """Keep the other's name as one in another script, so that it is still found by it."""
    if not kept.name or not other.name:
        return None
    script = names.script(other.name)
    if script == names.script(kept.name):
        return None
    code, languages = _SCRIPTS[script]
    spoken = [lang for lang in (*kept.languages, *other.languages) if lang.partition("-")[0] in languages]
    return Translation(spoken[0] if spoken else f"und-{code}", other.name, None)


def identity(key: str, item: Any) -> object:
    """Say by what two details are one and the same."""
    if isinstance(item, Phone):
        return item.number, item.extension
    if isinstance(item, Email):
        return item.address.casefold()
    if isinstance(item, Link):
        return item.kind, item.value
    return item.casefold() if key == "topics" else item


def usual(found: Sequence[Line]) -> Picks:
    """Take everything, and of what only one can win what the contact that stays has."""
    picks: set[tuple[int, str]] = set()
    for at, line in enumerate(found):
        if line.kept is not None:
            picks.add((at, KEPT))
        if line.other is not None and (line.kept is None or not line.one):
            picks.add((at, OTHER))
    return frozenset(picks)


def choose(picks: Picks, found: Sequence[Line], at: int, side: str) -> Picks:
    """Take a value, or leave one that was taken; of what only one can win, the other then loses."""
    line = found[at]
    if getattr(line, side) is None:
        return picks
    if line.one:
        return (picks - {(at, KEPT), (at, OTHER)}) | {(at, side)}
    both = {(at, KEPT), (at, OTHER)} if line.same else {(at, side)}
    return picks - both if (at, side) in picks else picks | both


def take_all(picks: Picks, found: Sequence[Line], side: str) -> Picks:
    """Take all that one side has; what else was taken and may stand beside it stays."""
    for at in range(len(found)):
        if (at, side) not in picks:
            picks = choose(picks, found, at, side)
    return picks


def merged(kept: Contact, other: Contact, picks: Picks | None = None) -> Contact:
    """Make the contact that two become; without picks nothing that may stand twice is lost."""
    found = lines(kept, other)
    chosen = usual(found) if picks is None else picks
    values: dict[str, Any] = {}
    for group in _ONE:
        line_at = next((at for at, line in enumerate(found) if line.key == group[0] and line.one), None)
        side = next((pick for pick in (KEPT, OTHER) if line_at is not None and (line_at, pick) in chosen), None)
        won: Sequence[Any] = getattr(found[line_at], side) if line_at is not None and side else [None] * len(group)
        values.update(zip(group, won, strict=True))
    values["kind"] = values["kind"] or kept.kind
    for key in _FILLED:
        values[key] = values[key] or getattr(kept, key) or getattr(other, key)
    for key in _MANY:
        values[key] = _united(found, chosen, key)
    values["translations"] = _united(found, chosen, "translations")
    notes = [getattr(found[at], side) for at, side in sorted(chosen) if found[at].key == "notes"]
    values["notes"] = _joined(notes)
    if values["cover"] in (kept.uid, other.uid):
        values["cover"] = None  # nobody stands in for herself
    made = min(filter(None, (kept.created_at, other.created_at)), default=None)
    details = bool(values["phones"] or values["emails"])
    newest = max((kept, other), key=lambda c: c.verified_on or date.min)
    dated = kept if details else newest  # a contact is dated by its details where it has some
    return replace(
        kept,
        **values,
        card=kept.card or other.card,
        verified_on=dated.verified_on,
        verified_by=dated.verified_by,
        created_at=made,
        deleted_at=None,
    )


def _united(found: Sequence[Line], chosen: Picks, key: str) -> tuple[Any, ...]:
    items: list[Any] = []
    for at, line in enumerate(found):
        if line.key != key:
            continue
        sides = [getattr(line, side) for side in (KEPT, OTHER) if (at, side) in chosen]
        if len(sides) == 2:
            items.append(_one_of_both(*sides))
        else:
            items += sides
    return tuple(items)


def _one_of_both(mine: Any, theirs: Any) -> Any:
    """Make one detail of two that are the same: nothing that either says is lost."""
    if isinstance(mine, Translation):
        return _filled(mine, theirs)
    if isinstance(mine, Link):
        return replace(mine, public=mine.public or theirs.public)
    if isinstance(mine, (Phone, Email)):
        return _detail(mine, theirs)
    return mine


def _detail(mine: D, theirs: D) -> D:
    """Public where somebody said so, verified when it was last, labelled as either is."""
    newest = max((mine, theirs), key=lambda d: d.verified_on or date.min)
    made = replace(
        mine,
        typed=mine.typed or theirs.typed,
        label=mine.label or theirs.label,
        public=mine.public or theirs.public,
        left_alone=mine.left_alone or theirs.left_alone,
        verified_on=newest.verified_on,
        verified_by=newest.verified_by,
    )
    if isinstance(made, Phone) and isinstance(theirs, Phone):
        return replace(made, kind=made.kind or theirs.kind)
    return made


def _filled(mine: Translation, theirs: Translation) -> Translation:
    return replace(mine, name=mine.name or theirs.name, role=mine.role or theirs.role)


def _same_text(one: str | None, other: str | None) -> bool:
    return bool(one and other) and (one or "").split() == (other or "").split()


def _joined(texts: Sequence[str]) -> str | None:
    """Set notes one below the other; one that stands in another already is not repeated."""
    kept: list[str] = []
    for text in texts:
        if not any(text in before for before in kept):
            kept = [before for before in kept if before not in text] + [text]
    return "\n\n".join(kept) or None
