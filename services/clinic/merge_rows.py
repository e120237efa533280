"""What a merge moves from one entry to the other, row by row, and how each finds its way back."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from models import CallRequest, Completion, Consent, ConsentKind, Graduate, Member, MergeMove, Moved, Referral
from services import audit, clock
from services.security.actor import Actor

Rows = dict[Moved, list[Any]]
Moves = Sequence[MergeMove]

TABLES: dict[Moved, Any] = {
    Moved.COMPLETION: Completion,
    Moved.CONSENT: Consent,
    Moved.REFERRAL: Referral,
    Moved.MEMBER: Member,
    Moved.CALL_REQUEST: CallRequest,
}
# How to reach someone (`contact_how`) is a choice even when it is "any way", so it is never filled in.
DETAILS = ("full_name", "born_on", "phone", "email", "contact_when", "best_hopes", "adjustments", "without_adjustments")
# A consent that gave way to the other entry's is recorded as a detail of this name and its id.
GAVE_WAY = "consent "


def of_entry(db: Session, graduate_id: int) -> Rows:
    """Every row that hangs on an entry, in order of its id."""
    return {
        kind: list(db.exec(select(table).where(table.graduate_id == graduate_id).order_by(col(table.id))))
        for kind, table in TABLES.items()
    }


def to_move(kept: Rows, merged: Rows) -> Iterator[tuple[Moved, Any]]:
    """The merged entry's rows that move.

    A completion of a programme that the kept one completed too stays behind, and so does a second membership of
    one group: to speak of it would tell the clinic of a membership (R9).
    """
    programmes = {row.programme_id for row in kept[Moved.COMPLETION]}
    groups = {row.group_id for row in kept[Moved.MEMBER]}
    for kind, found in merged.items():
        for row in found:
            double = (kind is Moved.COMPLETION and row.programme_id in programmes) or (
                kind is Moved.MEMBER and row.group_id in groups
            )
            if not double:
                yield kind, row


def to_fill(kept: Graduate, merged: Graduate) -> tuple[str, ...]:
    """The details that the kept entry lacks and the merged one has, by name."""
    lacking = [name for name in DETAILS if not getattr(kept, name) and getattr(merged, name)]
    if kept.adjustments and kept.adjustments != merged.adjustments and "without_adjustments" in lacking:
        lacking.remove("without_adjustments")  # it speaks of other adjustments
    return tuple(lacking)


def standing(consents: list[Consent], kind: ConsentKind) -> Consent | None:
    """The statement of a kind that was neither withdrawn nor replaced, in force or run out."""
    return next((row for row in consents if row.kind is kind and row.withdrawn_at is None), None)


def runs_on(consent: Consent, today: date) -> bool:
    """Whether a standing statement is in force."""
    return consent.expires_on is None or consent.expires_on >= today


def the_later(kept: Consent | None, merged: Consent | None) -> tuple[Consent | None, Consent | None]:
    """Of two standing statements the one that will stand, and the one that gives way to it."""
    if kept is None or merged is None:
        return kept or merged, None
    today = clock.today()
    merged_stands = (runs_on(merged, today), merged.given_on) > (runs_on(kept, today), kept.given_on)
    return (merged, kept) if merged_stands else (kept, merged)


def give_way(db: Session, actor: Actor, earlier: Consent, later: Consent) -> MergeMove:
    """The earlier statement was taken up by the later one: nothing was withdrawn. Returns how to find it again."""
    earlier.withdrawn_at, earlier.withdrawn_by_id = clock.now(), actor.account_id
    earlier.withdrawn_on = max(later.given_on, earlier.given_on)
    earlier.replaced_by_id = later.id
    _note(db, actor, earlier, "gave_way", {"replaced_by": (None, later.id)})
    return MergeMove(merge_id=0, kind=Moved.DETAIL, field=f"{GAVE_WAY}{earlier.id}")


def stand_again(db: Session, actor: Actor, move: MergeMove) -> None:
    """Undoes `give_way`, once the rows are back where they were.

    A no said since then stands for both: nothing withdrawn comes back to life. Where their entry has a newer
    statement of the kind by now, the earlier one stays behind that.
    """
    earlier = db.get(Consent, int(move.field.removeprefix(GAVE_WAY)))
    later = db.get(Consent, earlier.replaced_by_id) if earlier is not None else None
    if earlier is None or later is None:
        return
    last = _last_in_line(db, later)
    if last.withdrawn_at is not None:
        earlier.withdrawn_at, earlier.withdrawn_by_id = last.withdrawn_at, last.withdrawn_by_id
        earlier.withdrawn_on = max(last.withdrawn_on or earlier.given_on, earlier.given_on)
        earlier.replaced_by_id = None
        _note(db, actor, earlier, "withdrawn", {"withdrawn_on": (None, earlier.withdrawn_on)})
    elif newer := _newer(db, earlier):
        earlier.replaced_by_id = newer.id
        _note(db, actor, earlier, "gave_way", {"replaced_by": (later.id, newer.id)})
    else:
        earlier.withdrawn_at = earlier.withdrawn_by_id = earlier.withdrawn_on = earlier.replaced_by_id = None
        _note(db, actor, earlier, "stands_again", {"replaced_by": (later.id, None)})


def _note(db: Session, actor: Actor, consent: Consent, done: str, changes: audit.Changes) -> None:
    db.add(consent)
    db.flush()
    action = f"consent.{consent.kind}.{done}"
    audit.record(db, actor, action, "graduate", consent.graduate_id, changes={"consent": (None, consent.id), **changes})


def _last_in_line(db: Session, consent: Consent) -> Consent:
    """What became of a statement that was renewed, perhaps more than once."""
    while consent.replaced_by_id is not None and (after := db.get(Consent, consent.replaced_by_id)):
        consent = after
    return consent


def _newer(db: Session, consent: Consent) -> Consent | None:
    return db.exec(
        select(Consent).where(
            Consent.graduate_id == consent.graduate_id,
            Consent.kind == consent.kind,
            col(Consent.withdrawn_at).is_(None),
            Consent.id != consent.id,
        )
    ).first()
