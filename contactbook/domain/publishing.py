"""The public view: the one way out for the press, and what it holds back."""

from dataclasses import dataclass

from contactbook.domain.contact import Contact, Email, Phone

# What a contact may hold beside its details that the press is not given; other dates, lists, and the vCard that it came
# from are the book's own keeping and are no details of the contact.
_WITHHELD = ("said", "pronouns", "address", "hours", "notes", "cover")


@dataclass(frozen=True, slots=True)
class Public:
    """A contact as it may be published, and how many details were withheld from it."""

    contact: Contact
    withheld: int


def public_view(contact: Contact) -> Public:
    """Leave of a contact what may be published, even where nothing is left to reach it by.

    Every field is named here, so that one which is added later stays inside until someone says otherwise.
    """
    view = Contact(
        uid=contact.uid,
        kind=contact.kind,
        name=contact.name,
        given=contact.given,
        family=contact.family,
        honorific=contact.honorific,
        suffix=contact.suffix,
        translations=contact.translations,
        role=contact.role,
        agency=contact.agency,
        city=contact.city,
        country=contact.country,
        phones=tuple(_public_phone(phone) for phone in contact.phones if phone.public),
        emails=tuple(_public_email(email) for email in contact.emails if email.public),
        links=tuple(link for link in contact.links if link.public),
        languages=contact.languages,
        topics=contact.topics,
        photo=contact.photo,
        updated_at=contact.updated_at,  # REV of a vCard: who has an older one sees that this one is newer
    )
    return Public(view, _withheld(contact, view))


def _public_phone(phone: Phone) -> Phone:
    # What was typed may say more than the number: "home, not before nine".
    return Phone(phone.number, phone.number, phone.extension, phone.kind, phone.label, True, phone.verdict)


def _public_email(email: Email) -> Email:
    return Email(email.address, email.address, email.label, True, email.verdict)


def _withheld(contact: Contact, view: Contact) -> int:
    pairs = ((contact.phones, view.phones), (contact.emails, view.emails), (contact.links, view.links))
    details = sum(len(held) - len(given) for held, given in pairs)
    away = bool(contact.away_from or contact.away_until)
    return details + away + sum(bool(getattr(contact, key)) for key in _WITHHELD)
