"""Who may plan, change and read group sessions."""

from collections.abc import Callable
from datetime import date, time, timedelta

from models import GroupSession, GroupSessionState
from services import clock
from services.group_sessions import cancelling_later, changing, lists, moving_later, planning, reading, recording
from services.group_sessions.fields import SeriesWish
from services.group_sessions.not_lately import not_lately
from services.group_sessions.year import year
from services.security.actor import Actor
from tests import make
from tests.cast import Cast
from tests.matrix import Row

COORDINATORS = ("coordinator", "coordinator_2")
CALENDAR = ("clinic", *COORDINATORS, "register_taker")
ELSEWHERE = ("clinic_2", "coordinator_3")

Call = Callable[[Actor], object]
AT, LONG = time(9), 60


def _day(days: int = 7) -> date:
    return clock.today() + timedelta(days=days)


def _meeting(cast: Cast, **values: object) -> GroupSession:
    return make.group_session(cast.group, clock.at_local(_day(), time(14)), **values)


def _of_group(call: Callable[[Actor, int], object]) -> Callable[[Cast], Call]:
    return lambda cast: lambda actor: call(actor, cast.group.id or 0)


def _change(cast: Cast) -> Call:
    meeting = _meeting(cast)
    # Whoever comes second meets the version that the first one left.
    return lambda actor: changing.change(actor, meeting.id or 0, _version(meeting), _day(8), AT, LONG, "")


def _cancel(cast: Cast) -> Call:
    # Two, because the second coordinator finds the first one cancelled.
    made = [make.group_session(cast.group, clock.at_local(_day(days), AT)) for days in (1, 2)]
    return lambda actor: changing.cancel(actor, _still_planned(made).id or 0, "Snow")


def _restore(cast: Cast) -> Call:
    meeting = _meeting(cast, state=GroupSessionState.CANCELLED, cancel_reason="Snow")
    return lambda actor: changing.restore(actor, meeting.id or 0)


def _add_one(cast: Cast) -> Call:
    return lambda actor: changing.add_one(actor, cast.group.id or 0, _day(len(make.rows(GroupSession)) + 1), AT, LONG)


def _record(cast: Cast) -> Call:
    meeting = _meeting(cast)
    return lambda actor: recording.record(actor, meeting.id or 0, _version(meeting), "A plan", "", [])


def _extend(cast: Cast) -> Call:
    series = make.series(cast.group)
    return lambda actor: planning.extend_series(actor, series.id or 0)


def _one(cast: Cast) -> Call:
    meeting = _meeting(cast)
    return lambda actor: reading.one(actor, meeting.id or 0)


def _version(meeting: GroupSession) -> int:
    return make.rows(GroupSession, id=meeting.id)[0].version


def _still_planned(meetings: list[GroupSession]) -> GroupSession:
    ids = {row.id for row in make.rows(GroupSession, state=GroupSessionState.PLANNED)}
    return next((meeting for meeting in meetings if meeting.id in ids), meetings[0])


def _plan(action: str, call: Callable[[Cast], Call]) -> Row:
    return Row(f"group_sessions.{action}", call, COORDINATORS, ("coordinator_3",))


def _read(action: str, call: Callable[[Cast], Call]) -> Row:
    return Row(f"group_sessions.reading.{action}", call, CALENDAR, ELSEWHERE)


def _of_series(call: Callable[[Actor, int], object]) -> Callable[[Cast], Call]:
    """A group session of a series of its own, planned again before each call."""

    def prepare(cast: Cast) -> Call:
        series = make.series(cast.group)
        meeting = _meeting(cast, series_id=series.id, slot_on=_day())

        def act(actor: Actor) -> object:
            row = make.rows(GroupSession, id=meeting.id)[0]
            row.state, row.cancel_reason = GroupSessionState.PLANNED, None
            make.add(row)
            return call(actor, meeting.id or 0)

        return act

    return prepare


def _to() -> moving_later.To:
    return moving_later.To(_day(8), AT, LONG)


def _now(key: int) -> int:
    return make.rows(GroupSession, id=key)[0].version


def _wish() -> SeriesWish:
    return SeriesWish(_day(), AT, LONG)


ROWS: tuple[Row, ...] = (
    _plan("planning.preview", _of_group(lambda actor, group: planning.preview(actor, group, _wish()))),
    _plan("planning.make_series", _of_group(lambda actor, group: planning.make_series(actor, group, _wish()))),
    _plan("planning.extend_series", _extend),
    _plan("changing.add_one", _add_one),
    _plan("changing.change", _change),
    _plan("changing.cancel", _cancel),
    _plan("changing.restore", _restore),
    _plan("recording.record", _record),
    _plan("not_lately.not_lately", _of_group(not_lately)),
    _plan("year.year", _of_group(year)),
    _plan("moving_later.effect_of_moving", _of_series(lambda a, key: moving_later.effect_of_moving(a, key, _to()))),
    _plan("moving_later.move_later", _of_series(lambda a, key: moving_later.move_later(a, key, _now(key), _to()))),
    _plan("cancelling_later.effect_of_cancelling", _of_series(cancelling_later.effect_of_cancelling)),
    _plan("cancelling_later.cancel_later", _of_series(lambda a, key: cancelling_later.cancel_later(a, key, "Snow"))),
    _plan("lists.skills", _of_group(lists.skills)),
    _plan("lists.series", _of_group(lists.series)),
    _read("upcoming", _of_group(reading.upcoming)),
    _read("past", _of_group(reading.past)),
    _read("next_session", _of_group(reading.next_session)),
    _read("one", _one),
)
