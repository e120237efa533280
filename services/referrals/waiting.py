"""How long a referral has waited for a first contact: a nudge after 7 days, a flag after 14 (R6)."""

from datetime import datetime
from enum import StrEnum

from models import ReferralState
from services import clock

NUDGE_DAYS = 7
FLAG_DAYS = 14

NOT_CONTACTED = frozenset({ReferralState.SENT, ReferralState.ACCEPTED})


class Waiting(StrEnum):
    NO = "no"
    NUDGE = "nudge"
    FLAG = "flag"


def waiting(state: ReferralState, sent_at: datetime | None) -> Waiting:
    """Where a referral stands; whole days in local time since it was sent."""
    if sent_at is None or state not in NOT_CONTACTED:
        return Waiting.NO
    days = (clock.today() - clock.local(sent_at).date()).days
    if days >= FLAG_DAYS:
        return Waiting.FLAG
    return Waiting.NUDGE if days >= NUDGE_DAYS else Waiting.NO
