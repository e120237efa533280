"""Who may keep a group: its settings, its lists, who runs it and who takes its register."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count

from models import GraduateGroup, Role, Skill
from services import clock
from services.group_settings import details, lists
from services.group_settings.details import Details
from services.group_settings.lists import ListKind
from services.handover import inviting, register_takers, stepping_back
from services.handover.team import team
from services.security.actor import Actor
from tests import make
from tests.cast import Cast
from tests.matrix import Row

COORDINATORS, ELSEWHERE = ("coordinator", "coordinator_2"), ("coordinator_3",)

Call = Callable[[Actor], object]
_number = count(1)
SKILLS = ListKind.SKILLS


def _row(action: str, call: Callable[[Cast], Call]) -> Row:
    return Row(action, call, COORDINATORS, ELSEWHERE)


def _of_group(call: Callable[[Actor, int], object]) -> Callable[[Cast], Call]:
    return lambda cast: lambda actor: call(actor, cast.group.id or 0)


def _of_skill(call: Callable[[Actor, int], object]) -> Callable[[Cast], Call]:
    def prepare(cast: Cast) -> Call:
        skill = make.add(Skill(group_id=cast.group.id or 0, name="Pacing"))
        return lambda actor: call(actor, skill.id or 0)

    return prepare


def _change(cast: Cast) -> Call:
    def act(actor: Actor) -> object:
        group = make.rows(GraduateGroup, id=cast.group.id)[0]
        return details.change_details(actor, group.id or 0, group.version, Details(name=f"Group {next(_number)}"))

    return act


def _names() -> dict[str, str]:
    return {"username": f"invited-{next(_number)}", "display_name": "Jo"}


def _until(actor: Actor, group_id: int) -> object:
    return inviting.invite_register_taker(actor, group_id, until=clock.today(), **_names())


def _of_taker(call: Callable[[Actor, int], object]) -> Callable[[Cast], Call]:
    def prepare(cast: Cast) -> Call:
        values = {"groups": (cast.group.id or 0,), "valid_until": clock.today(), "must_change_password": True}
        invited = make.account("invited", Role.REGISTER_TAKER, **values)
        return lambda actor: call(actor, invited.id or 0)

    return prepare


def _step_back(cast: Cast) -> Call:
    # A third one, so that the two who try are never the last.
    make.account("third", Role.COORDINATOR, groups=(cast.group.id or 0,))
    return lambda actor: stepping_back.step_back(actor, cast.group.id or 0)


ROWS = (
    _row("group_settings.details.details", _of_group(details.details)),
    _row("group_settings.details.change_details", _change),
    _row("group_settings.lists.entries", _of_group(lambda actor, group: lists.entries(actor, group, SKILLS))),
    _row(
        "group_settings.lists.add_entry",
        _of_group(lambda actor, group: lists.add_entry(actor, group, SKILLS, f"Skill {next(_number)}")),
    ),
    _row(
        "group_settings.lists.rename_entry",
        _of_skill(lambda actor, skill: lists.rename_entry(actor, SKILLS, skill, f"Skill {next(_number)}")),
    ),
    _row(
        "group_settings.lists.put_away_entry",
        _of_skill(lambda actor, skill: lists.put_away_entry(actor, SKILLS, skill)),
    ),
    _row(
        "group_settings.lists.bring_back_entry",
        _of_skill(lambda actor, skill: lists.bring_back_entry(actor, SKILLS, skill)),
    ),
    _row("handover.team.team", _of_group(team)),
    _row(
        "handover.inviting.invite_coordinator",
        _of_group(lambda actor, group: inviting.invite_coordinator(actor, group, **_names())),
    ),
    _row("handover.inviting.invite_register_taker", _of_group(_until)),
    _row("handover.inviting.renew_first_password", _of_taker(inviting.renew_first_password)),
    _row(
        "handover.register_takers.change_until",
        _of_taker(lambda actor, taker: register_takers.change_until(actor, taker, clock.today() + timedelta(days=7))),
    ),
    _row("handover.register_takers.end", _of_taker(register_takers.end)),
    _row("handover.stepping_back.step_back", _step_back),
)
