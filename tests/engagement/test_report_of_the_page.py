"""R26: which questions a report for outside leaves out is the same whatever there was to find."""

import pytest
from streamlit.testing.v1 import AppTest

from models import LeavingReason, MarkKind
from services.engagement.attendance import Outcome
from services.engagement.periods import Period
from services.sheets.report_wording import Version
from tests.engagement.further import More, together
from tests.engagement.world import Someone, World, build
from ui.charts.finding import Finding, Table
from ui.engagement import coming, conversion, heading, leaving, meeting, report, staying
from ui.engagement.shown import Shown
from ui.exporting.chapters import Contents, contents

FINDING = Finding({}, "Of 1 person who left, 1 is managing well.", Table(("Why",), (("Managing well",),)))


def outside(world: World, *headings: str) -> Contents:
    return made(world, [Shown(one, FINDING) for one in headings], Version.OUTSIDE)


def made(world: World, found: list[Shown], version: Version) -> Contents:
    return contents(report.chapters(world.coordinator, world.group.id or 0, found), version)


def test_what_is_left_out_does_not_tell_what_there_was(sqlite_url: str) -> None:
    world = build((Outcome.RECORDED,) * 3, (Someone((MarkKind.CAME,) * 3),))
    few, more = outside(world, report.HEADINGS[0]), outside(world, report.HEADINGS[0], leaving.HEADING)
    assert few.left_out == more.left_out
    assert leaving.HEADING in {one.heading for one in more.left_out}
    assert FINDING.sentence not in [finding.sentence for _, finding in more.given]


def test_every_question_of_the_page_is_in_the_report(sqlite_url: str) -> None:
    from ui.engagement import topics

    headings = {__import__(q.__module__, fromlist=["HEADING"]).HEADING for q in topics.questions(topics.Topic.REPORT)}
    assert headings <= set(report.HEADINGS)


def found_on(world: World) -> list[Shown]:
    """What the page finds for its coordinators, question by question."""

    def page(actor: object, group_id: int, period: object) -> None:
        import streamlit as st

        from ui.engagement.topics import Topic, questions
        from ui.guard import running_as

        with running_as(actor):  # type: ignore[arg-type]
            st.session_state["found"] = [
                shown
                for question in questions(Topic.REPORT)
                for shown in question(actor, group_id, period)  # type: ignore[arg-type]
            ]

    args = (world.coordinator, world.group.id, Period.ALL_TIME)
    app = AppTest.from_function(page, args=args, default_timeout=30).run()
    assert not app.exception
    found: list[Shown] = app.session_state["found"]
    return found


def why(told: Contents, question: str) -> str:
    return next(one.why for one in told.left_out if one.heading == question)


def test_the_groups_own_says_of_every_question_it_leaves_out_why(sqlite_url: str) -> None:
    """R23, R25: one person who came three times."""
    world = build((Outcome.RECORDED,) * 3, (Someone((MarkKind.CAME,) * 3),))
    told = made(world, found_on(world), Version.GROUP)
    assert sorted([*(one for one, _ in told.given), *(one.heading for one in told.left_out)]) == sorted(report.HEADINGS)
    assert why(told, staying.HEADING) == staying.TOO_FEW
    assert why(told, meeting.HEADING) == "Fewer than two people came in this time."
    assert why(told, conversion.BY_PROGRAMME) == report.CLINICS
    assert coming.HEADING in [one for one, _ in told.given]


def test_too_few_to_look_ahead_is_told_to_the_group_without_the_counts(sqlite_url: str) -> None:
    world = build((Outcome.RECORDED,) * 30, (Someone((MarkKind.CAME,) * 30),) * 3)
    assert why(made(world, found_on(world), Version.GROUP), heading.HEADING) == heading.TOO_FEW


@pytest.mark.parametrize(("number", "is_given"), [(1, False), (2, False), (3, True)])
def test_a_reason_of_one_or_two_is_for_the_coordinators_alone(sqlite_url: str, number: int, is_given: bool) -> None:
    """Whoever is in a room of nine knows who left, and would know why."""
    left = [More(left_days_ago=3, why=LeavingReason.HEALTH)] * number
    well = [More(left_days_ago=3, why=LeavingReason.MANAGING_WELL)] * 3
    came = Someone((MarkKind.CAME,) * 9)
    world = together((Outcome.RECORDED,) * 9, [(came, more) for more in (*left, *well)])
    found = found_on(world)
    told = made(world, found, Version.GROUP)
    assert (leaving.HEADING in [one for one, _ in told.given]) is is_given
    assert is_given or why(told, leaving.HEADING) == leaving.POINTS
    # The page has it all the same.
    assert [one for one in found if one.heading == leaving.HEADING and one.finding]
