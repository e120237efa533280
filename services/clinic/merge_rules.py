"""What stands in the way of a merge, in words that tell nothing the clinic may not know (R9)."""

from collections.abc import Callable
from typing import Any

from sqlmodel import Session, col, select

from models import ENDED, Consent, ConsentKind, GraduateGroup, Moved, Referral
from services import clock
from services.clinic.merge_rows import Rows, runs_on, standing, the_later
from services.referrals.lifecycle import seen_by_clinic

_STATEMENT = {ConsentKind.SHARE: "to share their details", ConsentKind.FEEDBACK: "that the group tells the clinic"}


def refusal(db: Session, kept: Rows, merged: Rows) -> str:
    """Why the two cannot become one just now and what to do first; empty when nothing stands in the way."""
    return _both_referred(db, kept, merged) or _both_to_call(db, kept, merged) or _withdrawn_since(kept, merged)


def feedback_in_force(rows: Rows) -> bool:
    """Whether the entry's own feedback consent is in force today."""
    found = standing(rows[Moved.CONSENT], ConsentKind.FEEDBACK)
    return found is not None and runs_on(found, clock.today())


def _both_referred(db: Session, kept: Rows, merged: Rows) -> str:
    def is_open(rows: Rows) -> Callable[[Referral], bool]:
        feedback = feedback_in_force(rows)
        # As the clinic sees it: one that was left unseen still reads "sent".
        return lambda referral: seen_by_clinic(referral.state, feedback=feedback) not in ENDED

    group = _shared_group(kept[Moved.REFERRAL], merged[Moved.REFERRAL], is_open(kept), is_open(merged))
    if group is None:
        return ""
    return (
        f"Both entries have an open referral to {_name(db, group)}, and one person has at most one. "
        "Withdraw one of the two first, then merge."
    )


def _both_to_call(db: Session, kept: Rows, merged: Rows) -> str:
    def waits(call: Any) -> bool:
        return call.closed_at is None

    group = _shared_group(kept[Moved.CALL_REQUEST], merged[Moved.CALL_REQUEST], waits, waits)
    if group is None:
        return ""
    return f"{_name(db, group)} has asked you to call under both entries. Answer one of the two first, then merge."


def _withdrawn_since(kept: Rows, merged: Rows) -> str:
    """A withdrawn consent never comes back to life: what stands must be newer than the other entry's no."""
    for kind in ConsentKind:
        stands, _ = the_later(standing(kept[Moved.CONSENT], kind), standing(merged[Moved.CONSENT], kind))
        if stands is None or not runs_on(stands, clock.today()):
            continue
        for row in (*kept[Moved.CONSENT], *merged[Moved.CONSENT]):
            if row.graduate_id != stands.graduate_id and row.kind is kind and _says_no_after(row, stands):
                return (
                    f"One of the two entries holds a consent {_STATEMENT[kind]}, and under the other it was withdrawn "
                    f"on {row.withdrawn_on:%d/%m/%Y}, after that was given. A no counts for both. "
                    "Withdraw it here too, or ask them again and renew it, then merge."
                )
    return ""


def _says_no_after(row: Consent, stands: Consent) -> bool:
    if row.withdrawn_at is None or row.withdrawn_on is None or row.replaced_by_id is not None:
        return False
    if row.withdrawn_on == stands.given_on:
        return row.withdrawn_at >= stands.recorded_at
    return row.withdrawn_on > stands.given_on


def _shared_group(
    kept: list[Any], merged: list[Any], counts_kept: Callable[[Any], bool], counts_merged: Callable[[Any], bool]
) -> int | None:
    mine = {row.group_id for row in kept if counts_kept(row)}
    theirs = {row.group_id for row in merged if counts_merged(row)}
    return min(mine & theirs, default=None)


def _name(db: Session, group_id: int) -> str:
    return db.exec(select(col(GraduateGroup.name)).where(GraduateGroup.id == group_id)).one()
