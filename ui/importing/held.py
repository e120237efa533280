"""What the screen holds of a list while it is shown, and never longer: read once, not on every rerun."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from secrets import token_hex
from typing import Any, TypeVar

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from services.clinic.imports.choices import Answer
from ui.afresh import start_afresh

_HELD = "import_held"
UPLOAD = "import_file"
T = TypeVar("T")


@dataclass
class Held:
    """One file on its way: `form` names it, so that a double click imports once; `answers` are by line."""

    file_id: str
    form: str = field(default_factory=lambda: token_hex(32))
    answers: dict[int, Answer] = field(default_factory=dict)
    note: str = ""
    _kept: dict[str, tuple[Hashable, Any]] = field(default_factory=dict)

    def once(self, name: str, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` returns, made again only for another `key`."""
        known = self._kept.get(name)
        if known is None or known[0] != key:
            known = self._kept[name] = (key, make())
        made: T = known[1]
        return made

    def forget(self, name: str) -> None:
        self._kept.pop(name, None)


def held(file: UploadedFile) -> Held:
    """What is held of this file; another one takes its place, and starts from nothing."""
    now = st.session_state.get(_HELD)
    if now is None or now.file_id != file.file_id:
        drop()
        now = st.session_state[_HELD] = Held(file.file_id)
    kept: Held = now
    return kept


def drop() -> None:
    """Lets go of the list, here and where Streamlit keeps the file."""
    now = st.session_state.pop(_HELD, None)
    context = get_script_run_ctx()
    if now is not None and context is not None:
        files = context.uploaded_file_mgr
        if isinstance(files, MemoryUploadedFileManager):
            files.remove_file(context.session_id, now.file_id)


def finish() -> None:
    """The list is in, or given up: the next drawing asks for a file anew."""
    drop()
    start_afresh(UPLOAD)
