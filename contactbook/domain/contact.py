"""Contacts and their parts, as frozen values; `replace()` makes a changed one."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from itertools import accumulate
from typing import overload

from contactbook.domain.record import dataclass, field


class Kind(StrEnum):
    """A person, or a desk: a press office line or mailbox without a person."""

    PERSON = "person"
    DESK = "desk"


class PhoneKind(StrEnum):
    """What a number reaches."""

    MOBILE = "mobile"
    OFFICE = "office"
    FAX = "fax"
    SATELLITE = "satellite"
    OTHER = "other"


class Verdict(StrEnum):
    """What the checks say of a number or address."""

    VALID = "valid"
    UNUSUAL = "unusual"
    INVALID = "invalid"


class LinkKind(StrEnum):
    """Where a link leads."""

    WEBSITE = "website"
    WHATSAPP = "whatsapp"
    SIGNAL = "signal"
    TELEGRAM = "telegram"
    X = "x"
    LINKEDIN = "linkedin"
    OTHER = "other"


class Means(StrEnum):
    """How a detail was verified."""

    CALLED = "called"
    EMAILED = "emailed"
    WEB = "web page"
    RELEASE = "release"


@dataclass(frozen=True, slots=True)
class Phone:
    """A number: E.164 (`+41795550000`), or the digits as printed where it cannot be one.

    left_alone remembers that somebody left a doubtful one as it is; it is no part of what a number is.
    """

    number: str
    typed: str = ""
    extension: str | None = None
    kind: PhoneKind | None = None
    label: str | None = None
    public: bool = False
    verdict: Verdict = Verdict.VALID
    verified_on: date | None = None
    verified_by: Means | None = None
    left_alone: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Email:
    """An address, normalised, and what was typed."""

    address: str
    typed: str = ""
    label: str | None = None
    public: bool = False
    verdict: Verdict = Verdict.VALID
    verified_on: date | None = None
    verified_by: Means | None = None
    left_alone: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Link:
    """A website or an account."""

    kind: LinkKind
    value: str
    public: bool = False


@dataclass(frozen=True, slots=True)
class Translation:
    """Name and role in another language or script (BCP 47)."""

    language: str
    name: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """A person or a desk.

    agency is its short name where it has one; city the gazetteer's English name, or as typed where the
    gazetteer does not know it; country ISO 3166-1 alpha-2; languages BCP 47; cover the uid of who stands in.
    guessed names the fields a reader guessed: never stored.
    """

    uid: str = ""
    kind: Kind = Kind.PERSON
    name: str | None = None
    given: str | None = None
    family: str | None = None
    honorific: str | None = None
    suffix: str | None = None
    said: str | None = None
    pronouns: str | None = None
    translations: tuple[Translation, ...] = ()
    role: str | None = None
    agency: str | None = None
    city: str | None = None
    country: str | None = None
    phones: tuple[Phone, ...] = ()
    emails: tuple[Email, ...] = ()
    links: tuple[Link, ...] = ()
    address: str | None = None
    hours: str | None = None
    languages: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    notes: str | None = None
    photo: bytes | None = None
    card: bytes | None = None  # the vCard it came from, as it came
    verified_on: date | None = None
    verified_by: Means | None = None
    away_from: date | None = None
    away_until: date | None = None
    cover: str | None = None
    guessed: tuple[str, ...] = ()
    created_at: datetime | None = None
    updated_at: datetime | None = None
    deleted_at: datetime | None = None

    @property
    def shown(self) -> str:
        """What stands for it in a list: its name, else its role, agency, or first detail."""
        first = next((p.typed or p.number for p in self.phones), None) or next((e.address for e in self.emails), "")
        return self.name or self.role or self.agency or first


@dataclass(frozen=True, slots=True)
class Agency:
    """An organisation that is spoken for; name is the full one."""

    name: str
    short_name: str | None = None
    other_names: tuple[str, ...] = ()
    website: str | None = None

    @property
    def shown(self) -> str:
        return self.short_name or self.name


@dataclass(frozen=True, slots=True)
class Row:
    """What a list shows of a contact.

    number is in international format, ready to show; attention says what has to be looked at: "number" or "address".
    """

    id: int
    uid: str
    kind: Kind
    name: str
    other_name: str | None
    role: str | None
    agency: str | None
    city: str | None
    number: str | None
    number_public: bool
    attention: str | None
    verified_on: date | None
    away_from: date | None
    away_until: date | None


@dataclass(frozen=True, slots=True)
class Section:
    """A run of rows in a list: where it begins among the contacts, its two titles, how many it has."""

    start: int
    title: str
    subtitle: str
    count: int


class Sections(Sequence[Section]):
    """Sections one behind another, by their titles and counts; each is made when somebody looks at it.

    A large book has ten thousand of them, and a letter typed into the search finds nearly all.
    """

    def __init__(self, titles: Sequence[tuple[str, str]] = (), counts: Sequence[int] = ()) -> None:
        self._titles = titles
        self._counts = counts
        self.starts = list(accumulate(counts[:-1], initial=0)) if counts else []

    def __len__(self) -> int:
        return len(self._counts)

    @overload
    def __getitem__(self, wanted: int) -> Section: ...
    @overload
    def __getitem__(self, wanted: slice) -> list[Section]: ...

    def __getitem__(self, wanted: int | slice) -> Section | list[Section]:
        if isinstance(wanted, slice):
            return [self[at] for at in range(*wanted.indices(len(self)))]
        return Section(self.starts[wanted], *self._titles[wanted], self._counts[wanted])


@dataclass(frozen=True, slots=True)
class Group:
    """A branch of the place tree: a city with its agencies, or an agency with its cities."""

    name: str
    count: int
    children: tuple["Group", ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: ids in display order, their sections, and near names where there is nothing.

    If it is not whole, it is the first of what was found; the number of its last section is not known yet.
    """

    ids: Sequence[int]
    sections: Sections = field(default_factory=Sections)
    suggestions: tuple[str, ...] = ()
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Counts:
    """How many contacts each view holds."""

    all: int
    attention: int
    unverified: int
    away: int
    trash: int
