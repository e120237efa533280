"""Engagement: how many come, what referrals lead to, who stays. The services decide who is counted for whom."""

import streamlit as st

from services.engagement.age import newest_register
from services.engagement.attendance import Attendance, attendance
from services.engagement.disclosure import Scope, scope_of
from services.engagement.journey import journey
from services.engagement.periods import Period
from services.security.permissions import Permission
from ui.engagement.others import LATER_YES, others_sentence
from ui.engagement.report import show_whole_report
from ui.engagement.topics import Topic, questions
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


def page() -> None:
    st.title("Engagement")
    group = chosen_group(actor)
    st.caption(plain(group.name))
    agreed_only = scope_of(actor) is Scope.AGREED
    period = Period.LAST_24_MONTHS if agreed_only else chosen_period()
    if agreed_only:
        of_whom(group.id, attendance(actor, group.id, period))
    if newest := newest_register(actor, group.id):
        st.caption(f"Newest finished register: {day(newest)}.")
    topic = Topic(
        st.segmented_control(
            "Topic", list(Topic), default=Topic.SHORT, required=True, key="topic", label_visibility="collapsed"
        )
        or Topic.SHORT
    )
    found = [shown for question in questions(topic) for shown in question(actor, group.id, period)]
    if topic is Topic.EVERYTHING:
        show_whole_report(actor, group.id, period, found)


def chosen_period() -> Period:
    return Period(
        st.radio("Period", list(PERIODS), format_func=PERIODS.__getitem__, horizontal=True, key="engagement_period")
    )


def of_whom(group_id: int, came: Attendance) -> None:
    """Whom a clinic's figures are of. With nobody there is nothing to show, and a next step."""
    led = journey(actor, group_id, came.period)
    if not came.people and not led.old_enough + led.too_early:
        st.info(
            "Nobody whom you referred here has agreed to feedback yet, so there is nothing to count. When somebody "
            "agrees, record it with their consents, and their part of the figures appears here.",
            icon=":material/info:",
        )
        if st.button("Open graduates", type="primary"):
            go("graduates")
        st.stop()
    people = many(came.people or 0, "person", "people")
    st.markdown(f"Counted here: the **{people}** in this group who agreed to feedback, over the last 24 months.")
    st.caption(f"{others_sentence(came)} {LATER_YES}")


with telling():
    page()
