"""Builds contacts from drafts: numbers read in their country, agencies named or guessed, each value with its place."""

from dataclasses import dataclass
from itertools import pairwise

from contactbook.domain import emails, names, places
from contactbook.domain.contact import Contact, Email, Kind, Translation
from contactbook.exchange.release_countries import is_english, rank_countries
from contactbook.exchange.release_details import Details
from contactbook.exchange.release_draft import Draft
from contactbook.exchange.release_issuer import find_abouts, find_issuers
from contactbook.exchange.release_phones import Numbering, Spans, read_phones
from contactbook.exchange.release_pieces import Piece
from contactbook.exchange.release_text import Clean, line_end
from contactbook.exchange.release_words import flat, squeeze, word_set


@dataclass(frozen=True, slots=True)
class _Frame:
    """What holds for all contacts of a text: its issuers, and how its numbers are to be read."""

    issuers: list[str]
    by_paragraph: dict[int, str]
    numbering: Numbering
    about: list[tuple[int, int, str]]  # the paragraphs that tell about someone: from, to, whom


def build(drafts: list[Draft], cleaned: Clean, details: Details) -> tuple[list[Contact], list[Spans]]:
    """Build the contacts of a text and, one dict a contact, where each value stood."""
    if not drafts:
        return [], []
    frame = _frame(drafts, cleaned.text, details)
    built = [_contact(draft, cleaned, frame) for draft in drafts]
    built = [(contact, spans) for contact, spans in built if contact.name or contact.phones or contact.emails]
    return [contact for contact, _ in built], [spans for _, spans in built]


def _frame(drafts: list[Draft], text: str, details: Details) -> _Frame:
    addresses = [d.value for d in details if d.kind == "email"]
    own = [p.detail.value for draft in drafts for p in draft.details if p.detail and p.detail.kind == "email"]
    issuers = find_issuers(text, own or addresses)
    paragraphs = list(dict.fromkeys(d.paragraph for d in drafts))
    by_paragraph = dict(zip(paragraphs, issuers, strict=True)) if len(paragraphs) == len(issuers) > 1 else {}
    people = " ".join(name.text for draft in drafts for name in draft.names)
    printed = [d.value for draft in drafts for d in draft.found("phone")]
    national = any(not n.startswith(("+", "00")) for n in printed)
    countries = rank_countries(text, printed, own, addresses, people) if national else []
    about = [(start, line_end(text, start), name) for start, name in find_abouts(text)]
    numbers = [d.value for d in details if d.kind == "phone"]
    return _Frame(issuers, by_paragraph, Numbering(countries, numbers, is_english(text)), about)


def _contact(draft: Draft, cleaned: Clean, frame: _Frame) -> tuple[Contact, Spans]:
    spans: Spans = {}
    guessed: list[str] = []
    country = _own_country(draft, frame)
    numbers, guess = read_phones(draft, cleaned, country, frame.numbering, spans)
    addresses = _emails(draft, cleaned, spans)
    if guess:
        guessed.append("country")
    agency = _text(draft.agency or (draft.words if not draft.names else None), "agency", cleaned, spans)
    if agency is None and (agency := _issuer(draft, frame)):
        guessed.append("agency")
    person = draft.names[0].name if draft.names else None
    if person:
        piece = draft.names[0]
        spans["name"] = (cleaned.span(piece.start, piece.end),)
    parts = names.split(person.name) if person else None
    return Contact(
        kind=Kind.PERSON if person else Kind.DESK,
        name=person.name if person else None,
        given=parts.given if parts else None,
        family=parts.family if parts else None,
        honorific=person.honorific if person else None,
        suffix=person.suffix if person else None,
        role=_role(draft, cleaned, spans),
        agency=agency,
        city=_text(draft.city, "city", cleaned, spans),
        country=(draft.country.value if draft.country else None) or guess,
        phones=tuple(numbers),
        emails=tuple(addresses),
        translations=_translations(draft),
        languages=tuple((draft.languages.value or "").split()) if draft.languages else (),
        guessed=tuple(guessed),
    ), spans


def _text(piece: Piece | None, key: str, cleaned: Clean, spans: Spans) -> str | None:
    if piece is None:
        return None
    spans[key] = (cleaned.span(piece.start, piece.end),)
    return " ".join(piece.text.split())


def _role(draft: Draft, cleaned: Clean, spans: Spans) -> str | None:
    """Join the titles printed for a contact; an office is called by its name, else by the heading over it."""
    pieces = draft.roles or draft.offices
    if not pieces and draft.heading and squeeze(flat(draft.heading.text)) in word_set("headings.titles"):
        pieces = [draft.heading]
    if not draft.names:
        pieces = draft.offices or draft.roles or ([draft.heading] if draft.heading else [])
    if not pieces:
        return None
    spans["role"] = tuple(cleaned.span(p.start, p.end) for p in pieces)
    said = dict.fromkeys(" ".join(p.text.split()) for p in pieces)
    return _joined(cleaned.text, pieces) or "; ".join(said)


def _joined(text: str, pieces: list[Piece]) -> str | None:
    """Give titles that one comma parts as they are printed ("Director, Communications")."""
    if len(pieces) > 1 and all(text[a.end : b.start].strip() == "," for a, b in pairwise(pieces)):
        return " ".join(text[pieces[0].start : pieces[-1].end].split())
    return None


def _issuer(draft: Draft, frame: _Frame) -> str | None:
    """Guess whose contact it is: the only issuer's, or the one whose turn the paragraph is."""
    at = (draft.names or draft.details)[0].start
    told = next((name for start, end, name in frame.about if start <= at < end), None)
    if told:
        return told
    if draft.paragraph in frame.by_paragraph:
        return frame.by_paragraph[draft.paragraph]
    if len(frame.issuers) == 1:
        return frame.issuers[0]
    domains = " ".join(d.value.partition("@")[2].lower() for d in draft.found("email"))
    named = [issuer for issuer in frame.issuers if flat(issuer).replace(" ", "") in domains]
    return named[0] if len(named) == 1 else None


def _translations(draft: Draft) -> tuple[Translation, ...]:
    """Keep a name in another script that stands beside the name."""
    native = draft.native.name if draft.native else None
    if not native:
        return ()
    language = {"Hangul": "ko", "Hiragana": "ja", "Katakana": "ja", "Han": "zh"}.get(names.script(native.name), "")
    return (Translation(language, native.name),) if language else ()


def _own_country(draft: Draft, frame: _Frame) -> str | None:
    """Tell the country from what is printed for the contact: a country, else its city.

    Of namesakes the one in a country that the text speaks of counts: San Jose of a text with American numbers.
    """
    if draft.country and draft.country.value:
        return draft.country.value
    if draft.city is None:
        return None
    name = draft.city.text.removesuffix("D.C.").strip(" ,")
    cities = [places.find_city(name, country) for country in frame.numbering.countries[:2]]
    city = next((c for c in cities if c), None) or places.find_city(name)
    return city.country if city else None


def _emails(draft: Draft, cleaned: Clean, spans: Spans) -> list[Email]:
    found: list[Email] = []
    for detail in draft.found("email"):
        email = emails.read(detail.value, public=True)
        if any(e.address.lower() == email.address.lower() for e in found):
            continue
        printed = " ".join(cleaned.text[detail.start : detail.end].split())
        spans[f"emails.{len(found)}"] = (cleaned.span(detail.start, detail.end),)
        found.append(Email(email.address, printed, None, True, email.verdict))
    return found
