"""What people say beforehand: that they come. Word that they do not is a mark (R15); this is none."""

from sqlmodel import Session

from models import GroupSession, Mark, MarkKind, SaidComing
from services import access, audit, clock
from services.database import transaction
from services.register.states import Closed, RegisterState, state_of
from services.register.writing import Change, mark_of, refuse_strangers, write
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


@needs(Permission.KEEP_REGISTER)
def say_coming(actor: Actor, group_session_id: int, member_id: int, *, coming: bool) -> None:
    """Notes that a member said they come, or takes it back; a second time changes nothing.

    Who had sent word has changed their mind: that word goes. Nothing here is ever an attendance (R12).

    Raises:
        Closed: its day has come, or it is cancelled or finished.
        NotFound: no such group session, or somebody not of its group.
    """
    with transaction() as db:
        group_session = access.group_session(db, actor, group_session_id, to_change=True)
        if state_of(group_session) is not RegisterState.BEFOREHAND:
            raise Closed("Its day has come, or it is cancelled. On the day, the register says who came.")
        refuse_strangers(db, group_session, [member_id])
        said = db.get(SaidComing, (group_session_id, member_id))
        if (said is not None) == coming:
            return
        if said is None:
            _now_comes(db, actor, group_session, member_id)
        else:
            db.delete(said)
        changes: audit.Changes = {"member_id": (None, member_id), "coming": (not coming, coming)}
        scope = group_session.group_id
        audit.record(
            db, actor, "register.said_coming", "group_session", group_session_id, group_id=scope, changes=changes
        )


def _now_comes(db: Session, actor: Actor, group_session: GroupSession, member_id: int) -> None:
    db.add(
        SaidComing(
            group_session_id=group_session.id or 0, member_id=member_id, at=clock.now(), account_id=actor.account_id
        )
    )
    mark: Mark | None = mark_of(db, group_session, member_id)
    if mark is not None and mark.kind is MarkKind.SENT_WORD:
        write(db, actor, group_session, [Change(member_id, MarkKind.NOT_RECORDED)])
