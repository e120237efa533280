"""An import is undone whole, as if it had never been, until something depends on it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from models import (
    AuditEvent,
    Completion,
    Confirmation,
    Consent,
    ConsentHow,
    ConsentKind,
    Graduate,
    GraduateImport,
    GraduateMerge,
    MemberOrigin,
    Programme,
    ReferralState,
    UndoneFeedback,
)
from services import clock
from services.clinic import confirmations, consents, graduates, programmes, reading
from services.clinic.consents import ConsentGiven
from services.clinic.graduates import NewGraduate, details_of
from services.clinic.imports.choices import Answer, Choices, NewProgramme, Says
from services.clinic.imports.undoing import imports, undo
from services.clinic.newcomers import handle_of
from services.errors import Conflict, NotFound
from services.referrals import writing
from tests import make
from tests.cast import Cast
from tests.imports.lists import bare, bring_in, dump, line, people, words_of_consent
from tests.queries import how_many

ENDED = date(2024, 3, 1)
AUTUMN = NewProgramme("Autumn", date(2024, 1, 1), ENDED)
INTO = Choices(new_programme=AUTUMN, consent_on=ENDED)


def a_person(cast: Cast) -> Graduate:
    """Somebody whom the import added."""
    return make.rows(Graduate, clinic_id=cast.riverside.id)[-1]


def test_undone_whole_the_database_is_as_it_was(cast: Cast) -> None:
    words_of_consent()
    known = make.graduate(
        make.programme(cast.riverside.id or 0, "Spring", ends_on=ENDED), "Amina", full_name="Amina Khan"
    )
    answer = Answer(2, Says.SAME, known.id)
    other = Answer(3, Says.SOMEONE_ELSE)
    before = dump()
    lines = (line(2, share=True), bare(line(3)), *people(3, start=10))
    imported = bring_in(cast.clinic, lines, replace(INTO, answers=(answer, other)))
    assert (imported.people, imported.completions, imported.consents) == (4, 5, 1)
    assert dump() != before
    undo(cast.clinic, imported.id)
    assert dump() == before


def test_undone_twice_it_stays_undone(cast: Cast) -> None:
    imported = bring_in(cast.clinic, people(2), INTO)
    undo(cast.clinic, imported.id)
    first = make.rows(GraduateImport)
    undo(cast.clinic, imported.id)
    assert make.rows(GraduateImport) == first
    assert first[0].undone_by_id == cast.clinic.account_id


def test_r31_undoing_is_recorded(cast: Cast) -> None:
    imported = bring_in(cast.clinic, people(2), INTO)
    undo(cast.clinic, imported.id)
    assert [row.subject_id for row in make.rows(AuditEvent, action="import.undone")] == [imported.id]


def test_after_undoing_the_list_can_come_in_again(cast: Cast) -> None:
    undo(cast.clinic, bring_in(cast.clinic, people(2), INTO).id)
    assert bring_in(cast.clinic, people(2), INTO, form="again").people == 2


def _on_file(cast: Cast) -> Choices:
    """Two people brought in by a list that says nothing of consents, and where a second list puts them."""
    bring_in(cast.clinic, people(2), INTO, form="first")
    return Choices(programme_id=make.rows(Programme)[0].id, consent_on=ENDED)


def test_r26_whose_consent_went_with_a_list_is_kept_for_the_figures_alone(cast: Cast) -> None:
    words_of_consent()
    into = _on_file(cast)
    agreed, shared = people(2)
    lines = [replace(agreed, feedback=True), replace(shared, share=True), line(50, feedback=True)]
    before = dump()
    imported = bring_in(cast.clinic, lines, into)
    assert imported.consents == 3
    undo(cast.clinic, imported.id)
    assert dump() == before
    first = make.rows(Graduate)[0].id or 0
    assert make.rows(UndoneFeedback) == [UndoneFeedback(graduate_id=first, import_id=imported.id)]
    assert reading.graduate(cast.clinic, first).consents == ()


def test_what_a_list_that_was_undone_said_can_be_said_again(cast: Cast) -> None:
    """Nobody said no: a mended list, or a paper of an earlier day, counts as if the first had never been."""
    into, lines = _on_file(cast), [replace(one, feedback=True) for one in people(2)]
    undo(cast.clinic, bring_in(cast.clinic, lines, into).id)
    assert bring_in(cast.clinic, lines[:1], into, form="mended").consents == 1
    given = ConsentGiven(ConsentKind.FEEDBACK, ENDED, ConsentHow.PAPER)
    consents.record(cast.clinic, make.rows(Graduate)[1].id or 0, given)
    assert [row.given_on for row in make.rows(Consent)] == [ENDED, ENDED]


def test_lists_can_be_undone_one_after_the_other_down_to_the_first(cast: Cast) -> None:
    words_of_consent()
    before = dump()
    into = _on_file(cast)
    undo(cast.clinic, bring_in(cast.clinic, [replace(one, feedback=True) for one in people(2)], into).id)
    undo(cast.clinic, make.rows(GraduateImport, form="first")[0].id or 0)
    assert (make.rows(Graduate), make.rows(UndoneFeedback)) == ([], [])
    assert dump() == before


def test_r30_another_clinics_import_is_not_there(cast: Cast) -> None:
    imported = bring_in(cast.clinic, people(1), INTO)
    with pytest.raises(NotFound):
        undo(cast.clinic_2, imported.id)
    assert imports(cast.clinic_2) == ()


def _drafted(cast: Cast) -> None:
    writing.keep_draft(cast.clinic, a_person(cast).id or 0, cast.group.id or 0, _content(cast))


def _content(cast: Cast) -> writing.Content:
    return writing.Content(preferred_name="Amina", phone="07700 900123")


def _sent(cast: Cast) -> None:
    make.referral(a_person(cast), cast.group, ReferralState.SENT, sent_at=clock.now())


def _given_by_hand(cast: Cast) -> None:
    given = ConsentGiven(ConsentKind.FEEDBACK, clock.today(), ConsentHow.PHONE)
    consents.record(cast.clinic, a_person(cast).id or 0, given)


def _withdrawn(cast: Cast) -> None:
    consents.withdraw(cast.clinic, a_person(cast).id or 0, ConsentKind.SHARE)


def _changed(cast: Cast) -> None:
    person = a_person(cast)
    graduates.change(cast.clinic, person.id or 0, person.version, replace(details_of(person), best_hopes="To walk"))


def _merged(cast: Cast) -> None:
    imported = a_person(cast)
    other = make.graduate(make.programme(cast.riverside.id or 0, "Other"), "Zoë")
    values = {"clinic_id": cast.riverside.id or 0, "at": clock.now()}
    make.add(GraduateMerge(kept_id=other.id or 0, merged_id=imported.id or 0, **values))


def _linked(cast: Cast) -> None:
    waiting = {"origin": MemberOrigin.CAME_ALONG, "confirmation": Confirmation.WAITING}
    member = make.member(cast.group, "Jo", **waiting)
    confirmations.confirm(cast.clinic, handle_of(cast.riverside.id, member.id), a_person(cast).id or 0)


def _somebody_elses(cast: Cast) -> None:
    (programme,) = make.rows(Programme, name="Autumn")
    graduates.add(cast.clinic, NewGraduate(graduates.Details(preferred_name="Zoë"), programme.id, ENDED))


def _renamed(cast: Cast) -> None:
    (programme,) = make.rows(Programme, name="Autumn")
    programmes.change(cast.clinic, programme.id or 0, "Autumn 2", programme.starts_on, programme.ends_on)


def _another_programme(cast: Cast) -> None:
    other = make.programme(cast.riverside.id or 0, "Other", ends_on=ENDED)
    bring_in(cast.clinic, [line(2, share=True)], Choices(programme_id=other.id), form="later")


@pytest.mark.parametrize(
    ("since", "words"),
    [
        (_drafted, "has been referred since"),
        (_sent, "has been referred since"),
        (_given_by_hand, "a consent of somebody in it has been recorded or withdrawn"),
        (_withdrawn, "a consent of somebody in it has been recorded or withdrawn"),
        (_changed, "details of somebody in it have been changed"),
        (_merged, "put together with another entry"),
        (_linked, "a group has been told since"),
        (_somebody_elses, "has other people in it by now"),
        (_renamed, "the name or the dates of the programme"),
        (_another_programme, "a programme of somebody in it has been recorded"),
    ],
)
def test_what_depends_on_it_keeps_it_and_is_said(cast: Cast, since: Callable[[Cast], None], words: str) -> None:
    imported = bring_in(cast.clinic, [line(2, share=True)], INTO)
    since(cast)
    before = dump()
    with pytest.raises(Conflict, match=words):
        undo(cast.clinic, imported.id)
    assert dump() == before
    assert words in imports(cast.clinic)[-1].kept_because


def test_r9_what_the_group_did_about_somebody_already_on_file_keeps_nothing(cast: Cast) -> None:
    """They were referred before the import: whether the group has accepted since must not show here."""
    person = make.graduate(
        make.programme(cast.riverside.id or 0, "Spring", ends_on=ENDED), "Amina Khan", full_name="Amina Khan"
    )
    referral = make.referral(person, cast.group)
    bring_in(cast.clinic, [line(2, "Amina Khan", phone="07700 900123", born_on=None)], INTO)
    from services.referrals import welcoming

    welcoming.accept(cast.coordinator, referral.id or 0)
    (view,) = imports(cast.clinic)
    assert (view.people, view.completions, view.kept_because) == (0, 1, "")
    undo(cast.clinic, view.id)
    assert len(make.rows(Completion)) == 1


def test_a_consent_that_an_import_gave_and_a_referral_used_keeps_it(cast: Cast) -> None:
    person = make.graduate(
        make.programme(cast.riverside.id or 0, "Spring", ends_on=ENDED), "Amina", full_name="Amina Khan"
    )
    lines = [line(2, phone="07700 900123", born_on=None, share=True)]
    imported = bring_in(cast.clinic, lines, Choices(programme_id=make.rows(Programme)[0].id, consent_on=ENDED))
    make.referral(person, cast.group, ReferralState.SENT, sent_at=clock.now())
    with pytest.raises(Conflict, match="referred since"):
        undo(cast.clinic, imported.id)
    assert len(make.rows(Consent)) == 1


def test_the_latest_imports_say_who_when_and_what(cast: Cast) -> None:
    bring_in(cast.clinic, people(2), INTO)
    undo(
        cast.clinic,
        bring_in(cast.clinic, people(1, start=40), Choices(programme_id=make.rows(Programme)[0].id), form="2").id,
    )
    undone, first = imports(cast.clinic)
    assert (first.by, first.people, first.completions, first.undone_at) == ("Clinic", 2, 2, None)
    assert (undone.people, undone.undone_at is None) == (0, False)


def test_the_queries_do_not_grow_with_imports_or_people(cast: Cast) -> None:
    bring_in(cast.clinic, people(2), INTO)
    few = how_many(lambda: imports(cast.clinic))
    into = Choices(programme_id=make.rows(Programme)[0].id)
    for number in range(4):
        bring_in(cast.clinic, people(30, start=100 * (number + 1)), into, form=f"form {number}")
    assert how_many(lambda: imports(cast.clinic)) == few
    ids = [row.id or 0 for row in make.rows(GraduateImport)]
    assert how_many(lambda: undo(cast.clinic, ids[-1])) == how_many(lambda: undo(cast.clinic, ids[1]))
