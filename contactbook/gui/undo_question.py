"""Asks what becomes of what changed since a step that is to be taken back."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from contactbook.domain.harmless import one_line
from contactbook.domain.undoing import ChangedSince, Conflict
from contactbook.domain.value_words import conflict_texts
from contactbook.i18n import _, counted

_SHOWN = 8  # lines of the question; all of them stand behind "Show Details"
_LONGEST = 60  # letters of a value in it


def ask_about_later(parent: QWidget, error: ChangedSince, then: Callable[[ChangedSince, bool], None]) -> None:
    """Show what changed since; then is called with whether that goes back as well, unless the person cancels."""
    lines = [_line(conflict) for conflict in error.conflicts]
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setOption(QMessageBox.Option.DontUseNativeDialog)
    box.setWindowTitle(_("Undo"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    shown = lines[:_SHOWN]
    if len(lines) > _SHOWN:
        shown.append(counted("and {number} more", "and {number} more", len(lines) - _SHOWN))
        box.setDetailedText("\n".join(lines))
    box.setText("\n\n".join((one_line(str(error)), "\n".join(shown), _("Undo the rest and keep these as they are?"))))
    rest = box.addButton(_("Undo the rest"), QMessageBox.ButtonRole.AcceptRole)
    whole = box.addButton(_("Undo these too"), QMessageBox.ButtonRole.DestructiveRole)
    stay = box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(rest)
    box.setEscapeButton(stay)
    box.buttonClicked.connect(lambda button: then(error, button is whole) if button in (rest, whole) else None)
    box.open()


def _line(conflict: Conflict) -> str:
    before, _made, now = (_short(text) for text in conflict_texts(conflict))
    sentence = _("{who}, {field}: is now “{now}”, was “{before}” before the step")
    return sentence.format(who=_short(one_line(conflict.who)), field=conflict.label, now=now, before=before)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
