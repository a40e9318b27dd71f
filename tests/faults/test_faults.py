"""The short form of the runs under fault: nothing acknowledged is lost, nothing is half done, the person is told."""

import random
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("signals and limits are those of POSIX", allow_module_level=True)

from tests.faults import full_disk, killing, older, shim, writers
from tests.faults.judging import Tally

_KILLS, _PIECES = 50, 10


@pytest.mark.parametrize("part", range(5))
def test_a_process_killed_before_any_statement_leaves_each_step_whole_or_absent(tmp_path: Path, part: int) -> None:
    chance, tally = random.Random(part), Tally()
    way = killing.course(tmp_path, part, _PIECES)
    for _ in range(_KILLS // 5):
        tally.add(killing.kill_at_statement(tmp_path, way, chance.randint(1, way.statements)))
    assert tally.wrong == []
    assert tally.inside > 0  # it was killed at work, not before or after it


@pytest.mark.parametrize("version", [older.versions()[0], older.versions()[-1]])
def test_an_older_book_killed_while_it_is_brought_up_holds_everything(tmp_path: Path, version: str) -> None:
    chance, tally = random.Random(version), Tally()
    way = killing.course(tmp_path, 11, 1, version)
    for _ in range(4):
        tally.add(killing.kill_at_statement(tmp_path, way, chance.randint(1, way.opening)))
    assert tally.wrong == []
    assert tally.opening == tally.runs


@pytest.mark.parametrize("kind", ["kill", "eio", "enospc", "short"])
def test_a_write_to_the_disk_that_fails_or_never_ends_loses_nothing(tmp_path: Path, kind: str) -> None:
    library = shim.build(tmp_path)
    if library is None:
        pytest.skip("no C compiler")
    chance, tally = random.Random(kind), Tally()
    way = killing.course(tmp_path, 7, _PIECES)
    for _ in range(5):
        call = chance.randint(1, 150)
        if kind == "kill":
            tally.add(killing.kill_at_call(tmp_path, way, library, call))
        else:
            tally.add(killing.fail_at_call(tmp_path, way, library, call, kind))
    assert tally.wrong == []
    assert tally.refusals > 0 or kind == "kill"


def test_a_file_that_may_not_grow_is_told_in_a_sentence_and_work_goes_on_after(tmp_path: Path) -> None:
    came = full_disk.fill_by_limit(tmp_path, seed=3)
    assert came.sentence.endswith("or copy the book elsewhere; nothing was changed.")
    assert "has reached the largest size that the system allows" in came.sentence
    assert came.intact
    assert came.wrong == []
    assert came.goes_on


def test_a_full_disk_is_told_in_a_sentence_and_work_goes_on_after(tmp_path: Path) -> None:
    with full_disk.small_disk(tmp_path / "disk", 4) as mounted:
        if not mounted:
            pytest.skip("a file system may not be mounted here")
        came = full_disk.fill_disk(tmp_path / "disk", seed=3)
    assert came.sentence.endswith("is full. Free some space and try again; nothing was changed.")
    assert came.intact
    assert came.wrong == []
    assert came.goes_on


def test_two_programs_that_write_at_once_lose_no_update_and_are_never_locked_out(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    writers.start(path)
    told = writers.run_all(path, ("ada", "ben"), seconds=5)
    turns, added = writers.turns_kept(path)
    assert all(count > 0 and "refused" not in words for count, words in told.values()), told
    assert turns == added == sum(count for count, _words in told.values())
