"""Makes QR codes that phones read: of the public card of a contact, and of one number to dial."""

from collections.abc import Collection
from dataclasses import dataclass

from contactbook.domain.contact import Contact, Phone
from contactbook.domain.publishing import public_view
from contactbook.exchange import vcard_small

# Version 20 with level M holds so many bytes in 97 modules a side; beyond that cameras fail on a screen across a table.
MOST_BYTES = 666
_LEVEL = "m"


@dataclass(frozen=True, slots=True)
class QrCode:
    """A code: its modules row by row without the quiet zone, True for black, and the text that they say.

    included has the keys of the details in it ("phones.0"), left_out names in words what found no room, withheld
    counts the details that are internal.
    """

    modules: tuple[tuple[bool, ...], ...]
    text: str
    left_out: tuple[str, ...] = ()
    included: tuple[str, ...] = ()
    withheld: int = 0

    @property
    def side(self) -> int:
        """Count the modules of a side."""
        return len(self.modules)


@dataclass(frozen=True, slots=True)
class Offer:
    """A detail that may stand in a code: its key, and how it is written."""

    key: str
    shown: str


def offers(contact: Contact) -> list[Offer]:
    """List the public phones, emails and links that a person may choose among, in their order."""
    made = vcard_small.lines(public_view(contact).contact)
    return [Offer(line.key, line.shown) for line in made if "." in line.key]


def qr_of(contact: Contact, without: Collection[str] = ()) -> QrCode:
    """Write the public card of a contact as a code; without has the keys of details that are not wanted.

    What phones could no longer read is left out, the least important first; notes and what is internal are never in.
    """
    public = public_view(contact)
    wanted = [line for line in vcard_small.lines(public.contact) if line.key not in without]
    kept = _fitting(wanted)
    text = _card(kept)
    missing = tuple(line.shown for line in wanted if line not in kept)
    return QrCode(
        _modules(text),
        text,
        (*missing, *vcard_small.never_in(public.contact)),
        tuple(line.key for line in kept if "." in line.key),
        public.withheld,
    )


def qr_of_number(phone: Phone) -> QrCode:
    """Write a number as a code that a phone offers to dial (RFC 3966, the extension after a pause)."""
    text = f"tel:{vcard_small.dialled(phone)}"
    return QrCode(_modules(text), text)


def _fitting(wanted: list[vcard_small.Line]) -> list[vcard_small.Line]:
    """Take lines in the order of their rank as long as there is room; give them in the order of the card."""
    room = MOST_BYTES - len(_card([]).encode())
    kept = set()
    for line in sorted(wanted, key=lambda line: line.rank):
        size = len(line.text.encode()) + 2
        if size <= room or line.rank == 0:
            kept.add(line.key)
            room -= size
    return [line for line in wanted if line.key in kept]


def _card(lines: list[vcard_small.Line]) -> str:
    return "".join(f"{line}\r\n" for line in ("BEGIN:VCARD", *(line.text for line in lines), "END:VCARD"))


def _modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """Encode a text as UTF-8, which phones take for granted; the level rises where it costs no larger code."""
    import segno

    code = segno.make(text.encode(), error=_LEVEL, micro=False)
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)
