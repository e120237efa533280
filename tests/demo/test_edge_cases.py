"""The edge cases are there, and everybody's first page has something on it."""

from datetime import timedelta

import pytest

from models import (
    CallRequest,
    Confirmation,
    ConsentKind,
    ContactHow,
    DutyState,
    GroupSessionState,
    Member,
    MemberOrigin,
    MemberState,
    MemberStep,
    Referral,
    ReferralState,
    ReferralStep,
)
from services import clock
from tests import make
from tests.demo.figures import Figures, by

RIVERSIDE = 1


@pytest.fixture
def members(demo: Figures) -> list[Member]:
    return [row for row in demo.members.values() if row.group_id == RIVERSIDE]


@pytest.fixture
def referrals(demo: Figures) -> list[Referral]:
    return [row for row in demo.referrals if row.group_id == RIVERSIDE]


def test_feedback_consent_is_withdrawn_while_someone_still_comes(demo: Figures) -> None:
    withdrawn = [one for one in demo.consents if one.kind is ConsentKind.FEEDBACK and one.withdrawn_on]
    by_graduate = {row.graduate_id: row for row in demo.members.values()}
    (consent,) = withdrawn
    days = [
        clock.local(row.starts_at).date() for row in demo.visits_by_member[by_graduate[consent.graduate_id].id or 0]
    ]
    assert consent.withdrawn_on
    assert min(days) < consent.withdrawn_on < max(days)


def test_share_consent_is_withdrawn_after_sending(demo: Figures, referrals: list[Referral]) -> None:
    withdrawn = {one.graduate_id for one in demo.consents if one.kind is ConsentKind.SHARE and one.withdrawn_on}
    assert [row.state for row in referrals if row.graduate_id in withdrawn] == [ReferralState.WITHDRAWN]


def test_one_person_is_on_file_twice_and_the_second_referral_was_never_sent(
    demo: Figures, referrals: list[Referral]
) -> None:
    (unsent,) = [row for row in referrals if row.state is ReferralState.WITHDRAWN and row.sent_at is None]
    person = next(row for row in demo.graduates if row.id == unsent.graduate_id)
    same = [row for row in demo.graduates if (row.full_name, row.phone) == (person.full_name, person.phone)]
    assert len(same) == 2


def test_r7_someone_who_left_is_referred_again_and_comes_back(demo: Figures, referrals: list[Referral]) -> None:
    twice = [rows for rows in by(referrals, "graduate_id").values() if len(rows) > 1]
    ((first, second),) = twice
    assert first.state is ReferralState.LEFT
    assert first.member_id == second.member_id
    assert MemberStep.CAME_BACK in {event.step for event in demo.comings[second.member_id or 0]}
    assert demo.visits_of(second)


def test_r12_an_old_register_was_never_finished(demo: Figures) -> None:
    old = [row for row in demo.past if row.group_id == RIVERSIDE and row.starts_at < demo.now - timedelta(days=60)]
    open_still = [row for row in old if not row.register_finished_at and row.state is GroupSessionState.PLANNED]
    assert len(open_still) == 1
    assert any(mark.group_session_id == open_still[0].id for mark in demo.marks)


def test_r12_a_group_session_was_cancelled_with_a_reason(demo: Figures) -> None:
    cancelled = [row for row in demo.past if row.group_id == RIVERSIDE and row.cancel_reason]
    assert cancelled


def test_r21_both_coordinators_are_members_too(members: list[Member]) -> None:
    assert {row.name for row in members if row.account_id} == {"Bernadette Osei", "Tomasz Wójcik"}


def test_someone_known_to_the_group_was_never_referred(members: list[Member], referrals: list[Referral]) -> None:
    came_along = {row.confirmation: row for row in members if row.origin is MemberOrigin.CAME_ALONG}
    assert came_along.keys() == {Confirmation.WAITING, Confirmation.CONFIRMED}
    assert came_along[Confirmation.CONFIRMED].graduate_id
    assert came_along[Confirmation.CONFIRMED].graduate_id not in {row.graduate_id for row in referrals}


def test_a_founder_has_no_referral(members: list[Member], referrals: list[Referral]) -> None:
    founders = {row.id for row in members if row.origin is MemberOrigin.FOUNDER}
    assert founders
    assert not founders & {row.member_id for row in referrals}


