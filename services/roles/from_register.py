"""What the register says of duties: done by whoever came, open again where somebody does not come (R15, R18).

A duty's state follows from the marks and from what people answered, so that a mark taken back takes this back too.
"""

from collections.abc import Collection

from sqlmodel import Session, col, select

from models import ATTENDED, Duty, DutyEvent, DutyState, GroupRole, GroupSession, Mark, MarkKind, Member
from services.roles.asking import WhyNot, reasons_not, situation
from services.roles.moving import move
from services.security.actor import Actor

_ANSWERABLE = {DutyState.OFFERED, DutyState.ACCEPTED}


def follow_marks(db: Session, actor: Actor, meeting: GroupSession, member_ids: Collection[int] | None = None) -> None:
    """Brings the duties of a group session in line with its marks; of these members, or of everybody.

    Sent word: handed back. Register finished: done by whoever came, handed back by whoever did not; who is not
    recorded keeps theirs as it was (R12). One query when nobody concerned has a duty there. The caller holds the
    group session.
    """
    concerned = select(Duty).where(Duty.group_session_id == meeting.id)
    if member_ids is not None:
        concerned = concerned.where(col(Duty.member_id).in_(member_ids))
    duties = db.exec(concerned.order_by(col(Duty.id)).with_for_update()).all()
    if not duties:
        return
    marks, answered = _marks(db, meeting), _answers(db, duties)
    for duty in duties:
        own = answered.get(duty.id or 0, duty.state)
        state = _follows(own, marks.get(duty.member_id, MarkKind.NOT_RECORDED), meeting)
        if state is duty.state or (duty.state is DutyState.HANDED_BACK and not _may_stand(db, meeting, duty, state)):
            continue
        move(db, actor, duty, state, by_register=True)
        db.flush()


def _follows(own: DutyState, kind: MarkKind, meeting: GroupSession) -> DutyState:
    finished = meeting.register_finished_at is not None
    if kind is MarkKind.SENT_WORD or (finished and kind is MarkKind.DID_NOT_COME):
        return DutyState.HANDED_BACK
    if finished and kind in ATTENDED and own in _ANSWERABLE:
        return DutyState.DONE
    return own


def _marks(db: Session, meeting: GroupSession) -> dict[int, MarkKind]:
    there = select(Mark.member_id, Mark.kind).where(Mark.group_session_id == meeting.id)
    return {who: MarkKind(kind) for who, kind in db.exec(there)}


def _answers(db: Session, duties: Collection[Duty]) -> dict[int, DutyState]:
    """Where each duty with events stands by what people said, register aside; a suggestion was never asked about."""
    events = select(DutyEvent).where(col(DutyEvent.duty_id).in_([duty.id for duty in duties]))
    found: dict[int, DutyState] = {}
    for event in db.exec(events.order_by(col(DutyEvent.id))):
        said = found.get(event.duty_id, DutyState.SUGGESTED) if event.by_register else event.state
        found[event.duty_id] = said
    return found


def _may_stand(db: Session, meeting: GroupSession, duty: Duty, state: DutyState) -> bool:
    """Whether what was handed back can stand again: nobody has the place, and unless it is done, they may be asked.

    They may have said no to more than the day meanwhile, and nothing comes back over that (R18).
    """
    role, member = db.get_one(GroupRole, duty.group_role_id), db.get_one(Member, duty.member_id)
    if not _place_is_open(db, duty, role):
        return False
    if state is DutyState.DONE:
        return True
    known = situation(db, [meeting], [duty.member_id], meeting.group_id)
    # Whoever did not come to a register that is open again has answered as they had: only the mark says otherwise.
    return role.archived_at is None and set(reasons_not(known, meeting, role, member)) <= {WhyNot.SENT_WORD}


def _place_is_open(db: Session, duty: Duty, role: GroupRole) -> bool:
    live = select(Duty.member_id, Duty.backup).where(
        Duty.group_session_id == duty.group_session_id,
        Duty.group_role_id == duty.group_role_id,
        Duty.state != DutyState.HANDED_BACK,
    )
    there = db.exec(live).all()
    taken = sum(backup == duty.backup for _, backup in there)
    return taken < (1 if duty.backup else role.places) and duty.member_id not in {who for who, _ in there}
