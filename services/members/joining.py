"""Adding somebody to the group by hand: a founder, or someone whom the clinic has yet to confirm."""

from dataclasses import asdict
from datetime import date

from sqlmodel import Session, col, select

from models import Confirmation, Member, MemberEvent, MemberOrigin, MemberState, MemberStep
from services import access, audit, clock
from services.database import transaction
from services.errors import Conflict
from services.fields import Checks
from services.members.editing import Details, read
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

_FIRST_STEP = {MemberOrigin.FOUNDER: MemberStep.JOINED, MemberOrigin.CAME_ALONG: MemberStep.CAME_ALONG}


@needs(Permission.KEEP_MEMBERS)
def add_member(actor: Actor, group_id: int, details: Details, *, founder: bool, joined_on: date | None) -> int:
    """Adds a member and returns their id. Who is not a founder waits for the clinic to confirm their programme.

    Raises:
        NotFound: not a group of the actor's.
        Invalid: no name, no date or one to come, or something that cannot be kept.
        Conflict: someone of that very name is in the group.
    """
    check = Checks()
    kept = read(check, details)
    since = check.day("joined_on", "The day they joined", joined_on)
    check.that(
        since <= clock.today(), "joined_on", "The day they joined cannot be in the future. Choose today or before."
    )
    check.done()
    origin = MemberOrigin.FOUNDER if founder else MemberOrigin.CAME_ALONG
    with transaction() as db:
        access.group(db, actor, group_id)
        _refuse_same_name(db, group_id, kept.name)
        member = Member(
            group_id=group_id,
            origin=origin,
            confirmation=Confirmation.NOT_NEEDED if founder else Confirmation.WAITING,
            joined_on=since,
            created_at=clock.now(),
            **asdict(kept),
        )
        db.add(member)
        db.flush()
        member_id = member.id or 0
        db.add(MemberEvent(member_id=member_id, step=_FIRST_STEP[origin], at=clock.now(), account_id=actor.account_id))
        changes: audit.Changes = {"name": (None, kept.name), "origin": (None, origin)}
        audit.record(db, actor, "member.added", "member", member_id, group_id=group_id, changes=changes)
        return member_id


def _refuse_same_name(db: Session, group_id: int, name: str) -> None:
    here = select(Member.name).where(
        Member.group_id == group_id, col(Member.erased_at).is_(None), Member.state != MemberState.LEFT
    )
    if name.casefold() in {other.casefold() for other in db.exec(here)}:
        raise Conflict(
            f"There is already someone called {name} in the group. If this is somebody else, add an initial so that "
            "the register can tell them apart."
        )
