"""Marking: one tap, one mark, saved as it is made and counted once however often it is sent (R13, R14)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from models import ATTENDED, Mark, MarkEvent, MarkKind
from services import access
from services.database import transaction
from services.fields import Checks
from services.register.states import refuse_marks
from services.register.writing import Change, refuse_strangers, write
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

LONGEST_TAP = 64


@dataclass(frozen=True)
class Tap:
    """One tap on a screen, named by the screen: what a member's mark is to become."""

    id: str
    member_id: int
    kind: MarkKind
    left_early: bool = False


@needs(Permission.KEEP_REGISTER)
def mark(actor: Actor, group_session_id: int, taps: Sequence[Tap]) -> tuple[str, ...]:
    """Applies each tap once, in order, all or none, and returns the ids now safely kept.

    A tap sent again changes nothing, even when somebody has changed the mark since. Whoever turned up can be
    marked, paused and left members too. Before the day only word beforehand is taken (R15).

    Raises:
        Closed: cancelled, finished, or the day has not come.
        NotFound: no such group session, or somebody is not of its group.
        Invalid: a tap without a name of its own, or "left early" for somebody who did not come.
    """
    check_taps(taps)
    with transaction() as db:
        group_session = access.group_session(db, actor, group_session_id, to_change=True)
        known = taken(db, group_session_id, [tap.id for tap in taps])
        fresh = {tap.id: tap for tap in taps if tap.id not in known}.values()
        if fresh:
            refuse_marks(group_session, {tap.kind for tap in fresh})
            refuse_strangers(db, group_session, (tap.member_id for tap in fresh))
            write(db, actor, group_session, [_change(tap) for tap in fresh])
    return tuple(dict.fromkeys(tap.id for tap in taps))


def taken(db: Session, group_session_id: int, taps: Sequence[str]) -> set[str]:
    """Which of these taps have been applied to this register already."""
    applied = (
        select(MarkEvent.tap)
        .join(Mark, col(Mark.id) == col(MarkEvent.mark_id))
        .where(Mark.group_session_id == group_session_id, col(MarkEvent.tap).in_(taps))
    )
    return {tap for tap in db.exec(applied) if tap}


def check_taps(taps: Sequence[Tap]) -> None:
    """Raises:
    Invalid: a tap that cannot be kept.
    """
    check = Checks()
    for tap in taps:
        check_tap_id(check, tap.id)
        there = tap.kind in ATTENDED or not tap.left_early
        check.that(there, "left_early", "Only someone who came can have left early. Mark them as came first.")
    check.done()


def check_tap_id(check: Checks, tap: str) -> None:
    """A tap is named by 1 to 64 plain characters."""
    fits = 0 < len(tap) <= LONGEST_TAP and tap.isascii() and tap.isprintable()
    check.that(fits, "tap", "That tap did not arrive whole. Please tap again.")


def _change(tap: Tap) -> Change:
    return Change(tap.member_id, tap.kind, tap.left_early, tap=tap.id)
