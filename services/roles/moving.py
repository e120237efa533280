"""Moving a duty from state to state: each time with its event and its audit."""

from sqlmodel import Session, col, select

from models import Duty, DutyEvent, DutyState, GroupRole
from services import audit, clock
from services.security.actor import Actor


def move(db: Session, actor: Actor, duty: Duty, state: DutyState, *, by_register: bool = False) -> None:
    """Moves a duty that was fetched to be changed. `by_register`: it follows from a mark."""
    before, duty.state = duty.state, state
    if state is DutyState.SUGGESTED:
        duty.locked = True  # events are never deleted, so no run may renew what has some
    record(db, actor, duty, before, by_register=by_register)


def record(db: Session, actor: Actor, duty: Duty, before: DutyState | None, *, by_register: bool = False) -> None:
    """The event and the audit of where a duty stands now; `before` is None for a new one."""
    at = clock.now()
    db.add(
        DutyEvent(duty_id=duty.id or 0, state=duty.state, at=at, account_id=actor.account_id, by_register=by_register)
    )
    changes: audit.Changes = {"state": (before, duty.state)}
    if before is None:
        changes["member_id"] = (None, duty.member_id)
    group_id = db.exec(select(GroupRole.group_id).where(GroupRole.id == duty.group_role_id)).one()
    audit.record(db, actor, f"duty.{duty.state}", "duty", duty.id, group_id=group_id, changes=changes)


def has_events(db: Session, duty: Duty) -> bool:
    """Whether a duty has ever been more than a suggestion that nobody touched."""
    return db.exec(select(DutyEvent.id).where(DutyEvent.duty_id == duty.id).limit(1)).first() is not None


def by_register_alone(db: Session, duty: Duty) -> bool:
    """Whether the newest of a duty's events follows from a mark."""
    newest = select(DutyEvent.by_register).where(DutyEvent.duty_id == duty.id).order_by(col(DutyEvent.id).desc())
    return bool(db.exec(newest.limit(1)).first())


def before_handing_back(db: Session, duty: Duty) -> DutyState:
    """Where a duty stood before it was handed back by what people said; a suggestion has no event of its own."""
    events = select(DutyEvent.state).where(
        DutyEvent.duty_id == duty.id,
        DutyEvent.state != DutyState.HANDED_BACK,
        col(DutyEvent.by_register).is_(False),
    )
    last = db.exec(events.order_by(col(DutyEvent.id).desc()).limit(1)).first()
    return DutyState(last) if last else DutyState.SUGGESTED
