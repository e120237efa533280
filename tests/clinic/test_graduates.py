"""Graduates and programmes: what may be kept, bad input, stale edits."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models import NAME, AuditChange, Completion, ConsentKind, Graduate, Programme
from services import clock
from services.clinic import duplicates, graduates, programmes, reading
from services.clinic.graduates import Details, NewGraduate
from services.errors import Conflict, Invalid
from tests import make
from tests.cast import Cast
from tests.queries import counted
from tests.referrals.stories import on_file

ZOE = Details(preferred_name="Zoë", phone="07700 900123")


def new(cast: Cast, details: Details = ZOE, **values: object) -> NewGraduate:
    programme = make.rows(Programme) or [make.programme(cast.riverside.id or 0)]
    return replace(NewGraduate(details, programme[0].id, programme[0].ends_on), **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script>",
        "**Bold** _name_ [x](y)",
        "🌼 Daisy",
        "O’Brien-Nguyễn",
        "Ł",
        "Robert'); DROP TABLE--",
    ],
)
def test_a_name_is_kept_exactly_as_it_was_typed(cast: Cast, name: str) -> None:
    graduate_id = graduates.add(cast.clinic, new(cast, replace(ZOE, preferred_name=name)))
    assert reading.graduate(cast.clinic, graduate_id).details.preferred_name == name


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", "Preferred name is missing"),
        ("   ", "Preferred name is missing"),
        ("a" * 500, f"has 500 characters; the most is {NAME}"),
        ("Ami\x00na", "contains a hidden character"),
        ("Ami\nna", "contains a hidden character"),
    ],
)
def test_a_name_that_cannot_be_kept_is_refused_and_nobody_added(cast: Cast, name: str, message: str) -> None:
    with pytest.raises(Invalid, match=message):
        graduates.add(cast.clinic, new(cast, replace(ZOE, preferred_name=name)))
    assert make.rows(Graduate) == []


def test_everything_to_mend_is_said_at_once(cast: Cast) -> None:
    details = Details(preferred_name="", phone="12", email="nobody", born_on=clock.today() + timedelta(days=1))
    with pytest.raises(Invalid) as refused:
        graduates.add(cast.clinic, new(cast, details, programme_id=None))
    fields = {problem.field for problem in refused.value.problems}
    assert fields == {"preferred_name", "phone", "email", "born_on", "programme_id"}


def test_r1_a_completion_in_the_future_is_refused(cast: Cast) -> None:
    with pytest.raises(Invalid, match="completion date is in the future"):
        graduates.add(cast.clinic, new(cast, completed_on=clock.today() + timedelta(days=1)))


def test_r1_a_completion_before_the_programme_began_is_refused(cast: Cast) -> None:
    with pytest.raises(Invalid, match="before the programme began"):
        graduates.add(cast.clinic, new(cast, completed_on=clock.today() - timedelta(days=900)))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("07700900123", "07700 900123"), ("+44 7700 900123", "07700 900123"), ("+33 1 09 75 83 51", "+33 1 09 75 83 51")],
)
def test_phone_numbers_read_alike_however_they_were_typed(cast: Cast, typed: str, kept: str) -> None:
    graduate_id = graduates.add(cast.clinic, new(cast, replace(ZOE, phone=typed)))
    assert reading.graduate(cast.clinic, graduate_id).details.phone == kept


def test_r31_a_change_keeps_before_and_after(cast: Cast) -> None:
    person = on_file(cast).graduate
    graduates.change(cast.clinic, person.id or 0, person.version, replace(ZOE, preferred_name="Ami"))
    changed = {row.field: (row.before, row.after) for row in make.rows(AuditChange)}
    assert changed["preferred_name"] == ("Amina", "Ami")
    assert "best_hopes" not in changed


def test_a_stale_change_is_refused_and_the_first_one_stands(cast: Cast) -> None:
    person = on_file(cast).graduate
    graduates.change(cast.clinic, person.id or 0, person.version, replace(ZOE, preferred_name="First"))
    with pytest.raises(Conflict, match="Someone else changed this"):
        graduates.change(cast.clinic, person.id or 0, person.version, replace(ZOE, preferred_name="Second"))
    assert make.rows(Graduate)[0].preferred_name == "First"


def test_a_programme_ends_after_it_starts(cast: Cast) -> None:
    with pytest.raises(Invalid, match="last day is before the first day"):
        programmes.add(cast.clinic, "Autumn", clock.today(), clock.today() - timedelta(days=1))


def test_a_programmes_name_is_used_once_in_a_clinic_and_free_in_another(cast: Cast) -> None:
    programmes.add(cast.clinic, "Autumn", clock.today(), clock.today())
    with pytest.raises(Conflict, match="already a programme of that name"):
        programmes.add(cast.clinic, "Autumn", clock.today(), clock.today())
    assert programmes.add(cast.clinic_2, "Autumn", clock.today(), clock.today())


def test_those_not_referred_yet_can_be_listed_alone(cast: Cast) -> None:
    referred = on_file(cast, name="Amina")
    make.referral(referred.graduate, cast.group)
    on_file(cast, name="Bernard")
    assert [row.name for row in reading.graduates(cast.clinic, not_referred=True).rows] == ["Bernard"]


def people(cast: Cast, count: int) -> None:
    """That many people, of one programme, written at once."""
    run = make.programme(cast.riverside.id or 0, f"Run of {count}")
    of = {"clinic_id": cast.riverside.id or 0, "created_at": clock.now()}
    rows = make.add_all(
        [Graduate(preferred_name=f"Person {n:04}", full_name=f"Person Q{n:04}", phone="", **of) for n in range(count)]
    )
    done = {"programme_id": run.id or 0, "completed_on": run.ends_on, "recorded_at": clock.now()}
    first = min(row.id for row in make.rows(Graduate)[-len(rows) :])
    make.add_all([Completion(graduate_id=first + n, **done) for n in range(count)])


def test_the_list_is_paged_and_takes_the_same_queries_for_20_people_and_for_2000(cast: Cast) -> None:
    def sent(search: str = "") -> int:
        reading.graduates(cast.clinic, search=search, no_share=True, page=0)  # the look is recorded once
        with counted() as queries:
            page = reading.graduates(cast.clinic, search=search, no_share=True, page=0)
            programmes.programmes(cast.clinic)
            duplicates.how_many(cast.clinic)
        assert len(page.rows) == reading.PAGE
        return len(queries)

    people(cast, 20)
    few, found = sent(), sent("person")
    people(cast, 1980)
    assert reading.graduates(cast.clinic).total == 2000
    assert (sent(), sent("person")) == (few, found)
    last = reading.graduates(cast.clinic, page=99).rows
    assert len(last) == reading.PAGE
    assert reading.graduates(cast.clinic, page=100).rows == ()


def test_the_pages_of_the_list_show_everyone_once(cast: Cast) -> None:
    people(cast, 45)
    shown = [row.id for page in range(3) for row in reading.graduates(cast.clinic, page=page).rows]
    assert len(shown) == len(set(shown)) == 45


BORN = date(1960, 11, 3)


@pytest.mark.parametrize(
    "typed",
    [
        "3/11/1960",
        "03.11.60",
        "1960-11-03",
        "khan 3/11/1960",
        "kha ami",
        "900123",
        "07700 900 123",
        "+44 7700 900123",
        "amina 900123",
    ],
)
def test_someone_is_found_by_name_date_of_birth_and_phone(cast: Cast, typed: str) -> None:
    programme = make.programme(cast.riverside.id or 0)
    make.graduate(programme, "Amina", full_name="Amina Khan", born_on=BORN)
    make.graduate(programme, "Bernard", full_name="Bernard Okafor", born_on=date(1960, 3, 11), phone="07700 900456")
    assert [row.name for row in reading.graduates(cast.clinic, search=typed).rows] == ["Amina"]


@pytest.mark.parametrize("typed", ["31/2/1960", "4/11/1960", "bernard 3/11/1960", "000000", "100%", "amina 900456"])
def test_what_does_not_fit_finds_nobody(cast: Cast, typed: str) -> None:
    make.graduate(make.programme(cast.riverside.id or 0), "Amina", full_name="Amina Khan", born_on=BORN)
    assert reading.graduates(cast.clinic, search=typed).rows == ()


def test_those_without_consent_to_share_can_be_listed_alone(cast: Cast) -> None:
    on_file(cast, ConsentKind.SHARE, name="Amina")
    ended = on_file(cast, name="Bernard").graduate
    make.consent(ended, ConsentKind.SHARE, expires_on=clock.today() - timedelta(days=1))
    assert [row.name for row in reading.graduates(cast.clinic, no_share=True).rows] == ["Bernard"]


def test_those_of_one_programme_can_be_listed_alone(cast: Cast) -> None:
    on_file(cast, name="Amina")
    second = make.programme(cast.riverside.id or 0, "Second")
    make.graduate(second, "Bernard")
    assert [row.name for row in reading.graduates(cast.clinic, programme_id=second.id).rows] == ["Bernard"]


def test_the_same_form_sent_twice_adds_one_person(cast: Cast) -> None:
    first, second = (graduates.add(cast.clinic, new(cast, form="one form")) for _ in range(2))
    assert first == second
    assert len(make.rows(Graduate)) == 1


def test_a_page_says_who_added_them_and_who_recorded_the_completion(cast: Cast) -> None:
    person = reading.graduate(cast.clinic, graduates.add(cast.clinic, new(cast)))
    assert (person.added_by, [one.recorded_by for one in person.recorded]) == ("Clinic", ["Clinic"])
