import json
from pathlib import Path

import pytest

from contactbook.app.settings import OPTIONS, Settings
from contactbook.domain.errors import ContactbookError


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.json"


def test_every_option_has_a_default_that_fits(file: Path) -> None:
    assert all(option.fits(option.default) for option in OPTIONS)
    settings = Settings(file)
    assert settings.text("grouping") == "city"
    assert settings.number("stale_days") == 180
    assert not file.exists()


def test_what_is_put_is_there_the_next_time(file: Path) -> None:
    Settings(file).put("grouping", "agency")
    Settings(file).put("stale_days", 90)
    settings = Settings(file)
    assert settings.text("grouping") == "agency"
    assert settings.number("stale_days") == 90


def test_what_a_newer_version_keeps_is_kept(file: Path) -> None:
    file.parent.mkdir()
    file.write_text('{"colour": "blue", "grouping": "agency"}', encoding="utf-8")
    Settings(file).put("stale_days", 30)
    assert json.loads(file.read_text(encoding="utf-8")) == {"colour": "blue", "grouping": "agency", "stale_days": 30}


def test_two_windows_do_not_undo_each_other(file: Path) -> None:
    one, other = Settings(file), Settings(file)
    one.put("grouping", "agency")
    other.put("vcard_version", "4.0")
    assert Settings(file).text("grouping") == "agency"


@pytest.mark.parametrize(
    "text", ['{"grouping": "shoe", "stale_days": "x"}', '{"stale_days": true}', '{"stale_days": -4}']
)
def test_a_value_that_does_not_fit_gives_way_to_the_default(file: Path, text: str) -> None:
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    settings = Settings(file)
    assert settings.text("grouping") == "city"
    assert settings.number("stale_days") == 180


@pytest.mark.parametrize("text", ["{half", "[1]", "\xff"])
def test_a_broken_file_is_set_aside_not_written_over(file: Path, text: str) -> None:
    file.parent.mkdir()
    file.write_bytes(text.encode("latin-1"))
    settings = Settings(file)
    assert settings.number("stale_days") == 180
    settings.put("stale_days", 60)
    assert Settings(file).number("stale_days") == 60
    assert file.with_name("settings.json.unreadable").read_bytes() == text.encode("latin-1")


def test_a_wrong_value_is_refused_with_the_choices(file: Path) -> None:
    with pytest.raises(ContactbookError, match="city, agency"):
        Settings(file).put("grouping", "shoe")
    with pytest.raises(ContactbookError):
        Settings(file).put("stale_days", 0)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ContactbookError, match="cannot be kept"):
        Settings(tmp_path / "file" / "settings.json").put("stale_days", 60)
