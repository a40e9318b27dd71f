"""Documents made to fill memory or to take for ever: refused within bounds of both."""

import time
import tracemalloc
from collections.abc import Callable

import pytest

from contactbook.domain.errors import NotReadable
from contactbook.exchange import documents_limits
from contactbook.exchange.documents import to_text
from tests.exchange.making import docx, odt, pdf, pdf_objects, pdf_stream

MOST_MEMORY = 120_000_000
BLANKS = b" " * 1_000_000


def spanning(times: int) -> bytes:
    return docx([b"<w:document xmlns:w='w'>", *([BLANKS] * times), b"</w:document>"])


def entities() -> bytes:
    lines = [b'<!ENTITY a "aaaaaaaaaa">']
    lines += [b'<!ENTITY %c "%s">' % (97 + n, b"&%c;" % (96 + n) * 10) for n in range(1, 10)]
    outside = b'<!ENTITY z SYSTEM "file:///etc/hostname">'
    inside = b"<w:p xmlns:w='w'><w:r><w:t>&j;&z;</w:t></w:r></w:p>"
    return docx(b"<?xml version='1.0'?><!DOCTYPE d [" + b"".join(lines) + outside + b"]>" + inside)


def lying_about_its_size() -> bytes:
    data = bytearray(spanning(300))
    size = (300_000_000 + len("<w:document xmlns:w='w'></w:document>")).to_bytes(4, "little")
    at = data.rfind(size)
    assert at > 0
    data[at : at + 4] = (1000).to_bytes(4, "little")
    return bytes(data)


def forms_in_forms(depth: int, fan: int) -> bytes:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/Resources<</XObject<</X 5 0 R>>>>/Contents 4 0 R>>",
        pdf_stream(b"/X Do"),
    ]
    for level in range(depth):
        inner = b"/Resources<</XObject<</X %d 0 R>>>>" % (6 + level)
        objects.append(pdf_stream(b"/X Do " * fan, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]" + inner))
    return pdf_objects(objects)


BOMBS: dict[str, Callable[[], bytes]] = {
    "a zip of blanks": lambda: spanning(300),
    "a zip of blanks that states a small size": lying_about_its_size,
    "entities in entities": entities,
    "elements in elements": lambda: docx(b"<w:tbl><w:tr><w:tc>" * 30_000),
    "an OpenDocument text of blanks": lambda: odt(" " * 60_000_000),
    "a page of blanks": lambda: pdf(BLANKS * 100),
    "a page packed twice": lambda: pdf(BLANKS * 200, times=2),
    "a page of text without end": lambda: pdf(b"BT /F 9 Tf " + b"(Anna) Tj " * 2_000_000 + b"ET"),
    "forms in forms": lambda: forms_in_forms(10, 10),
    "objects without end": lambda: b"%PDF-1.7\n" + b"1 0 obj<<>>endobj\n" * 1_000_000,
    "one page many times": lambda: pdf_objects(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[%s]/Count 90000>>" % (b"3 0 R " * 90_000),
            b"<</Type/Page/Parent 2 0 R>>",
        ]
    ),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_bombs_are_refused_within_bounds(bomb: str) -> None:
    data = BOMBS[bomb]()
    tracemalloc.start()
    started = time.monotonic()
    try:
        with pytest.raises(NotReadable) as refusal:
            to_text("x", data)
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < MOST_MEMORY
    assert time.monotonic() - started < 60  # bounded; on an idle machine a few seconds
    assert str(refusal.value).startswith("x ")


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_reading_ends_with_a_person_s_patience(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents_limits, "MOST_SECONDS", -1.0)
    whole = {
        "pdf": lambda: pdf(b"BT /F 9 Tf (Anna) Tj ET"),
        "docx": lambda: docx(b"<w:p xmlns:w='w'><w:r><w:t>Anna</w:t></w:r></w:p>"),
    }
    with pytest.raises(NotReadable, match="x takes too long to read"):
        to_text("x", whole[kind]())
