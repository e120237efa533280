"""Who may see and change members."""

from collections.abc import Callable
from itertools import count

from models import (
    Growth,
    LeavingReason,
    Member,
    MemberAway,
    MemberState,
    QuietContact,
    QuietOutcome,
    Wish,
)
from services import clock
from services.members import away, being_in_touch, comings, editing, joining, notes, signing_in_as, strengths, suiting
from services.members.directory import directory
from services.members.editing import Details
from services.members.person import person
from services.members.suiting import Said, Suits
from services.security.actor import Actor
from tests import make
from tests.cast import Cast
from tests.matrix import Row

WORKS, ELSEWHERE = ("coordinator", "coordinator_2"), ("coordinator_3",)

Call = Callable[[Actor], object]
_number = count(1)


def _row(action: str, call: Callable[[Cast], Call]) -> Row:
    return Row(f"members.{action}", call, WORKS, ELSEWHERE)


def _of_member(call: Callable[[Actor, int], object], state: MemberState = MemberState.ACTIVE) -> Callable[[Cast], Call]:
    """A member of Riverside in that state, put back into it before each call."""

    def prepare(cast: Cast) -> Call:
        member_id = make.member(cast.group, state=state).id or 0

        def act(actor: Actor) -> object:
            member = _now(member_id)
            member.state = state
            make.add(member)
            return call(actor, member_id)

        return act

    return prepare


def _now(member_id: int) -> Member:
    return make.rows(Member, id=member_id)[0]


def _set_suits(cast: Cast) -> Call:
    member_id, role_id = make.member(cast.group).id or 0, make.group_role(cast.group).id or 0
    said = {role_id: Said(Wish.WOULD_LIKE, Growth.TRIED)}
    return lambda actor: suiting.set_suits(actor, member_id, _now(member_id).version, Suits(said=said))


def _take_back(cast: Cast) -> Call:
    member_id = make.member(cast.group).id or 0

    def act(actor: Actor) -> object:
        touch = QuietContact(member_id=member_id, outcome=QuietOutcome.COMING, at=clock.now())
        return being_in_touch.take_back(actor, make.add(touch).id or 0)

    return act


def _not_away(cast: Cast) -> Call:
    member_id, today = make.member(cast.group).id or 0, clock.today()
    return lambda actor: away.not_away(
        actor, make.add(MemberAway(member_id=member_id, since=today, until=today)).id or 0
    )


def _add_member(cast: Cast) -> Call:
    def act(actor: Actor) -> object:
        details = Details(f"Founder {next(_number)}")
        return joining.add_member(actor, cast.group.id or 0, details, founder=True, joined_on=clock.today())

    return act


ROWS: tuple[Row, ...] = (
    _row("directory.directory", lambda cast: lambda actor: directory(actor, cast.group.id or 0)),
    _row("person.person", _of_member(person)),
    _row(
        "editing.change_details",
        _of_member(lambda actor, id_: editing.change_details(actor, id_, _now(id_).version, Details("Bernard"))),
    ),
    _row("strengths.add_strength", _of_member(lambda actor, id_: strengths.add_strength(actor, id_, "Singing"))),
    _row(
        "signing_in_as.coordinators",
        lambda cast: lambda actor: signing_in_as.coordinators(actor, cast.group.id or 0),
    ),
    _row("signing_in_as.signs_in_as", _of_member(lambda actor, id_: signing_in_as.signs_in_as(actor, id_, None))),
    _row("suiting.set_suits", _set_suits),
    _row("notes.add_note", _of_member(lambda actor, id_: notes.add_note(actor, id_, "Prefers the back row"))),
    _row("comings.pause", _of_member(comings.pause)),
    _row("comings.leave", _of_member(lambda actor, id_: comings.leave(actor, id_, LeavingReason.HEALTH))),
    _row("comings.come_back", _of_member(comings.come_back, MemberState.PAUSED)),
    _row("joining.add_member", _add_member),
    _row(
        "being_in_touch.been_in_touch",
        _of_member(lambda actor, id_: being_in_touch.been_in_touch(actor, id_, QuietOutcome.COMING)),
    ),
    _row("being_in_touch.take_back", _take_back),
    _row(
        "being_in_touch.suggest_quiet",
        _of_member(lambda actor, id_: being_in_touch.suggest_quiet(actor, id_, wanted=False)),
    ),
    _row("being_in_touch.gone_quiet", lambda cast: lambda actor: being_in_touch.gone_quiet(actor, cast.group.id or 0)),
    _row("away.away", _of_member(lambda actor, id_: away.away(actor, id_, clock.today(), clock.today()))),
    _row("away.not_away", _not_away),
)
