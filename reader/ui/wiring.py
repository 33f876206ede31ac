"""Every signal of the window and every command, connected in this one place."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from reader.models import Color, EntityType
from reader.text.stretch import Edge
from reader.ui.context import Context
from reader.ui.entity_types import TYPE_KEYS
from reader.ui.flow import Flow
from reader.ui.panel.entity_menu import RowWish
from reader.ui.parts import Controllers, Widgets

Handlers = dict[str, Callable[[], object]]


def connect(context: Context, c: Controllers, w: Widgets, flow: Flow, quit_: Callable[[], object]) -> None:
    """Connect the window, from left to right; ``quit_`` closes it."""
    c.actions.connect(handlers(c, w, flow, quit_))
    c.actions.enable_for_article(False)  # noqa: FBT003
    _connect_library(c, w, flow)
    _connect_list(c, w, flow)
    _connect_notes(c, w, flow)
    _connect_page(c, w, flow)
    _connect_entity(c, w, flow)
    _connect_panel(context, c, w, flow)
    _connect_controllers(context, c, w, flow)
    _connect_look(c, w, flow)
    _connect_session(context, c, w, flow)


def _connect_library(c: Controllers, w: Widgets, flow: Flow) -> None:
    """Actions, sidebar, search."""
    w.sidebar.place_chosen.connect(flow.go_to_place)
    w.sidebar.browse_requested.connect(c.listing.browse)
    w.sidebar.removal_requested.connect(c.searching.remove)
    w.sidebar.page_requested.connect(c.entity.open)
    w.search.query_changed.connect(flow.search)
    w.search.query_changed.connect(c.searching.suggest)
    w.search.suggestion_chosen.connect(lambda query, _kind: flow.search(query))
    w.search.list_requested.connect(w.articles.table.setFocus)
    w.search.left.connect(w.page.setFocus)
    w.reading_line.suggestion_chosen.connect(flow.search_for)


def _connect_list(c: Controllers, w: Widgets, flow: Flow) -> None:
    """The list of articles and that of notes."""
    w.articles.article_chosen.connect(flow.open)
    w.articles.open_requested.connect(lambda _id: w.page.setFocus())
    w.articles.table.read_on_pressed.connect(w.page.read_on)
    w.articles.star_toggled.connect(c.shelving.toggle_stars)
    w.articles.read_toggled.connect(c.shelving.toggle_reads)
    w.articles.trash_requested.connect(c.shelving.trash)
    w.articles.restore_requested.connect(c.shelving.restore)
    w.articles.tags_requested.connect(c.windows.edit_tags)
    w.articles.export_requested.connect(c.windows.export_articles)
    w.articles.sort_chosen.connect(c.listing.order)
    w.articles.filter_changed.connect(c.listing.narrow)
    w.entities.table.chosen.connect(c.entity.browse)
    w.entities.table.opened.connect(flow.read_entity)
    w.entities.table.sort_chosen.connect(c.entities.order)
    w.entities.types_changed.connect(c.entities.show_types)
    w.entities.words_changed.connect(c.entities.search)
    w.entities.merge_requested.connect(c.entities.merge)
    w.entities.suggestions.confirmed.connect(c.entities.confirm)
    w.entities.suggestions.denied.connect(c.entities.deny)
    w.entities.suggestions.entity_chosen.connect(c.entity.browse)
    c.listing.read_as.connect(w.reading_line.show_reading)
    c.listing.listed.connect(flow.on_listed)


def _connect_notes(c: Controllers, w: Widgets, flow: Flow) -> None:
    """The notes of the library."""
    w.notes.highlight_chosen.connect(lambda article, mark: c.article.open(article, "", mark))
    w.notes.article_chosen.connect(c.article.open)
    w.notes.edit_requested.connect(flow.edit_note_of)
    w.notes.color_requested.connect(c.notes.recolor)
    w.notes.style_requested.connect(c.notes.restyle)
    w.notes.star_requested.connect(c.notes.star)
    w.notes.tags_requested.connect(c.notes.edit_tags)
    w.notes.delete_requested.connect(c.notes.delete)
    w.notes.restore_requested.connect(c.notes.restore)
    w.notes.forget_requested.connect(c.notes.ask_to_forget)
    w.notes.export_requested.connect(c.windows.export_articles)
    w.notes.highlights_export_requested.connect(c.windows.export_highlights)
    w.notes.trash_toggled.connect(lambda _shown: c.listing.refresh())
    for widget in (w.notes, w.page, w.panel.notes, w.note_editor):
        c.notes.colors_named.connect(widget.set_color_names)
    c.notes.style_chosen.connect(w.page.set_style)
    c.windows.colors_requested.connect(c.notes.show_colors)
    c.notes.tags_known.connect(w.panel.notes.set_known_tags)


def _connect_page(c: Controllers, w: Widgets, flow: Flow) -> None:
    """The page."""
    w.page.highlight_requested.connect(c.marking.highlight)
    w.page.note_requested.connect(c.marking.note)
    w.page.span_changed.connect(c.marking.set_span)
    w.page.style_chosen.connect(c.notes.choose_style)
    w.page.copy_requested.connect(c.marking.copy)
    w.page.search_requested.connect(flow.search_for)
    w.page.position_changed.connect(c.article.moved)
    w.page.highlight_clicked.connect(c.marking.show_note)
    w.page.note_edit_requested.connect(c.marking.edit_note)
    w.note_editor.saved.connect(c.marking.keep_note)
    w.page.entity_clicked.connect(flow.show_entity)
    w.page.link_clicked.connect(c.windows.show_link)
    w.page.entity_page_requested.connect(c.entity.open)
    w.page.mark_requested.connect(c.correcting.mark)
    w.page.put_right_requested.connect(c.correcting.put_right)
    w.page.reject_requested.connect(c.correcting.reject)
    w.page.resize_requested.connect(c.correcting.resize)
    w.page.scope_chosen.connect(c.correcting.set_scope)
    w.page.names_wanted.connect(c.correcting.offer_names)


def _connect_entity(c: Controllers, w: Widgets, flow: Flow) -> None:
    """The page of an entity."""
    w.entity.back_requested.connect(c.entity.back)
    w.entity.more_requested.connect(c.entity.load_more)
    w.entity.bar.merge_requested.connect(c.entity_windows.choose_to_merge)
    w.entity.bar.split_requested.connect(c.entity_windows.choose_split)
    w.entity.bar.apart_requested.connect(c.entity_windows.choose_to_keep_apart)
    w.entity.bar.export_requested.connect(c.entity_windows.choose_export)
    w.entity.bar.reject_requested.connect(c.entity.reject)
    w.entity.bar.articles_requested.connect(flow.list_articles_of_entity)
    w.entity.head.renamed.connect(c.entity.rename)
    w.entity.head.retyped.connect(c.entity.retype)
    w.entity.names.added.connect(c.entity.add_name)
    w.entity.names.rename_requested.connect(c.entity.rename)
    w.entity.names.remove_requested.connect(c.entity.remove_name)
    w.entity.names.separate_requested.connect(c.entity.separate)
    w.entity.suggestions.confirmed.connect(c.entity.confirm)
    w.entity.suggestions.denied.connect(c.entity.deny)
    w.entity.suggestions.entity_chosen.connect(c.entity.open)
    w.entity.histogram.period_chosen.connect(c.entity.narrow_to_period)
    w.entity.company.entity_chosen.connect(c.entity.open)
    w.entity.marks.mark_chosen.connect(lambda article, mark: c.article.open(article, "", mark))
    w.entity.mentions.words_changed.connect(c.entity.narrow_to_words)
    w.entity.mentions.period_cleared.connect(partial(c.entity.narrow_to_period, ""))
    w.entity.mentions.all_requested.connect(c.entity.load_all)
    w.entity.mentions.jump_requested.connect(flow.go_to_mention)
    c.entity.opened.connect(flow.on_entity)
    c.entity_windows.opened.connect(c.entity.open)
    c.entity_windows.refused.connect(c.windows.show_refusal)
    for speaker in (c.entity.undoable, c.entities.undoable, c.correcting.undoable):
        speaker.connect(flow.say_undoable)


def _connect_panel(context: Context, c: Controllers, w: Widgets, flow: Flow) -> None:
    """The panel."""
    w.panel.tab_changed.connect(partial(context.settings.set, "window.panel_tab"))
    w.panel.entities.mention_requested.connect(c.naming.go_to)
    w.panel.entities.search_requested.connect(flow.search_for)
    w.panel.entities.page_requested.connect(c.entity.open)
    w.panel.entities.types_changed.connect(c.naming.show_types)
    w.panel.entities.asked.connect(c.correcting.do_with_rows)
    w.panel.notes.highlight_requested.connect(w.page.focus_highlight)
    w.panel.notes.note_changed.connect(c.marking.set_note)
    w.panel.notes.color_changed.connect(c.marking.set_color)
    w.panel.notes.delete_requested.connect(c.marking.delete_highlight)
    w.panel.notes.copy_requested.connect(c.marking.copy_highlight)
    w.panel.notes.drag_requested.connect(c.marking.drag)
    w.panel.notes.style_changed.connect(lambda mark, style: c.notes.restyle((mark,), style))
    w.panel.notes.star_changed.connect(lambda mark, starred: c.notes.star((mark,), starred))
    w.panel.notes.tags_changed.connect(c.notes.set_tags)
    w.panel.notes.history_requested.connect(c.notes.show_history)
    w.panel.notes.link_clicked.connect(c.windows.show_link)
    w.panel.notes.article_note_changed.connect(c.notes.set_article_note)
    w.panel.notes.preview_requested.connect(c.revising.preview)
    w.panel.notes.place_requested.connect(c.revising.place)
    w.panel.notes.selection_place_requested.connect(c.revising.place_at_selection)
    w.panel.notes.keep_requested.connect(c.revising.keep_as_note)
    w.panel.details.metadata_changed.connect(c.article.set_metadata)
    w.panel.details.tags_changed.connect(c.article.set_tags)
    w.panel.details.original_requested.connect(c.windows.show_original)
    w.panel.related.article_chosen.connect(flow.open_other)


def _connect_controllers(context: Context, c: Controllers, w: Widgets, flow: Flow) -> None:
    """What the controllers say."""
    c.article.opened.connect(flow.on_opened)
    c.article.updated.connect(flow.show_state)
    c.article.opened.connect(c.revising.look_for_orphans)
    c.article.updated.connect(c.revising.show_orphans)
    c.article.updated.connect(c.correcting.show_made)
    c.naming.switched.connect(c.actions["entities"].setChecked)
    c.naming.types_shown.connect(c.actions.check_types)
    c.actions.check_types(w.page.overlay.types)
    c.corrections.undo_requested.connect(c.files.undo)
    c.corrections.refused.connect(c.windows.show_refusal)
    c.files.open_requested.connect(lambda article, mark: c.article.open(article, "", mark))
    c.files.imported.connect(flow.on_imported)
    c.files.refused.connect(c.windows.show_refusal)
    c.files.notes_imported.connect(c.windows.report_notes)
    c.shelving.moved.connect(flow.say_trashed)
    c.keeping.replacing.connect(w.note_editor.finish)
    c.keeping.replacing.connect(c.article.leave)
    c.keeping.replacing.connect(c.article.close)
    for speaker in (
        c.files.said,
        c.marking.said,
        c.notes.said,
        c.correcting.said,
        c.revising.said,
        c.searching.said,
        c.keeping.said,
        c.entity_windows.said,
    ):
        speaker.connect(w.status.show_message)
    w.status.cancel_requested.connect(context.session.stop_work)


def _connect_look(c: Controllers, w: Widgets, flow: Flow) -> None:
    """Theme and type."""
    c.windows.typography_chosen.connect(c.appearance.choose_typography)
    c.windows.theme_chosen.connect(c.appearance.choose_theme)
    c.windows.types_chosen.connect(c.naming.show_types)
    c.appearance.typography_changed.connect(w.page.set_typography)
    c.appearance.theme_changed.connect(lambda _theme: flow.show_state())


def _connect_session(context: Context, c: Controllers, w: Widgets, flow: Flow) -> None:
    """The session."""
    context.session.changed.connect(flow.on_changed)
    context.session.changed.connect(c.notes.refresh)
    context.session.changed.connect(c.corrections.refresh)
    context.session.progressed.connect(flow.on_progress)
    context.session.work_ended.connect(lambda _stopped: w.status.clear_progress())
    context.session.failed.connect(c.windows.show_refusal)
    context.session.backup_skipped.connect(c.keeping.say_skipped)


def handlers(c: Controllers, w: Widgets, flow: Flow, quit_: Callable[[], object]) -> Handlers:
    """What every command does, by its id."""
    highlights = {f"highlight_{color}": partial(c.marking.highlight_selection, color) for color in Color}
    tabs = {
        f"panel_{name}": partial(flow.show_tab, name) for name in ("entities", "notes", "details", "related")
    }
    columns = {name: partial(c.arrangement.toggle, name) for name in ("sidebar", "list", "panel")}
    marks = {f"mark_{kind}": partial(c.correcting.mark_in_hand, kind) for kind in TYPE_KEYS}
    underlines = {f"underline_{kind}": partial(c.naming.toggle_type, kind) for kind in EntityType}
    return highlights | tabs | columns | marks | underlines | {
        "import_files": c.windows.choose_files,
        "import_folder": c.windows.choose_folder,
        "import_samples": c.files.import_samples,
        "export": lambda: c.windows.export_articles(flow.selected()),
        "import_notes": c.windows.choose_notes,
        "reindex": c.files.reindex,
        "backup": c.keeping.choose_backup,
        "restore_backup": c.keeping.choose_restore,
        "check_library": c.keeping.check,
        "settings": c.windows.show_settings,
        "quit": quit_,
        "undo": c.files.undo,
        "redo": c.files.redo,
        "search": flow.focus_search,
        "save_search": flow.save_search,
        "find": w.page.open_find,
        "find_next": partial(w.page.find_next, 1),
        "find_previous": partial(w.page.find_next, -1),
        "next_article": partial(w.articles.step, 1),
        "previous_article": partial(w.articles.step, -1),
        "star": lambda: c.shelving.toggle_stars(flow.selected()),
        "toggle_read": lambda: c.shelving.toggle_reads(flow.selected()),
        "tags": lambda: c.windows.edit_tags(flow.selected()),
        "trash": lambda: c.shelving.trash(flow.selected()),
        "restore": lambda: c.shelving.restore(flow.selected()),
        "copy_citation": c.marking.copy_citation,
        "edit_text": c.revising.edit_text,
        "replace_file": c.revising.choose_newer_file,
        "versions": c.revising.compare_versions,
        "show_original": lambda: c.windows.show_original(c.article.id),
        "highlight": partial(c.marking.highlight_selection, None),
        "note": c.marking.note_selection,
        "delete_highlight": c.marking.delete_selected_highlight,
        "next_highlight": partial(w.page.step_highlight, 1),
        "previous_highlight": partial(w.page.step_highlight, -1),
        "highlight_style": lambda: c.marking.with_chosen(c.marking.restyle, otherwise=c.notes.next_style),
        "star_highlight": c.marking.toggle_star,
        "tag_highlight": partial(c.marking.with_chosen, c.marking.edit_tags),
        "longer_highlight": partial(c.marking.stretch, Edge.END, 1),
        "shorter_highlight": partial(c.marking.stretch, Edge.END, -1),
        "earlier_highlight": partial(c.marking.stretch, Edge.START, 1),
        "later_highlight": partial(c.marking.stretch, Edge.START, -1),
        "article_note": c.marking.write_article_note,
        "note_history": partial(c.marking.with_chosen, lambda found: c.notes.show_history(found.id)),
        "colors": c.notes.show_colors,
        "copy_with_citation": c.marking.copy_selection,
        "search_selection": flow.search_selection,
        "entities": c.naming.toggle_entities,
        "entity_card": c.correcting.show_card,
        "name_entity": c.correcting.name_in_hand,
        "reject_entity": c.correcting.reject_in_hand,
        "resize_entity": c.correcting.resize_in_hand,
        "longer_name": partial(c.correcting.stretch, Edge.END, 1),
        "shorter_name": partial(c.correcting.stretch, Edge.END, -1),
        "earlier_name": partial(c.correcting.stretch, Edge.START, 1),
        "later_name": partial(c.correcting.stretch, Edge.START, -1),
        "correction_scope": c.correcting.next_scope,
        "rename_entity": partial(c.correcting.do_in_hand, RowWish.RENAME),
        "add_entity_name": partial(c.correcting.do_in_hand, RowWish.ADD_NAME),
        "merge_entities": c.correcting.merge_chosen,
        "corrections": c.corrections.show,
        "next_mention": partial(c.naming.step_mention, 1),
        "previous_mention": partial(c.naming.step_mention, -1),
        "entity_page": flow.show_current_entity,
        "open_entity": c.entity_windows.choose_to_open,
        "browse_entities": flow.browse_entities,
        "back": c.entity.back,
        "focus": c.arrangement.toggle_focus,
        "typography": lambda: c.windows.show_typography(w.toolbar.button("typography")),
        "larger": partial(c.appearance.resize_type, 1),
        "smaller": partial(c.appearance.resize_type, -1),
        "theme": c.appearance.next_theme,
        "palette": c.windows.show_palette,
        "keys": c.windows.show_keys,
        "about": c.windows.show_about,
    }  # fmt: skip
