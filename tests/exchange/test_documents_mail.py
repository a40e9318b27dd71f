"""Saved messages and the releases attached to them."""

from email.message import EmailMessage

import pytest

from contactbook.domain.errors import NotReadable
from contactbook.exchange.documents import to_text
from tests.exchange.making import PEOPLE, STACKED, contacts, docx, mail, page


def test_the_text_of_a_message_and_its_headers() -> None:
    text = to_text("x.eml", mail("Anna Sample, press officer, Zoë’s colleague\n").as_bytes())
    assert text == (
        "From: Example Relief <news@example.org>\nSubject: Three centres\n\nAnna Sample, press officer, Zoë’s colleague"
    )


def test_a_message_is_known_by_its_headers_whatever_its_name() -> None:
    assert "news@example.org" in to_text("saved", mail("Anna").as_bytes())
    assert to_text("x.txt", b"Contact: Anna\nPhone: 000\n\nText") == "Contact: Anna\nPhone: 000\n\nText"


def test_plain_text_is_read_before_html_unless_it_only_points_there() -> None:
    html = "<p>Anna Sample, anna@example.org" + " and more of the release" * 10
    long = "Bruno Muster, bruno@example.org" + " and more of the release" * 10
    assert "Bruno" in to_text("x.eml", mail(long, html).as_bytes())
    short = to_text("x.eml", mail("Please view this in a browser.", html).as_bytes())
    assert "anna@example.org" in short
    assert "browser" not in short


@pytest.mark.parametrize("transfer", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "windows-1251", "koi8-r"])
def test_transfer_and_character_encodings(transfer: str, charset: str) -> None:
    message = EmailMessage()
    message["Subject"] = "Релиз"
    message.set_content("Анна Иванова, пресс-секретарь\n", charset=charset, cte=transfer)
    assert to_text("x.eml", message.as_bytes()) == "Subject: Релиз\n\nАнна Иванова, пресс-секретарь"


def test_an_unknown_character_encoding_is_guessed() -> None:
    head = b"MIME-Version: 1.0\nSubject: x\nContent-Type: text/plain; charset=nonsense\n\n"
    assert to_text("x.eml", head + "Анна Иванова, пресс-секретарь".encode("cp1251")).endswith("пресс-секретарь")


def test_attached_releases_are_read_and_other_files_left_alone() -> None:
    release = page("<p>" + "<br>".join(PEOPLE[0]))
    message = mail(
        "See the release.", None, ("release.html", release), ("photo.png", b"\x89PNG...."), ("a.zip", b"PK..")
    )
    text = to_text("x.eml", message.as_bytes())
    assert text.endswith("See the release.\n\n" + "\n".join(PEOPLE[0]))


def test_a_message_forwarded_inside_a_message_is_read() -> None:
    outer = mail("For you.")
    outer.add_attachment(mail("Anna Sample, anna@example.org"))
    assert "anna@example.org" in to_text("x.eml", outer.as_bytes())


def test_an_attachment_that_cannot_be_read_matters_only_where_there_is_nothing_else() -> None:
    broken = docx(b"<w:document")
    assert "See the release." in to_text("x.eml", mail("See the release.", None, ("r.docx", broken)).as_bytes())
    with pytest.raises(NotReadable, match=r"r\.docx is damaged"):
        to_text("x.eml", mail(" ", None, ("r.docx", broken)).as_bytes())
    with pytest.raises(NotReadable, match=r"x\.eml is empty"):
        to_text("x.eml", mail(" ").as_bytes())


def test_contacts_are_those_of_the_text() -> None:
    assert contacts(to_text("x.eml", mail(STACKED).as_bytes())) == contacts(STACKED)


@pytest.mark.parametrize(
    "data",
    [
        b"--x\n\na\n" * 100_000,
        b"--x\n\na\n" * 3_000,
        b"--x\nContent-Type: multipart/mixed; boundary=x\n\n" * 3_000,
        b"Content-Type: message/rfc822\n\n" * 3_000,
    ],
    ids=["boundaries", "parts", "nested", "messages"],
)
def test_messages_without_end_are_refused(data: bytes) -> None:
    head = b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
    with pytest.raises(NotReadable):
        to_text("x.eml", head + data)


def test_messages_in_messages_end_somewhere() -> None:
    message = mail("deepest anna@example.org")
    for _level in range(6):
        outer = mail("outer")
        outer.add_attachment(message)
        message = outer
    text = to_text("x.eml", message.as_bytes())
    assert 3 <= text.count("outer") <= 4
