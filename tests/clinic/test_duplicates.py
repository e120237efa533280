"""Who may be one person: the same, alike, or two people; quick for long lists, and never decided silently."""

import time
from dataclasses import replace
from datetime import date, timedelta

import pytest

from models import AuditEvent, Graduate, NotSame, Programme
from services.clinic import duplicates, merging
from services.clinic.alike import Entry, Known, why
from services.clinic.graduates import Details
from services.database import reading as read
from services.errors import NotFound
from tests import make
from tests.cast import Cast
from tests.queries import counted

BORN = date(1960, 11, 3)
AMINA = Entry(1, "Amina", "Amina Khan", BORN, "07700 900123", "amina@example.org")


def someone(full: str = "", preferred: str = "", **values: object) -> Details:
    return replace(Details(preferred or full.split()[0], full_name=full, born_on=BORN), **values)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["Amina Khan", "AMINA KHAN", "Khan, Amina", "Ämina  Khan", "Mrs Amina Khan"])
def test_the_same_name_and_date_of_birth_are_certainly_one_person(name: str) -> None:
    assert Known([AMINA]).same(someone(name)) == AMINA


@pytest.mark.parametrize(
    "details",
    [
        someone("Amina Kahn"),
        someone("Amina Khan", born_on=BORN + timedelta(days=1)),
        someone("Amina Khan", born_on=None),
        someone("Amina Khan", born_on=None, phone="07700900123"),
    ],
)
def test_anything_less_is_not_certain(details: Details) -> None:
    assert Known([AMINA]).same(details) is None


@pytest.mark.parametrize(
    ("values", "same"),
    [
        ({"phone": "+44 7700 900123"}, True),
        ({"email": "AMINA@example.org"}, True),
        ({}, False),
        ({"phone": "07700 900124"}, False),
    ],
)
def test_without_dates_of_birth_the_whole_name_and_a_way_to_reach_them_decide(
    values: dict[str, str], same: bool
) -> None:
    known = Known([replace(AMINA, born_on=None)])
    assert (known.same(someone("Amina Khan", born_on=None, **values)) is not None) is same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Elizabeth Jones", "Liz Jones"),
        ("William Smith", "Bill Smith"),
        ("Siobhán O’Brien", "Siobhan OBrien"),
        ("Anne-Marie Lund", "Anne Marie Lund"),
        ("Amina Khan", "Amina Kahn"),
        ("Jane Smith", "Jane Brown"),
        ("Nguyễn Thị Hoa", "Hoa Nguyen"),
        ("Łukasz Nowak", "Lukasz Nowak"),
    ],
)
def test_similar_names_of_the_same_date_of_birth_are_likely(one: str, other: str) -> None:
    assert "the same date of birth" in why(someone(one), someone(other))
    assert why(someone(one), someone(other, born_on=date(1961, 5, 20))) == ""


def test_different_names_of_the_same_date_of_birth_are_two_people() -> None:
    assert why(someone("Jane Smith"), someone("Paul Okafor")) == ""


def test_day_and_month_the_other_way_round_are_said() -> None:
    assert "other way round" in why(someone("Amina Khan"), someone("Amina Khan", born_on=date(1960, 3, 11)))
    assert why(someone("Amina Khan"), someone("Paul Okafor", born_on=date(1960, 3, 11))) == ""


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (someone("Amina Khan"), someone("Amina Khan", born_on=None), "The same name; one date of birth is missing."),
        (
            someone("Amina Khan", born_on=None),
            someone("Amina Kahn", born_on=None),
            "A very similar name; neither has a date of birth.",
        ),
        (someone("Amina"), someone("Amina", born_on=None), ""),
        (someone("Amina Khan"), someone("Amina Smith", born_on=None), ""),
        (
            someone("Amina", phone="07700 900123"),
            someone("Amina Khan", born_on=None, phone="07700900123"),
            "A similar name and the same phone number or email; one date of birth is missing.",
        ),
    ],
)
def test_with_a_date_of_birth_missing_the_name_alone_must_say_more(one: Details, other: Details, reason: str) -> None:
    assert why(one, other) == why(other, one) == reason


