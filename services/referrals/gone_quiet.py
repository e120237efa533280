"""Gone quiet as the milestone that a clinic may see: derived at the moment of looking, under feedback consent alone."""

from collections.abc import Sequence

from sqlmodel import Session

from models import Referral, ReferralState
from services.members.quiet import quiet_among

_COMING = frozenset({ReferralState.FIRST_VISIT, ReferralState.SETTLED})


def gone_quiet(db: Session, agreed: Sequence[Referral]) -> frozenset[int]:
    """Which of these referrals lead to members who have gone quiet, by id. Three queries, or none.

    `agreed` are those whose feedback consent is in force now, and no others: the caller holds that (R9). It is the
    group's own definition, so being in touch, days away and "not for this person" count for the clinic as well.
    """
    coming = {row.member_id: row.id or 0 for row in agreed if row.state in _COMING and row.member_id}
    if not coming:
        return frozenset()
    return frozenset(coming[one.member_id] for one in quiet_among(db, list(coming)))
