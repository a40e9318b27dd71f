"""Says where the program keeps its files for this person."""

import os
from pathlib import Path

_PROGRAM = "contactbook"


def data_folder() -> Path:
    """Name the folder for books; it need not exist yet."""
    import platformdirs  # late: the command line starts without it

    return Path(platformdirs.user_data_dir(_PROGRAM, appauthor=False))


def default_book() -> Path:
    """Name the book that opens when none is named."""
    return data_folder() / "contacts.db"


def chosen_book(named: str | None) -> Path:
    """Name the book that is meant: the one named, else CONTACTBOOK_FILE, else the default."""
    chosen = named or os.environ.get("CONTACTBOOK_FILE")
    return Path(chosen).expanduser() if chosen else default_book()


def sample_book() -> Path:
    """Name the book of made-up people."""
    return data_folder() / "sample.db"


def settings_file() -> Path:
    """Name the file that holds the options."""
    import platformdirs

    return Path(platformdirs.user_config_dir(_PROGRAM, appauthor=False)) / "settings.json"
