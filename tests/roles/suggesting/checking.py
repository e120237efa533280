"""Whether a suggestion keeps the hard rules of R19, by the raw rows alone."""

from collections.abc import Iterator

from models import Duty, DutyState, Effort, Growth, MemberState, Posture, Wish
from tests.roles.suggesting.facts import Facts

MORE = [*Effort]


def wrong(facts: Facts, duty: Duty) -> list[str]:
    """Which rules one suggestion breaks; empty when none."""
    return [*_person(facts, duty), *_caps(facts, duty), *_place(facts, duty), *_learning(facts, duty)]


def _person(facts: Facts, duty: Duty) -> Iterator[str]:
    who, role, meeting = duty.member_id, facts.roles[duty.group_role_id], duty.group_session_id
    member = facts.members[who]
    if member.state is not MemberState.ACTIVE or member.group_id != role.group_id:
        yield "is not coming"
    if facts.said_no(who, meeting, role.id or 0):
        yield "said no"
    if facts.is_away(who, meeting):
        yield "is away"
    if not member.suggest_roles:
        yield "opted out"
    if member.seated_only and role.posture is not Posture.SEATED:
        yield "sits"
    if member.no_lifting and role.posture is Posture.LIFTING:
        yield "does not lift"
    if MORE.index(role.effort) > MORE.index(member.most_effort):
        yield "too much effort"
    if facts.visits(who) < 2 and facts.wish(who, role.id or 0) is not Wish.WOULD_LIKE:
        yield "is new and did not ask"


def _caps(facts: Facts, duty: Duty) -> Iterator[str]:
    member = facts.members[duty.member_id]
    if facts.at_once(duty.member_id, duty.group_session_id) > member.duties_per_session:
        yield "beyond the cap of a session"
    if facts.most_in_six_weeks(duty.member_id, facts.day(duty.group_session_id)) > member.duties_in_six_weeks:
        yield "beyond the cap of six weeks"


def _place(facts: Facts, duty: Duty) -> Iterator[str]:
    meeting, role = duty.group_session_id, facts.roles[duty.group_role_id]
    there, filled = facts.there(meeting, role.id or 0), facts.leading(meeting, role.id or 0)
    if not facts.ahead(meeting):
        yield "not ahead"
    if role.archived_at is not None:
        yield "archived"
    if not facts.due(meeting, role.id or 0) and all(one.run_id == duty.run_id for one in there):
        yield "not due"
    if filled[duty.backup] > (1 if duty.backup else role.places):
        yield "more than there are places"
    if duty.backup and not (role.needs_backup and filled[False]):
        yield "stands by for nobody"
    if sum(one.member_id == duty.member_id for one in there) > 1:
        yield "twice"


def learns(facts: Facts, duty: Duty) -> bool:
    """Whether they lead what they have never done, where the group wants two and has somebody to learn from."""
    role, who = facts.roles[duty.group_role_id], duty.member_id
    new_to_it = facts.growth(who, role.id or 0) is Growth.NOT_YET and not facts.has_done(who, role.id or 0)
    active = [at for at, member in facts.members.items() if member.state is MemberState.ACTIVE]
    teachers = [one for one in active if facts.ready(one, role.id or 0)]
    return not duty.backup and new_to_it and bool(teachers) and (role.needs_backup or role.places > 1)


def companions(facts: Facts, duty: Duty) -> list[Duty]:
    """Others in the same role there who are ready to lead it."""
    beside = [one for one in facts.there(duty.group_session_id, duty.group_role_id) if one.id != duty.id]
    return [one for one in beside if facts.ready(one.member_id, one.group_role_id)]


def learns_alone(facts: Facts, meeting: int, role: int) -> bool:
    """Whether somebody who was asked by hand, or is locked, learns the role there with nobody ready beside them."""
    return any(learns(facts, duty) and not companions(facts, duty) for duty in facts.there(meeting, role))


def _learning(facts: Facts, duty: Duty) -> Iterator[str]:
    if learns(facts, duty) and not companions(facts, duty):
        yield "learns alone"


def of_run(facts: Facts, run_id: int) -> list[Duty]:
    return [one for one in facts.duties if one.run_id == run_id and one.state is DutyState.SUGGESTED]
