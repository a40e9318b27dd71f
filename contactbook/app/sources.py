"""Finds what is to be read: files, the files of a folder, and those in a .zip; and opens them one after the other."""

import io
import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from contactbook.domain.errors import NotReadable
from contactbook.exchange.formats import Format, Problem, sniff
from contactbook.i18n import _, counted

_HEAD = 8192
_MOST_FILES = 100_000  # in a folder or a .zip
_MOST_UNPACKED = 4 * 1024**3  # bytes of a .zip
_MOST_RATIO = 200  # an honest file packs to a tenth
_SURELY_FINE = 1_000_000
_MOST_NAMED = 5  # files that were left out
_DOCUMENTS = frozenset({"txt", "html", "htm", "docx", "pdf", "eml", "rtf", "odt"})
_OFFICE = frozenset({"[Content_Types].xml", "mimetype", "META-INF/manifest.xml"})
_DAMAGE = (
    zipfile.BadZipFile,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    zlib.error,
)


@dataclass(frozen=True, slots=True)
class Source:
    """A file that can be read: its name for people, what it holds, how large it is, and how to open it."""

    name: str
    kind: Format
    size: int
    open: Callable[[], BinaryIO]
    empty: bool = False


def find(path: Path, book: Path, name: str = "") -> Iterator[Source | Problem]:
    """Find what is to be read under a path; raise NotReadable where it is not there or cannot be opened.

    In a folder or a .zip only what may hold contacts is taken; what is left out is told in one problem. The files of
    the book that is open are never opened beside SQLite: closing them would drop its locks (POSIX).
    """
    name = name or path.name
    if _is_of(path, book):
        raise NotReadable(_("{name} is the book that is open. Choose another file.").format(name=name))
    with _told(name):
        if path.is_dir():
            yield from _in_folder(path, book, name)
            return
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe or a device: read to its end first
            with path.open("rb") as stream:
                yield kept(stream, name)
            return
    if _is_archive(path, name):
        yield from _in_archive(path, name)
    else:
        yield _file(path, name)


def kept(stream: BinaryIO, name: str) -> Source:
    """Keep what comes through a pipe in a file without a name, since most of it is read twice."""
    import shutil
    from tempfile import TemporaryFile

    held = cast(BinaryIO, TemporaryFile())  # noqa: SIM115 - it ends with the source
    shutil.copyfileobj(stream, held)
    size = held.tell()
    held.seek(0)
    head = held.read(_HEAD)

    def again() -> BinaryIO:
        held.seek(0)
        return held

    return Source(name, sniff(name, head), size, again, _is_empty(head, size))


class _told:  # noqa: N801 - reads as a word before what it guards
    """Turns what the system says of a file into a sentence."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, FileNotFoundError):
            raise NotReadable(_("There is no file {name}.").format(name=self._name)) from None
        if isinstance(error, OSError | zipfile.BadZipFile | zlib.error | EOFError):
            why = getattr(error, "strerror", None) or str(error) or type(error).__name__
            raise NotReadable(_("{name} cannot be read: {why}.").format(name=self._name, why=why)) from error


told = _told


def _file(path: Path, name: str) -> Source:
    with _told(name):
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    return Source(name, sniff(path.name, head), size, lambda: path.open("rb"), _is_empty(head, size))


def _is_empty(head: bytes, size: int) -> bool:
    return size <= _HEAD and not head.strip(b"\x00 \t\r\n")


def _is_of(path: Path, book: Path) -> bool:
    """Tell whether a file is the book's own, its log included, by whatever name."""
    for suffix in ("", "-wal", "-shm"):
        own = book.with_name(book.name + suffix)
        if own.exists() and path.exists() and own.samefile(path):
            return True
    return False


def _in_folder(folder: Path, book: Path, name: str) -> Iterator[Source | Problem]:
    left_out: list[str] = []
    number = taken = 0
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for file in sorted(files):
            path = Path(here, file)
            if file.startswith(".") or not path.is_file():
                continue
            number += 1
            if number > _MOST_FILES:
                raise _too_many(name)
            shown = f"{name}/{path.relative_to(folder).as_posix()}"
            if _is_of(path, book):
                left_out.append(shown)
                continue
            try:
                found = _file(path, shown)
            except NotReadable as error:
                yield Problem(shown, str(error))
                continue
            if found.empty or not _is_wanted(found):
                left_out.append(shown)
            else:
                taken += 1
                yield found
    yield from _left_out(name, left_out, taken)


def _is_wanted(source: Source) -> bool:
    """Tell whether a file that nobody named may hold contacts: by its content, a text by its suffix as well."""
    return source.kind != "release" or source.name.rpartition(".")[2].lower() in _DOCUMENTS


def _left_out(name: str, files: list[str], taken: int) -> Iterator[Problem]:
    if not taken:
        told = _("{name} holds no file that contacts can be read from. Choose another.")
        yield Problem(name, told.format(name=name))
    elif files:
        named = ", ".join(files[:_MOST_NAMED]) + (" …" if len(files) > _MOST_NAMED else "")
        what = counted(
            "{number} file holds no contacts that can be read, and was left out",
            "{number} files hold no contacts that can be read, and were left out",
            len(files),
        )
        yield Problem(name, f"{what}: {named}", lost=False)


def _too_many(name: str) -> NotReadable:
    told = _("{name} holds more than {number} files. Read it in parts.")
    return NotReadable(told.format(name=name, number=f"{_MOST_FILES:,}"))


def _is_archive(path: Path, name: str) -> bool:
    """Tell a .zip of files from a document that is one."""
    with _told(name), path.open("rb") as stream:
        if stream.read(4) not in (b"PK\x03\x04", b"PK\x05\x06"):
            return False
    try:
        with zipfile.ZipFile(path) as archive:
            return not _OFFICE.intersection(archive.namelist())
    except _DAMAGE:
        return False  # a document's reader says what is wrong with it


def _in_archive(path: Path, name: str) -> Iterator[Source | Problem]:
    archive = zipfile.ZipFile(path)
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > _MOST_FILES:
        raise _too_many(name)
    if sum(info.file_size for info in infos) > _MOST_UNPACKED:
        raise NotReadable(_("{name} unpacks to more than 4 GB. Unpack it and read it in parts.").format(name=name))
    left_out: list[str] = []
    taken = 0
    for info in infos:
        inner = PurePosixPath(info.filename.replace("\\", "/"))
        if inner.name.startswith(".") or "__MACOSX" in inner.parts:
            continue
        shown = f"{name}/{inner.name}"  # a name in it is only shown: nothing is ever unpacked to a place
        problem = _refused(info)
        if problem:
            yield Problem(shown, problem)
            continue
        try:
            with archive.open(info) as stream:
                head = stream.read(_HEAD)
        except _DAMAGE:
            yield Problem(shown, _("It is damaged and cannot be unpacked."))
            continue
        size = info.file_size
        found = Source(shown, sniff(inner.name, head), size, _opener(archive, info), _is_empty(head, size))
        if found.empty or not _is_wanted(found):
            left_out.append(shown)
        else:
            taken += 1
            yield found
    yield from _left_out(name, left_out, taken)


def _refused(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & 1:
        return _("It is encrypted. Unpack it first.")
    # What is read never goes beyond the size that is stated, so it is the one to judge by.
    if info.file_size > max(_SURELY_FINE, info.compress_size * _MOST_RATIO):
        return _("It unpacks to far more than a file of contacts would. Unpack it first if you trust it.")
    return ""


def _opener(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[[], BinaryIO]:
    return lambda: cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, archive.open(info))))
