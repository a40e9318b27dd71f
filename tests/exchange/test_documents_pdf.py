"""PDFs: reading order, links, and what is refused."""

from collections.abc import Sequence
from io import BytesIO

import pytest
from fpdf import FPDF
from fpdf.enums import EncryptionMethod
from pypdf import PdfReader, PdfWriter

from contactbook.domain.errors import NotReadable
from contactbook.exchange.documents import to_text
from tests.exchange.making import ANNA, BRUNO, HEAD, PEOPLE, PROSE, STACKED, TABLE, contacts, pdf, pdf_objects


def sheet(*head: str) -> FPDF:
    document = FPDF()
    document.add_page()
    document.set_font("Helvetica", size=11)
    for line in head:
        document.multi_cell(0, 5, line, new_x="LMARGIN", new_y="NEXT")
    return document


def placed(rows: Sequence[Sequence[str]], step: int, size: int = 10) -> bytes:
    """Show each row's cells side by side within one text object, as typesetters do."""
    out = b"BT /F %d Tf 72 700 Td " % size
    for row in rows:
        out += b"".join(b"(%s) Tj %d 0 Td " % (cell.encode(), step) for cell in row) + b"%d -14 Td " % (
            -step * len(row)
        )
    return out + b"ET"


def test_lines_and_blank_lines() -> None:
    content = b"BT /F 10 Tf 72 700 Td (Anna Sample) Tj 0 -12 Td (Press Officer) Tj 0 -30 Td (Bruno) Tj ET"
    assert to_text("x.pdf", pdf(content)) == "Anna Sample\nPress Officer\n\nBruno"


def test_words_and_letters_placed_one_by_one_become_words() -> None:
    words = b"".join(
        b"1 0 0 1 %d 700 Tm (%s) Tj " % (x, w) for x, w in ((72, b"Contact:"), (117, b"Anna"), (143, b"Sample"))
    )
    assert to_text("x.pdf", pdf(b"BT /F 10 Tf " + words + b"ET")) == "Contact: Anna Sample"


def test_a_change_of_font_inside_a_word_does_not_part_it() -> None:
    content = b"BT /F 10 Tf 72 700 Td (anna@) Tj /F 10 Tf (example.org) Tj ET"
    assert to_text("x.pdf", pdf(content)) == "anna@example.org"


def test_bold_by_printing_twice_is_read_once() -> None:
    content = b"BT /F 10 Tf 72 700 Td (Anna Sample) Tj ET BT /F 10 Tf 72.3 700 Td (Anna Sample) Tj ET"
    assert to_text("x.pdf", pdf(content)) == "Anna Sample"


def test_turned_text_comes_after_the_rest() -> None:
    content = b"BT /F 10 Tf 0 1 -1 0 30 100 Tm (Embargoed) Tj ET BT /F 10 Tf 72 700 Td (Anna Sample, Lima) Tj ET"
    assert to_text("x.pdf", pdf(content)) == "Anna Sample, Lima\n\nEmbargoed"


def test_two_columns_of_text_are_read_one_after_the_other() -> None:
    document = sheet("Three centres open along the river", "")
    with document.text_columns(ncols=2, gutter=8, text_align="J") as columns:
        columns.write((PROSE + " ") * 20 + "\n\nMedia contacts\n\n")
        columns.write("\n\n".join("\n".join(person) for person in PEOPLE))
    text = to_text("x.pdf", bytes(document.output()))
    assert " ".join(text.split()).count(PROSE) == 20
    assert contacts(text) == contacts(STACKED)


@pytest.mark.parametrize("step", [160, 220])
def test_people_side_by_side_are_read_one_after_the_other(step: int) -> None:
    content = placed(list(zip(*PEOPLE, strict=True)), step, size=8)
    assert to_text("x.pdf", pdf(content)) == "\n\n".join("\n".join(person) for person in PEOPLE)


