"""Where an export goes: one file, a folder of one card each, or several files; whole or not at all."""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from contactbook.app.file_names import file_name
from contactbook.app.files import NotWritten, replacing
from contactbook.domain.contact import Contact
from contactbook.i18n import _

if TYPE_CHECKING:
    from contactbook.app.export_forms import Form

_CHUNK = 1024 * 1024


class CardForm(Protocol):
    """A form that is written card by card, each with a name for its file."""

    def cards(self, contacts: Iterable[Contact]) -> Iterable[tuple[str, bytes]]: ...
    def read(self, file: BinaryIO) -> Iterable[Contact]: ...


class Output(Protocol):
    """A place that is written, and then read back from the beginning."""

    notes: tuple[str, ...]

    def write(self, contacts: Iterable[Contact]) -> None: ...
    def read(self) -> Iterable[Contact]: ...


class OneFile:
    """One file, which takes its place when it is whole."""

    def __init__(self, draft: Path, form: "Form") -> None:
        self._draft, self._form = draft, form
        self.notes: tuple[str, ...] = ()

    def lay(self, bodies: Iterable[bytes]) -> bytes:
        """Write pieces into the frame of the form, and give a digest of all that was written."""
        from hashlib import blake2b

        written = blake2b()
        with self._draft.open("wb") as file:
            for data in _framed(self._form, bodies):
                file.write(data)
                written.update(data)
        return written.digest()

    def holds(self, digest: bytes) -> bool:
        """Read the file and tell whether it is what was written, to the last byte."""
        from hashlib import blake2b

        found = blake2b()
        with self._draft.open("rb") as file:
            while data := file.read(_CHUNK):
                found.update(data)
        return found.digest() == digest

    def write(self, contacts: Iterable[Contact]) -> None:
        with self._draft.open("wb") as file:
            self._form.write(file, contacts)

    def read(self) -> Iterator[Contact]:
        with self._draft.open("rb") as file:
            yield from self._form.read(file)


def _framed(form: "Form", bodies: Iterable[bytes]) -> Iterator[bytes]:
    """Give the bytes of a file: the pieces with what stands before, between and behind them."""
    frame = form.frame
    before = frame.begin if frame else b""
    empty = True
    for body in bodies:
        yield before
        yield body
        before = frame.between if frame else b""
        empty = False
    if empty:
        nothing = BytesIO()
        form.write(nothing, ())
        yield nothing.getvalue()
    elif frame:
        yield frame.end


class _Folder:
    """A folder of files, named for the contacts; no two names differ by their letters' size alone."""

    def __init__(self, draft: Path, form: "CardForm") -> None:
        self._draft, self._form = draft, form
        self._taken: set[str] = set()
        self._last: dict[str, int] = {}  # the last number that a name got
        self.names: list[str] = []
        self.notes: tuple[str, ...] = ()

    def write(self, contacts: Iterable[Contact]) -> None:
        for name, card in self._form.cards(contacts):
            free = self._free(name)
            (self._draft / free).write_bytes(card)
            self.names.append(free)

    def read(self) -> Iterator[Contact]:
        for name in self.names:
            with (self._draft / name).open("rb") as file:
                yield from self._form.read(file)

    def _free(self, name: str) -> str:
        """Make a file name that no file of the folder has, on any system."""
        free = file_name(name, ".vcf")
        base = free.casefold()
        number = self._last.get(base, 1)
        while free.casefold() in self._taken:
            number += 1
            free = file_name(name, f" {number}.vcf")
        self._last[base] = number
        self._taken.add(free.casefold())
        return free


class _Parts:
    """Several files: each takes so many contacts, the last the rest."""

    def __init__(self, target: Path, form: "CardForm", most: int, files: ExitStack) -> None:
        self._target, self._form, self._most, self._files = target, form, most, files
        self._drafts: list[Path] = []
        self.notes: tuple[str, ...] = ()

    def write(self, contacts: Iterable[Contact]) -> None:
        cards = (card for _name, card in self._form.cards(contacts))
        names: list[str] = []
        while piece := list(islice(cards, self._most)):
            path = self._target.with_stem(f"{self._target.stem}-{len(names) + 1}")
            draft = self._files.enter_context(replacing(path))
            draft.write_bytes(b"".join(piece))
            self._drafts.append(draft)
            names.append(path.name)
        words = _("It takes {most} contacts at a time, so there are several files: {names}.")
        self.notes = (words.format(most=f"{self._most:,}", names=", ".join(names)),)

    def read(self) -> Iterator[Contact]:
        for draft in self._drafts:
            with draft.open("rb") as file:
                yield from self._form.read(file)


@contextmanager
def one_file(target: Path, form: "Form") -> Iterator[Output]:
    """Write one file, which takes the target's place when all went well."""
    with replacing(target) as draft:
        yield OneFile(draft, form)


@contextmanager
def parts(target: Path, form: "CardForm", most: int) -> Iterator[Output]:
    """Write NAME-1.vcf, NAME-2.vcf and so on beside where NAME.vcf would be."""
    with ExitStack() as files:
        yield _Parts(target, form, most, files)


@contextmanager
def folder(target: Path, form: "CardForm") -> Iterator[Output]:
    """Write a folder; it must be empty or not yet there, so that nothing old is taken for new.

    If anything goes wrong no file is left in it. Raise NotWritten where the place cannot be written.
    """
    there = target.is_dir()
    try:
        if there and any(target.iterdir()):
            raise NotWritten(_("{path} is not empty. Name a folder that is, or a new one.").format(path=target))
        draft = (target if there else target.parent) / f".{target.resolve().name}.{os.getpid()}.part"
        draft.mkdir()
        try:
            made = _Folder(draft, form)
            yield made
            if there:
                _move(draft, target, made.names)
            else:
                draft.rename(target)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise NotWritten(
            _("{path} cannot be written: {why}. Choose another place.").format(path=target, why=why)
        ) from error


def _move(draft: Path, target: Path, names: Iterable[str]) -> None:
    """Move files into a folder, all or none."""
    moved: list[Path] = []
    try:
        for name in names:
            moved.append((draft / name).rename(target / name))
    except OSError:
        for path in moved:
            with suppress(OSError):
                path.unlink()
        raise
