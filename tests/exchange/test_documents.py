"""Documents of all kinds: told by their content, refused in one sentence, never a surprise."""

import subprocess
import sys
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from contactbook.domain.errors import NotReadable
from contactbook.exchange import documents
from contactbook.exchange.documents import to_text
from tests.exchange.making import WORD, docx, mail, odt, page, pdf, zipped

ANNA = "Anna Sample, anna@example.org"
FORMS = {
    "txt": ANNA.encode(),
    "html": page(f"<p>{ANNA}"),
    "eml": mail(ANNA).as_bytes(),
    "docx": docx((WORD % f"<w:p><w:r><w:t>{ANNA}</w:t></w:r></w:p>").encode()),
    "odt": odt(f"<text:p>{ANNA}</text:p>"),
    "pdf": pdf(f"BT /F 10 Tf 72 700 Td ({ANNA}) Tj ET".encode()),
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


@pytest.mark.parametrize("kind", FORMS)
@pytest.mark.parametrize("name", ["release", "release.txt", "release.docx", "release.pdf", "RELEASE.DOC"])
def test_a_document_is_what_its_content_says(kind: str, name: str) -> None:
    assert ANNA in to_text(name, FORMS[kind])


def encrypted_zip() -> bytes:
    data = bytearray(FORMS["docx"])
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(mark, at + 1)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "x is empty. Choose another file."),
        (b"\r\n \x00 ", "x is empty. Choose another file."),
        (page("<p> </p>"), "x is empty. Choose another file."),
        (b"\x01\x02\x03\x04" * 100, "x holds no text that can be read. Paste the text instead."),
        (_OLE, "x is an old Word document. Save it as .docx or .pdf, or paste its text."),
        (
            _OLE + "EncryptedPackage".encode("utf-16-le"),
            "x is protected by a password. Save it without one, or paste its text.",
        ),
        (_OLE + "__substg1.0_".encode("utf-16-le"), "x is an Outlook message. Save it as .eml, or paste its text."),
        (_OLE + "Workbook".encode("utf-16-le"), "x is a spreadsheet. Save it as CSV, or paste its cells."),
        (b"{\\rtf1\\ansi Anna}", "x is a rich text file. Save it as .docx or .pdf, or paste its text."),
        (b"\x89PNG\r\n\x1a\n....", "x is a picture. Type its contacts, or paste its text."),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "x is a picture. Type its contacts, or paste its text."),
        (b"\x00\x00\x00\x18ftypheic", "x is a picture. Type its contacts, or paste its text."),
        (b"\x1f\x8b\x08rest", "x is an archive. Unpack it, and choose a document in it."),
        (zipped({"a.txt": b"x"}), "x is an archive. Unpack it, and choose a document in it."),
        (zipped({"[Content_Types].xml": b"", "xl/a": b""}), "x is a spreadsheet. Save it as CSV, or paste its cells."),
        (
            zipped({"[Content_Types].xml": b"", "ppt/a": b""}),
            "x is a presentation. Save it as .pdf, or paste its text.",
        ),
        (
            zipped({"Index/Document.iwa": b""}),
            "x is a document of another program. Save it as .docx or .pdf, or paste its text.",
        ),
        (encrypted_zip(), "x is protected by a password. Save it without one, or paste its text."),
        (FORMS["docx"][:200], "x is damaged. Get the file again, or paste its text."),
    ],
)
def test_each_refusal_is_one_clear_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(NotReadable) as refusal:
        to_text("x", data)
    assert str(refusal.value) == sentence


def test_files_over_100_mb_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "LARGEST", 10)
    with pytest.raises(NotReadable, match=r"x\.txt is larger than 100 MB"):
        to_text("x.txt", b"Anna Sample and others")


def any_text(name: str, data: bytes) -> None:
    try:
        text = to_text(name, data)
    except NotReadable as refusal:
        text = str(refusal)
    assert text.strip()


_NAMES = st.sampled_from(["x", *(f"x.{suffix}" for suffix in (*FORMS, "doc", "rtf"))])
_STARTS = st.sampled_from(
    [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"MIME-Version: 1.0\nSubject: x\n", b"\xff\xfe"]
)


@given(_NAMES, _STARTS, st.binary(max_size=600))
@example("x.eml", b"", b"Subject: =?utf-8?b?\xff?=\nMIME-Version: 1.0\n\nx")
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_random_bytes_are_read_or_refused(name: str, start: bytes, data: bytes) -> None:
    any_text(name, start + data)


@given(st.sampled_from(list(FORMS)), st.data())
@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
def test_damaged_documents_are_read_or_refused(kind: str, draw: st.DataObject) -> None:
    data = bytearray(FORMS[kind])
    for _change in range(draw.draw(st.integers(1, 8))):
        at = draw.draw(st.integers(0, len(data) - 1))
        end = at + draw.draw(st.integers(0, 12))
        data[at:end] = draw.draw(st.binary(max_size=12))
        if not data:
            data = bytearray(b"x")
    any_text(f"x.{kind}", bytes(data))


@given(st.binary(max_size=300))
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_damaged_parts_of_whole_documents_are_read_or_refused(part: bytes) -> None:
    any_text("x", docx(part))
    any_text("x", docx(b"<w:document xmlns:w='w'>" + part + b"</w:document>"))
    any_text("x", pdf(part))
    any_text("x", pdf(b"BT /F 10 Tf " + part + b" (x) Tj ET"))


def test_no_library_is_loaded_before_a_document_needs_it() -> None:
    code = (
        "import sys, contactbook.exchange.documents as d, contactbook.app.importing, contactbook.cli.main; "
        "d.to_text('x.txt', b'Anna'); "
        "print([n for n in ('lxml', 'pypdf', 'charset_normalizer', 'zipfile', 'email') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_zip_that_is_no_document_by_its_bytes_is_not_opened_further() -> None:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("../../etc/passwd", b"x")
    with pytest.raises(NotReadable, match="archive"):
        to_text("x.docx", out.getvalue())
