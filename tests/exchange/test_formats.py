import pytest

from contactbook.exchange.formats import sniff

CARD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann Example\r\nEND:VCARD\r\n"
TABLE = b"Name,Phone,Email\nAnn Example,+44 20 7946 0018,ann@example.org\nBo Example,,bo@example.org\n"
RELEASE = b"For more information, please contact:\nIn Geneva:\nAnn Example, Agency, +44 20 7946 0018, ann@example.org\n"


@pytest.mark.parametrize(
    ("name", "head", "format_"),
    [
        ("cards.vcf", CARD, "vcard"),
        ("cards.txt", CARD, "vcard"),
        ("cards.csv", CARD, "vcard"),
        ("", b"\xef\xbb\xbf\r\n" + CARD, "vcard"),
        ("cards.txt", CARD.decode().encode("utf-16"), "vcard"),
        ("cards.txt", CARD.decode().encode("utf-16-be"), "vcard"),
        ("broken.vcf", b"N:Example;Ann", "vcard"),
        ("book.json", b'[{"name": "Ann Example"}]', "json"),
        ("book.txt", b'\xef\xbb\xbf [\n {"name": "Ann Example"}]', "json"),
        ("empty.json", b"[]", "json"),
        ("release.txt", b"[Embargo until noon] The agency said", "release"),
        ("table.csv", RELEASE, "csv"),
        ("table.txt", TABLE, "csv"),
        ("table.txt", TABLE.replace(b",", b"\t"), "csv"),
        ("release.txt", RELEASE, "release"),
        ("release.html", b"<html><body>" + RELEASE, "release"),
        ("release.docx", b"PK\x03\x04", "release"),
        ("mail.eml", b"Subject: BEGIN\n\nBEGIN is not a card", "release"),
        ("", b"", "release"),
    ],
)
def test_a_file_is_known_by_what_it_holds_and_then_by_its_name(name: str, head: bytes, format_: str) -> None:
    assert sniff(name, head) == format_
