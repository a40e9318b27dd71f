"""The few questions that stop: a name, files to read, a file to write; each loads the dialog that it shows."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from contactbook.i18n import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFileDialog

_SUFFIXES = "*.txt *.html *.htm *.docx *.pdf *.eml *.rtf *.odt *.vcf *.csv *.tsv *.xlsx *.json *.zip"
READABLE = _("Releases and contacts ({suffixes});;All files (*)").format(suffixes=_SUFFIXES)


def ask_name(
    parent: QWidget, title: str, question: str, then: Callable[[str], None], text: str = "", verb: str = ""
) -> None:
    """Ask for a name; then is called with it unless it is empty."""
    from PySide6.QtWidgets import QInputDialog

    from contactbook.gui.overlay import shade_behind

    dialog = QInputDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(title)
    dialog.setLabelText(question)
    dialog.setTextValue(text)
    dialog.setOkButtonText(verb or _("Make it"))

    def take(name: str) -> None:
        if name.strip():
            then(" ".join(name.split()))

    dialog.textValueSelected.connect(take)
    shade_behind(dialog)
    dialog.open()


def ask_files(parent: QWidget, title: str, filters: str, native: bool, then: Callable[[list[Path]], None]) -> None:
    """Ask for files that are there."""
    dialog = _file_dialog(parent, title, filters, native)
    dialog.setFileMode(dialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(lambda names: then([Path(name) for name in names]))
    dialog.open()


def ask_target(
    parent: QWidget, title: str, filters: str, name: str, native: bool, then: Callable[[Path], None]
) -> None:
    """Ask for a file to write; the dialog asks before one that is there is replaced."""
    dialog = _file_dialog(parent, title, filters, native)
    dialog.setAcceptMode(dialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(name).suffix.lstrip(".") or "vcf")
    dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(_suffix(chosen) or dialog.defaultSuffix()))
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
    dialog.open()


def ask_folder(parent: QWidget, title: str, native: bool, then: Callable[[Path], None]) -> None:
    """Ask for a folder to read or to write into."""
    dialog = _file_dialog(parent, title, _("All files (*)"), native)
    dialog.setFileMode(dialog.FileMode.Directory)
    dialog.setOption(dialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
    dialog.open()


def ask_for_good(parent: QWidget, title: str, words: str, verb: str, then: Callable[[], None]) -> None:
    """Ask about what cannot be undone: Enter and Esc leave it."""
    ask_to_go_on(parent, title, words, verb, then, careful=True)


def ask_to_go_on(
    parent: QWidget, title: str, words: str, verb: str, then: Callable[[], None], *, careful: bool = False
) -> None:
    """Say what will come of something; then is called if the person wants it so."""
    from PySide6.QtWidgets import QMessageBox

    from contactbook.gui.overlay import shade_behind

    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setOption(QMessageBox.Option.DontUseNativeDialog)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(words)
    go_on = box.addButton(verb, QMessageBox.ButtonRole.AcceptRole)
    stay = box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay if careful else go_on)
    box.setEscapeButton(stay)
    box.buttonClicked.connect(lambda button: then() if button is go_on else None)
    shade_behind(box)
    box.open()


def _suffix(filter_: str) -> str:
    """Read the suffix off a filter of one kind of file."""
    found = re.search(r"\(\*\.(\w+)\)", filter_)
    return found[1] if found else ""


def _file_dialog(parent: QWidget, title: str, filters: str, native: bool) -> "QFileDialog":
    from PySide6.QtWidgets import QFileDialog

    dialog = QFileDialog(parent, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setNameFilters(filters.split(";;"))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog, not native)
    return dialog
