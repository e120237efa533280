"""The drawing of how long people keep coming: a step curve, its band, and the numbers at risk below (R25)."""

from dataclasses import dataclass
from typing import Any

import altair as alt

from services.engagement.outlook import DAYS_IN_MONTH
from services.engagement.statistics.survival import Curve, Step
from ui.charts.colours import outlined, themed
from ui.charts.numbers import percent, tenths

HEIGHT = 320
_TICKS = 5
_APART = (1, 2, 3, 6, 12, 24, 36, 60)  # months


@dataclass(frozen=True)
class Point:
    """The curve on one day: at a leaving, at a mark of the axis, or at either end."""

    days: float
    at_risk: int
    step: Step

    @property
    def months(self) -> float:
        return round(self.days / DAYS_IN_MONTH, 2)


def in_months(days: float) -> str:
    """5 months, 1 month, 5.5 months."""
    months = number(days)
    return f"{months} {'month' if months == '1' else 'months'}"


def number(days: float) -> str:
    """Days in months, with at most one decimal."""
    return tenths(days / DAYS_IN_MONTH)


def _marks(curve: Curve) -> list[float]:
    """The days of the marks on the axis: whole months, few enough to read."""
    last = curve.steps[-1].time
    apart = next((months for months in _APART if last / DAYS_IN_MONTH / months < _TICKS), _APART[-1])
    return [apart * DAYS_IN_MONTH * number for number in range(int(last / DAYS_IN_MONTH / apart) + 1)]


def points_of(curve: Curve) -> list[Point]:
    """What is plotted, and what the table holds."""
    days = {0.0, *(step.time for step in curve.steps if step.ended), *_marks(curve), curve.steps[-1].time}
    alike: dict[str, list[float]] = {}
    for on in sorted(days):
        alike.setdefault(number(on), []).append(on)
    return [point for on in alike.values() if (point := _point(curve, on))]


def _point(curve: Curve, days: list[float]) -> Point | None:
    """One for all days that read as the same number of months: at its mark if it has one, as things stood after."""
    at = next((on for on in days if on in _marks(curve)), days[-1])
    step = curve.at(days[-1])
    return None if step is None else Point(at, curve.at_risk([at])[0], step)


def share_of(one: Point) -> str:
    """Who keep coming, in whole per cent."""
    return percent(one.step.survival)


def range_of(one: Point) -> str:
    """The interval of that share; nothing where there is none."""
    within = one.step.interval
    return f"{percent(within.low)} to {percent(within.high)}" if within else ""


def staying_spec(curve: Curve, points: list[Point]) -> dict[str, Any]:
    """The chart of the curve, at these points of it."""
    x, y = _since(curve), _keep_coming()
    within = [one for one in points if one.step.interval]
    band = (
        alt.Chart(alt.InlineData(values=[_bounds(one) for one in within]))
        .mark_area(interpolate="step-after", fillOpacity=0.25, tooltip=False, aria=False)
        .encode(x=x, y=alt.Y("low:Q", title=None), y2="high:Q")
    )
    line = (
        alt.Chart(alt.InlineData(values=[_told(one) for one in points]))
        .mark_line(interpolate="step-after", strokeWidth=2.5, tooltip=False)
        .encode(x=x, y=y, description=alt.Description("said:N"))
    )
    spec: dict[str, Any] = (
        alt.layer(themed(line, "first"), outlined(band)).properties(height=HEIGHT, width="container").to_dict()
    )
    return spec


def _since(curve: Curve) -> alt.X:
    marks = _marks(curve)
    followed = curve.at_risk(marks)
    # The numbers at risk are the second line of the axis: in the theme's ink, and never overlapping.
    lines = {number(at): [number(at), str(there)] for at, there in zip(marks, followed, strict=True)}
    axis = alt.Axis(
        values=[float(months) for months in lines], labelExpr=f"{lines}[toString(round(datum.value))]", grid=False,
        title=["Months since the first visit;", "below, how many are still followed"], labelOverlap=False,
    )  # fmt: skip
    top = max(1.0, curve.steps[-1].time / DAYS_IN_MONTH)
    return alt.X("months:Q", axis=axis, scale=alt.Scale(domain=[0, round(top, 2)], nice=False))


def _keep_coming() -> alt.Y:
    axis = alt.Axis(values=[0, 0.25, 0.5, 0.75, 1], format=".0%")
    return alt.Y("share:Q", title="Keep coming", axis=axis, scale=alt.Scale(domain=[0, 1], nice=False))


def _told(one: Point) -> dict[str, object]:
    said = f"After {in_months(one.days)}: {share_of(one)} keep coming, {one.at_risk} still followed"
    return {"months": one.months, "share": round(one.step.survival, 4), "at_risk": one.at_risk, "said": said}


def _bounds(one: Point) -> dict[str, object]:
    within = one.step.interval
    return {} if within is None else {
        "months": one.months, "low": round(within.low, 4), "high": round(within.high, 4)
    }  # fmt: skip
