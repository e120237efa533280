"""What the app says back: errors caught in one place, and good news that survives a rerun."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from services.errors import DomainError, Invalid
from services.referrals.writing import AlreadyOpen
from ui.routes import BY_PATH

_WAITING = "feedback_waiting"
WORD_JOINER = "\u2060"
_ALIVE = re.compile(r":|www(?=\.)|[-<](?=[->=])|[>=](?==)", re.IGNORECASE)


@contextmanager
def telling() -> Iterator[None]:
    """Shows a `DomainError` where it happened; whatever was typed stays on the screen.

    The body runs up to the error; what follows the `with` runs as usual, so put the rerun inside it.
    """
    try:
        yield
    except AlreadyOpen as error:
        st.error(plain(str(error)), icon=":material/error:")
        route = BY_PATH["referrals"]
        st.page_link(route.file, label="Open their referral", query_params={"referral": str(error.referral_id)})
    except Invalid as error:
        st.error(_as_text([problem.message for problem in error.problems]), icon=":material/error:")
    except DomainError as error:
        st.error(_as_text([str(error)]), icon=":material/error:")


def tell(message: str) -> None:
    """Good news, shown once on the next run of any page."""
    st.session_state.setdefault(_WAITING, []).append(message)


def show_waiting() -> None:
    """Called by app.py before the page: shows what `tell` left."""
    waiting = st.session_state.pop(_WAITING, [])
    if not waiting:
        return
    # Pinned to the foot of the screen, so that it is seen however far down the page the tap was.
    # Not a toast: nothing that matters disappears by itself.
    with st.bottom:
        for message in waiting:
            st.success(plain(message), icon=":material/check_circle:")


def plain(text: str) -> str:
    """Text shown literally: what people typed never becomes Markdown, an emoji code or a formula."""
    # Streamlit makes links, icons and arrows of text that is already unescaped: a joiner nobody sees keeps
    # their parts from being one. None goes into an email address or a number, which people copy.
    text = _ALIVE.sub(lambda found: f"{found[0]}{WORD_JOINER}", text)
    for character in "\\`*_{}[]()#+-.!|<>~$:":
        text = text.replace(character, f"\\{character}")
    return text


def _as_text(lines: list[str]) -> str:
    return "\n\n".join(plain(line) for line in lines)
