"""What came of a referral between a merge and its undoing goes back with that referral, and speaks of nobody else."""

from sqlmodel import Session, col, select

from models import ENDED, CallRequest, GraduateMerge, Member, MemberOrigin, Referral
from services.referrals import membership, visits
from services.security.actor import Actor


def follow_back(db: Session, actor: Actor, made: GraduateMerge) -> None:
    """Once the merged entry has its referrals again: their members and the calls asked for since follow.

    Else attendance of one entry would be told under the other's consent (R9). Members and calls that the kept entry
    has in its own right stay with it.
    """
    both = (made.kept_id, made.merged_id)
    referrals = list(db.exec(select(Referral).where(col(Referral.graduate_id).in_(both)).order_by(col(Referral.id))))
    _members(db, actor, made, referrals)
    _calls(db, made, referrals)
    db.flush()


def _members(db: Session, actor: Actor, made: GraduateMerge, referrals: list[Referral]) -> None:
    stay = {row.member_id for row in referrals if row.graduate_id == made.kept_id}
    back = [row for row in referrals if row.graduate_id == made.merged_id and row.member_id is not None]
    of_both = select(Member).where(col(Member.graduate_id).in_((made.kept_id, made.merged_id)))
    found = {member.id: member for member in db.exec(of_both.order_by(col(Member.id)).with_for_update())}
    own = {member.group_id for member in found.values() if member.graduate_id == made.merged_id}
    for referral in back:
        member = found.get(referral.member_id)
        if member is None or member.graduate_id != made.kept_id:
            continue
        since = member.created_at >= made.at and member.origin is MemberOrigin.REFERRAL
        if since and member.id not in stay and member.group_id not in own:
            member.graduate_id = made.merged_id
            db.add(member)
            db.flush()
        else:
            _parted(db, actor, referral)


def _parted(db: Session, actor: Actor, referral: Referral) -> None:
    """The two were one member in the register, who is the kept entry's: this referral gets a member of its own.

    One that has ended gets none, and no longer tells of visits that were the other's.
    """
    referral.member_id = None
    db.add(referral)
    if referral.state in ENDED:
        visits.forget(db, actor, referral)
        return
    member = membership.begin(db, actor, referral)
    visits.follow(db, actor, member.id or 0)


def _calls(db: Session, made: GraduateMerge, referrals: list[Referral]) -> None:
    """A group asks about the person it was sent last."""
    last = {row.group_id: row.graduate_id for row in sorted(referrals, key=_sent) if row.sent_at is not None}
    since = select(CallRequest).where(CallRequest.graduate_id == made.kept_id, CallRequest.asked_at >= made.at)
    for call in db.exec(since.with_for_update()):
        call.graduate_id = last.get(call.group_id, made.kept_id)
        db.add(call)


def _sent(referral: Referral) -> float:
    return referral.sent_at.timestamp() if referral.sent_at else 0.0
