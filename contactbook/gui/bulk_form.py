"""The form for several contacts: what is changed in it is changed in all of them, the rest stays as it is."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from contactbook.domain.bulk import BulkChange, Common
from contactbook.domain.contact import Contact, Kind
from contactbook.gui import languages, theme
from contactbook.gui.away_fields import AwayFields
from contactbook.gui.bulk_fields import ChoiceRow, Emptying, TextRow, WordsRow, combo_line
from contactbook.gui.controls import Text
from contactbook.gui.editor_form import Surroundings
from contactbook.gui.form import FormRow, GrowingText
from contactbook.gui.place_fields import AgencyField, PlaceFields
from contactbook.gui.translation_rows import suggest_languages
from contactbook.i18n import _, counted

_TEXTS: tuple[tuple[str, str, int], ...] = (
    ("hours", _("Hours"), 4),
    ("address", _("Postal address"), 6),
    ("honorific", _("Honorific"), 1),
    ("suffix", _("Suffix"), 1),
    ("pronouns", _("Pronouns"), 1),
)
_WORDS: tuple[tuple[str, str, str], ...] = (
    ("languages", _("Speaks"), _("Languages to take away")),
    ("topics", _("Topics"), _("Topics to take away")),
    ("lists", _("Lists"), _("Lists to take them off")),
)
_DETAILS: tuple[tuple[str, str], ...] = (("phones", _("Numbers")), ("emails", _("Addresses")), ("links", _("Links")))
_AWAY = ("away_from", "away_until", "cover")


class BulkForm(QWidget):
    """Every field that may be the same in several; changed() comes while something is asked for."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown = Contact()
        self.agency = AgencyField()
        self.place = PlaceFields()
        self.away = AwayFields()
        self.role = TextRow(_("Role"))
        self.texts = {key: TextRow(label, lines=lines) for key, label, lines in _TEXTS}
        self.words = {
            key: WordsRow(label, less, suggest_languages, read=languages.code, show=languages.name)
            if key == "languages"
            else WordsRow(label, less)
            for key, label, less in _WORDS
        }
        public = [("public", _("Public"), "globe"), ("internal", _("Internal"), "lock")]
        self.public = {key: ChoiceRow(label, public) for key, label in _DETAILS}
        self.kind = ChoiceRow(
            _("Kind"), [(Kind.PERSON.value, _("Person"), "user"), (Kind.DESK.value, _("Desk"), "headset")]
        )
        self.note = GrowingText(_("Note"), least=2)
        self.note.setPlaceholderText(_("Added at the end of the notes of each"))
        away_lines = (self.away.start.line, self.away.end.line, self.away.cover)
        self._agency_row = Emptying(_("Agency"), FormRow(_("Agency"), self.agency), [combo_line(self.agency)])
        self._place_row = Emptying(_("City"), self.place, [combo_line(self.place.city)])
        self._away_row = Emptying(_("Away"), self.away, away_lines)
        self._later = Text(
            _("Their numbers stay as they are; one that lacked a country can be read by the new city in its contact."),
            tone="dim", factor=theme.SECOND,
        )  # fmt: skip
        self._later.setWordWrap(True)
        self._stack()
        self._wire()

    def show_common(self, common: Common, around: Surroundings) -> None:
        """Fill the form with what several contacts have in common."""
        placed = not common.various & {"city", "country"}
        alike = common.alike
        self._shown = Contact(
            city=alike.city if placed else None, country=alike.country if placed else None, agency=alike.agency,
            away_from=alike.away_from, away_until=alike.away_until, cover=alike.cover,
        )  # fmt: skip
        self.agency.show_agency(alike.agency, around.agencies)
        self.place.show_contact(self._shown, around.cities, around.now)
        self.away.show_contact(self._shown, around.today, around.people, around.cover_name)
        self.role.show_text(alike.role, "role" in common.various)
        for key, row in self.texts.items():
            row.show_text(getattr(alike, key), key in common.various)
        for key, words in self.words.items():
            offered = {"topics": around.topics, "lists": around.lists}.get(key, ())
            words.show_words(common.in_all[key], common.in_some[key], offered)
        for key, choice in self.public.items():
            choice.show_now(_public_words(common.public[key], common.internal[key]))
        self.kind.show_now("")
        self.note.setPlainText("")
        self._agency_row.show_various("agency" in common.various)
        self._place_row.show_various(not placed)
        self._away_row.show_various(bool(common.various & set(_AWAY)))
        self._show_later()

    def change(self) -> BulkChange:
        """Read what is asked for."""
        put: dict[str, object] = {}
        rows: Mapping[str, TextRow] = {"role": self.role, **self.texts}
        put.update({key: row.value() for key, row in rows.items() if row.asked()})
        if self._agency_row.emptied or self.agency.value() != self._shown.agency:
            put["agency"] = self.agency.value()
        placed, away = self.place.apply(self._shown), self.away.apply(self._shown)
        if self._place_row.emptied or (placed.city, placed.country) != (self._shown.city, self._shown.country):
            put["city"], put["country"] = placed.city, placed.country
        for key in _AWAY:
            if self._away_row.emptied or getattr(away, key) != getattr(self._shown, key):
                put[key] = getattr(away, key)
        if kind := self.kind.value():
            put["kind"] = Kind(kind)
        return BulkChange(
            put=put,
            added={key: words for key, row in self.words.items() if (words := row.added())},
            removed={key: words for key, row in self.words.items() if (words := row.removed())},
            note=self.note.text() or "",
            public={key: choice == "public" for key, row in self.public.items() if (choice := row.value())},
        )

    def is_dirty(self) -> bool:
        """Tell whether anything is asked for or typed."""
        return bool(self.change()) or any(row.pending() for row in self.words.values())

    def finish(self) -> None:
        """Take everything that is typed as meant."""
        self.place.settle()
        for row in self.words.values():
            row.commit()

    def wrong(self) -> list[tuple[QWidget, str]]:
        """List the fields that cannot be written as they are, and why."""
        found = [] if self._away_row.emptied else self.away.wrong()
        for row in self.words.values():
            for field in (row.field, row.less):
                if field.line.text().strip():
                    words = _("“{text}” is not understood here. Choose one of the words offered, or take it out.")
                    found.append((field.line, words.format(text=field.line.text().strip()[:40])))
        return found

    def field(self, key: str) -> QWidget:
        """Give the field of a key, to go to."""
        fields: dict[str, QWidget] = {
            "agency": self.agency, "city": self.place.city, "away": self.away.start, "role": self.role.field,
            "phones": self.public["phones"].field,
        }  # fmt: skip
        fields |= {name: row.field for name, row in self.words.items()}
        return fields.get(key, self.role.field)

    def set_compact(self, compact: bool) -> None:
        """Take less room for the label column."""
        for row in self.findChildren(FormRow):
            row.set_compact(compact)

    def _stack(self) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(theme.SPACE_2)
        rows: tuple[QWidget, ...] = (
            self.role, self._agency_row, self._place_row, self._later, *self.words.values(), self._away_row,
            *self.public.values(), FormRow(_("Note"), self.note), *self.texts.values(), self.kind,
        )  # fmt: skip
        for row in rows:
            column.addWidget(row)
        column.addStretch(1)

    def _wire(self) -> None:
        rows: tuple[Emptying | WordsRow | ChoiceRow, ...] = (
            self.role, *self.texts.values(), *self.words.values(), *self.public.values(), self.kind,
            self._agency_row, self._place_row, self._away_row,
        )  # fmt: skip
        for row in rows:
            row.changed.connect(self.changed)
        for combo in (self.agency, self.place.city, self.place.country):
            combo_line(combo).textChanged.connect(self._tell)
        self.place.country_changed.connect(self._tell)
        self.away.changed.connect(self.changed)
        for line in (self.away.start.line, self.away.end.line, self.away.cover):
            line.textChanged.connect(self._tell)
        self.note.textChanged.connect(self._tell)
        combo_line(self.place.city).textChanged.connect(self._show_later)

    def _tell(self) -> None:
        self.changed.emit()

    def _show_later(self) -> None:
        typed = self.place.city.text()
        self.place.line_row.setVisible(bool(typed))
        self._later.setVisible(bool(typed) and typed != (self._shown.city or ""))


def _public_words(public: int, internal: int) -> str:
    if not public and not internal:
        return _("None")
    said = counted("{number} public", "{number} public", public)
    return _("{public}, {internal} internal now").format(public=said, internal=f"{internal:,}")
