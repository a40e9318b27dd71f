"""The entry point: without a command the window, else the command line."""

import builtins
import gc
import sys
from collections.abc import Sequence
from typing import NamedTuple

_GARBAGE = 100_000  # objects, as many as no short command makes: most are over before it is worth looking


class Wanted(NamedTuple):
    """Which book the window is to show: the one named, the sample, or the person's own."""

    book: str | None = None
    sample: bool = False


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program and give its exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    wanted = _plainly_wanted(arguments)
    if wanted is None:
        usual = gc.get_threshold()
        gc.set_threshold(_GARBAGE)
        from contactbook.cli import main as cli

        options = cli.window_options(arguments)
        if options is None:
            status = cli.main(arguments)
            gc.freeze()  # it all goes with the process: the interpreter need not go through it as it ends
            return status
        gc.set_threshold(*usual)  # by these a window looks for garbage
        wanted = Wanted(options.book, options.sample)
    return _open_window(wanted)


def _plainly_wanted(arguments: Sequence[str]) -> Wanted | None:
    """Read the usual ways to ask for the window without the parser, which takes a while to load."""
    match arguments:
        case []:
            return Wanted()
        case ["--sample"]:
            return Wanted(sample=True)
        case ["--book", book] if not book.startswith("-"):
            return Wanted(book)
    return None


def _open_window(wanted: Wanted) -> int:
    from contactbook.gui import libraries

    if not libraries.has_display():
        return _without_display(wanted)
    trouble = libraries.trouble_with_x11()
    if trouble is not None:
        return _say(trouble)
    # Nothing that is made until the window stands is garbage; then the window has its own way to look for it.
    gc.disable()
    from contactbook.app.paths import chosen_book

    try:
        import_qt()
        from contactbook.gui.application import run
    except ImportError as error:
        missing = libraries.missing_library(error)
        if missing is None:
            raise
        return _say(libraries.install_sentence(missing))
    return run(chosen_book(wanted.book), sample=wanted.sample)


def import_qt() -> None:
    """Import Qt, and take out again the hook that PySide puts into every later import.

    It reads the source of each module to see whether Qt is to have names in snake case there, which none asks for.
    """
    usual = builtins.__import__
    import PySide6.QtCore  # noqa: F401

    builtins.__import__ = usual


def _without_display(wanted: Wanted) -> int:
    """Print the sample in the window's place; without it there is nothing to show."""
    from contactbook.cli import main as cli
    from contactbook.gui import libraries

    status = cli.main(["list", "--sample"]) if wanted.sample else 1
    if status == 0 or not wanted.sample:
        _say(("\n" if wanted.sample else "") + libraries.no_display_sentence(sample=wanted.sample))
    return status


def _say(sentence: str) -> int:
    """Write a sentence to the error output; the status of what was refused is 1."""
    sys.stdout.flush()
    sys.stderr.write(sentence + "\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
