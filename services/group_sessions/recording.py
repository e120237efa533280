"""What a group session is to be and was: its plan, the skills practised, a short note (R17)."""

from collections.abc import Collection

from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import Session, col, select

from models import GroupSession, GroupSessionSkill, Skill
from services import access, audit
from services.audit import Changes
from services.database import STALE, transaction
from services.errors import Conflict, NotFound
from services.fields import Checks
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


@needs(Permission.PLAN_SESSIONS)
def record(
    actor: Actor,
    group_session_id: int,
    version: int,
    plan: str | None,
    note: str | None,
    skill_ids: Collection[int],
) -> None:
    """Keeps the plan, the note and the skills, before and after the register is finished.

    Raises:
        Invalid: a text cannot be kept.
        Conflict: someone else changed the group session meanwhile.
        NotFound: a skill is not on the group's list.
    """
    check = Checks()
    new_plan = check.paragraph("plan", "The plan", plan)
    new_note = check.paragraph("note", "The note", note)
    check.done()
    with transaction() as db:
        meeting = access.group_session(db, actor, group_session_id, to_change=True)
        if meeting.version != version:
            raise Conflict(STALE)
        changes: Changes = {"plan": (meeting.plan, new_plan), "note": (meeting.note, new_note)}
        changes["skills"] = _practise(db, meeting, set(skill_ids))
        meeting.plan, meeting.note = new_plan, new_note
        # The version is raised even when only skills changed, so that a stale page never undoes them.
        flag_modified(meeting, "plan")
        group_id = meeting.group_id
        audit.record(
            db, actor, "group_session.recorded", "group_session", meeting.id, group_id=group_id, changes=changes
        )


def _skills(db: Session, meeting: GroupSession) -> dict[int, str]:
    chosen = select(Skill.id, Skill.name).join(GroupSessionSkill, col(GroupSessionSkill.skill_id) == col(Skill.id))
    return {key or 0: name for key, name in db.exec(chosen.where(GroupSessionSkill.group_session_id == meeting.id))}


def _wanted(db: Session, meeting: GroupSession, skill_ids: set[int]) -> dict[int, str]:
    found = select(Skill.id, Skill.name).where(Skill.group_id == meeting.group_id, col(Skill.id).in_(skill_ids))
    wanted = {key or 0: name for key, name in db.exec(found)}
    if set(wanted) != skill_ids:
        raise NotFound
    return wanted


def _practise(db: Session, meeting: GroupSession, skill_ids: set[int]) -> tuple[str, str]:
    """Makes these the skills practised, and says which were and are, for the audit."""
    before, after = _skills(db, meeting), _wanted(db, meeting, skill_ids)
    gone = select(GroupSessionSkill).where(
        GroupSessionSkill.group_session_id == meeting.id,
        col(GroupSessionSkill.skill_id).in_(before.keys() - after.keys()),
    )
    for row in db.exec(gone):
        db.delete(row)
    new = after.keys() - before.keys()
    db.add_all(GroupSessionSkill(group_session_id=meeting.id or 0, skill_id=skill) for skill in new)
    return _listed(before), _listed(after)


def _listed(skills: dict[int, str]) -> str:
    return ", ".join(sorted(skills.values()))
