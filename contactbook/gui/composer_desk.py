"""Stands between the composer and the book: reads what it asks for, writes what it wishes for."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from contactbook.app import publishing
from contactbook.app.book import Book
from contactbook.app.settings import Settings
from contactbook.domain.blocks import KeptBlock
from contactbook.domain.errors import BadQuery, ContactbookError
from contactbook.domain.folding import fold
from contactbook.exchange.block import Grouping, Layout
from contactbook.gui.composer_state import ComposerState, Offer, Sent, Source
from contactbook.gui.controls import clean
from contactbook.gui.tasks import Tasks
from contactbook.i18n import _, counted

if TYPE_CHECKING:
    from contactbook.app.composing import Block
    from contactbook.domain.changes import Step

_MOST = 7  # contacts that are offered one by one
_MANY = 200  # more than these are not offered as one
_EARLIER = 8


class ComposerDesk(QObject):
    """Reads for the composer and writes what it wishes for; told(sentence, tone, can be undone) after each."""

    told = Signal(str, str, bool)

    def __init__(self, book: Book, settings: Settings, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._tasks = tasks
        self.source = Source(
            contacts=book.get_many,
            today=lambda: book.clock().astimezone().date(),
            offers=self._offers,
            found=self._found,
            presets=book.blocks.presets,
            earlier=self._earlier,
            stale_days=lambda: settings.number("stale_days"),
        )

    # What is asked

    def _found(self, query: str) -> list[str]:
        try:
            return self._book.uids_of(self._book.find(query).ids)
        except BadQuery:
            return []  # half a query, while one types

    def _offers(self, text: str) -> list[Offer]:
        """Offer contacts, then all that were found, then the lists of that name."""
        uids = self._found(text)
        offers = [
            Offer(" · ".join(clean(part) for part in (c.shown, c.role, c.agency, c.city) if part), (c.uid,))
            for c in self._book.get_many(uids[:_MOST])
        ]
        if 1 < len(uids) <= _MANY:
            offers.append(Offer(counted("All {number} found", "All {number} found", len(uids)), tuple(uids)))
        for name, number in self._book.lists():
            if number and fold(text) in fold(name):
                words = _("List {name} ({number})").format(name=clean(name), number=number)
                offers.append(Offer(words, tuple(self._found(f'list:"{name}"'))))
        return offers

    def _earlier(self) -> list[tuple[KeptBlock, bool]]:
        kept = self._book.blocks.kept(_EARLIER)
        return [(block, self._book.blocks.corrected(block).text == block.text) for block in kept]

    # What is wished for

    def copy(self, uids: Sequence[str], grouping: Grouping) -> None:
        """Copy the block of contacts as it would stand in the composer, and keep it; one without details is none."""
        state = ComposerState(self.source)
        state.layout = Layout(grouping)
        state.begin(uids)
        sent = state.sent()
        if not sent.block.printed:
            words = counted(
                "Nothing was copied: the contact has no public number or address.",
                "Nothing was copied: none of {number} contacts has a public number or address.",
                len(uids),
            )
            self.told.emit(words, "warn", False)
            return
        sent.to_clipboard()
        self.told.emit(_said(sent.block, len(sent.uids)), "warn" if sent.block.warnings else "good", False)
        self._keep(sent)

    def keep(self, sent: Sent) -> None:
        """Keep a block that was copied, so that its numbers are found again."""
        self.told.emit(_copied(len(sent.uids)), "good", False)
        self._keep(sent)

    def _keep(self, sent: Sent) -> None:
        self._tasks.run(
            lambda: self._book.blocks.keep(sent.block, sent.layout, sent.uids, sent.format), failed=self._not_kept
        )

    def _not_kept(self, error: BaseException) -> None:
        if not isinstance(error, ContactbookError):
            raise error
        self.told.emit(_("Copied, but not kept: {why}").format(why=error), "warn", False)

    def publish(self, chosen: list[publishing.Internal]) -> None:
        """Make details public, as one step."""
        self._tasks.run(lambda: publishing.publish_chosen(self._book, chosen), self._tell_published)

    def _tell_published(self, step: "Step | None") -> None:
        if step is None:
            self.told.emit(_("These details are public already, or no longer there."), "plain", False)
        else:
            self.told.emit(_("Done: {step}.").format(step=clean(step.name)), "good", True)

    def save_preset(self, name: str, layout: "Layout", uids: list[str]) -> None:
        """Keep a preset."""
        sentence = _("Preset “{name}” kept.").format(name=clean(name))
        self._tasks.run(
            lambda: self._book.blocks.save_preset(name, layout, uids=uids),
            lambda _preset: self.told.emit(sentence, "good", False),
        )

    def delete_preset(self, name: str) -> None:
        """Remove a preset; blocks made with it stay."""
        sentence = _("Preset “{name}” deleted.").format(name=clean(name))
        self._tasks.run(
            lambda: self._book.blocks.delete_preset(name), lambda _gone: self.told.emit(sentence, "good", False)
        )


def _copied(number: int) -> str:
    return counted("Copied the block of {number} contact.", "Copied the block of {number} contacts.", number)


def _said(block: "Block", number: int) -> str:
    """Say what was copied, with what the composer would show beside it."""
    from contactbook.app.exporting import withheld_sentence

    words = [_copied(number)]
    if block.withheld:
        words.append(withheld_sentence(block.withheld))
    words += [clean(warning.text) for warning in block.warnings[:1]]
    return " ".join(words)
