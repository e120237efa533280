"""Engagement: how many come, what referrals lead to, who stays. The services decide who is counted for whom."""

from datetime import date

import streamlit as st

from services import clock
from services.engagement.age import newest_register
from services.engagement.attendance import Attendance, attendance
from services.engagement.disclosure import Scope, scope_of
from services.engagement.journey import journey
from services.engagement.periods import Period, days
from services.engagement.registers import missing_registers
from services.security.permissions import Permission
from services.today import BACK
from services.view import one_view
from ui.engagement.others import LATER_YES, ONE_PERIOD, others_sentence
from ui.engagement.report import show_whole_report
from ui.engagement.shown import Shown
from ui.engagement.topics import Topic, questions
from ui.feedback import plain, telling
from ui.guard import signed_in
from ui.routes import go
from ui.scope import chosen_group
from ui.words import day, many

actor = signed_in(Permission.SEE_ENGAGEMENT)

PERIOD, TOPIC = "engagement_period", "topic"
PERIODS = {
    Period.LAST_12_MONTHS: "Last 12 months",
    Period.PREVIOUS_12_MONTHS: "Before that",
    Period.ALL_TIME: "All time",
}


def page() -> None:
    st.title("Engagement")
    group = chosen_group(actor)
    st.caption(plain(group.name))
    if scope_of(actor) is Scope.AGREED:
        period = Period.LAST_24_MONTHS
        of_whom(group.id, attendance(actor, group.id, period))
    else:
        period = chosen_period()
    if newest := newest_register(actor, group.id):
        st.caption(f"Newest finished register: {day(newest)}")
    if scope_of(actor) is Scope.EVERYONE:
        registers_to_finish(missing_registers(actor, group.id, period))
    topic = chosen_topic()
    # The report is of what stands below it, and is the first thing to reach.
    above, below = st.container(), st.container()

    def answers() -> list[Shown]:
        with below:
            return [show(actor, group.id, period) for show in questions(topic)]

    if topic is not Topic.REPORT:
        answers()
        if topic is Topic.STAYING and scope_of(actor) is Scope.EVERYONE:
            whom_to_say_hello_to()
        return
    with above:
        show_whole_report(actor, group.id, period, answers)


def registers_to_finish(days_open: tuple[date, ...]) -> None:
    """The way from figures that open registers weaken to finishing them, as far back as Today lists them."""
    lately = [day for day in days_open if day > clock.today() - BACK]
    if lately and st.button(f"Finish {many(len(lately), 'register')}", icon=":material/checklist:"):
        go("today")


def whom_to_say_hello_to() -> None:
    """The way from a figure of who has not come lately to the people."""
    if st.button("See who has gone quiet", icon=":material/waving_hand:"):
        go("members", quiet=1)


def chosen_period() -> Period:
    begin_with_the_last(PERIOD, Period.LAST_12_MONTHS)
    period = Period(st.radio("Period", list(PERIODS), format_func=PERIODS.__getitem__, horizontal=True, key=PERIOD))
    st.session_state[f"last_{PERIOD}"] = period
    if period is not Period.ALL_TIME:
        first, last = days(period, clock.today())
        st.caption(f"{day(first, weekday=False)} to {day(last, weekday=False)}")
    return period


def chosen_topic() -> Topic:
    begin_with_the_last(TOPIC, Topic.SHORT)
    chosen = st.segmented_control("Topic", list(Topic), required=True, key=TOPIC, label_visibility="collapsed")
    st.session_state[f"last_{TOPIC}"] = chosen
    return Topic(chosen or Topic.SHORT)


def begin_with_the_last(choice: str, at_first: str) -> None:
    """A widget's value is dropped while another page is looked at, so what was chosen is kept beside it."""
    if choice not in st.session_state:
        st.session_state[choice] = st.session_state.get(f"last_{choice}", at_first)


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
    people = many(
        came.people or 0,
        "person who is or was in this group has agreed",
        "people who are or were in this group have agreed",
    )
    st.markdown(f"**{people}** to feedback. The figures are of them, over the last 24 months.")
    with st.expander("Who is counted, and who is not"):
        st.markdown(f"{others_sentence(came)}\n\n{LATER_YES}\n\n{ONE_PERIOD}")


with telling(), one_view():
    page()
