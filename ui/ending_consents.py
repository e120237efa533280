"""The reminder on Overview: whose consents end soon, or have just ended, each with the way to renew them."""

from datetime import date

import streamlit as st

from models import ConsentKind
from services.clinic.ending_consents import PAGE, Ending, ending
from services.security.actor import Actor
from ui.feedback import plain
from ui.paging import pager
from ui.routes import go
from ui.rows import row
from ui.words import label, short_day

AT = "ending_page"


def show_ending(actor: Actor) -> int:
    """The people, a few at a time; nothing when there are none. Returns how many there are."""
    found = ending(actor, page=st.session_state.get(AT, 0))
    if not found.total:
        return 0
    st.header("Consents that end soon")
    for one in found.rows:
        if row(f"**{plain(one.name)}**  \n{_when(one, found.today)}", "Open", f"ending_{one.graduate_id}"):
            go("graduates", graduate=one.graduate_id)
    pager(found.total, PAGE, AT)
    return found.total


def _when(one: Ending, today: date) -> str:
    if one.share is not None and one.share == one.feedback:
        return f"Both consents {'ended' if one.share < today else 'end'} {short_day(one.share)}"
    each = ((ConsentKind.SHARE, one.share), (ConsentKind.FEEDBACK, one.feedback))
    return "  \n".join(_one(kind, last, today) for kind, last in each if last is not None)


def _one(kind: ConsentKind, last: date, today: date) -> str:
    return f"{label(kind)}: {'ended' if last < today else 'ends'} {short_day(last)}"
