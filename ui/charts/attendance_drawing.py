"""The drawing of attendance over time: a dot for each group session, a line through the usual (R12, R27)."""

from typing import Any

import altair as alt

from services.engagement.attendance import Attendance, Outcome, SessionCount
from services.engagement.statistics.averages import centred_mean
from ui.charts.columns import top, whole_numbers
from ui.charts.days import month_axis
from ui.words import short_day

WINDOW = 5
HEIGHT = 300

KINDS = {
    Outcome.RECORDED: "People who came",
    Outcome.NOT_RECORDED: "Not recorded",
    Outcome.CANCELLED: "Cancelled",
}
# Told apart by shape alone, on paper or without colour.
SHAPES = {Outcome.RECORDED: "circle", Outcome.NOT_RECORDED: "triangle-up", Outcome.CANCELLED: "cross"}


def attendance_spec(attendance: Attendance) -> dict[str, Any]:
    """The chart of an attendance that has at least one group session."""
    spec: dict[str, Any] = (
        alt.layer(_line(attendance), _dots(attendance)).properties(height=HEIGHT, width="container").to_dict()
    )
    return spec


def _dots(attendance: Attendance) -> alt.Chart:
    shown = [kind for kind in KINDS if any(one.outcome is kind for one in attendance.sessions)]
    names = [KINDS[kind] for kind in shown]
    legend = alt.Legend(title=None, orient="top", direction="horizontal", columns=2, symbolSize=110, labelLimit=200)
    dots: alt.Chart = (
        alt.Chart(alt.InlineData(values=_points(attendance)))
        .mark_point(filled=True, size=85, opacity=1)
        .encode(
            x=_days(attendance),
            y=_people(attendance),
            # One legend for both: the shape alone tells the kinds apart, the colour helps whoever sees it.
            color=alt.Color("kind:N", scale=alt.Scale(domain=names), legend=legend),
            shape=alt.Shape(
                "kind:N", scale=alt.Scale(domain=names, range=[SHAPES[kind] for kind in shown]), legend=legend
            ),
            tooltip=[alt.Tooltip("said:N", title="Group session")],
            description=alt.Description("said:N"),
        )
    )
    return dots


def _line(attendance: Attendance) -> alt.Chart:
    line: alt.Chart = (
        alt.Chart(alt.InlineData(values=_smooth(attendance)))
        .mark_line(strokeWidth=2.5, opacity=0.75, interpolate="monotone", tooltip=False, aria=False)
        .encode(x=_days(attendance), y=_people(attendance))
    )
    return line


def _days(attendance: Attendance) -> alt.X:
    axis = month_axis(attendance.sessions[0].on, attendance.sessions[-1].on)
    return alt.X("on:T", title=None, axis=axis, scale=alt.Scale(padding=12))


def _people(attendance: Attendance) -> alt.Y:
    most = max((one.came or 0 for one in attendance.recorded), default=0)
    scale = alt.Scale(domain=[0, top(most)], nice=False, padding=8)
    return alt.Y("people:Q", title="People", axis=whole_numbers(most), scale=scale)


def _points(attendance: Attendance) -> list[dict[str, object]]:
    return [
        {
            "on": one.on.isoformat() + "T00:00:00",
            "people": one.came or 0,
            "kind": KINDS[one.outcome],
            "said": _said(one),
        }
        for one in attendance.sessions
    ]


def _said(one: SessionCount) -> str:
    return (
        f"{short_day(one.on)}: {f'{one.came} came' if one.outcome is Outcome.RECORDED else KINDS[one.outcome].lower()}"
    )


def _smooth(attendance: Attendance) -> list[dict[str, object]]:
    recorded = attendance.recorded
    means = centred_mean([one.came or 0 for one in recorded], WINDOW)
    return [
        {"on": one.on.isoformat() + "T00:00:00", "people": round(mean, 2)}
        for one, mean in zip(recorded, means, strict=True)
        if mean is not None
    ]
