"""Gives contacts out of the window: as files, as vCards on the clipboard, dragged to another program."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from contactbook.app.book import Book
from contactbook.app.file_names import file_name
from contactbook.app.settings import Settings
from contactbook.domain.contact import Contact
from contactbook.exchange.vcard_clients import CLIENTS, Client
from contactbook.gui.browsing import Browsing
from contactbook.gui.copying import Copier
from contactbook.gui.deeds import Deeds
from contactbook.gui.drag_out import MOST, DragOut
from contactbook.gui.file_dialogs import FileDialogs
from contactbook.gui.parts import Parts
from contactbook.i18n import _


class Giving(QObject):
    """Gives out what is selected."""

    def __init__(
        self,
        book: Book,
        settings: Settings,
        parts: Parts,
        browsing: Browsing,
        deeds: Deeds,
        copier: Copier,
        drags: DragOut,
        dialogs: FileDialogs,
    ) -> None:
        super().__init__(parts)
        self._book = book
        self._settings = settings
        self._parts = parts
        self._browsing = browsing
        self._deeds = deeds
        self._copier = copier
        self._drags = drags
        self._dialogs = dialogs

    def answers(self) -> dict[str, Callable[[], None]]:
        """Name what this does by the keys of the actions."""
        return {
            "export": self._export,
            **{f"export_{client}": partial(self._export_for, client) for client in CLIENTS},
            "copy_vcard": lambda: self._copier.copy_vcards(self._chosen(), self._settings.text("vcard_version")),
        }

    def drag_out(self) -> None:
        """Let what is selected be dragged to another program."""
        if self._browsing.in_trash:
            self._parts.status.say(_("Contacts in the trash are not given out. Put them back first."), "warn")
        elif self._browsing.selected() > MOST:
            self._parts.status.say(_("These are too many to drag. Export them to a file."), "warn")
        else:
            self._drags.drag(self._parts.contacts.view, self._chosen(), self._settings.text("vcard_version"))

    def _chosen(self) -> list[Contact]:
        return self._book.get_many(self._browsing.uids())

    def _export_for(self, client: Client) -> None:
        from contactbook.gui.client_export import export_for

        chosen, name = self._browsing.uids(), self._file_name()
        audience = self._settings.text("audience")
        export_for(client, self._parts.window(), self._deeds, chosen, name, audience, self._dialogs)

    def _export(self) -> None:
        chosen = self._browsing.uids()
        audience, version = self._settings.text("audience"), self._settings.text("vcard_version")

        def write(path: Path) -> None:
            self._deeds.export(path, chosen, audience, version)

        filters = _("vCard (*.vcf);;Contactbook JSON (*.json)")
        name = f"{self._file_name()}.vcf"
        self._dialogs.ask_target(self._parts.window(), _("Export contacts"), filters, name, "export", write)

    def _file_name(self) -> str:
        """Name a file of what is selected, without its suffix."""
        current = self._browsing.current
        return file_name(current.shown, "") if self._browsing.selected() == 1 and current else _("contacts")
