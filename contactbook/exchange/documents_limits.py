"""Keeps the reading of a document within the time that a person waits."""

import time

MOST_SECONDS = 20.0


class Late(Exception):
    """The time is over; whoever knows the document's name says so."""


class Patience:
    """Watches the time from its making on."""

    def __init__(self) -> None:
        self._end = time.monotonic() + MOST_SECONDS

    def check(self) -> None:
        """Raise Late once the time is over."""
        if time.monotonic() > self._end:
            raise Late
