"""How many others the usual member has met: recounted from raw rows, in words, and of nobody in particular."""

from datetime import date, timedelta

import pytest

from models import MarkKind
from services import clock
from services.engagement.attendance import Outcome
from services.engagement.disclosure import Scope
from services.engagement.meeting import Meeting, meeting
from services.engagement.periods import Period, bounds
from services.engagement.statistics.intervals import Interval
from services.engagement.statistics.medians import sample_median
from tests.engagement import recount, recount_coming
from tests.engagement.drawn import drawn
from tests.engagement.others import the_clinic_sees_no_difference
from tests.engagement.world import Someone, at_random, build
from tests.queries import how_many
from ui.charts.meeting import meeting_finding

CAME, MISSED = MarkKind.CAME, MarkKind.DID_NOT_COME
RECORDED = Outcome.RECORDED


@pytest.mark.parametrize("period", [Period.ALL_TIME, Period.LAST_12_MONTHS, Period.PREVIOUS_12_MONTHS])
def test_every_number_is_recounted_from_raw_rows(database_url: str, period: Period) -> None:
    """R26: everyone for the coordinator; for the clinic those who agreed, among themselves."""
    world = at_random(1, sessions=40, people=60)
    group, agreed = world.group.id or 0, recount.agreed(world.clinic.clinic_id or 0)
    for actor, only in ((world.coordinator, None), (world.clinic, agreed)):
        view = meeting(actor, group, period)
        begins, ends = bounds(view.period, clock.today())
        days = clock.local(begins).date(), clock.local(ends).date() - timedelta(days=1)
        assert list(view.met) == recount_coming.met(group, *days, only)
        assert view.met[0] < view.met[-1]
        held = recount_coming.held(group, *days).values()
        assert list(view.not_recorded) == sorted(on for on, done in held if not done)


def test_the_same_two_people_meet_once_however_often_they_come(database_url: str) -> None:
    world = build((RECORDED,) * 3, (Someone((CAME,) * 3), Someone((CAME, CAME, MISSED)), Someone((None, None, CAME))))
    assert meeting(world.coordinator, world.group.id or 0).met == (1, 1, 2)


def test_somebody_who_only_sent_word_met_nobody_and_is_in_no_figure(database_url: str) -> None:
    world = build((RECORDED,), (Someone((CAME,)), Someone((MarkKind.SENT_WORD,)), Someone((MISSED,))))
    assert meeting(world.coordinator, world.group.id or 0).met == (0,)


def test_nobody_meets_at_a_session_without_a_finished_register(database_url: str) -> None:
    """R12."""
    world = build((Outcome.NOT_RECORDED, Outcome.CANCELLED), (Someone((CAME, CAME)),) * 2)
    view = meeting(world.coordinator, world.group.id or 0)
    assert (view.met, view.median, view.middle_half) == ((), None, None)


def test_a_person_who_agreed_has_not_met_anybody_who_did_not(database_url: str) -> None:
    """R26: alone among others, somebody who agreed has met nobody as far as the clinic is told."""
    world = build((RECORDED,), (Someone((CAME,)), *[Someone((CAME,), consent="none")] * 5))
    assert meeting(world.clinic, world.group.id or 0).met == (0,)
    assert meeting(world.coordinator, world.group.id or 0).met == (5,) * 6


def test_a_clinic_sees_no_difference_whatever_the_others_did(database_url: str) -> None:
    """R9, R26."""
    the_clinic_sees_no_difference(meeting)


def test_the_number_of_queries_does_not_grow(database_url: str) -> None:
    small, large = at_random(1, sessions=5, people=10), at_random(2, sessions=60, people=200)
    for one, other in ((small.clinic, large.clinic), (small.coordinator, large.coordinator)):
        few = how_many(lambda one=one: meeting(one, small.group.id or 0))
        assert few == how_many(lambda other=other: meeting(other, large.group.id or 0))


