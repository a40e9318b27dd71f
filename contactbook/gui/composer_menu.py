"""The composer's presets, and the blocks that went out, behind one button."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from contactbook.domain.blocks import KeptBlock, Preset
from contactbook.gui.composer_state import Source
from contactbook.gui.controls import Button, IconButton, clean
from contactbook.gui.icons import icon
from contactbook.gui.moments import moment
from contactbook.i18n import _


class PresetMenu(QWidget):
    """A button that opens presets and earlier blocks; compact it is an icon only."""

    preset_chosen = Signal(object)
    kept_chosen = Signal(object)
    delete_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.source = Source()
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(self.fill)
        self._wide = Button(_("Presets"), "bookmark")
        self._wide.setMenu(self.menu)
        self._small = IconButton("bookmark", _("Presets and earlier blocks"), kind="usual")
        self._small.setMenu(self.menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._wide)
        row.addWidget(self._small)
        self.set_compact(False)

    def set_compact(self, compact: bool) -> None:
        """Show the icon only, or the word as well."""
        self._wide.setVisible(not compact)
        self._small.setVisible(compact)

    def uids_of(self, preset: Preset) -> list[str]:
        """Give the contacts of a preset: those of its query, or those named."""
        return self.source.found(preset.query) if preset.query else list(preset.uids)

    def fill(self) -> None:
        """Put what there is now into the menu."""
        self.menu.clear()
        presets, earlier = self.source.presets(), self.source.earlier()
        for preset in presets:
            entry = self.menu.addAction(icon("bookmark"), _shown(preset.name))
            entry.triggered.connect(lambda _on=False, chosen=preset: self.preset_chosen.emit(chosen))
        if presets:
            gone = self.menu.addMenu(_("Delete a preset"))
            for preset in presets:
                entry = gone.addAction(_shown(preset.name))
                entry.triggered.connect(lambda _on=False, chosen=preset.name: self.delete_wanted.emit(chosen))
        else:
            self.menu.addAction(_("No presets yet: Save as … keeps one")).setEnabled(False)
        if earlier:
            self.menu.addSeparator()
            self.menu.addAction(_("Blocks that went out")).setEnabled(False)
        add_kept(self.menu, earlier, self.kept_chosen.emit)


def add_kept(menu: QMenu, blocks: Sequence[tuple[KeptBlock, bool]], then: Callable[[KeptBlock], object]) -> None:
    """Put blocks that went out into a menu, each with whether it is still right; then is called with the chosen one."""
    for kept, right in blocks:
        entry = menu.addAction(icon("history" if right else "triangle-alert"), kept_words(kept, right))
        entry.triggered.connect(lambda _on=False, chosen=kept: then(chosen))


def kept_words(kept: KeptBlock, right: bool) -> str:
    """Say when a block went out, how it began, and whether something in it is no longer right."""
    lines = [line for line in kept.text.splitlines() if line.strip()]
    begins = next((line for line in lines[1:] if line.rstrip()[-1] not in ":："), lines[0] if lines else "")
    said = _("{when}: {begins}") if right else _("{when}, no longer right: {begins}")
    return said.format(when=moment(kept.at), begins=_shown(begins))


def _shown(text: str) -> str:
    line = clean(text)
    return (line if len(line) <= 50 else line[:49] + "…").replace("&", "&&")
