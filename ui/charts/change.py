"""Whether figures change, in words: about how much, and between which two the truth plausibly lies (R23)."""

from collections.abc import Sequence
from datetime import date

from services.engagement.outlook import DAYS_IN_MONTH
from services.engagement.statistics.slopes import Slope, theil_sen
from ui.charts.numbers import tenths

SMALLEST_FOR_TREND = 8  # recorded group sessions
LONG_ENOUGH_FOR_YEARS = 300  # days; over fewer, "each year" would tell of months that nobody has seen


def trend(counts: Sequence[tuple[date, int]]) -> str:
    """“about 1 more each year (between 0.3 and 1.5)” or “no clear change”, by Theil and Sen; "" with too few to say.

    Args:
        counts: the day of a group session and how many came, one for each that is recorded.
    """
    if len(counts) < SMALLEST_FOR_TREND:
        return ""
    days = [on for on, _ in counts]
    years = (max(days) - min(days)).days >= LONG_ENOUGH_FOR_YEARS
    unit = 12 * DAYS_IN_MONTH if years else DAYS_IN_MONTH
    slope = theil_sen([(on.toordinal() / unit, float(count)) for on, count in counts])
    return change(slope, " each year" if years else " each month")


def change(slope: Slope | None, each: str = "", none: str = "no clear change") -> str:
    """How much more or fewer, with its 95 % interval; `none` when that holds 0, and "" without an interval.

    Args:
        each: what a unit of x is, after a space.
    """
    if slope is None or slope.interval is None:
        return ""
    low, high = slope.interval.low, slope.interval.high
    size = tenths(abs(slope.value))
    if low <= 0 <= high or size == "0":
        return none
    nearer, further = sorted((abs(low), abs(high)))
    words = "more" if slope.value > 0 else "fewer"
    return f"about {size} {words}{each} (between {tenths(nearer)} and {tenths(further)})"


def agreed_since(then: str) -> str:
    """Why a clinic's sentence compares nothing with `then`, "a year before"."""
    return f"People count from when they agreed to feedback, so more than {then} may only mean that more have agreed."
