"""Engagement: how many come, and how far referrals lead. The services decide who is counted for whom."""

import streamlit as st

from services.engagement.attendance import attendance
from services.engagement.disclosure import Scope, scope_of
from services.engagement.journey import journey
from services.engagement.periods import Period
from services.security.permissions import Permission
from ui.charts.show import draw_attendance, draw_journey, show_finding
from ui.feedback import plain, telling
from ui.guard import signed_in
from ui.routes import go
from ui.scope import chosen_group
from ui.words import day, many

actor = signed_in(Permission.SEE_ENGAGEMENT)

PERIODS = {
    Period.LAST_12_MONTHS: "Last 12 months",
    Period.PREVIOUS_12_MONTHS: "Before that",
    Period.ALL_TIME: "All time",
}
OTHERS = "Others may have come as well. They have not agreed to feedback, so they are not counted here."
agreed_only = scope_of(actor) is Scope.AGREED

st.title("Engagement")
group = chosen_group(actor)
st.caption(plain(group.name))
period = Period.LAST_24_MONTHS
if not agreed_only:
    period = st.radio(
        "Period", list(PERIODS), format_func=PERIODS.__getitem__, horizontal=True, key="engagement_period"
    )

with telling():
    came = attendance(actor, group.id, period)
    led = journey(actor, group.id, period)
    referred = led.old_enough + led.too_early

    if agreed_only and not came.people and not referred:
        st.info(
            "Nobody whom you referred here has agreed to feedback yet, so there is nothing to count. When somebody "
            "agrees, record it with their consents, and their part of the figures appears here.",
            icon=":material/info:",
        )
        if st.button("Open graduates", type="primary"):
            go("graduates")
        st.stop()
    if agreed_only:
        people = many(came.people or 0, "person", "people")
        st.markdown(f"Counted here: the **{people}** in this group who agreed to feedback, over the last 24 months.")
        st.caption(OTHERS)

    if came.latest_register:
        st.caption(f"Newest finished register: {day(came.latest_register)}.")

    st.header("Coming to the group")
    if came.recorded or came.not_recorded:
        show_finding(draw_attendance(actor, came))
    else:
        st.info("No group session has been held in this time. Once a register is finished, it shows here.")

    st.header("From referral to settling in")
    if referred:
        show_finding(draw_journey(actor, led))
    elif agreed_only:
        st.info("Nobody who agreed to feedback was referred in this time.")
    else:
        st.info("No referral was sent to the group in this time. Choose another period to look further back.")
