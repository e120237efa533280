"""Suggestions that give way to others."""

from collections.abc import Collection

from sqlmodel import Session

from models import Duty, DutyState


def put_in_place(db: Session, old: Collection[Duty], new: Collection[Duty]) -> None:
    """Writes new suggestions where the old ones give way. Those have no event, since nobody was asked.

    The old ones go last: SQLite gives the number of a deleted row again, and what somebody still has on their screen
    would then be somebody else.
    """
    for duty in old:
        duty.state = DutyState.HANDED_BACK  # for a moment, so that the same person may have the same place
    db.flush()
    db.add_all(new)
    db.flush()
    for duty in old:
        db.delete(duty)
    db.flush()
