"""Agency and city; the city gives the country, in which numbers without + are read."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from contactbook.domain import places, reaching
from contactbook.domain.contact import Agency, Contact
from contactbook.domain.folding import fold
from contactbook.gui import card_words, icons, theme
from contactbook.gui.completion import Completion, Offer, among_words, matching
from contactbook.gui.controls import Text
from contactbook.gui.form import Combo, FormRow, column
from contactbook.i18n import _

_PAUSE = 250  # ms without a key, after which a city counts as typed


class AgencyField(Combo):
    """An agency of the book or a new one; shown with both names, kept by the short one."""

    def __init__(self) -> None:
        super().__init__(_("Agency"))
        self._agencies: list[Agency] = []
        self._offers: list[Offer] = []
        self._keys: list[str] = []
        if (line := self.lineEdit()) is not None:
            Completion(line, lambda prefix: matching(prefix, self._offers, self._keys))

    def show_agency(self, agency: str | None, agencies: Sequence[Agency]) -> None:
        """Offer the agencies of the book and show the one given."""
        self._agencies = list(agencies)
        self._offers = [Offer(_both_names(known), _both_names(known)) for known in agencies]
        self._keys = [
            " ".join(fold(name) for name in (known.short_name or "", known.name, *known.other_names)).strip()
            for known in agencies
        ]
        self.clear()
        self.addItems([offer.shown for offer in self._offers])
        known = next((_both_names(known) for known in agencies if known.shown == agency), None)
        self.put(known or agency or "")

    def value(self) -> str | None:
        """Give the agency by the name that it is kept by."""
        text = self.text()
        folded = fold(text)
        for known in self._agencies:
            names = (_both_names(known), known.name, known.short_name or "", *known.other_names)
            if folded and folded in {fold(name) for name in names}:
                return known.shown
        return text or None


class PlaceFields(QWidget):
    """City and the line on its country; where the city is not known the country can be chosen."""

    country_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._before = Contact()
        self._now: datetime | None = None
        self._city: places.City | None = None
        self._picked: str | None = None
        self._country: str | None = None
        self._own: list[Offer] = []
        self.city = Combo(_("City"))
        self.country = Combo(_("Country"))
        self._flag = QLabel()
        self._words = Text("", tone="dim", factor=1.0)
        self._words.setWordWrap(True)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(2, 6, 0, 2)
        row.setSpacing(6)
        row.addWidget(self._flag, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.country_row = FormRow(_("Country"), self.country)
        self.line_row = FormRow(Text(""), line)
        self.line_row.lead.setMaximumHeight(0)
        stack = column(FormRow(_("City"), self.city), self.country_row, self.line_row, gap=0)
        self.country_row.set_gap_above(theme.SPACE_2)
        self.setLayout(stack)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAUSE)
        self._later.timeout.connect(self.settle)
        self._wire()

    def show_contact(self, contact: Contact, cities: Sequence[str], now: datetime) -> None:
        """Fill the fields; cities are those of the book, now is the moment in UTC."""
        self._before, self._now, self._picked = contact, now, None
        self._own = [Offer(name, name) for name in cities]
        self.city.clear()
        self.city.addItems(list(cities))
        self.city.put(contact.city or "")
        self.country.put(places.country_name(contact.country) if contact.country else "")
        self._resolve()

    def clear(self) -> None:
        """Empty city and country."""
        self._picked = None
        self.city.put("")
        self.country.put("")
        self.settle()

    def country_code(self) -> str | None:
        """Give the country (ISO 3166-1 alpha-2) in which numbers without + are read."""
        return self._country

    def line(self) -> str:
        """Give the words of the line under the city."""
        return self._words.text()

    def apply(self, contact: Contact) -> Contact:
        """Put city and country into a contact."""
        self.settle()
        text = self.city.text()
        if text == (self._before.city or "").strip() and self._picked is None:
            known = self._before.city
        else:
            known = self._city.name if self._city else text or None
        return replace(contact, city=known, country=self._country)

    def settle(self) -> None:
        """Take what stands in the fields as meant."""
        self._later.stop()
        before = self._country
        self._resolve()
        if self._country != before:
            self.country_changed.emit()

    def _wire(self) -> None:
        for combo, suggest in ((self.city, self._suggest_cities), (self.country, suggest_countries)):
            line = combo.lineEdit()
            if line is not None:
                completion = Completion(line, suggest)
                line.textEdited.connect(self._edited)
                line.editingFinished.connect(self.settle)
                if combo is self.city:
                    completion.picked.connect(self._pick)
            combo.activated.connect(self._chosen)

    def _edited(self) -> None:
        self._picked = None
        self._later.start()

    def _chosen(self) -> None:
        self._picked = None
        self.settle()

    def _pick(self, offer: Offer) -> None:
        self._picked = offer.means
        self.settle()

    def _resolve(self) -> None:
        text = self.city.text()
        hint = self._picked
        if hint is None and text == (self._before.city or "").strip():
            hint = self._before.country
        self._city = places.find_city(text, hint) if text else None
        offered = self._city is None and bool(text or self._before.country)
        self.country_row.setVisible(offered)
        if self._city is not None:
            self._country = self._city.country
        else:
            typed = self.country.text()
            self._country = places.find_country(typed) if typed and offered else None
        self._say()

    def _say(self) -> None:
        country = self._country
        self._flag.setVisible(country is not None)
        if country is None:
            text = _("Without a country, numbers begin with + and the country’s code.")
            self._words.setText(text)
            return
        self._flag.setPixmap(icons.flag(country, self.devicePixelRatioF()))
        parts = [places.country_name(country)]
        if code := calling_code(country):
            parts.append(_("numbers without + are read as +{code}").format(code=code))
        there = reaching.local_time(Contact(city=self.city.text(), country=country), self._now) if self._now else None
        if there is not None:
            parts.append(card_words.there_now(there))
        self._words.setText(" · ".join(parts))

    def _suggest_cities(self, prefix: str) -> list[Offer]:
        mine = among_words([offer.put for offer in self._own])(prefix)
        found = [
            Offer(f"{city.name}, {places.country_name(city.country)}", city.name, city.country)
            for city in places.suggest(prefix)
        ]
        known = {offer.put for offer in found}
        return [*found, *(offer for offer in mine if offer.put not in known)][:8]

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_later"):
            self._say()


def calling_code(country: str) -> int:
    """Give the calling code of a country, 0 where it has none."""
    from phonenumbers import country_code_for_region

    return int(country_code_for_region(country))


@cache
def _country_offers() -> tuple[list[Offer], list[str]]:
    from phonenumbers import SUPPORTED_REGIONS

    offers = [Offer(places.country_name(code), places.country_name(code), code) for code in SUPPORTED_REGIONS]
    offers.sort(key=lambda offer: fold(offer.shown))
    return offers, [fold(offer.shown) for offer in offers]


def suggest_countries(prefix: str) -> list[Offer]:
    """Offer countries by the beginning of their English name, or by their whole name in any language."""
    offers, keys = _country_offers()
    found = matching(prefix, offers, keys)
    exact = places.find_country(prefix)
    if exact and exact not in {offer.means for offer in found}:
        name = places.country_name(exact)
        found = [Offer(f"{prefix.strip()}, {name}" if fold(prefix) != fold(name) else name, name, exact), *found]
    return found


def _both_names(agency: Agency) -> str:
    return (
        f"{agency.short_name}, {agency.name}" if agency.short_name and agency.short_name != agency.name else agency.name
    )
