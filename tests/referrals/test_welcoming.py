"""The group welcomes: R4, R6, R7, R10."""

import pytest

from models import AuditEvent, ConsentKind, Member, MemberOrigin, MemberState, Referral, ReferralState
from services.errors import Conflict, Invalid, NotFound
from services.referrals import welcoming, writing
from services.referrals.waiting import Waiting
from tests import make
from tests.cast import Cast
from tests.referrals import stories
from tests.referrals.stories import READY, on_file, state


def sent(cast: Cast, days_ago: int = 2, name: str = "Amina") -> Referral:
    person = on_file(cast, ConsentKind.SHARE, name=name)
    return make.referral(person.graduate, cast.group, sent_at=make.this_time(days_ago))


def test_accepting_makes_a_member_with_what_the_clinic_sent(cast: Cast) -> None:
    referral = sent(cast)
    welcoming.accept(cast.coordinator, referral.id or 0)
    member = make.rows(Member)[0]
    assert (member.name, member.phone, member.origin) == ("Amina", "07700 900123", MemberOrigin.REFERRAL)
    assert state(referral) is ReferralState.ACCEPTED


def test_accepting_twice_is_refused_and_makes_one_member(cast: Cast) -> None:
    referral = sent(cast)
    welcoming.accept(cast.coordinator, referral.id or 0)
    with pytest.raises(Conflict, match="already accepted"):
        welcoming.accept(cast.coordinator_2, referral.id or 0)
    assert len(make.rows(Member)) == 1


def test_r7_someone_who_was_here_before_comes_back_as_the_same_member(cast: Cast) -> None:
    person = on_file(cast, ConsentKind.SHARE)
    before = make.member(cast.group, "Amina", graduate_id=person.id, state=MemberState.LEFT)
    referral_id = writing.send(cast.clinic, person.id, cast.group.id or 0, READY)
    welcoming.accept(cast.coordinator, referral_id)
    assert [(member.id, member.state) for member in make.rows(Member)] == [(before.id, MemberState.ACTIVE)]


def test_r4_declining_needs_a_reason(cast: Cast) -> None:
    referral = sent(cast)
    with pytest.raises(Invalid, match="The reason is missing"):
        welcoming.decline(cast.coordinator, referral.id or 0, "")
    welcoming.decline(cast.coordinator, referral.id or 0, "The group is full just now")
    assert state(referral) is ReferralState.DECLINED


def test_could_not_reach_after_accepting_takes_them_off_the_register(cast: Cast) -> None:
    referral = stories.accepted(cast)
    welcoming.could_not_reach(cast.coordinator, referral.id or 0, "No answer")
    assert make.rows(Member)[0].state is MemberState.LEFT


@pytest.mark.parametrize(
    ("days", "expected"), [(6, Waiting.NO), (7, Waiting.NUDGE), (13, Waiting.NUDGE), (14, Waiting.FLAG)]
)
def test_r6_a_nudge_after_7_days_and_a_flag_after_14(cast: Cast, days: int, expected: Waiting) -> None:
    sent(cast, days)
    assert welcoming.arrivals(cast.coordinator, cast.group.id or 0)[0].waiting is expected


def test_r6_once_contacted_nobody_is_nudged(cast: Cast) -> None:
    referral = stories.accepted(cast, days_ago=20)
    welcoming.contacted(cast.coordinator, referral.id or 0)
    assert welcoming.arrivals(cast.coordinator, cast.group.id or 0)[0].waiting is Waiting.NO


def test_r2_a_draft_is_not_seen_by_the_group(cast: Cast) -> None:
    person = on_file(cast, ConsentKind.SHARE)
    draft = writing.keep_draft(cast.clinic, person.id, cast.group.id or 0, READY)
    assert welcoming.arrivals(cast.coordinator, cast.group.id or 0) == ()
    with pytest.raises(NotFound):
        welcoming.accept(cast.coordinator, draft)


def test_those_who_wait_longest_come_first(cast: Cast) -> None:
    for name, days in (("Amina", 2), ("Bernard", 20), ("Chidi", 9)):
        sent(cast, days, name)
    names = [arrival.name for arrival in welcoming.arrivals(cast.coordinator, cast.group.id or 0)]
    assert names == ["Bernard", "Chidi", "Amina"]


def test_r31_each_person_looked_at_is_recorded_once_for_one_look(cast: Cast) -> None:
    for name in ("Amina", "Bernard"):
        sent(cast, name=name)
    for _ in range(3):
        welcoming.arrivals(cast.coordinator, cast.group.id or 0)
    looks = [event for event in make.rows(AuditEvent) if event.action == "referral.looked_at"]
    assert len(looks) == 2
