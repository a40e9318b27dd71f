"""Changes several contacts at once: opens the form on what is selected, counts, and has it written as one step."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from contactbook.app.book import Book
from contactbook.domain.contact import Contact
from contactbook.gui.browsing import Browsing
from contactbook.gui.deeds import Deeds
from contactbook.gui.editing import Editing
from contactbook.gui.parts import Parts
from contactbook.gui.tasks import Tasks
from contactbook.i18n import _

if TYPE_CHECKING:
    from contactbook.domain.bulk import BulkChange, Common, Effect
    from contactbook.gui.editor_form import Surroundings

_PAUSE = 200  # milliseconds without a key, after which it is counted
_MANY = 500  # so many contacts are counted at once; more of them on the worker


class Bulk(QObject):
    """begun() and ended() tell when the form for several is shown."""

    begun = Signal()
    ended = Signal()

    def __init__(
        self, book: Book, parts: Parts, browsing: Browsing, editing: Editing, deeds: Deeds, tasks: Tasks
    ) -> None:
        super().__init__(parts)
        self._book = book
        self._parts = parts
        self._browsing = browsing
        self._editing = editing
        self._deeds = deeds
        self._tasks = tasks
        self.active = False
        self._contacts: Sequence[Contact] = ()
        self._common: Common | None = None
        self._wanted: str | None = None  # the field to go to once the contacts are read
        self._asked = 0  # counts the countings, so that only the last is shown
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE)
        self._soon.timeout.connect(self._count)

    def answers(self) -> dict[str, Callable[[], None]]:
        """Name what this does by the keys of the actions."""
        return {"change_in_all": self.begin}

    def begin(self, key: str = "") -> None:
        """Open the form on what is selected, at a field; where that is still being read, once it is."""
        self._wanted = key
        self._browsing.fill_now()
        self._open_wanted()

    def take(self, contacts: Sequence[Contact], common: "Common | None") -> None:
        """Take note of what is selected now; common is None where it is not several."""
        self._contacts, self._common = contacts, common
        if not self.active:
            self._open_wanted()
        elif self._parts.bulk.form.is_dirty():
            self._count()
        elif common is None:
            self.end()
        else:
            self._parts.bulk.fill(common, self._around(common))
            self._count()

    def may_leave(self) -> bool:
        """Tell whether the form may go: nothing is asked for, or the person says so."""
        return not self.active or self._parts.bulk.ask_to_leave()

    def end(self) -> None:
        """Show the card again."""
        if self.active:
            self.active = False
            self._asked += 1
            self._soon.stop()
            self._parts.bulk.wait(False)
            self._parts.head.show()
            self._parts.pane.setCurrentIndex(0)
            self.ended.emit()

    def cancel(self) -> None:
        """Leave without writing; ask if something is asked for."""
        if self.may_leave():
            self.end()

    def look_again(self) -> None:
        """Count anew once the person stops typing."""
        self._soon.start()

    def save(self) -> None:
        """Have the change written to those that it changes."""
        from contactbook.domain.bulk import effect
        from contactbook.gui import bulk_words

        pane = self._parts.bulk
        pane.form.finish()
        if pane.go_to_wrong():
            return
        change = pane.form.change()
        touched = [c.uid for c in self._contacts if change.touches(c)]
        if not touched:
            self._count()
            return
        what = bulk_words.what(effect(change, self._contacts))
        pane.wait(True)
        sentence, told = _("Change {what} in {who}"), _("{who}: {what} changed.")
        self._deeds.change(touched, change, sentence.replace("{what}", what), told.replace("{what}", what))

    def written(self, went_well: bool) -> None:
        """End the form where the change was written; else it can be tried again."""
        if not self.active:
            return
        if went_well:
            self.end()
        else:
            self._parts.bulk.wait(False)

    def _open_wanted(self) -> None:
        if self._wanted is None or self._common is None or self._common.count != self._browsing.selected():
            return
        from contactbook.domain.bulk import Effect

        key, self._wanted = self._wanted, None
        self.active = True
        self._parts.head.hide()
        self._parts.pane.setCurrentWidget(self._parts.bulk)
        self._parts.bulk.wait(False)
        self._parts.bulk.open(self._common, self._around(self._common), key)
        self._show(self._parts.bulk.form.change(), Effect(self._common.count, 0, {}))
        self.begun.emit()

    def _around(self, common: "Common") -> "Surroundings":
        from contactbook.gui.editor_form import Surroundings

        cover = self._book.get(common.alike.cover) if common.alike.cover else None
        return Surroundings(
            agencies=self._book.agencies(),
            cities=self._book.cities(),
            topics=self._book.topics(),
            lists=[name for name, _number in self._book.lists()],
            people=self._editing.people,
            cover_name=cover.shown if cover else "",
            now=self._book.clock(),
        )

    def _count(self) -> None:
        if not self.active:
            return
        from contactbook.domain import bulk

        self._soon.stop()
        self._asked += 1
        asked, change, contacts = self._asked, self._parts.bulk.form.change(), self._contacts
        if len(contacts) <= _MANY:
            self._show(change, bulk.effect(change, contacts))
            return

        def tell(effect: "Effect") -> None:
            if self.active and asked == self._asked:
                self._show(change, effect)

        self._tasks.run(lambda: bulk.effect(change, contacts), tell)

    def _show(self, change: "BulkChange", effect: "Effect") -> None:
        from contactbook.domain.bulk import common as common_of

        common = self._common or common_of(self._contacts)
        self._parts.bulk.show_effect(change, effect, common)
