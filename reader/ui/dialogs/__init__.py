"""The small windows: palette, type and theme, note, export, reports, keys, settings."""

from reader.ui.dialogs.about import AboutDialog
from reader.ui.dialogs.crash import CrashDialog
from reader.ui.dialogs.export import ExportChoice, ExportDialog, ExportScope
from reader.ui.dialogs.import_report import ImportReport
from reader.ui.dialogs.keys import KeysDialog
from reader.ui.dialogs.note_editor import NoteEditor
from reader.ui.dialogs.notes_report import NotesReportDialog
from reader.ui.dialogs.palette import Palette
from reader.ui.dialogs.rows import CommandRow
from reader.ui.dialogs.settings import SettingsDialog
from reader.ui.dialogs.tags import TagsDialog
from reader.ui.dialogs.typography import TypographyPopover

__all__ = [
    "AboutDialog",
    "CommandRow",
    "CrashDialog",
    "ExportChoice",
    "ExportDialog",
    "ExportScope",
    "ImportReport",
    "KeysDialog",
    "NoteEditor",
    "NotesReportDialog",
    "Palette",
    "SettingsDialog",
    "TagsDialog",
    "TypographyPopover",
]
