"""A confirmed list goes in whole, once, and overwrites nothing."""

from dataclasses import replace
from datetime import date

import pytest

from models import (
    AuditChange,
    AuditEvent,
    Clinic,
    Completion,
    Consent,
    ConsentKind,
    Graduate,
    GraduateImport,
    ImportHeading,
    NotSame,
    Programme,
)
from services import clock
from services.clinic.imports.choices import Answer, Choices, NewProgramme, Says
from services.clinic.imports.fates import Fate
from services.clinic.imports.lines import Holds
from services.clinic.imports.preview import preview
from services.clinic.imports.remembered import remembered
from services.clinic.imports.writing import MOVED, NOTHING, Agreed, confirm
from services.database import transaction
from services.errors import Conflict
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
    return Choices(programme_id=programme.id, consent_on=ENDED)


def test_people_go_in_with_their_details_completion_and_consents(cast: Cast, into: Choices) -> None:
    imported = bring_in(cast.clinic, [line(2, share=True, feedback=False, adjustments="A chair")], into)
    (person,), (completion,), (consent,) = make.rows(Graduate), make.rows(Completion), make.rows(Consent)
    assert (person.full_name, person.adjustments, person.import_id) == ("Amina Khan", "A chair", imported.id)
    assert (completion.completed_on, completion.import_id) == (ENDED, imported.id)
    assert (consent.kind, consent.given_on, consent.import_id) == (ConsentKind.SHARE, ENDED, imported.id)
    assert (imported.people, imported.completions, imported.consents) == (1, 1, 1)


def test_the_same_list_again_adds_nothing(cast: Cast, into: Choices) -> None:
    lines = (*people(5), bare(line(20, "Bea Only")), line(21, "Zoë Dot", share=True))
    bring_in(cast.clinic, lines, into)
    before = dump()
    assert fates(preview(cast.clinic, lines, into)) == [Fate.ALREADY] * len(lines)
    with pytest.raises(Conflict, match="nobody in this list to add"):
        bring_in(cast.clinic, lines, into, form="again")
    assert dump() == before


def test_a_double_click_imports_once_and_gets_the_first_result(cast: Cast, into: Choices) -> None:
    lines = people(3)
    seen = preview(cast.clinic, lines, into).seen
    first = confirm(cast.clinic, lines, into, Agreed("form", seen))
    assert confirm(cast.clinic, lines, into, Agreed("form", seen)) == first
    assert len(make.rows(GraduateImport)) == 1


def test_what_changed_since_the_preview_is_told_and_nothing_written(cast: Cast, into: Choices) -> None:
    lines = people(3)
    seen = preview(cast.clinic, lines, into).seen
    bring_in(cast.clinic, lines[:1], into, form="somebody else's")
    with pytest.raises(Conflict) as refused:
        confirm(cast.clinic, lines, into, Agreed("form", seen))
    assert str(refused.value) == MOVED
    assert len(make.rows(Graduate)) == 1


def test_a_failure_on_the_way_writes_nothing_at_all(cast: Cast, into: Choices) -> None:
    lines = people(600)
    seen, before = preview(cast.clinic, lines, into).seen, dump(frozenset({"audit_event"}))

    def fail(done: int, _: int) -> None:
        if done > 300:
            raise RuntimeError("the browser went away")

    with pytest.raises(RuntimeError):
        confirm(cast.clinic, lines, into, Agreed("form", seen), fail)
    assert dump(frozenset({"audit_event"})) == before


def test_progress_is_heard_up_to_the_end(cast: Cast, into: Choices) -> None:
    heard: list[tuple[int, int]] = []
    lines = people(600)
    seen = preview(cast.clinic, lines, into).seen
    confirm(cast.clinic, lines, into, Agreed("form", seen), lambda done, of: heard.append((done, of)))
    assert heard == [(250, 600), (500, 600), (600, 600)]


def test_nobody_on_file_is_overwritten_and_consent_is_added_only_where_there_was_none(
    cast: Cast, into: Choices
) -> None:
    bring_in(cast.clinic, [line(2)], into)
    (person,) = make.rows(Graduate)
    make.consent(person, ConsentKind.SHARE, date(2024, 1, 5), withdrawn_on=date(2024, 2, 1), withdrawn_at=clock.now())
    again = line(2, phone="07700 999999", best_hopes="Other", share=True, feedback=True)
    found = preview(cast.clinic, (again,), into)
    assert fates(found) == [Fate.CONSENT]
    assert "stays as it is" in " ".join(found.outcomes[0].notes)
    bring_in(cast.clinic, [again], into, form="again")
    assert make.rows(Graduate) == [person]
    assert [(row.kind, row.withdrawn_on) for row in make.rows(Consent)] == [
        (ConsentKind.SHARE, date(2024, 2, 1)),
        (ConsentKind.FEEDBACK, None),
    ]


