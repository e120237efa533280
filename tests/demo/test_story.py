"""What is told holds together: states agree with events, and nobody is where they cannot be."""

from datetime import timedelta
from itertools import pairwise

import pytest

from models import (
    ATTENDED,
    ConsentKind,
    Duty,
    DutyEvent,
    DutyState,
    GroupSessionState,
    Mark,
    MarkEvent,
    MarkKind,
    MemberState,
    MemberStep,
    ReferralState,
    ReferralStep,
)
from services import clock
from services.referrals import lifecycle
from services.referrals.visits import VISITS_TO_SETTLE
from tests import make
from tests.demo.figures import Figures, by


@pytest.fixture(params=["demo", "many"])
def told(request: pytest.FixtureRequest) -> Figures:
    figures: Figures = request.getfixturevalue(request.param)
    return figures


def test_r4_a_referral_is_where_its_steps_lead(told: Figures) -> None:
    for referral in told.referrals:
        first, *steps = told.steps[referral.id or 0]
        state = ReferralState.DRAFT
        for event in steps:
            state = lifecycle.after(state, event.step)
        assert first.step is ReferralStep.DRAFTED
        assert referral.state is state
        assert [event.at for event in (first, *steps)] == sorted(event.at for event in (first, *steps))


def test_r5_first_visit_and_settled_follow_the_register(told: Figures) -> None:
    for referral in told.referrals:
        if referral.member_id is None:
            continue
        visits = told.visits_of(referral)
        at = {event.step: event.group_session_id for event in told.steps[referral.id or 0]}
        assert at.get(ReferralStep.FIRST_VISIT) == (visits[0].id if visits else None)
        settled_at = visits[VISITS_TO_SETTLE - 1].id if len(visits) >= VISITS_TO_SETTLE else None
        assert at.get(ReferralStep.SETTLED) == settled_at


def test_r1_nobody_is_referred_before_completing(told: Figures) -> None:
    completed = {row.graduate_id: row.completed_on for row in told.completions}
    assert all(clock.local(r.created_at).date() >= completed[r.graduate_id] for r in told.referrals)


def test_r3_nothing_is_sent_without_share_consent(told: Figures) -> None:
    given = by((row for row in told.consents if row.kind is ConsentKind.SHARE), "graduate_id")
    for referral in told.referrals:
        if referral.sent_at:
            day = clock.local(referral.sent_at).date()
            consents = given[referral.graduate_id]
            assert any(one.given_on <= day <= (one.withdrawn_on or day) for one in consents)


def test_a_member_is_as_their_last_step_says(told: Figures) -> None:
    states = {MemberStep.LEFT: MemberState.LEFT, MemberStep.PAUSED: MemberState.PAUSED}
    for member_id, member in told.members.items():
        events = told.comings[member_id]
        assert member.state is states.get(events[-1].step, MemberState.ACTIVE)
        assert [event.at for event in events] == sorted(event.at for event in events)


def test_marks_are_of_people_in_the_group_that_day(told: Figures) -> None:
    for mark in told.marks:
        meeting = told.meetings[mark.group_session_id]
        assert meeting.group_id == told.members[mark.member_id].group_id
        assert told.is_in(mark.member_id, meeting.starts_at)


def test_r12_nobody_is_marked_and_nothing_is_done_where_it_was_cancelled(told: Figures) -> None:
    cancelled = {id_ for id_, row in told.meetings.items() if row.state is GroupSessionState.CANCELLED}
    assert cancelled
    assert not cancelled & {mark.group_session_id for mark in told.marks}
    assert not cancelled & {duty.group_session_id for duty in told.duties}


def test_r15_before_the_day_there_is_only_word_sent(told: Figures) -> None:
    coming = [mark for mark in told.marks if told.meetings[mark.group_session_id].starts_at >= told.now]
    assert coming
    assert {mark.kind for mark in coming} == {MarkKind.SENT_WORD}


def test_nothing_is_recorded_after_the_story_ends(told: Figures) -> None:
    events = [event for group in (*told.steps.values(), *told.comings.values()) for event in group]
    assert max(event.at for event in events) < told.now
    assert max(mark.at for mark in told.marks) < told.now


@pytest.mark.usefixtures("demo_url")
def test_r13_a_mark_is_what_its_last_event_says() -> None:
    events = by(make.rows(MarkEvent), "mark_id")
    for mark in make.rows(Mark):
        last = events[mark.id][-1]
        assert (mark.kind, mark.at) == (last.after, last.at)
        assert events[mark.id][0].before is MarkKind.NOT_RECORDED


@pytest.mark.usefixtures("demo_url")
def test_r18_a_duty_is_where_its_last_event_says_and_done_by_someone_who_came(demo: Figures) -> None:
    events = by(make.rows(DutyEvent), "duty_id")
    came = {(mark.group_session_id, mark.member_id) for mark in demo.marks if mark.kind in ATTENDED}
    for duty in make.rows(Duty):
        assert duty.state is events[duty.id][-1].state
        if duty.state is DutyState.DONE:
            assert (duty.group_session_id, duty.member_id) in came


def test_r11_the_series_keeps_its_local_time_skips_holidays_and_goes_on_for_half_a_year(demo: Figures) -> None:
    riverside = sorted((row for row in demo.meetings.values() if row.group_id == 1), key=lambda row: row.starts_at)
    local = [clock.local(row.starts_at) for row in riverside]
    assert {(at.weekday(), at.hour, at.minute) for at in local} == {(3, 14, 0)}
    assert {at.hour for at in (row.starts_at for row in riverside)} == {13, 14}
    gaps = {(later.date() - earlier.date()).days for earlier, later in pairwise(local)}
    assert gaps == {14, 28}
    assert not any((at.month, at.day) >= (12, 21) for at in local)
    assert local[-1].date() > demo.until + timedelta(days=160)


def test_the_second_clinic_shares_nothing(demo: Figures) -> None:
    clinic_of = {row.id: row.clinic_id for row in demo.graduates}
    assert set(clinic_of.values()) == {1, 2}
    for member in demo.members.values():
        assert member.graduate_id is None or clinic_of[member.graduate_id] == member.group_id
    assert all(clinic_of[row.graduate_id] == row.group_id for row in demo.referrals)
    for duty in demo.duties:
        assert demo.members[duty.member_id].group_id == demo.meetings[duty.group_session_id].group_id
