"""R9: what came of a referral while two entries were one goes back with it, and what else happened is on record."""

from models import (
    AuditEvent,
    CallRequest,
    ConsentKind,
    LeavingReason,
    MarkKind,
    Member,
    MemberOrigin,
    Referral,
    ReferralState,
    ReferralStep,
)
from services.clinic import merging
from services.members import comings
from services.referrals import calls, timeline, welcoming
from tests import make
from tests.cast import Cast
from tests.clinic.test_merging import days_ago, pair, row
from tests.referrals.stories import mark, meeting

FEEDBACK = ConsentKind.FEEDBACK


def referred(cast: Cast, graduate_id: int) -> Referral:
    return make.referral(row(graduate_id), cast.group, ReferralState.SENT)


def again(referral: Referral) -> Referral:
    return make.rows(Referral, id=referral.id)[0]


def test_the_member_and_the_calls_that_came_of_a_referral_go_back_with_it(cast: Cast) -> None:
    kept, merged = pair(cast)
    referral = referred(cast, merged)
    made = merging.merge(cast.clinic, kept, merged)
    welcoming.accept(cast.coordinator, referral.id or 0)
    calls.ask(cast.coordinator, referral.id or 0)
    merging.undo(cast.clinic, made)
    assert [member.graduate_id for member in make.rows(Member)] == [merged]
    assert [call.graduate_id for call in make.rows(CallRequest)] == [merged]


def test_a_member_of_the_kept_entrys_own_stays_and_the_referral_gets_its_own_without_the_visits(cast: Cast) -> None:
    kept, merged = pair(cast)
    member = make.member(cast.group, graduate_id=kept)
    referral = referred(cast, merged)
    made = merging.merge(cast.clinic, kept, merged)
    welcoming.accept(cast.coordinator, referral.id or 0)
    mark(cast.coordinator, again(referral), meeting(cast), MarkKind.CAME)
    assert again(referral).state is ReferralState.FIRST_VISIT
    merging.undo(cast.clinic, made)
    assert {one.id: one.graduate_id for one in make.rows(Member)} == {
        member.id: kept,
        again(referral).member_id: merged,
    }
    assert again(referral).state is ReferralState.ACCEPTED
    assert not {event.action for event in make.rows(AuditEvent, clinic_id=cast.riverside.id)} & {
        "referral.first_visit_undone",
        "member.welcomed",
    }


def test_r9_a_referral_that_has_ended_loses_the_visits_that_were_the_kept_entrys(cast: Cast) -> None:
    kept, merged = pair(cast)
    member = make.member(cast.group, graduate_id=kept)
    referral = make.referral(row(merged), cast.group, ReferralState.SENT, sent_at=make.this_time(9))
    made = merging.merge(cast.clinic, kept, merged)
    welcoming.accept(cast.coordinator, referral.id or 0)
    for day in (3, 2, 1):
        mark(cast.coordinator, again(referral), meeting(cast, day))
    assert again(referral).state is ReferralState.SETTLED
    comings.leave(cast.coordinator, member.id or 0, LeavingReason.HEALTH)
    merging.undo(cast.clinic, made)
    assert (again(referral).state, again(referral).member_id) == (ReferralState.LEFT, None)
    make.consent(row(merged), FEEDBACK)
    told = {event.step for event in timeline.timeline(cast.clinic, referral.id or 0).events}
    assert ReferralStep.LEFT in told
    assert not told & {ReferralStep.FIRST_VISIT, ReferralStep.SETTLED}


def test_a_membership_of_the_merged_entrys_own_is_its_referrals_again(cast: Cast) -> None:
    kept, merged = pair(cast)
    mine, theirs = (make.member(cast.group, origin=MemberOrigin.FOUNDER, graduate_id=one) for one in (kept, merged))
    referral = referred(cast, merged)
    made = merging.merge(cast.clinic, kept, merged)
    welcoming.accept(cast.coordinator, referral.id or 0)
    assert again(referral).member_id == mine.id
    merging.undo(cast.clinic, made)
    assert again(referral).member_id == theirs.id
    assert len(make.rows(Member)) == 2


def test_what_came_of_the_kept_entrys_own_referral_stays(cast: Cast) -> None:
    kept, merged = pair(cast)
    made = merging.merge(cast.clinic, kept, merged)
    referral = referred(cast, kept)
    welcoming.accept(cast.coordinator, referral.id or 0)
    calls.ask(cast.coordinator, referral.id or 0)
    merging.undo(cast.clinic, made)
    assert [one.graduate_id for one in (*make.rows(Member), *make.rows(CallRequest))] == [kept, kept]


def test_r31_a_consent_that_gave_way_and_stands_again_says_so_in_the_audit(cast: Cast) -> None:
    kept, merged = pair(cast)
    make.consent(row(kept), FEEDBACK, days_ago(40))
    make.consent(row(merged), FEEDBACK, days_ago(10))
    merging.undo(cast.clinic, merging.merge(cast.clinic, kept, merged))
    actions = [event.action for event in make.rows(AuditEvent, subject="graduate", subject_id=kept)]
    assert [action for action in actions if action.startswith("consent.")] == [
        "consent.feedback.gave_way",
        "consent.feedback.stands_again",
    ]
