"""Reads the text of a PDF (ISO 32000) page by page in reading order, within bounds of memory and time."""

import logging
import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Any

from contactbook.domain.errors import NotReadable
from contactbook.exchange.documents_html import behind_link
from contactbook.exchange.documents_layout import Piece, reading_order
from contactbook.exchange.documents_limits import Late, Patience
from contactbook.exchange.documents_pdf_pieces import PLACING, Collector
from contactbook.exchange.documents_refusals import broken, encrypted, scanned, too_large

if TYPE_CHECKING:
    from pypdf import PageObject

MOST_PAGES = 500
_MOST_OBJECTS = 300_000
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


def pdf_to_text(name: str, data: bytes) -> str:
    """Read a PDF's text; raise NotReadable where it is encrypted, scanned, broken, or out of bounds."""
    from pypdf import PdfReader, apply_configuration
    from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError, PdfReadError, PyPdfError

    # A damaged file is searched for its objects from end to end.
    if data.count(b" obj") > _MOST_OBJECTS:
        raise too_large(name)
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
            # A file whose last bytes were lost has all its pages as a rule: the library looks for them then.
            lost = b"" if b"%%EOF" in data[-2048:] else b"\nstartxref\n0\n%%EOF\n"
            reader = PdfReader(BytesIO(data + lost))
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
    except (PdfReadError, PyPdfError, *_DAMAGE) as error:
        raise broken(name) from error
    if not text.strip():
        raise scanned(name)
    return text


def _pages(name: str, pages: Any) -> str:
    """Read each page; one that is broken is passed over unless all are."""
    from pypdf.errors import LimitReachedError, PyPdfError

    patience = Patience()
    texts: list[str] = []
    trouble: Exception | None = None
    length = 0
    for page in pages:
        try:
            text = _page(page, patience)
        except (LimitReachedError, Late, NotReadable):
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


def _page(page: "PageObject", patience: Patience) -> str:
    collector = Collector()

    def before(operator: Any, operands: Any, _user: Any, _text: Any) -> None:
        patience.check()
        collector.before(operator, operands)

    _part_pieces(page)
    page.extract_text(visitor_operand_before=before, visitor_text=collector.show)
    patience.check()  # what is raised inside a form does not leave the library
    return reading_order(collector.pieces + _links(page, collector.pieces))


def _part_pieces(page: "PageObject") -> None:
    """Have the library give each piece of text that is placed anew by itself.

    It gives a line as one piece otherwise, however far its parts are from each other. A change of the matrix that
    changes nothing makes it give what it has.
    """
    from pypdf.generic import ContentStream, FloatObject, NameObject

    contents = page.get("/Contents")
    if contents is None:
        return
    stream = ContentStream(contents.get_object(), page.pdf, "bytes")
    unchanged = [FloatObject(number) for number in (1, 0, 0, 1, 0, 0)]
    operations: list[tuple[Any, bytes]] = []
    for operands, operator in stream.operations:
        if operator in PLACING:
            operations.append((unchanged, b"cm"))
        operations.append((operands, operator))
    stream.operations = operations
    page[NameObject("/Contents")] = stream


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
