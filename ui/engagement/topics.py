"""The questions of the engagement page, in the order in which somebody would ask them, a few to a topic."""

from collections.abc import Callable
from enum import StrEnum

from services.engagement.periods import Period
from services.security.actor import Actor
from ui.engagement.coming import show_coming
from ui.engagement.conversion import show_conversion
from ui.engagement.heading import show_heading
from ui.engagement.leaving import show_leaving
from ui.engagement.meeting import show_meeting
from ui.engagement.newcomers import show_newcomers
from ui.engagement.practised import show_practised
from ui.engagement.programmes import show_programmes
from ui.engagement.seasons import show_seasons
from ui.engagement.settling import show_settling
from ui.engagement.shared_load import show_shared_load
from ui.engagement.shown import Shown
from ui.engagement.staying import show_staying
from ui.engagement.waits import show_waits

Show = Callable[[Actor, int, Period], Shown]


class Topic(StrEnum):
    SHORT = "In short"
    REFERRALS = "Referrals"
    NEWCOMERS = "Newcomers"
    STAYING = "Staying"
    TOGETHER = "Together"
    REPORT = "Report"


QUESTIONS: dict[Topic, tuple[Show, ...]] = {
    Topic.SHORT: (show_coming, show_settling),
    Topic.REFERRALS: (show_conversion, show_programmes, show_waits),
    Topic.NEWCOMERS: (show_newcomers, show_seasons, show_heading),
    Topic.STAYING: (show_staying, show_leaving),
    Topic.TOGETHER: (show_shared_load, show_meeting, show_practised),
}


def questions(topic: Topic) -> tuple[Show, ...]:
    """Those of a topic; for the report every one, once."""
    if topic is not Topic.REPORT:
        return QUESTIONS[topic]
    return tuple(question for some in QUESTIONS.values() for question in some)
