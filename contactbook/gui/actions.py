"""Every action of the window in one table: menus, shortcuts and palette are all made from it."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from contactbook.domain.record import dataclass
from contactbook.exchange.vcard_clients import NAMES
from contactbook.gui.icons import icon
from contactbook.i18n import _


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """An action: menu is the menu it stands in ("" for none), needs what must hold for it to be possible.

    A menu's name that ends in "-" begins a new group in it. shown_keys stand in menus and palette where the key is
    handled by a part (Enter in the list) and not by a shortcut.
    """

    key: str
    text: str
    menu: str
    shortcuts: tuple[str, ...] = ()
    icon: str = ""
    tip: str = ""
    needs: tuple[str, ...] = ()
    shown_keys: str = ""
    about_contact: bool = False


MENUS: tuple[tuple[str, str], ...] = (
    ("file", _("&File")),
    ("edit", _("&Edit")),
    ("contact", _("&Contact")),
    ("view", _("&View")),
    ("help", _("&Help")),
)

# What an action needs, and what is said in its place when that does not hold.
REASONS: dict[str, str] = {
    "main": _("go back to the contacts first"),
    "leave": _("finish or leave this page first"),
    "filled": _("the book is empty"),
    "contact": _("choose one contact first"),
    "selection": _("choose contacts first"),
    "someone": _("choose contacts first"),
    "several": _("choose two contacts or more first"),
    "live": _("not for contacts in the trash"),
    "trashed": _("only for contacts in the trash"),
    "in trash": _("only while the trash is shown"),
    "number": _("no number to copy"),
    "email": _("no email to copy"),
    "in list": _("only while a list is shown"),
    "undo": _("nothing to undo"),
    "redo": _("nothing to redo"),
    "editing": _("nothing is being edited"),
    "idle": _("finish editing first"),
    "deleted": _("the book lies where it was"),
    "draft": _("no edit was left unsaved"),
    "clipboard": _("the clipboard holds no text"),
}

_ONE = ("main", "contact", "live", "idle")
_SOME = ("main", "selection", "live", "idle")
_IN_HAND = ("someone", "live", "idle")  # also on the page of what needs attention

SPECS: tuple[ActionSpec, ...] = (
    ActionSpec("read_release", _("Read release …"), "file", ("Ctrl+R",), "file-input", _("Paste or choose a release")),
    ActionSpec(
        "import", _("Import contacts …"), "file", ("Ctrl+I",), "import", _("Choose vCards, a table or a release"),
    ),
    ActionSpec(
        "import_folder", _("Import a folder …"), "file", ("Ctrl+Shift+I",), "folder-input",
        _("Read all vCards, tables and releases of a folder"),
    ),
    ActionSpec(
        "export", _("Export vCard …"), "file", ("Ctrl+Shift+X",), "id-card", _("Write public details as vCards"),
        ("main", "selection", "live", "idle"), about_contact=True,
    ),
    *(
        ActionSpec(
            f"export_{client}", _("Export for {program} …").format(program=name), "file", (), "file-up",
            _("Write public details as {program} reads them").format(program=name), _SOME, about_contact=True,
        )
        for client, name in NAMES.items()
    ),
    ActionSpec(
        "open_book", _("Open book …"), "file-", ("Ctrl+O",), "book-open", _("Open another book in its own window"),
    ),
    ActionSpec(
        "open_sample", _("Open the sample"), "file", (), "flask-conical", _("Made-up contacts, in a book of their own"),
    ),
    ActionSpec(
        "backup_now", _("Back up now"), "file-", (), "hard-drive-download",
        _("Write a copy of the book, opened and counted"), ("filled", "idle"),
    ),
    ActionSpec(
        "backups", _("Backups …"), "file", ("Ctrl+Shift+B",), "archive",
        _("See the copies of the book, and restore one"), ("idle",),
    ),
    ActionSpec(
        "save_book_as", _("Save book as …"), "file", (), "save", _("Write the book to another file and open that"),
        ("filled", "idle"),
    ),
    ActionSpec(
        "put_back_book", _("Put the deleted book back"), "file", (), "rotate-ccw",
        _("Write what you see where the book lay"), ("deleted",),
    ),
    ActionSpec(
        "repair_book", _("Repair book"), "file", (), "life-buoy",
        _("Put what can be read of a damaged book into a new one; the broken file is kept"), ("idle",),
    ),
    ActionSpec(
        "settings", _("Settings …"), "file-", ("Ctrl+,",), "settings",
        _("Days until a contact is not verified, the trash, exports, colours"), ("idle",),
    ),
    ActionSpec("close", _("Close window"), "file-", ("Ctrl+W",), "x"),
    ActionSpec("quit", _("Quit"), "file", ("Ctrl+Q",), "power"),
    ActionSpec("undo", _("Undo"), "edit", ("Ctrl+Z",), "undo-2", _("Take the last step back"), ("undo", "idle")),
    ActionSpec(
        "redo", _("Redo"),
        "edit", ("Ctrl+Shift+Z", "Ctrl+Y"), "redo-2", _("Do again what was undone"), ("redo", "idle"),
    ),
    ActionSpec(
        "book_history", _("History of the book"),
        "edit", ("Ctrl+H",), "history", _("All steps, each can be undone"), ("idle",),
    ),
    ActionSpec(
        "put_right", _("Put right what needs attention"),
        "edit", ("Ctrl+Shift+A",), "list-checks", _("Numbers and addresses that may be wrong, one after the other"),
        ("filled", "idle"),
    ),
    ActionSpec(
        "duplicates", _("Duplicates …"),
        "edit", ("Ctrl+D",), "copy-check", _("Look for contacts that may be one"), ("filled", "idle"),
    ),
    ActionSpec(
        "paste", _("Paste and read"),
        "edit-", ("Ctrl+V",), "clipboard-paste", _("Read what the clipboard holds"), ("clipboard",),
    ),
    ActionSpec(
        "find", _("Search"), "edit-", ("Ctrl+F", "/"), "search", _("Go to the search field"), ("main", "filled"),
    ),
    ActionSpec("palette", _("Do something …"), "edit", ("Ctrl+K",), "command", _("Find any action by its name")),
    ActionSpec(
        "new_contact", _("New contact"),
        "contact", ("Ctrl+N",), "user-plus", _("Add a person by hand"), ("main", "idle"),
    ),
    ActionSpec(
        "new_desk", _("New desk"),
        "contact", ("Ctrl+Shift+N",), "headset", _("Add a press office line or mailbox"), ("main", "idle"),
    ),
    ActionSpec(
        "copy_number", _("Copy number"), "contact-", ("Ctrl+C",), "copy", _("Copy the number that the row shows"),
        ("main", "contact", "number"), _("Enter"), about_contact=True,
    ),
    ActionSpec(
        "copy_email", _("Copy email"), "contact", ("Ctrl+Shift+E",), "mail", _("Copy the first public address"),
        ("main", "contact", "email"), about_contact=True,
    ),
    ActionSpec(
        "copy_block", _("Copy contact block"), "contact", ("Ctrl+Shift+C",), "clipboard-list",
        _("Copy public details as they stand under a release"), _SOME, about_contact=True,
    ),
    ActionSpec(
        "compose", _("Compose contact block …"), "contact", ("Ctrl+B",), "newspaper",
        _("Write the foot of a release, in any language and order"), ("main", "filled", "live", "idle"),
    ),
    ActionSpec(
        "copy_vcard", _("Copy as vCard"), "contact", ("Ctrl+Alt+C",), "contact", _("Copy public details as a vCard"),
        _SOME, about_contact=True,
    ),
    ActionSpec(
        "qr_code", _("QR code"), "contact", ("Ctrl+G",), "qr-code", _("Show public details to a phone's camera"),
        ("main", "contact", "live", "idle"), about_contact=True,
    ),
    ActionSpec(
        "edit", _("Edit"), "contact-", ("Ctrl+E",), "pencil", _("Change this contact, or all selected ones"), _SOME,
        about_contact=True,
    ),
    ActionSpec(
        "change_in_all", _("Change in all …"), "contact", (), "square-pen",
        _("Change any field in all selected contacts, as one step"), ("main", "several", "live", "idle"),
        _("Ctrl+E"), about_contact=True,
    ),
    ActionSpec(
        "renumber", _("Find and replace in numbers …"), "contact", ("Ctrl+Shift+P",), "replace",
        _("As when a country renumbers: see each number before it changes"), ("main", "filled", "idle"),
    ),
    ActionSpec(
        "normalise", _("Normalise numbers …"), "contact", (), "wand-sparkles",
        _("Bring numbers without a country code into international form"), ("main", "filled", "idle"),
    ),
    ActionSpec("save", _("Save"), "contact", ("Ctrl+S",), "save", _("Save what is being edited"), ("editing",)),
    ActionSpec(
        "continue_draft", _("Continue the unsaved edit"), "contact", ("Ctrl+Shift+U",), "square-pen",
        _("Open the form with what was typed before the program ended"), ("idle", "main", "draft"),
    ),
    ActionSpec(
        "discard_draft", _("Discard the unsaved edit"), "contact", (), "x", _("Remove what was typed and not saved"),
        ("idle", "main", "draft"),
    ),
    ActionSpec(
        "verify", _("Verify now"), "contact", ("Ctrl+Shift+V", "V"), "circle-check",
        _("Note that the details were found right today, by phone"), _SOME, about_contact=True,
    ),
    ActionSpec(
        "verify_emailed", _("Verified by email"), "contact", (), "mail", _("Note that an email was answered today"),
        _SOME, about_contact=True,
    ),
    ActionSpec(
        "verify_web", _("Verified on the web"), "contact", (), "globe", _("Note that a web page says the same today"),
        _SOME, about_contact=True,
    ),
    ActionSpec(
        "away", _("Away …"), "contact", ("Ctrl+Shift+O",), "calendar-off",
        _("Say until when somebody is away, and who covers"), _IN_HAND, about_contact=True,
    ),
    ActionSpec(
        "is_back", _("Back now"), "contact", (), "calendar-check", _("Nobody is away any more, and nobody covers"),
        _IN_HAND, about_contact=True,
    ),
    ActionSpec(
        "topics_languages", _("Topics and languages …"), "contact", ("Ctrl+T",), "tags",
        _("Add or take away topics and languages, of one or several"), _IN_HAND, about_contact=True,
    ),
    ActionSpec(
        "merge", _("Merge …"), "contact", ("Ctrl+M",), "merge", _("Make one of the selected contacts, side by side"),
        ("main", "several", "live", "idle"), about_contact=True,
    ),
    ActionSpec(
        "add_to_list", _("Add to list …"),
        "contact-", ("Ctrl+L",), "list-plus", _("Put the selection on a list"), _SOME, about_contact=True,
    ),
    ActionSpec(
        "remove_from_list", _("Take off this list"), "contact", (), "list-minus", _("Take the selection off this list"),
        ("main", "selection", "in list", "idle"), about_contact=True,
    ),
    ActionSpec(
        "contact_history", _("History of the contact"), "contact", ("Ctrl+Shift+H",), "history",
        _("What changed, and when"), ("main", "contact", "idle"), about_contact=True,
    ),
    ActionSpec(
        "contact_blocks", _("Blocks with this contact …"), "contact", (), "newspaper",
        _("Contact blocks that went out with it, and what in them is no longer right"),
        ("main", "contact", "idle"), about_contact=True,
    ),
    ActionSpec(
        "trash", _("Move to trash"),
        "contact-", ("Delete",), "trash-2", _("Move the selection to the trash"), _SOME, about_contact=True,
    ),
    ActionSpec(
        "restore", _("Put back"), "contact", ("Ctrl+Shift+R",), "archive-restore", _("Take it out of the trash"),
        ("main", "selection", "trashed", "idle"), about_contact=True,
    ),
    ActionSpec(
        "forget", _("Forget for good …"), "contact", (), "user-minus",
        _("Remove this person from the book and every backup; there is no undo"), ("main", "contact", "idle"),
        about_contact=True,
    ),
    ActionSpec(
        "empty_trash", _("Empty the trash …"), "contact", (), "trash-2", _("Take what is in it out of the book"),
        ("main", "in trash", "idle"),
    ),
    ActionSpec("view_all", _("All contacts"), "view", ("Ctrl+1",), "users", "", ("leave",)),
    ActionSpec(
        "view_attention", _("Needs attention"), "view", ("Ctrl+2",), "circle-alert",
        _("Put right one after the other; Esc goes to the list"), ("leave", "filled"),
    ),
    ActionSpec("view_unverified", _("Not verified"), "view", ("Ctrl+3",), "clock-alert", "", ("leave", "filled")),
    ActionSpec("view_away", _("Away"), "view", ("Ctrl+4",), "calendar-off", "", ("leave", "filled")),
    ActionSpec("view_trash", _("Trash"), "view", ("Ctrl+5",), "trash-2", "", ("leave",)),
    ActionSpec("by_city", _("Group by city"), "view-", (), "map-pin", "", ("main", "filled")),
    ActionSpec("by_agency", _("Group by agency"), "view", (), "building-2", "", ("main", "filled")),
    ActionSpec(
        "new_list", _("New list …"),
        "view-", ("Ctrl+Shift+L",), "list", _("Make a named set of contacts"), ("main", "filled"),
    ),
    ActionSpec(
        "rename_list", _("Rename this list …"),
        "view", (), "pencil", _("Give the list another name"), ("main", "in list", "idle"),
    ),
    ActionSpec(
        "delete_list", _("Delete this list"),
        "view", (), "list-x", _("Its contacts stay in the book"), ("main", "in list", "idle"),
    ),
    ActionSpec(
        "rail", _("Narrow sidebar"),
        "view-", ("Ctrl+\\",), "panel-left", _("Show the sidebar as icons or in full"), ("main",),
    ),
    ActionSpec("next_pane", _("Next pane"), "view", ("F6",), "panel-right", "", ("main",)),
    ActionSpec("last_pane", _("Previous pane"), "view", ("Shift+F6",), "panel-left", "", ("main",)),
    ActionSpec("menu", _("Menu"), "", ("F10",), "menu", _("Menu")),
    ActionSpec("shortcuts", _("Keyboard shortcuts"), "help", ("F1",), "keyboard"),
    ActionSpec("about", _("About Contactbook"), "help", (), "info"),
)  # fmt: skip

BY_KEY: dict[str, ActionSpec] = {spec.key: spec for spec in SPECS}


class Actions(QObject):
    """The actions as QActions; chosen(key) tells which was asked for, by menu, key or palette."""

    chosen = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._made: dict[str, QAction] = {}
        self._holds: frozenset[str] = frozenset()
        self._painted = False
        for spec in SPECS:
            action = QAction(spec.text, self)
            action.setObjectName(spec.key)
            action.setShortcuts([QKeySequence(keys) for keys in spec.shortcuts])
            action.setAutoRepeat(spec.key in ("next_pane", "last_pane"))
            if spec.tip:
                action.setStatusTip(spec.tip)
            action.triggered.connect(self._pass_on)
            window.addAction(action)
            self._made[spec.key] = action

    def __getitem__(self, key: str) -> QAction:
        return self._made[key]

    def paint(self) -> None:
        """Give every action its icon in the colours of now; before a menu was opened nobody sees one."""
        if self._painted:
            self._paint()

    def paint_before(self, menu: QMenu) -> None:
        """Have the icons ready when a menu opens."""
        menu.aboutToShow.connect(self._paint_once)

    def _paint_once(self) -> None:
        if not self._painted:
            self._painted = True
            self._paint()

    def _paint(self) -> None:
        for spec in SPECS:
            if spec.icon:
                self._made[spec.key].setIcon(icon(spec.icon))

    def hold(self, states: Iterable[str]) -> None:
        """Say what holds now; each action is possible or not by it."""
        self._holds = frozenset(states)
        for spec in SPECS:
            self._made[spec.key].setEnabled(self._holds.issuperset(spec.needs))

    def why_not(self, key: str) -> str | None:
        """Give the reason for which an action is not possible now, or None where it is."""
        missing = next((need for need in BY_KEY[key].needs if need not in self._holds), None)
        return REASONS[missing] if missing else None

    def menus(self, parent: QWidget) -> list[QMenu]:
        """Make the menus, in their order."""
        made = []
        for name, title in MENUS:
            menu = QMenu(title, parent)
            for spec in SPECS:
                if spec.menu.rstrip("-") == name:
                    if spec.menu.endswith("-"):
                        menu.addSeparator()
                    menu.addAction(self._made[spec.key])
            made.append(menu)
        return made

    def _pass_on(self) -> None:
        action = self.sender()
        if action is not None:
            self.chosen.emit(action.objectName())


def keys_text(spec: ActionSpec) -> str:
    """Write an action's keys as the system names them; "" where it has none."""
    if spec.shown_keys:
        return spec.shown_keys
    return QKeySequence(spec.shortcuts[0]).toString(QKeySequence.SequenceFormat.NativeText) if spec.shortcuts else ""
