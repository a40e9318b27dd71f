"""A draft is what was typed, to the last field; a broken one is passed over."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given

from contactbook.app.drafts import Draft, Drafts, folder_of, take_up
from contactbook.domain.contact import Contact
from tests.strategies import contacts

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


def _written(**typed: object) -> str:
    """Write a draft as somebody else might have left it."""
    held = {"at": "2026-11-20T09:30:00Z", "before": {}, "typed": {"name": "A", **typed}, "pending": []}
    return json.dumps(held)


@given(contacts(), contacts())
def test_a_draft_comes_back_as_it_was(tmp_path_factory, before: Contact, typed: Contact) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path_factory.mktemp("drafts") / "book.db"
    wanted = Draft(
        AT, replace(before, card=None, deleted_at=None), replace(typed, card=None, deleted_at=None), ("w\t", "")
    )
    drafts = Drafts(path)
    drafts.keep("one", wanted)
    drafts.close()
    assert drafts.left() == {"one": wanted}
    drafts.close()


@given(contacts(), contacts(), contacts())
def test_what_was_typed_stands_and_the_rest_is_the_books(before: Contact, typed: Contact, current: Contact) -> None:
    found = take_up(Draft(AT, before, typed), current)
    for key in ("role", "notes", "phones", "topics", "photo"):
        changed = getattr(typed, key) != getattr(before, key)
        assert getattr(found.typed, key) == getattr(typed if changed else current, key)
    assert found.base == current
    assert take_up(Draft(AT, before, before), current).nothing


@pytest.mark.parametrize(
    "text",
    [
        '{"at": "2026',
        "[" * 100_000,
        _written(name=["Aline"]),
        _written(phones=[{"number": 41795550000}]),
        _written(translations={"fr": "Aline"}),
        _written(topics="water"),
        _written(photo=7),
        _written().replace('"pending": []', '"pending": "word"'),
        _written().replace('"pending": []', '"pending": [7]'),
        _written().replace("00Z", "00"),
        "[]",
    ],
    ids=["half", "deep", "name", "number", "translation", "topics", "photo", "pending", "words", "moment", "list"],
)
def test_a_broken_draft_is_passed_over_and_kept(tmp_path: Path, text: str) -> None:
    folder = folder_of(tmp_path / "book.db")
    folder.mkdir(parents=True)
    (folder / "whole.json").write_text(_written(name="Aline Perret"), encoding="utf-8")
    (folder / "broken.json").write_text(text, encoding="utf-8")
    drafts = Drafts(tmp_path / "book.db")
    assert [draft.typed.name for draft in drafts.left().values()] == ["Aline Perret"]
    drafts.close()
    assert (folder / "broken.json").exists()
