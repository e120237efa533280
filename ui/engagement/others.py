"""Everyone who has not agreed to feedback, in words: never more than was given out (R26)."""

from services.engagement.attendance import Attendance
from services.engagement.disclosure import Rounded

NOT_YET = "Others may have come as well. They have not agreed to feedback, so they are not counted here."
LATER_YES = "Someone who agrees later is counted from then on. What was before they agreed stays untold."


def others_words(others: Rounded | None) -> str:
    """One group session's other people, for a cell of a table: "Fewer than 8", "About 10", or not told yet."""
    if others is None:
        return "Not told yet"
    return "Fewer than 8" if others.fewer_than_8 else f"About {others.about}"


def others_sentence(attendance: Attendance) -> str:
    """What may be said of everyone else: the buckets that were given out, and at how many group sessions each."""
    told = [one.given_out.others for one in attendance.recorded if one.given_out]
    if not told:
        return NOT_YET
    each = [(others_words(found).lower(), sum(one == found for one in told)) for found in _in_order(told)]
    first, *more = [f"{words} at {_sessions(number)}" for words, number in each]
    parts = ", ".join([first, *more[:-1]]) + (f" and {more[-1]}" if more else "")
    return (
        f"People who have not agreed to feedback are not counted here. As far as can be told, {parts} came. "
        "This is how the register stood when it was first given out."
    )


def _in_order(told: list[Rounded]) -> list[Rounded]:
    return sorted(set(told), key=lambda one: one.about)


def _sessions(number: int) -> str:
    return "one group session" if number == 1 else f"each of {number} group sessions"
