"""How long people keep coming as a step curve with its interval, and how many it rests on below (R25, R27)."""

from services.engagement.disclosure import Scope
from services.engagement.held import LEFT_AFTER
from services.engagement.statistics.survival_median import SurvivalMedian, median_survival
from services.engagement.staying import ENOUGH, Staying
from ui.charts.finding import Finding, Table
from ui.charts.not_counted import missing_in_words
from ui.charts.staying_drawing import Point, in_months, number, points_of, range_of, share_of, staying_spec
from ui.words import many, short_day

NOTHING = number(0)
BAND = "The shaded band is where the true share plausibly lies."
STOPPED = (
    f"Somebody has stopped coming when they came to none of the last {LEFT_AFTER} recorded group sessions; it is "
    "dated to their last visit."
)
BEGAN = "Those who came to the group's very first group session are counted here as well; newcomers leave them out."
ESTIMATED = "Estimated by Kaplan and Meier's method, with a 95% band."


def staying_finding(staying: Staying) -> Finding | None:
    """The chart, the sentence and the table; None below 20 people, when only words will do (R25)."""
    if staying.curve is None:
        return None
    points = points_of(staying.curve)
    notes = (*staying_notes(staying), BAND)
    return Finding(
        staying_spec(staying.curve, points), staying_sentence(staying), _table(points), notes, _method(staying)
    )


def staying_sentence(staying: Staying) -> str:
    """How many have not come lately, how many of them came once, and how long half stay where that can be told."""
    whose = "" if staying.scope is Scope.EVERYONE else " who agreed to feedback and"
    people = many(staying.people, "person", "people")
    counts = f"Of {people}{whose} who first came in this time, {_lately(staying)}."
    if staying.curve is None:
        return counts
    half = _half(median_survival(staying.curve), staying.curve.steps[-1].time)
    return f"{counts} {half[0].upper()}{half[1:]}."


def _lately(staying: Staying) -> str:
    """The whole first, then the part of it that came once. Before six registers are finished nobody can be missed."""
    if staying.known_until is None:
        return f"{staying.once} came once and not again so far" if staying.once else "none came only once"
    if not staying.left:
        return "all have come lately"
    stopped = f"{staying.left} {'has' if staying.left == 1 else 'have'} not come lately"
    only = staying.once - staying.once_lately
    if staying.left == 1:
        return f"{stopped}, after {'a single visit' if only else 'more than one visit'}"
    return f"{stopped}, {only or 'none'} of them after a single visit"


def _half(half: SurvivalMedian, last: float) -> str:
    """How long half keep coming. No time is given that would read "0 months"."""
    if half.value is None:
        if number(last) == NOTHING:
            return "it is too early to say for how long"
        return f"more than half keep coming for as long as can be told, {in_months(last)}"
    if number(half.value) == NOTHING:
        return f"half did not stay beyond their first visit{_plausibly(half)}"
    return f"half keep coming for {in_months(half.value)} or longer{_plausibly(half)}"


def _plausibly(half: SurvivalMedian) -> str:
    low, high = number(half.low or 0), None if half.high is None else number(half.high)
    if low != NOTHING:
        return f" (plausibly {low} {'or more' if high is None else f'to {high}'})"
    if high is None:
        return " (plausibly anything from a single visit up)"
    return "" if high == NOTHING else f" (plausibly between a single visit and {in_months(half.high or 0)})"


def staying_notes(staying: Staying) -> tuple[str, ...]:
    """What is missing, what "lately" means, and why there may be no curve."""
    few = f"With fewer than {ENOUGH} people a curve would mislead." if staying.curve is None else ""
    return tuple(note for note in (missing_in_words(staying.not_recorded), few, _too_early(staying)) if note)


def _too_early(staying: Staying) -> str:
    """What "lately" is, and how many who came once had no time to come again."""
    if staying.known_until is None:
        return f"Fewer than {LEFT_AFTER} registers are finished, so it is too early to say who has stopped coming."
    new = f"; {staying.once_lately} who came once first came to one of these: too early to say"
    return f"“Lately” is the last {LEFT_AFTER} recorded group sessions{new if staying.once_lately else ''}."


def _method(staying: Staying) -> tuple[str, ...]:
    until = staying.known_until
    known = (f"Since {short_day(until)} it is too early to say who has stopped coming.",) if until else ()
    return (STOPPED, *known, BEGAN, ESTIMATED)


def _table(points: list[Point]) -> Table:
    columns = ("Months since the first visit", "Still followed", "Share who keep coming", "Plausible range")
    return Table(columns, tuple((number(one.days), str(one.at_risk), share_of(one), range_of(one)) for one in points))
