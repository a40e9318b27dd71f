"""Shows a bug with all that a report of it needs."""

import platform
import traceback
from importlib.metadata import version

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from contactbook.gui.controls import Button, Text
from contactbook.i18n import _


def report_text(error: BaseException) -> str:
    """Write what a report of a bug needs: versions and traceback, nothing of the book."""
    versions = (
        f"Contactbook {version('contactbook')}, Python {platform.python_version()}, PySide6 {pyside_version}, "
        f"Qt {qVersion()}, {platform.platform()}"
    )
    return f"{versions}\n\n{''.join(traceback.format_exception(error))}"


class ReportDialog(QDialog):
    """Shows a bug with a button that copies the report; it stops nothing."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self.setWindowTitle(_("Something went wrong"))
        self._report = report
        self._more = 0
        said = Text(_("That was a fault of the program. What is saved is safe, and you can go on."))
        said.setWordWrap(True)
        self._counted = Text("", tone="dim", factor=0.94)
        self._counted.hide()
        details = QPlainTextEdit(report)
        details.setReadOnly(True)
        details.setAccessibleName(_("Report"))
        details.setMinimumSize(520, 240)
        copy = Button(_("Copy report"), "copy")
        copy.clicked.connect(self._copy)
        go_on = Button(_("Go on"), kind="main")
        go_on.clicked.connect(self.close)
        go_on.setDefault(True)
        foot = QHBoxLayout()
        foot.addWidget(self._counted, 1)
        foot.addStretch()
        foot.addWidget(copy)
        foot.addWidget(go_on)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(said)
        layout.addWidget(details, 1)
        layout.addLayout(foot)

    def count_one_more(self) -> None:
        """Count a fault that came while this one is shown."""
        self._more += 1
        self._counted.setText(_("and {number} more since").format(number=self._more))
        self._counted.show()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
