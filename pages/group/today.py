"""Today: the next step for the group, in one glance."""

from collections.abc import Callable

import streamlit as st

from services.security.permissions import Permission
from services.today import TodayView, today
from ui.feedback import telling
from ui.guard import signed_in
from ui.roles.share import load_to_share
from ui.routes import go
from ui.rows import row
from ui.scope import chosen_group
from ui.today.ahead import show_ahead
from ui.today.next_thing import NextThing, next_thing
from ui.today.people import show_quiet, show_to_welcome
from ui.today.registers import show_unfinished

actor = signed_in(Permission.SEE_TODAY)


def page() -> None:
    group = chosen_group(actor)
    st.title("Today")
    view = today(actor, group.id)
    following = next_thing(view)
    if following is NextThing.NOTHING:
        st.markdown("All is set, and nothing needs you today. Enjoy your day.")
    for show in in_order(view, following):
        show()


def in_order(view: TodayView, following: NextThing) -> list[Callable[[], None]]:
    """The sections as they always stand, with the one that holds the next thing moved to the front."""
    sections: dict[NextThing, Callable[[], None]] = {
        NextThing.REGISTER: lambda: show_ahead(view.ahead, following),
        NextThing.WELCOME: lambda: show_to_welcome(view.to_welcome, following),
        NextThing.FINISH: lambda: show_unfinished(view.unfinished, following),
        NextThing.QUIET: lambda: show_quiet(view.quiet, following),
    }
    first = sections.pop(following, None)
    return [*([first] if first else []), *sections.values(), lambda: share_the_load(view)]


def share_the_load(view: TodayView) -> None:
    offer = load_to_share(view.load)
    if offer and row(offer, "Roles", "load"):
        go("roles")


with telling():
    page()
