"""Spoils whole files as a bad disk, a bad program or bad will does, and reads them as an import does."""

import io
import json
import random
import tracemalloc
import zipfile
from collections.abc import Callable
from contextlib import closing

import openpyxl

from contactbook.app import sources, streams
from contactbook.app.book import Book
from contactbook.domain.contact import Contact
from contactbook.domain.plain import to_plain_whole
from contactbook.exchange.csv_headers import table
from contactbook.exchange.formats import Problem
from tests.exchange.csv_samples import sample
from tests.exchange.test_vcard_keep import KEPT

_LAYLA = ("Layla Haddad", "Example Agency", "Geneva", "+41 79 555 00 00", "layla@example.org", "=1+1", "41790000000")
_HEADER = ("Name", "Organisation", "City", "Phone", "Email", "Notes", "Mobile")
_PIECES = (
    b"\0", b"\n", b"\r", b"\r\n", b'"', b'""', b"'", b",", b";", b"\t", b"|", b"sep=;\n", b"\xef\xbb\xbf", b"\xff\xfe",
    b"\xc3", b"\xe9", b"[", b"]", b"{", b"}", b"null", b"1e999", b"-", b"NaN", b"\\ud800", b'"phones": ', b'"uid": 1',
    b"<row>", b"</row>", b'<c t="s"><v>99</v></c>', b'r="XFD9999999"', b"<!DOCTYPE x>", b"&lol;", b"PK\x03\x04",
    b"PK\x05\x06", b"9999999999", b" ::: ", b"4.17933E+10", b"+", b"=", b"@", b"../../x",
)  # fmt: skip
_BASE = 30_000_000  # bytes that reading may take whatever the file: the libraries it loads, one window of the stream


def _table() -> bytes:
    return "\r\n".join(";".join(row) for row in (_HEADER, _LAYLA, _LAYLA)).encode()


def _workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (_HEADER, _LAYLA, _LAYLA):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _own() -> bytes:
    plain = to_plain_whole(Contact(uid="u-1", name="Layla Haddad", city="Geneva", photo=b"\xff\xd8x"))
    return json.dumps([plain, plain], ensure_ascii=False).encode()


def _archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for at, card in enumerate(KEPT):
            packed.writestr(f"cards/{at}.vcf", card)
        packed.writestr("all.csv", _table())
        packed.writestr("own.json", _own())
    return out.getvalue()


WHOLE: dict[str, Callable[[], bytes]] = {
    "table.csv": _table,
    "google.csv": lambda: sample(table().dialects["google-2024"]).data,
    "book.xlsx": _workbook,
    "own.json": _own,
    "cards.zip": _archive,
}


def spoil(name: str, chance: random.Random) -> bytes:
    """Make one of the whole files and spoil it, of what is packed the parts or the archive itself."""
    data = WHOLE[name]()
    if data.startswith(b"PK") and chance.random() < 0.7:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
            for part in whole.namelist():
                content = whole.read(part)
                packed.writestr(part, mangled(content, chance) if chance.random() < 0.3 else content)
        return out.getvalue()
    return mangled(data, chance)


def mangled(data: bytes, chance: random.Random) -> bytes:
    """Cut, change, put in and repeat bytes."""
    out = bytearray(data)
    for _ in range(chance.randrange(1, 12)):
        at = chance.randrange(len(out) + 1)
        match chance.randrange(6):
            case 0:
                del out[at : at + chance.randrange(1, 40)]
            case 1:
                out[at : at + 1] = bytes([chance.randrange(256)])
            case 2 | 3:
                out[at:at] = chance.choice(_PIECES)
            case 4:
                out[at:at] = out[at : at + chance.randrange(1, 200)] * chance.choice((1, 2, 50))
            case _:
                del out[at : None if chance.random() < 0.2 else at + 1]
    return bytes(out)


def read_file(book: Book, name: str, data: bytes) -> list[Problem]:
    """Lay a file beside a book as an import does, and give its problems; fail where it takes too much memory."""
    path = book.path.with_name(name)
    path.write_bytes(data)
    tracemalloc.start()
    try:
        with closing(streams.plan_sources(book, sources.find(path, book.path), name)) as plan:
            problems = list(plan.problems)
            for problem in problems:
                assert problem.what, problem
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        path.unlink()
    assert peak < _BASE + 20 * len(data), (name, len(data), peak)
    return problems
