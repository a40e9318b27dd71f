"""Gives the text of what is pasted or dropped, rich text in its lines and with the addresses behind its links."""

from PySide6.QtCore import QMimeData

from contactbook.domain.errors import NotReadable


def text_of(data: QMimeData) -> str:
    """Read rich text as the documents it comes from are read; plain text where there is no other."""
    if data.hasHtml():
        from contactbook.exchange.documents import html_to_text

        try:
            text = html_to_text(data.html())
        except NotReadable:  # too much of it: the plain form is there as well
            return data.text()
        if text.strip():
            return text
    return data.text()
