"""A private calendar link: its owner's alone, shown again, replaced, stopped; and what of it is kept."""

from datetime import timedelta

import pytest
import time_machine

from models import Account, AuditEvent, CalendarLink, GroupSession
from services import clock
from services.calendar.feed import NOTED_EVERY, feed
from services.calendar.links import (
    calendar_link,
    make_calendar_link,
    renew_calendar_link,
    revoke_calendar_link,
)
from services.calendar.tokens import parts, signature
from services.settings import settings
from tests import make
from tests.cast import Cast
from tests.queries import how_many


def token(address: str) -> str:
    return address.rpartition("/")[2].removesuffix(".ics")


def made(cast: Cast) -> str:
    """The token of a new link of the coordinator's."""
    return token(make_calendar_link(cast.coordinator, cast.group.id or 0).address)


def test_it_is_shown_again_to_its_owner_and_to_nobody_else(cast: Cast) -> None:
    group = cast.group.id or 0
    link = make_calendar_link(cast.coordinator, group)
    assert calendar_link(cast.coordinator, group) == link
    assert link.address.startswith(f"{settings().public_url}/calendar/")
    assert calendar_link(cast.coordinator_2, group) is None


def test_made_twice_it_is_the_same_one(cast: Cast) -> None:
    assert made(cast) == made(cast)
    assert len(make.rows(CalendarLink)) == 1


def test_each_coordinator_has_a_link_of_their_own(cast: Cast) -> None:
    other = make_calendar_link(cast.coordinator_2, cast.group.id or 0).address
    assert made(cast) != token(other)


def test_a_new_link_stops_the_one_before_and_asked_twice_makes_one(cast: Cast) -> None:
    group = cast.group.id or 0
    first = make_calendar_link(cast.coordinator, group)
    second = renew_calendar_link(cast.coordinator, group, first.id)
    assert renew_calendar_link(cast.coordinator, group, first.id) == second
    assert [feed(token(one.address)) is not None for one in (first, second)] == [False, True]


def test_a_stopped_link_answers_nothing_and_is_not_shown(cast: Cast) -> None:
    old = made(cast)
    for _ in range(2):
        revoke_calendar_link(cast.coordinator, cast.group.id or 0)
    assert feed(old) is None
    assert calendar_link(cast.coordinator, cast.group.id or 0) is None
    assert made(cast) != old


def test_r31_making_and_stopping_are_recorded_once_each(cast: Cast) -> None:
    made(cast)
    made(cast)
    for _ in range(2):
        revoke_calendar_link(cast.coordinator, cast.group.id or 0)
    (link,) = make.rows(CalendarLink)
    found = [(one.action, one.subject_id, one.group_id) for one in make.rows(AuditEvent)]
    assert found == [
        ("calendar_link.made", link.id, cast.group.id),
        ("calendar_link.revoked", link.id, cast.group.id),
    ]


def test_nothing_in_the_database_is_the_address(cast: Cast) -> None:
    link_id, signed = parts(made(cast))
    (row,) = make.rows(CalendarLink)
    assert row.id == link_id
    assert signed not in {str(value) for value in row.model_dump().values()}


def test_without_the_secret_key_it_cannot_be_made(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    link_id, signed = parts(made(cast))
    (row,) = make.rows(CalendarLink)
    assert signature(link_id, row.salt) == signed
    monkeypatch.setenv("COMMON_GROUND_SECRET_KEY", "another" * 8)
    settings.cache_clear()
    assert signature(link_id, row.salt) != signed
    monkeypatch.undo()
    settings.cache_clear()


def test_when_it_was_read_is_noted_at_most_once_an_hour(cast: Cast) -> None:
    mine = made(cast)

    def noted() -> object:
        return make.rows(CalendarLink)[0].last_read_at

    with time_machine.travel(clock.now().replace(microsecond=0), tick=False) as now:
        assert noted() is None
        feed(mine)
        first = noted()
        now.shift(NOTED_EVERY)
        feed(mine)
        assert noted() == first == clock.now() - NOTED_EVERY
        now.shift(timedelta(seconds=1))
        feed(mine)
        assert noted() == clock.now()


def test_the_last_day_of_an_account_still_counts(cast: Cast) -> None:
    mine = made(cast)
    account = make.rows(Account, id=cast.coordinator.account_id)[0]
    account.valid_until = clock.today()
    make.add(account)
    assert feed(mine) is not None


def sessions(cast: Cast, first: int, last: int) -> None:
    days = [clock.now() + timedelta(days=number) for number in range(first, last)]
    ends, at = timedelta(hours=1), clock.now()
    make.add_all(
        [GroupSession(group_id=cast.group.id or 0, starts_at=day, ends_at=day + ends, created_at=at) for day in days]
    )


def test_it_takes_as_many_queries_for_10_sessions_as_for_260(cast: Cast) -> None:
    mine = made(cast)
    feed(mine)
    sessions(cast, 0, 10)
    few = how_many(lambda: feed(mine))
    sessions(cast, 10, 260)
    assert how_many(lambda: feed(mine)) == few
