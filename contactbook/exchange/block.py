"""Composes the contact block for the foot of a release from public views, in a language and a shape."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from contactbook.domain.contact import Contact, Phone, PhoneKind, Translation
from contactbook.domain.folding import is_han
from contactbook.domain.harmless import one_line
from contactbook.exchange.block_markup import Format, Line, Place, Run, write
from contactbook.exchange.block_words import Words, words

Grouping = Literal["city", "agency"]
Shape = Literal["line", "stacked", "sentence"]
_BETWEEN_NUMBERS = " / "
_BETWEEN_DETAILS = " · "


@dataclass(frozen=True, slots=True)
class Layout:
    """What a block looks like, and what it prints of each contact.

    heading None is the language's own, "" is none. A number that nobody has called mobile or office is printed
    where either is; satellite phones go with the mobile ones, fax with the office.
    """

    group_by: Grouping = "city"
    language: str = "en"
    shape: Shape = "stacked"
    roles: bool = True
    languages: bool = False
    mobiles: bool = True
    offices: bool = True
    emails: bool = True
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class Detail:
    """A number or an address as a block prints it; owner is the place of its contact in the order given."""

    owner: int
    kind: Literal["phone", "email"]
    value: str  # E.164 or the digits as printed; the address
    extension: str | None
    shown: str
    behind: str = ""  # the extension in words


@dataclass(frozen=True, slots=True)
class Composed:
    """A block: its text in the format asked for, where each contact stands in it, and the details that it prints."""

    text: str
    places: dict[int, Place]
    details: tuple[Detail, ...]


def compose(views: Sequence[Contact], layout: Layout, form: Format = "text") -> Composed:
    """Write the contact block of some public views; groups come in the order of their first contact.

    Those without a city or an agency stand first where groups have headings: behind one they would seem to be of it.
    """
    composer = _Composer(views, layout)
    written = write(composer.paragraphs(), form, composer.words.direction, composer.words.language)
    return Composed(written.text, written.places, tuple(d for held in composer.details for d in held))


class _Composer:
    """Lays contacts out as paragraphs of lines of runs."""

    def __init__(self, views: Sequence[Contact], layout: Layout) -> None:
        self.layout = layout
        self.words = words(layout.language)
        self.views = views
        self.details = [list(_details(view, at, layout, self.words)) for at, view in enumerate(views)]

    def paragraphs(self) -> Iterator[list[Line]]:
        owners = [at for at in range(len(self.views)) if self._has_something(at)]
        if not owners:
            return
        groups = self._groups(owners)
        if self.layout.shape == "sentence":
            yield [self._sentence([at for group in groups for at in group])]
            return
        heading = self.words.heading if self.layout.heading is None else one_line(self.layout.heading)
        if heading:
            yield [[Run("own", heading)]]
        if self.layout.shape == "line" and self.layout.group_by == "city":
            yield [self._entry_line(at) for group in groups for at in group]
            return
        for group in sorted(groups, key=lambda group: bool(self._group(group[0]))):
            lines = [line for at in group for line in self._entry(at)]
            over = self._group_heading(group[0], opens=bool(lines))
            yield [over, *lines] if over else lines

    # Groups

    def _has_something(self, at: int) -> bool:
        return bool(self.details[at] or self._who(at, agency=True, city=False))

    def _group(self, at: int) -> str:
        return self._city(at) if self.layout.group_by == "city" else one_line(self.views[at].agency or "")

    def _groups(self, owners: list[int]) -> list[list[int]]:
        groups: dict[str, list[int]] = {}
        for at in owners:
            groups.setdefault(self._group(at).casefold(), []).append(at)
        return list(groups.values())

    def _group_heading(self, at: int, *, opens: bool) -> Line:
        """Write the name of a group; the colon stands only where something follows."""
        named = self._group(at)
        if not named:
            return []
        colon = [Run("own", self.words.colon.rstrip())] if opens else []
        if self.layout.group_by == "agency":
            return [Run("said", named), *colon]
        return [*self._placed(named, self.words.place, -1), *colon]

    # Entries

    def _entry(self, at: int) -> list[Line]:
        if self.layout.shape == "line":
            # A desk of which only its agency is known is told by the heading above it.
            return [line] if (line := self._entry_line(at)) else []
        by_city = self.layout.group_by == "city"
        who = self._who(at, agency=by_city, city=not by_city)
        how: list[list[Run]] = []
        for detail in self.details[at]:
            how.append([*self._label(detail, fax_only=True), *self._shown(detail)])
        return [line for line in (who, _joined(how, _BETWEEN_DETAILS, at)) if line]

    def _entry_line(self, at: int) -> Line:
        """Write "In Geneva: NAME, role, agency, Tel: ..., email: ..."; a label stands only before a value."""
        city = self._city(at)
        lead = [*self._placed(city, self.words.place, at), Run("own", self.words.colon, at)] if city else []
        parts = [self._who(at, agency=self.layout.group_by == "city", city=False)]
        kinds: dict[str, list[Detail]] = {}
        for detail in self.details[at]:
            kinds.setdefault(self._label_of(detail), []).append(detail)
        for held in kinds.values():
            values = _joined([self._shown(detail) for detail in held], _BETWEEN_NUMBERS, at)
            parts.append([*self._label(held[0]), *values])
        return [*lead, *_joined([part for part in parts if part], self.words.comma, at)]

    def _sentence(self, owners: list[int]) -> Line:
        before, _contacts, behind = self.words.sentence.partition("{contacts}")
        heading = self.layout.heading
        if heading is not None and heading.strip() != self.words.heading:
            before = f"{one_line(heading)} " if heading.strip() else ""
            behind = self.words.stop
        line = [Run("own", before)]
        for number, at in enumerate(owners):
            if number:
                line.append(Run("own", self.words.last if number == len(owners) - 1 else self.words.semicolon))
            line += self._clause(at)
        return [*line, Run("own", behind)]

    def _clause(self, at: int) -> list[Run]:
        who = self._who(at, agency=True, city=True)
        held = [[*self._label(detail, fax_only=True), *self._shown(detail)] for detail in self.details[at]]
        how = _joined(held, self.words.comma, at)
        if not (who and how):
            return who or how
        return [*who, Run("own", self.words.opening, at), *how, Run("own", self.words.closing, at)]

    # Parts

    def _who(self, at: int, *, agency: bool, city: bool) -> list[Run]:
        view = self.views[at]
        name, other, role = _called(view, self.words.language)
        parts: list[list[Run]] = []
        if name:
            parts.append([Run("said", name, at), *self._in_brackets([Run("said", other, at)] if other else [], at)])
        # The label of a desk is what it has for a name.
        if role and (self.layout.roles or not name):
            parts.append([Run("said", role, at)])
        if agency and view.agency and (shown := one_line(view.agency)):
            parts.append([Run("said", shown, at)])
        if self.layout.languages and parts and view.languages:
            spoken = [[Run("said", self.words.called(code), at)] for code in view.languages]
            parts[-1] += self._in_brackets(_joined(spoken, self.words.spoken, at), at)
        if city and (where := self._city(at)):
            pattern = self.words.inside if self.layout.shape == "sentence" else "{city}"
            parts.append(self._placed(where, pattern, at))
        return _joined(parts, self.words.comma, at)

    def _in_brackets(self, runs: list[Run], at: int) -> list[Run]:
        if not runs:
            return []
        return [Run("own", self.words.opening, at), *runs, Run("own", self.words.closing, at)]

    def _city(self, at: int) -> str:
        from contactbook.domain.places import city_name

        view = self.views[at]
        return one_line(city_name(view.city, self.words.language, view.country)) if view.city else ""

    def _placed(self, city: str, pattern: str, at: int) -> list[Run]:
        before, behind = self.words.around(city, pattern)
        return [run for run in (Run("own", before, at), Run("said", city, at), Run("own", behind, at)) if run.text]

    def _label_of(self, detail: Detail) -> str:
        if detail.kind == "email":
            return self.words.email
        return self.words.fax if self._is_fax(detail) else self.words.phone

    def _is_fax(self, detail: Detail) -> bool:
        phones = self.views[detail.owner].phones
        return any(
            p.kind is PhoneKind.FAX and (p.number, p.extension) == (detail.value, detail.extension) for p in phones
        )

    def _label(self, detail: Detail, *, fax_only: bool = False) -> list[Run]:
        if fax_only and not (detail.kind == "phone" and self._is_fax(detail)):
            return []
        return [Run("own", self._label_of(detail) + self.words.colon, detail.owner)]

    def _shown(self, detail: Detail) -> list[Run]:
        if detail.kind == "email":
            return [Run("address", detail.shown, detail.owner, detail.value)]
        if not detail.behind:
            return [Run("number", detail.shown, detail.owner, detail.value)]
        # The words of an extension run as the language does, only the number is held.
        number = Run("number", detail.shown, detail.owner, f"{detail.value};ext={detail.extension}")
        return [number, Run("own", f" {detail.behind}", detail.owner)]


def _joined(parts: Sequence[Sequence[Run]], between: str, at: int) -> list[Run]:
    runs: list[Run] = []
    for number, part in enumerate(parts):
        runs += [*([Run("own", between, at)] if number else []), *part]
    return runs


def _details(view: Contact, at: int, layout: Layout, own: Words) -> Iterator[Detail]:
    from contactbook.domain.phones import international

    for phone in view.phones:
        if phone.number.strip() and _is_wanted(phone, layout):
            shown = one_line(international(phone.number))
            behind = own.extension.format(number=one_line(phone.extension)) if phone.extension else ""
            yield Detail(at, "phone", phone.number, phone.extension, shown, behind)
    for email in view.emails if layout.emails else ():
        if email.address.strip():
            yield Detail(at, "email", email.address, None, one_line(email.address))


def _is_wanted(phone: Phone, layout: Layout) -> bool:
    if phone.kind in (PhoneKind.MOBILE, PhoneKind.SATELLITE):
        return layout.mobiles
    if phone.kind in (PhoneKind.OFFICE, PhoneKind.FAX):
        return layout.offices
    return layout.mobiles or layout.offices


def _called(view: Contact, language: str) -> tuple[str, str, str]:
    """Give name, other name and role in a language.

    The other name is the one in the other writing where one of the two is East Asian: there a name in Latin letters
    does not tell the characters, nor they how it is said.
    """
    there = [t for t in view.translations if t.language.split("-")[0].lower() == language]
    translated = there[0] if there else Translation(language)
    held = one_line(view.name or "")
    name = one_line(translated.name or "") or held
    other = held if held != name and _is_eastern(held) != _is_eastern(name) else ""
    return name, other, one_line(translated.role or view.role or "")


def _is_eastern(name: str) -> bool:
    return any(is_han(c) for c in name)
