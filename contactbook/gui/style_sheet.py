"""The one style sheet, filled from the tokens."""

from dataclasses import fields
from string import Template

from PySide6.QtGui import QColor

from contactbook.gui.theme_tokens import Tokens, blend

# Inputs say focus by the width of their edge and state by its colour; the padding gives back what the edge takes.
_INPUTS = Template("""
QLineEdit, QAbstractSpinBox, QComboBox {
    background: $field; color: $text; border: 1px solid $outline; border-radius: 6px; padding: 0 10px;
    min-height: ${input}px; selection-background-color: $accent_fill; selection-color: $on_accent;
    placeholder-text-color: $dim;
}
QLineEdit[kind="search"] { min-height: ${search}px; }
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus, QComboBox:on {
    border: 2px solid $accent; padding: 0 9px; min-height: ${input_focus}px;
}
QLineEdit[kind="search"]:focus { min-height: ${search_focus}px; }
QLineEdit[kind="bare"], QLineEdit[kind="bare"]:focus { border: none; background: transparent; padding: 0; }
QLineEdit[tone="good"], QLineEdit[tone="good"]:focus { border-color: $good; }
QLineEdit[tone="warn"], QLineEdit[tone="warn"]:focus, QComboBox[tone="warn"] { border-color: $warn; }
QLineEdit[tone="bad"], QLineEdit[tone="bad"]:focus, QComboBox[tone="bad"] { border-color: $bad; }
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled { color: $off; border-color: $line; }
QComboBox { padding: 0 12px; }
QComboBox:focus, QComboBox:on { padding: 0 11px; }
QComboBox:editable, QAbstractSpinBox { padding: 0 9px; }
QComboBox:editable:focus, QAbstractSpinBox:focus { padding: 0 8px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; background: transparent; width: 22px; }
QAbstractSpinBox::up-arrow { image: url($chevron_up); width: 12px; height: 12px; }
QAbstractSpinBox::down-arrow { image: url($chevron_down); width: 12px; height: 12px; }
QDateEdit::drop-down { border: none; width: 26px; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url($chevron_down); width: 14px; height: 14px; }
QComboBox::down-arrow:disabled { image: url($chevron_down_off); }
QComboBox QAbstractItemView {
    background: $raised; color: $text; border: 1px solid $outline; padding: 4px;
    selection-background-color: $tint; selection-color: $on_tint;
}
QPlainTextEdit, QTextEdit {
    background: $field; color: $text; border: 1px solid $outline; border-radius: 6px; padding: 5px 10px;
    selection-background-color: $accent_fill; selection-color: $on_accent; placeholder-text-color: $dim;
}
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $accent; padding: 4px 9px; }
QPlainTextEdit[kind="bare"], QTextEdit[kind="bare"] { background: transparent; border: none; padding: 0; }
""")

_BUTTONS = Template("""
QPushButton {
    background: $chip; color: $text; border: 2px solid transparent; border-radius: 6px;
    padding: 0 10px; min-height: ${button}px; font-weight: 600;
}
QPushButton:hover { background: $chip_hover; }
QPushButton:pressed { background: $chip_pressed; }
QPushButton:focus { border-color: $accent; }
QPushButton:disabled { color: $off; }
QPushButton[kind="main"], QPushButton:default { background: $accent_fill; color: $on_accent; }
QPushButton[kind="main"]:hover, QPushButton:default:hover { background: $accent_hover; }
QPushButton[kind="main"]:pressed, QPushButton:default:pressed { background: $accent_pressed; }
QPushButton[kind="main"]:disabled, QPushButton:default:disabled { background: $chip; color: $off; }
QPushButton[kind="quiet"], QPushButton[kind="link"], QPushButton[kind="danger"] { background: transparent; }
QPushButton[kind="quiet"], QPushButton[kind="link"], QPushButton[kind="danger"] { padding: 0 6px; }
QPushButton[kind="link"] { color: $accent; }
QPushButton[kind="danger"] { color: $bad; }
QPushButton[kind="link"]:disabled, QPushButton[kind="danger"]:disabled { color: $off; }
QPushButton[kind="quiet"]:hover, QPushButton[kind="link"]:hover, QPushButton[kind="danger"]:hover {
    background: $hover;
}
QPushButton[kind="quiet"]:pressed, QPushButton[kind="link"]:pressed, QPushButton[kind="danger"]:pressed {
    background: $pressed;
}
QPushButton[small="true"] { min-height: ${small}px; padding: 0 6px; }
QPushButton::menu-indicator { image: none; width: 0; }
QToolButton {
    background: transparent; color: $text; border: 2px solid transparent; border-radius: 6px; padding: 0;
    min-width: ${button}px; min-height: ${button}px;
}
QToolButton[kind="usual"] { background: $chip; }
QToolButton[small="true"] { min-width: ${small}px; min-height: ${small}px; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:open { background: $pressed; }
QToolButton:focus { border-color: $accent; }
QToolButton::menu-indicator { image: none; width: 0; }
QLineEdit QToolButton, QLineEdit QToolButton:hover {
    min-width: 0; min-height: 0; border: none; background: transparent;
}
""")