def test_names_are_long_short_accented_and_with_an_apostrophe(members: list[Member]) -> None:
    names = [row.name for row in members]
    assert 95 <= max(map(len, names)) <= 120
    assert min(map(len, names)) == 1
    assert any("'" in name for name in names)
    assert any(not name.isascii() for name in names)


def test_someone_has_no_phone(demo: Figures, members: list[Member]) -> None:
    assert any(not row.phone and row.contact_how is ContactHow.IN_PERSON for row in members if row.graduate_id)
    assert any(not row.phone for row in demo.graduates)


def test_nobody_can_be_reached_for_real(many: Figures) -> None:
    for person in (*many.graduates, *many.members.values(), *many.referrals):
        assert person.phone == "" or person.phone.startswith("07700 900")
        assert person.email == "" or person.email.endswith("@example.org")


def test_r6_referrals_wait_on_both_sides_of_the_nudge_and_the_flag(demo: Figures, referrals: list[Referral]) -> None:
    sent = [clock.local(row.sent_at).date() for row in referrals if row.state is ReferralState.SENT and row.sent_at]
    waiting = [(demo.until - day).days for day in sent]
    assert min(waiting) < 7
    assert any(7 <= days < 14 for days in waiting)
    assert max(waiting) >= 14


def test_someone_contacted_is_expected_next_time_with_a_welcomer(demo: Figures, referrals: list[Referral]) -> None:
    contacted = [row for row in referrals if row.state is ReferralState.CONTACTED]
    assert contacted
    assert all(demo.meetings[row.expected_session_id or 0].starts_at >= demo.now for row in contacted)
    assert all(row.welcomer_id for row in contacted)


def test_the_clinic_has_a_draft_and_graduates_who_are_ready(demo: Figures, referrals: list[Referral]) -> None:
    assert sum(row.state is ReferralState.DRAFT for row in referrals) == 1
    newest = max(row.completed_on for row in demo.completions)
    fresh = {row.graduate_id for row in demo.completions if row.completed_on == newest}
    agreed = {one.graduate_id for one in demo.consents if one.kind is ConsentKind.SHARE}
    riverside = {row.id for row in demo.graduates if row.clinic_id == 1}
    free = fresh & riverside - {row.graduate_id for row in referrals}
    assert free & agreed
    assert free - agreed


@pytest.mark.parametrize("group_id", [1, 2])
def test_the_last_register_is_begun_and_not_finished(demo: Figures, group_id: int) -> None:
    last = max((row for row in demo.past if row.group_id == group_id), key=lambda row: row.starts_at)
    marked = {mark.member_id for mark in demo.marks if mark.group_session_id == last.id}
    here = {id_ for id_, row in demo.members.items() if row.group_id == group_id and demo.is_in(id_, last.starts_at)}
    assert last.register_finished_at is None
    assert marked
    assert here - marked


@pytest.mark.parametrize("group_id", [1, 2])
def test_the_next_group_session_is_soon_with_word_sent_and_roles_open(demo: Figures, group_id: int) -> None:
    coming = [row for row in demo.meetings.values() if row.group_id == group_id and row.starts_at >= demo.now]
    following = min(coming, key=lambda row: row.starts_at)
    states = [duty.state for duty in demo.duties if duty.group_session_id == following.id]
    assert following.starts_at < demo.now + timedelta(days=7)
    assert any(mark.group_session_id == following.id for mark in demo.marks)
    assert set(states) == {DutyState.ACCEPTED, DutyState.OFFERED}
    assert len(states) < 10


@pytest.mark.usefixtures("demo_url")
def test_a_call_is_asked_of_the_clinic_and_a_member_takes_a_break(members: list[Member]) -> None:
    assert make.rows(CallRequest, group_id=RIVERSIDE, closed_at=None)
    assert [row.state for row in members].count(MemberState.PAUSED) == 1


def test_steps_that_end_a_referral_are_all_there(many: Figures) -> None:
    taken = {event.step for events in many.steps.values() for event in events}
    assert taken >= set(ReferralStep) - {ReferralStep.FIRST_VISIT_UNDONE, ReferralStep.SETTLED_UNDONE}
