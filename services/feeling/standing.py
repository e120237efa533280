"""Whether a group session's question stands now, and what has been answered so far. For this folder alone."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func
from sqlmodel import Session, col, select

from models import ATTENDED, Face, Feeling, GraduateGroup, GroupSession, GroupSessionState, Mark
from services import clock

ANSWERED_FOR = timedelta(hours=24)
"""How long after its end a group session's question is answered."""

MOST = 100
"""How many answers are taken: far more than people come, so where it stops tells nothing of how many came."""


@dataclass(frozen=True)
class Standing:
    """A question that was put: answered from the group session's start until `until`, whatever anybody does.

    `shown`: somebody looked once it was over. So it stays, even when the group session is moved.
    """

    group_session_id: int
    renewed: int
    until: datetime
    shown: bool
    counts: dict[Face, int]

    @property
    def open(self) -> bool:
        """Whether it takes answers now."""
        return not self.shown and clock.now() < self.until

    @property
    def answered(self) -> int:
        """How many answers there are."""
        return sum(self.counts.values())


def standing(db: Session, group_session_id: int) -> Standing | None:
    """The question of a group session; None unless its group asks, and it has begun and was not cancelled."""
    put = (
        select(GroupSession, Feeling)
        .join(GraduateGroup, col(GraduateGroup.id) == col(GroupSession.group_id))
        .outerjoin(Feeling, col(Feeling.group_session_id) == col(GroupSession.id))
        .where(
            GroupSession.id == group_session_id,
            GroupSession.state == GroupSessionState.PLANNED,
            col(GroupSession.starts_at) <= clock.now(),
            GraduateGroup.asks_feeling,
            col(GraduateGroup.archived_at).is_(None),
        )
    )
    found = db.exec(put).first()
    if found is None:
        return None
    meeting, feeling = found[0], found[1] or Feeling(group_session_id=group_session_id)
    return Standing(
        group_session_id=group_session_id,
        renewed=feeling.renewed,
        until=meeting.ends_at + ANSWERED_FOR,
        shown=feeling.shown,
        counts={face: getattr(feeling, face) for face in Face},
    )


def came(db: Session, group_session_id: int) -> int:
    """How many people are marked as having come, late ones too."""
    there = select(func.count()).where(Mark.group_session_id == group_session_id, col(Mark.kind).in_(ATTENDED))
    return db.exec(there).one()


def renewals(db: Session, group_session_id: int) -> int:
    """How often a group session's code was made anew, whether its question stands or not."""
    return db.exec(select(Feeling.renewed).where(Feeling.group_session_id == group_session_id)).first() or 0
