"""The list of referrals: what needs attention first, and why; filtered and searched in the database."""

from typing import Literal

import streamlit as st

from models import ReferralState
from services.clinic.programmes import programmes
from services.groups import groups
from services.referrals.attention import Reason
from services.referrals.reading import PAGE, ReferralRow, Show, referrals
from services.security.actor import Actor
from ui.feedback import plain
from ui.paging import first_page, pager
from ui.routes import go
from ui.rows import row
from ui.words import ago_days, label, many

_SHOWS = {
    "All": Show.ALL,
    "Needs a look": Show.ATTENTION,
    "Open": Show.OPEN,
    "Ended": Show.ENDED,
    "Drafts": Show.DRAFTS,
}
_PAGE = "referrals_page"
# Looking at one referral and coming back finds the list as it was; another page forgets it.
_KEPT: Literal["page"] = "page"
_COLOURS = {Reason.CALL: "red", Reason.TWO_WEEKS: "red", Reason.ANSWERED: "orange", Reason.A_WEEK: "orange"}


def show_list(actor: Actor) -> None:
    """Search, filters, the rows of one page, and its pager."""
    st.header("All referrals")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        search = st.text_input(
            "Find a name",
            key="referrals_search",
            type="search",
            on_change=first_page,
            args=(_PAGE,),
            persist_state=_KEPT,
        )
        shown = st.radio(
            "Show",
            list(_SHOWS),
            horizontal=True,
            key="referrals_show",
            on_change=first_page,
            args=(_PAGE,),
            persist_state=_KEPT,
        )
    show = _SHOWS[shown]
    named = {group.id: group.name for group in groups(actor)}
    runs = {run.id: run.name for run in programmes(actor)}
    with st.container(horizontal=True):
        group_id = _one_of("Group", named, "referrals_group") if len(named) > 1 else None
        programme_id = _one_of("Programme", runs, "referrals_programme") if runs else None
    page = st.session_state.get(_PAGE, 0)
    found = referrals(actor, search=search, show=show, group_id=group_id, programme_id=programme_id, page=page)
    if not found.rows and not page:
        _empty(narrowed=bool(search or group_id or programme_id), show=show)
        return
    st.markdown(many(found.total, "referral"))
    for one in found.rows:
        if row(line(one, with_group=len(named) > 1), "Open", f"open_{one.id}"):
            go("referrals", referral=one.id)
    pager(found.total, PAGE, _PAGE)


def line(one: ReferralRow, *, with_group: bool = False) -> str:
    """One referral as Markdown: who, where it stands and for how long, and why it is up here."""
    state = label(one.state)
    if one.days is not None:
        state += f"{'' if one.state is ReferralState.SENT else ' · sent'} {ago_days(one.days)}"
    group = f" · {plain(one.group)}" if with_group else ""
    return f"**{plain(one.name)}**  \n{state}{group}  \n{_why(one)}"


def _why(one: ReferralRow) -> str:
    hears_nothing = one.state is ReferralState.SENT and not one.feedback
    said = (_badge(one), "No consent to hear back, so no news is shown" if hears_nothing else "")
    return "  \n".join(part for part in said if part)


def _badge(one: ReferralRow) -> str:
    if one.gone_quiet:
        return ":blue-badge[Gone quiet]"
    colour = _COLOURS.get(one.reason)
    if colour:
        return f":{colour}-badge[{label(one.reason)}]"
    return ""


def _one_of(title: str, names: dict[int, str], key: str) -> int | None:
    """A choice that narrows the list; None means all."""
    if st.session_state.get(key) not in names:
        st.session_state.pop(key, None)
    return st.selectbox(
        title,
        list(names),
        index=None,
        format_func=names.__getitem__,
        placeholder="All",
        key=key,
        on_change=first_page,
        args=(_PAGE,),
        persist_state=_KEPT,
    )


def _empty(*, narrowed: bool, show: Show) -> None:
    if show is Show.ATTENTION and not narrowed:
        st.markdown("Nothing needs a look just now. Show all to see every referral.")
        return
    if narrowed or show is not Show.ALL:
        st.markdown("Nothing here. Try another name, or show all.")
        return
    st.markdown("No referrals yet. The first one takes about a minute.")
    if st.button("Refer someone", type="primary"):
        go("refer")
