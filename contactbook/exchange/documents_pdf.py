"""Reads the text of a PDF (ISO 32000) page by page in reading order, within bounds of memory and time."""

import logging
import struct
import time
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Any

from contactbook.domain.errors import NotReadable
from contactbook.exchange.documents_html import behind_link
from contactbook.exchange.documents_layout import Piece, reading_order
from contactbook.exchange.documents_refusals import broken, encrypted, scanned, too_large, too_slow

if TYPE_CHECKING:
    from pypdf import PageObject

MOST_PAGES = 500
MOST_SECONDS = 20.0
MOST_CHARACTERS = 2_000_000
# A page's drawing instructions are a tenth of this; the fonts on it are larger.
_MOST_UNPACKED = 20_000_000
# Damage shows wherever it leads the reader: as a wrong type, a missing key, a number out of bounds.
_DAMAGE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)


class _Late(Exception):
    """The time is over."""


def pdf_to_text(name: str, data: bytes) -> str:
    """Read a PDF's text; raise NotReadable where it is encrypted, scanned, broken, or out of bounds."""
    from pypdf import PdfReader, apply_configuration
    from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError, PdfReadError, PyPdfError

    # What the library says of each oddity of a file is of no use to the person who opened it.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    limits: dict[str, Any] = {
        "zlib_maximum_output_length": _MOST_UNPACKED,
        "lzw_maximum_output_length": _MOST_UNPACKED,
        "run_length_maximum_output_length": _MOST_UNPACKED,
        "array_based_stream_maximum_output_length": _MOST_UNPACKED,
        "stream_decoding_work_maximum_length": 3 * _MOST_UNPACKED,
        "stream_parsing_work_maximum_count": 1_000_000,
        "xform_maximum_invocations_per_extraction": 1_000,
        "page_tree_maximum_entries": 20_000,
    }
    try:
        with apply_configuration(**limits):
            reader = PdfReader(BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise encrypted(name)
            pages = reader.pages
            if len(pages) > MOST_PAGES:
                raise too_large(name)
            text = _pages(name, pages)
    except (FileNotDecryptedError, DependencyError) as error:
        raise encrypted(name) from error
    except LimitReachedError as error:
        raise too_large(name) from error
    except _Late as error:
        raise too_slow(name) from error
    except (PdfReadError, PyPdfError, *_DAMAGE) as error:
        raise broken(name) from error
    if not text.strip():
        raise scanned(name)
    return text


def _pages(name: str, pages: Any) -> str:
    """Read each page; one that is broken is passed over unless all are."""
    from pypdf.errors import LimitReachedError, PyPdfError

    deadline = time.monotonic() + MOST_SECONDS
    texts: list[str] = []
    trouble: Exception | None = None
    length = 0
    for page in pages:
        try:
            text = _page(page, deadline)
        except (LimitReachedError, _Late, NotReadable):
            raise
        except (PyPdfError, *_DAMAGE) as error:
            trouble = error
            continue
        length += len(text)
        if length > MOST_CHARACTERS:
            raise too_large(name)
        texts.append(text)
    if trouble is not None and not any(texts):
        raise trouble
    return "\n\n".join(text for text in texts if text)


def _page(page: "PageObject", deadline: float) -> str:
    from contactbook.exchange.documents_pdf_pieces import Collector

    collector = Collector()

    def before(operator: Any, operands: Any, user: Any, text: Any) -> None:
        if time.monotonic() > deadline:
            raise _Late
        collector.before(operator, operands, user, text)

    page.extract_text(visitor_operand_before=before, visitor_text=collector.show)
    if time.monotonic() > deadline:
        raise _Late  # an exception inside a form does not leave the library
    return reading_order(collector.pieces + _links(page, collector.pieces))


def _links(page: "PageObject", pieces: list[Piece]) -> list[Piece]:
    """Give the addresses and numbers behind links on the page that its text does not show."""
    shown = "".join(piece.text for piece in pieces).replace(" ", "").lower()
    digits = "".join(char for char in shown if char.isdigit())
    found: list[Piece] = []
    notes = page.get("/Annots")
    for note in list(notes.get_object() or ())[:500] if notes is not None else ():
        link = note.get_object()
        action = link.get("/A")
        address = action.get_object().get("/URI") if action is not None else None
        box = link.get("/Rect")
        if not isinstance(address, (str, bytes)) or box is None:
            continue
        uri = address if isinstance(address, str) else address.decode("utf-8", "replace")
        hidden = behind_link(uri, "")
        known = hidden.lower() in shown if "@" in hidden else "".join(filter(str.isdigit, hidden))[-7:] in digits
        if not hidden or known:
            continue
        left, bottom, right, top = (float(side) for side in box)
        size = min(abs(top - bottom), 12.0)
        start, width = max(left, right), len(hidden) * size / 2
        # The baseline lies a fifth of the line above the link's lower edge.
        found.append(Piece(f" {hidden}", start, start + width, min(bottom, top) + size / 5, size))
        shown += hidden.lower()
    return found
