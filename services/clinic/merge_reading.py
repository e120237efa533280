"""Merges as the clinic sees them: what one would do, which there were, and what an entry became part of."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from models import Account, ConsentKind, Graduate, GraduateMerge, Moved
from services import access, audit
from services.clinic import merge_rows
from services.clinic.merge_rules import feedback_in_force, refusal
from services.database import reading
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


@dataclass(frozen=True)
class Effect:
    """What a merge would do, to be said first. Says nothing of memberships, which the clinic may not know (R9).

    `doubles` counts completions that both have: they stay behind. `fills` names the kept entry's empty details that
    would be filled. `both_consents`: kinds of which each has one, and the later stands. `opens`: one entry's
    feedback consent will hold for the other's referrals too. `refused`: why it cannot be done, empty when it can.
    """

    programmes: int
    doubles: int
    consents: int
    referrals: int
    calls: int
    fills: tuple[str, ...]
    both_consents: tuple[ConsentKind, ...]
    opens: bool
    refused: str


@dataclass(frozen=True)
class MergeView:
    """One standing merge; only the `latest` of a person's can be undone."""

    id: int
    name: str
    at: datetime
    by: str
    latest: bool


@dataclass(frozen=True)
class PartOf:
    """What an entry became part of: the entry that stands for it now, and both names."""

    name: str
    kept_id: int
    kept_name: str


@needs(Permission.KEEP_GRADUATES)
def effect(actor: Actor, kept_id: int, merged_id: int) -> Effect:
    """What merging these two would do, without doing it. The looks are recorded.

    Raises:
        NotFound: either is not the clinic's or became part of another.
    """
    with reading() as db:
        kept, merged = access.graduate(db, actor, kept_id), access.graduate(db, actor, merged_id)
        mine, theirs = merge_rows.of_entry(db, kept_id), merge_rows.of_entry(db, merged_id)
        count = Counter(kind for kind, _ in merge_rows.to_move(mine, theirs))
        both = tuple(
            kind
            for kind in ConsentKind
            if all(merge_rows.standing(rows[Moved.CONSENT], kind) is not None for rows in (mine, theirs))
        )
        found = Effect(
            programmes=count[Moved.COMPLETION],
            doubles=len(theirs[Moved.COMPLETION]) - count[Moved.COMPLETION],
            consents=count[Moved.CONSENT],
            referrals=count[Moved.REFERRAL],
            calls=count[Moved.CALL_REQUEST],
            fills=merge_rows.to_fill(kept, merged),
            both_consents=both,
            opens=_opens(mine, theirs),
            refused=refusal(db, mine, theirs),
        )
    audit.looked(actor, "graduate", [kept_id, merged_id])
    return found


@needs(Permission.KEEP_GRADUATES)
def merges(actor: Actor, graduate_id: int) -> tuple[MergeView, ...]:
    """The entries that became part of this one, newest first. The looks are recorded."""
    with reading() as db:
        access.graduate(db, actor, graduate_id)
        found = db.exec(
            select(GraduateMerge, Graduate.preferred_name, Graduate.full_name, Account.display_name)
            .join(Graduate, col(Graduate.id) == col(GraduateMerge.merged_id))
            .outerjoin(Account, col(Account.id) == col(GraduateMerge.account_id))
            .where(
                GraduateMerge.kept_id == graduate_id,
                col(GraduateMerge.undone_at).is_(None),
                col(Graduate.erased_at).is_(None),
            )
            .order_by(col(GraduateMerge.id).desc())
        ).all()
    audit.looked(actor, "graduate", [row.merged_id for row, *_ in found])
    return tuple(
        MergeView(row.id or 0, full or name, row.at, by or "", latest=place == 0)
        for place, (row, name, full, by) in enumerate(found)
    )


@needs(Permission.KEEP_GRADUATES)
def part_of(actor: Actor, graduate_id: int) -> PartOf | None:
    """What the entry became part of, if anything. The looks are recorded.

    Raises:
        NotFound: missing, or not the clinic's.
    """
    with reading() as db:
        merged = access.graduate_or_part(db, actor, graduate_id)
        if merged.merged_into_id is None:
            return None
        kept = access.graduate_by_now(db, actor, graduate_id)
        found = PartOf(merged.preferred_name, kept.id or 0, kept.preferred_name)
    audit.looked(actor, "graduate", [graduate_id, found.kept_id])
    return found


def _opens(mine: merge_rows.Rows, theirs: merge_rows.Rows) -> bool:
    """Whether one has feedback consent in force, and the other has referrals but none."""
    return any(
        feedback_in_force(one) and not feedback_in_force(other) and bool(other[Moved.REFERRAL])
        for one, other in ((mine, theirs), (theirs, mine))
    )
