"""Consents that last: their last day, their wording, renewed before or after they end, never by accident."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
import time_machine

from models import Clinic, Consent, ConsentHow, ConsentKind, ConsentWording, Graduate
from services import clock
from services.clinic import consents, graduates, reading
from services.clinic.consents import ConsentGiven, ConsentState, ConsentView
from services.clinic.graduates import Details, NewGraduate
from services.database import reading as read_database
from services.errors import Conflict, DomainError, Invalid
from tests import make
from tests.cast import Cast
from tests.referrals.stories import on_file

SHARE, FEEDBACK = ConsentKind.SHARE, ConsentKind.FEEDBACK


def lasts(cast: Cast, months: int | None) -> None:
    """Sets how long Riverside's consents last."""
    row = make.rows(Clinic, id=cast.riverside.id)[0]
    row.consent_months = months
    make.add(row)


def given(kind: ConsentKind = SHARE, days_ago: int = 0, wording_id: int | None = None) -> ConsentGiven:
    return ConsentGiven(kind, clock.today() - timedelta(days=days_ago), ConsentHow.PAPER, wording_id)


def kept(cast: Cast, graduate_id: int) -> list[ConsentView]:
    return list(reading.graduate(cast.clinic, graduate_id).consents)


def version(kind: ConsentKind, number: int, days_ago: int) -> ConsentWording:
    at = clock.now() - timedelta(days=days_ago)
    return make.add(ConsentWording(kind=kind, number=number, text=f"{kind} {number}", created_at=at))


def test_without_a_rule_of_the_clinic_it_lasts_until_it_is_withdrawn(cast: Cast) -> None:
    person = on_file(cast)
    consents.record(cast.clinic, person.id, given())
    assert [consent.expires_on for consent in kept(cast, person.id)] == [None]


@pytest.mark.parametrize(
    ("given_on", "months", "last"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 11, 3), 120, date(2036, 11, 3)),
    ],
)
def test_the_last_day_is_the_clinics_months_on(cast: Cast, given_on: date, months: int, last: date) -> None:
    lasts(cast, months)
    with read_database() as db:
        assert consents.expiry_of(db, cast.riverside.id, given_on) == last
        assert consents.expiry_of(db, cast.hillside.id, given_on) is None


def test_recording_keeps_the_last_day(cast: Cast) -> None:
    lasts(cast, 12)
    person = on_file(cast)
    with time_machine.travel("2026-03-31T12:00:00Z", tick=False):
        consents.record(cast.clinic, person.id, given(days_ago=31))
        assert [consent.expires_on for consent in kept(cast, person.id)] == [date(2027, 2, 28)]


def test_one_that_would_have_run_out_by_now_is_refused_with_a_way_out(cast: Cast) -> None:
    lasts(cast, 1)
    person = on_file(cast)
    with pytest.raises(Invalid, match=r"has run out already.*Ask them again"):
        consents.record(cast.clinic, person.id, given(days_ago=40))
    assert kept(cast, person.id) == []


def test_for_someone_new_it_is_said_with_everything_else_to_mend(cast: Cast) -> None:
    lasts(cast, 1)
    programme = make.programme(cast.riverside.id or 0)
    new = NewGraduate(Details(preferred_name=""), programme.id, programme.ends_on, (given(days_ago=40),))
    with pytest.raises(Invalid, match=r"Preferred name is missing.*has run out already"):
        graduates.add(cast.clinic, new)
    assert make.rows(Graduate) == []


def test_the_wording_is_the_one_that_was_current_on_that_day(cast: Cast) -> None:
    version(SHARE, 1, 60), version(SHARE, 2, 20), version(FEEDBACK, 1, 60)
    for days_ago, number in ((0, 2), (20, 2), (21, 1), (90, 1)):
        person = on_file(cast, name=f"Person {days_ago}")
        consents.record(cast.clinic, person.id, given(days_ago=days_ago))
        assert [(one.wording, one.text) for one in kept(cast, person.id)] == [(number, f"share {number}")]


def test_another_version_can_be_chosen_for_people_who_signed_an_older_paper(cast: Cast) -> None:
    older, _ = version(SHARE, 1, 60), version(SHARE, 2, 20)
    person = on_file(cast)
    consents.record(cast.clinic, person.id, given(wording_id=older.id))
    assert [consent.wording for consent in kept(cast, person.id)] == [1]


def test_the_other_consents_wording_and_a_made_up_one_are_refused(cast: Cast) -> None:
    version(SHARE, 1, 60)
    other = version(FEEDBACK, 1, 60)
    person = on_file(cast)
    for wording_id in (other.id, 99999, -1):
        with pytest.raises(Invalid, match="does not belong to this consent"):
            consents.record(cast.clinic, person.id, given(wording_id=wording_id))
    assert kept(cast, person.id) == []


def test_a_renewal_takes_the_place_of_the_one_in_force_and_is_no_withdrawal(cast: Cast) -> None:
    lasts(cast, 12)
    person = on_file(cast, SHARE)
    consents.renew(cast.clinic, person.id, given())
    new, old = kept(cast, person.id)
    assert (new.state, old.state) == (ConsentState.IN_FORCE, ConsentState.RENEWED)
    assert (old.ended_on, old.withdrawn_on, old.withdrawn_by) == (clock.today(), None, "")
    assert new.expires_on is not None


