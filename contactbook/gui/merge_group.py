"""Several contacts that a person chose to become one: what they have become so far, one beside the other."""

from collections.abc import Sequence
from dataclasses import dataclass

from contactbook.domain import merging
from contactbook.domain.contact import Contact
from contactbook.domain.duplicates import Candidate
from contactbook.gui.text import clean
from contactbook.i18n import _

CHOSEN = 0  # how sure it is of contacts that a person chose: nobody asked


@dataclass(frozen=True, slots=True)
class MergeGroup:
    """The contacts as the book held them, the one that stays first; made is it with all that was taken of gone."""

    members: tuple[Contact, ...]
    made: Contact
    gone: tuple[Contact, ...] = ()

    @classmethod
    def of(cls, contacts: Sequence[Contact]) -> "MergeGroup":
        """Begin with nothing taken."""
        members = merging.keeper(contacts)
        return cls(tuple(members), members[0])

    @property
    def stays(self) -> Contact:
        return self.members[0]

    def pairs(self) -> list[Candidate]:
        """Pair the one that stays with each of the others."""
        return [
            Candidate(self.stays.uid, c.uid, (self.stays.shown, c.shown), (_("Chosen by you"),), CHOSEN)
            for c in self.members[1:]
        ]

    def taken(self, other: Contact, made: Contact) -> "MergeGroup":
        """Go on with what one of them was made with the one that stays."""
        return MergeGroup(self.members, made, (*self.gone, other))

    def so_far(self) -> str:
        """Say what is taken already and that nothing is written yet."""
        if not self.gone:
            return _("The contacts become one in a single step, after the last.")
        names = ", ".join(clean(c.shown) for c in self.gone)
        return _("Taken so far: {names}. Nothing is written before the last.").format(names=names)
