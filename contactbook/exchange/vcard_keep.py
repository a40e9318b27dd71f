"""Edits the card that a contact came from: what was changed in the contact changes in it, all else stays as it was."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from contactbook.domain.contact import Contact, Kind
from contactbook.exchange.vcard_details import Around, around, read_emails, read_links, read_phones
from contactbook.exchange.vcard_details_out import Groups
from contactbook.exchange.vcard_fields import leading, read_fields, read_uid
from contactbook.exchange.vcard_keep_details import EMAILS, LINKS, PHONES, DetailKind, lay, pair
from contactbook.exchange.vcard_model import Card, Property, by_name, made
from contactbook.exchange.vcard_outward import overruled, write_names, write_photo, write_rest, write_work
from contactbook.exchange.vcard_own import PREFIX, overruling, without_property
from contactbook.exchange.vcard_restyle import is_fit, restyled
from contactbook.exchange.vcard_values import components, escape, escape_all, split, stamp

_NAME_PARTS = {"family": 0, "given": 1, "honorific": 3, "suffix": 4}
_SAID = ("X-PHONETIC-FIRST-NAME", "X-PHONETIC-MIDDLE-NAME", "X-PHONETIC-LAST-NAME", "X-IRMC-N")


def edited_card(contact: Contact, card: Card, version: str) -> Card:
    """Bring a kept card to what its contact is now, in the version asked for."""
    return _Edit(contact, card, version).done()


def unedited_card(contact: Contact, card: Card, version: str) -> Card | None:
    """Give a kept card as it is where nothing in it was edited; None where a part that it must have is missing."""
    names = {prop.head.name for prop in card.properties}
    if not names.issuperset(("VERSION", "FN", "N")):
        return None
    kept = [prop for prop in card.properties if not prop.head.name.startswith(PREFIX)]
    props = _in_order([_styled(prop, card.version, version) for prop in kept], version)
    uid = read_uid([prop for prop in kept if prop.head.name == "UID"], card.version)
    named = [] if uid == contact.uid else [overruling("uid", uid, contact.uid)]
    return Card((*props, *named, *without_property(contact)), version)


def _in_order(props: list[Property], version: str) -> tuple[Property, ...]:
    """Put first what must be: in 4.0 the version (RFC 6350 section 6.7.9)."""
    if version == "4.0" and props[0].head.name != "VERSION":
        props.sort(key=lambda prop: prop.head.name != "VERSION")
    return tuple(props)


def _styled(prop: Property, old: str, new: str) -> Property:
    """Write a property as the version asked for has it, with the bytes that came if it is the same."""
    if old == new and is_fit(prop, new):
        return prop
    return made("VERSION", new) if prop.head.name == "VERSION" else restyled(prop, old, new)


@dataclass(slots=True)
class _Slot:
    """A property of the card being edited: the one that came, and what stands in its place."""

    was: Property | None
    now: list[Property]


class _Edit:
    def __init__(self, contact: Contact, card: Card, version: str) -> None:
        self._contact = contact
        self._card = card
        self._version = version
        kept = [prop for prop in card.properties if not prop.head.name.startswith(PREFIX)]
        self._slots = [_Slot(prop, [_styled(prop, card.version, version)]) for prop in kept]
        names = by_name(kept)
        self._was: dict[str, Any] = read_fields(names, card.version)
        self._there: Around = around(names, card.version)
        self._kept = kept
        self._names = names
        self._groups = Groups(frozenset(prop.head.group.lower() for prop in kept))

    def done(self) -> Card:
        """Change what differs, field by field."""
        changed = {
            key
            for key, old in self._was.items()
            if key != "uid" and (old or None) != (getattr(self._contact, key) or None)
        }
        self._edit_names(changed)
        self._edit_work(changed)
        self._edit_place(changed)
        self._edit_rest(changed)
        changed |= self._edit_details("country" in changed)
        if changed:
            self._stamp()
        self._complete()
        props = _in_order([prop for slot in self._slots for prop in slot.now], self._version)
        # Where nothing was changed it would be read as it was.
        plain = self._was if not changed and self._version == self._card.version else None
        own = overruled(self._contact, props, self._version, "colleagues", plain)
        return Card((*props, *own), self._version)

    def _put(self, was: Property | None, *now: Property) -> None:
        """Put properties in the place of one, or at the end."""
        for slot in self._slots:
            if was is not None and slot.was is was:
                slot.now = list(now)
                return
        self._slots.append(_Slot(None, list(now)))

    def _swap(self, was: Property | None, value: str, name: str) -> None:
        """Give a property a new value; its group and parameters stay. No value takes it away."""
        if was is None:
            if value:
                self._put(None, made(name, value))
            return
        styled = restyled(was, self._card.version, self._version)
        self._put(was, *([Property(styled.head, value)] if value else []))

    def _replace_all(self, names: Sequence[str], now: Sequence[Property]) -> None:
        """Put properties in the place of all that have one of these names."""
        places = [slot for slot in self._slots if slot.was is not None and slot.was.head.name in names]
        for slot in places:
            slot.now = []
        if places:
            places[0].now = list(now)
        elif now:
            self._put(None, *now)

    def _edit_names(self, changed: set[str]) -> None:
        contact = self._contact
        if "name" in changed and contact.name:
            self._swap(leading(self._names.get("FN", ())), escape(contact.name), "FN")
        parts = changed & _NAME_PARTS.keys()
        if parts:
            was = leading(self._names.get("N", ()))
            now = [escape(part) for part in components(was, self._card.version)] if was else []
            if was is not None and self._card.version != "2.1":
                now = split(was.value, ";", 20)
            now += [""] * (5 - len(now))
            for key in parts:
                now[_NAME_PARTS[key]] = escape(getattr(contact, key) or "")
            self._swap(was, ";".join(now), "N")
        if "translations" in changed:
            fresh = [
                p
                for p in (*write_names(contact, self._version), *write_work(contact, self._version))
                if p.head.language
            ]
            for name in ("FN", "TITLE", "N"):
                first = leading(self._names.get(name, ()))
                for prop in self._names.get(name, ()):
                    if prop.head.language and prop is not first:
                        self._put(prop)
            self._put(None, *fresh)

    def _edit_work(self, changed: set[str]) -> None:
        contact = self._contact
        if "role" in changed:
            title = leading(self._names.get("TITLE", ()))
            was = title or leading(self._names.get("ROLE", ()))
            self._swap(was, escape(contact.role or ""), "TITLE")
        if "agency" in changed:
            was = leading(self._names.get("ORG", ()))
            units = components(was, self._card.version) if was else []
            self._swap(was, escape_all((contact.agency, *units[1:])) if contact.agency else "", "ORG")
        if "kind" in changed:
            desk = contact.kind is Kind.DESK
            four = [made("KIND", "org" if desk else "individual")]
            three = [made("X-ABSHOWAS", "COMPANY")] if desk else []
            self._replace_all(("KIND", "X-ABSHOWAS", "X-KIND"), four if self._version == "4.0" else three)

    def _edit_place(self, changed: set[str]) -> None:
        changed = changed & {"city", "country", "address"}
        if not changed:
            return
        from contactbook.domain.places import country_name
        from contactbook.exchange.vcard_places import main_address, write_place

        contact = self._contact
        was = main_address(self._names.get("ADR", ()))
        if was is None:
            place = write_place(contact.city, contact.country, contact.address, self._version)
            self._replace_all((), [place] if place else [])
            return
        parts = [*components(was, self._card.version), *[""] * 7][: max(7, was.value.count(";") + 1)]
        if "city" in changed:
            parts[3] = contact.city or ""
        if "country" in changed:
            parts[6] = country_name(contact.country) if contact.country else ""
        if "address" in changed:
            parts[0] = parts[1] = parts[4] = parts[5] = ""
            parts[2] = contact.address or ""
        head = restyled(was, self._card.version, self._version).head
        # The label and the country's code told of the address as it was.
        params = tuple(pair for pair in head.params if pair[0] not in ("LABEL", "CC", "GEO"))
        self._put(was, Property(replace(head, params=params), escape_all(parts)))

    def _edit_rest(self, changed: set[str]) -> None:
        contact = self._contact
        if changed.isdisjoint(("said", "pronouns", "languages", "topics", "notes", "photo")):
            return
        fresh = write_rest(contact, self._version)
        for key, names in (
            ("said", _SAID),
            ("pronouns", ("PRONOUNS", "X-PRONOUNS")),
            ("languages", ("LANG",)),
            ("topics", ("CATEGORIES", "CATEGORY", "EXPERTISE")),
            ("notes", ("NOTE",)),
        ):
            if key in changed:
                self._replace_all(names, [prop for prop in fresh if prop.head.name in names])
        if "photo" in changed:
            photos = self._names.get("PHOTO", ())
            now = [write_photo(contact.photo, self._version)] if contact.photo else []
            for prop in photos[1:]:
                self._put(prop)
            if photos or now:
                self._put(photos[0] if photos else None, *now)

    def _edit_details(self, moved: bool) -> set[str]:
        """Edit phones, emails and links; moved says that local numbers would be read in another country now."""
        contact, version, there = self._contact, self._version, self._there
        kinds: list[tuple[str, DetailKind[Any], list[tuple[Any, Property]]]] = [
            ("phones", PHONES, read_phones(self._names, there, self._was["country"])),
            ("emails", EMAILS, read_emails(self._names, there)),
            ("links", LINKS, read_links(self._kept, there)),
        ]
        changed: set[str] = set()
        for key, kind, old in kinds:
            wanted = getattr(contact, key)
            if [one for one, _prop in old] == list(wanted) and not (moved and key == "phones"):
                continue
            paired = pair(kind, old, wanted)
            laid: list[list[Property]] = []
            for one, was in paired:
                again = sum(kind.alike(one, other) for other in wanted) > 1 or (moved and key == "phones")
                prop, said = (_styled(was[1], self._card.version, version), was[0]) if was else (None, None)
                laid.append(lay(kind, one, prop, said, version, there.labels, self._groups, again))
            self._lay([prop for _one, prop in old], [was[1] if was else None for _one, was in paired], laid)
            if [one for one, was in paired if was is None or not kind.alike(was[0], one)] or len(old) != len(wanted):
                changed.add(key)
        return changed

    def _lay(self, old: list[Property], kept: list[Property | None], laid: list[list[Property]]) -> None:
        """Put details where they stood, as long as they stand in the same order; else all where the first stood."""
        order = [prop for prop in kept if prop is not None]
        gone = [prop for prop in old if prop not in order]
        for prop in gone:
            self._drop(prop)
        if order == [prop for prop in old if prop in order] and kept[: len(order)] == order:
            for prop, props in zip(order, laid, strict=False):
                self._put(prop, *props)
            if laid[len(order) :]:
                self._put(None, *[prop for props in laid[len(order) :] for prop in props])
            return
        for prop in order[1:]:
            self._put(prop)
        self._put(order[0] if order else None, *[prop for props in laid for prop in props])

    def _drop(self, was: Property) -> None:
        """Take a property out, and its label where nothing else is in its group."""
        self._put(was)
        group = was.head.group.lower()
        inside = [slot for slot in self._slots if group and slot.now and slot.now[0].head.group.lower() == group]
        if all(slot.now[0].head.name in ("X-ABLABEL", "X-ABADR") for slot in inside):
            for slot in inside:
                slot.now = []

    def _stamp(self) -> None:
        """Say when the card was changed."""
        moment = self._contact.updated_at
        if moment:
            self._replace_all(("REV",), [made("REV", stamp(moment))])

    def _complete(self) -> None:
        """Add what every card must have: FN and N (RFC 2426 section 5); 4.0 does not ask for N."""
        have = {prop.head.name for slot in self._slots for prop in slot.now}
        missing = [name for name in ("FN", "N") if name not in have and (name == "FN" or self._version != "4.0")]
        if missing:
            self._put(
                None,
                *[
                    p
                    for p in write_names(self._contact, self._version)
                    if p.head.name in missing and not p.head.language
                ],
            )
        if "VERSION" not in have:
            self._slots.insert(0, _Slot(None, [made("VERSION", self._version)]))
