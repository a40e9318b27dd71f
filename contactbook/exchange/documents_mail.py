"""Reads a saved message (.eml, RFC 5322): what a person reads of it, and the releases attached to it."""

import binascii
from collections.abc import Callable, Iterator
from email import policy
from email.message import EmailMessage, Message
from email.parser import BytesParser

from contactbook.domain.errors import NotReadable
from contactbook.exchange.documents_plain import decode
from contactbook.exchange.documents_refusals import broken, empty, too_large

MOST_PARTS = 1_000
_MOST_BOUNDARIES = 20_000
_SHOWN_HEADERS = ("From", "Subject", "Date")
_RELEASES = ("docx", "docm", "odt", "pdf", "txt", "html", "htm", "eml")
# The standard library's reader fails on broken headers in many ways.
_DAMAGE = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError, binascii.Error)


def eml_to_text(name: str, data: bytes, read: Callable[[str, bytes], str]) -> str:
    """Read a message: its headers, its text (plain before HTML), and with `read` the releases attached to it.

    An attachment that cannot be read is left out, unless there is nothing else.
    """
    if data.count(b"\n--") > _MOST_BOUNDARIES:
        raise too_large(name)
    try:
        message = BytesParser(EmailMessage, policy=policy.default).parsebytes(data)
        parts = list(_leaves(message, name))
        body = _body(parts)
        texts = [_headers(message), body]
        texts += _attached(parts, read, needed=not body.strip())
    except _DAMAGE as error:
        raise broken(name) from error
    whole = "\n\n".join(text for text in texts if text.strip())
    if not "".join(texts[1:]).strip():
        raise empty(name)
    return whole


def _leaves(message: Message, name: str) -> Iterator[Message]:
    """Give the parts that hold something, in order; a message inside a message counts as one part."""
    stack, count = [message], 0
    while stack:
        part = stack.pop()
        count += 1
        if count > MOST_PARTS:
            raise too_large(name)
        payload = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(payload, list):
            stack += [inner for inner in reversed(payload) if isinstance(inner, Message)]
        else:
            yield part


def _headers(message: Message) -> str:
    lines = []
    for header in _SHOWN_HEADERS:
        value = _header(message, header)
        if value:
            lines.append(f"{header}: {value}")
    return "\n".join(lines)


def _header(message: Message, header: str) -> str:
    try:
        return " ".join(str(message.get(header, "")).split())[:1000]
    except _DAMAGE:
        # A header that cannot be read says nothing about the text below it.
        return ""


def _body(parts: list[Message]) -> str:
    """Give the message's own text: all its plain parts, or its HTML where they say next to nothing."""
    own = [part for part in parts if not _file_name(part) and part.get_content_disposition() != "attachment"]
    plain = "\n".join(_text(part) for part in own if part.get_content_type() == "text/plain").strip()
    pages = [part for part in own if part.get_content_type() == "text/html"]
    if not pages or len(plain) > 200:
        return plain
    from contactbook.exchange.documents_html import html_to_text

    page = "\n".join(html_to_text(_text(part)) for part in pages).strip()
    # A plain part that only points to the HTML one is shorter by far.
    return plain if len(plain) * 3 > len(page) else page


def _attached(parts: list[Message], read: Callable[[str, bytes], str], needed: bool) -> list[str]:
    texts: list[str] = []
    refusal: NotReadable | None = None
    for part in parts:
        name = _file_name(part)
        nested = part.get_content_type() == "message/rfc822"
        if not nested and name.rpartition(".")[2].lower() not in _RELEASES:
            continue
        try:
            texts.append(read(name or "message.eml", _bytes(part)))
        except NotReadable as error:
            refusal = error
    if needed and refusal is not None and not texts:
        raise refusal
    return texts


def _file_name(part: Message) -> str:
    try:
        return part.get_filename() or ""
    except _DAMAGE:
        return ""  # a name that cannot be read is none


def _text(part: Message) -> str:
    try:
        declared = part.get_content_charset()
    except _DAMAGE:
        declared = None
    return decode(_bytes(part), declared).replace("\r\n", "\n")


def _bytes(part: Message) -> bytes:
    payload = part.get_payload()
    if isinstance(payload, list):  # a message inside a message
        return payload[0].as_bytes() if payload and isinstance(payload[0], Message) else b""
    decoded = part.get_payload(decode=True)
    return decoded if isinstance(decoded, bytes) else b""
