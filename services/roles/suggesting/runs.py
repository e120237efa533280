"""A run of the suggestions: the next group sessions shared out, to be accepted, changed or undone (R18 to R20).

A suggestion asks nobody anything: it is a proposal to the coordinators, and has no event until it is offered.
"""

from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session, col, select

from models import Duty, DutyState, GroupRole, SuggestionRun
from services import access, audit, clock
from services.database import reading, transaction
from services.errors import Conflict
from services.fields import Checks
from services.roles.holding import hold
from services.roles.moving import has_events
from services.roles.picture import Picture, is_renewable, picture
from services.roles.suggesting.dropping import put_in_place
from services.roles.suggesting.problem import Problem, Solution
from services.roles.suggesting.reasons import reason
from services.roles.suggesting.solving import solve
from services.roles.suggesting.stating import problem_of
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

USUAL, MOST = 3, 13
# How often somebody else may change the rota while we think, before we say so.
TRIES = 3


@dataclass(frozen=True)
class Suggested:
    """A run and how many of its suggestions nobody has touched.

    `proven`: no other way would be better; else it is the best found in two seconds.
    """

    run_id: int
    suggestions: int
    proven: bool


@needs(Permission.SHARE_ROLES)
def suggest(actor: Actor, group_id: int, group_sessions: int = USUAL) -> Suggested:
    """Suggests somebody for every open place of the next group sessions, as well as can be (R19).

    Suggestions that stand there already give way, unless they are locked. What was offered or accepted stays.

    Raises:
        Invalid: not 1 to 13 group sessions.
        Conflict: somebody else kept changing the rota meanwhile.
        NotFound: not a group of the actor's.
    """
    check = Checks()
    check.that(1 <= group_sessions <= MOST, "group_sessions", f"Choose from 1 to {MOST} group sessions.")
    check.done()
    for _ in range(TRIES):
        problem = _problem(actor, group_id, group_sessions)
        # Outside any transaction: whoever takes the register meanwhile must not wait for it.
        solution = solve(problem)
        with transaction() as db:
            meetings = {place.meeting for place in problem.places}
            hold(db, actor, group_id, meetings)
            _renewable(db, meetings)
            now = picture(db, group_id, group_sessions, renewing=True)
            if problem_of(now) == problem:
                return _keep(db, actor, now, group_sessions, problem, solution)
    raise Conflict("Someone else is changing the rota just now, so nothing was suggested. Please try again.")


@needs(Permission.SHARE_ROLES)
def last_run(actor: Actor, group_id: int) -> Suggested | None:
    """The newest run, while something of it could be undone.

    Raises:
        NotFound: not a group of the actor's.
    """
    with reading() as db:
        access.group(db, actor, group_id)
        newest = select(SuggestionRun).where(SuggestionRun.group_id == group_id)
        run = db.exec(newest.order_by(col(SuggestionRun.id).desc()).limit(1)).first()
        count = len(_untouched(db, run.id or 0)) if run else 0
        return Suggested(run.id or 0, count, run.proven) if run and count else None


@needs(Permission.SHARE_ROLES)
def undo(actor: Actor, run_id: int) -> int:
    """Takes a run back: only what it made and nobody has touched since (R20). Returns how many that were.

    Offered, swapped and locked ones stay. A second time changes nothing.

    Raises:
        NotFound: no such run, or not of the actor's group.
    """
    with transaction() as db:
        run = access.suggestion_run(db, actor, run_id)
        access.group(db, actor, run.group_id, to_change=True)
        untouched = _untouched(db, run_id)
        for duty in untouched:
            db.delete(duty)
        if untouched:
            run.undone_at = clock.now()
            audit.record(db, actor, "roles.suggestions_undone", "suggestion_run", run_id, group_id=run.group_id)
        return len(untouched)


@needs(Permission.SHARE_ROLES)
def lock(actor: Actor, duty_id: int, *, locked: bool) -> None:
    """Keeps a suggestion where it is when the rest is suggested again, or no longer does.

    Raises:
        Conflict: it is no suggestion any more; or it is to give way but was handed back and taken back before.
        NotFound: no such duty, or not of the actor's group.
    """
    with transaction() as db:
        duty = access.duty(db, actor, duty_id, to_change=True)
        if duty.state is not DutyState.SUGGESTED:
            raise Conflict("This is no suggestion any more, so it stays as it is. Look again at where it stands.")
        if duty.locked == locked:
            return
        if not locked and has_events(db, duty):
            raise Conflict("They have answered about this one already, so it stays. To free the place, hand it back.")
        duty.locked = locked
        group_id = access.group_role(db, actor, duty.group_role_id).group_id
        changes: audit.Changes = {"locked": (not locked, locked)}
        audit.record(db, actor, "duty.locked", "duty", duty_id, group_id=group_id, changes=changes)


def _untouched(db: Session, run_id: int) -> list[Duty]:
    made = db.exec(select(Duty).where(Duty.run_id == run_id, Duty.state == DutyState.SUGGESTED))
    return [duty for duty in made if duty.version == 1 and not duty.locked]


def _problem(actor: Actor, group_id: int, group_sessions: int) -> Problem:
    with reading() as db:
        access.group(db, actor, group_id)
        return problem_of(picture(db, group_id, group_sessions, renewing=True))


def _keep(
    db: Session, actor: Actor, now: Picture, group_sessions: int, problem: Problem, solution: Solution
) -> Suggested:
    run = SuggestionRun(
        group_id=now.group_id,
        made_at=clock.now(),
        account_id=actor.account_id,
        group_sessions=group_sessions,
        proven=solution.proven,
    )
    db.add(run)
    db.flush()
    roles = {role.id or 0: role for role in now.roles}
    new = [_suggestion(now, problem, at, roles, run.id or 0) for at in solution.chosen]
    put_in_place(db, _renewable(db, [meeting.id or 0 for meeting in now.meetings]), new)
    audit.record(db, actor, "roles.suggested", "suggestion_run", run.id, group_id=now.group_id)
    return Suggested(run.id or 0, len(solution.chosen), solution.proven)


def _renewable(db: Session, group_session_ids: Collection[int]) -> list[Duty]:
    """The suggestions there that give way, held: nobody can say yes to one while it is renewed."""
    there = select(Duty).where(col(Duty.group_session_id).in_(group_session_ids), Duty.state == DutyState.SUGGESTED)
    held = db.exec(there.order_by(col(Duty.id)).with_for_update())
    return [duty for duty in held if is_renewable(duty)]


def _suggestion(now: Picture, problem: Problem, at: int, roles: dict[int, GroupRole], run_id: int) -> Duty:
    choice = problem.choices[at]
    place = problem.places[choice.place]
    return Duty(
        group_session_id=place.meeting,
        group_role_id=place.role,
        member_id=choice.person,
        backup=place.backup,
        state=DutyState.SUGGESTED,
        run_id=run_id,
        reason=reason(now, choice.person, roles[place.role], backup=place.backup, learns=choice.learns),
        created_at=clock.now(),
    )
