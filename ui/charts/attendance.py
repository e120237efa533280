"""Attendance over time as a chart: a dot for each group session, a line through the usual, gaps named (R12, R28)."""

from typing import Any

import altair as alt

from services.engagement.attendance import Attendance, Outcome, SessionCount
from services.engagement.disclosure import Scope
from services.engagement.periods import Period
from services.engagement.statistics.averages import centred_mean, lately
from ui.charts import not_counted
from ui.charts.change import agreed_since, trend
from ui.charts.columns import top, whole_numbers
from ui.charts.days import month_axis
from ui.charts.finding import Finding, Table
from ui.charts.numbers import tenths
from ui.words import many, short_day

WINDOW = 5
HEIGHT = 300
LINE = f"The line evens out {WINDOW} group sessions at a time."
MEAN = f"The line is the mean of {WINDOW} recorded group sessions, drawn at the middle one."
TREND = "The change is the middle one of the slopes between every two of them (Theil–Sen, 95% interval)."

KINDS = {
    Outcome.RECORDED: "People who came",
    Outcome.NOT_RECORDED: "Not recorded",
    Outcome.CANCELLED: "Cancelled",
}
# Told apart by shape alone, on paper or without colour.
SHAPES = {Outcome.RECORDED: "circle", Outcome.NOT_RECORDED: "triangle-up", Outcome.CANCELLED: "cross"}


def attendance_finding(attendance: Attendance) -> Finding:
    """The chart, the sentence and the table of an attendance that has at least one group session."""
    sentence, notes = attendance_sentence(attendance), _notes(attendance)
    method: tuple[str, ...] = (MEAN,)
    if attendance.scope is Scope.AGREED:
        notes = (*notes, agreed_since("before"))
    elif said := trend([(one.on, one.came or 0) for one in attendance.recorded]):
        sentence, method = f"{sentence} Over all {len(attendance.recorded)}: {said}.", (MEAN, TREND)
    return Finding(_spec(attendance), sentence, _table(attendance), notes, method)


def attendance_sentence(attendance: Attendance) -> str:
    """What the figures say, with their numbers."""
    who = "people" if attendance.scope is Scope.EVERYONE else "of the people who agreed to feedback"
    last, before = lately([one.came or 0 for one in attendance.recorded])
    if last is None:
        return "No register has been finished in this time, so nobody can say how many came."
    if last.sessions == 1:
        one = "1 person" if last.total == 1 and attendance.scope is Scope.EVERYONE else f"{last.total} {who}"
        return f"{one} came to the only recorded group session."
    lasts = f"the last {last.sessions} recorded group sessions{_of(attendance)}"
    sentence = f"On average {tenths(last.mean)} {who} came to {lasts}"
    if before is None or attendance.scope is Scope.AGREED:
        return f"{sentence} ({many(last.total, 'visit')})."
    earlier = f"it was {tenths(before.mean)} at the {before.sessions} before that ({many(before.total, 'visit')})"
    return f"{sentence} ({many(last.total, 'visit')}); {earlier}."


def _of(attendance: Attendance) -> str:
    """Which last ones, when they are not the newest."""
    return " of that time" if attendance.period is Period.PREVIOUS_12_MONTHS else ""


def _notes(attendance: Attendance) -> tuple[str, ...]:
    off = not_counted.cancelled([one.on for one in attendance.sessions if one.outcome is Outcome.CANCELLED])
    return tuple(note for note in (missing_registers(attendance), off, LINE) if note)


def missing_registers(attendance: Attendance) -> str:
    """Which registers were never finished, so that nobody takes the figures for whole (R28); "" when none."""
    return not_counted.not_recorded([one.on for one in attendance.not_recorded])


def _table(attendance: Attendance) -> Table:
    newest_first = tuple(reversed(attendance.sessions))
    if attendance.scope is Scope.EVERYONE:
        columns: tuple[str, ...] = ("Group session", "Came", "Of them late", "Sent word", "Did not come")
        return Table(columns, tuple((short_day(one.on), _came(one), *_more(one)) for one in newest_first))
    return Table(("Group session", "Came"), tuple((short_day(one.on), _came(one)) for one in newest_first))


def _came(one: SessionCount) -> str:
    return str(one.came) if one.outcome is Outcome.RECORDED else KINDS[one.outcome]


def _more(one: SessionCount) -> tuple[str, ...]:
    return tuple("" if count is None else str(count) for count in (one.late, one.sent_word, one.did_not_come))


def _spec(attendance: Attendance) -> dict[str, Any]:
    shown = [kind for kind in KINDS if any(one.outcome is kind for one in attendance.sessions)]
    names = [KINDS[kind] for kind in shown]
    legend = alt.Legend(title=None, orient="top", direction="horizontal", columns=2, symbolSize=110, labelLimit=200)
    points = (
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
    line = (
        alt.Chart(alt.InlineData(values=_smooth(attendance)))
        .mark_line(strokeWidth=2.5, opacity=0.75, interpolate="monotone", tooltip=False, aria=False)
        .encode(x=_days(attendance), y=_people(attendance))
    )
    spec: dict[str, Any] = alt.layer(line, points).properties(height=HEIGHT, width="container").to_dict()
    return spec


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
