"""Which register opens by itself, and which can be chosen."""

from datetime import UTC, datetime, timedelta

import pytest

from models import GroupSessionState
from services import clock
from services.errors import NotFound
from services.register.choosing import Choice, choices, likely
from services.register.states import RegisterState
from tests import make
from tests.cast import Cast
from tests.register.room import held, to_come

S = RegisterState


def choice(days: int, state: RegisterState) -> Choice:
    noon = clock.now().astimezone(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
    at: datetime = noon + timedelta(days=days)
    return Choice(days, at, at + timedelta(hours=2), state)


@pytest.mark.parametrize(
    ("there", "opens"),
    [
        ([(14, S.BEFOREHAND), (0, S.OPEN), (-14, S.OPEN)], 0),
        ([(14, S.BEFOREHAND), (0, S.FINISHED), (-14, S.OPEN)], 0),
        ([(28, S.BEFOREHAND), (14, S.BEFOREHAND), (-14, S.OPEN), (-28, S.OPEN)], -14),
        ([(28, S.BEFOREHAND), (14, S.BEFOREHAND), (-14, S.FINISHED)], 14),
        ([(-14, S.FINISHED), (-28, S.FINISHED)], -14),
    ],
    ids=["today", "today, finished", "the last unfinished", "the next", "the last of all"],
)
def test_the_likely_one(there: list[tuple[int, RegisterState]], opens: int) -> None:
    found = likely([choice(days, state) for days, state in there])
    assert found is not None
    assert found.group_session_id == opens


def test_no_session_no_register() -> None:
    assert likely([]) is None


def test_choices_are_newest_first_without_cancelled_or_far_ones(cast: Cast) -> None:
    last, coming = held(cast), to_come(cast)
    held(cast, days_ago=400)
    make.group_session(cast.group, state=GroupSessionState.CANCELLED, cancel_reason="Snow")
    make.group_session(cast.other_group)
    found = choices(cast.coordinator, cast.group.id)
    assert [(each.group_session_id, each.state) for each in found] == [
        (coming.id, S.BEFOREHAND),
        (last.id, S.FINISHED),
    ]


def test_r30_the_sessions_of_another_group_are_not_found(cast: Cast) -> None:
    with pytest.raises(NotFound):
        choices(cast.coordinator, cast.other_group.id)
