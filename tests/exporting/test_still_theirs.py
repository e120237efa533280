"""R9, R26, R30: figures that were read a while ago are handed on only while they would still be given."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import time_machine
from sqlmodel import update

from models import Consent, ConsentKind, Graduate, GraduateImport
from services import clock
from services.clinic import consents, merging
from services.clinic.consents import ConsentGiven
from services.database import transaction
from services.engagement.exports.still_theirs import check_still_theirs
from services.errors import Conflict, NotFound
from tests import make
from tests.cast import Cast

READ = datetime.fromisoformat("2026-11-26T10:00+00:00")
Happening = Callable[[Cast, Graduate], None]


def given_by(graduate: Graduate, kind: ConsentKind = ConsentKind.FEEDBACK, **values: object) -> None:
    make.consent(graduate, kind, given_on=READ.date() - timedelta(days=30), **values)


@pytest.fixture
def amina(cast: Cast) -> Graduate:
    """Somebody who had agreed before the figures were read, as somebody else had."""
    with time_machine.travel(READ - timedelta(days=1), tick=False):
        programme = make.programme(cast.riverside.id or 0)
        amina, bea = make.graduate(programme, "Amina"), make.graduate(programme, "Bea")
        for one in (amina, bea):
            given_by(one)
        given_by(amina, ConsentKind.SHARE)
    return amina


def withdrawn(cast: Cast, amina: Graduate) -> None:
    consents.withdraw(cast.clinic, amina.id or 0, ConsentKind.FEEDBACK)


def recorded(cast: Cast, amina: Graduate) -> None:
    carys = make.graduate(make.programme(cast.riverside.id or 0, "Summer"), "Carys")
    wording = make.rows(Consent, graduate_id=amina.id, kind=ConsentKind.FEEDBACK)[0]
    given = ConsentGiven(ConsentKind.FEEDBACK, READ.date(), wording.how, wording.wording_id)
    consents.record(cast.clinic, carys.id or 0, given)


def erased(cast: Cast, amina: Graduate) -> None:
    set_on(Graduate, Graduate.id == amina.id, erased_at=clock.now())


def merged(cast: Cast, amina: Graduate) -> None:
    """What somebody without a consent did becomes hers."""
    dora = make.graduate(make.programme(cast.riverside.id or 0, "Summer"), "Dora")
    merging.merge(cast.clinic, amina.id or 0, dora.id or 0)


def list_undone(cast: Cast, amina: Graduate) -> None:
    make.add(
        GraduateImport(clinic_id=cast.riverside.id or 0, form="f", at=READ - timedelta(days=1), undone_at=clock.now())
    )


def set_on(table: type, which: object, **values: object) -> None:
    with transaction() as db:
        db.execute(update(table).where(which).values(**values))  # type: ignore[arg-type]


def check(cast: Cast, who: str = "clinic", read: datetime = READ) -> None:
    check_still_theirs(cast.everyone[who], cast.group.id or 0, read)


@pytest.mark.parametrize("happening", [withdrawn, recorded, erased, merged, list_undone])
def test_a_clinics_figures_are_not_handed_on_after(cast: Cast, amina: Graduate, happening: Happening) -> None:
    with time_machine.travel(READ + timedelta(minutes=1), tick=False):
        check(cast)
        happening(cast, amina)
    with time_machine.travel(READ + timedelta(minutes=2), tick=False):
        with pytest.raises(Conflict, match="Who may be counted has changed"):
            check(cast)
        # Read since then they are of the right people, another clinic's are not touched, and the group knows anyway.
        check(cast, read=clock.now())
        check(cast, "coordinator")


def test_a_merge_taken_apart_changes_whom_they_are_of(cast: Cast, amina: Graduate) -> None:
    with time_machine.travel(READ - timedelta(hours=1), tick=False):
        (bea,) = make.rows(Graduate, preferred_name="Bea")
        merge = merging.merge(cast.clinic, bea.id or 0, amina.id or 0)
    with time_machine.travel(READ + timedelta(minutes=1), tick=False):
        check(cast)
        merging.undo(cast.clinic, merge)
        with pytest.raises(Conflict):
            check(cast)


def test_a_consent_that_runs_out_at_midnight_takes_them_away(cast: Cast, amina: Graduate) -> None:
    read = datetime.fromisoformat("2026-11-26T23:55+00:00")
    set_on(Consent, Consent.graduate_id == amina.id, expires_on=read.date())
    with time_machine.travel(read + timedelta(minutes=4), tick=False):
        check(cast, read=read)
    with time_machine.travel(read + timedelta(minutes=6), tick=False), pytest.raises(Conflict):
        check(cast, read=read)


def test_what_changes_nobodys_place_in_the_figures_leaves_them(cast: Cast, amina: Graduate) -> None:
    """Another kind of consent, another clinic's people, and one that had run out long before."""
    set_on(Consent, Consent.kind == ConsentKind.SHARE, expires_on=READ.date() - timedelta(days=9))
    with time_machine.travel(READ + timedelta(minutes=1), tick=False):
        given_by(make.graduate(make.programme(cast.hillside.id or 0)), recorded_at=clock.now())
        consents.withdraw(cast.clinic, amina.id or 0, ConsentKind.SHARE)
        check(cast)


@pytest.mark.parametrize("who", ["coordinator_3", "clinic_2"])
def test_r30_a_group_that_is_not_theirs_any_more(cast: Cast, who: str) -> None:
    with pytest.raises(NotFound):
        check(cast, who)
