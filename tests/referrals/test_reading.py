"""What the clinic may see of its referrals: R6, R9, R31."""

from datetime import timedelta

import pytest

from models import AuditEvent, ConsentKind, MarkKind, ReferralState, ReferralStep
from services import clock
from services.clinic import consents
from services.referrals import reading, timeline, welcoming
from services.referrals.reading import Show
from services.referrals.waiting import Waiting
from tests import make
from tests.cast import Cast
from tests.queries import how_many
from tests.referrals import stories
from tests.referrals.stories import mark, meeting, on_file

MILESTONES = {ReferralStep.ACCEPTED, ReferralStep.CONTACTED, ReferralStep.FIRST_VISIT}


def came(cast: Cast, *, feedback: bool = True) -> int:
    """A referral as far as the first visit."""
    referral = stories.accepted(cast, feedback=feedback)
    welcoming.contacted(cast.coordinator, referral.id or 0)
    mark(cast.coordinator, referral, meeting(cast))
    return referral.id or 0


def test_r9_with_feedback_consent_the_timeline_shows_the_milestones(cast: Cast) -> None:
    seen = timeline.timeline(cast.clinic, came(cast))
    assert seen.state is ReferralState.FIRST_VISIT
    assert {event.step for event in seen.events} >= MILESTONES


def test_r9_without_feedback_consent_it_shows_none(cast: Cast) -> None:
    seen = timeline.timeline(cast.clinic, came(cast, feedback=False))
    assert seen.state is ReferralState.SENT
    assert {event.step for event in seen.events} == {ReferralStep.DRAFTED, ReferralStep.SENT}


def test_r9_withdrawal_stops_the_view_at_once_also_of_what_was_shown(cast: Cast) -> None:
    referral_id = came(cast)
    graduate_id = timeline.timeline(cast.clinic, referral_id).graduate_id
    consents.withdraw(cast.clinic, graduate_id, ConsentKind.FEEDBACK)
    seen = timeline.timeline(cast.clinic, referral_id)
    assert not {event.step for event in seen.events} & MILESTONES
    (row,) = reading.referrals(cast.clinic).rows
    assert (row.state, row.waiting) == (ReferralState.SENT, Waiting.NO)


@pytest.mark.parametrize("feedback", [True, False])
def test_r6_r9_the_clinic_is_nudged_only_under_feedback_consent(cast: Cast, feedback: bool) -> None:
    stories.accepted(cast, days_ago=9, feedback=feedback)
    assert reading.referrals(cast.clinic, show=Show.ATTENTION).total == int(feedback)


def test_r9_whether_they_were_contacted_changes_nothing_the_clinic_sees_without_consent(cast: Cast) -> None:
    referral = stories.accepted(cast, days_ago=20, feedback=False)
    before = (reading.referrals(cast.clinic), timeline.timeline(cast.clinic, referral.id or 0))
    welcoming.contacted(cast.coordinator, referral.id or 0)
    mark(cast.coordinator, referral, meeting(cast))
    assert before == (reading.referrals(cast.clinic), timeline.timeline(cast.clinic, referral.id or 0))


def test_r5_a_visit_that_was_undone_is_not_on_the_timeline(cast: Cast) -> None:
    referral = stories.accepted(cast)
    one = meeting(cast)
    mark(cast.coordinator, referral, one)
    mark(cast.coordinator, referral, one, MarkKind.NOT_RECORDED)
    steps = [event.step for event in timeline.timeline(cast.clinic, referral.id or 0).events]
    assert steps == [ReferralStep.DRAFTED, ReferralStep.SENT, ReferralStep.ACCEPTED]


def test_the_group_is_not_named_by_person_to_the_clinic(cast: Cast) -> None:
    seen = timeline.timeline(cast.clinic, came(cast))
    assert {event.who for event in seen.events if event.step in MILESTONES} == {"The group"}


def test_a_declined_referral_needs_a_look_with_its_reason(cast: Cast) -> None:
    person = on_file(cast, ConsentKind.SHARE)
    referral = make.referral(person.graduate, cast.group)
    welcoming.decline(cast.coordinator, referral.id or 0, "Full just now")
    assert [row.id for row in reading.referrals(cast.clinic, show=Show.ATTENTION).rows] == [referral.id]
    assert timeline.timeline(cast.clinic, referral.id or 0).events[-1].reason == "Full just now"


def test_r31_looking_at_a_timeline_is_recorded(cast: Cast) -> None:
    referral_id = came(cast)
    timeline.timeline(cast.clinic, referral_id)
    looks = [event for event in make.rows(AuditEvent) if event.action == "graduate.looked_at"]
    assert [event.account_id for event in looks] == [cast.clinic.account_id]


@pytest.mark.parametrize("typed", ["élo", "ÉLOÏSE", "éloïse"])
def test_a_name_is_found_in_any_case_with_its_accents(cast: Cast, typed: str) -> None:
    person = on_file(cast, ConsentKind.SHARE, name="Éloïse")
    make.referral(person.graduate, cast.group)
    on_file(cast, name="Bernard")
    assert [row.name for row in reading.referrals(cast.clinic, search=typed).rows] == ["Éloïse"]


@pytest.mark.parametrize("typed", ["%", "_", "!", "'; --", "\x00"])
def test_what_is_typed_into_the_search_is_taken_literally(cast: Cast, typed: str) -> None:
    person = on_file(cast, ConsentKind.SHARE)
    make.referral(person.graduate, cast.group)
    assert reading.referrals(cast.clinic, search=typed).total == (1 if typed == "\x00" else 0)


def test_the_list_takes_the_same_queries_for_3_rows_and_for_30(cast: Cast) -> None:
    def more(count: int) -> int:
        for number in range(count):
            person = on_file(cast, ConsentKind.SHARE, name=f"Person {number}")
            make.referral(person.graduate, cast.group, sent_at=clock.now() - timedelta(days=number))
        return how_many(lambda: reading.referrals(cast.clinic, size=50))

    assert more(3) == more(30)