def test_one_that_ran_out_is_renewed_and_keeps_the_day_it_ended(cast: Cast) -> None:
    person = on_file(cast)
    ended = clock.today() - timedelta(days=3)
    make.consent(person.graduate, SHARE, expires_on=ended)
    consents.renew(cast.clinic, person.id, given())
    new, old = kept(cast, person.id)
    assert (new.state, old.state, old.ended_on) == (ConsentState.IN_FORCE, ConsentState.EXPIRED, ended)


def test_recording_over_one_in_force_says_to_renew(cast: Cast) -> None:
    person = on_file(cast, SHARE)
    with pytest.raises(Conflict, match="renew it"):
        consents.record(cast.clinic, person.id, given())


def test_a_renewal_dated_before_the_one_it_renews_is_refused(cast: Cast) -> None:
    person = on_file(cast, SHARE)
    with pytest.raises(Invalid, match="dated before that"):
        consents.renew(cast.clinic, person.id, given(days_ago=31))
    assert len(kept(cast, person.id)) == 1


def test_the_same_renewal_twice_is_one(cast: Cast) -> None:
    person = on_file(cast, SHARE)
    for _ in range(2):
        consents.renew(cast.clinic, person.id, given())
    assert len(kept(cast, person.id)) == 2


def test_what_was_never_given_or_is_withdrawn_cannot_be_renewed(cast: Cast) -> None:
    person = on_file(cast, FEEDBACK)
    consents.withdraw(cast.clinic, person.id, FEEDBACK)
    for kind in ConsentKind:
        with pytest.raises(Conflict, match="no consent to renew"):
            consents.renew(cast.clinic, person.id, given(kind))


def test_withdrawing_touches_one_kind_alone(cast: Cast) -> None:
    person = on_file(cast, SHARE, FEEDBACK)
    consents.withdraw(cast.clinic, person.id, FEEDBACK)
    assert {consent.kind: consent.in_force for consent in kept(cast, person.id)} == {SHARE: True, FEEDBACK: False}


def test_a_withdrawal_says_when_and_by_whom(cast: Cast) -> None:
    person = on_file(cast, SHARE)
    consents.withdraw(cast.clinic, person.id, SHARE)
    (old,) = kept(cast, person.id)
    assert (old.state, old.withdrawn_on, old.withdrawn_by) == (ConsentState.WITHDRAWN, clock.today(), "Clinic")


def test_one_withdrawn_by_mistake_is_recorded_again_and_the_history_keeps_both(cast: Cast) -> None:
    person = on_file(cast, SHARE)
    consents.withdraw(cast.clinic, person.id, SHARE)
    consents.record(cast.clinic, person.id, given())
    assert [consent.state for consent in kept(cast, person.id)] == [ConsentState.IN_FORCE, ConsentState.WITHDRAWN]


def test_an_old_paper_does_not_bring_back_what_was_withdrawn_since(cast: Cast) -> None:
    person = on_file(cast, SHARE)
    consents.withdraw(cast.clinic, person.id, SHARE)
    with pytest.raises(Invalid, match="They withdrew this consent on"):
        consents.record(cast.clinic, person.id, given(days_ago=1))


def test_that_they_do_not_renew_one_that_ran_out_is_noted(cast: Cast) -> None:
    person = on_file(cast)
    make.consent(person.graduate, SHARE, expires_on=clock.today() - timedelta(days=3))
    consents.withdraw(cast.clinic, person.id, SHARE)
    assert [consent.state for consent in kept(cast, person.id)] == [ConsentState.WITHDRAWN]


def at_once(*calls: object) -> list[str]:
    """Makes the calls at the same moment; returns what each was told, or ""."""
    together, told = Barrier(len(calls)), [""] * len(calls)

    def make_call(place: int) -> None:
        together.wait()
        try:
            calls[place]()  # type: ignore[operator]
        except DomainError as error:
            told[place] = str(error)

    threads = [Thread(target=make_call, args=(place,)) for place in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def test_two_who_withdraw_at_once_make_one_withdrawal_and_the_second_is_told(cast: Cast) -> None:
    person = on_file(cast, SHARE)
    told = at_once(*[lambda: consents.withdraw(cast.clinic, person.id, SHARE)] * 2)
    assert sorted(told) == ["", consents.NOTHING_TO_WITHDRAW]


def test_two_who_record_at_once_make_one_consent_and_the_second_is_told(cast: Cast) -> None:
    person = on_file(cast)
    told = at_once(*[lambda: consents.record(cast.clinic, person.id, given())] * 2)
    assert len(make.rows(Consent)) == 1
    assert sorted(told) == ["", consents.IN_FORCE_ALREADY]


def test_a_withdrawal_holds_whoever_renews_at_the_same_moment(cast: Cast) -> None:
    person = on_file(cast, SHARE)
    withdrawn, renewed = at_once(
        lambda: consents.withdraw(cast.clinic, person.id, SHARE),
        lambda: consents.renew(cast.clinic, person.id, given()),
    )
    assert withdrawn == ""
    assert renewed in {"", consents.NOTHING_TO_RENEW}
    assert not any(consent.in_force for consent in kept(cast, person.id))


def test_r31_every_step_is_in_the_audit_trail(cast: Cast) -> None:
    from models import AuditEvent

    person = on_file(cast)
    consents.record(cast.clinic, person.id, given(days_ago=1))
    consents.renew(cast.clinic, person.id, given())
    consents.withdraw(cast.clinic, person.id, SHARE)
    actions = [row.action for row in make.rows(AuditEvent, subject="graduate", subject_id=person.id)]
    assert actions == ["consent.share.given", "consent.share.renewed", "consent.share.withdrawn"]
