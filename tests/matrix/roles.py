"""Who may keep the list of roles and share out duties."""

from collections.abc import Callable
from datetime import timedelta

from models import GroupRole, GroupSession
from services import clock
from services.roles import catalogue, duties, growing, load, rota, sharing
from services.roles.catalogue import RoleFields
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
    _row("rota.rota", _of_group(rota.rota)),
    _row("load.load", _of_group(load.load)),
    _row("sharing.sharing", _of_group(sharing.sharing)),
    _row("growing.growing", _of_group(growing.growing)),
)
