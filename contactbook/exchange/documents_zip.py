"""Opens documents that are zip archives, and reads no more of them than fits into memory."""

import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from contactbook.domain.errors import NotReadable
from contactbook.exchange.documents_refusals import broken, encrypted, too_large

MOST_BYTES = 50_000_000  # unpacked, of all parts that are read
MOST_RATIO = 200  # an honest document's text packs to a tenth, its emptiest tables to a hundredth
_SURELY_FINE = 1_000_000
_MOST_PARTS = 10_000
_CHUNK = 65_536
_DAMAGE = (BadZipFile, EOFError, LookupError, NotImplementedError, OSError, RuntimeError, ValueError, zlib.error)


class Target:
    """What a parser tells what it finds; the methods are those that lxml calls."""

    def start(self, tag: str, attributes: Any) -> None:
        """Take the start of an element; its tag has the namespace in braces before it."""

    def end(self, tag: str) -> None:
        """Take the end of an element."""

    def data(self, text: str) -> None:
        """Take a stretch of text, which may be part of a longer one."""

    def doctype(self, *_names: str | None) -> None:
        """Refuse a document type: no office program writes one, and entities are defined there."""
        raise ValueError("a document type")

    def close(self) -> None:
        """Take the end of the document."""


class Archive:
    """A document's parts by name, none unpacked before it is asked for."""

    def __init__(self, name: str, data: bytes) -> None:
        self._name = name
        try:
            self._zip = ZipFile(BytesIO(data))
            parts = self._zip.infolist()
        except _DAMAGE as error:
            raise broken(name) from error
        if len(parts) > _MOST_PARTS:
            raise too_large(name)
        self._unpacked = 0
        self._parts: dict[str, ZipInfo] = {part.filename: part for part in parts}

    def names(self) -> Iterable[str]:
        """Give the names of the parts in the order of the archive."""
        return self._parts

    def read(self, part: str, most: int = MOST_BYTES) -> bytes:
        """Unpack a part whole; raise NotReadable where it is broken, encrypted, or larger than it may be."""
        return b"".join(self._chunks(part, most))

    def parse(self, part: str, target: Target) -> None:
        """Parse an XML part as it is unpacked, so that neither its text nor its tree is ever held whole."""
        from lxml import etree

        parser = etree.XMLParser(target=target, resolve_entities=False, no_network=True, load_dtd=False)
        try:
            for chunk in self._chunks(part, MOST_BYTES):
                parser.feed(chunk)
            parser.close()
        except (etree.LxmlError, ValueError) as error:
            raise broken(self._name) from error

    def _chunks(self, part: str, most: int) -> Iterator[bytes]:
        info = self._parts.get(part)
        if info is None:
            raise broken(self._name)
        if info.flag_bits & 1:
            raise encrypted(self._name)
        # The sizes that the archive states come first, those met while unpacking decide.
        ceiling = min(most, MOST_BYTES - self._unpacked, max(_SURELY_FINE, info.compress_size * MOST_RATIO))
        if info.file_size > ceiling:
            raise too_large(self._name)
        unpacked = 0
        try:
            with self._zip.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    unpacked += len(chunk)
                    self._unpacked += len(chunk)
                    if unpacked > ceiling:
                        raise too_large(self._name)
                    yield chunk
        except NotReadable:
            raise
        except _DAMAGE as error:
            raise broken(self._name) from error