_TICKS = Template("""
QCheckBox, QRadioButton {
    color: $text; background: transparent; spacing: 8px; border: 2px solid transparent; border-radius: 6px;
    padding: 2px;
}
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }
QCheckBox:disabled, QRadioButton:disabled { color: $off; }
QCheckBox::indicator, QAbstractItemView::indicator, QRadioButton::indicator {
    width: 15px; height: 15px; background: $field; border: 1px solid $outline; border-radius: 4px;
}
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {
    background: $accent_fill; border-color: $accent_fill; image: url($check);
}
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate {
    background: $accent_fill; border-color: $accent_fill; image: url($minus);
}
QRadioButton::indicator:checked { width: 7px; height: 7px; background: $on_accent; border: 5px solid $accent_fill; }
QCheckBox::indicator:disabled, QAbstractItemView::indicator:disabled, QRadioButton::indicator:disabled {
    border-color: $line;
}
QCheckBox::indicator:checked:disabled { background: $off; border-color: $off; }
""")

_PLACES = Template("""
QMainWindow { background: $base2; }
QDialog { background: $raised; }
QLabel { background: transparent; }
*[pane="base0"] { background: $base0; }
*[pane="base1"] { background: $base1; }
*[pane="base2"] { background: $base2; }
*[pane="raised"] { background: $raised; border: 1px solid $line; border-radius: 12px; }
*[pane="panel"] { background: $tint_weak; border-radius: 10px; }
*[pane="block"] { background: $base1; border-radius: 10px; }
QListView[kind="offers"] {
    background: $raised; color: $text; border: 1px solid $outline; border-radius: 8px; padding: 3px;
}
QListView[kind="offers"]::item { padding: 6px 10px; border-radius: 6px; }
QListView[kind="offers"]::item:selected { background: $tint; color: $on_tint; }
QListView[kind="offers"]::item:hover:!selected { background: $chip; }
*[pane="notice"] { background: $warn_ground; }
*[pane="footer1"] { background: $base1; border-top: 1px solid $line; }
*[pane="footer"] { background: $base2; border-top: 1px solid $line; }
QFrame[kind="line"] { background: $line; border: none; min-height: 1px; max-height: 1px; }
QAbstractScrollArea { border: none; background: transparent; }
QScrollArea > QWidget > QWidget { background: transparent; }
QAbstractItemView {
    outline: 0; color: $text; selection-background-color: $tint; selection-color: $on_tint;
}
QHeaderView, QHeaderView::section { background: transparent; color: $dim; border: none; font-weight: 600; }
QHeaderView::section { padding: 4px 8px; }
QSplitter::handle { background: transparent; }
QStatusBar { background: $base0; }
QStatusBar::item { border: none; }
QSizeGrip { image: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle:vertical { background: $scroll; border-radius: 3px; min-height: 32px; margin: 2px; }
QScrollBar::handle:horizontal { background: $scroll; border-radius: 3px; min-width: 32px; margin: 2px; }
QScrollBar::handle:hover { background: $outline; }
QScrollBar::handle:disabled { background: transparent; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QMenuBar { background: $base0; color: $text; }
QMenuBar::item { background: transparent; padding: 4px 8px; }
QMenuBar::item:selected { background: $tint; color: $on_tint; }
QMenu { background: $raised; color: $text; border: 1px solid $outline; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 6px; min-height: ${text_line}px; }
QMenu::item:selected { background: $tint; color: $on_tint; }
QMenu::item:disabled { color: $off; background: transparent; }
QMenu::icon { padding-left: 8px; padding-right: 4px; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QToolTip { background: $raised; color: $text; border: 1px solid $outline; padding: 4px 6px; }
QProgressBar {
    background: $trough; border: none; border-radius: 3px; min-height: 6px; max-height: 6px;
    color: transparent; text-align: center;
}
QProgressBar::chunk { background: $accent_fill; border-radius: 3px; }
QLabel[kind="key"] { background: $chip; color: $on_chip; border-radius: 4px; padding: 2px 6px; }
""")

_TONES = ("text", "dim", "off", "accent", "on_tint", "on_chip", "good", "warn", "bad")


def sheet(tokens: Tokens, images: dict[str, str], line: int) -> str:
    """Fill the sheet; images are file paths by key, line is the height of a line of the program's font in px."""
    values: dict[str, str] = {
        f.name: colour.name() for f in fields(tokens) if isinstance(colour := getattr(tokens, f.name), QColor)
    }
    values |= {
        "chip_hover": blend(tokens.text, tokens.chip, 0.07).name(),
        "chip_pressed": blend(tokens.text, tokens.chip, 0.13).name(),
        "accent_pressed": blend(tokens.base0, tokens.accent_hover, 0.12).name(),
        "hover": _ink(tokens.text, 0.07),
        "pressed": _ink(tokens.text, 0.13),
    }
    button, entry, search = max(32, line + 14), max(32, line + 14), max(36, line + 18)
    sizes = {
        "button": button - 4,
        "small": max(28, line + 10) - 4,
        "input": entry - 2,
        "input_focus": entry - 4,
        "search": search - 2,
        "search_focus": search - 4,
        "text_line": line,
    }
    filled = values | images | {key: str(size) for key, size in sizes.items()}
    parts = [part.substitute(filled) for part in (_PLACES, _INPUTS, _BUTTONS, _TICKS)]
    tones = (f'QLabel[tone="{tone}"] {{ color: {values[tone]}; }}' for tone in _TONES)
    return "\n".join((*parts, *tones))


def _ink(colour: QColor, share: float) -> str:
    return f"rgba({colour.red()}, {colour.green()}, {colour.blue()}, {share})"
