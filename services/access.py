"""Fetching means authorising: the only way to a record takes the actor first (R30).

Missing and not the actor's raise the same `NotFound`. Rows come back attached to `db`: for services only,
which hand frozen dataclasses on to pages.
"""

from datetime import datetime
from typing import TypeVar

from sqlmodel import Session, col, select

from models import (
    Account,
    AccountGroup,
    CallRequest,
    Clinic,
    Completion,
    Confirmation,
    Duty,
    Graduate,
    GraduateGroup,
    GraduateImport,
    GroupRole,
    GroupSession,
    Member,
    Programme,
    Referral,
    Role,
    Series,
    Skill,
    Strength,
    SuggestionRun,
)
from services import clock
from services.database import writes
from services.errors import NotFound
from services.security.actor import Actor

# One who writes about a person holds their row, so that a merge comes wholly before or after. Rows that only name
# the person can still be added meanwhile.
_HELD = {"key_share": True}
_OfPerson = TypeVar("_OfPerson", Referral, CallRequest, Completion)

# Their scope is some groups.
_OF_A_GROUP = frozenset({Role.COORDINATOR, Role.REGISTER_TAKER})


def graduate(db: Session, actor: Actor, graduate_id: int) -> Graduate:
    """A graduate of the actor's clinic. An entry that became part of another one is not there any more."""
    found = graduate_or_part(db, actor, graduate_id)
    if found.merged_into_id is not None:
        raise NotFound
    return found


def graduate_or_part(db: Session, actor: Actor, graduate_id: int) -> Graduate:
    """An entry of the actor's clinic, also one that became part of another. Held when the transaction writes."""
    found = db.get(Graduate, graduate_id, with_for_update=_HELD if writes(db) else None)
    if found is None or found.erased_at or actor.clinic_id is None or found.clinic_id != actor.clinic_id:
        raise NotFound
    return found


def graduate_by_now(db: Session, actor: Actor, graduate_id: int) -> Graduate:
    """The entry that stands for this person now: the one asked for, or what it became part of."""
    found = graduate_or_part(db, actor, graduate_id)
    while found.merged_into_id is not None:
        found = graduate_or_part(db, actor, found.merged_into_id)
    return found


def clinic_reply_to(db: Session, actor: Actor) -> str:
    """Where a group replies to the actor's clinic."""
    found = db.get(Clinic, actor.clinic_id) if actor.clinic_id is not None else None
    if found is None:
        raise NotFound
    return found.reply_to


def own_clinic(db: Session, actor: Actor, *, to_change: bool = False) -> Clinic:
    """The clinic that the actor works for."""
    held = _HELD if to_change else None
    found = db.get(Clinic, actor.clinic_id, with_for_update=held) if actor.clinic_id is not None else None
    if found is None:
        raise NotFound
    return found


def before_agreeing(db: Session, actor: Actor) -> None:
    """Held before anything else by whoever may let a clinic's figures count somebody, by a consent, a link or a merge.

    So it comes wholly before or after a group session is given out, which holds the clinic too: nobody is counted
    exactly and put among the others in one moment (R26).
    """
    own_clinic(db, actor, to_change=True)


def programme(db: Session, actor: Actor, programme_id: int, *, to_change: bool = False) -> Programme:
    """A programme of the actor's clinic. `to_change` locks it until the transaction ends."""
    found = db.get(Programme, programme_id, with_for_update=to_change)
    if found is None or actor.clinic_id is None or found.clinic_id != actor.clinic_id:
        raise NotFound
    return found


def graduate_import(db: Session, actor: Actor, import_id: int) -> GraduateImport:
    """A list that the actor's clinic brought in."""
    found = db.get(GraduateImport, import_id)
    if found is None or actor.clinic_id is None or found.clinic_id != actor.clinic_id:
        raise NotFound
    return found


def group(db: Session, actor: Actor, group_id: int, *, to_change: bool = False) -> GraduateGroup:
    """A group that a coordinator acts for, or one of a clinic's own groups. `to_change` holds it."""
    found = db.get(GraduateGroup, group_id, with_for_update=_HELD if to_change else None)
    if found is None or found.archived_at or not _reaches(actor, found):
        raise NotFound
    return found


def groups(db: Session, actor: Actor) -> list[GraduateGroup]:
    """Every group the actor reaches, by name."""
    wanted = select(GraduateGroup).where(col(GraduateGroup.archived_at).is_(None)).order_by(GraduateGroup.name)
    if actor.role in _OF_A_GROUP:
        wanted = wanted.where(col(GraduateGroup.id).in_(actor.group_ids))
    elif actor.role is Role.CLINIC_STAFF:
        wanted = wanted.where(GraduateGroup.clinic_id == actor.clinic_id)
    else:
        return []
    return list(db.exec(wanted))


def clinic_referral(db: Session, actor: Actor, referral_id: int, *, to_change: bool = False) -> Referral:
    """A referral that the actor's clinic wrote."""
    found = _with_person(db, Referral, referral_id, to_change=to_change)
    graduate(db, actor, found.graduate_id)
    return found


def group_referral(db: Session, actor: Actor, referral_id: int, *, to_change: bool = False) -> Referral:
    """A referral to the actor's group, from sent on. A draft, or one withdrawn before sending, is not there."""
    found = _with_person(db, Referral, referral_id, to_change=to_change)
    if found.sent_at is None or found.group_id not in actor.group_ids:
        raise NotFound
    return found


