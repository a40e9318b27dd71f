"""Asks where contacts go that another program is to open, having said what that program has no place for."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from contactbook.exchange.vcard_clients import NAMES, Client, Trait, traits
from contactbook.gui import asking
from contactbook.gui.controls import clean
from contactbook.gui.deeds import Deeds
from contactbook.gui.file_dialogs import FileDialogs
from contactbook.i18n import _


def export_for(
    client: Client, window: QWidget, deeds: Deeds, uids: Sequence[str], name: str, audience: str, dialogs: FileDialogs
) -> None:
    """Export contacts for a client: what is lost first, then where to, then the writing itself."""
    title = _("Export for {program}").format(program=NAMES[client])

    def write(out: Path) -> None:
        deeds.export(out, uids, audience, "3.0", client)

    place = partial(_ask_place, client, window, title, len(uids), name, dialogs, write)

    def weigh(sentences: list[str]) -> None:
        if sentences:
            asking.ask_to_go_on(window, title, clean(" ".join(sentences)), _("Export all the same"), place)
        else:
            place()

    deeds.weigh(uids, audience, client, weigh)


def _ask_place(
    client: Client,
    window: QWidget,
    title: str,
    count: int,
    name: str,
    dialogs: FileDialogs,
    write: Callable[[Path], None],
) -> None:
    """Ask for a file, or for a folder where the client reads one contact a file."""
    if Trait.ONE_A_FILE in traits(client) and count > 1:
        own = _("Contacts for {program}").format(program=NAMES[client])
        dialogs.ask_folder(window, title, "export", lambda folder: write(_fresh(folder, own)))
    else:
        dialogs.ask_target(window, title, _("vCard (*.vcf)"), f"{name}.vcf", "export", write)


def _fresh(folder: Path, name: str) -> Path:
    """Give the folder if it is empty, else a new one in it."""
    try:
        if not any(folder.iterdir()):
            return folder
    except OSError:
        return folder  # what is wrong with it is told when it is written
    fresh, number = folder / name, 1
    while fresh.exists():
        number += 1
        fresh = folder / f"{name} {number}"
    return fresh
