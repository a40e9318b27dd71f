"""What is pasted from a browser or a word processor is read as it looks, with the addresses behind its links."""

from PySide6.QtCore import QMimeData
from pytestqt.qtbot import QtBot

from contactbook.gui.pasting import text_of
from contactbook.gui.read_page import ReadPage


def rich(html: str, plain: str = "") -> QMimeData:
    data = QMimeData()
    data.setHtml(html)
    if plain:
        data.setText(plain)
    return data


def test_rich_text_keeps_its_lines_and_the_address_behind_a_link() -> None:
    link = '<a href="mailto:amina.probst@example.org">Email her</a>'
    html = f"<p>In Geneva:<br>Amina Probst</p><p>{link}</p><script>x()</script>"
    text = text_of(rich(html, "In Geneva: Amina Probst Email her"))
    assert "In Geneva:\nAmina Probst" in text
    assert "amina.probst@example.org" in text
    assert "x()" not in text


def test_without_words_in_it_the_plain_form_is_taken() -> None:
    assert text_of(rich("<img src=x>", "plain words")) == "plain words"


def test_the_page_takes_it_as_plain_text(qtbot: QtBot) -> None:
    page = ReadPage()
    qtbot.addWidget(page)
    page.field.insertFromMimeData(rich("<b>Amina</b> Probst"))
    assert page.field.toPlainText().strip() == "Amina Probst"
