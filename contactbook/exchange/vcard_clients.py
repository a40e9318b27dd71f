"""What a vCard must be for the program that will open it: one row a difference, each with where it is known from."""

from enum import Enum, auto
from functools import cache
from typing import Literal, get_args

from contactbook.domain.record import dataclass

Client = Literal["outlook", "apple", "google", "android"]
CLIENTS: tuple[Client, ...] = get_args(Client)
NAMES: dict[Client, str] = {"outlook": "Outlook", "apple": "Apple", "google": "Google", "android": "Android"}
# Google's own help speaks of this many; a file with more is refused or cut there.
MOST_FOR_GOOGLE = 3_000


class Trait(Enum):
    """Something that is written in another way than the default, which is vCard 3.0 (RFC 2426) in one file."""

    OLD = auto()  # vCard 2.1
    ONE_A_FILE = auto()  # a folder, one card a file
    CODE_PAGE = auto()  # CHARSET=Windows-1252 where it holds the text, else CHARSET=utf-8; quoted-printable
    EMPTY_LINE = auto()  # behind base64
    ADDRESS_LABEL = auto()  # a LABEL beside each ADR
    AFRESH = auto()  # no line as it came: plain types without quotes, UTF-8, photos as base64
    OWN_LABELS = auto()  # what somebody called a detail stands in itemN.X-ABLabel, never among the types
    STANDARD_TYPE = auto()  # and a type of the standard beside it
    COMPANY = auto()  # X-ABShowAs:COMPANY on the card of a desk
    LISTS_AS_CARDS = auto()  # X-ADDRESSBOOKSERVER-KIND:group, for colleagues
    LISTS_AS_CATEGORIES = auto()  # for colleagues
    PARTS = auto()  # large files are split
    SMALL_PHOTOS = auto()  # 512 px at most, as JPEG or PNG


@dataclass(frozen=True, slots=True)
class Difference:
    """A row: for whom, what, why, and where that is known from."""

    client: Client
    trait: Trait
    why: str
    source: str


TABLE: tuple[Difference, ...] = (
    Difference("outlook", Trait.OLD, "reads 2.1 and 3.0, never 4.0; 2.1 says the character set of each line",
               "ProtonMail/proton-contacts#191"),
    Difference("outlook", Trait.ONE_A_FILE, "takes the first card of a file and leaves the rest without a word",
               "sperrysoftware.com vcard-limitations; thomascube/vcfconvert#2"),
    Difference("outlook", Trait.CODE_PAGE, "reads lines without CHARSET in the system's code page",
               "FolkerKinzel/VCards#13; jeroendesloovere/vcard#51 and #53; ical4j#190"),
    Difference("outlook", Trait.EMPTY_LINE, "base64 goes on until an empty line", "vCard 2.1, section 2.1.4.2"),
    Difference("outlook", Trait.ADDRESS_LABEL, "shows the address as LABEL lays it out", "vCard 2.1, section 2.3.2"),
    Difference("outlook", Trait.SMALL_PHOTOS, "shows photos small, and mails them with the contact", "size alone"),
    Difference("apple", Trait.AFRESH, "shows quotes of types as text; iCloud refuses other encodings than UTF-8",
               "nextcloud/server#25485; jowave/vcard2to3#18"),
    Difference("apple", Trait.OWN_LABELS, "shows types that it does not know as nothing",
               "what Contacts itself writes; FossifyOrg/Contacts#187"),
    Difference("apple", Trait.COMPANY, "shows the organisation in the place of a person's name",
               "what Contacts itself writes"),
    Difference("apple", Trait.LISTS_AS_CARDS, "knows lists as cards that name their members",
               "nextcloud/contacts#213; nuovo/vCard-parser#33"),
    Difference("apple", Trait.SMALL_PHOTOS, "iCloud refuses cards over some 250 KB", "Apple's iCloud contact limits"),
    Difference("google", Trait.AFRESH, "drops what it does not know; 2.1 loses numbers",
               "support.google.com/mail/answer/183711; mangstadt/ez-vcard#80"),
    Difference("google", Trait.OWN_LABELS, "reads labels from X-ABLabel", "what Google Contacts itself writes"),
    Difference("google", Trait.LISTS_AS_CATEGORIES, "makes a label of each category",
               "what Google Contacts itself writes"),
    Difference("google", Trait.PARTS, "takes so many contacts at a time", "Google's help on importing contacts"),
    Difference("google", Trait.SMALL_PHOTOS, "makes photos small itself, and limits the size of a file", "size alone"),
    Difference("android", Trait.AFRESH, "loses photos that are data: URIs; refused 4.0 until 2022",
               "Simple-Contacts#327; GrapheneOS/os-issue-tracker#977"),
    Difference("android", Trait.OWN_LABELS, "shows types that it does not know as nothing",
               "FossifyOrg/Contacts#187"),
    Difference("android", Trait.STANDARD_TYPE, "some apps lose X-ABLabel, and with it what kind of number it is",
               "FossifyOrg/Contacts#187; you-apps/ConnectYou#349"),
    Difference("android", Trait.SMALL_PHOTOS, "a card has to pass between apps, which are given 1 MB",
               "Android's TransactionTooLargeException"),
)  # fmt: skip


@cache
def traits(client: Client | None) -> frozenset[Trait]:
    """Give what is different for a client; nothing for the default."""
    return frozenset(row.trait for row in TABLE if row.client == client)
