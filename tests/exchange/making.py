"""Makes documents for the tests: the same release as text, web page, mail, Word, OpenDocument and PDF."""

import zlib
from collections.abc import Iterable, Sequence
from email.message import EmailMessage
from html import escape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from contactbook.exchange import release

PROSE = (
    "Example Relief said on Monday that it would open three centres along the river before the rains begin, "
    "so that families can reach help within a day on foot."
)
ANNA = ("Anna Sample", "Press Officer", "+1 202 555 0101", "anna.sample@example.org")
BRUNO = ("Bruno Muster", "Spokesperson", "+1 202 555 0102", "bruno.muster@example.org")
CARLA = ("Carla Ejemplo", "Head of Communications", "+44 20 7946 0103", "carla.ejemplo@example.org")
PEOPLE = (ANNA, BRUNO, CARLA)
HEAD = ("Three centres open along the river", "", PROSE, "", "Media contacts", "")
STACKED = "\n".join((*HEAD, *(line for person in PEOPLE for line in (*person, ""))))
TABLE = "\n".join((*HEAD, "Name\tRole\tPhone\tEmail", *("\t".join(person) for person in PEOPLE)))

Found = list[tuple[str, str | None, tuple[str, ...], tuple[str, ...]]]


def contacts(text: str) -> Found:
    """Give who the release reader finds in a text, as far as every form of a document says it."""
    return [
        (contact.name, contact.role, tuple(p.number for p in contact.phones), tuple(e.address for e in contact.emails))
        for contact in release.read(text).contacts
    ]


def page(body: str) -> bytes:
    return f"<!DOCTYPE html><html><head><title>x</title></head><body>{body}</body></html>".encode()


def html_table(rows: Iterable[Sequence[str]]) -> str:
    cells = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def mail(text: str, html: str | None = None, *attachments: tuple[str, bytes]) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Example Relief <news@example.org>"
    message["Subject"] = "Three centres"
    message["MIME-Version"] = "1.0"
    message.set_content(text)
    if html is not None:
        message.add_alternative(html, subtype="html")
    for name, data in attachments:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message


def zipped(parts: dict[str, bytes | Iterable[bytes]]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            with archive.open(name, "w") as part:
                for chunk in [content] if isinstance(content, bytes) else content:
                    part.write(chunk)
    return out.getvalue()


WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%s</w:body></w:document>'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def docx(document: bytes | Iterable[bytes]) -> bytes:
    """Put a main part into the least that makes a Word document of it."""
    target = f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    relations = f"<Relationships>{target}</Relationships>".encode()
    return zipped({"[Content_Types].xml": b"<Types/>", "_rels/.rels": relations, "word/document.xml": document})


def odt(body: str, styles: str = "", manifest: str = "") -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "table", "style")
    )
    links = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
    text = f"<office:body><office:text>{body}</office:text></office:body>"
    content = f"<office:document-content {spaces} {links}>{text}</office:document-content>"
    parts: dict[str, bytes | Iterable[bytes]] = {
        "mimetype": b"application/vnd.oasis.opendocument.text",
        "content.xml": content.encode(),
        "META-INF/manifest.xml": (manifest or "<manifest/>").encode(),
    }
    if styles:
        parts["styles.xml"] = f"<office:document-styles {spaces}>{styles}</office:document-styles>".encode()
    return zipped(parts)


def pdf_objects(objects: Sequence[bytes]) -> bytes:
    """Write a PDF of numbered objects, the first of which is its catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(out)


def pdf_stream(content: bytes, entries: bytes = b"", times: int = 1) -> bytes:
    """Pack a stream as often as is asked for."""
    for _time in range(times):
        content = zlib.compress(content, 9)
    filters = b"/FlateDecode " * times
    return b"<<%s/Filter[%s]/Length %d>>stream\n%s\nendstream" % (entries, filters, len(content), content)


def pdf(content: bytes, times: int = 1, page: bytes = b"") -> bytes:
    """Draw one page by its instructions, with Helvetica as /F."""
    font = b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    return pdf_objects(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]%s/Contents 4 0 R%s>>" % (font, page),
            pdf_stream(content, times=times),
        ]
    )
