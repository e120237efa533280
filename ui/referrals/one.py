"""One referral: where it stands, what to do next, what happened, consents, and what the group sees (R9)."""

import streamlit as st

from models import ReferralState, ReferralStep
from services.referrals.happened import CallStep, TimelineEvent, leaving_reason
from services.referrals.timeline import OtherReferral, Timeline, timeline
from services.security.actor import Actor
from ui.consents import consent_cards
from ui.feedback import plain
from ui.people import reach_of, show_reach
from ui.referrals.calls import show_calls
from ui.referrals.withdrawing import show_withdraw
from ui.routes import go
from ui.rows import row
from ui.words import ago_days, label, moment, short_day, waiting_badge

_ICONS = {CallStep.ASKED: "call", ReferralStep.DRAFTED: "edit", ReferralStep.SENT: "send"}
_ENDINGS = {ReferralStep.WITHDRAWN, ReferralStep.DECLINED, ReferralStep.COULD_NOT_REACH, ReferralStep.LEFT}


def show_one(actor: Actor, referral_id: int) -> None:
    """Everything about one referral that the clinic may see now."""
    seen = timeline(actor, referral_id)
    st.header(plain(seen.content.preferred_name))
    sent = "" if seen.days is None else f"{'' if seen.state is ReferralState.SENT else ' · sent'} {ago_days(seen.days)}"
    st.markdown(
        f"**{label(seen.state)}**{sent} · {plain(seen.group)} · referred by {plain(seen.referrer)}  \n"
        f"{waiting_badge(seen.waiting)}{':blue-badge[Gone quiet]' if seen.gone_quiet else ''}"
    )
    _actions(actor, seen)
    if not seen.feedback:
        st.info(
            "Consent to hear back from the group is not in force, so nothing about how they are getting on is shown.",
            icon=":material/visibility_off:",
        )
    show_calls(actor, graduate_id=seen.graduate_id)
    st.header("Timeline")
    for event in seen.events:
        _event(event)
    _others(seen)
    st.header("Consents")
    consent_cards(actor, seen.graduate_id, seen.consents)
    with st.expander("What the group sees" if seen.sent_at else "What the group would see"):
        show_reach(reach_of(seen.content))
        if seen.content.reply_to:
            st.markdown(f"**Reply to:** {plain(seen.content.reply_to)}")


def _actions(actor: Actor, seen: Timeline) -> None:
    newer = [other for other in seen.others if other.later]
    with st.container(horizontal=True):
        if seen.state is ReferralState.DRAFT and st.button("Continue and send", type="primary"):
            go("refer", graduate=seen.graduate_id)
        if seen.may_refer_again and st.button("Refer again", type="primary"):
            go("refer", graduate=seen.graduate_id)
        if seen.ended and newer and st.button("Open the newer referral", type="primary"):
            go("referrals", referral=newer[-1].id)
        if st.button("Open person"):
            go("graduates", graduate=seen.graduate_id)
        if not seen.ended:
            show_withdraw(actor, seen)


def _event(event: TimelineEvent) -> None:
    reason = leaving_reason(event)
    why = label(reason) if reason else plain(event.reason)
    on = f" on {short_day(event.on)}" if event.on else ""
    after = f": {why}" if why else ""
    icon = "flag" if event.step in _ENDINGS else _ICONS.get(event.step, "check")
    st.markdown(f":material/{icon}: **{label(event.step)}**{on}{after}  \n{moment(event.at)} · {plain(event.who)}")


def _others(seen: Timeline) -> None:
    if not seen.others:
        return
    st.header("Other referrals to this group")
    for other in seen.others:
        if row(_other(other), "Open", f"other_{other.id}"):
            go("referrals", referral=other.id)


def _other(other: OtherReferral) -> str:
    when = f"sent {moment(other.sent_at)}" if other.sent_at else f"written {moment(other.created_at)}"
    return f"**{'Later' if other.later else 'Earlier'}:** {label(other.state)}  \n{when}"
