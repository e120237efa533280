"""What surrounds every page: who is here, their navigation, and Sign out."""

import re
from base64 import b64encode
from collections.abc import Callable

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from services.security.actor import Actor
from services.security.sign_in import sign_out
from services.settings import ROOT
from ui import cookie_bridge, to_top
from ui.feedback import show_waiting
from ui.guard import find_actor, home_of, not_yours, running_as
from ui.importing import held
from ui.routes import BY_PATH, ROUTES, page, routes_for
from ui.sign_in import sign_in_page


def _picture(name: str) -> str:
    # Read once. Given a file, Streamlit would read it in every run.
    return f"data:image/svg+xml;base64,{b64encode((ROOT / 'static' / name).read_bytes()).decode()}"


PRODUCT = "Common Ground"
ICON, WORDMARK = _picture("icon.svg"), _picture("wordmark.svg")
TOUCH = f"<style>{(ROOT / 'ui' / 'touch.css').read_text('utf-8')}</style>"
_WHO = "account_on_screen"


def show() -> None:
    """One run of the app: the sign-in form, or the page that was asked for inside its frame."""
    _brand(PRODUCT)  # before the navigation, whose icon for the tab would be fetched from outside
    st.html(TOUCH)
    actor = find_actor()
    ended = _someone_else_was_here(actor)
    if actor is None:
        _keep_the_address()
        sign_in_page(ended=ended)
        return
    chosen = _navigation(actor)
    _brand(chosen.title)
    st.logo(WORDMARK, icon_image=WORDMARK, size="large")
    with st.sidebar:
        _who_is_here(actor)
        to_top.begin_at_the_top()
    show_waiting()
    if "bring_in" not in st.query_params:
        held.drop()
    with running_as(actor):
        chosen.run()


def _someone_else_was_here(actor: Actor | None) -> bool:
    """Clears what is left of whoever used this browser session before; says whether they were signed out (R33)."""
    before = st.session_state.get(_WHO)
    now = actor.account_id if actor else None
    if before is not None and before != now:
        st.session_state.clear()
    if now is not None:
        st.session_state[_WHO] = now
    ended = before is not None and now is None
    if ended:
        st.session_state["ended"] = True
    return bool(st.session_state.get("ended"))


def _brand(title: str) -> None:
    # The icon is a file of ours: a page's own symbol would be fetched from outside for the browser's tab.
    st.set_page_config(page_title=title if title == PRODUCT else f"{title} · {PRODUCT}", page_icon=ICON)


def _keep_the_address() -> None:
    """Signed out: every address exists, so that a deep link survives signing in, and none has a page behind it."""
    nothing = [st.Page(_nothing, title="Sign in", default=True, visibility="hidden")]
    at = [_standing_in(route.path, _nothing, "Sign in") for route in ROUTES]
    st.navigation([*nothing, *at, *_unknown_address(_nothing, "Sign in")], position="hidden")
    _brand("Sign in")


def _navigation(actor: Actor) -> st.Page:
    own = routes_for(actor)

    def go_home() -> None:
        st.switch_page(BY_PATH[home_of(actor)].file)

    def refuse() -> None:
        go_home() if actor.must_change_password else not_yours(actor)

    # Streamlit serves its default page at "/" only, so no real page is the default: each keeps its own address.
    hidden = [st.Page(go_home, title=PRODUCT, default=True, visibility="hidden")]
    hidden += [_standing_in(route.path, refuse, "Not found") for route in ROUTES if route not in own]
    hidden += _unknown_address(refuse, "Not found")
    sections: dict[str, list[st.Page]] = {"": hidden}
    for route in own:
        sections.setdefault(route.section, []).append(page(route))
    return st.navigation(sections, expanded=True)


def _standing_in(path: str, run: Callable[[], None], title: str) -> st.Page:
    return st.Page(run, title=title, url_path=path, visibility="hidden")


def _unknown_address(run: Callable[[], None], title: str) -> list[st.Page]:
    """A page at the address that was asked for, when there is none: else Streamlit puts up a notice of its own."""
    context = get_script_run_ctx()
    asked = (context.pages_manager.intended_page_name if context else "") or ""
    unknown = asked not in BY_PATH and re.fullmatch(r"[\w-]+", asked)
    return [_standing_in(asked, run, title)] if unknown else []


def _who_is_here(actor: Actor) -> None:
    st.text(actor.display_name)
    if st.button("Sign out", icon=":material/logout:", width="stretch"):
        sign_out(actor)
        st.session_state.clear()
        cookie_bridge.drop()


def _nothing() -> None:
    """A page with nothing on it."""
