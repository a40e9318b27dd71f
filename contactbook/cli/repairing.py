"""The command repair."""

import argparse
from pathlib import Path

from contactbook.cli.output import contacts_counted, print_json, say
from contactbook.domain.errors import NotReadable
from contactbook.i18n import _


def add_repair(_parser: argparse.ArgumentParser) -> None:
    """Declare what `repair` takes: nothing of its own."""


def run_repair(options: argparse.Namespace) -> int:
    """Put what can be read of a damaged book into a new one."""
    from contactbook.app import repairing
    from contactbook.app.paths import chosen_book, sample_book
    from contactbook.app.readable import system_clock

    path: Path = sample_book() if options.sample else chosen_book(options.book)
    if not path.exists():
        raise NotReadable(_("There is no file {name}.").format(name=path))
    done = repairing.repair(path, system_clock()) if repairing.needs_repair(path) else None
    if options.json:
        print_json(
            {"file": str(path), "contacts": done.contacts if done else None, "kept": str(done.kept) if done else None}
        )
    elif done is None:
        say(_("The file is sound. Nothing was changed."))
    else:
        told = _("Kept {contacts} of {path}. The damaged file is now {kept}; look through `contactbook check`.")
        say(told.format(contacts=contacts_counted(done.contacts), path=path, kept=done.kept))
    return 0
