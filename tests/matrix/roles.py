"""Who may keep the list of roles and share out duties."""

from collections.abc import Callable
from datetime import timedelta

from models import DutyState, GroupRole, GroupSession
from services import clock
from services.roles import catalogue, duties, growing, load, rota, sharing, swapping
from services.roles.catalogue import RoleFields
from services.roles.suggesting import accepting, runs
from services.security.actor import Actor
from tests import make
from tests.cast import Cast
from tests.matrix import Row

Call = Callable[[Actor], object]


def _of_group(call: Callable[[Actor, int], object]) -> Callable[[Cast], Call]:
    return lambda cast: lambda actor: call(actor, cast.group.id or 0)


def _of_role(call: Callable[[Actor, int], object]) -> Callable[[Cast], Call]:
    def prepare(cast: Cast) -> Call:
        role = make.group_role(cast.group)
        return lambda actor: call(actor, role.id or 0)

    return prepare


def _of_duty(call: Callable[[Actor, int], object]) -> Callable[[Cast], Call]:
    def prepare(cast: Cast) -> Call:
        duty = make.duty(_meeting(cast), make.group_role(cast.group), make.member(cast.group))
        return lambda actor: call(actor, duty.id or 0)

    return prepare


def _offer(cast: Cast) -> Call:
    meeting, role = _meeting(cast).id or 0, make.group_role(cast.group, places=2).id or 0
    people = {name: make.member(cast.group, name).id or 0 for name in cast.everyone}
    # Each asks somebody else, so that the second is not refused for asking the same person again.
    return lambda actor: duties.offer(actor, meeting, role, people[actor.username.replace("-", "_")])


def _suggested(call: Callable[[Actor, int], object]) -> Callable[[Cast], Call]:
    def prepare(cast: Cast) -> Call:
        who = make.member(cast.group)
        duty = make.duty(_meeting(cast), make.group_role(cast.group), who, DutyState.SUGGESTED)
        return lambda actor: call(actor, duty.id or 0)

    return prepare


def _of_run(cast: Cast) -> Call:
    run = runs.suggest(cast.coordinator, cast.group.id or 0).run_id
    return lambda actor: runs.undo(actor, run)


def _swap(cast: Cast) -> Call:
    role = make.group_role(cast.group)
    pair = [make.duty(_meeting(cast), role, make.member(cast.group, name)).id or 0 for name in ("Amina", "Bernard")]

    def call(actor: Actor) -> None:
        pair[:] = swapping.swap(actor, pair[0], pair[1])

    return call


def _taken_back(cast: Cast) -> Call:
    who = make.member(cast.group)
    duty = make.duty(_meeting(cast), make.group_role(cast.group), who, DutyState.HANDED_BACK)
    return lambda actor: duties.take_back(actor, duty.id or 0)


def _steps_in(cast: Cast) -> Call:
    role = make.group_role(cast.group, needs_backup=True)
    duty = make.duty(_meeting(cast), role, make.member(cast.group), backup=True)
    return lambda actor: duties.step_in(actor, duty.id or 0)


def _meeting(cast: Cast) -> GroupSession:
    return make.group_session(cast.group, clock.now() + timedelta(days=7))


def _add(actor: Actor, group_id: int) -> object:
    taken = len(make.rows(GroupRole))
    return catalogue.add(actor, group_id, RoleFields(f"Role {taken}"))


def _edit(actor: Actor, role: int) -> None:
    catalogue.edit(actor, role, make.rows(GroupRole, id=role)[0].version, RoleFields("Greeter"))


def _row(action: str, call: Callable[[Cast], Call]) -> Row:
    return Row(f"roles.{action}", call, ("coordinator", "coordinator_2"), ("coordinator_3",))


ROWS: tuple[Row, ...] = (
    _row("catalogue.group_roles", _of_group(catalogue.group_roles)),
    _row("catalogue.strengths", _of_group(catalogue.strengths)),
    _row("catalogue.add", _of_group(_add)),
    _row("catalogue.edit", _of_role(_edit)),
    _row("catalogue.archive", _of_role(catalogue.archive)),
    _row("catalogue.bring_back", _of_role(catalogue.bring_back)),
    _row("duties.offer", _offer),
    _row("duties.accept", _of_duty(duties.accept)),
    _row("duties.hand_back", _of_duty(duties.hand_back)),
    _row("duties.take_back", _taken_back),
    _row("duties.step_in", _steps_in),
    _row("swapping.swap", _swap),
    _row("swapping.could_swap", _of_duty(lambda actor, duty: swapping.could_swap(actor, duty, 3))),
    _row("suggesting.runs.suggest", _of_group(runs.suggest)),
    _row("suggesting.runs.undo", _of_run),
    _row("suggesting.runs.last_run", _of_group(runs.last_run)),
    _row("suggesting.runs.lock", _suggested(lambda actor, duty: runs.lock(actor, duty, locked=True))),
    _row("suggesting.accepting.accept_suggestions", _of_group(lambda a, g: accepting.accept_suggestions(a, g, []))),
    _row("rota.rota", _of_group(rota.rota)),
    _row("load.load", _of_group(load.load)),
    _row("sharing.sharing", _of_group(sharing.sharing)),
    _row("growing.growing", _of_group(growing.growing)),
)