def test_people_side_by_side_with_unlike_numbers_of_lines() -> None:
    document = sheet(*HEAD)
    for left, right in zip(ANNA, (*BRUNO[:1], *BRUNO[2:], ""), strict=True):
        document.cell(90, 5, left)
        document.cell(90, 5, right, new_x="LMARGIN", new_y="NEXT")
    text = to_text("x.pdf", bytes(document.output()))
    found = contacts("\n".join((*HEAD, *ANNA, "", *BRUNO[:1], *BRUNO[2:])))
    assert len(found) == 2
    assert contacts(text) == found


def test_a_table_is_read_row_by_row() -> None:
    rows = [("Name", "Role", "Phone", "Email"), *PEOPLE]
    assert to_text("x.pdf", pdf(placed(rows, 130, size=8))) == "\n".join("\t".join(row) for row in rows)


def test_a_cell_over_several_lines_belongs_to_its_row() -> None:
    document = sheet(*HEAD)
    role = "Head of communications for Europe and Central Asia"
    rows = [("Name", "Role", "Phone", "Email"), ANNA, BRUNO, (PEOPLE[2][0], role, *PEOPLE[2][2:])]
    with document.table() as table:
        for row in rows:
            table.row(row)
    text = to_text("x.pdf", bytes(document.output()))
    assert text.endswith("\n".join("\t".join(row) for row in rows))
    assert contacts(text) == contacts(TABLE.replace(PEOPLE[2][1], role))


def test_contacts_are_those_of_the_text() -> None:
    document = sheet(*STACKED.split("\n"))
    document.add_page()
    document.write(5, "Notes for editors")
    assert contacts(to_text("x.pdf", bytes(document.output()))) == contacts(STACKED)


def test_addresses_behind_links_are_kept_where_none_is_shown() -> None:
    document = sheet()
    document.write(5, "Anna Sample, ")
    document.write(5, "write to her", link="mailto:anna@example.org")
    document.write(5, " or ")
    document.write(5, "bruno@example.org", link="mailto:bruno@example.org")
    assert to_text("x.pdf", bytes(document.output())) == (
        "Anna Sample, write to her anna@example.org or bruno@example.org"
    )


@pytest.mark.parametrize("method", [EncryptionMethod.RC4, EncryptionMethod.AES_128, EncryptionMethod.AES_256])
def test_a_password_is_asked_for_only_where_one_is_needed_to_read(method: EncryptionMethod) -> None:
    free, locked = sheet("Anna Sample"), sheet("Anna Sample")
    free.set_encryption("owner", None, encryption_method=method)
    locked.set_encryption("owner", "reader", encryption_method=method)
    assert to_text("x.pdf", bytes(free.output())) == "Anna Sample"
    with pytest.raises(NotReadable, match=r"x\.pdf is protected by a password"):
        to_text("x.pdf", bytes(locked.output()))


def test_pictures_of_pages_are_said_to_be_such() -> None:
    with pytest.raises(NotReadable, match="pictures of pages"):
        to_text("x.pdf", pdf(b"0 0 100 100 re f"))


def test_broken_files_are_refused() -> None:
    whole = bytes(sheet("Anna Sample").output())
    for data in (b"%PDF-1.7\n", whole[: len(whole) // 3], b"%PDF-1.4\n" + bytes(range(256)) * 50):
        with pytest.raises(NotReadable):
            to_text("x.pdf", data)
    loop = pdf_objects([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>"])
    with pytest.raises(NotReadable):
        to_text("x.pdf", loop)


def test_a_file_without_its_end_is_read_as_far_as_it_goes() -> None:
    writer = PdfWriter()
    writer.append(PdfReader(BytesIO(pdf(b"BT /F 10 Tf 72 700 Td (Anna Sample) Tj ET"))))
    out = BytesIO()
    writer.write(out)
    whole = out.getvalue()
    assert to_text("x.pdf", whole[: whole.rindex(b"xref")]) == "Anna Sample"
