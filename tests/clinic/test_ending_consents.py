"""The reminder before a consent ends: who is on it, in what order, and that looking is noted."""

from datetime import timedelta

import pytest

from models import AuditEvent, Clinic, ConsentHow, ConsentKind
from services import clock
from services.clinic import consents
from services.clinic.consents import ConsentGiven
from services.clinic.ending_consents import REMEMBERED_DAYS, ending
from tests import make
from tests.cast import Cast
from tests.queries import how_many
from tests.referrals.stories import on_file

SHARE, FEEDBACK = ConsentKind.SHARE, ConsentKind.FEEDBACK


def ends_in(cast: Cast, days: int | None, name: str = "Amina", kind: ConsentKind = SHARE, **values: object) -> int:
    """Someone whose consent has its last day in so many days; returns their id."""
    person = on_file(cast, name=name)
    expires_on = None if days is None else clock.today() + timedelta(days=days)
    make.consent(person.graduate, kind, clock.today() - timedelta(days=400), expires_on=expires_on, **values)
    return person.id


def names(cast: Cast) -> list[str]:
    return [row.name for row in ending(cast.clinic, size=50).rows]


@pytest.mark.parametrize(
    ("days", "reminded"),
    [(None, False), (31, False), (30, True), (0, True), (-1, True), (-REMEMBERED_DAYS, True), (-91, False)],
)
def test_it_begins_the_clinics_days_before_and_stays_for_ninety_after(
    cast: Cast, days: int | None, reminded: bool
) -> None:
    ends_in(cast, days)
    found = ending(cast.clinic)
    assert (len(found.rows), found.total) == (int(reminded), int(reminded))


def test_the_clinic_sets_how_early_it_is(cast: Cast) -> None:
    row = make.rows(Clinic, id=cast.riverside.id)[0]
    row.consent_reminder_days = 60
    make.add(row)
    ends_in(cast, 60)
    assert names(cast) == ["Amina"]


def test_those_to_come_are_first_soonest_first_then_those_just_over(cast: Cast) -> None:
    for name, days in (("Later", 20), ("Long over", -50), ("Today", 0), ("Just over", -1), ("Soon", 5)):
        ends_in(cast, days, name)
    assert names(cast) == ["Today", "Soon", "Later", "Just over", "Long over"]


def test_a_person_with_both_is_one_line_that_tells_them_apart(cast: Cast) -> None:
    person = on_file(cast)
    today = clock.today()
    make.consent(person.graduate, SHARE, expires_on=today - timedelta(days=1))
    make.consent(person.graduate, FEEDBACK, expires_on=today + timedelta(days=9))
    found = ending(cast.clinic)
    assert [(row.share, row.feedback) for row in found.rows] == [(today - timedelta(days=1), today + timedelta(days=9))]
    assert found.total == 1


def test_one_that_does_not_end_soon_is_not_shown_beside_one_that_does(cast: Cast) -> None:
    person = on_file(cast, FEEDBACK)
    make.consent(person.graduate, SHARE, expires_on=clock.today())
    assert [row.feedback for row in ending(cast.clinic).rows] == [None]


def test_renewed_withdrawn_erased_and_merged_people_are_not_on_it(cast: Cast) -> None:
    renewed, withdrawn = ends_in(cast, 3, "Renewed"), ends_in(cast, -3, "Withdrawn")
    consents.renew(cast.clinic, renewed, ConsentGiven(SHARE, clock.today(), ConsentHow.PHONE))
    consents.withdraw(cast.clinic, withdrawn, SHARE)
    programme = on_file(cast, name="Kept").programme
    erased = make.graduate(programme, "Erased", erased_at=clock.now())
    merged = make.graduate(programme, "Merged", merged_into_id=renewed)
    for person in (erased, merged):
        make.consent(person, SHARE, expires_on=clock.today())
    assert names(cast) == []


def test_it_is_paged_and_the_total_counts_all(cast: Cast) -> None:
    for day in range(7):
        ends_in(cast, day, f"Person {day}")
    second = ending(cast.clinic, page=1, size=5)
    assert ([row.name for row in second.rows], second.total) == (["Person 5", "Person 6"], 7)


def test_the_queries_do_not_grow_with_the_people(cast: Cast) -> None:
    def a_second_look() -> int:
        # The first one writes what was seen; the next, within a quarter of an hour, writes nothing.
        ending(cast.clinic, size=50)
        return how_many(lambda: ending(cast.clinic, size=50))

    ends_in(cast, 1)
    few = a_second_look()
    for day in range(15):
        ends_in(cast, day, f"Person {day}")
    assert a_second_look() == few


def test_r31_each_look_is_recorded(cast: Cast) -> None:
    person = ends_in(cast, 1)
    ending(cast.clinic)
    looks = make.rows(AuditEvent, action="graduate.looked_at")
    assert [(row.subject_id, row.account_id) for row in looks] == [(person, cast.clinic.account_id)]
