"""Types into the form of a window until it is killed: `python -m tests.gui.draft_child BOOK NAME ROLE`.

With NAME "" a new contact is typed. It says "kept" on its output once a draft is on disk.
"""

# ruff: noqa: T201 (it speaks over its output)

import sys
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication

from contactbook.app.book import Book
from contactbook.app.drafts import folder_of
from contactbook.app.settings import Settings
from contactbook.gui import theme
from contactbook.gui.errors import Reporter
from contactbook.gui.main_window import MainWindow


def main(path: str, name: str, role: str) -> int:
    """Open the book, type a role, and go on for ever."""
    app = QApplication([sys.argv[0]])
    book = Path(path)
    geometry = QSettings(str(book.with_name("child.ini")), QSettings.Format.IniFormat)
    settings = Settings(book.with_name("child.json"))
    window = MainWindow(Book.open(book), settings, geometry, Reporter(), theme.install(app, "light"))
    window.show()
    if name:
        window.browsing.select(window.book.uids_of(window.book.find(name).ids)[0])
    window.doings["edit" if name else "new_contact"].trigger()
    form = window.parts.editor.form
    form.role.setText(role)
    if not name:
        form.who.name.setText("Vera Sample")
    form.about.topics.line.setText("Half a top")

    def tell() -> None:
        if list(folder_of(book).glob("*.json")):
            print("kept", flush=True)
            timer.stop()

    timer = QTimer()
    timer.timeout.connect(tell)
    timer.start(20)
    return app.exec()


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
