"""Why people leave: the reasons that were recorded, counted (R4, R26). Leaving is not always failure."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from models import ATTENDED, LeavingReason, Mark, Member, MemberEvent, MemberStep
from services import access, clock
from services.database import reading
from services.engagement.disclosure import Scope, may_count, period_for, scope_of
from services.engagement.periods import Period, bounds
from services.engagement.registers import not_recorded_between
from services.kept import kept
from services.roles.load import whose
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

_STEPS = (MemberStep.JOINED, MemberStep.CAME_ALONG, MemberStep.CAME_BACK, MemberStep.LEFT)
_Step = tuple[LeavingReason | None, datetime]


@dataclass(frozen=True)
class Leaving:
    """People who came at least once, and whose leaving was recorded in the period and stands.

    `reasons` has every reason, most frequent first, also those that nobody gave. Who came back has not left.
    `not_recorded`: days up to the end of the period whose register is not finished: who came then alone seems never to
    have come.
    """

    scope: Scope
    period: Period
    reasons: tuple[tuple[LeavingReason, int], ...]
    not_recorded: tuple[date, ...] = ()

    @property
    def people(self) -> int:
        return sum(count for _, count in self.reasons)


@needs(Permission.SEE_ENGAGEMENT)
@kept
def leaving(actor: Actor, group_id: int, period: Period = Period.LAST_12_MONTHS) -> Leaving:
    """Why people left a group.

    A coordinator counts everyone, somebody whom the group has twice once; clinic staff only graduates of theirs with
    feedback consent in force, over the one period that they are given.

    Raises:
        NotFound: not a group of the actor's.
    """
    period = period_for(actor, period)
    since, until = bounds(period, clock.today())
    with reading() as db:
        access.group(db, actor, group_id)
        last = _last_steps(db, actor, group_id)
        not_recorded = not_recorded_between(db, group_id, bounds(Period.ALL_TIME, clock.today())[0], until)
    counts = Counter(why for why, at in last.values() if why is not None and since <= at < until)
    listed = [(reason, counts[reason]) for reason in LeavingReason]
    return Leaving(scope_of(actor), period, tuple(sorted(listed, key=lambda one: -one[1])), not_recorded)


def _last_steps(db: Session, actor: Actor, group_id: int) -> dict[int, _Step]:
    """The last coming or going of everybody who may be counted and came at least once; a reason when it was going.

    Somebody whom the group has twice is gone when both of their rows are: one of the two is often tidied away.
    """
    came = select(Mark.id).where(Mark.member_id == col(Member.id), col(Mark.kind).in_(ATTENDED))
    found = db.execute(
        select(MemberEvent.member_id, whose(), came.exists(), MemberEvent.reason, MemberEvent.at)  # type: ignore[call-overload] # SQLModel types no more than four columns
        .select_from(MemberEvent)
        .join(Member, col(Member.id) == col(MemberEvent.member_id))
        .where(
            Member.group_id == group_id,
            may_count(actor, col(Member.graduate_id)),
            col(MemberEvent.step).in_(_STEPS),
        )
        .order_by(col(MemberEvent.id))
    )
    last: dict[int, dict[int, _Step]] = defaultdict(dict)
    there = set()
    for member_id, person, ever_came, why, at in found:
        last[person][member_id] = (LeavingReason(why) if why else None, at)
        if ever_came:
            there.add(person)
    return {person: min(last[person].values(), key=_here_first) for person in there}


def _here_first(step: _Step) -> tuple[bool, float]:
    """Here before gone, and of those gone the latest."""
    why, at = step
    return why is not None, -at.timestamp()