def test_a_consent_lasts_as_long_as_the_clinic_has_set_and_one_run_out_is_not_recorded(cast: Cast) -> None:
    with transaction() as db:
        clinic = db.get(Clinic, cast.riverside.id)
        assert clinic
        clinic.consent_months = 12
    today = clock.today()
    old = today.replace(year=today.year - 2, day=1)
    run = make.programme(cast.riverside.id or 0, "Now", ends_on=today)
    lines = (line(2, share=today.replace(day=1), feedback=old),)
    notes = " ".join(preview(cast.clinic, lines, Choices(programme_id=run.id)).outcomes[0].notes)
    assert "has run out" in notes
    bring_in(cast.clinic, lines, Choices(programme_id=run.id))
    (consent,) = make.rows(Consent)
    assert consent.kind is ConsentKind.SHARE
    assert consent.expires_on == today.replace(year=today.year + 1, day=1)


def test_a_new_programme_comes_with_its_people(cast: Cast) -> None:
    new = Choices(new_programme=NewProgramme("Autumn", date(2024, 1, 1), ENDED))
    imported = bring_in(cast.clinic, people(2), new)
    (programme,) = make.rows(Programme)
    assert (programme.name, programme.import_id, imported.programme_id) == ("Autumn", imported.id, programme.id)


def test_a_new_programme_into_which_nobody_goes_is_not_made(cast: Cast) -> None:
    make.programme(cast.riverside.id or 0, "Spring", ends_on=ENDED)
    new = Choices(new_programme=NewProgramme("Autumn", date(2024, 1, 1), ENDED))
    bring_in(cast.clinic, [line(2, programme="Spring")], new)
    assert [row.name for row in make.rows(Programme)] == ["Spring"]


def test_two_told_apart_by_the_clinic_are_not_offered_as_one_again(cast: Cast, into: Choices) -> None:
    bring_in(cast.clinic, [line(2)], into)
    bring_in(cast.clinic, [bare(line(2))], replace(into, answers=(Answer(2, Says.SOMEONE_ELSE),)), form="again")
    first, second = make.rows(Graduate)
    assert [(row.graduate_id, row.other_id) for row in make.rows(NotSame)] == [(first.id, second.id)]


def test_r31_one_event_for_the_import_and_one_for_each_person_without_their_values(cast: Cast, into: Choices) -> None:
    imported = bring_in(cast.clinic, people(3), into)
    events = [(row.action, row.subject_id) for row in make.rows(AuditEvent)]
    assert events.count(("import.confirmed", imported.id)) == 1
    assert sorted(id_ for action, id_ in events if action == "graduate.added") == [
        row.id for row in make.rows(Graduate)
    ]
    assert make.rows(AuditChange) == []


def test_headings_are_remembered_by_their_clinic_when_confirmed(cast: Cast, into: Choices) -> None:
    seen = preview(cast.clinic, people(1), into).seen
    assert remembered(cast.clinic) == {}
    headings = {"dob": Holds.BORN_ON, "who": Holds.FULL_NAME, "x" * 500: Holds.NOTHING, "": Holds.PHONE}
    confirm(cast.clinic, people(1), into, Agreed("form", seen, headings))
    assert remembered(cast.clinic) == {"dob": Holds.BORN_ON, "who": Holds.FULL_NAME}
    assert remembered(cast.clinic_2) == {}
    more = people(1, start=50)
    confirm(cast.clinic, more, into, Agreed("2", preview(cast.clinic, more, into).seen, {"dob": Holds.NOTHING}))
    assert remembered(cast.clinic) == {"dob": Holds.NOTHING, "who": Holds.FULL_NAME}
    assert len(make.rows(ImportHeading)) == 2


def test_a_list_of_nobody_new_is_refused_in_words(cast: Cast, into: Choices) -> None:
    with pytest.raises(Conflict) as refused:
        bring_in(cast.clinic, [], into)
    assert str(refused.value) == NOTHING


def test_many_people_take_few_statements(cast: Cast, into: Choices) -> None:
    lines = people(1000)
    assert how_many(lambda: bring_in(cast.clinic, lines, into)) < 60
