"""The two charts: a sentence with its numbers, a table of the plotted figures, and gaps named (R23, R24, R27, R28)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from services.engagement.attendance import Attendance, Outcome, SessionCount
from services.engagement.disclosure import Scope
from services.engagement.journey import Journey
from services.engagement.periods import Period
from ui.charts.attendance import attendance_finding
from ui.charts.journey import journey_finding

FIRST = date(2026, 1, 8)


def came(*counts: int | Outcome, scope: Scope = Scope.EVERYONE) -> Attendance:
    sessions = []
    for number, count in enumerate(counts):
        on = FIRST + timedelta(days=14 * number)
        recorded = isinstance(count, int)
        finer = (0, 1, 2) if recorded and scope is Scope.EVERYONE else (None, None, None)
        sessions.append(SessionCount(on, Outcome.RECORDED, count, *finer) if recorded else SessionCount(on, count))
    people = None if scope is Scope.EVERYONE else 9
    return Attendance(scope, Period.ALL_TIME, people, tuple(sessions))


def led(old_enough: int, accepted: int, first_visit: int, settled: int, too_early: int = 0) -> Journey:
    period = Period.ALL_TIME
    return Journey(Scope.EVERYONE, period, old_enough, accepted, first_visit, settled, settled, too_early)


def plotted(spec: dict[str, Any], layer: int) -> list[dict[str, Any]]:
    data = spec["layer"][layer]["data"]
    values: list[dict[str, Any]] = data["values"] if "values" in data else spec["datasets"][data["name"]]
    return values


def test_the_sentence_compares_the_last_six_with_the_six_before() -> None:
    """R23: with the visits that the averages are made of."""
    finding = attendance_finding(came(*[7] * 6, *[8] * 5, 9))
    assert finding.sentence == (
        "On average 8.2 people came to the last 6 recorded group sessions (49 visits); "
        "it was 7 at the 6 before that (42 visits). Over all 12: no clear change."
    )


def test_the_last_ones_of_an_earlier_year_are_not_called_the_last() -> None:
    sentence = attendance_finding(replace(came(*[6] * 12), period=Period.PREVIOUS_12_MONTHS)).sentence
    assert "came to the last 6 recorded group sessions of that time" in sentence


def test_missing_and_cancelled_sessions_are_in_no_average() -> None:
    """R12."""
    with_gaps = came(*[7] * 6, Outcome.CANCELLED, *[8] * 5, Outcome.NOT_RECORDED, 9)
    assert attendance_finding(with_gaps).sentence == attendance_finding(came(*[7] * 6, *[8] * 5, 9)).sentence


def test_few_sessions_are_not_compared() -> None:
    assert attendance_finding(came(4)).sentence == "4 people came to the only recorded group session."
    assert attendance_finding(came(4, 5)).sentence == (
        "On average 4.5 people came to the last 2 recorded group sessions (9 visits)."
    )


def test_registers_that_are_missing_are_named() -> None:
    """R28: by day under the chart, and with a mark of their own in it."""
    finding = attendance_finding(came(5, Outcome.NOT_RECORDED, 6, Outcome.CANCELLED))
    assert finding.notes[0] == "Not recorded: 22 Jan 2026. This one is in no figure."
    kinds = [point["kind"] for point in plotted(finding.spec, 1)]
    assert kinds == ["People who came", "Not recorded", "People who came", "Cancelled"]
    shapes = finding.spec["layer"][1]["encoding"]["shape"]["scale"]
    assert shapes["domain"] == ["People who came", "Not recorded", "Cancelled"]
    assert len(set(shapes["range"])) == 3


def test_many_missing_registers_are_named_in_short() -> None:
    finding = attendance_finding(came(5, *[Outcome.NOT_RECORDED] * 6))
    assert finding.notes[0].startswith("Not recorded: 2 earlier, 19 Feb 2026, ")


def test_with_no_register_at_all_it_says_so() -> None:
    finding = attendance_finding(came(Outcome.NOT_RECORDED, Outcome.CANCELLED))
    assert finding.sentence == "No register has been finished in this time, so nobody can say how many came."


def test_the_attendance_table_holds_the_plotted_figures() -> None:
    """R27."""
    finding = attendance_finding(came(5, Outcome.NOT_RECORDED, 6, Outcome.CANCELLED))
    points = [
        str(point["people"]) if point["kind"] == "People who came" else point["kind"]
        for point in plotted(finding.spec, 1)
    ]
    assert [row[1] for row in reversed(finding.table.rows)] == points
    assert finding.table.rows[1] == ("5 Feb 2026", "6", "0", "1", "2")


def test_a_clinics_table_has_no_more_than_its_figures() -> None:
    """R26."""
    finding = attendance_finding(came(5, 6, scope=Scope.AGREED))
    assert finding.table.columns == ("Group session", "Came")
    assert "of the people who agreed to feedback" in finding.sentence


def test_the_line_is_the_mean_of_five() -> None:
    finding = attendance_finding(came(1, 2, 3, Outcome.CANCELLED, 4, 5, 6))
    assert [point["people"] for point in plotted(finding.spec, 0)] == [3.0, 4.0]


def test_the_journey_is_told_with_numerators_and_denominator() -> None:
    """R23, R24."""
    assert journey_finding(led(20, 17, 13, 8, too_early=4)).sentence == (
        "Of 20 referrals sent at least 8 weeks ago, 17 were accepted, 13 came to a first visit and 8 settled in, "
        "each within 8 weeks. 4 were sent since then: too early to say."
    )


def test_who_settled_later_is_told_beside_it() -> None:
    finding = journey_finding(replace(led(20, 17, 13, 1), settled_by_now=7))
    assert "1 settled in, each within 8 weeks; 7 have settled in by now." in finding.sentence
    assert ("Settled by now", "7 of 20", "", "") in finding.table.rows


def test_a_clinics_journey_says_whose_it_is() -> None:
    """R26."""
    finding = journey_finding(replace(led(20, 17, 13, 8), scope=Scope.AGREED))
    assert finding.sentence.startswith("Of 20 referrals of people who agreed to feedback, sent at least 8 weeks ago")


def test_when_all_are_too_early_no_figure_is_made_of_them() -> None:
    """R24."""
    finding = journey_finding(led(0, 0, 0, 0, too_early=3))
    assert finding.sentence == (
        "3 referrals sent in the last 8 weeks: too early to say. None was sent earlier in this time."
    )
    assert ("Too early to say", "3", "", "") in finding.table.rows


def test_one_that_is_too_early_is_told_as_one() -> None:
    """R24."""
    assert journey_finding(led(9, 8, 7, 6, too_early=1)).sentence.endswith(" 1 was sent since then: too early to say.")


def test_the_journey_names_the_registers_that_are_missing() -> None:
    """R28."""
    finding = journey_finding(replace(led(20, 17, 13, 8), not_recorded=(date(2026, 11, 12),)))
    assert finding.notes[0] == "1 register not finished, so visits may be missing: 12 Nov 2026."
    assert journey_finding(led(20, 17, 13, 8)).notes == finding.notes[1:]


def test_from_eight_the_journey_has_percentages_with_their_range() -> None:
    """R23: 5 of 8, Wilson 31 to 86 (0.3057 to 0.8632)."""
    finding = journey_finding(led(8, 8, 5, 2))
    assert finding.table.rows[2] == ("First visit", "5 of 8", "63%", "31% to 86%")
    assert "%" in str(plotted(finding.spec, 0))


def test_below_eight_no_percentage_anywhere() -> None:
    """R23."""
    finding = journey_finding(led(7, 7, 5, 2))
    assert "%" not in f"{finding}"


def test_the_journey_table_holds_the_plotted_figures() -> None:
    """R27."""
    finding = journey_finding(led(20, 17, 13, 8))
    bars = [f"{bar['count']} of 20" for bar in plotted(finding.spec, 0)]
    assert [row[1] for row in finding.table.rows[:4]] == bars
    assert [bar["label"] for bar in plotted(finding.spec, 0)][2] == "First visit: 13 of 20 · 65% (43% to 82%)"


def test_the_thin_lines_of_the_journey_are_drawn_from_end_to_end_of_the_tables_ranges() -> None:
    """R23, R27."""
    finding = journey_finding(led(20, 17, 13, 8))
    encoding = finding.spec["layer"][1]["encoding"]
    low, high = encoding["x"]["field"], encoding["x2"]["field"]
    lines = [f"{100 * one[low] / 20:.0f}% to {100 * one[high] / 20:.0f}%" for one in plotted(finding.spec, 1)]
    assert lines == [row[3] for row in finding.table.rows if row[3]] == ["64% to 95%", "43% to 82%", "22% to 61%"]


def test_the_same_figures_make_the_same_finding() -> None:
    assert attendance_finding(came(5, 6, 7)) == attendance_finding(came(5, 6, 7))
    assert journey_finding(led(20, 17, 13, 8)) == journey_finding(led(20, 17, 13, 8))
