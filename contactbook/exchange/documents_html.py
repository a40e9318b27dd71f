"""Turns web pages and pasted rich text into lines as a person sees them."""

import re
from typing import Any
from urllib.parse import unquote

from contactbook.exchange.documents_flow import Flow
from contactbook.exchange.documents_plain import decode

_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.I,
)
_UNSEEN = re.compile(
    r"script|style|head|noscript|template|object|iframe|svg|math|select|datalist|textarea|canvas|audio|video"
)
_BLOCKS = re.compile(
    r"address|article|aside|blockquote|body|caption|center|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|"
    r"figure|footer|form|header|hgroup|html|legend|li|main|menu|nav|ol|option|section|summary|ul"
)
_GAPS = re.compile(r"h1|h2|h3|h4|h5|h6|p|hr|pre")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_DIGIT = re.compile(r"\d")
# The clipboard of Windows frames what was copied with these comments.
_FRAGMENT = re.compile(r"<!--\s*StartFragment\s*-->(.*)<!--\s*EndFragment\s*-->", re.S | re.I)


def bytes_to_text(data: bytes) -> str:
    """Read a web page, in the encoding it declares where that fits."""
    declared = _CHARSET.search(data[:4096])
    name = (declared[1] or declared[2]).decode("ascii", "replace") if declared else None
    return html_to_text(decode(data, name))


def html_to_text(html: str) -> str:
    """Turn HTML, whole or a fragment, into lines; scripts, styles and what is hidden are left out.

    A mailto: or tel: link whose text does not show its address or number has it added.
    """
    from lxml import etree

    fragment = _FRAGMENT.search(html)
    source = (fragment[1] if fragment else html).replace("\x00", "").lstrip("\ufeff")
    target = _Target()
    # Bytes with a stated encoding: a declaration inside a text that is decoded already would mislead the parser.
    parser = etree.HTMLParser(target=target, encoding="utf-8", no_network=True)
    parser.feed(source.encode("utf-8", "replace"))
    return str(parser.close())


class _Target:
    """Receives the parser's events; what has no end of its own is ended by what comes after it."""

    def __init__(self) -> None:
        self._flow = Flow()
        self._open: list[str] = []
        self._unseen_from = 0  # depth of the element that hides what is in it, 0 for none
        self._exact = 0
        self._links: list[tuple[str, int]] = []
        self._seen: list[str] = []

    def start(self, tag: str, attributes: Any) -> None:
        self._open.append(tag)
        if self._unseen_from:
            return
        if _UNSEEN.fullmatch(tag) or _is_hidden(attributes):
            self._unseen_from = len(self._open)
            return
        match tag:
            case "br":
                self._flow.line()
            case "table":
                self._flow.start_table()
            case "tr":
                self._flow.start_row()
            case "td" | "th":
                self._flow.start_cell()
            case "a":
                self._links.append((attributes.get("href") or "", len(self._seen)))
            case "img":
                self._flow.text(_worth_keeping(attributes.get("alt")))
            case _ if _GAPS.fullmatch(tag):
                self._flow.gap()
            case _ if _BLOCKS.fullmatch(tag):
                self._flow.block()
        self._exact += tag == "pre"

    def end(self, tag: str) -> None:
        depth = len(self._open)
        if self._open:
            self._open.pop()
        if self._unseen_from:
            if depth <= self._unseen_from:
                self._unseen_from = 0
            return
        self._exact -= tag == "pre" and self._exact > 0
        match tag:
            case "table":
                self._flow.end_table()
            case "td" | "th" | "tr":
                self._flow.end_cell()
            case "a" if self._links:
                self._finish_link(*self._links.pop())
            case _ if _GAPS.fullmatch(tag):
                self._flow.gap()
            case _ if _BLOCKS.fullmatch(tag):
                self._flow.block()

    def data(self, text: str) -> None:
        if not self._unseen_from:
            self._flow.text(text, exact=bool(self._exact))
            if self._links:
                self._seen.append(text)

    def comment(self, text: str) -> None:
        """Leave comments out."""

    def close(self) -> str:
        return self._flow.result()

    def _finish_link(self, href: str, since: int) -> None:
        shown = "".join(self._seen[since:])
        if not self._links:
            self._seen.clear()
        if hidden := behind_link(href, shown):
            self._flow.text(f" {hidden} ")


def behind_link(href: str, shown: str) -> str:
    """Give the address or number behind a link where its text shows none; what is shown wins."""
    scheme, _colon, rest = href.strip().partition(":")
    rest = unquote(rest.partition("?")[0]).strip().removeprefix("//")
    rest = "".join(char for char in rest if char.isprintable())[:200]
    shown = shown.lower()
    match scheme.strip().lower():
        case "mailto" if "@" in rest and not ("@" in shown or "(at)" in shown or "[at]" in shown):
            return rest
        case "tel" | "callto" if _DIGIT.search(rest) and len(_DIGIT.findall(shown)) < 5:
            return rest
    return ""


def _is_hidden(attributes: Any) -> bool:
    return (
        "hidden" in attributes
        or bool(_HIDDEN.search(attributes.get("style") or ""))
        or (attributes.get("type") or "").lower() == "hidden"
    )


def _worth_keeping(alt: str | None) -> str:
    """Keep what stands for a picture where the picture shows an address or number, as some pages do against robots."""
    from contactbook.exchange.documents_tables import holds_detail

    return f" {alt} " if alt and holds_detail(alt) else ""