def test_whoever_is_likely_is_found_whichever_way_it_is_looked_up() -> None:
    people = [
        someone("Amina Khan"),
        someone("Amina Kahn", born_on=None),
        someone("Khan Amina", born_on=date(1960, 3, 11)),
    ]
    for details in people:
        assert Known([AMINA]).likely(details) == (AMINA,)


def test_five_thousand_against_five_thousand_take_seconds() -> None:
    def entry(number: int) -> Entry:
        first, last = f"Fir{number % 97}na", f"Las{number % 89}son"
        born = BORN + timedelta(days=number % 20000) if number % 10 else None
        return Entry(number, first, f"{first} {last}", born, f"01632 {number:06}")

    started = time.process_time()
    known = Known(entry(number) for number in range(5000))
    found = [known.likely(entry(number + 50_000)) for number in range(5000)]
    assert len(found) == 5000
    assert time.process_time() - started < 20


def liz(cast: Cast, **values: object) -> Graduate:
    programme = (make.rows(Programme) or [make.programme(cast.riverside.id or 0)])[0]
    return make.graduate(programme, "Liz", **{"full_name": "Elizabeth Jones", "born_on": BORN, **values})


def test_likely_ones_come_with_their_programme_and_a_reason(cast: Cast) -> None:
    person = liz(cast)
    (found,) = duplicates.likely(cast.clinic, someone("Liz Jones"))
    assert (found.id, found.programme, found.born_on) == (person.id, "Spring programme", BORN)
    assert found.reason == "A similar name and the same date of birth."


def test_r31_looking_at_likely_ones_is_recorded_and_counting_them_is_no_look(cast: Cast) -> None:
    both = {liz(cast).id, liz(cast).id}
    assert duplicates.how_many(cast.clinic) == 1
    assert make.rows(AuditEvent, action="graduate.looked_at") == []
    duplicates.pairs(cast.clinic)
    assert {event.subject_id for event in make.rows(AuditEvent, action="graduate.looked_at")} == both


def test_two_people_are_never_offered_again(cast: Cast) -> None:
    one, other = liz(cast), liz(cast)
    for _ in range(2):
        duplicates.not_same(cast.clinic, other.id or 0, one.id or 0)
    assert duplicates.pairs(cast.clinic) == ()
    assert [(row.graduate_id, row.other_id) for row in make.rows(NotSame)] == [(one.id, other.id)]


def test_nobody_is_said_to_be_different_from_themselves_or_from_another_clinics(cast: Cast) -> None:
    mine = liz(cast).id or 0
    theirs = make.graduate(make.programme(cast.hillside.id or 0)).id or 0
    for other in (mine, theirs):
        with pytest.raises(NotFound):
            duplicates.not_same(cast.clinic, mine, other)


def test_r30_another_clinics_people_are_never_offered(cast: Cast) -> None:
    liz(cast)
    assert duplicates.likely(cast.clinic_2, someone("Elizabeth Jones")) == ()
    assert duplicates.pairs(cast.clinic_2) == ()


def test_a_merged_entry_stands_for_the_kept_one_and_is_no_pair(cast: Cast) -> None:
    kept, merged = liz(cast), liz(cast, full_name="Beth Jones", preferred_name="Beth")
    merging.merge(cast.clinic, kept.id or 0, merged.id or 0)
    with read() as db:
        found = duplicates.known(db, cast.riverside.id).same(someone("Beth Jones"))
    assert found is not None
    assert found.graduate_id == kept.id
    assert duplicates.pairs(cast.clinic) == ()


def test_the_queries_do_not_grow_with_the_people(cast: Cast) -> None:
    def sent(more: int) -> int:
        programme = make.programme(cast.riverside.id or 0, f"Run of {more}")
        for number in range(more):
            make.graduate(programme, f"P{number} X{more}", born_on=BORN + timedelta(days=number))
            make.graduate(programme, f"P{number} X{more}", born_on=BORN + timedelta(days=number))
        duplicates.pairs(cast.clinic)
        with counted() as queries:
            assert duplicates.pairs(cast.clinic)
            duplicates.likely(cast.clinic, someone("P0 X2"))
        return len(queries)

    assert sent(2) == sent(15)
