"""The commands backup and restore."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from contactbook.cli.context import open_book
from contactbook.cli.output import contacts_counted, print_json, say
from contactbook.domain.errors import NotReadable
from contactbook.domain.plain import utc_text
from contactbook.i18n import _

if TYPE_CHECKING:
    from contactbook.app.restoring import RestorePlan

_WORDS = {"added": _("back"), "changed": _("as it was"), "gone": _("to the trash")}


def add_backup(parser: argparse.ArgumentParser) -> None:
    """Declare what `backup` takes."""
    parser.add_argument(
        "out", metavar=_("OUT"), nargs="?", help=_("the file or folder for the copy; else the backups beside the book")
    )


def run_backup(options: argparse.Namespace) -> int:
    """Write a verified copy of the book."""
    from contactbook.app.backups import back_up

    with open_book(options) as book:
        made = back_up(book, Path(options.out).expanduser() if options.out else None)
    if options.json:
        print_json({"file": str(made.path), "at": utc_text(made.at), "size": made.size, "contacts": made.contacts})
        return 0
    told = _("Wrote {path}: {contacts}, opened and counted.")
    say(told.format(path=made.path, contacts=contacts_counted(made.contacts or 0)))
    return 0


def add_restore(parser: argparse.ArgumentParser) -> None:
    """Declare what `restore` takes."""
    parser.add_argument("file", metavar=_("FILE"), help=_("a copy of the book, as `backup` writes it"))
    parser.add_argument("--dry-run", action="store_true", help=_("only say what would change"))


def run_restore(options: argparse.Namespace) -> int:
    """Put the book back as a copy has it, as one step."""
    from contactbook.app import restoring

    path = Path(options.file).expanduser()
    if not path.exists():
        raise NotReadable(_("There is no file {name}.").format(name=path))
    with open_book(options) as book:
        wanted = restoring.plan(book, path)
        step = None if options.dry_run or wanted.is_empty else restoring.apply(book, wanted)
    if options.json:
        print_json(_plain(wanted, step))
        return 0
    for one in wanted.contacts:
        fields = f" ({', '.join(one.fields)})" if one.fields else ""
        say(f"{_WORDS[one.what]}: {one.name}{fields}")
    for words, names in ((_("list back"), wanted.lists_added), (_("list removed"), wanted.lists_gone)):
        for name in names:
            say(f"{words}: {name}")
    say(_sentence(wanted, step))
    return 0


def _sentence(wanted: "RestorePlan", step: int | None) -> str:
    if wanted.is_empty:
        return _("The book is as {path} has it. Nothing was changed.").format(path=wanted.path)
    contacts = contacts_counted(len(wanted.contacts))
    if step is None:
        return _("{contacts} would change. Nothing was written.").format(contacts=contacts)
    return _("Restored: {contacts}. `contactbook undo {step}` takes it back.").format(contacts=contacts, step=step)


def _plain(wanted: "RestorePlan", step: int | None) -> dict[str, object]:
    kinds = {
        what: [
            {"uid": one.uid, "name": one.name, "fields": list(one.fields)}
            for one in wanted.contacts
            if one.what == what
        ]
        for what in ("added", "changed", "gone")
    }
    return {
        "file": str(wanted.path),
        **kinds,
        "lists_added": list(wanted.lists_added),
        "lists_gone": list(wanted.lists_gone),
        "step": step,
    }
