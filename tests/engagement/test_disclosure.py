"""What a clinic may learn: figures about people whose feedback consent is in force, and no more (R26)."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import ConsentKind, MarkKind
from services import clock
from services.clinic import consents
from services.engagement.attendance import Outcome, attendance
from services.engagement.disclosure import Scope
from services.engagement.journey import journey
from services.engagement.periods import Period
from tests.cast import Cast
from tests.engagement.world import Someone, World, build

SESSIONS = 5
CAME = (MarkKind.CAME,) * SESSIONS
ALL_RECORDED = (Outcome.RECORDED,) * SESSIONS
WELCOMED = Someone(CAME, sent_days_ago=75)

outcomes = st.tuples(*[st.sampled_from(Outcome)] * SESSIONS)
marks = st.tuples(*[st.sampled_from([*MarkKind, None])] * SESSIONS)
sent = st.sampled_from([None, 0, 30, 55, 56, 75, 300])
after = st.sampled_from([None, 0, 20, 60])
people = st.builds(
    Someone,
    marks=marks,
    graduate=st.booleans(),
    consent=st.sampled_from(["in force", "in force", "none", "withdrawn", "expired", "to come"]),
    sent_days_ago=sent,
    accepted_after=after,
    undone=st.booleans(),
)


def views(world: World) -> list[object]:
    """All that the clinic is given, whichever period it asks for."""
    group = world.group.id or 0
    return [read(world.clinic, group, period) for read in (attendance, journey) for period in Period]


@given(outcomes=outcomes, first=st.lists(people, max_size=4), data=st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_clinic_sees_no_difference_whatever_the_others_did(
    database_url: str, outcomes: tuple[Outcome, ...], first: list[Someone], data: st.DataObject
) -> None:
    """R9, R26: two worlds that differ only in the marks and milestones of people who have not agreed, or in how
    many of them there are, look the same to the clinic to the last number."""
    second = [
        one
        if one.counts_for_clinic
        else replace(
            one,
            marks=data.draw(marks),
            sent_days_ago=data.draw(sent),
            accepted_after=data.draw(after),
            undone=data.draw(st.booleans()),
        )
        for one in first
    ]
    others = data.draw(st.lists(people.filter(lambda one: not one.counts_for_clinic), max_size=2))
    assert views(build(outcomes, tuple(first))) == views(build(outcomes, (*second, *others)))


def test_the_others_do_make_a_difference_to_the_coordinator(database_url: str) -> None:
    """So that the test above is not true of an empty view."""
    without, others = build(ALL_RECORDED, (WELCOMED,)), build(ALL_RECORDED, (WELCOMED, Someone(CAME, consent="none")))
    group, other = without.group.id or 0, others.group.id or 0
    assert attendance(without.coordinator, group) != attendance(others.coordinator, other)
    assert [one.came for one in attendance(others.coordinator, other).sessions] == [2] * SESSIONS
    assert [one.came for one in attendance(others.clinic, other).sessions] == [1] * SESSIONS


def test_withdrawing_takes_a_person_out_of_every_figure_at_once(database_url: str) -> None:
    """R9, R26."""
    world = build(ALL_RECORDED, (WELCOMED, WELCOMED))
    before = views(world)
    leaver = world.graduates[0]
    assert leaver is not None
    consents.withdraw(world.clinic, leaver.id or 0, ConsentKind.FEEDBACK)
    assert before == views(build(ALL_RECORDED, (WELCOMED, WELCOMED)))
    assert views(world) == views(build(ALL_RECORDED, (WELCOMED,)))


def test_agreeing_to_share_is_not_agreeing_to_feedback(database_url: str) -> None:
    """The worlds give everybody consent to share; without feedback the clinic counts nobody."""
    world = build(ALL_RECORDED, (replace(WELCOMED, consent="none"),))
    group = world.group.id or 0
    assert attendance(world.clinic, group).people == 0
    assert [one.came for one in attendance(world.clinic, group).sessions] == [0] * SESSIONS
    assert (journey(world.clinic, group).old_enough, journey(world.clinic, group).too_early) == (0, 0)


@pytest.mark.parametrize("consent", ["none", "withdrawn", "expired", "to come"])
def test_consent_must_be_in_force_today(database_url: str, consent: str) -> None:
    world = build(ALL_RECORDED, (replace(WELCOMED, consent=consent),))
    assert attendance(world.clinic, world.group.id or 0).people == 0


def test_a_clinic_has_one_period_whatever_it_asks_for(database_url: str) -> None:
    """R26: overlapping periods could be differenced."""
    world = build(ALL_RECORDED, (WELCOMED,))
    group = world.group.id or 0
    assert {attendance(world.clinic, group, period).period for period in Period} == {Period.LAST_24_MONTHS}
    assert {journey(world.clinic, group, period).period for period in Period} == {Period.LAST_24_MONTHS}


def test_a_clinic_learns_who_came_and_nothing_finer(database_url: str) -> None:
    world = build(ALL_RECORDED, (Someone((MarkKind.LATE,) * SESSIONS),))
    view = attendance(world.clinic, world.group.id or 0)
    assert view.scope is Scope.AGREED
    assert {(one.came, one.late, one.sent_word, one.did_not_come) for one in view.sessions} == {(1, None, None, None)}


def test_a_graduate_of_another_clinic_is_not_counted(cast: Cast) -> None:
    """R26: their consent was given to their own clinic."""
    from tests import make

    programme = make.programme(cast.hillside.id or 0)
    theirs = make.graduate(programme)
    make.consent(theirs, ConsentKind.FEEDBACK)
    member = make.member(cast.group, graduate_id=theirs.id)
    session = make.group_session(cast.group, register_finished_at=clock.now())
    make.mark(session, member)
    view = attendance(cast.clinic, cast.group.id or 0)
    assert (view.people, [one.came for one in view.sessions]) == (0, [0])
    assert [one.came for one in attendance(cast.coordinator, cast.group.id or 0).sessions] == [1]
