"""The table of fields: one row a field of a contact, read by search, history, review, vCard and CSV."""

from contactbook.domain.record import dataclass
from contactbook.i18n import _


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a contact.

    key is the attribute of Contact; kind is text, choice, day, many (of words) or parts (phones, emails, links,
    translations); vcard the property of RFC 6350 that holds it, if one does; query the names it has in a search.
    """

    key: str
    label: str
    kind: str
    vcard: str | None = None
    query: tuple[str, ...] = ()
    public: bool = False


FIELDS: tuple[Field, ...] = (
    Field("kind", _("Kind"), "choice", "KIND", ("kind",), public=True),
    Field("name", _("Name"), "text", "FN", ("name",), public=True),
    Field("given", _("Given name"), "text", "N", ("given",), public=True),
    Field("family", _("Family name"), "text", "N", ("family",), public=True),
    Field("honorific", _("Honorific"), "text", "N", ("honorific",), public=True),
    Field("suffix", _("Suffix"), "text", "N", ("suffix",), public=True),
    Field("said", _("Said"), "text", "X-PHONETIC-FIRST-NAME", ("said",)),
    Field("pronouns", _("Pronouns"), "text", "PRONOUNS", ("pronouns",)),
    Field("translations", _("In other languages"), "parts", None, ("name",), public=True),
    Field("role", _("Role"), "text", "TITLE", ("role", "title"), public=True),
    Field("agency", _("Agency"), "text", "ORG", ("agency", "org"), public=True),
    Field("city", _("City"), "text", "ADR", ("city",), public=True),
    Field("country", _("Country"), "text", "ADR", ("country",), public=True),
    Field("phones", _("Phones"), "parts", "TEL", ("phone", "number", "tel"), public=True),
    Field("emails", _("Emails"), "parts", "EMAIL", ("email",), public=True),
    Field("links", _("Links"), "parts", "URL", ("link",), public=True),
    Field("address", _("Postal address"), "text", "ADR", ("address",)),
    Field("hours", _("Hours"), "text", None, ("hours",)),
    Field("languages", _("Languages"), "many", "LANG", ("lang", "language"), public=True),
    Field("topics", _("Topics"), "many", "EXPERTISE", ("topic",), public=True),
    Field("lists", _("Lists"), "many", None, ("list",)),
    Field("notes", _("Notes"), "text", "NOTE", ("notes", "note")),
    Field("photo", _("Photo"), "photo", "PHOTO", (), public=True),
    Field("verified_on", _("Verified"), "day", None, ("verified",)),
    Field("verified_by", _("Verified by"), "choice", None, ()),
    Field("away_from", _("Away from"), "day", None, ()),
    Field("away_until", _("Away until"), "day", None, ()),
    Field("cover", _("Cover"), "contact", None, ("cover",)),
)

BY_KEY: dict[str, Field] = {field.key: field for field in FIELDS}

# Fields that mean something only side by side change and go back as one.
_TOGETHER = (
    ("name", "given", "family"),
    ("city", "country"),
    ("away_from", "away_until"),
    ("verified_on", "verified_by"),
)
_ALONE = tuple((field.key,) for field in FIELDS if not any(field.key in group for group in _TOGETHER))
GROUPS: tuple[tuple[str, ...], ...] = (*_TOGETHER, *_ALONE)


def group_of(key: str) -> tuple[str, ...]:
    """Name the fields that go back together with one, itself among them."""
    return next((group for group in GROUPS if key in group), (key,))
