"""Who may keep a register (the group's coordinators and register takers) and see Today (its coordinators)."""

from collections.abc import Callable
from uuid import uuid4

from models import GroupSession, MarkKind
from services.register import choosing, everyone, finishing, from_paper, marking, reading, saying, visitors, walk_in
from services.register.from_paper import Paper
from services.security.actor import Actor
from services.today import today
from tests import make
from tests.cast import Cast
from tests.matrix import Row
from tests.register.room import to_come

COORDINATORS = ("coordinator", "coordinator_2")
TAKERS = (*COORDINATORS, "register_taker")
ELSEWHERE = ("coordinator_3",)

Call = Callable[[Actor], object]


def _of_register(call: Callable[[Actor, int], object]) -> Callable[[Cast], Call]:
    def prepare(cast: Cast) -> Call:
        meeting = make.group_session(cast.group)
        make.mark(meeting, make.member(cast.group))
        return lambda actor: call(actor, meeting.id or 0)

    return prepare


def _of_group(call: Callable[[Actor, int], object]) -> Callable[[Cast], Call]:
    return lambda cast: lambda actor: call(actor, cast.group.id or 0)


def _finished(cast: Cast) -> GroupSession:
    meeting = make.group_session(cast.group)
    make.mark(meeting, make.member(cast.group))
    finishing.finish(cast.coordinator, meeting.id or 0)
    return meeting


def _mark(cast: Cast) -> Call:
    meeting, member = make.group_session(cast.group), make.member(cast.group)
    return lambda actor: marking.mark(actor, meeting.id or 0, [marking.Tap(uuid4().hex, member.id or 0, MarkKind.CAME)])


def _say_coming(cast: Cast) -> Call:
    meeting, member = to_come(cast), make.member(cast.group)
    return lambda actor: saying.say_coming(actor, meeting.id or 0, member.id or 0, coming=True)


def _correct(cast: Cast) -> Call:
    meeting, member = _finished(cast), make.member(cast.group, "Amina")
    return lambda actor: finishing.correct(actor, meeting.id or 0, member.id or 0, MarkKind.CAME, False, "A slip")


def _reopen(cast: Cast) -> Call:
    meeting = _finished(cast)
    return lambda actor: finishing.reopen(actor, meeting.id or 0, "A slip")


def _row(action: str, call: Callable[[Cast], Call]) -> Row:
    return Row(action, call, works=TAKERS, strangers=ELSEWHERE)


ROWS = (
    _row("register.reading.register", _of_register(reading.register)),
    _row("register.marking.mark", _mark),
    _row("register.everyone.everyone_here", _of_register(lambda a, key: everyone.everyone_here(a, key, "batch"))),
    _row(
        "register.everyone.undo_everyone_here",
        _of_register(lambda a, key: everyone.undo_everyone_here(a, key, "batch")),
    ),
    _row("register.walk_in.walk_in", _of_register(lambda a, key: walk_in.walk_in(a, key, "Zoë", uuid4().hex))),
    _row("register.finishing.finish", _of_register(finishing.finish)),
    Row("register.finishing.correct", _correct, works=COORDINATORS, strangers=ELSEWHERE),
    Row("register.finishing.reopen", _reopen, works=COORDINATORS, strangers=ELSEWHERE),
    _row("register.saying.say_coming", _say_coming),
    _row("register.visitors.count_visitors", _of_register(lambda a, key: visitors.count_visitors(a, key, 2))),
    _row("register.from_paper.read_paper", _of_register(lambda a, key: from_paper.read_paper(a, key, Paper("1")))),
    _row("register.from_paper.keep_paper", _of_register(lambda a, key: from_paper.keep_paper(a, key, Paper("1")))),
    _row("register.choosing.choices", _of_group(choosing.choices)),
    Row("today.today", _of_group(today), works=COORDINATORS, strangers=ELSEWHERE),
)
