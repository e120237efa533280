"""Referrals: the list, and one referral's timeline under feedback consent (R9)."""

import streamlit as st

from models import ReferralState
from services.referrals import writing
from services.referrals.reading import PAGE, ReferralRow, Show, referrals
from services.referrals.timeline import Timeline, TimelineEvent, leaving_reason, timeline
from services.security.permissions import Permission
from ui.consents import consent_cards
from ui.feedback import plain, tell, telling
from ui.guard import signed_in
from ui.paging import first_page, pager
from ui.people import reach_of, show_reach
from ui.routes import chosen, go
from ui.rows import row
from ui.words import ago_days, label, moment, short_day, waiting_badge

actor = signed_in(Permission.REFER)
SHOWS = {"All": Show.ALL, "Needs a look": Show.ATTENTION, "Drafts": Show.DRAFTS}


def show_list() -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        search = st.text_input(
            "Find a name", key="referrals_search", type="search", on_change=first_page, args=("referrals_page",)
        )
        show = st.radio(
            "Show", list(SHOWS), horizontal=True, key="referrals_show", on_change=first_page, args=("referrals_page",)
        )
    page = st.session_state.get("referrals_page", 0)
    found = referrals(actor, search=search, show=SHOWS[show], page=page)
    if not found.rows:
        empty(search, SHOWS[show])
        return
    for one in found.rows:
        if row(line(one), "Open", f"open_{one.id}"):
            go("referrals", referral=one.id)
    pager(found.total, PAGE, "referrals_page")


def line(one: ReferralRow) -> str:
    state = label(one.state)
    if one.days is not None:
        state += f"{'' if one.state is ReferralState.SENT else ' · sent'} {ago_days(one.days)}"
    badge = waiting_badge(one.waiting)
    if one.state is ReferralState.SENT and not one.feedback:
        badge = "No consent to hear back, so no news is shown"
    return f"**{plain(one.name)}**  \n{state}  \n{badge}"


def empty(search: str, show: Show) -> None:
    if search or show is not Show.ALL:
        st.markdown("Nothing here. Try another name, or show all.")
        return
    st.markdown("No referrals yet. The first one takes about a minute.")
    if st.button("Refer someone", type="primary"):
        go("refer")


def show_one(referral_id: int) -> None:
    seen = timeline(actor, referral_id)
    st.header(plain(seen.content.preferred_name))
    st.caption(f"{label(seen.state)} · {plain(seen.group)} · referred by {plain(seen.referrer)}")
    actions(seen)
    if not seen.feedback:
        st.info(
            "Consent to hear back from the group is not in force, so nothing about how they are getting on is shown.",
            icon=":material/visibility_off:",
        )
    st.subheader("Timeline")
    for event in seen.events:
        show_event(event)
    st.subheader("Consents")
    consent_cards(actor, seen.graduate_id, seen.consents)
    with st.expander("What the group sees"):
        show_reach(reach_of(seen.content))
        if seen.content.reply_to:
            st.markdown(f"**Reply to:** {plain(seen.content.reply_to)}")


def show_event(event: TimelineEvent) -> None:
    reason = leaving_reason(event)
    why = label(reason) if reason else plain(event.reason)
    visit = f" on {short_day(event.visit_on)}" if event.visit_on else ""
    after = f": {why}" if why else ""
    st.markdown(f":material/check: **{label(event.step)}**{visit}{after}  \n{moment(event.at)} · {plain(event.who)}")


def actions(seen: Timeline) -> None:
    with st.container(horizontal=True):
        if seen.state is ReferralState.DRAFT and st.button("Continue and send", type="primary"):
            go("refer", graduate=seen.graduate_id)
        if seen.ended and st.button("Refer again", type="primary"):
            go("refer", graduate=seen.graduate_id)
        if st.button("Open person"):
            go("graduates", graduate=seen.graduate_id)
        if not seen.ended:
            withdraw(seen)


def withdraw(seen: Timeline) -> None:
    with st.popover("Withdraw"), st.form("withdraw", border=False, enter_to_submit=False):
        st.markdown("The group will no longer expect them. You can refer them again later.")
        reason = st.text_input("Why?", placeholder="e.g. they changed their mind")
        if st.form_submit_button("Withdraw referral", type="primary"):
            with telling():
                writing.withdraw(actor, seen.id, reason)
                tell("Referral withdrawn.")
                st.rerun()


st.title("Referrals")
picked = chosen("referral")
if picked is None:
    show_list()
else:
    if st.button("All referrals", icon=":material/arrow_back:"):
        go("referrals")
    with telling():
        show_one(picked)
