"""How long consents last: set by the clinic for itself, from then on, and for earlier ones only when it says so."""

from datetime import date, timedelta

import pytest
import time_machine

from models import AuditChange, AuditEvent, Clinic, Consent, ConsentHow, ConsentKind
from services import clock
from services.clinic import consents
from services.clinic.consent_terms import Terms, set_terms, terms
from services.clinic.consents import ConsentGiven
from services.clinic.ending_consents import ending
from services.errors import Conflict, Invalid
from tests import make
from tests.cast import Cast
from tests.queries import how_many
from tests.referrals.stories import on_file

SHARE = ConsentKind.SHARE


def put(cast: Cast, months: int | None, days: int | None = 30, *, also: bool = False) -> int:
    return set_terms(cast.clinic, terms(cast.clinic).version, months, days, also_recorded=also)


def with_consent(cast: Cast, days_ago: int, **values: object) -> Consent:
    return make.consent(on_file(cast).graduate, SHARE, clock.today() - timedelta(days=days_ago), **values)


def last_days() -> list[date | None]:
    return [row.expires_on for row in make.rows(Consent)]


def test_until_a_clinic_sets_it_consents_last_until_they_are_withdrawn(cast: Cast) -> None:
    assert terms(cast.clinic) == Terms(cast.riverside.id or 0, 1, None, 30, 0)


def test_it_holds_for_the_own_clinic_and_for_consents_from_then_on(cast: Cast) -> None:
    with_consent(cast, 10)
    put(cast, 12, 45)
    assert (terms(cast.clinic).months, terms(cast.clinic).reminder_days) == (12, 45)
    assert (terms(cast.clinic_2).months, terms(cast.clinic_2).reminder_days) == (None, 30)
    assert last_days() == [None]
    consents.record(cast.clinic, on_file(cast).id, ConsentGiven(SHARE, clock.today(), ConsentHow.PAPER))
    assert len([day for day in last_days() if day]) == 1


@pytest.mark.parametrize(("months", "days"), [(0, 30), (121, 30), (12, 0), (12, 366), (12, None)])
def test_what_makes_no_sense_is_refused_and_nothing_kept(cast: Cast, months: int, days: int | None) -> None:
    with pytest.raises(Invalid):
        put(cast, months, days)
    assert terms(cast.clinic).months is None


def test_all_that_is_wrong_is_said_at_once(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        put(cast, 0, 0)
    assert len(refused.value.problems) == 2


def test_someone_else_was_there_first(cast: Cast) -> None:
    seen = terms(cast.clinic).version
    put(cast, 12)
    with pytest.raises(Conflict, match="Someone else changed this"):
        set_terms(cast.clinic, seen, 24, 30)
    assert terms(cast.clinic).months == 12


def test_earlier_ones_get_an_end_when_the_clinic_says_so(cast: Cast) -> None:
    with time_machine.travel("2026-07-20T12:00:00Z", tick=False):
        with_consent(cast, 10)
        assert put(cast, 12, also=True) == 1
    assert last_days() == [date(2027, 7, 10)]


def test_of_those_that_would_be_over_nobodys_ends_unseen(cast: Cast) -> None:
    with_consent(cast, 800)
    with_consent(cast, 360)  # would be over in a few days
    put(cast, 12, 30, also=True)
    soonest = clock.today() + timedelta(days=30)
    assert last_days() == [soonest, soonest]
    assert ending(cast.clinic).total == 2


def test_one_with_an_end_and_one_withdrawn_stay_as_they_are(cast: Cast) -> None:
    later = clock.today() + timedelta(days=900)
    with_consent(cast, 10, expires_on=later)
    with_consent(cast, 10, withdrawn_on=clock.today(), withdrawn_at=clock.now())
    assert terms(cast.clinic).without_end == 0
    assert put(cast, 1, also=True) == 0
    assert last_days() == [later, None]


def test_another_clinics_consents_are_not_touched(cast: Cast) -> None:
    theirs = make.graduate(make.programme(cast.hillside.id or 0))
    make.consent(theirs, SHARE)
    assert put(cast, 12, also=True) == 0
    assert last_days() == [None]


def test_no_end_cannot_be_given_to_earlier_ones(cast: Cast) -> None:
    with pytest.raises(Invalid, match="first say how many months"):
        put(cast, None, also=True)


def test_r31_the_change_and_each_consent_are_in_the_audit_trail(cast: Cast) -> None:
    row = with_consent(cast, 10)
    put(cast, 12, also=True)
    (changed,) = make.rows(AuditEvent, action="clinic.consent_terms_changed")
    assert changed.clinic_id == cast.riverside.id
    (ended,) = make.rows(AuditEvent, action="consent.end_set")
    assert ended.subject_id == row.graduate_id
    (value,) = make.rows(AuditChange, event_id=ended.id)
    assert (value.field, value.before, value.after) == ("expires_on", None, str(last_days()[0]))


def test_the_statements_do_not_grow_with_the_consents(cast: Cast) -> None:
    counts = []
    for months, people in ((12, 2), (24, 20)):
        for row in make.rows(Consent):
            row.expires_on = clock.today()
            make.add(row)
        for _ in range(people):
            with_consent(cast, 10)
        counts.append(how_many(lambda months=months: put(cast, months, also=True)))
    assert counts[0] == counts[1]


def test_the_clinic_row_keeps_what_an_administrator_set(cast: Cast) -> None:
    put(cast, 12)
    (row,) = make.rows(Clinic, id=cast.riverside.id)
    assert (row.name, row.reply_to) == (cast.riverside.name, cast.riverside.reply_to)
