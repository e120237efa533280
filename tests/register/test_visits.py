"""The register alone makes the first visit and settles somebody (R5)."""

from datetime import timedelta

import pytest

from models import GroupSession, Member, Referral, ReferralState
from services import clock
from services.register.everyone import everyone_here, undo_everyone_here
from services.register.finishing import correct, finish
from services.register.marking import mark
from tests import make
from tests.cast import Cast
from tests.register.room import ABSENT, CAME, LATE, NOTHING, SENT_WORD, tap


@pytest.fixture
def contacted(cast: Cast) -> Referral:
    graduate = make.graduate(make.programme(cast.riverside.id or 0))
    sent_at = clock.now() - timedelta(days=60)
    return make.referral(graduate, cast.group, ReferralState.CONTACTED, sent_at=sent_at)


def state(referral: Referral) -> ReferralState:
    return make.rows(Referral, id=referral.id)[0].state


def meeting(cast: Cast, days_ago: int = 0) -> GroupSession:
    return make.group_session(cast.group, make.this_time(days_ago) if days_ago else make.begun())


def test_r5_a_mark_makes_the_first_visit_and_undoing_it_takes_it_back(cast: Cast, contacted: Referral) -> None:
    here, (member,) = meeting(cast), make.rows(Member, id=contacted.member_id)
    for kind, expected in (
        (LATE, ReferralState.FIRST_VISIT),
        (NOTHING, ReferralState.CONTACTED),
        (SENT_WORD, ReferralState.CONTACTED),
        (CAME, ReferralState.FIRST_VISIT),
        (ABSENT, ReferralState.CONTACTED),
    ):
        mark(cast.coordinator, here.id, [tap(member, kind)])
        assert state(contacted) is expected, kind


def test_r5_everyone_here_counts_and_its_undo_too(cast: Cast, contacted: Referral) -> None:
    here = meeting(cast)
    everyone_here(cast.coordinator, here.id, "batch")
    assert state(contacted) is ReferralState.FIRST_VISIT
    undo_everyone_here(cast.coordinator, here.id, "batch")
    assert state(contacted) is ReferralState.CONTACTED


def test_r5_the_third_visit_settles_and_a_correction_unsettles(cast: Cast, contacted: Referral) -> None:
    sessions = [meeting(cast, days) for days in (28, 14, 0)]
    for number, each in enumerate(sessions):
        everyone_here(cast.coordinator, each.id, f"batch{number}")
    assert state(contacted) is ReferralState.SETTLED
    finish(cast.coordinator, sessions[1].id)
    correct(cast.coordinator, sessions[1].id, contacted.member_id, ABSENT, False, "Wrong person")
    assert state(contacted) is ReferralState.FIRST_VISIT
