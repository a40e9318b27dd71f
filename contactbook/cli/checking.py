"""The command check."""

import argparse

from contactbook.cli.context import open_book
from contactbook.cli.output import print_json, say, short, table
from contactbook.i18n import _, counted


def add_check(_parser: argparse.ArgumentParser) -> None:
    """Declare what `check` takes: nothing of its own."""


def run_check(options: argparse.Namespace) -> int:
    """Check the file and list what needs attention; 1 only where the file itself is not sound."""
    from contactbook.app.checking import check

    with open_book(options) as book:
        report = check(book)
        on_network = book.is_on_network_drive()
    if options.json:
        problems = [{"uid": p.uid, "field": p.field, "value": p.value, "why": p.why} for p in report.problems]
        print_json({"ok": report.sound, "problems": problems})
        return 0 if report.sound else 1
    rows = [(short(p.uid), p.name, p.value or "", p.why) for p in report.problems if p.uid]
    for line in table(rows, (36, 36, 40)) if rows else ():
        print(line)
    if on_network:
        say(_("The book lies on a network drive: have it open in one program at a time."))
    if report.sound:
        attention = counted("{number} detail needs attention.", "{number} details need attention.", len(rows))
        say(_("The file is sound. {attention}").format(attention=attention))
        return 0
    for problem in report.problems:
        if problem.uid is None:
            say(_("The file is damaged: {why}").format(why=problem.why))
    return 1
