"""Two entries for one person become one, never silently, and can be taken apart again."""

from sqlmodel import Session, col, select

from models import ConsentKind, Graduate, GraduateMerge, MergeMove, Moved
from services import access, audit, clock
from services.clinic import merge_rows, merge_since
from services.clinic.merge_rules import refusal
from services.database import transaction
from services.errors import Conflict, NotFound
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

MERGED_ALREADY = (
    "One of these two entries has become part of another since you looked, so nothing was changed. "
    "Look at the list again."
)
UNDONE_ALREADY = "This merge has been undone already. Nothing was changed."
FURTHER_FIRST = (
    "After this one there was another merge that involves the same person. Undo the latest first, then this one."
)


@needs(Permission.KEEP_GRADUATES)
def merge(actor: Actor, kept_id: int, merged_id: int) -> int:
    """Makes the merged entry part of the kept one, and returns the merge's id.

    Programmes, consents, referrals and requests to call move; empty details of the kept entry are filled. Every row
    moved is recorded, for `undo`. Of two consents that stand the later one counts, for all referrals.

    Raises:
        NotFound: either is not the clinic's, or both are one entry.
        Conflict: merged already, both with an open referral to one group, or a consent withdrawn under one of them.
    """
    if kept_id == merged_id:
        raise NotFound
    with transaction() as db:
        access.before_agreeing(db, actor)
        kept, merged = _both(db, actor, kept_id, merged_id)
        if kept.merged_into_id is not None or merged.merged_into_id is not None:
            raise Conflict(MERGED_ALREADY)
        mine, theirs = merge_rows.of_entry(db, kept_id), merge_rows.of_entry(db, merged_id)
        if words := refusal(db, mine, theirs):
            raise Conflict(words)
        made = GraduateMerge(
            clinic_id=kept.clinic_id,
            kept_id=kept_id,
            merged_id=merged_id,
            at=clock.now(),
            account_id=actor.account_id,
        )
        db.add(made)
        merged.merged_into_id = kept_id
        db.add(merged)
        db.flush()
        for move in [*_settle_consents(db, actor, mine, theirs), *_move(db, mine, theirs, kept_id)]:
            move.merge_id = made.id or 0
            db.add(move)
        changes = _fill(db, made.id or 0, kept, merged)
        changes["merged"] = (None, merged_id)
        audit.record(db, actor, "graduate.merged", "graduate", kept_id, changes=changes)
        audit.record(db, actor, "graduate.became_part", "graduate", merged_id, changes={"kept": (None, kept_id)})
        return made.id or 0


@needs(Permission.KEEP_GRADUATES)
def undo(actor: Actor, merge_id: int) -> None:
    """Takes the two apart: what was moved and is still with the kept entry goes back, what came since stays.

    But what came of a referral that goes back, its member and the calls asked for, goes with it (R9).
    A consent that was withdrawn since the merge stays withdrawn, under both.

    Raises:
        NotFound: not the clinic's.
        Conflict: undone already, or a later merge of the same person must be undone first.
    """
    with transaction() as db:
        access.before_agreeing(db, actor)
        made = db.get(GraduateMerge, merge_id, with_for_update=True)
        if made is None:
            raise NotFound
        kept, merged = _both(db, actor, made.kept_id, made.merged_id)
        if made.undone_at is not None:
            raise Conflict(UNDONE_ALREADY)
        if kept.merged_into_id is not None or _latest(db, made.kept_id) != merge_id:
            raise Conflict(FURTHER_FIRST)
        made.undone_at, made.undone_by_id = clock.now(), actor.account_id
        merged.merged_into_id = None
        db.add_all((made, merged))
        moves = db.exec(select(MergeMove).where(MergeMove.merge_id == merge_id).order_by(col(MergeMove.id))).all()
        _move_back(db, actor, made, moves)
        changes = _empty(kept, merged, [move.field for move in moves if move.kind is Moved.DETAIL])
        db.add(kept)
        changes["merged"] = (made.merged_id, None)
        audit.record(db, actor, "graduate.merge_undone", "graduate", made.kept_id, changes=changes)
        audit.record(db, actor, "graduate.on_its_own", "graduate", made.merged_id)


def _both(db: Session, actor: Actor, kept_id: int, merged_id: int) -> tuple[Graduate, Graduate]:
    """Both entries as they are now, held until the transaction ends; in one order, so that nobody waits in a ring."""
    ids = (kept_id, merged_id)
    held = select(Graduate).where(col(Graduate.id).in_(ids)).order_by(col(Graduate.id)).with_for_update()
    db.exec(held.execution_options(populate_existing=True)).all()
    return access.graduate_or_part(db, actor, kept_id), access.graduate_or_part(db, actor, merged_id)


def _latest(db: Session, kept_id: int) -> int | None:
    standing = select(col(GraduateMerge.id)).where(
        GraduateMerge.kept_id == kept_id, col(GraduateMerge.undone_at).is_(None)
    )
    return db.exec(standing.order_by(col(GraduateMerge.id).desc()).limit(1)).first()


def _settle_consents(db: Session, actor: Actor, mine: merge_rows.Rows, theirs: merge_rows.Rows) -> list[MergeMove]:
    """Of two statements of a kind that stand, one gives way, so that one person has one."""
    settled = []
    for kind in ConsentKind:
        kept = merge_rows.standing(mine[Moved.CONSENT], kind)
        stands, gives_way = merge_rows.the_later(kept, merge_rows.standing(theirs[Moved.CONSENT], kind))
        if stands is not None and gives_way is not None:
            settled.append(merge_rows.give_way(db, actor, gives_way, stands))
    return settled


def _move(db: Session, mine: merge_rows.Rows, theirs: merge_rows.Rows, kept_id: int) -> list[MergeMove]:
    moves = []
    for kind, row in merge_rows.to_move(mine, theirs):
        row.graduate_id = kept_id
        db.add(row)
        moves.append(MergeMove(merge_id=0, kind=kind, row_id=row.id))
    db.flush()
    return moves


def _move_back(db: Session, actor: Actor, made: GraduateMerge, moves: merge_rows.Moves) -> None:
    for kind, table in merge_rows.TABLES.items():
        ids = [move.row_id for move in moves if move.kind is kind]
        for row in db.exec(select(table).where(table.id.in_(ids), table.graduate_id == made.kept_id)):
            row.graduate_id = made.merged_id
            db.add(row)
        db.flush()
    merge_since.follow_back(db, actor, made)
    for move in moves:
        if move.field.startswith(merge_rows.GAVE_WAY):
            merge_rows.stand_again(db, actor, move)


def _fill(db: Session, merge_id: int, kept: Graduate, merged: Graduate) -> audit.Changes:
    changes: audit.Changes = {}
    for name in merge_rows.to_fill(kept, merged):
        changes[name] = (getattr(kept, name), getattr(merged, name))
        setattr(kept, name, getattr(merged, name))
        db.add(MergeMove(merge_id=merge_id, kind=Moved.DETAIL, field=name))
    db.add(kept)
    return changes


def _empty(kept: Graduate, merged: Graduate, names: list[str]) -> audit.Changes:
    """What was filled in and has not been changed since is empty again."""
    changes: audit.Changes = {}
    for name in names:
        if name in merge_rows.DETAILS and getattr(kept, name) == getattr(merged, name):
            empty = None if name == "born_on" else ""
            changes[name] = (getattr(kept, name), empty)
            setattr(kept, name, empty)
    return changes
