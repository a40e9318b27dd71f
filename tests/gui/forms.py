"""Contacts in hand, and what a person does with the form they stand in."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from contactbook.domain.contact import (
    Agency,
    Contact,
    Email,
    Link,
    LinkKind,
    Means,
    Phone,
    PhoneKind,
    Verdict,
)
from contactbook.gui.contact_editor import ContactEditor
from contactbook.gui.email_rows import EmailRow
from contactbook.gui.phone_rows import PhoneRow

NOW = datetime(2026, 11, 23, 13, 32, tzinfo=UTC)
SWISS = Phone("+41225550000", "022 555 00 00", None, PhoneKind.OFFICE, None, True, Verdict.VALID, date(2026, 9, 1))
AMINA = Contact(
    uid="amina",
    name="Amina Otieno",
    given="Amina",
    family="Otieno",
    role="Spokesperson",
    agency="ERA",
    city="Nairobi",
    country="KE",
    phones=(replace(SWISS, number="+254722000000", typed="+254 722 000000", kind=PhoneKind.MOBILE),),
    emails=(Email("amina@example.org", "amina@example.org", None, True, Verdict.VALID, date(2026, 9, 1)),),
    links=(Link(LinkKind.WEBSITE, "example.org"),),
    languages=("en", "sw"),
    topics=("Drought",),
    lists=("Duty",),
    notes="Mornings.",
    card=b"BEGIN:VCARD",
    created_at=datetime(2026, 1, 1, tzinfo=UTC),
    verified_on=date(2026, 9, 1),
    verified_by=Means.CALLED,
)
PEOPLE = (("karim", "Karim Byrne"), ("amina", "Amina Otieno"))

Edit = Callable[..., ContactEditor]

# What the offscreen platform says of every list of offers that opens.
POPUPS = pytest.mark.qt_log_ignore("does not support (raise|grabbing the keyboard)", extend=True)


def editors(qtbot: QtBot) -> Iterator[Edit]:
    """Take contacts in hand, each in an editor of its own."""
    made: list[ContactEditor] = []

    def begin(contact: Contact, *, is_new: bool = False, width: int = 672) -> ContactEditor:
        editor = ContactEditor()
        made.append(editor)
        editor.resize(width, 764)
        editor.show()
        editor.activateWindow()
        qtbot.waitUntil(editor.isActiveWindow)
        editor.edit(
            contact,
            agencies=[Agency("Example Relief Agency", "ERA", ("Agence de secours",)), Agency("Other House")],
            cities=["Nairobi", "Geneva"],
            topics=["Drought", "Floods"],
            lists=["Duty"],
            known_domains={"example.org": 14},
            people=lambda prefix: [p for p in PEOPLE if p[1].lower().startswith(prefix.lower())],
            now=NOW,
            is_new=is_new,
        )
        return editor

    yield begin
    for editor in made:
        editor.close()
        editor.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def phone(editor: ContactEditor, at: int = 0) -> PhoneRow:
    row = editor.form.phones.rows[at]
    assert isinstance(row, PhoneRow)
    return row


def email(editor: ContactEditor, at: int = 0) -> EmailRow:
    row = editor.form.emails.rows[at]
    assert isinstance(row, EmailRow)
    return row


def type_into(qtbot: QtBot, field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    if text.isascii():
        qtbot.keyClicks(field, text)
    else:
        field.insert(text)  # as an input method does


def leave(editor: ContactEditor) -> None:
    """Go to another field, the offers closed first as Escape does."""
    while (popup := QApplication.activePopupWidget()) is not None:
        QTest.keyClick(popup, Qt.Key.Key_Escape)
    editor.form.role.setFocus()


def saved(editor: ContactEditor, qtbot: QtBot) -> Contact:
    with qtbot.waitSignal(editor.saved) as signal:
        editor.save()
    contact = signal.args[0]
    assert isinstance(contact, Contact)
    return contact


def shown_words(editor: QWidget) -> str:
    return "\n".join(label.text() for label in editor.findChildren(QLabel) if label.isVisibleTo(editor))


def answer(words: str) -> None:
    """Press a button of the question that is about to be asked."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        next(b for b in box.buttons() if b.text().replace("&", "") == words).click()

    QTimer.singleShot(0, press)


def add_phone(editor: ContactEditor) -> PhoneRow:
    editor.form.add_phone.click()
    return phone(editor, len(editor.form.phones.rows) - 1)
