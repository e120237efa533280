"""What becomes of each line, and why; nothing is written before it is confirmed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models import Completion, ConsentKind, Graduate, GraduateImport, Programme
from services import clock
from services.clinic.imports.choices import Answer, Choices, NewProgramme, Says
from services.clinic.imports.fates import Fate
from services.clinic.imports.preview import preview
from services.errors import Invalid, NotFound
from tests import make
from tests.cast import Cast
from tests.imports.lists import bare, bring_in, dump, fates, line, people
from tests.queries import how_many

ENDED = date(2024, 3, 1)


@pytest.fixture
def programme(cast: Cast) -> Programme:
    return make.programme(cast.riverside.id or 0, "Spring", ends_on=ENDED)


@pytest.fixture
def into(programme: Programme) -> Choices:
    return Choices(programme_id=programme.id)


def test_nothing_is_written_before_it_is_confirmed(cast: Cast, into: Choices) -> None:
    before = dump()
    found = preview(cast.clinic, people(3), into)
    assert fates(found) == [Fate.ADD] * 3
    assert dump() == before


def test_somebody_new_is_added_on_the_programmes_last_day(cast: Cast, into: Choices) -> None:
    (outcome,) = preview(cast.clinic, (line(2),), into).outcomes
    assert outcome.reason == "New: completed Spring on 1 Mar 2024."


def test_a_line_with_problems_is_left_out_with_them(cast: Cast, into: Choices) -> None:
    bad = replace(line(2), details=None, problems=("The date of birth is in the future.", "No name."))
    (outcome,) = preview(cast.clinic, (bad,), into).outcomes
    assert (outcome.fate, outcome.reason) == (Fate.LEFT_OUT, "The date of birth is in the future. No name.")


def test_somebody_on_file_gets_the_programme_and_the_second_time_nothing(cast: Cast, into: Choices) -> None:
    bring_in(cast.clinic, [line(2)], into)
    other = Choices(programme_id=make.programme(cast.riverside.id or 0, "Autumn").id)
    assert fates(preview(cast.clinic, (line(2),), other)) == [Fate.COMPLETION]
    assert fates(preview(cast.clinic, (line(2),), into)) == [Fate.ALREADY]


@pytest.mark.parametrize("written", ["AMINA KHAN", "Amína  Khan", "Khan Amina"])
def test_a_name_is_recognised_however_it_is_written(cast: Cast, into: Choices, written: str) -> None:
    bring_in(cast.clinic, [line(2)], into)
    assert fates(preview(cast.clinic, (line(2, written),), into))[0] in {Fate.ALREADY, Fate.ASK}


@pytest.mark.parametrize(
    "changed",
    [
        {"born_on": None, "phone": "07700 123456"},
        {"preferred_name": "A", "full_name": "Amin Khan"},
        {"full_name": "Aminah Khan"},
    ],
)
def test_somebody_who_may_be_on_file_is_asked_about(cast: Cast, into: Choices, changed: dict[str, object]) -> None:
    bring_in(cast.clinic, [line(2)], into)
    details = replace(line(2).details, **changed)  # type: ignore[type-var]
    (outcome,) = preview(cast.clinic, (replace(line(2), details=details),), into).outcomes
    assert outcome.fate is Fate.ASK
    assert [candidate.name for candidate in outcome.candidates] == ["Amina Khan"]


def test_the_same_name_and_another_birthday_is_somebody_else(cast: Cast, into: Choices) -> None:
    bring_in(cast.clinic, [line(2)], into)
    other = line(2, born_on=date(1980, 7, 9), phone="07700 123456")
    assert fates(preview(cast.clinic, (other,), into)) == [Fate.ADD]


@pytest.mark.parametrize(
    ("says", "fate"), [(Says.SAME, Fate.ALREADY), (Says.SOMEONE_ELSE, Fate.ADD), (Says.LEAVE_OUT, Fate.LEFT_OUT)]
)
def test_the_clinics_word_decides(cast: Cast, into: Choices, says: Says, fate: Fate) -> None:
    bring_in(cast.clinic, [line(2)], into)
    (person,) = make.rows(Graduate)
    answer = Answer(2, says, person.id if says is Says.SAME else None)
    assert fates(preview(cast.clinic, (bare(line(2)),), replace(into, answers=(answer,)))) == [fate]


def test_an_answer_that_names_somebody_not_offered_counts_for_nothing(cast: Cast, into: Choices) -> None:
    bring_in(cast.clinic, [line(2), line(3, "Zoë Other")], into)
    other = make.rows(Graduate)[-1]
    answers = (Answer(2, Says.SAME, other.id),)
    assert fates(preview(cast.clinic, (bare(line(2)),), replace(into, answers=answers))) == [Fate.ASK]


def test_the_same_person_twice_in_a_list_is_added_once(cast: Cast, into: Choices) -> None:
    found = preview(cast.clinic, (line(2), line(3, born_on=line(2).details.born_on)), into)  # type: ignore[union-attr]
    assert fates(found) == [Fate.ADD, Fate.REPEAT]
    assert found.outcomes[1].reason == "The same person and programme as line 2."


def test_a_list_may_hold_two_programmes_of_one_person(cast: Cast, into: Choices) -> None:
    make.programme(cast.riverside.id or 0, "Autumn")
    lines = (line(2), replace(line(2), number=3, programme="autumn "))
    assert fates(preview(cast.clinic, lines, into)) == [Fate.ADD, Fate.COMPLETION]
    bring_in(cast.clinic, lines, into)
    assert len(make.rows(Graduate)) == 1
    assert len(make.rows(Completion)) == 2


def test_a_programme_that_is_not_there_is_said_and_the_line_left_out(cast: Cast, into: Choices) -> None:
    (outcome,) = preview(cast.clinic, (line(2, programme="Winter"),), into).outcomes
    assert outcome.fate is Fate.LEFT_OUT
    assert "no programme called “Winter”" in outcome.reason


def test_r1_a_completion_in_the_future_or_before_the_programme_is_left_out(cast: Cast, into: Choices) -> None:
    early, late = line(2, completed_on=date(2020, 1, 1)), line(3, completed_on=clock.today() + timedelta(days=1))
    first, second = preview(cast.clinic, (early, late), into).outcomes
    assert "before it began" in first.reason
    assert "still to come" in second.reason
    assert {first.fate, second.fate} == {Fate.LEFT_OUT}


def test_r1_a_programme_still_running_takes_nobody_without_a_day_of_their_own(cast: Cast) -> None:
    soon = make.programme(cast.riverside.id or 0, "Now", ends_on=clock.today() + timedelta(days=20))
    lines = (line(2), line(3, "Zoë Other", completed_on=clock.today()))
    assert fates(preview(cast.clinic, lines, Choices(programme_id=soon.id))) == [Fate.LEFT_OUT, Fate.ADD]


def test_r3_a_yes_without_a_day_is_not_recorded_and_the_preview_says_so(cast: Cast, into: Choices) -> None:
    (outcome,) = preview(cast.clinic, (line(2, share=True),), into).outcomes
    assert outcome.consents == ()
    assert "yes, but no day, so it is not recorded" in outcome.notes[0]
    chosen = replace(into, consent_on=ENDED)
    (outcome,) = preview(cast.clinic, (line(2, share=True, feedback=date(2024, 2, 1)),), chosen).outcomes
    assert [(each.kind, each.given_on) for each in outcome.consents] == [
        (ConsentKind.SHARE, ENDED),
        (ConsentKind.FEEDBACK, date(2024, 2, 1)),
    ]


def test_a_consent_dated_in_the_future_leaves_the_line_out(cast: Cast, into: Choices) -> None:
    (outcome,) = preview(cast.clinic, (line(2, share=clock.today() + timedelta(days=1)),), into).outcomes
    assert outcome.fate is Fate.LEFT_OUT


def test_everything_to_mend_of_a_new_programme_is_said_at_once(cast: Cast) -> None:
    wrong = NewProgramme("", ENDED, None)
    with pytest.raises(Invalid) as refused:
        preview(cast.clinic, people(1), Choices(new_programme=wrong, consent_on=clock.today() + timedelta(days=1)))
    assert {problem.field for problem in refused.value.problems} == {"name", "ends_on", "consent_on"}


def test_r30_another_clinics_programme_is_not_there(cast: Cast, into: Choices) -> None:
    with pytest.raises(NotFound):
        preview(cast.clinic_2, people(1), into)


def test_r30_another_clinics_people_are_nobody_here(cast: Cast, into: Choices) -> None:
    bring_in(cast.clinic, [line(2)], into)
    theirs = Choices(programme_id=make.programme(cast.hillside.id or 0).id)
    assert fates(preview(cast.clinic_2, (line(2), bare(line(9))), theirs)) == [Fate.ADD, Fate.ASK]


def test_the_queries_do_not_grow_with_the_lines(cast: Cast, into: Choices) -> None:
    preview(cast.clinic, people(1), into)  # a look at nobody is written down, once a day
    few = how_many(lambda: preview(cast.clinic, people(20), into))
    assert how_many(lambda: preview(cast.clinic, people(2000), into)) == few
    assert make.rows(GraduateImport) == []
