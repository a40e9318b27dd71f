"""The few questions that stop: a name, whether to go on; each loads the dialog that it shows."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from contactbook.i18n import _


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
