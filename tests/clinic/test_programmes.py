"""Programmes: what is refused, in words that are true."""

from datetime import date, timedelta

import pytest

from models import AuditChange, AuditEvent, Completion, ConsentKind, Programme, ReferralState
from services import clock
from services.clinic import completions, merging, one_programme, programmes, reading
from services.errors import Conflict, Invalid
from tests import make
from tests.cast import Cast
from tests.queries import counted
from tests.referrals.stories import on_file


@pytest.mark.parametrize(
    ("first", "last", "fields"),
    [
        (True, False, ["ends_on"]),
        (False, True, ["starts_on"]),
        (False, False, ["starts_on", "ends_on"]),
    ],
)
def test_a_missing_date_is_said_once_and_never_called_too_early(
    cast: Cast, first: bool, last: bool, fields: list[str]
) -> None:
    today: date = clock.today()
    with pytest.raises(Invalid) as refused:
        programmes.add(cast.clinic, "Autumn", today if first else None, today if last else None)
    assert [problem.field for problem in refused.value.problems] == fields
    assert all("is missing" in problem.message for problem in refused.value.problems)


def test_a_programme_shows_who_completed_it_with_consents_and_whether_referred(cast: Cast) -> None:
    make.referral(on_file(cast, *ConsentKind, name="Amina").graduate, cast.group)
    run = on_file(cast, name="Bernard").programme
    shown = one_programme.programme(cast.clinic, run.id or 0)
    assert [(p.name, p.share, p.feedback, p.referred) for p in shown.people] == [
        ("Amina", True, True, True),
        ("Bernard", False, False, False),
    ]
    assert (shown.total, shown.removable) == (2, False)


def test_r9_a_programme_shows_the_same_whatever_became_of_a_referral(cast: Cast) -> None:
    person = on_file(cast, ConsentKind.SHARE)
    referral = make.referral(person.graduate, cast.group)
    before = one_programme.programme(cast.clinic, person.programme.id or 0)
    referral.state = ReferralState.LEFT
    make.add(referral)
    assert one_programme.programme(cast.clinic, person.programme.id or 0) == before


def test_r31_looking_at_a_programme_is_recorded_for_those_on_the_page(cast: Cast) -> None:
    run = on_file(cast, name="Amina").programme
    on_file(cast, name="Bernard")
    one_programme.programme(cast.clinic, run.id or 0, size=1)
    assert len(make.rows(AuditEvent, action="graduate.looked_at")) == 1


def test_the_queries_of_a_programme_do_not_grow_with_its_people(cast: Cast) -> None:
    def sent(more: int) -> int:
        for number in range(more):
            run = on_file(cast, name=f"Person {number} of {more}").programme
        one_programme.programme(cast.clinic, run.id or 0)
        with counted() as queries:
            one_programme.programme(cast.clinic, run.id or 0)
        return len(queries)

    assert sent(2) == sent(15)


def test_a_double_that_a_merge_left_behind_counts_once(cast: Cast) -> None:
    one, other = on_file(cast, name="Liz"), on_file(cast, name="Elizabeth")
    merging.merge(cast.clinic, one.id, other.id)
    assert [run.completed for run in programmes.programmes(cast.clinic)] == [1]
    assert one_programme.programme(cast.clinic, one.programme.id or 0).total == 1


def test_a_programmes_name_and_dates_can_be_changed_and_the_audit_keeps_both(cast: Cast) -> None:
    run = make.programme(cast.riverside.id or 0)
    programmes.change(cast.clinic, run.id or 0, "Winter", run.starts_on, clock.today())
    assert make.rows(Programme)[0].name == "Winter"
    changed = {row.field: (row.before, row.after) for row in make.rows(AuditChange)}
    assert changed["name"] == ("Spring programme", "Winter")
    assert "starts_on" not in changed


def test_a_first_day_after_somebody_completed_it_is_refused(cast: Cast) -> None:
    run = on_file(cast).programme
    with pytest.raises(Invalid, match="before this first day"):
        programmes.change(cast.clinic, run.id or 0, "Spring", clock.today(), clock.today())
    assert make.rows(Programme)[0].starts_on == run.starts_on


def test_an_empty_programme_can_be_removed_and_one_with_people_not(cast: Cast) -> None:
    run = on_file(cast).programme
    empty = make.programme(cast.riverside.id or 0, "Empty")
    programmes.remove(cast.clinic, empty.id or 0)
    with pytest.raises(Conflict, match="so it stays"):
        programmes.remove(cast.clinic, run.id or 0)
    assert [row.id for row in make.rows(Programme)] == [run.id]


def test_another_completion_is_recorded_once(cast: Cast) -> None:
    person, second = on_file(cast), make.programme(cast.riverside.id or 0, "Second")
    completions.record_completion(cast.clinic, person.id, second.id, clock.today())
    assert [name for name, _ in reading.graduate(cast.clinic, person.id).completions] == ["Second", "Spring programme"]
    with pytest.raises(Conflict, match="already recorded"):
        completions.record_completion(cast.clinic, person.id, second.id, clock.today())


@pytest.mark.parametrize(("days", "message"), [(1, "in the future"), (-900, "before the programme began")])
def test_r1_a_completion_on_an_impossible_day_is_refused(cast: Cast, days: int, message: str) -> None:
    person, second = on_file(cast), make.programme(cast.riverside.id or 0, "Second")
    with pytest.raises(Invalid, match=message):
        completions.record_completion(cast.clinic, person.id, second.id, clock.today() + timedelta(days=days))


def test_a_completion_recorded_by_mistake_can_be_taken_back(cast: Cast) -> None:
    on_file(cast)
    completions.take_back_completion(cast.clinic, make.rows(Completion)[0].id or 0)
    assert make.rows(Completion) == []


def test_r1_what_a_sent_referral_rests_on_stays_unless_another_completion_came_before_it(cast: Cast) -> None:
    person = on_file(cast, ConsentKind.SHARE)
    make.referral(person.graduate, cast.group)
    first = make.rows(Completion)[0].id or 0
    with pytest.raises(Conflict, match="A referral that was sent rests on this"):
        completions.take_back_completion(cast.clinic, first)
    second = make.programme(cast.riverside.id or 0, "Second")
    late = completions.record_completion(cast.clinic, person.id, second.id, clock.today())
    with pytest.raises(Conflict):
        completions.take_back_completion(cast.clinic, first)
    completions.take_back_completion(cast.clinic, late)
    completions.record_completion(cast.clinic, person.id, second.id, second.ends_on)
    completions.take_back_completion(cast.clinic, first)
    assert len(make.rows(Completion)) == 1
