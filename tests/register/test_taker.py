"""Whoever only takes the register: theirs from the day they were asked, and never a finished one to change."""

from datetime import timedelta

import pytest

from models import Account, GroupSession
from services import clock
from services.errors import NotAllowed, NotFound
from services.register.choosing import choices
from services.register.finishing import correct, finish, reopen
from services.register.marking import mark
from services.register.reading import register
from tests import make
from tests.cast import Cast
from tests.register.room import CAME, tap


def asked_on(cast: Cast, days_ago: int) -> None:
    account = make.rows(Account, id=cast.register_taker.account_id)[0]
    account.created_at = clock.now() - timedelta(days=days_ago)
    make.add(account)


def on(cast: Cast, days_ago: int) -> GroupSession:
    return make.group_session(cast.group, make.this_time(days_ago))


def test_registers_of_before_they_were_asked_are_not_there(cast: Cast) -> None:
    before, since = on(cast, 12), on(cast, 5)
    asked_on(cast, 5)
    assert register(cast.register_taker, since.id or 0)
    for look in (register, finish):
        with pytest.raises(NotFound):
            look(cast.register_taker, before.id or 0)
    listed = [one.group_session_id for one in choices(cast.register_taker, cast.group.id or 0)]
    assert listed == [since.id]
    assert len(choices(cast.coordinator, cast.group.id or 0)) == 2


def test_they_mark_and_finish_and_then_it_is_the_coordinators(cast: Cast) -> None:
    meeting, member = make.group_session(cast.group), make.member(cast.group)
    mark(cast.register_taker, meeting.id or 0, [tap(member)])
    finish(cast.register_taker, meeting.id or 0)
    with pytest.raises(NotAllowed):
        reopen(cast.register_taker, meeting.id or 0, "A slip")
    with pytest.raises(NotAllowed):
        correct(cast.register_taker, meeting.id or 0, member.id or 0, CAME, False, "A slip")
    reopen(cast.coordinator, meeting.id or 0, "A slip")
