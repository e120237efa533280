"""R5: first visit and settled follow the register, and only the register."""

import pytest

from models import MarkKind, Referral, ReferralEvent, ReferralState, ReferralStep
from services.referrals import welcoming, writing
from tests import make
from tests.cast import Cast
from tests.referrals import stories
from tests.referrals.stories import mark, meeting, state


def test_r5_the_first_mark_makes_the_first_visit(cast: Cast) -> None:
    referral = stories.accepted(cast)
    welcoming.contacted(cast.coordinator, referral.id or 0)
    mark(cast.coordinator, referral, meeting(cast))
    assert state(referral) is ReferralState.FIRST_VISIT


def test_r5_coming_late_counts_as_coming(cast: Cast) -> None:
    referral = stories.accepted(cast)
    mark(cast.coordinator, referral, meeting(cast), MarkKind.LATE)
    assert state(referral) is ReferralState.FIRST_VISIT


@pytest.mark.parametrize("kind", [MarkKind.SENT_WORD, MarkKind.DID_NOT_COME, MarkKind.NOT_RECORDED])
def test_r5_other_marks_are_no_visit(cast: Cast, kind: MarkKind) -> None:
    referral = stories.accepted(cast)
    mark(cast.coordinator, referral, meeting(cast), kind)
    assert state(referral) is ReferralState.ACCEPTED


def test_r5_the_third_visit_settles(cast: Cast) -> None:
    referral = stories.accepted(cast, days_ago=60)
    for days in (42, 28, 14):
        mark(cast.coordinator, referral, meeting(cast, days))
    assert state(referral) is ReferralState.SETTLED


def test_r5_undoing_marks_undoes_settled_and_first_visit(cast: Cast) -> None:
    referral = stories.accepted(cast, days_ago=60)
    meetings = [meeting(cast, days) for days in (42, 28, 14)]
    for one in meetings:
        mark(cast.coordinator, referral, one)
    mark(cast.coordinator, referral, meetings[2], MarkKind.NOT_RECORDED)
    assert state(referral) is ReferralState.FIRST_VISIT
    for one in meetings[:2]:
        mark(cast.coordinator, referral, one, MarkKind.NOT_RECORDED)
    assert state(referral) is ReferralState.ACCEPTED


def test_r5_a_visit_before_the_referral_was_sent_is_not_its_first_visit(cast: Cast) -> None:
    referral = stories.accepted(cast, days_ago=2)
    mark(cast.coordinator, referral, meeting(cast, days_ago=14))
    assert state(referral) is ReferralState.ACCEPTED


def test_r4_marking_twice_leaves_one_event(cast: Cast) -> None:
    referral = stories.accepted(cast)
    one = meeting(cast)
    mark(cast.coordinator, referral, one)
    mark(cast.coordinator, referral, one, MarkKind.LATE)
    steps = [event.step for event in make.rows(ReferralEvent, referral_id=referral.id)]
    assert steps.count(ReferralStep.FIRST_VISIT) == 1


def test_r5_someone_who_came_before_the_group_said_yes_has_come(cast: Cast) -> None:
    first = stories.accepted(cast)
    mark(cast.coordinator, first, meeting(cast))
    writing.withdraw(cast.clinic, first.id or 0, "Sent by mistake")
    again = writing.send(cast.clinic, first.graduate_id, cast.group.id or 0, stories.READY)
    welcoming.accept(cast.coordinator, again)
    assert make.rows(Referral, id=again)[0].state is ReferralState.FIRST_VISIT


def test_r5_an_ended_referral_stays_ended_when_a_mark_is_undone(cast: Cast) -> None:
    referral = stories.accepted(cast)
    one = meeting(cast)
    mark(cast.coordinator, referral, one)
    writing.withdraw(cast.clinic, referral.id or 0, "Moved away")
    mark(cast.coordinator, referral, one, MarkKind.NOT_RECORDED)
    assert state(referral) is ReferralState.WITHDRAWN
    steps = [event.step for event in make.rows(ReferralEvent, referral_id=referral.id)]
    assert steps[-1] is ReferralStep.FIRST_VISIT_UNDONE
