"""Bringing in a programme's list, from the file to what was left out."""

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from services.clinic.imports.cells import Sheet
from services.clinic.imports.choices import Choices
from services.clinic.imports.columns import normalised
from services.clinic.imports.fates import HANDED_BACK, WRITTEN
from services.clinic.imports.lines import Holds, Line
from services.clinic.imports.people import read_people
from services.clinic.imports.preview import Preview, preview
from services.clinic.imports.sheet import read_sheet
from services.clinic.imports.writing import Agreed, confirm
from services.errors import Conflict
from services.security.actor import Actor
from ui.afresh import fresh_key
from ui.feedback import plain, telling
from ui.importing.choosing import choose_all
from ui.importing.columns import NAMES, choose_columns, choose_day_first, choose_worksheet
from ui.importing.dropzone import name_dropzone
from ui.importing.finishing import finished, keep_done, left_out_address, show_done, show_recent
from ui.importing.held import UPLOAD, Held, drop, finish, held
from ui.importing.previewing import lines_handed_back, show_preview
from ui.importing.words import to_confirm

FILE, MEGABYTES = "The programme’s list, as CSV or Excel", 5


def show_import(actor: Actor) -> None:
    """The whole way, top to bottom: the file, what it holds, what will happen, done. Then the latest imports."""
    st.header("Bring in a list")
    now = finished()
    if now is not None:
        show_done(actor, now)
    else:
        with telling():
            _steps(actor)
    show_recent(actor)


def _steps(actor: Actor) -> None:
    file = st.file_uploader(FILE, key=fresh_key(UPLOAD), max_upload_size=MEGABYTES)
    name_dropzone(FILE, fresh_key(UPLOAD))
    if file is None:
        drop()
        st.markdown("Any order of columns will do. You see what will happen before anything is kept.")
        return
    keep = held(file)
    sheet, holds = _columns(actor, file, keep)
    if not NAMES & set(holds):
        return
    day_first = choose_day_first(sheet, holds, keep)
    key = (sheet.name, holds, day_first)
    lines = keep.once("lines", key, lambda: read_people(sheet, holds, day_first=day_first))
    choices = choose_all(actor, lines, keep)
    if choices is None:
        return
    found = keep.once("preview", (*key, choices), lambda: preview(actor, lines, choices))
    if keep.note:
        st.warning(plain(keep.note), icon=":material/sync_problem:")
    show_preview(found, keep)
    _confirm(actor, keep, sheet, holds, lines, choices, found)


def _columns(actor: Actor, file: UploadedFile, keep: Held) -> tuple[Sheet, tuple[Holds, ...]]:
    first = keep.once("sheet", None, lambda: read_sheet(file.name, file.getvalue()))
    name = choose_worksheet(first, keep)
    sheet = first
    if name != first.name:
        sheet = keep.once("other sheet", name, lambda: read_sheet(file.name, file.getvalue(), name))
    return sheet, choose_columns(actor, sheet, keep)


def _confirm(
    actor: Actor,
    keep: Held,
    sheet: Sheet,
    holds: tuple[Holds, ...],
    lines: tuple[Line, ...],
    choices: Choices,
    found: Preview,
) -> None:
    left = sum(found.counts[fate] for fate in HANDED_BACK)
    if not any(found.counts[fate] for fate in WRITTEN):
        if left:
            _, address = keep.once("left out", found.seen, lambda: left_out_address(actor, sheet, found))
            st.link_button(lines_handed_back(left), address, icon=":material/download:")
        return
    if not st.button(to_confirm(found.counts), type="primary", icon=":material/group_add:", key="import_confirm"):
        return
    named = zip(sheet.headings, holds, strict=True) if sheet.has_headings else ()
    headings = {normalised(heading): held_there for heading, held_there in named}
    bar = st.progress(0.0, "Writing…")

    def progress(done: int, whole: int) -> None:
        bar.progress(done / whole, f"{done} of {whole}")

    keep.note = ""
    try:
        made = confirm(actor, lines, choices, Agreed(keep.form, found.seen, headings), progress)
    except Conflict as moved:
        keep.note = str(moved)
        keep.forget("preview")
        st.rerun()
    keep_done(made, *left_out_address(actor, sheet, found))
    finish()
    st.rerun()
