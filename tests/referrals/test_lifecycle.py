"""R4: which steps are possible from where, as a table, with no database."""

import pytest

from models import ENDED, ReferralState, ReferralStep
from services.errors import Conflict
from services.referrals.lifecycle import STEPS, after, seen_by_clinic

S, T = ReferralState, ReferralStep


def test_r4_the_usual_way_leads_from_draft_to_left() -> None:
    state = S.DRAFT
    for step in (T.SENT, T.ACCEPTED, T.CONTACTED, T.FIRST_VISIT, T.SETTLED, T.LEFT):
        state = after(state, step)
    assert state is S.LEFT


@pytest.mark.parametrize("state", sorted(ENDED))
@pytest.mark.parametrize("step", sorted(STEPS))
def test_r4_nothing_follows_an_ending(state: ReferralState, step: ReferralStep) -> None:
    with pytest.raises(Conflict):
        after(state, step)


def test_r4_a_refused_step_says_why_in_words() -> None:
    with pytest.raises(Conflict, match="cannot be accepted, because the clinic withdrew it"):
        after(S.WITHDRAWN, T.ACCEPTED)


def test_r4_contacted_needs_accepted_first() -> None:
    with pytest.raises(Conflict, match="the group has not accepted it yet"):
        after(S.SENT, T.CONTACTED)


@pytest.mark.parametrize(
    ("taken", "back_to"),
    [
        ((T.SENT, T.ACCEPTED, T.CONTACTED, T.FIRST_VISIT), S.CONTACTED),
        ((T.SENT, T.ACCEPTED, T.FIRST_VISIT), S.ACCEPTED),
    ],
)
def test_r5_an_undone_first_visit_goes_back_to_where_it_came_from(
    taken: tuple[ReferralStep, ...], back_to: ReferralState
) -> None:
    assert after(S.FIRST_VISIT, T.FIRST_VISIT_UNDONE, taken) is back_to


@pytest.mark.parametrize("state", [S.ACCEPTED, S.CONTACTED, S.FIRST_VISIT, S.SETTLED, S.LEFT])
def test_r9_without_feedback_consent_every_milestone_reads_sent(state: ReferralState) -> None:
    assert seen_by_clinic(state, feedback=False) is S.SENT
    assert seen_by_clinic(state, feedback=True) is state


@pytest.mark.parametrize("state", [S.DRAFT, S.SENT, S.DECLINED, S.COULD_NOT_REACH, S.WITHDRAWN])
def test_the_answer_to_the_clinics_own_referral_is_always_seen(state: ReferralState) -> None:
    assert seen_by_clinic(state, feedback=False) is state
