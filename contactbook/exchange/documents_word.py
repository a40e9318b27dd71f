"""Reads the text of a Word document (.docx, ECMA-376): headers, body, notes and footers in the order they are read."""

import posixpath
import re
from typing import Any

from contactbook.exchange.documents_flow import Flow
from contactbook.exchange.documents_html import behind_link
from contactbook.exchange.documents_refusals import broken
from contactbook.exchange.documents_zip import Archive, Target

_HYPERLINK = re.compile(r'\s*HYPERLINK\s+"([^"]*)"')
_ROOT_RELATIONS = "_rels/.rels"
# Letterheads stand first; names in notes and footers come after the text.
_BEFORE = ("header",)
_AFTER = ("footnotes", "endnotes", "footer")
_LEFT_OUT = re.compile(
    # Deleted text, properties, and the older double of a text box that its newer form repeats.
    r"del|delText|moveFrom|delInstrText|Fallback|pPr|rPr|sectPr|tblPr|trPr|tcPr|sdtPr"
)


def docx_to_text(name: str, data: bytes) -> str:
    """Read a Word document's text, tracked insertions and text boxes with it, deletions not."""
    archive = Archive(name, data)
    main = next((to for kind, to in _relations(archive, "").values() if kind == "officeDocument"), "")
    if not main:
        raise broken(name)
    relations = _relations(archive, main)
    flow = Flow()
    for kind in _BEFORE:
        _add(archive, _parts_of(kind, relations), flow)
    _add(archive, [main], flow)
    for kind in _AFTER:
        _add(archive, _parts_of(kind, relations), flow)
    return flow.result()


def _parts_of(kind: str, relations: dict[str, tuple[str, str]]) -> list[str]:
    return sorted({to for name, to in relations.values() if name == kind})


def _add(archive: Archive, parts: list[str], flow: Flow) -> None:
    seen: set[str] = set()
    for part in parts:
        if part not in archive.names():
            continue
        own = Flow()
        archive.parse(part, _Text(own, _relations(archive, part)))
        text = own.result()
        # The first page, the others and the even ones have a header each, often the same.
        if text and text not in seen:
            seen.add(text)
            flow.gap()
            flow.text(text, exact=True)
            flow.gap()


def _relations(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """Read what a part refers to: its id, with the last word of its kind and the part or address it names."""
    folder, base = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{base}.rels") if part else _ROOT_RELATIONS
    found = _Relations(folder)
    if path in archive.names():
        archive.parse(path, found)
    return found.all


class _Relations(Target):
    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.all: dict[str, tuple[str, str]] = {}

    def start(self, tag: str, attributes: Any) -> None:
        to, kind = attributes.get("Target") or "", (attributes.get("Type") or "").rpartition("/")[2]
        if attributes.get("TargetMode") != "External":
            to = posixpath.normpath(posixpath.join("/", self._folder, to)).lstrip("/")
        self.all[attributes.get("Id") or ""] = (kind, to)


class _Text(Target):
    """Receives the events of a part's XML."""

    def __init__(self, flow: Flow, relations: dict[str, tuple[str, str]]) -> None:
        self._flow = flow
        self._relations = relations
        self._depth = 0
        self._out_from = 0
        self._in_text = False
        self._in_field = False
        # The links that are open: where they lead, and what they show.
        self._links: list[tuple[list[str], list[str]]] = []

    def start(self, tag: str, attributes: Any) -> None:
        self._depth += 1
        local = tag.rpartition("}")[2]
        if self._out_from:
            return
        match local:
            case _ if _LEFT_OUT.fullmatch(local):
                self._out_from = self._depth
            case "p" | "txbxContent":
                self._flow.block()
            case "t":
                self._in_text = True
            case "tab" | "ptab":
                self._flow.text("\t", exact=True)
            case "br" | "cr":
                self._flow.line()
            case "noBreakHyphen":
                self._flow.text("-")
            case "tbl":
                self._flow.start_table()
            case "tr":
                self._flow.start_row()
            case "tc":
                self._flow.start_cell()
            case "instrText":
                self._in_field = True
            case "fldChar" if _attribute(attributes, "fldCharType") == "end":
                self._end_link()
            case "fldChar" if _attribute(attributes, "fldCharType") == "begin":
                self._links.append(([], []))
            case "fldSimple":
                self._links.append(([_attribute(attributes, "instr")], []))
            case "hyperlink":
                to = self._relations.get(_attribute(attributes, "id"), ("", ""))[1]
                self._links.append(([f'HYPERLINK "{to}"'], []))

    def end(self, tag: str) -> None:
        depth, self._depth = self._depth, self._depth - 1
        local = tag.rpartition("}")[2]
        if self._out_from:
            if depth == self._out_from:
                self._out_from = 0
            return
        match local:
            case "p":
                self._flow.line()
            case "t":
                self._in_text = False
            case "tbl":
                self._flow.end_table()
            case "tr" | "tc":
                self._flow.end_cell()
            case "instrText":
                self._in_field = False
            case "hyperlink" | "fldSimple":
                self._end_link()

    def data(self, text: str) -> None:
        if self._out_from:
            return
        if self._in_text:
            self._flow.text(text, exact=True)
            for _to, shown in self._links:
                shown.append(text)
        elif self._in_field and self._links:
            self._links[-1][0].append(text)

    def _end_link(self) -> None:
        if not self._links:
            return
        to, shown = self._links.pop()
        field = _HYPERLINK.match("".join(to))
        if field and (hidden := behind_link(field[1], "".join(shown))):
            self._flow.text(f" {hidden} ")


def _attribute(attributes: Any, local: str) -> str:
    return next((value for key, value in attributes.items() if key.rpartition("}")[2] == local), "")
