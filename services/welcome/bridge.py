"""The first-visit bridge: where somebody referred stands between a yes and coming again, and what they need next.

Accepted, contacted, expected at a group session with a named welcomer, came, came again. The first steps are the
referral's own (R4), the last two the register's (R5); this is the part between: a date and somebody at the door.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import and_, func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models import (
    ContactTry,
    GroupSession,
    GroupSessionState,
    Mark,
    MarkKind,
    Member,
    MemberState,
    Referral,
    ReferralState,
)
from services import clock

ON_THE_WAY = (ReferralState.SENT, ReferralState.ACCEPTED, ReferralState.CONTACTED)


class Need(StrEnum):
    """What somebody on the way needs from a coordinator; nothing while they are expected and welcomed."""

    ANSWER = "answer"
    CONTACT = "contact"
    DATE = "date"
    OTHER_DATE = "other_date"
    DATE_AGAIN = "date_again"
    SENT_WORD = "sent_word"
    WELCOMER = "welcomer"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Bridge:
    """Where one referral stands. `welcomer_id` is None when nobody is named, or who was cannot welcome any more.

    `tries` counts the attempts to reach them, `tried_on` is the day of the last.
    """

    referral_id: int
    version: int
    name: str
    state: ReferralState
    sent_at: datetime
    need: Need
    expected_session_id: int | None
    expected_at: datetime | None
    welcomer_id: int | None
    welcomer: str
    comes_with: str
    transport: str
    tries: int
    tried_on: date | None

    @property
    def id(self) -> int:
        return self.referral_id


def bridges(db: Session, group_id: int) -> tuple[Bridge, ...]:
    """Everyone of a group between sent and first visit, longest waiting first. One query."""
    welcomer, newcomer = aliased(Member), aliased(Member)
    tries = (
        select(ContactTry.referral_id, func.count().label("tries"), func.max(ContactTry.at).label("last"))
        .group_by(col(ContactTry.referral_id))
        .subquery()
    )
    found = db.execute(
        select(Referral, GroupSession, welcomer, newcomer, Mark.kind, tries.c.tries, tries.c.last)  # type: ignore[call-overload] # SQLModel types no more than four
        .outerjoin(GroupSession, col(GroupSession.id) == col(Referral.expected_session_id))
        .outerjoin(welcomer, col(welcomer.id) == col(Referral.welcomer_id))
        .outerjoin(newcomer, col(newcomer.id) == col(Referral.member_id))
        .outerjoin(
            Mark,
            and_(
                col(Mark.group_session_id) == col(Referral.expected_session_id),
                col(Mark.member_id) == col(Referral.member_id),
            ),
        )
        .outerjoin(tries, tries.c.referral_id == col(Referral.id))
        .where(
            Referral.group_id == group_id,
            col(Referral.sent_at).is_not(None),
            col(Referral.state).in_(ON_THE_WAY),
        )
        .order_by(col(Referral.sent_at), col(Referral.id))
    )
    return tuple(_bridge(*row) for row in found)


def expected_here(db: Session, group_session_id: int) -> dict[int, str]:
    """Who is expected for the first time at one group session: member's id → their welcomer's name, or "".

    One query. Somebody who has come already is nobody's first visit.
    """
    welcomer = aliased(Member)
    wanted = (
        select(Referral.member_id, welcomer.name, welcomer.state)
        .outerjoin(welcomer, col(welcomer.id) == col(Referral.welcomer_id))
        .where(
            Referral.expected_session_id == group_session_id,
            col(Referral.state).in_(ON_THE_WAY),
            col(Referral.member_id).is_not(None),
        )
    )
    here = db.exec(wanted).all()
    return {member_id or 0: (name or "") if state is MemberState.ACTIVE else "" for member_id, name, state in here}


def need_of(
    referral: Referral, expected: GroupSession | None, welcomer: Member | None, mark: MarkKind | None = None
) -> Need:
    """What comes next for one referral that is on the way; `mark` is theirs at the session where they are expected."""
    if referral.state is ReferralState.SENT:
        return Need.ANSWER
    if referral.state is ReferralState.ACCEPTED:
        return Need.CONTACT
    if expected is None:
        return Need.DATE
    if expected.state is GroupSessionState.CANCELLED:
        return Need.OTHER_DATE
    if expected.register_finished_at or clock.local(expected.starts_at).date() < clock.today():
        return Need.DATE_AGAIN
    if mark is MarkKind.SENT_WORD:
        return Need.SENT_WORD
    return Need.NOTHING if _can_welcome(welcomer) else Need.WELCOMER


def _can_welcome(welcomer: Member | None) -> bool:
    return welcomer is not None and welcomer.state is MemberState.ACTIVE and welcomer.erased_at is None


def _bridge(
    referral: Referral,
    expected: GroupSession | None,
    welcomer: Member | None,
    newcomer: Member | None,
    mark: MarkKind | None,
    tries: int | None,
    last_try: datetime | None,
) -> Bridge:
    assert referral.sent_at is not None  # noqa: S101 - the query asked for it
    welcomes = welcomer if _can_welcome(welcomer) else None
    return Bridge(
        referral_id=referral.id or 0,
        version=referral.version,
        name=referral.preferred_name,
        state=referral.state,
        sent_at=referral.sent_at,
        need=need_of(referral, expected, welcomer, mark),
        expected_session_id=expected.id if expected else None,
        expected_at=expected.starts_at if expected else None,
        welcomer_id=welcomes.id if welcomes else None,
        welcomer=welcomes.name if welcomes else "",
        comes_with=newcomer.comes_with if newcomer else "",
        transport=newcomer.transport if newcomer else "",
        tries=tries or 0,
        tried_on=clock.local(last_try).date() if last_try else None,
    )
