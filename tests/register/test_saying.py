"""R15: what people say beforehand; that they come is noted, and never an attendance."""

import pytest

from models import SaidComing
from services.errors import NotFound
from services.register.marking import mark
from services.register.reading import register
from services.register.saying import say_coming
from services.register.states import Closed
from services.register.view import Row
from tests import make
from tests.cast import Cast
from tests.register.room import NOTHING, SENT_WORD, kind_of, tap, to_come


def line(cast: Cast, meeting_id: int) -> Row:
    (row,) = register(cast.coordinator, meeting_id).rows
    return row


def test_it_is_noted_taken_back_and_marks_nobody(cast: Cast) -> None:
    meeting, member = to_come(cast), make.member(cast.group)
    for _ in range(2):
        say_coming(cast.coordinator, meeting.id or 0, member.id or 0, coming=True)
    assert line(cast, meeting.id or 0).said_coming
    assert kind_of(meeting, member) is NOTHING
    say_coming(cast.coordinator_2, meeting.id or 0, member.id or 0, coming=False)
    assert not line(cast, meeting.id or 0).said_coming


def test_who_had_sent_word_has_changed_their_mind(cast: Cast) -> None:
    meeting, member = to_come(cast), make.member(cast.group)
    mark(cast.coordinator, meeting.id or 0, [tap(member, SENT_WORD)])
    say_coming(cast.coordinator, meeting.id or 0, member.id or 0, coming=True)
    assert kind_of(meeting, member) is NOTHING


def test_on_the_day_the_register_says_who_came(cast: Cast) -> None:
    meeting, member = make.group_session(cast.group), make.member(cast.group)
    with pytest.raises(Closed):
        say_coming(cast.coordinator, meeting.id or 0, member.id or 0, coming=True)
    assert make.rows(SaidComing) == []


def test_a_strangers_member_is_not_there(cast: Cast) -> None:
    with pytest.raises(NotFound):
        say_coming(cast.coordinator, to_come(cast).id or 0, make.member(cast.other_group).id or 0, coming=True)
