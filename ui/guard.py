"""Who is here right now. The first line of every page, and of every callback and fragment (R30, R33)."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from services.security.actor import Actor
from services.security.permissions import Permission
from services.security.sign_in import actor_of_token
from ui.cookies import session_cookie
from ui.routes import BY_PATH, HOME

_of_this_run: ContextVar[Actor | None] = ContextVar("actor_of_this_run", default=None)


@contextmanager
def running_as(actor: Actor) -> Iterator[None]:
    """The page inside is run for `actor`, whom app.py has just looked up: the page need not look again."""
    before = _of_this_run.set(actor)
    try:
        yield
    finally:
        _of_this_run.reset(before)


def find_actor() -> Actor | None:
    """Who the cookie of this browser's own connection speaks for, or None. Never from `st.session_state`.

    Looked up anew, but for what app.py runs as a page: that is of whom it has looked up in this same run.
    """
    return _of_this_run.get() or actor_of_token(st.context.cookies.get(session_cookie()))


def current_actor() -> Actor:
    """Who is acting, for callbacks and fragments, which mostly run without app.py. Nobody: the app says so and asks."""
    actor = find_actor()
    if actor is None:
        st.rerun()  # app.py then shows the sign-in form
    return actor


def signed_in(permission: Permission) -> Actor:
    """The page's guard: who is looking, if `permission` is theirs. Otherwise nothing of the page runs."""
    _only_through_app()
    actor = find_actor()
    if actor is None:
        st.info("Please sign in.")
        st.stop()
    if not actor.may(permission):
        not_yours(actor)
        st.stop()
    return actor


def not_yours(actor: Actor) -> None:
    """The same words for a page of another role and for one that does not exist."""
    st.title("This page is not part of your account")
    st.text("If you think it should be, ask your administrator.")
    home = BY_PATH[home_of(actor)]
    if st.button(f"Go to {home.title}", type="primary", icon=f":material/{home.icon}:"):
        st.switch_page(home.file)


def home_of(actor: Actor) -> str:
    """The address of the page an actor starts on."""
    return "account" if actor.must_change_password else HOME[actor.role]


def _only_through_app() -> None:
    # Streamlit's folder mode would run a page file past app.py for anyone.
    if PagesManager.uses_pages_directory:
        PagesManager.uses_pages_directory = False
        st.rerun()
