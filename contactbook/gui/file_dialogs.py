"""Asks for files and folders, for each purpose in the folder where it was last done."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QSettings, QStandardPaths, Qt
from PySide6.QtWidgets import QWidget

from contactbook.i18n import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFileDialog

Purpose = Literal["read", "export", "book", "picture", "problems"]
_SUFFIXES = "*.txt *.html *.htm *.docx *.pdf *.eml *.rtf *.odt *.vcf *.csv *.tsv *.xlsx *.json *.zip"
READABLE = _("Releases and contacts ({suffixes});;All files (*)").format(suffixes=_SUFFIXES)


class FileDialogs:
    """Opens the dialogs; what was chosen is told by then, and its folder remembered.

    native: the system's own dialogs, where it has some.
    """

    def __init__(self, held: QSettings) -> None:
        self._held = held
        self.native = True

    def ask_files(
        self, parent: QWidget, title: str, filters: str, purpose: Purpose, then: Callable[[list[Path]], None]
    ) -> None:
        """Ask for files that are there."""

        def take(names: list[str]) -> None:
            paths = [Path(name) for name in names]
            self.remember(purpose, paths[0].parent)
            then(paths)

        dialog = self._dialog(parent, title, filters, purpose)
        dialog.setFileMode(dialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(take)
        dialog.open()

    def ask_target(
        self, parent: QWidget, title: str, filters: str, name: str, purpose: Purpose, then: Callable[[Path], None]
    ) -> None:
        """Ask for a file to write; the dialog asks before one that is there is replaced."""

        def take(chosen: str) -> None:
            self.remember(purpose, Path(chosen).parent)
            then(Path(chosen))

        dialog = self._dialog(parent, title, filters, purpose)
        dialog.setAcceptMode(dialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(Path(name).suffix.lstrip(".") or "vcf")
        dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(_suffix(chosen) or dialog.defaultSuffix()))
        dialog.selectFile(name)
        dialog.fileSelected.connect(take)
        dialog.open()

    def ask_folder(self, parent: QWidget, title: str, purpose: Purpose, then: Callable[[Path], None]) -> None:
        """Ask for a folder to read or to write into."""

        def take(chosen: str) -> None:
            self.remember(purpose, Path(chosen))
            then(Path(chosen))

        dialog = self._dialog(parent, title, _("All files (*)"), purpose)
        dialog.setFileMode(dialog.FileMode.Directory)
        dialog.setOption(dialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(take)
        dialog.open()

    def start(self, purpose: Purpose) -> str:
        """Give the folder to begin in: where it was last, else the person's documents, else the home folder."""
        last = self._held.value(f"folders/{purpose}")
        if isinstance(last, str) and Path(last).is_dir():
            return last
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return documents if Path(documents).is_dir() else str(Path.home())

    def remember(self, purpose: Purpose, folder: Path) -> None:
        """Begin there the next time."""
        self._held.setValue(f"folders/{purpose}", str(folder))

    def _dialog(self, parent: QWidget, title: str, filters: str, purpose: Purpose) -> "QFileDialog":
        from PySide6.QtWidgets import QFileDialog  # late: a window that is only looked at has no use for it

        dialog = QFileDialog(parent, title, self.start(purpose))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setNameFilters(filters.split(";;"))
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog, not self.native)
        return dialog


def _suffix(filter_: str) -> str:
    """Read the suffix off a filter of one kind of file."""
    found = re.search(r"\(\*\.(\w+)\)", filter_)
    return found[1] if found else ""
