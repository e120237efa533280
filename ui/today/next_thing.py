"""The one next thing of the day: what stands first on Today and carries its only strong button."""

from enum import StrEnum

from services.register.states import RegisterState
from services.today import TodayView


class NextThing(StrEnum):
    """In this order: people in the room, a date to meet on, people waiting, paper, roles, people who stay away."""

    REGISTER = "register"
    PLAN = "plan"
    WELCOME = "welcome"
    FINISH = "finish"
    SHARE = "share"
    QUIET = "quiet"
    NOTHING = "nothing"


def next_thing(view: TodayView) -> NextThing:
    """The first that applies."""
    if view.ahead is not None and view.ahead.state is RegisterState.OPEN:
        return NextThing.REGISTER
    if view.ahead is None:
        return NextThing.PLAN
    if view.to_welcome:
        return NextThing.WELCOME
    if view.unfinished:
        return NextThing.FINISH
    if view.ahead.open_roles:
        return NextThing.SHARE
    return NextThing.QUIET if view.quiet else NextThing.NOTHING
