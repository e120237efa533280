"""Group settings: what a group says of itself, and what a new place means for what is planned."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from models import AuditEvent, GraduateGroup, GroupSession, GroupSessionState, Nation, Series
from services import clock
from services.errors import Conflict, Invalid
from services.group_sessions import planning
from services.group_sessions.fields import SeriesWish
from services.group_settings.details import Details, change_details, details
from tests import make
from tests.cast import Cast

WANTED = Details(
    name="River Friends",
    venue="St Anne's Hall",
    access_notes="Ramp at the side door",
    room_capacity=18,
    nation=Nation.SCOTLAND,
    every_weeks=3,
    weekdays=0b1001,
    meets_at=time(10, 30),
    minutes=90,
    names_on_sheets=True,
    asks_feeling=True,
)


def test_everything_is_kept_as_it_was_typed(cast: Cast) -> None:
    group_id = cast.group.id or 0
    change_details(cast.coordinator, group_id, details(cast.coordinator, group_id).version, WANTED)
    kept = details(cast.coordinator_2, group_id)
    assert Details(**{name: getattr(kept, name) for name in Details.__dataclass_fields__}) == WANTED
    assert make.rows(AuditEvent, action="group.changed")[0].group_id == group_id


def test_planned_sessions_at_the_old_place_move_with_the_group_when_that_is_wanted(cast: Cast) -> None:
    group_id, ahead = cast.group.id or 0, clock.now() + timedelta(days=3)
    planned = make.group_session(cast.group, ahead)
    elsewhere = make.group_session(cast.group, ahead + timedelta(days=1), venue="The park")
    cancelled = make.group_session(
        cast.group, ahead + timedelta(days=2), state=GroupSessionState.CANCELLED, cancel_reason="Snow"
    )
    held = make.group_session(cast.group, clock.now() - timedelta(days=3), register_finished_at=clock.now())
    strangers = make.group_session(cast.other_group, ahead, venue=cast.group.venue)
    assert details(cast.coordinator, group_id).planned_here == 1
    assert change_details(cast.coordinator, group_id, 1, WANTED, move_planned=True) == 1
    venues = {row.id: row.venue for row in make.rows(GroupSession)}
    assert venues[planned.id] == WANTED.venue
    assert venues[elsewhere.id] == "The park"
    assert {venues[row.id] for row in (cancelled, held, strangers)} == {cast.group.venue}


def test_what_a_series_makes_afterwards_is_at_the_new_place(cast: Cast) -> None:
    group_id = cast.group.id or 0
    first = clock.today() + timedelta(days=7)
    planning.make_series(cast.coordinator, group_id, SeriesWish(first, time(14), 120, 1, count=2))
    series = make.rows(Series)[0]
    series.until = None
    make.add(series)
    change_details(cast.coordinator, group_id, 1, WANTED, move_planned=True)
    planning.extend_series(cast.coordinator, series.id or 0)
    assert {row.venue for row in make.rows(GroupSession)} == {WANTED.venue}


def test_otherwise_planned_sessions_stay_where_they_are(cast: Cast) -> None:
    planned = make.group_session(cast.group, clock.now() + timedelta(days=3))
    assert change_details(cast.coordinator, cast.group.id or 0, 1, WANTED) == 0
    assert make.rows(GroupSession, id=planned.id)[0].venue == cast.group.venue


def test_whoever_looked_before_the_other_saved_is_told(cast: Cast) -> None:
    change_details(cast.coordinator, cast.group.id or 0, 1, WANTED)
    with pytest.raises(Conflict, match="Someone else changed this"):
        change_details(cast.coordinator_2, cast.group.id or 0, 1, replace(WANTED, name="Other"))


def test_a_name_that_the_clinics_other_group_has_is_refused_in_words(cast: Cast) -> None:
    make.group(cast.riverside, "River Friends")
    with pytest.raises(Conflict, match="already has a group of that name"):
        change_details(cast.coordinator, cast.group.id or 0, 1, WANTED)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " "),
        ("venue", "x" * 201),
        ("access_notes", "x" * 2001),
        ("room_capacity", 0),
        ("room_capacity", 501),
        ("every_weeks", 0),
        ("every_weeks", 53),
        ("weekdays", 128),
        ("weekdays", 0),
        ("minutes", 0),
        ("minutes", 721),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(cast: Cast, field: str, value: object) -> None:
    with pytest.raises(Invalid) as refused:
        change_details(cast.coordinator, cast.group.id or 0, 1, replace(WANTED, **{field: value}))
    assert [problem.field for problem in refused.value.problems] == [field]
    assert make.rows(GraduateGroup, id=cast.group.id)[0].name == cast.group.name
