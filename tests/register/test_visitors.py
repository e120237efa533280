"""R16: guests are a number, saved like a mark, and in no figure of members."""

import pytest

from models import AuditChange
from services.errors import Invalid
from services.register.finishing import finish
from services.register.marking import mark
from services.register.reading import register
from services.register.states import Closed
from services.register.visitors import count_visitors
from tests import make
from tests.cast import Cast
from tests.register.room import tap, to_come


def test_guests_are_counted_apart_from_those_who_came(cast: Cast) -> None:
    meeting, member = make.group_session(cast.group), make.member(cast.group)
    mark(cast.coordinator, meeting.id or 0, [tap(member)])
    count_visitors(cast.coordinator, meeting.id or 0, 2)
    count_visitors(cast.coordinator_2, meeting.id or 0, 3)
    view = register(cast.coordinator, meeting.id or 0)
    assert (view.visitors, len(view.came)) == (3, 1)
    assert [(row.before, row.after) for row in make.rows(AuditChange) if row.field == "visitors"] == [
        ("0", "2"),
        ("2", "3"),
    ]


@pytest.mark.parametrize("count", [-1, 100])
def test_no_room_holds_that_many(cast: Cast, count: int) -> None:
    with pytest.raises(Invalid):
        count_visitors(cast.coordinator, make.group_session(cast.group).id or 0, count)


def test_r14_a_finished_register_and_one_to_come_take_no_guests(cast: Cast) -> None:
    meeting = make.group_session(cast.group)
    mark(cast.coordinator, meeting.id or 0, [tap(make.member(cast.group))])
    finish(cast.coordinator, meeting.id or 0)
    for closed in (meeting, to_come(cast)):
        with pytest.raises(Closed):
            count_visitors(cast.coordinator, closed.id or 0, 1)
