"""The wiring diagram of the window: who says what to whom. No other module connects one part to another."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contactbook.gui.main_window import MainWindow


def connect(window: "MainWindow") -> None:
    """Connect what the window opens with."""
    _connect_looking(window)
    _connect_doing(window)
    _connect_reading(window)
    _connect_program(window)


def connect_part(window: "MainWindow", name: str) -> None:
    """Connect a part that was made because it is asked for."""
    if name in _LATER:
        _LATER[name](window)


def _connect_looking(window: "MainWindow") -> None:
    parts, browsing, wishes = window.parts, window.browsing, window.wishes
    parts.sidebar.view_chosen.connect(window.attending.show_view)
    parts.sidebar.view_opened.connect(window.attending.open_view)
    parts.sidebar.page_asked.connect(lambda key: window.doings[key].trigger())
    parts.sidebar.grouping_chosen.connect(browsing.group_by)
    parts.sidebar.menu_requested.connect(wishes.pop_menu)
    parts.sidebar.new_list_requested.connect(window.listing.ask_new)
    parts.sidebar.rail_toggled.connect(wishes.toggle_rail)
    parts.sidebar.context_requested.connect(window.listing.pop_menu)
    wishes.word_asked.connect(window.quick.put_word)
    wishes.view_asked.connect(window.attending.ask_view)
    window.listing.view_chosen.connect(wishes.show_view)
    parts.panes.rail_changed.connect(parts.sidebar.set_rail)
    parts.contacts.query_changed.connect(browsing.seek)
    parts.contacts.everywhere_asked.connect(lambda: wishes.do("view_all"))
    parts.contacts.search.textEdited.connect(window.suggest)
    parts.contacts.current_changed.connect(wishes.current_changed)
    parts.contacts.selection_changed.connect(browsing.show_selection)
    parts.contacts.activated.connect(wishes.copy_number)
    parts.contacts.escape.connect(wishes.escape)
    window.escape_key.activated.connect(wishes.escape)
    browsing.looked.connect(wishes.settle)
    browsing.trouble.connect(window.reporter.report)
    browsing.ready.connect(wishes.show_ready)
    browsing.read.connect(window.bulk.take)


def _connect_doing(window: "MainWindow") -> None:
    parts, wishes, deeds, editing = window.parts, window.wishes, window.deeds, window.editing
    for signal, key in (
        (parts.read_release.clicked, "read_release"),
        (parts.new_contact.clicked, "new_contact"),
        (parts.palette_button.clicked, "palette"),
    ):
        signal.connect(window.doings[key].trigger)
    editing.save_asked.connect(deeds.save)
    editing.begun.connect(wishes.settle)
    editing.begun.connect(window.drafting.watch)
    editing.ended.connect(window.drafting.rest)
    editing.settled.connect(window.drafting.drop)
    window.drafting.offered.connect(wishes.settle)
    window.drafting.told.connect(window.say_composed)
    editing.ended.connect(wishes.edit_ended)
    window.bulk.begun.connect(wishes.settle)
    window.bulk.ended.connect(wishes.bulk_ended)
    window.doings.chosen.connect(wishes.do)
    deeds.told.connect(window.say_done)
    window.undoing.told.connect(window.say_done)
    window.undoing.changed_since.connect(window.ask_about_later)
    window.undoing.opened.connect(wishes.settle)
    deeds.saved.connect(wishes.saved)
    deeds.save_failed.connect(window.save_failed)
    deeds.changed.connect(window.bulk.written)
    deeds.failed.connect(window.reporter.report)
    deeds.list_made.connect(window.browsing.refresh_sidebar)
    window.copier.told.connect(parts.status.say)
    window.drags.told.connect(parts.status.say)
    window.composing.opened.connect(wishes.settle)
    window.composing.told.connect(window.say_composed)
    parts.contacts.view.drag_begun.connect(window.giving.drag_out)


def _connect_reading(window: "MainWindow") -> None:
    intake, reader = window.intake, window.reader
    reader.planned.connect(intake.review)
    reader.refused.connect(intake.refuse)
    reader.unsettled.connect(intake.ask_columns)
    reader.applied.connect(intake.tell_applied)
    reader.apply_failed.connect(intake.tell_failed)
    intake.came_back.connect(window.wishes.go_back)
    intake.applied.connect(window.show_imported)


def _connect_program(window: "MainWindow") -> None:
    status, tasks = window.parts.status, window.tasks
    window.parts.made.connect(window.connect_part)
    window.parts.pages.currentChanged.connect(window.wishes.page_turned)
    window.bridge.changed.connect(window.book_changed)
    window.bridge.changed.connect(window.undoing.refresh)
    window.bridge.changed.connect(window.attending.refresh)
    window.bridge.changed.connect(window.merging.look_after)
    window.bridge.changed.connect(window.renumbering.refresh)
    window.renumbering.told.connect(window.say_done)
    window.renumbering.opened.connect(window.wishes.settle)
    window.attending.opened.connect(window.wishes.settle)
    window.poll_timer.timeout.connect(window.poll)
    window.poll_timer.timeout.connect(window.keeping.look)
    window.poll_timer.timeout.connect(window.merging.look_at_start)
    window.clock_timer.timeout.connect(window.show_time)
    window.adjusting.opened.connect(window.wishes.settle)
    window.adjusting.changed.connect(window.browsing.refresh)
    window.theme.changed.connect(window.paint_anew)
    window.reporter.said.connect(window.say_trouble)
    tasks.started.connect(status.begin)
    tasks.progressed.connect(status.advance)
    tasks.ended.connect(status.end)
    tasks.settled.connect(window.close_when_written)
    search = window.merging.search
    search.started.connect(status.begin)
    search.progressed.connect(status.advance)
    search.ended.connect(status.end)
    status.cancel_requested.connect(search.cancel)
    window.merging.told.connect(window.say_composed)
    window.merging.opened.connect(window.wishes.settle)
    status.cancel_requested.connect(tasks.cancel)
    status.undo_requested.connect(window.undoing.undo)
    status.remedy_requested.connect(window.do_remedy)
    keeping = window.keeping
    keeping.told.connect(window.say_composed)
    keeping.offered.connect(window.offer_remedy)
    keeping.opened.connect(window.wishes.settle)
    keeping.alone_asked.connect(window.stop_reading)
    keeping.alone_ended.connect(window.read_again)
    keeping.daily.settled.connect(window.close_when_written)
    keeping.open_asked.connect(window.wishes.open_asked)
    window.wishes.close_asked.connect(window.close)
    window.parts.contacts.search.installEventFilter(window)
    window.parts.contacts.view.installEventFilter(window)


def _connect_card(window: "MainWindow") -> None:
    window.fill_more_menu()
    card = window.parts.card
    card.copy_requested.connect(window.copier.copy_detail)
    card.link_opened.connect(window.wishes.open_link)
    card.contact_opened.connect(window.browsing.select)
    card.detail_verify_requested.connect(window.attending.verify_detail)
    card.change_requested.connect(window.bulk.begin)
    card.number_code_requested.connect(window.wishes.show_number_code)
    for signal, key in (
        (card.edit_requested, "edit"),
        (card.verify_requested, "verify"),
        (card.block_requested, "copy_block"),
        (card.export_requested, "export"),
        (card.code_requested, "qr_code"),
        (card.history_requested, "contact_history"),
        (card.words_requested, "topics_languages"),
        (card.away_requested, "away"),
        (card.trash_requested, "trash"),
        (card.restore_requested, "restore"),
    ):
        signal.connect(window.doings[key].trigger)


def _connect_notice(window: "MainWindow") -> None:
    notice = window.parts.notice
    notice.taken.connect(window.doings["continue_draft"].trigger)
    notice.refused.connect(window.doings["discard_draft"].trigger)


def _connect_editor(window: "MainWindow") -> None:
    editor, editing, wishes = window.parts.editor, window.editing, window.wishes
    editor.saved.connect(editing.hand_on)
    editor.cancelled.connect(editing.end)
    editor.trash_requested.connect(wishes.trash_edited)
    editor.history_requested.connect(window.undoing.show)


def _connect_bulk(window: "MainWindow") -> None:
    pane, bulk = window.parts.bulk, window.bulk
    pane.changed.connect(bulk.look_again)
    pane.asked.connect(bulk.save)
    pane.cancelled.connect(bulk.cancel)


def _connect_first_run(window: "MainWindow") -> None:
    page, doings = window.parts.first_run, window.doings
    page.read_requested.connect(doings["read_release"].trigger)
    page.import_requested.connect(doings["import"].trigger)
    page.new_requested.connect(doings["new_contact"].trigger)
    page.sample_requested.connect(doings["open_sample"].trigger)


def _connect_read_page(window: "MainWindow") -> None:
    page, intake = window.parts.read_page, window.intake
    page.read_asked.connect(intake.read_text)
    page.file_asked.connect(intake.ask_files)
    page.left.connect(window.wishes.go_back)


def _connect_review(window: "MainWindow") -> None:
    page, intake = window.parts.review, window.intake
    page.left.connect(intake.leave_review)
    page.other_asked.connect(intake.read_other)
    page.apply_asked.connect(intake.apply)
    page.save_asked.connect(intake.ask_problems_file)


def _connect_mapping(window: "MainWindow") -> None:
    page = window.parts.mapping
    page.settled.connect(window.reader.go_on)
    page.left.connect(window.intake.leave_columns)


def _connect_history(window: "MainWindow") -> None:
    page, undoing = window.parts.history, window.undoing
    page.opened.connect(window.wishes.open_contact)
    page.undo_asked.connect(undoing.undo_step)
    page.since_asked.connect(undoing.undo_since)
    page.restore_asked.connect(undoing.restore)
    page.put_back_asked.connect(undoing.put_back)
    page.left.connect(window.wishes.go_back)


def _connect_renumber(window: "MainWindow") -> None:
    page, desk = window.parts.renumber, window.renumbering
    page.changed.connect(desk.look_again)
    page.asked.connect(desk.write)
    page.left.connect(window.wishes.go_back)


def _connect_backups(window: "MainWindow") -> None:
    page, keeping = window.parts.backups, window.keeping
    page.left.connect(window.wishes.go_back)
    page.preview_asked.connect(keeping.preview)
    page.restore_asked.connect(keeping.restore)
    page.now_asked.connect(keeping.back_up)
    page.other_asked.connect(keeping.choose_other)


def _connect_duplicates(window: "MainWindow") -> None:
    page, merging = window.parts.duplicates, window.merging
    page.use(merging.contacts)
    page.left.connect(window.wishes.go_back)
    page.again_asked.connect(merging.look)
    page.merge_asked.connect(merging.merge)
    page.apart_asked.connect(merging.part)


def _connect_composer(window: "MainWindow") -> None:
    page, wishes, desk = window.parts.composer, window.wishes, window.composing.desk
    page.use(desk.source)
    page.left.connect(wishes.go_back)
    page.copied.connect(desk.keep)
    page.verify_wanted.connect(wishes.verify_one)
    page.open_wanted.connect(wishes.open_contact)
    page.publish_wanted.connect(desk.publish)
    page.save_preset_wanted.connect(desk.save_preset)
    page.delete_preset_wanted.connect(desk.delete_preset)


def _connect_attention(window: "MainWindow") -> None:
    page = window.parts.attention
    page.righted.connect(window.attending.put_right)
    page.case_changed.connect(window.wishes.settle)
    page.opened.connect(window.wishes.open_contact)
    page.left.connect(window.wishes.go_back)


def _connect_settings(window: "MainWindow") -> None:
    page, adjusting = window.parts.settings, window.adjusting
    page.put_asked.connect(adjusting.put)
    page.back_asked.connect(adjusting.put_back)
    page.left.connect(window.wishes.go_back)


def _connect_shortcuts(window: "MainWindow") -> None:
    window.parts.shortcuts.left.connect(window.wishes.go_back)


def _connect_about(window: "MainWindow") -> None:
    window.parts.about.left.connect(window.wishes.go_back)


def _connect_qr(window: "MainWindow") -> None:
    panel, codes = window.parts.qr, window.codes
    panel.choice_changed.connect(codes.choose)
    panel.copy_asked.connect(codes.copy)
    panel.save_asked.connect(codes.save)


def _connect_away_panel(window: "MainWindow") -> None:
    panel, quick = window.parts.away_panel, window.quick
    panel.asked.connect(quick.put_away)
    panel.back_asked.connect(quick.bring_back)


def _connect_words_panel(window: "MainWindow") -> None:
    window.parts.words_panel.asked.connect(window.quick.put_words)


def _connect_palette(window: "MainWindow") -> None:
    palette = window.parts.palette_
    palette.chosen.connect(window.wishes.palette_chosen)
    palette.refused.connect(window.say_reason)


# What is made when first asked for, by its name in Parts.
_LATER: dict[str, "Callable[[MainWindow], None]"] = {
    "card": _connect_card,
    "editor": _connect_editor,
    "notice": _connect_notice,
    "bulk": _connect_bulk,
    "first_run": _connect_first_run,
    "read_page": _connect_read_page,
    "review": _connect_review,
    "mapping": _connect_mapping,
    "history": _connect_history,
    "backups": _connect_backups,
    "renumber": _connect_renumber,
    "duplicates": _connect_duplicates,
    "composer": _connect_composer,
    "attention": _connect_attention,
    "settings": _connect_settings,
    "shortcuts": _connect_shortcuts,
    "about": _connect_about,
    "qr": _connect_qr,
    "away_panel": _connect_away_panel,
    "words_panel": _connect_words_panel,
    "palette_": _connect_palette,
}