def call_request(db: Session, actor: Actor, call_id: int) -> CallRequest:
    """A request to call, to the actor's clinic."""
    found = _with_person(db, CallRequest, call_id, to_change=True)
    graduate(db, actor, found.graduate_id)
    return found


def completion(db: Session, actor: Actor, completion_id: int) -> Completion:
    """A completion of a graduate of the actor's clinic, to change it."""
    found = _with_person(db, Completion, completion_id, to_change=True)
    graduate(db, actor, found.graduate_id)
    return found


def group_session(db: Session, actor: Actor, group_session_id: int, *, to_change: bool = False) -> GroupSession:
    """A group session of a group the actor reaches. `to_change` locks it until the transaction ends.

    Whoever only takes the register reaches none from before the day they were asked to.
    """
    found = db.get(GroupSession, group_session_id, with_for_update=to_change)
    if found is None:
        raise NotFound
    group(db, actor, found.group_id)
    since = reaches_since(db, actor)
    if since is not None and found.starts_at < since:
        raise NotFound
    return found


def reaches_since(db: Session, actor: Actor) -> datetime | None:
    """From when on the actor reaches group sessions: a register taker from the day they were asked, others always."""
    if actor.role is not Role.REGISTER_TAKER:
        return None
    account = db.get(Account, actor.account_id)
    if account is None:
        raise NotFound
    return clock.day_begins(clock.local(account.created_at).date())


def series(db: Session, actor: Actor, series_id: int) -> Series:
    """A series of a group the actor reaches."""
    found = db.get(Series, series_id)
    if found is None:
        raise NotFound
    group(db, actor, found.group_id)
    return found


def member(db: Session, actor: Actor, member_id: int) -> Member:
    """A member of the actor's group."""
    found = db.get(Member, member_id)
    if found is None or found.erased_at or found.group_id not in actor.group_ids:
        raise NotFound
    return found


def member_to_confirm(db: Session, actor: Actor, member_id: int) -> Member:
    """Somebody whom one of the own clinic's groups asks about, for clinic staff (R16). Of no other member even that."""
    found = db.get(Member, member_id, with_for_update=True)
    if found is None or found.erased_at or found.confirmation is not Confirmation.WAITING:
        raise NotFound
    if actor.role is not Role.CLINIC_STAFF:
        raise NotFound
    group(db, actor, found.group_id)
    return found


def group_role(db: Session, actor: Actor, group_role_id: int) -> GroupRole:
    """A role of the actor's group."""
    found = db.get(GroupRole, group_role_id)
    if found is None or found.group_id not in actor.group_ids:
        raise NotFound
    return found


def list_entry(db: Session, actor: Actor, table: type[Skill] | type[Strength], entry_id: int) -> Skill | Strength:
    """A line of one of the lists that the actor's group keeps."""
    found: Skill | Strength | None = None
    if table is Skill:
        found = db.get(Skill, entry_id, with_for_update=True)
    else:
        found = db.get(Strength, entry_id, with_for_update=True)
    if found is None or found.group_id not in actor.group_ids:
        raise NotFound
    return found


def duty(db: Session, actor: Actor, duty_id: int, *, to_change: bool = False) -> Duty:
    """A duty of the actor's group."""
    found = db.get(Duty, duty_id, with_for_update=to_change)
    if found is None:
        raise NotFound
    group_role(db, actor, found.group_role_id)
    return found


def suggestion_run(db: Session, actor: Actor, run_id: int) -> SuggestionRun:
    """A run of the suggestions for the actor's group."""
    found = db.get(SuggestionRun, run_id)
    if found is None or found.group_id not in actor.group_ids:
        raise NotFound
    return found


def account(db: Session, actor: Actor, account_id: int) -> Account:
    """Any account, for an administrator."""
    found = db.get(Account, account_id)
    if found is None or actor.role is not Role.ADMINISTRATOR:
        raise NotFound
    return found


def colleague(db: Session, actor: Actor, account_id: int, *, to_change: bool = False) -> Account:
    """Somebody else who serves the actor's groups, and no group that the actor does not coordinate."""
    found = db.get(Account, account_id, with_for_update=to_change)
    served = set(db.exec(select(AccountGroup.group_id).where(AccountGroup.account_id == account_id)))
    ours = bool(served) and served <= set(actor.group_ids) and actor.role is Role.COORDINATOR
    if found is None or not ours or found.role not in _OF_A_GROUP or found.id == actor.account_id:
        raise NotFound
    return found


def clinic(db: Session, actor: Actor, clinic_id: int) -> Clinic:
    """A clinic as an organisation, for an administrator."""
    found = db.get(Clinic, clinic_id)
    if found is None or found.archived_at or actor.role is not Role.ADMINISTRATOR:
        raise NotFound
    return found


def _with_person(db: Session, table: type[_OfPerson], row_id: int, *, to_change: bool) -> _OfPerson:
    """A row that hangs on a graduate. `to_change` holds first the graduate, then the row, in a merge's own order."""
    held = None
    # A merge that was under way has moved the row by the time the graduate is held: then it hangs on the other one.
    while to_change and (owner := db.exec(select(table.graduate_id).where(table.id == row_id)).first()) != held:
        db.exec(select(Graduate.id).where(Graduate.id == owner).with_for_update(key_share=True)).first()
        held = owner
    found = db.get(table, row_id, with_for_update=to_change)
    if found is None:
        raise NotFound
    return found


def _reaches(actor: Actor, found: GraduateGroup) -> bool:
    if actor.role in _OF_A_GROUP:
        return found.id in actor.group_ids
    return actor.role is Role.CLINIC_STAFF and found.clinic_id == actor.clinic_id
