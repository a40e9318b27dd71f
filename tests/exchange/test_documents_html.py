"""Web pages and pasted rich text, as a person sees them."""

import pytest

from contactbook.domain.errors import NotReadable
from contactbook.exchange import documents_limits
from contactbook.exchange.documents import html_to_text, to_text
from tests.exchange.making import PEOPLE, PROSE, STACKED, TABLE, contacts, html_table, page


def test_blocks_and_breaks_become_lines() -> None:
    html = "<h2>Contacts</h2><p>Anna\n  Sample<br>Press <b>Officer</b><p>Bruno<ul><li>one<li>two</ul><div>a</div>b"
    assert html_to_text(html) == "Contacts\n\nAnna Sample\nPress Officer\n\nBruno\n\none\ntwo\na\nb"


def test_what_is_not_seen_is_left_out() -> None:
    html = (
        "<head><title>t</title><style>p{}</style></head><script>var a = '<p>x</p>'</script>shown<!-- no -->"
        '<p style="display: none">no</p><span hidden>no <b>no</b></span><template>no</template> too'
    )
    assert html_to_text(html) == "shown too"


def test_a_row_is_a_line_and_blocks_in_cells_stay_whole() -> None:
    assert html_to_text(html_table([("Anna", "+1 202 555 0101"), ("Bruno", "+1 202 555 0102")])) == (
        "Anna\t+1 202 555 0101\nBruno\t+1 202 555 0102"
    )
    blocks = "<table><tr><td>Anna<br>+1 202 555 0101</td><td>Bruno<br>+1 202 555 0102</td></tr></table>"
    assert html_to_text(blocks) == "Anna\n+1 202 555 0101\n\nBruno\n+1 202 555 0102"


def test_people_side_by_side_in_rows_are_read_one_after_the_other() -> None:
    rows = list(zip(*[(name, phone, email) for name, _role, phone, email in PEOPLE[:2]], strict=True))
    text = html_to_text(html_table(rows))
    assert text.split("\n\n") == ["\n".join((n, p, e)) for n, _r, p, e in PEOPLE[:2]]


def test_a_table_on_its_side_names_each_value() -> None:
    rows = [("", "Geneva", "Lima"), ("Name", "Anna", "Bruno"), ("Tel:", "+1 202 555 0101", "+1 202 555 0102")]
    assert html_to_text(html_table(rows)) == (
        "Geneva\nName: Anna\nTel: +1 202 555 0101\n\nLima\nName: Bruno\nTel: +1 202 555 0102"
    )


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('<a href="mailto:anna@example.org?subject=x">Write to Anna</a>', "Write to Anna anna@example.org"),
        ('<a href="mailto:other@example.org">anna@example.org</a>', "anna@example.org"),
        ('<a href="mailto:anna%40example.org">anna (at) example.org</a>', "anna (at) example.org"),
        ('<a href="tel:+12025550101">Call</a> us', "Call +12025550101 us"),
        ('<a href="tel:+12025550101">202-555-0101</a>', "202-555-0101"),
        ('<a href="https://example.org/anna">Anna</a>', "Anna"),
        ('<img alt="anna@example.org"><img alt="Logo">x', "anna@example.org x"),
    ],
)
def test_addresses_behind_links_are_kept_where_none_is_shown(html: str, text: str) -> None:
    assert html_to_text(html) == text


def test_the_clipboard_frame_of_windows_is_no_text() -> None:
    html = "Version:0.9\r\nStartHTML:1\r\n<html><body><!--StartFragment--><p>Anna</p><!--EndFragment--></body></html>"
    assert html_to_text(html) == "Anna"


def test_a_declared_encoding_is_believed_where_it_fits() -> None:
    text = "Анна Иванова"
    assert to_text("x.html", b"<html><meta charset=windows-1251><p>" + text.encode("cp1251")) == text
    assert to_text("x.html", b"<html><meta charset=iso-8859-1><p>" + text.encode()) == text
    assert to_text("x.html", b"<html><meta charset=iso-8859-1><p>\x93Anna\x94") == "“Anna”"
    assert to_text("x.html", b"<html><meta charset=nonsense><p>Anna") == "Anna"


def test_no_document_type_is_fetched() -> None:
    html = b'<!DOCTYPE html PUBLIC "x" "http://127.0.0.1:9/x.dtd"><html><body><p>Anna &eacute;</body></html>'
    assert to_text("x.html", html) == "Anna é"


def test_contacts_are_those_of_the_text() -> None:
    paragraphs = "".join("<p>" + "<br>".join(person) + "</p>" for person in PEOPLE)
    head = f"<h1>Three centres open along the river</h1><p>{PROSE}</p><h2>Media contacts</h2>"
    assert contacts(to_text("x.html", page(head + paragraphs))) == contacts(STACKED)
    table = html_table([("Name", "Role", "Phone", "Email"), *PEOPLE])
    assert contacts(to_text("x.html", page(head + table))) == contacts(TABLE)


@pytest.mark.parametrize("html", ["<div>" * 50_000, "<table><tr><td>" * 5_000, "<a href=mailto:a@b.c>" * 20_000])
def test_deep_nesting_is_survived(html: str) -> None:
    html_to_text(html + "x")


def test_pages_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotReadable, match="too large"):
        to_text("x.html", b"<html>" + b"<p>a" * 3_000_000)
    monkeypatch.setattr(documents_limits, "MOST_SECONDS", -1.0)
    with pytest.raises(NotReadable, match=r"x\.html takes too long"):
        to_text("x.html", page("<p>Anna"))
    with pytest.raises(NotReadable, match="takes too long"):
        html_to_text("<p>Anna")
