"""R26: which questions a report for outside leaves out is the same whatever there was to find."""

import importlib

import pytest
from streamlit.testing.v1 import AppTest

from models import LeavingReason, MarkKind
from services.engagement.attendance import Outcome
from services.engagement.periods import Period
from services.sheets.report_wording import Version
from tests.engagement.further import More, together
from tests.engagement.world import Someone, World, build
from ui.charts.finding import Finding, Table
from ui.engagement import coming, heading, leaving, meeting, programmes, report, staying, topics
from ui.engagement.shown import Question, Shown
from ui.exporting.chapters import Contents, contents

FINDING = Finding({}, "Of 1 person who left, 1 is managing well.", Table(("Why",), (("Managing well",),)))


def made(world: World, found: list[Shown], version: Version) -> Contents:
    return contents(report.chapters(world.coordinator, world.group.id or 0, found), version)


def test_what_is_left_out_does_not_tell_what_there_was(sqlite_url: str) -> None:
    world = build((Outcome.RECORDED,) * 3, (Someone((MarkKind.CAME,) * 3),))
    nothing, one_left = Shown(leaving.QUESTION, None, "Nobody left."), Shown(leaving.QUESTION, FINDING)
    few, more = (made(world, [one], Version.OUTSIDE) for one in (nothing, one_left))
    assert few.left_out == more.left_out
    assert [one.heading for one in more.left_out] == [leaving.QUESTION.heading]
    assert not more.given


@pytest.mark.parametrize("version", Version)
def test_every_question_of_the_page_is_in_the_report_whatever_there_was(sqlite_url: str, version: Version) -> None:
    came = Someone((MarkKind.CAME,) * 9, sent_days_ago=100)
    full = together((Outcome.RECORDED,) * 9, [(came, More(programmes=(3,), contacted_after=4))] * 21)
    for world in (full, build((), ())):
        told = made(world, found_on(world), version)
        assert sorted([*(one for one, _ in told.given), *(one.heading for one in told.left_out)]) == sorted(headings())


def headings() -> list[str]:
    return [importlib.import_module(show.__module__).QUESTION.heading for show in topics.questions(topics.Topic.REPORT)]


def found_on(world: World) -> list[Shown]:
    """What the page finds for its coordinators, question by question."""

    def page(actor: object, group_id: int, period: object) -> None:
        import streamlit as st

        from ui.engagement.topics import Topic, questions
        from ui.guard import running_as

        with running_as(actor):  # type: ignore[arg-type]
            st.session_state["found"] = [show(actor, group_id, period) for show in questions(Topic.REPORT)]  # type: ignore[arg-type]

    args = (world.coordinator, world.group.id, Period.ALL_TIME)
    app = AppTest.from_function(page, args=args, default_timeout=30).run()
    assert not app.exception
    found: list[Shown] = app.session_state["found"]
    return found


def why(told: Contents, question: Question) -> str:
    return next(one.why for one in told.left_out if one.heading == question.heading)


def test_the_groups_own_says_of_every_question_it_leaves_out_why(sqlite_url: str) -> None:
    """R23, R25: one person who came three times."""
    world = build((Outcome.RECORDED,) * 3, (Someone((MarkKind.CAME,) * 3),))
    told = made(world, found_on(world), Version.GROUP)
    assert why(told, staying.QUESTION) == staying.TOO_FEW
    assert why(told, meeting.QUESTION) == "Fewer than two people came in this time."
    assert why(told, programmes.QUESTION) == programmes.CLINICS
    assert coming.QUESTION.heading in [one for one, _ in told.given]


def test_too_few_to_look_ahead_is_told_to_the_group_without_the_counts(sqlite_url: str) -> None:
    world = build((Outcome.RECORDED,) * 30, (Someone((MarkKind.CAME,) * 30),) * 3)
    assert why(made(world, found_on(world), Version.GROUP), heading.QUESTION) == heading.TOO_FEW


@pytest.mark.parametrize(("number", "is_given"), [(1, False), (2, False), (3, True)])
def test_a_reason_of_one_or_two_is_for_the_coordinators_alone(sqlite_url: str, number: int, is_given: bool) -> None:
    """Whoever is in a room of nine knows who left, and would know why."""
    left = [More(left_days_ago=3, why=LeavingReason.HEALTH)] * number
    well = [More(left_days_ago=3, why=LeavingReason.MANAGING_WELL)] * 3
    came = Someone((MarkKind.CAME,) * 9)
    world = together((Outcome.RECORDED,) * 9, [(came, more) for more in (*left, *well)])
    found = found_on(world)
    told = made(world, found, Version.GROUP)
    assert (leaving.QUESTION.heading in [one for one, _ in told.given]) is is_given
    assert is_given or why(told, leaving.QUESTION) == leaving.POINTS
    # The page has it all the same.
    assert [one for one in found if one.question == leaving.QUESTION and one.finding]
