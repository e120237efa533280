"""Attendance over time in words: who came lately and before, whether it changes, gaps named (R12, R23, R28)."""

from services.engagement.attendance import Attendance, Outcome, SessionCount
from services.engagement.disclosure import Scope
from services.engagement.periods import Period
from services.engagement.statistics.averages import lately
from ui.charts import not_counted
from ui.charts.attendance_drawing import KINDS, WINDOW, attendance_spec
from ui.charts.change import agreed_since, trend
from ui.charts.finding import Finding, Table
from ui.charts.numbers import tenths
from ui.words import many, short_day

LINE = f"The line evens out {WINDOW} group sessions at a time."
MEAN = f"The line is the mean of {WINDOW} recorded group sessions, drawn at the middle one."
TREND = "The change is the middle one of the slopes between every two of them (Theil–Sen, 95% interval)."


def attendance_finding(attendance: Attendance) -> Finding:
    """The chart, the sentence and the table of an attendance that has at least one group session."""
    sentence, notes = attendance_sentence(attendance), _notes(attendance)
    method: tuple[str, ...] = (MEAN,)
    if attendance.scope is Scope.AGREED:
        notes = (*notes, agreed_since("before"))
    elif said := trend([(one.on, one.came or 0) for one in attendance.recorded]):
        sentence, method = f"{sentence} Over all {len(attendance.recorded)}: {said}.", (MEAN, TREND)
    return Finding(attendance_spec(attendance), sentence, _table(attendance), notes, method)


def attendance_sentence(attendance: Attendance) -> str:
    """What the figures say, with their numbers."""
    who = "people" if attendance.scope is Scope.EVERYONE else "of the people who agreed to feedback"
    last, before = lately([one.came or 0 for one in attendance.recorded])
    if last is None:
        return "No register has been finished in this time, so nobody can say how many came."
    if last.sessions == 1:
        one = "1 person" if last.total == 1 and attendance.scope is Scope.EVERYONE else f"{last.total} {who}"
        return f"{one} came to the only recorded group session."
    lately_held = f"the last {last.sessions} recorded group sessions{_of(attendance)}"
    sentence = f"On average {tenths(last.mean)} {who} came to {lately_held}"
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
