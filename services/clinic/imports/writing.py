"""A confirmed list goes in: whole or not at all, once, and nothing on file is ever overwritten."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import func
from sqlmodel import Session, col, select

from models import Completion, Consent, Graduate, GraduateImport, Programme
from services import access, audit, clock
from services.clinic.imports import making
from services.clinic.imports.choices import Choices
from services.clinic.imports.fates import WRITTEN, Outcome
from services.clinic.imports.lines import Holds, Line
from services.clinic.imports.preview import decided, digest
from services.clinic.imports.remembered import remember
from services.database import transaction
from services.errors import Conflict
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

Progress = Callable[[int, int], None]
# How many people go to the database in one go, and how often the screen hears of it.
AT_ONCE = 250
MOVED = "The people on file have changed since this preview, so nothing was written. Look at it again, then confirm."
NOTHING = "There is nobody in this list to add, so nothing was written."


@dataclass(frozen=True)
class Agreed:
    """What was confirmed: `form` names this preview on this screen, `seen` is the preview's own word.

    `headings` are to be remembered, normalised; empty when the list has none of its own.
    """

    form: str
    seen: str
    headings: Mapping[str, Holds] = field(default_factory=dict)


@dataclass(frozen=True)
class Imported:
    """What an import made. `programme_id`: where most of its people went, None when there are none."""

    id: int
    people: int
    completions: int
    consents: int
    programme_id: int | None


@needs(Permission.KEEP_GRADUATES)
def confirm(
    actor: Actor, lines: tuple[Line, ...], choices: Choices, agreed: Agreed, progress: Progress | None = None
) -> Imported:
    """Writes what the preview promised, and nothing else. The same `form` again returns what it made the first time.

    Somebody on file gets a completion, and a consent only of a kind never recorded for them. `progress` hears
    how many of how many lines are written.

    Raises:
        Conflict: the outcome would differ from the preview, or there is nothing to write.
        Invalid, NotFound: as `preview`.
    """
    with transaction() as db:
        # Held to the end: two imports of one clinic follow each other, and the second sees what the first made.
        clinic_id = access.own_clinic(db, actor, to_change=True).id or 0
        if (before := _made_by(db, clinic_id, agreed.form)) is not None:
            return result(db, before)
        outcomes = _still(db, actor, lines, choices, agreed)
        if _hold(db, outcomes):
            outcomes = _still(db, actor, lines, choices, agreed)
        made = GraduateImport(clinic_id=clinic_id, form=agreed.form, at=clock.now(), account_id=actor.account_id)
        db.add(made)
        db.flush()
        audit.record(db, actor, "import.confirmed", "graduate_import", made.id)
        _write(db, actor, made.id or 0, outcomes, progress or _unheard)
        remember(db, clinic_id, agreed.headings)
        return result(db, made.id or 0)


def result(db: Session, import_id: int) -> Imported:
    """What an import made, counted from its rows."""
    count = func.count()
    people = db.exec(select(count).select_from(Graduate).where(Graduate.import_id == import_id)).one()
    consents = db.exec(select(count).select_from(Consent).where(Consent.import_id == import_id)).one()
    runs = db.exec(
        select(col(Completion.programme_id), count)
        .where(Completion.import_id == import_id)
        .group_by(col(Completion.programme_id))
        .order_by(count.desc(), col(Completion.programme_id))
    ).all()
    return Imported(import_id, people, sum(many for _, many in runs), consents, runs[0][0] if runs else None)


def _made_by(db: Session, clinic_id: int, form: str) -> int | None:
    return db.exec(
        select(GraduateImport.id).where(GraduateImport.form == form, GraduateImport.clinic_id == clinic_id)
    ).first()


def _still(db: Session, actor: Actor, lines: tuple[Line, ...], choices: Choices, agreed: Agreed) -> tuple[Outcome, ...]:
    """The outcomes as they are now, which must be those that were seen."""
    outcomes = decided(db, actor, lines, choices)
    if digest(outcomes) != agreed.seen:
        raise Conflict(MOVED)
    to_write = tuple(outcome for outcome in outcomes if outcome.fate in WRITTEN)
    if not to_write:
        raise Conflict(NOTHING)
    return to_write


def _hold(db: Session, outcomes: tuple[Outcome, ...]) -> bool:
    """Holds everybody on file whom the list touches, in a merge's own order, and says whether there is anybody.

    What a colleague did about one of them just before is seen by deciding again: a no above all.
    """
    ids = {outcome.who.graduate_id for outcome in outcomes if outcome.who and outcome.who.graduate_id is not None}
    if not ids:
        return False
    held = select(Graduate.id).where(col(Graduate.id).in_(ids)).order_by(col(Graduate.id))
    db.exec(held.with_for_update(key_share=True)).all()
    return True


def _write(db: Session, actor: Actor, import_id: int, outcomes: tuple[Outcome, ...], progress: Progress) -> None:
    programme_id = _programme(db, actor, import_id, outcomes)
    writer = making.Writer(db, actor, import_id, programme_id)
    for start in range(0, len(outcomes), AT_ONCE):
        part = outcomes[start : start + AT_ONCE]
        writer.write(part)
        progress(start + len(part), len(outcomes))


def _programme(db: Session, actor: Actor, import_id: int, outcomes: tuple[Outcome, ...]) -> int | None:
    """The programme that comes with the list, if anybody goes into it."""
    new = next((each.place.run for each in outcomes if each.place and each.place.run.id is None), None)
    if new is None:
        return None
    made = Programme(
        clinic_id=actor.clinic_id or 0,
        name=new.name,
        starts_on=new.starts_on,
        ends_on=new.ends_on,
        created_at=clock.now(),
        import_id=import_id,
    )
    db.add(made)
    db.flush()
    audit.record(db, actor, "programme.added", "programme", made.id)
    return made.id


def _unheard(_done: int, _all: int) -> None:
    """Nobody watches."""
