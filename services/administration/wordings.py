"""Consent wordings: what people are asked to agree to, as versions that an administrator writes and nobody changes.

How many agreed to a version is not said: such figures could tell an administrator of somebody (R26).
"""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models import Account, ConsentKind, ConsentWording
from services import audit, clock
from services.clinic.consent_wordings import FIRST_WORDING, current_wording
from services.database import reading, transaction
from services.errors import Conflict
from services.fields import Checks
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

NEWER = (
    "Someone else has just written a new version of this wording, so yours was not saved. "
    "Read theirs, then save again if it still needs changing."
)


@dataclass(frozen=True)
class WordingVersion:
    """One version. The one that came with Common Ground was written by nobody, and on no day until it was used."""

    number: int
    text: str
    written_at: datetime | None
    written_by: str


@dataclass(frozen=True)
class Wordings:
    """All versions of one kind, newest first; the first of them is the current one."""

    kind: ConsentKind
    versions: tuple[WordingVersion, ...]

    @property
    def current(self) -> WordingVersion:
        return self.versions[0]


@needs(Permission.KEEP_ORGANISATIONS)
def wordings(actor: Actor) -> tuple[Wordings, ...]:
    """Both kinds with every version."""
    with reading() as db:
        found = db.exec(
            select(ConsentWording, Account.display_name)
            .outerjoin(Account, col(Account.id) == col(ConsentWording.created_by_id))
            .order_by(col(ConsentWording.number).desc())
        ).all()
    return tuple(
        Wordings(
            kind,
            tuple(
                WordingVersion(row.number, row.text, row.created_at, by or "") for row, by in found if row.kind is kind
            )
            or (WordingVersion(1, FIRST_WORDING[kind], None, ""),),
        )
        for kind in ConsentKind
    )


@needs(Permission.KEEP_ORGANISATIONS)
def write(actor: Actor, kind: ConsentKind, text: str, expected_number: int) -> int:
    """Writes a new version of a wording and returns its number. Consents given before keep theirs.

    `expected_number` is the version that it was written from.

    Raises:
        Invalid: it is empty, too long, what is current already, or the other consent's text.
        Conflict: someone else wrote a version in the meantime.
    """
    with transaction() as db:
        current = current_wording(db, kind)
        if current.number != expected_number:
            raise Conflict(NEWER)
        check = Checks()
        wanted = check.paragraph("text", "The wording", text, required=True)
        check.that(
            _words(wanted) != _words(current.text), "text", "This is the current wording already. Change it, then save."
        )
        check.that(
            _words(wanted) not in _other_texts(db, kind),
            "text",
            "This is the wording of the other consent. The two are separate: write what this one is about.",
        )
        check.done()
        made = ConsentWording(
            kind=kind, number=current.number + 1, text=wanted, created_at=clock.now(), created_by_id=actor.account_id
        )
        db.add(made)
        db.flush()
        changes: audit.Changes = {f"{kind}_version": (current.number, made.number)}
        audit.record(db, actor, "consent_wording.written", "consent_wording", made.id, changes=changes)
        return made.number


def _other_texts(db: Session, kind: ConsentKind) -> set[str]:
    other = db.exec(select(ConsentWording.text).where(ConsentWording.kind != kind))
    return {_words(text) for text in (*other, *(text for each, text in FIRST_WORDING.items() if each is not kind))}


def _words(text: str) -> str:
    return " ".join(text.split()).casefold()
