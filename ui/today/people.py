"""People on Today: those to welcome, those gone quiet, each with the one thing to do."""

from collections.abc import Sequence

import streamlit as st

from services.members.quiet import Quiet
from services.today import ToWelcome
from ui.feedback import plain
from ui.routes import go
from ui.rows import row
from ui.today.next_thing import NextThing
from ui.welcome.bridge import needs_in_brief
from ui.words import ago_days, day, waiting_badge

MOST = 5


def show_to_welcome(people: Sequence[ToWelcome], next_one: NextThing) -> None:
    st.header("People to welcome")
    if not people:
        st.caption("Nobody is waiting. New referrals from the clinic appear here.")
    for number, one in enumerate(people[:MOST]):
        strong = next_one is NextThing.WELCOME and number == 0
        if row(_waiting(one), "Welcome", f"welcome_{one.bridge.referral_id}", primary=strong):
            go("welcome", referral=one.bridge.referral_id)
    _more(len(people), "welcome")


def show_quiet(people: Sequence[Quiet], next_one: NextThing) -> None:
    if not people:
        return
    st.header("Gone quiet")
    st.caption("Away longer than is usual for them, with no word. A friendly hello may help.")
    for number, one in enumerate(people[:MOST]):
        text = f"**{plain(one.name)}**  \nlast came {day(one.last_came_on, weekday=False)}"
        strong = next_one is NextThing.QUIET and number == 0
        if row(text, "Say hello", f"quiet_{one.member_id}", primary=strong):
            go("members", member=one.member_id, quiet=1)
    _more(len(people), "members", quiet=1)


def _waiting(one: ToWelcome) -> str:
    badge = f"  \n{waiting_badge(one.waiting)}" if waiting_badge(one.waiting) else ""
    return f"**{plain(one.bridge.name)}**  \n{needs_in_brief(one.bridge)}, sent {ago_days(one.days)}{badge}"


def _more(count: int, page: str, **ids: int) -> None:
    if count > MOST and st.button(f"See all {count}", key=f"all_{page}", type="tertiary"):
        go(page, **ids)
