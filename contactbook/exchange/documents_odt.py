"""Reads the text of an OpenDocument text (.odt, ISO 26300): headers, body and footers in the order they are read."""

import re
from typing import Any

from contactbook.exchange.documents_flow import Flow
from contactbook.exchange.documents_html import behind_link
from contactbook.exchange.documents_refusals import encrypted
from contactbook.exchange.documents_zip import Archive, Target

_LEFT_OUT = re.compile(
    # Tracked deletions are kept apart in tracked-changes; the rest is no text of the document.
    r"tracked-changes|annotation|annotation-end|meta|scripts|font-face-decls|automatic-styles|forms|ruby-text|"
    r"sequence-decls|variable-decls|user-field-decls|index-title-template"
)
_PARAGRAPHS = frozenset(("p", "h"))


def odt_to_text(name: str, data: bytes) -> str:
    """Read an OpenDocument text."""
    archive = Archive(name, data)
    if _is_encrypted(archive):
        raise encrypted(name)
    flow = Flow()
    for wanted, part in (("header", "styles.xml"), ("body", "content.xml"), ("footer", "styles.xml")):
        if part == "content.xml" or part in archive.names():
            archive.parse(part, _Text(flow, wanted))
            flow.gap()
    return flow.result()


def _is_encrypted(archive: Archive) -> bool:
    manifest = "META-INF/manifest.xml"
    return manifest in archive.names() and b"encryption-data" in archive.read(manifest, 1_000_000)


class _Text(Target):
    """Receives the events of the XML, and passes on those inside the element that is wanted."""

    def __init__(self, flow: Flow, wanted: str) -> None:
        self._flow = flow
        self._wanted = wanted
        self._depth = 0
        self._in_from = 0
        self._out_from = 0
        self._paragraphs = 0
        self._links: list[tuple[str, list[str]]] = []

    def start(self, tag: str, attributes: Any) -> None:
        self._depth += 1
        local = tag.rpartition("}")[2]
        if not self._in_from:
            self._in_from = self._depth if local == self._wanted else 0
            return
        if self._out_from:
            return
        match local:
            case _ if _LEFT_OUT.fullmatch(local):
                self._out_from = self._depth
            case _ if local in _PARAGRAPHS:
                self._flow.block()
                self._paragraphs += 1
            case "s":
                self._flow.text(" ")
            case "tab":
                self._flow.text("\t", exact=True)
            case "line-break":
                self._flow.line()
            case "table":
                self._flow.start_table()
            case "table-row":
                self._flow.start_row()
            case "table-cell":
                self._flow.start_cell()
            case "a":
                href = next((value for key, value in attributes.items() if key.endswith("}href")), "")
                self._links.append((href, []))

    def end(self, tag: str) -> None:
        depth, self._depth = self._depth, self._depth - 1
        local = tag.rpartition("}")[2]
        if depth == self._in_from:
            self._in_from = 0
        if not self._in_from:
            return
        if self._out_from:
            if depth == self._out_from:
                self._out_from = 0
            return
        match local:
            case _ if local in _PARAGRAPHS:
                self._flow.line()
                self._paragraphs -= 1
            case "table":
                self._flow.end_table()
            case "table-row" | "table-cell":
                self._flow.end_cell()
            case "a" if self._links:
                href, shown = self._links.pop()
                if hidden := behind_link(href, "".join(shown)):
                    self._flow.text(f" {hidden} ")

    def data(self, text: str) -> None:
        if self._in_from and self._paragraphs and not self._out_from:
            self._flow.text(text)
            for _href, shown in self._links:
                shown.append(text)
