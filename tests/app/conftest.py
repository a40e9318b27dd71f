from collections.abc import Iterator
from pathlib import Path

import pytest

from contactbook.app.book import Book
from tests.clock import Clock


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    made = Book.open(tmp_path / "book.db", clock=Clock())
    yield made
    made.close()