def view(*met: int, scope: Scope = Scope.EVERYONE, half: Interval | None = None) -> Meeting:
    missing = (date(2026, 3, 5),)
    middle = sample_median(met) if half else None
    return Meeting(scope, Period.LAST_12_MONTHS, met, middle, half, missing)


def test_the_middle_and_its_half_are_told_from_eight_people_up(database_url: str) -> None:
    """R23: five in one room, who met four others each, and four in another, who met three."""
    two_rooms = [Someone((CAME, MISSED))] * 5 + [Someone((MISSED, CAME))] * 4
    for people, half in ((two_rooms, Interval(3, 4)), (two_rooms[2:], None)):
        world = build((RECORDED,) * 2, tuple(people))
        found = meeting(world.coordinator, world.group.id or 0)
        assert (found.middle_half, found.median is None) == (half, half is None)


def test_the_sentence_says_how_many_half_have_met_with_its_range() -> None:
    """R23."""
    finding = meeting_finding(view(0, 2, 3, 4, 4, 5, 7, 9, 12, half=Interval(3, 7)))
    assert finding.sentence == "Of the 9 people who came, half have met 4 or more others (plausibly 2 to 9)."
    assert finding.method[-1] == "The middle half of them have met 3 to 7 each."


def test_people_are_whole() -> None:
    """Between 4 and 5 lies the middle, and half have met 5 or more; a half of people between 2.5 and 7.25."""
    finding = meeting_finding(view(0, 2, 3, 4, 5, 7, 9, 12, half=Interval(2.5, 7.25)))
    assert "half have met 5 or more others" in finding.sentence
    assert finding.method[-1] == "The middle half of them have met 2 to 8 each."


@pytest.mark.parametrize(("met", "said"), [((0, 1, 1), "0 to 1 other"), ((2, 2, 2), "2 others")])
def test_of_few_people_the_fewest_and_the_most_are_told(met: tuple[int, ...], said: str) -> None:
    """R23."""
    finding = meeting_finding(view(*met))
    assert finding.sentence == f"The 3 people who came have met {said} each: too few people to say what is usual."
    assert len(finding.spec["layer"]) == 1
    assert "95%" not in str(finding.about)


def test_a_clinics_sentence_says_of_whom_it_speaks() -> None:
    """R26."""
    finding = meeting_finding(view(*[2] * 8, scope=Scope.AGREED, half=Interval(2, 2)))
    assert finding.sentence.startswith(
        "Of the 8 people who agreed to feedback and came, half have met 2 or more others of them."
    )
    few = meeting_finding(view(1, 2, 3, scope=Scope.AGREED))
    assert few.sentence.startswith("The 3 people who agreed to feedback and came have met 1 to 3 others of them each:")
    assert "others are not counted" in finding.notes[-1]


@pytest.mark.parametrize("met", [(0, 1), (5, 5), (0, 3, 3, 9), tuple(range(40)), (11, 12, 30)])
def test_the_table_holds_the_plotted_figures_and_everybody_once(met: tuple[int, ...]) -> None:
    """R27: in at most nine columns, equally wide."""
    finding = meeting_finding(view(*met, half=Interval(0, 9)))
    bars = drawn(finding.spec)
    assert [(row[0], int(row[1])) for row in finding.table.rows] == [
        (bar["said"].split(":")[0], bar["count"]) for bar in bars
    ]
    assert sum(bar["count"] for bar in bars) == len(met)
    assert len({bar["until"] - bar["since"] for bar in bars}) == 1
    assert len(bars) <= 9
    middle = [{"since": sample_median(met).value}]  # type: ignore[union-attr]
    assert drawn(finding.spec, 1) == drawn(finding.spec, 2) == middle


def test_missing_registers_are_named() -> None:
    """R28."""
    assert meeting_finding(view(1, 1)).notes[0] == "Not recorded: 5 Mar 2026. This one is in no figure."
