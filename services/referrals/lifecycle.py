"""The referral's lifecycle as a table: which step is possible from where, and what refuses the rest (R4)."""

from models import ENDED, ReferralState, ReferralStep
from services.errors import Conflict

S = ReferralState

# From where each step may be taken, and where it leads.
STEPS: dict[ReferralStep, tuple[frozenset[ReferralState], ReferralState]] = {
    ReferralStep.SENT: (frozenset({S.DRAFT}), S.SENT),
    ReferralStep.ACCEPTED: (frozenset({S.SENT}), S.ACCEPTED),
    ReferralStep.DECLINED: (frozenset({S.SENT}), S.DECLINED),
    ReferralStep.CONTACTED: (frozenset({S.ACCEPTED}), S.CONTACTED),
    ReferralStep.COULD_NOT_REACH: (frozenset({S.SENT, S.ACCEPTED, S.CONTACTED}), S.COULD_NOT_REACH),
    # Someone may simply turn up once the group has said yes.
    ReferralStep.FIRST_VISIT: (frozenset({S.ACCEPTED, S.CONTACTED}), S.FIRST_VISIT),
    ReferralStep.SETTLED: (frozenset({S.FIRST_VISIT}), S.SETTLED),
    ReferralStep.SETTLED_UNDONE: (frozenset({S.SETTLED}), S.FIRST_VISIT),
    ReferralStep.LEFT: (frozenset({S.ACCEPTED, S.CONTACTED, S.FIRST_VISIT, S.SETTLED}), S.LEFT),
    # From every open state: a refusal would tell the clinic about visits it has no consent to know of (R9).
    ReferralStep.WITHDRAWN: (frozenset(set(S) - ENDED), S.WITHDRAWN),
}

_WANTED = {
    ReferralStep.SENT: "sent",
    ReferralStep.ACCEPTED: "accepted",
    ReferralStep.DECLINED: "declined",
    ReferralStep.CONTACTED: "marked as contacted",
    ReferralStep.COULD_NOT_REACH: "marked as could not reach",
    ReferralStep.LEFT: "marked as left",
    ReferralStep.WITHDRAWN: "withdrawn",
}
_STANDS = {
    S.DRAFT: "it is still a draft",
    S.SENT: "the group has not accepted it yet",
    S.ACCEPTED: "the group has already accepted it",
    S.CONTACTED: "the group is already in touch",
    S.FIRST_VISIT: "they have already come",
    S.SETTLED: "they have already settled in",
    S.LEFT: "they have left the group",
    S.DECLINED: "it was declined",
    S.COULD_NOT_REACH: "it ended because they could not be reached",
    S.WITHDRAWN: "the clinic withdrew it",
}


def after(state: ReferralState, step: ReferralStep, steps_before: tuple[ReferralStep, ...] = ()) -> ReferralState:
    """The state that `step` leads to. Undoing a first visit needs `steps_before`, to know where it came from.

    Raises:
        Conflict: the step is not possible from `state`; the text says why in words.
    """
    if step is ReferralStep.FIRST_VISIT_UNDONE and state is S.FIRST_VISIT:
        return S.CONTACTED if ReferralStep.CONTACTED in steps_before else S.ACCEPTED
    allowed_from, to = STEPS.get(step, (frozenset(), state))
    if state not in allowed_from:
        raise Conflict(
            f"This referral cannot be {_WANTED.get(step, 'changed like that')}, because {_STANDS[state]}. "
            "Nothing was changed; look at its timeline for what happened."
        )
    return to


def seen_by_clinic(state: ReferralState, *, feedback: bool) -> ReferralState:
    """What the clinic may know of a state: without feedback consent in force no milestone, so "sent" (R9)."""
    return S.SENT if not feedback and state in MILESTONES else state


MILESTONES = frozenset({S.ACCEPTED, S.CONTACTED, S.FIRST_VISIT, S.SETTLED, S.LEFT})
MILESTONE_STEPS = frozenset(
    {
        ReferralStep.ACCEPTED,
        ReferralStep.CONTACTED,
        ReferralStep.FIRST_VISIT,
        ReferralStep.FIRST_VISIT_UNDONE,
        ReferralStep.SETTLED,
        ReferralStep.SETTLED_UNDONE,
        ReferralStep.LEFT,
    }
)
