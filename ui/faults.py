"""When something of ours breaks: a kind word and a reference on screen, the facts in the log, no one's data."""

import logging
import secrets
import traceback
from pathlib import Path

import streamlit as st
from streamlit import config

from services.logs import log
from services.settings import ROOT

SORRY = (
    "Sorry, something went wrong on our side, and what you just did may not have been saved. Please try again. "
    "If it happens again, give your administrator this reference: "
)


def on_script_error(error: Exception) -> bool:
    """Streamlit's hook for an error nobody caught; True keeps its own notice away."""
    reference = secrets.token_hex(4).upper()
    # Never the error's text: a refused query repeats the values it was given.
    log().error("page_failed", reference=reference, error=type(error).__qualname__, at=_where(error))
    st.error(SORRY + reference, icon=":material/error:")
    return True


def quieten() -> None:
    """Stops Streamlit from writing the whole traceback, text included, next to our own line.

    And from warning that a library, loaded ahead of the first page, declares its components outside one.
    """
    logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context").addFilter(lambda _: False)
    config.set_option("logger.enableRich", False)
    logging.getLogger("streamlit.error_util").addFilter(lambda _: False)


def _where(error: Exception) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(ROOT)] or frames
    return [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in ours][-6:]
