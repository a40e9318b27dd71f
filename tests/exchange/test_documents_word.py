"""Word documents and OpenDocument texts."""

from io import BytesIO
from typing import Any

import docx as python_docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from contactbook.domain.errors import NotReadable
from contactbook.exchange.documents import to_text
from tests.exchange.making import ANNA, BRUNO, PEOPLE, STACKED, TABLE, WORD, contacts, docx, odt, zipped


def saved(document: Any) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def body(xml: str) -> str:
    return to_text("x.docx", docx((WORD % xml).encode()))


def test_paragraphs_and_tables_come_in_the_order_of_the_document() -> None:
    document = python_docx.Document()
    document.add_heading("Media contacts", 1)
    table = document.add_table(0, 2)
    for name, _role, phone, _email in PEOPLE[:2]:
        row = table.add_row().cells
        row[0].text, row[1].text = name, phone
    document.add_paragraph("Notes\tfor editors\nnext line")
    assert to_text("x.docx", saved(document)) == (
        "Media contacts\nAnna Sample\t+1 202 555 0101\nBruno Muster\t+1 202 555 0102\nNotes\tfor editors\nnext line"
    )


def test_headers_come_first_and_footers_last() -> None:
    document = python_docx.Document()
    document.add_paragraph("Body")
    section = document.sections[0]
    section.header.paragraphs[0].text = "Example Relief"
    section.footer.paragraphs[0].text = "press@example.org"
    assert to_text("x.docx", saved(document)) == "Example Relief\n\nBody\n\npress@example.org"


def test_addresses_behind_links_are_kept_where_none_is_shown() -> None:
    document = python_docx.Document()
    paragraph = document.add_paragraph("Anna: ")
    for shown, address in (("write", "anna@example.org"), ("bruno@example.org", "other@example.org")):
        link = OxmlElement("w:hyperlink")
        to = document.part.relate_to(f"mailto:{address}", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(qn("r:id"), to)
        link.append(paragraph.add_run(shown + " ")._r)
        paragraph._p.append(link)
    assert to_text("x.docx", saved(document)) == "Anna: write anna@example.org bruno@example.org"


def test_links_that_are_fields_are_read_alike() -> None:
    field = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "mailto:anna@example.org" '
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Write</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    assert body(field) == "Write anna@example.org"


def test_insertions_controls_and_text_boxes_are_text_and_deletions_are_not() -> None:
    run = "<w:r><w:t>%s</w:t></w:r>"
    xml = (
        f"<w:p><w:ins>{run % 'Anna '}</w:ins><w:del><w:r><w:delText>Bruno</w:delText></w:r></w:del>"
        f"<w:sdt><w:sdtPr/><w:sdtContent>{run % 'Sample'}</w:sdtContent></w:sdt></w:p>"
        '<w:p><w:r><mc:AlternateContent xmlns:mc="mc"><mc:Choice><w:txbxContent><w:p>'
        f"{run % 'anna@example.org'}</w:p></w:txbxContent></mc:Choice><mc:Fallback><w:p>{run % 'twice'}</w:p>"
        "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert body(xml) == "Anna Sample\nanna@example.org"


def test_a_table_in_a_cell_is_read_in_its_place() -> None:
    def cell(content: str) -> str:
        return f"<w:tc>{content}</w:tc>"

    a, b, c = (f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in "abc")
    inner = f"<w:tbl><w:tr>{cell(a)}{cell(b)}</w:tr></w:tbl>"
    assert body(f"<w:tbl><w:tr>{cell(inner)}{cell(c)}</w:tr></w:tbl>") == "a\tb\tc"


def test_contacts_of_a_word_document_are_those_of_its_text() -> None:
    stacked = python_docx.Document()
    for line in STACKED.split("\n"):
        stacked.add_paragraph(line)
    assert contacts(to_text("x.docx", saved(stacked))) == contacts(STACKED)
    table = python_docx.Document()
    *head, _empty = TABLE.partition("Name\t")[0].split("\n")
    for line in head:
        table.add_paragraph(line)
    cells = table.add_table(0, 4)
    for person in (("Name", "Role", "Phone", "Email"), *PEOPLE):
        for cell, text in zip(cells.add_row().cells, person, strict=True):
            cell.text = text
    assert contacts(to_text("x.docx", saved(table))) == contacts(TABLE)
    beside = python_docx.Document()
    for line in head:
        beside.add_paragraph(line)
    for cell, person in zip(beside.add_table(1, 3).rows[0].cells, PEOPLE, strict=True):
        cell.text = "\n".join(person)
    assert contacts(to_text("x.docx", saved(beside))) == contacts(STACKED)


def test_the_text_of_an_opendocument_text() -> None:
    text = to_text(
        "x.odt",
        odt(
            "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>"
            '<text:h>Media<text:s text:c="3"/>contacts</text:h>'
            "<text:p>Anna<text:tab/>Sample<text:line-break/>Press <text:span>Officer</text:span></text:p>"
            '<text:p><text:a xlink:href="mailto:anna@example.org">Write</text:a></text:p>'
            "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>"
            "<table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>"
            "<text:list><text:list-item><text:p>one</text:p></text:list-item></text:list>",
            "<style:header><text:p>Example Relief</text:p></style:header>"
            "<style:footer><text:p>page</text:p></style:footer>",
        ),
    )
    assert (
        text
        == "Example Relief\n\nMedia contacts\nAnna\tSample\nPress Officer\nWrite anna@example.org\na\tb\none\n\npage"
    )


def test_contacts_of_an_opendocument_text_are_those_of_its_text() -> None:
    assert contacts(to_text("x.odt", odt("".join(f"<text:p>{line}</text:p>" for line in STACKED.split("\n"))))) == (
        contacts(STACKED)
    )
    rows = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
        + "</table:table-row>"
        for row in (("Name", "Role", "Phone", "Email"), ANNA, BRUNO, PEOPLE[2])
    )
    head = "".join(f"<text:p>{line}</text:p>" for line in TABLE.partition("Name\t")[0].split("\n"))
    assert contacts(to_text("x.odt", odt(f"{head}<table:table>{rows}</table:table>"))) == contacts(TABLE)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (odt("<text:p>x</text:p>", manifest="<m><manifest:encryption-data xmlns:manifest='m'/></m>"), "password"),
        (odt("<text:p>x</text:q>"), "damaged"),
        (docx(b"<w:document"), "damaged"),
        (docx(b""), "damaged"),
        (zipped({"[Content_Types].xml": b"", "word/document.xml": b"<a/>"}), "damaged"),
        (docx((WORD % "<w:p/>").encode()), "empty"),
        (docx((WORD % "<w:p><w:r><w:t>Anna</w:t></w:r></w:p>").encode())[:-30], "damaged"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(NotReadable, match=reason):
        to_text("x", data)
