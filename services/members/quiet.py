"""Gone quiet: came at least twice, then two held group sessions in a row beyond the usual rhythm with no word."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from math import ceil
from statistics import median

from sqlalchemy import ColumnElement, case, func, or_
from sqlmodel import Session, col, select

from models import (
    ATTENDED,
    GroupSession,
    GroupSessionState,
    Mark,
    MarkKind,
    Member,
    MemberAway,
    MemberState,
    QuietContact,
    QuietOutcome,
)
from services import clock

ENOUGH_VISITS = 2
BEYOND_RHYTHM = 2
LOOK_BACK = timedelta(weeks=104)

MISSED, SENT_WORD = MarkKind.DID_NOT_COME, MarkKind.SENT_WORD


@dataclass(frozen=True)
class Quiet:
    """Somebody who has gone quiet, and why: their usual rhythm (every session, every second…) and how many they missed.

    `tried_on`: the last day on which a coordinator tried to reach them since, without an answer.
    """

    member_id: int
    name: str
    last_came_on: date
    rhythm: int
    missed: int
    tried_on: date | None = None


def usual_rhythm(history: Sequence[MarkKind]) -> int | None:
    """The median gap between visits, in sessions that count, rounded up in the person's favour; None below two.

    `history` is oldest first. Sent word and not recorded stretch no gap.
    """
    counted = [kind for kind in history if kind in ATTENDED or kind is MISSED]
    visits = [position for position, kind in enumerate(counted) if kind in ATTENDED]
    if len(visits) < ENOUGH_VISITS:
        return None
    return ceil(median(later - earlier for earlier, later in pairwise(visits)))


def missed_in_a_row(history: Sequence[MarkKind]) -> int:
    """Held sessions missed since they last came or sent word. A session not recorded does not count."""
    missed = 0
    for kind in reversed(history):
        if kind in ATTENDED or kind is SENT_WORD:
            break
        missed += kind is MISSED
    return missed


def is_quiet(history: Sequence[MarkKind]) -> bool:
    """Coming every `rhythm`-th session means missing `rhythm` - 1 as usual; two more than that is quiet."""
    rhythm = usual_rhythm(history)
    return rhythm is not None and _beyond(rhythm, missed_in_a_row(history))


def _beyond(rhythm: int, missed: int) -> bool:
    return missed >= rhythm - 1 + BEYOND_RHYTHM


def quiet_members(db: Session, group_id: int) -> tuple[Quiet, ...]:
    """The active members of a group who have gone quiet, most recently seen first. Three queries.

    Left out: who asked not to be suggested. A coordinator who was in touch and got an answer has had word that
    day, so sessions missed until then no longer count; a try without an answer changes nothing.
    """
    return _quiet(db, Member.group_id == group_id)


def quiet_among(db: Session, member_ids: Collection[int]) -> tuple[Quiet, ...]:
    """The same of these members alone, of any group."""
    return _quiet(db, col(Member.id).in_(member_ids))


def _quiet(db: Session, of: ColumnElement[bool] | bool) -> tuple[Quiet, ...]:
    histories, away, touched = _histories(db, of), _away(db, of), _in_touch(db, of)
    quiet: list[Quiet] = []
    for (member_id, name), marks in histories.items():
        counted = [(on, kind) for on, kind in marks if not (kind is MISSED and _is_away(away[member_id], on))]
        answered, tried = touched.get(member_id, (None, None))
        rhythm = usual_rhythm([kind for _, kind in counted])
        missed = missed_in_a_row([kind for on, kind in counted if answered is None or on > answered])
        if rhythm is not None and _beyond(rhythm, missed):
            last = max(on for on, kind in counted if kind in ATTENDED)
            since = tried if tried is not None and tried > last else None
            quiet.append(Quiet(member_id, name, last, rhythm, missed, since))
    return tuple(sorted(quiet, key=lambda one: (one.last_came_on, one.name), reverse=True))


def _histories(db: Session, of: ColumnElement[bool] | bool) -> dict[tuple[int, str], list[tuple[date, MarkKind]]]:
    """Marks by member, oldest first. An absence counts once its register is finished, word sent ahead at once."""
    held = or_(col(Mark.kind) != MISSED, col(GroupSession.register_finished_at).is_not(None))
    marks = (
        select(col(Member.id), Member.name, GroupSession.starts_at, Mark.kind)
        .join(Mark, col(Mark.member_id) == col(Member.id))
        .join(GroupSession, col(GroupSession.id) == col(Mark.group_session_id))
        .where(
            of,
            Member.state == MemberState.ACTIVE,
            col(Member.suggest_quiet),
            col(Member.erased_at).is_(None),
            GroupSession.state == GroupSessionState.PLANNED,
            col(GroupSession.starts_at) > clock.now() - LOOK_BACK,
            held,
        )
    )
    histories: defaultdict[tuple[int, str], list[tuple[date, MarkKind]]] = defaultdict(list)
    for member_id, name, starts_at, kind in db.exec(marks.order_by(col(GroupSession.starts_at))):
        histories[member_id or 0, name].append((clock.local(starts_at).date(), MarkKind(kind)))
    return histories


def _in_touch(db: Session, of: ColumnElement[bool] | bool) -> dict[int, tuple[date | None, date | None]]:
    """For each member: the last day a coordinator got an answer, and the last one without."""
    answered = case((col(QuietContact.outcome) != QuietOutcome.NO_ANSWER, col(QuietContact.at)))
    tried = case((col(QuietContact.outcome) == QuietOutcome.NO_ANSWER, col(QuietContact.at)))
    last = (
        select(QuietContact.member_id, func.max(answered), func.max(tried))
        .join(Member, col(Member.id) == col(QuietContact.member_id))
        .where(of)
        .group_by(col(QuietContact.member_id))
    )
    return {member_id: (_day(yes), _day(no)) for member_id, yes, no in db.exec(last)}


def _day(at: datetime | None) -> date | None:
    return clock.local(at).date() if at else None


def _away(db: Session, of: ColumnElement[bool] | bool) -> defaultdict[int, list[MemberAway]]:
    by_member: defaultdict[int, list[MemberAway]] = defaultdict(list)
    told = select(MemberAway).join(Member, col(Member.id) == col(MemberAway.member_id))
    for away in db.exec(told.where(of)):
        by_member[away.member_id].append(away)
    return by_member


def _is_away(away: list[MemberAway], on: date) -> bool:
    return any(one.since <= on <= one.until for one in away)
