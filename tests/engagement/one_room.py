"""One group session of a group, acted out, and what the clinic is told of it."""

from services.engagement.attendance import attendance
from services.engagement.disclosure import GivenOut
from tests.engagement.history import Act, History

HOLD, WEEKS, YES, NO = ("hold", 0, 0), ("wait", 11, 0), ("give_consent", 0, 0), ("withdraw", 0, 0)


def told(history: History) -> GivenOut | None:
    """What the clinic is given of the one group session."""
    with history.at_this_time():
        return attendance(history.clinic, history.group.id or 0).sessions[0].given_out


def came(history: History) -> int | None:
    with history.at_this_time():
        return attendance(history.clinic, history.group.id or 0).sessions[0].came


def after(history: History, *acts: Act) -> History:
    for act in acts:
        history.act(act)
    return history


def one_in_a_room(agree: bool, strangers: int) -> History:
    """One graduate and some people who have no entry, all there at one group session."""
    return after(History((agree,), (((True,), strangers),)), HOLD)
