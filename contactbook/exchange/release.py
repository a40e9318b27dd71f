"""Reads the contact blocks of a press release: who is offered to the press, and how to reach them."""

from contactbook.exchange.formats import Problem, Reading
from contactbook.exchange.release_blocks import find_blocks
from contactbook.exchange.release_build import build
from contactbook.exchange.release_details import find_details
from contactbook.exchange.release_draft import Draft
from contactbook.exchange.release_drafts import draft
from contactbook.exchange.release_headings import find_headings
from contactbook.exchange.release_judge import judged
from contactbook.exchange.release_kinds import classified
from contactbook.exchange.release_pieces import cut
from contactbook.exchange.release_seams import mended
from contactbook.exchange.release_sharing import apart, shared_below
from contactbook.exchange.release_text import WHOLE, clean
from contactbook.exchange.release_words import flat
from contactbook.i18n import _


def read(text: str, *, source: str = "") -> Reading:
    """Read the contacts of a release; whatever the text, it never raises.

    The stages: clean the text, find numbers and addresses, find the blocks, cut each into pieces, put the pieces
    together to drafts, throw out what is no contact, and build contacts that know where each value stood.
    """
    problems = []
    if len(text) > WHOLE:
        problems.append(Problem(source, _("The text is very long: only its beginning and its end were read.")))
    cleaned = mended(clean(text))
    flat_text = flat(cleaned.text)
    details = find_details(cleaned.text, flat_text)
    headings = find_headings(cleaned.text, flat_text, details)
    if not details and not headings:
        return Reading((), problems, text, (), source)
    drafts: list[Draft] = []
    for block in find_blocks(cleaned.text, flat_text, headings, details):
        drafts += apart(shared_below(draft(cleaned.text, block, classified(cut(cleaned.text, block, details)))))
    contacts, spans = build(judged(drafts, cleaned.text), cleaned, details)
    return Reading(tuple(contacts), problems, text, spans, source)
