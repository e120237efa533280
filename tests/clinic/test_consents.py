"""Consents: two separate things, each dated, with its wording and its withdrawal."""

from datetime import timedelta

import pytest

from models import Consent, ConsentHow, ConsentKind
from services import clock
from services.clinic import consents, reading
from services.clinic.consents import ConsentGiven
from services.errors import Conflict, Invalid
from tests import make
from tests.cast import Cast
from tests.referrals.stories import on_file

SHARE, FEEDBACK = ConsentKind.SHARE, ConsentKind.FEEDBACK


def given(kind: ConsentKind = SHARE, days_ago: int = 0) -> ConsentGiven:
    return ConsentGiven(kind, clock.today() - timedelta(days=days_ago), ConsentHow.PAPER)


def standing(cast: Cast, graduate_id: int) -> set[ConsentKind]:
    return {consent.kind for consent in reading.graduate(cast.clinic, graduate_id).consents if consent.in_force}


def test_one_does_not_give_the_other(cast: Cast) -> None:
    person = on_file(cast)
    consents.record(cast.clinic, person.id, given(SHARE))
    assert standing(cast, person.id) == {SHARE}


def test_it_keeps_wording_how_and_by_whom(cast: Cast) -> None:
    person = on_file(cast)
    consents.record(cast.clinic, person.id, given())
    (kept,) = reading.graduate(cast.clinic, person.id).consents
    assert (kept.wording, kept.how, kept.recorded_by) == (1, ConsentHow.PAPER, "Clinic")


def test_a_date_in_the_future_is_refused(cast: Cast) -> None:
    person = on_file(cast)
    with pytest.raises(Invalid, match="cannot be dated in the future"):
        consents.record(cast.clinic, person.id, given(days_ago=-1))


def test_a_second_of_the_same_kind_is_refused_while_one_is_in_force(cast: Cast) -> None:
    person = on_file(cast, SHARE)
    with pytest.raises(Conflict, match="already in force"):
        consents.record(cast.clinic, person.id, given())


def test_withdrawing_keeps_the_history_and_lets_a_new_one_be_given(cast: Cast) -> None:
    person = on_file(cast, FEEDBACK)
    consents.withdraw(cast.clinic, person.id, FEEDBACK)
    assert standing(cast, person.id) == set()
    consents.record(cast.clinic, person.id, given(FEEDBACK))
    assert standing(cast, person.id) == {FEEDBACK}
    assert len(make.rows(Consent)) == 2


def test_withdrawing_twice_says_there_is_nothing_to_withdraw(cast: Cast) -> None:
    person = on_file(cast, FEEDBACK)
    consents.withdraw(cast.clinic, person.id, FEEDBACK)
    with pytest.raises(Conflict, match="nothing to withdraw"):
        consents.withdraw(cast.clinic, person.id, FEEDBACK)


def test_an_expired_one_is_not_in_force_and_makes_room(cast: Cast) -> None:
    person = on_file(cast)
    make.consent(person.graduate, SHARE, expires_on=clock.today() - timedelta(days=1))
    assert standing(cast, person.id) == set()
    consents.record(cast.clinic, person.id, given())
    assert standing(cast, person.id) == {SHARE}
