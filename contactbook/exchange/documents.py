"""Turns a document of any kind that a release comes in into its text."""

import re
from collections.abc import Callable

from contactbook.domain.errors import NotReadable
from contactbook.exchange import documents_refusals as refusals
from contactbook.exchange.documents_limits import Late
from contactbook.exchange.formats import LARGEST
from contactbook.i18n import _

_LARGEST_PAGE = 10 * 1024 * 1024  # of HTML, whose markup has no end
_DEEPEST = 3  # messages inside messages

_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 27})
_LOOKED_AT = 65536
_PICTURES = re.compile(
    rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|II\*\0|MM\0\*|RIFF....WEBP|BM....\0\0\0\0|....ftyp(?:hei[cfxs]|mif1|avif)|8BPS",
    re.S,
)
_ARCHIVES = re.compile(rb"\x1f\x8b|7z\xbc\xaf|Rar!|BZh\d|\xfd7zXZ|\x28\xb5\x2f\xfd")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|(?:html|head|body|meta|title|p|div|table|span|h[1-6])\b)",
    re.I | re.S,
)
_HEADER = re.compile(rb"[!-9;-~]{1,76}:[ \t]?[^\r\n]*\r?\n(?:[ \t]+[^\r\n]*\r?\n)*")
_MAIL_HEADERS = re.compile(
    rb"^(?:received|return-path|message-id|mime-version|content-type|content-transfer-encoding|delivered-to|x-mailer)\s*:",
    re.I | re.M,
)

_Reader = Callable[[str, bytes], str]


def to_text(name: str, data: bytes) -> str:
    """Read a document's text; raise NotReadable with the reason where there is none to be had.

    What the document is, its first bytes say; its name is asked only where they leave it open.
    """
    return _to_text(name, data, 0)


def html_to_text(html: str) -> str:
    """Turn pasted rich text into lines as a person sees them; raise NotReadable where it has no end."""
    from contactbook.exchange import documents_html

    try:
        return documents_html.html_to_text(html)
    except Late as error:
        raise refusals.too_slow(_("The text")) from error


def _to_text(name: str, data: bytes, depth: int) -> str:
    if len(data) > LARGEST:
        raise NotReadable(_("{name} is larger than 100 MB. Cut out the part with the contacts.").format(name=name))
    if not data.strip(b"\x00 \t\r\n"):
        raise refusals.empty(name)
    try:
        text = _reader(name, data, depth)(name, data)
    except Late as error:
        raise refusals.too_slow(name) from error
    if not text.strip():
        raise refusals.empty(name)
    return text


def _reader(name: str, data: bytes, depth: int) -> _Reader:
    """Choose the reader by the first bytes; raise NotReadable for a kind that has none."""
    head = data[:_LOOKED_AT]
    suffix = name.rpartition(".")[2].lower() if "." in name else ""
    if b"%PDF-" in head[:1024]:
        from contactbook.exchange.documents_pdf import pdf_to_text

        return pdf_to_text
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _reader_of_zip(name, data)
    _refuse_foreign(name, data, head)
    if suffix in ("htm", "html", "xhtml") or _PAGE.match(head.lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\0", b"")):
        return _page
    if _is_mail(head, suffix):
        return lambda _name, mail: _mail(_name, mail, depth)
    return _plain


def _refuse_foreign(name: str, data: bytes, head: bytes) -> None:
    if head.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise refusals.encrypted(name)
        if "__substg1.0_".encode("utf-16-le") in data:
            raise refusals.outlook(name)
        if "Workbook".encode("utf-16-le") in data:
            raise refusals.table(name)
        raise refusals.old_word(name)
    if head.lstrip().startswith(b"{\\rtf"):
        raise refusals.rich_text(name)
    if _PICTURES.match(head):
        raise refusals.picture(name)
    if _ARCHIVES.match(head):
        raise refusals.archive(name)


def _reader_of_zip(name: str, data: bytes) -> _Reader:
    from contactbook.exchange.documents_zip import Archive

    archive = Archive(name, data)
    names = set(archive.names())
    kind = archive.read("mimetype", 200).strip() if "mimetype" in names else b""
    if "[Content_Types].xml" in names:
        if any(part.startswith("word/") for part in names):
            from contactbook.exchange.documents_word import docx_to_text

            return docx_to_text
        if any(part.startswith("xl/") for part in names):
            raise refusals.table(name)
        raise refusals.presentation(name)
    if kind.startswith(b"application/vnd.oasis.opendocument.text"):
        from contactbook.exchange.documents_odt import odt_to_text

        return odt_to_text
    if kind.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        raise refusals.table(name)
    if kind.startswith(b"application/vnd.oasis") or any(part.endswith(".iwa") for part in names):
        raise refusals.other_program(name)
    raise refusals.archive(name)


def _is_mail(head: bytes, suffix: str) -> bool:
    first = _HEADER.match(head.lstrip(b"\xef\xbb\xbf"))
    if first is None:
        return False
    headers = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    return suffix in ("eml", "mht", "mhtml") or len(_MAIL_HEADERS.findall(headers)) > 1


def _page(name: str, data: bytes) -> str:
    from contactbook.exchange.documents_html import bytes_to_text

    if len(data) > _LARGEST_PAGE:
        raise refusals.too_large(name)
    return bytes_to_text(data)


def _mail(name: str, data: bytes, depth: int) -> str:
    from contactbook.exchange.documents_mail import eml_to_text

    if depth >= _DEEPEST:
        raise refusals.too_large(name)
    return eml_to_text(name, data, lambda inner, content: _to_text(inner, content, depth + 1))


def _plain(name: str, data: bytes) -> str:
    from contactbook.exchange.documents_plain import decode, encoding_of

    encoding = encoding_of(data)
    head = data[:_LOOKED_AT]
    wide = encoding.startswith(("utf-16", "utf-32"))
    if not wide and len(head.translate(None, _CONTROLS)) < len(head) * 0.99:
        raise refusals.no_text(name)
    return decode(data)
