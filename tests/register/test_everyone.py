"""“Everyone expected is here”, and taking it back in one step."""

import pytest

from models import MarkEvent, MemberState
from services.register.everyone import everyone_here, undo_everyone_here
from services.register.marking import mark
from services.register.states import Closed
from tests import make
from tests.cast import Cast
from tests.register.room import ABSENT, CAME, LATE, NOTHING, SENT_WORD, kind_of, kinds, tap, to_come


def test_everyone_without_a_mark_came(cast: Cast) -> None:
    meeting, members = make.group_session(cast.group), [make.member(cast.group, name) for name in "ABC"]
    assert everyone_here(cast.coordinator, meeting.id, "batch") == tuple(member.id for member in members)
    assert set(kinds(meeting).values()) == {CAME}


def test_r15_word_sent_beforehand_and_other_marks_stay(cast: Cast) -> None:
    meeting, rang, late = make.group_session(cast.group), make.member(cast.group, "A"), make.member(cast.group, "B")
    mark(cast.coordinator, meeting.id, [tap(rang, SENT_WORD), tap(late, LATE)])
    assert everyone_here(cast.coordinator, meeting.id, "batch") == ()
    assert (kind_of(meeting, rang), kind_of(meeting, late)) == (SENT_WORD, LATE)


def test_only_active_members_of_this_group_are_expected(cast: Cast) -> None:
    meeting = make.group_session(cast.group)
    for state in (MemberState.PAUSED, MemberState.LEFT):
        make.member(cast.group, state=state)
    make.member(cast.other_group)
    assert everyone_here(cast.coordinator, meeting.id, "batch") == ()


def test_a_cleared_mark_counts_as_none(cast: Cast) -> None:
    meeting, member = make.group_session(cast.group), make.member(cast.group)
    mark(cast.coordinator, meeting.id, [tap(member, CAME), tap(member, NOTHING)])
    assert everyone_here(cast.coordinator, meeting.id, "batch") == (member.id,)


def test_sent_twice_it_counts_once(cast: Cast) -> None:
    meeting, member = make.group_session(cast.group), make.member(cast.group)
    everyone_here(cast.coordinator, meeting.id, "batch")
    mark(cast.coordinator_2, meeting.id, [tap(member, NOTHING)])
    everyone_here(cast.coordinator, meeting.id, "batch")
    assert kind_of(meeting, member) is NOTHING


def test_undo_puts_back_only_what_nobody_touched_since(cast: Cast) -> None:
    meeting, touched, left = make.group_session(cast.group), make.member(cast.group, "A"), make.member(cast.group, "B")
    everyone_here(cast.coordinator, meeting.id, "batch")
    mark(cast.coordinator_2, meeting.id, [tap(touched, ABSENT)])
    assert undo_everyone_here(cast.coordinator, meeting.id, "batch") == (left.id,)
    assert (kind_of(meeting, touched), kind_of(meeting, left)) == (ABSENT, NOTHING)


def test_a_mark_confirmed_by_somebody_since_is_touched(cast: Cast) -> None:
    meeting, member = make.group_session(cast.group), make.member(cast.group)
    everyone_here(cast.coordinator, meeting.id, "batch")
    mark(cast.coordinator_2, meeting.id, [tap(member, CAME)])
    assert undo_everyone_here(cast.coordinator, meeting.id, "batch") == ()


def test_undo_twice_changes_nothing_more(cast: Cast) -> None:
    meeting, member = make.group_session(cast.group), make.member(cast.group)
    everyone_here(cast.coordinator, meeting.id, "batch")
    undo_everyone_here(cast.coordinator, meeting.id, "batch")
    undo_everyone_here(cast.coordinator, meeting.id, "batch")
    assert (kind_of(meeting, member), len(make.rows(MarkEvent))) == (NOTHING, 2)


def test_before_the_day_it_is_refused(cast: Cast) -> None:
    make.member(cast.group)
    with pytest.raises(Closed, match="to come"):
        everyone_here(cast.coordinator, to_come(cast).id, "batch")
