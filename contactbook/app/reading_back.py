"""Compares what was read back from an export with what was to be written."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from operator import attrgetter

from contactbook.app.export_forms import Audience
from contactbook.domain.changes import differences
from contactbook.domain.contact import Contact, Verdict
from contactbook.domain.errors import NotReadable
from contactbook.domain.fields import BY_KEY
from contactbook.i18n import _

_DETAILS = ("phones", "emails", "links")
_UNTOLD = ("verified_on", "verified_by")
_rest = attrgetter(*(key for key in BY_KEY if key not in (*_DETAILS, *_UNTOLD)))
_number = attrgetter("number", "extension", "kind", "label")
_address = attrgetter("address", "label")
_link = attrgetter("kind", "value")


def compare(
    read: Iterable[Contact],
    sent: Iterable[Contact],
    audience: Audience,
    comparable: Callable[[Contact], Contact] = lambda contact: contact,
) -> tuple[int, list[str]]:
    """Count what came back and say, a sentence a field, what is not as it was sent."""
    there = _as_far_as_readable(read)
    count = 0
    found: list[str] = []
    for wanted in sent:
        back = next(there, None)
        if back is None:
            found.append(_("{name} was not written.").format(name=wanted.shown))
            continue
        count += 1
        sent_of, read_of = comparable(wanted), comparable(back)
        if same(sent_of, read_of, audience):
            continue
        if audience == "press":
            sent_of, read_of = _for_press(sent_of), _for_press(read_of)
        found += [
            _("{name}: {field} is not as it was.").format(name=wanted.shown, field=change.label)
            for change in differences(sent_of, read_of)
        ]
    found += [_("{name} was written twice.").format(name=one.shown) for one in there]
    return count, found


def _as_far_as_readable(read: Iterable[Contact]) -> Iterator[Contact]:
    """Give what can be read: of a file that is damaged, the contacts behind the damage were not written."""
    try:
        yield from read
    except (ValueError, KeyError, TypeError, NotReadable):
        return


def same(sent: Contact, read: Contact, audience: Audience) -> bool:
    """Tell whether two contacts say the same to an audience: the short way, which nearly all of them take."""
    if audience == "colleagues":
        return not differences(sent, read)
    return bool(
        _rest(sent) == _rest(read)
        and [_number(one) for one in sent.phones] == [_number(one) for one in read.phones]
        and [_address(one) for one in sent.emails] == [_address(one) for one in read.emails]
        and [_link(one) for one in sent.links] == [_link(one) for one in read.links]
    )


def _for_press(contact: Contact) -> Contact:
    """Leave out what the press is not told: how a detail was typed and checked, and that it is public."""
    return replace(
        contact,
        phones=tuple(
            replace(p, typed="", public=True, verdict=Verdict.VALID, verified_on=None, verified_by=None)
            for p in contact.phones
        ),
        emails=tuple(
            replace(e, typed="", public=True, verdict=Verdict.VALID, verified_on=None, verified_by=None)
            for e in contact.emails
        ),
        links=tuple(replace(link, public=True) for link in contact.links),
        verified_on=None,
        verified_by=None,
    )
