"""Writes files whole or not at all."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from contactbook.domain.errors import ContactbookError
from contactbook.i18n import _


class NotWritten(ContactbookError):
    """A file that was to be written could not be."""


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give a path beside the target to write to; what lies there at the end takes the target's place.

    If anything goes wrong the target stays as it was. Raise NotWritten where the place cannot be written.
    """
    if target.is_dir():
        raise NotWritten(_("{path} is a folder. Name a file in it.").format(path=target))
    target = target.resolve()  # a link stays a link
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        yield draft
        with suppress(FileNotFoundError):
            draft.chmod(stat.S_IMODE(target.stat().st_mode))
        draft.replace(target)
    except OSError as error:
        raise NotWritten(
            _("{path} cannot be written: {why}. Choose another place.").format(
                path=target, why=error.strerror or type(error).__name__
            )
        ) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
