"""The command line: knows every command by name, and loads the one that is asked for."""

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, suppress
from functools import partial
from importlib import import_module
from io import StringIO
from typing import NamedTuple, NoReturn

from contactbook.domain.errors import ContactbookError, WrongUsage
from contactbook.i18n import _


class Command(NamedTuple):
    """A command: its module has add_NAME(parser) and run_NAME(options) -> exit status."""

    name: str
    module: str
    summary: str
    example: str


COMMANDS = (
    Command(
        "import", "importing", _("take in releases, vCards, tables and JSON of ours"), "import release.txt --dry-run"
    ),
    Command("list", "listing", _("print all contacts, by city and agency"), "list --city Geneva --json"),
    Command("search", "listing", _("find contacts by anything they hold"), 'search "079 555"'),
    Command("show", "listing", _("print one contact whole"), "show 3f2c8a10"),
    Command("export", "exporting", _("write contacts to a .vcf, .csv or .json"), 'export geneva.vcf "city:geneva"'),
    Command("extract", "extracting", _("print the contacts in a release; writes nothing"), "extract release.txt"),
    Command("inspect", "extracting", _("print a .vcf as it was read; writes nothing"), "inspect cards.vcf --json"),
    Command("compose", "composing", _("write the contact block of a release"), "compose city:geneva --language fr"),
    Command("where", "composing", _("list the blocks that printed a number or address"), 'where "+41 79 555 00 00"'),
    Command("check", "checking", _("check the file, and list what needs attention"), "check"),
    Command("backup", "backing_up", _("write a copy of the book, opened and counted"), "backup /media/stick"),
    Command("restore", "backing_up", _("put the book back as a copy has it, in one step"), "restore copy.db --dry-run"),
    Command("repair", "repairing", _("put what can be read of a damaged book into a new one"), "repair"),
    Command("forget", "forgetting", _("remove a person for good, from every copy too; no undo"), "forget 3f2c8a10"),
    Command("verify", "verifying", _("note that a contact, or a detail of it, is right"), "verify 3f2c8a10 --by web"),
    Command("renumber", "renumbering", _("find and replace in numbers"), 'renumber "+225 07" "+225 07 07" --dry-run'),
    Command("normalise", "renumbering", _("bring numbers into international form"), "normalise city:nairobi --dry-run"),
    Command("duplicates", "duplicates", _("list contacts that may be one and the same"), "duplicates --json"),
    Command("merge", "duplicates", _("make contacts into one, or say that two are two"), "merge 3f2c8a10 9b01d7e4"),
    Command("undo", "journal", _("take back the last step, or the one named"), "undo 12"),
    Command("redo", "journal", _("put back what the last undo took"), "redo"),
    Command("history", "journal", _("list the steps, of the book or of one contact"), "history --limit 10"),
)
_HELP = frozenset({"-h", "--help", "--version"})
_WITH_A_QUERY = frozenset({"search", "export", "compose", "renumber", "normalise"})
_WIDE = 80
_DONE, _REFUSED, _WRONG_USAGE, _INTERRUPTED = 0, 1, 2, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status: 0 done, 1 something was refused, 2 wrong usage."""
    _have_outputs()
    _speak_utf8()
    try:
        status = _run(list(sys.argv[1:] if argv is None else argv))
        sys.stdout.flush()
    except WrongUsage as error:
        _refuse(str(error))
        return _WRONG_USAGE
    except ContactbookError as error:
        return _refuse(str(error))
    except BrokenPipeError:
        _drop_output()
        return _refuse(_("The output was closed before everything was written."))
    except KeyboardInterrupt:
        _drop_output()
        return _INTERRUPTED
    except OSError as error:
        _drop_output()
        place = f"{error.filename}: " if error.filename else ""
        return _refuse(_("{place}{why}.").format(place=place, why=error.strerror or type(error).__name__))
    return status


def window_options(argv: Sequence[str]) -> argparse.Namespace | None:
    """Give the options (book, sample) where the window is asked for: no command, nothing to print, nothing wrong."""
    if _HELP & set(argv) or _named(argv) is not None:
        return None
    try:
        with redirect_stderr(StringIO()):  # what is wrong is told when the command line runs
            return _parser(None).parse_args(list(argv))
    except SystemExit:
        return None


def _run(argv: list[str]) -> int:
    name = _named(argv)
    if name and _HELP & set(argv[: argv.index(name)]):
        name = None  # of all commands
    command = next((c for c in COMMANDS if c.name == name), None)
    parser = _parser(command, helps=bool(_HELP & set(argv)))
    try:
        options = parser.parse_args(_with_words_left_out(argv) if name in _WITH_A_QUERY else argv)
        if command is None:
            parser.error(_("name a command"))
    except SystemExit as end:  # argparse has printed help, or said what is wrong
        return end.code if isinstance(end.code, int) else _WRONG_USAGE
    status: int = getattr(import_module(f"contactbook.cli.{command.module}"), f"run_{command.name}")(options)
    return status


def _with_words_left_out(argv: Sequence[str]) -> list[str]:
    """Mark what is no option but a word that a query leaves out (`-unhcr`): argparse takes a blank first for a word."""
    end = argv.index("--") if "--" in argv else len(argv)
    return [
        f" {argument}" if at < end and argument[:1] == "-" and argument[1:2] != "-" and len(argument) > 2 else argument
        for at, argument in enumerate(argv)
    ]


def _named(argv: Sequence[str]) -> str | None:
    """Find the command in the arguments: the first that is neither an option nor the file of --book."""
    rest = iter(argv)
    for argument in rest:
        if argument == "--book":
            next(rest, None)
        elif not argument.startswith("-") or argument == "-":
            return argument
    return None


def _parser(asked: Command | None, *, helps: bool = False) -> argparse.ArgumentParser:
    """Build the parser: of the command that is asked for, whose module knows its options, or a list of all."""
    # Not told how wide help is to be, argparse loads shutil to measure the terminal, and lays out none.
    layout = partial(argparse.RawDescriptionHelpFormatter, width=None if helps else _WIDE)
    parser = _Parser(
        prog="contactbook",
        description=_("A directory of press contacts. Without a command it opens the window."),
        epilog=_("Example: {line}").format(line="contactbook search geneva")
        + "\n"
        + _("`contactbook COMMAND --help` tells more about a command."),
        formatter_class=layout,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help=_("print the version"))
    parser.set_defaults(book=None, json=False, sample=False)
    _add_common(parser)
    commands = parser.add_subparsers(dest="command", metavar=_("COMMAND"), title=_("commands"), parser_class=_Parser)
    for command in COMMANDS if asked is None else (asked,):
        sub = commands.add_parser(
            command.name,
            help=command.summary,
            description=f"{command.summary[0].upper()}{command.summary[1:]}.",
            epilog=_("Example: {line}").format(line=f"contactbook {command.example}"),
            formatter_class=layout,
        )
        if command is asked:
            getattr(import_module(f"contactbook.cli.{command.module}"), f"add_{command.name}")(sub)
            _add_common(sub)
    return parser


def _add_common(parser: argparse.ArgumentParser) -> None:
    # Suppressed, so that what stands before the command is not undone by what does not stand behind it.
    keep = argparse.SUPPRESS
    parser.add_argument(
        "--book", metavar=_("FILE"), default=keep, help=_("the book (else CONTACTBOOK_FILE, else yours)")
    )
    parser.add_argument("--sample", action="store_true", default=keep, help=_("use the sample book of made-up people"))
    parser.add_argument("--json", action="store_true", default=keep, help=_("print JSON"))


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are said in one line, with where to read more."""

    def error(self, message: str) -> NoReturn:
        told = _("{program}: {message}. `{program} --help` tells more.").format(program=self.prog, message=message)
        with suppress(OSError):
            print(told, file=sys.stderr)
        raise SystemExit(_WRONG_USAGE)


class _Version(argparse.Action):
    def __call__(self, *_args: object, **_options: object) -> None:
        from importlib.metadata import version  # slow, and seldom asked for

        print(f"contactbook {version('contactbook')}")
        raise SystemExit(_DONE)


def _have_outputs() -> None:
    """Write nowhere where a stream was closed from the start (`>&-`): Python has None in its place then."""
    if sys.stdout is None or sys.stderr is None:
        nowhere = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - open for as long as the program runs
        sys.stdout, sys.stderr = sys.stdout or nowhere, sys.stderr or nowhere


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale says; what cannot be written so is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _refuse(sentence: str) -> int:
    from contactbook.domain.harmless import one_line

    with suppress(OSError):
        sys.stdout.flush()
    with suppress(OSError):
        print(one_line(sentence), file=sys.stderr, flush=True)
    return _REFUSED


def _drop_output() -> None:
    """Send what is still buffered nowhere, or the interpreter complains of the closed pipe as it ends."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
