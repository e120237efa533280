"""Everyone who has not agreed to feedback, in words: never more than was given out (R26)."""

from services.engagement.attendance import Attendance
from services.engagement.disclosure import Rounded
from ui.charts.outside import rounded

NOT_YET = "Others may have come as well. They have not agreed to feedback, so they are not counted here."
AS_IT_STOOD = "This is how each register stood a week or more after it was finished, and it stays so."
LATER_YES = (
    "Someone who agrees later is counted at group sessions given out after that, and not in figures that follow people "
    "through their time here. What was before they agreed stays untold."
)
ONE_PERIOD = "It is always the last 24 months: two periods that overlap could be subtracted from each other."


def others_sentence(attendance: Attendance) -> str:
    """What may be said of everyone else: the buckets that were given out, and at how many group sessions each."""
    told = [one.given_out.others for one in attendance.recorded if one.given_out]
    if not told:
        return NOT_YET
    first, *more = [(words, sum(one == found for one in told)) for found, words in _in_order(told)]
    parts = [
        f"{first[0]} came to {_sessions(first[1])}",
        *(f"{words} to {_sessions(number)}" for words, number in more),
    ]
    came = " and ".join([", ".join(parts[:-1]), parts[-1]] if more else parts)
    return f"Of people who have not agreed to feedback, {came}. {AS_IT_STOOD}"


def _in_order(told: list[Rounded]) -> list[tuple[Rounded, str]]:
    return [(one, rounded(one).lower()) for one in sorted(set(told), key=lambda one: one.about)]


def _sessions(number: int) -> str:
    return "one group session" if number == 1 else f"each of {number} group sessions"
