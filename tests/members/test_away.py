"""Days away: not expected, never missed, and back by themselves."""

from datetime import timedelta

import pytest

from models import MemberAway
from services import clock
from services.errors import Invalid
from services.members.away import away, not_away
from services.members.person import person
from services.register.everyone import everyone_here
from services.register.reading import register
from tests import make
from tests.cast import Cast


def test_somebody_away_is_not_expected_that_day_and_is_afterwards(cast: Cast) -> None:
    member, today = make.member(cast.group, "Amina"), clock.today()
    now, later = make.group_session(cast.group), make.group_session(cast.group, clock.now() + timedelta(days=7))
    entry = away(cast.coordinator, member.id or 0, today, today + timedelta(days=3))
    assert [row.name for row in register(cast.coordinator, now.id or 0).rows] == []
    assert [row.name for row in register(cast.coordinator, now.id or 0).others] == ["Amina"]
    assert [row.name for row in register(cast.coordinator, later.id or 0).rows] == ["Amina"]
    assert everyone_here(cast.coordinator, now.id or 0, "batch") == ()
    not_away(cast.coordinator, entry)
    assert [row.name for row in register(cast.coordinator, now.id or 0).rows] == ["Amina"]


def test_days_that_are_over_are_not_shown_any_more(cast: Cast) -> None:
    member, today = make.member(cast.group), clock.today()
    make.add(MemberAway(member_id=member.id or 0, since=today - timedelta(days=9), until=today - timedelta(days=1)))
    away(cast.coordinator, member.id or 0, today, today)
    assert [one.until for one in person(cast.coordinator, member.id or 0).away] == [today]


@pytest.mark.parametrize(("since", "until"), [(None, 1), (0, None), (3, 1), (-9, -1), (0, 400)])
def test_days_that_cannot_be_are_refused(cast: Cast, since: int | None, until: int | None) -> None:
    days = [None if one is None else clock.today() + timedelta(days=one) for one in (since, until)]
    with pytest.raises(Invalid):
        away(cast.coordinator, make.member(cast.group).id or 0, *days)
