"""R9 as an attacker would try it: whatever the clinic can call, before and after what happens at the group."""

from collections.abc import Callable

import pytest

from models import ConsentKind, LeavingReason, MarkKind, Member, Referral, ReferralState
from services import clock
from services.clinic import consents
from services.members.comings import leave
from services.referrals import calls, timings, welcoming
from services.referrals.reading import Show, referrals
from services.referrals.timeline import timeline
from tests import make
from tests.cast import Cast
from tests.referrals import stories
from tests.referrals.stories import mark, meeting, on_file


def names(cast: Cast, show: Show) -> list[str]:
    return [row.name for row in referrals(cast.clinic, show=show).rows]


# Everything a coordinator may do to someone, and what the clinic must not learn by it.
def contact(cast: Cast, referral: Referral) -> None:
    welcoming.contacted(cast.coordinator, referral.id or 0)


def come(cast: Cast, referral: Referral) -> None:
    mark(cast.coordinator, referral, meeting(cast))


def settle(cast: Cast, referral: Referral) -> None:
    for days_ago in (2, 1, 0):
        mark(cast.coordinator, referral, meeting(cast, days_ago))


def leave_the_group(cast: Cast, referral: Referral) -> None:
    leave(cast.coordinator, referral.member_id or 0, LeavingReason.HEALTH)


def everything_the_clinic_sees(cast: Cast, referral: Referral) -> list[object]:
    lists = [referrals(cast.clinic, show=show, page=page, size=2) for show in Show for page in range(3)]
    found = [referrals(cast.clinic, search="amina", show=show).total for show in Show]
    made = (calls.wanted(cast.clinic), calls.closed_recently(cast.clinic))
    return [*lists, *found, *made, timeline(cast.clinic, referral.id or 0), timings.timings(cast.clinic)]


def go_quiet(cast: Cast, referral: Referral) -> None:
    """Comes three times, then misses two with no word."""
    member = make.rows(Member, id=referral.member_id)[0]
    for days_ago, kind in enumerate(("did_not_come", "did_not_come", "came", "came", "came"), 1):
        finished = make.group_session(cast.group, make.this_time(days_ago), register_finished_at=clock.now())
        make.mark(finished, member, MarkKind(kind))
    referral.state = ReferralState.SETTLED
    make.add(referral)


@pytest.mark.parametrize("act", [contact, come, settle, leave_the_group, go_quiet])
def test_r9_order_filters_counts_calls_and_timings_tell_nothing_of_someone_without_consent(
    cast: Cast, act: Callable[[Cast, Referral], None]
) -> None:
    hidden = stories.accepted(cast, days_ago=9, feedback=False)
    for number in (1, 6, 8, 10, 19, 21):
        person = on_file(cast, *ConsentKind, name=f"Person {number}")
        make.referral(person.graduate, cast.group, sent_at=make.this_time(number))
    before = everything_the_clinic_sees(cast, hidden)
    act(cast, hidden)
    assert everything_the_clinic_sees(cast, hidden) == before


@pytest.mark.parametrize("act", [contact, come, settle, leave_the_group])
def test_r9_the_same_acts_are_seen_under_consent(cast: Cast, act: Callable[[Cast, Referral], None]) -> None:
    seen = stories.accepted(cast, days_ago=9)
    before = everything_the_clinic_sees(cast, seen)
    act(cast, seen)
    assert everything_the_clinic_sees(cast, seen) != before


def test_r9_once_consent_is_withdrawn_a_leaving_counts_as_open_again(cast: Cast) -> None:
    referral = stories.accepted(cast, days_ago=9)
    leave_the_group(cast, referral)
    assert names(cast, Show.ENDED) == ["Amina"]
    consents.withdraw(cast.clinic, referral.graduate_id, ConsentKind.FEEDBACK)
    assert (names(cast, Show.ENDED), names(cast, Show.OPEN)) == ([], ["Amina"])
    assert not timeline(cast.clinic, referral.id or 0).may_refer_again


def test_gone_quiet_is_a_word_beside_the_referral_under_feedback_consent_and_gone_with_it(cast: Cast) -> None:
    referral = stories.accepted(cast, days_ago=30)
    go_quiet(cast, referral)
    assert [row.gone_quiet for row in referrals(cast.clinic).rows] == [True]
    assert timeline(cast.clinic, referral.id or 0).gone_quiet
    consents.withdraw(cast.clinic, referral.graduate_id, ConsentKind.FEEDBACK)
    assert [row.gone_quiet for row in referrals(cast.clinic).rows] == [False]
    assert not timeline(cast.clinic, referral.id or 0).gone_quiet
