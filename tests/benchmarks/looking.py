"""Measures what a person waits for in a window over a large book: search, scroll, card, save."""

import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, QSettings, QStringListModel, QTimer
from PySide6.QtWidgets import QApplication, QListView

from contactbook.app.book import Book
from contactbook.app.settings import Settings
from contactbook.gui import theme
from contactbook.gui.errors import Reporter
from contactbook.gui.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class Key:
    """What a key in the search took, in ms: until the list was painted, the same by the clock with the wait for the
    worker, the same list painted again, and what came later on this thread: all that was found, painted, and the card.
    """

    own: float
    clock: float
    repaint: float
    rest: float


def timed(work: Callable[[], Any], clock: Callable[[], float] = time.thread_time) -> float:
    """Give the milliseconds that something takes: of the processor, on the main thread, whatever else runs.

    A wait for the worker is not in it; a search waits four milliseconds at most.
    """
    start = clock()
    work()
    return (clock() - start) * 1000


class Bench:
    """A window over a book, and the means to use it as a person does."""

    def __init__(self, path: Path, folder: Path) -> None:
        self.app = QApplication.instance() or QApplication([])
        assert isinstance(self.app, QApplication)
        self._theme = theme.install(self.app, "light")
        geometry = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
        self._reporter = Reporter()
        self.window = MainWindow(
            Book.open(path), Settings(folder / "settings.json"), geometry, self._reporter, self._theme
        )
        self.window.poll_timer.timeout.disconnect(self.window.keeping.look)  # the copy and the check of the day
        self.window.poll_timer.timeout.disconnect(self.window.merging.look_at_start)
        self.window.resize(1280, 800)
        self.window.show()
        self.list = self.window.parts.contacts
        self.view = self.list.view
        self.plain = QListView()
        self.plain.setUniformItemSizes(True)
        self.plain.resize(self.view.size())
        self.plain.setModel(QStringListModel([f"Contact {n}" for n in range(len(self.window.book.find().ids))]))
        self.plain.show()
        self.settle()

    def settle(self) -> None:
        """Let everything come that is under way."""
        until = time.perf_counter() + 0.25
        while time.perf_counter() < until or self.window.tasks.busy:
            self.app.processEvents()

    def close(self) -> None:
        """Close the window."""
        self.window.finish()
        self.window.close()
        self.plain.close()
        self.window.deleteLater()
        self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def repaint(self) -> float:
        """Paint the list as it is."""
        return timed(self.view.viewport().repaint)

    def keys(self, queries: Sequence[str]) -> Iterator[Key]:
        """Type queries key by key; every second key comes before all was found for the one before it."""
        for query in queries:
            self.list.search.clear()
            self.settle()
            for at in range(1, len(query) + 1):
                text = query[:at]
                began = time.perf_counter()
                own = timed(lambda text=text: (self.list.search.setText(text), self.view.viewport().repaint()))
                clock = (time.perf_counter() - began) * 1000
                repaint = statistics.median(self.repaint() for _turn in range(3))
                rest = timed(self.settle_search) if at % 2 else timed(self.app.processEvents)
                yield Key(own, clock, repaint, rest)

    def settle_search(self) -> None:
        """Let all come that a search finds, the card of the first contact too."""
        asleep = QEventLoop()  # what is waited is not counted
        QTimer.singleShot(20, asleep.quit)
        asleep.exec()
        while not self.window.browsing.is_known:
            self.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def pages(self, turns: int) -> Iterator[tuple[float, float]]:
        """Scroll by a page, here and in a plain list of strings."""
        bars = self.view.verticalScrollBar(), self.plain.verticalScrollBar()
        for bar in bars:
            bar.setValue(0)
        for _turn in range(turns):
            times = []
            for bar, view in zip(bars, (self.view, self.plain), strict=True):
                to = bar.value() + bar.pageStep()
                times.append(timed(lambda bar=bar, view=view, to=to: (bar.setValue(to), view.viewport().repaint())))
            yield times[0], times[1]

    def ends(self, turns: int) -> Iterator[tuple[float, float]]:
        """Jump to the end, here and in a plain list of strings."""
        for _turn in range(turns):
            times = []
            for view in (self.view, self.plain):
                bar = view.verticalScrollBar()
                bar.setValue(0)
                view.viewport().repaint()
                times.append(timed(lambda b=bar, v=view: (b.setValue(b.maximum()), v.viewport().repaint())))
            yield times[0], times[1]

    def groupings(self, turns: int) -> Iterator[tuple[float, float]]:
        """Change the grouping; a plain list of strings is given its model anew."""
        for turn in range(turns):
            grouping = ("agency", "city")[turn % 2]
            own = timed(lambda g=grouping: (self.window.browsing.group_by(g), self.view.viewport().repaint()))
            model = self.plain.model()
            self.settle()
            plain = timed(
                lambda m=model: (self.plain.setModel(None), self.plain.setModel(m), self.plain.viewport().repaint())
            )
            yield own, plain

    def cards(self, turns: int) -> Iterator[tuple[float, float]]:
        """Choose the next contact until its card is painted; a frame is what it may take."""
        self.settle()
        for turn in range(turns):
            row = self.list.model.row_at(turn + 1)

            def choose(row: int = row) -> None:
                self.view.setCurrentIndex(self.list.model.index(row))
                self.window.browsing.fill_now()
                self.app.sendPostedEvents()  # lays out, and paints what changed, once

            yield timed(choose), 1000 / 60
            self.app.processEvents()

    def saves(self, turns: int, folder: Path) -> Iterator[tuple[float, float]]:
        """Save an edit until list and card show it; one SQLite commit of a row on the same disk."""
        db = sqlite3.connect(folder / "floor.db", isolation_level=None)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("CREATE TABLE IF NOT EXISTS texts (id INTEGER PRIMARY KEY, text TEXT)")
        asleep = QEventLoop()  # as a window waits: who asks all the time takes the interpreter from the worker
        self.window.bridge.changed.connect(asleep.quit)
        for turn in range(turns):
            uid = self.list.current_uid()
            contact = self.window.book.get(uid)
            assert contact is not None
            edited = replace(contact, notes=f"Note {turn}")

            def save(edited: Any = edited, before: Any = contact) -> None:
                self.window.deeds.save(edited, before)
                asleep.exec()
                self.window.browsing.fill_now()
                self.app.sendPostedEvents()

            own = timed(save, time.perf_counter)
            yield (
                own,
                timed(
                    lambda turn=turn: db.execute("INSERT INTO texts (text) VALUES (?)", (f"Note {turn}",)),
                    time.perf_counter,
                ),
            )
            self.settle()
        db.close()
