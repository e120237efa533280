"""The open places of a group as a problem to solve, by the same rule of who may be asked as everywhere (R19)."""

from collections import Counter
from datetime import date, timedelta

from models import Duty, GroupRole, GroupSession, Growth, Member
from services import clock
from services.roles.asking import why_not
from services.roles.open_places import open_places
from services.roles.picture import Picture
from services.roles.six_weeks import SIX_WEEKS
from services.roles.suggesting.problem import Choice, Limit, Place, Problem

LIKES, SUITS, ENJOYED = 2, 1, 1
# How long since the last duty counts as having waited a little, longer, and longest.
WAITED = (timedelta(weeks=6), timedelta(weeks=12), timedelta(weeks=26))


def problem_of(known: Picture) -> Problem:
    """Every open place at the sessions of `known`, and everyone who could be suggested for it."""
    places: list[Place] = []
    choices: list[Choice] = []
    for meeting in known.meetings:
        for role in known.roles:
            here = _places(known, meeting, role)
            for place in here:
                found = _choices(known, meeting, role, place, len(places))
                # One companion is enough: the other places stay open to everybody.
                last = place is here[-1] and place.open == 1
                choices += _beside_a_learner(known, meeting, role, found) if last else found
                places.append(place)
    return Problem(
        places=tuple(places),
        choices=tuple(choices),
        limits=tuple(limit for member in known.members for limit in _limits(known, member)),
        load={member.id or 0: known.record(member.id or 0).lately for member in known.members},
        led=frozenset(_key(duty) for duty in known.held if not duty.backup),
        paired=frozenset(_key(duty) for duty in known.held if known.ready(duty.member_id, duty.group_role_id)),
    )


def may_be_suggested(known: Picture, meeting: GroupSession, role: GroupRole, member: Member) -> bool:
    """Whether a suggestion may name them: they may be asked, have not handed just this back, and have settled in."""
    at, what, who = meeting.id or 0, role.id or 0, member.id or 0
    if (at, what, who) in known.known.handed_back or known.is_new(who, what):
        return False
    return why_not(known.known, meeting, role, member) is None


def liking(known: Picture, member_id: int, role_id: int) -> int:
    """0 to 4: how much a role draws on somebody's wishes and strengths."""
    fond = known.growth(member_id, role_id) in {Growth.ENJOYED, Growth.READY_TO_LEAD}
    likes, suits = known.would_like(member_id, role_id), bool(known.suits(member_id, role_id))
    return LIKES * likes + SUITS * suits + ENJOYED * fond


def waited(known: Picture, member_id: int) -> int:
    """0 to 3: how long since their last duty; whoever never had one has waited longest."""
    last = known.record(member_id).last_on
    return len(WAITED) if last is None else sum(known.today - last >= long for long in WAITED)


def _places(known: Picture, meeting: GroupSession, role: GroupRole) -> list[Place]:
    at, what = meeting.id or 0, role.id or 0
    if what not in known.due[at] or role.archived_at is not None:
        return []
    here = [duty for duty in known.held if _key(duty) == (at, what)]
    leading = sum(not duty.backup for duty in here)
    found = [Place(at, what, backup=False, open=open_places(role, leading))] if open_places(role, leading) else []
    backed = leading < len(here) or not role.needs_backup
    return found if backed else [*found, Place(at, what, backup=True)]


def _choices(known: Picture, meeting: GroupSession, role: GroupRole, place: Place, number: int) -> list[Choice]:
    what = role.id or 0
    return [
        Choice(
            person=who,
            place=number,
            liking=liking(known, who, what),
            waited=waited(known, who),
            again=known.record(who).last_role_id == what,
            learns=not place.backup and known.learns(who, role),
            ready=known.ready(who, what),
        )
        for member in known.members
        for who in [member.id or 0]
        if may_be_suggested(known, meeting, role, member)
    ]


def _beside_a_learner(known: Picture, meeting: GroupSession, role: GroupRole, found: list[Choice]) -> list[Choice]:
    """Only those who are ready to lead, if there are any, where somebody learns with nobody beside them."""
    ready = [choice for choice in found if choice.ready]
    return ready if ready and _learns_alone(known, meeting, role) else found


def _learns_alone(known: Picture, meeting: GroupSession, role: GroupRole) -> bool:
    """Whether somebody learns the role there already, and whoever was to be beside them has given way."""
    at, what = meeting.id or 0, role.id or 0
    leading = (duty for duty in known.held if _key(duty) == (at, what) and not duty.backup)
    return not known.paired(at, what) and any(known.learns(duty.member_id, role) for duty in leading)


def _limits(known: Picture, member: Member) -> list[Limit]:
    """Their cap at each session, and in every six weeks that hold one of the sessions."""
    who = member.id or 0
    days = {meeting.id or 0: clock.local(meeting.starts_at).date() for meeting in known.meetings}
    found = [
        Limit(who, frozenset({at}), max(0, member.duties_per_session - known.known.duties[at, who])) for at in days
    ]
    held = Counter(known.known.days.get(who, ()))
    for start in sorted({*days.values(), *held}):
        within = frozenset(at for at, day in days.items() if _in_six_weeks(start, day))
        if within:
            taken = sum(many for day, many in held.items() if _in_six_weeks(start, day))
            found.append(Limit(who, within, max(0, member.duties_in_six_weeks - taken)))
    return found


def _in_six_weeks(start: date, day: date) -> bool:
    return start <= day < start + SIX_WEEKS


def _key(duty: Duty) -> tuple[int, int]:
    return duty.group_session_id, duty.group_role_id
