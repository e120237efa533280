"""Graduates through app.py: found, added once, merged and taken apart, programmes kept."""

from datetime import date

from streamlit.testing.v1 import AppTest

from models import Completion, Graduate, GraduateMerge, NotSame, Programme
from services.clinic import merging
from tests import make
from tests.apps import Apps
from tests.pages.reading import labels, press, said
from tests.referrals.stories import on_file

BORN = date(1960, 11, 3)


def liz(apps: Apps, name: str = "Liz") -> int:
    programme = (make.rows(Programme) or [make.programme(apps.cast.riverside.id or 0)])[0]
    return make.graduate(programme, name, full_name="Elizabeth Jones", born_on=BORN).id or 0


def fill_in(app: AppTest, name: str, full: str = "") -> AppTest:
    app.text_input(key="adding_name").set_value(name)
    app.text_input(key="adding_full").set_value(full)
    app.date_input(key="adding_born").set_value(BORN)
    return press(app, "Add")


def test_someone_is_added_without_a_referral_and_shown(apps: Apps) -> None:
    make.programme(apps.cast.riverside.id or 0)
    app = fill_in(apps.sign_in("clinic", "graduates", add=1), "Zoë")
    assert [row.preferred_name for row in make.rows(Graduate)] == ["Zoë"]
    assert "Zoë" in said(app)


def test_a_second_click_adds_nobody_twice_and_does_not_ask(apps: Apps) -> None:
    make.programme(apps.cast.riverside.id or 0)
    app = apps.sign_in("clinic", "graduates", add=1)
    for _ in range(2):
        fill_in(apps.open(app, "graduates", add=1), "Zoë")
    assert len(make.rows(Graduate)) == 1


def test_someone_like_someone_on_file_is_asked_about_before_anything_is_written(apps: Apps) -> None:
    known = liz(apps)
    app = fill_in(apps.sign_in("clinic", "graduates", add=1), "Beth", "Elizabeth Jones")
    assert "Nobody is added yet" in said(app)
    assert "The same name and the same date of birth" in said(app).replace("\\", "")
    assert len(make.rows(Graduate)) == 1
    app.button(key=f"adding_is_{known}").click().run()
    assert len(make.rows(Graduate)) == 1


def test_someone_else_is_added_on_ones_word(apps: Apps) -> None:
    liz(apps)
    app = fill_in(apps.sign_in("clinic", "graduates", add=1), "Beth", "Elizabeth Jones")
    app.button(key="adding_someone_else").click().run()
    assert [row.preferred_name for row in make.rows(Graduate)] == ["Liz", "Beth"]


def test_what_needs_mending_is_said_and_stays_typed(apps: Apps) -> None:
    make.programme(apps.cast.riverside.id or 0)
    app = fill_in(apps.sign_in("clinic", "graduates", add=1), "", "Zoë Long")
    assert "Preferred name is missing" in said(app)
    assert app.text_input(key="adding_full").value == "Zoë Long"


def test_possible_duplicates_are_offered_only_when_there_are_any(apps: Apps) -> None:
    liz(apps)
    app = apps.sign_in("clinic", "graduates")
    assert not any("Possible duplicates" in label for label in labels(app))
    liz(apps, "Elizabeth")
    assert "Possible duplicates (1)" in labels(apps.open(app, "graduates"))


def test_two_people_are_said_to_be_two(apps: Apps) -> None:
    liz(apps), liz(apps)
    app = press(apps.sign_in("clinic", "graduates", duplicates=1), "They are two people")
    assert len(make.rows(NotSame)) == 1
    assert "No two entries look like one person" in said(app)


def test_the_effect_is_said_before_merging_and_the_one_chosen_is_kept(apps: Apps) -> None:
    first, second = liz(apps), liz(apps, "Elizabeth")
    app = apps.sign_in("clinic", "graduates", merge=first, other=second)
    assert "You can undo it later" in said(app)
    assert make.rows(GraduateMerge) == []
    app.radio(key=f"kept_{first}_{second}").set_value(second).run()
    press(app, "Merge")
    assert [(row.kept_id, row.merged_id) for row in make.rows(GraduateMerge)] == [(second, first)]


def test_a_merge_that_cannot_be_is_explained_and_has_no_button(apps: Apps) -> None:
    first, second = liz(apps), liz(apps)
    for one in (first, second):
        make.referral(make.rows(Graduate, id=one)[0], apps.cast.group)
    app = apps.sign_in("clinic", "graduates", merge=first, other=second)
    assert "Withdraw one of the two first" in said(app).replace("\\", "")
    assert "Merge" not in labels(app)


def test_a_merged_entry_leads_to_the_kept_one_where_it_can_be_undone(apps: Apps) -> None:
    first, second = liz(apps), liz(apps, "Elizabeth")
    made = merging.merge(apps.cast.clinic, first, second)
    app = apps.sign_in("clinic", "graduates", graduate=second)
    assert "is now part of Liz" in said(app)
    app = apps.open(app, "graduates", graduate=first)
    app.button(key=f"undo_merge_{made}").click().run()
    assert make.rows(GraduateMerge)[0].undone_at is not None


def test_r30_another_clinics_entry_looks_like_a_missing_one_also_when_merged(apps: Apps) -> None:
    first, second = liz(apps), liz(apps, "Elizabeth")
    merging.merge(apps.cast.clinic, first, second)
    missing = said(apps.sign_in("clinic-2", "graduates", graduate=99999))
    app = apps.sign_in("clinic-2", "graduates", graduate=second)
    assert said(app) == missing
    assert said(apps.open(app, "graduates", merge=first, other=second)) == missing


def test_a_programme_shows_who_completed_it_and_can_be_renamed(apps: Apps) -> None:
    run = on_file(apps.cast).programme
    app = apps.sign_in("clinic", "graduates", programme=run.id or 0)
    assert "1 person completed it" in said(app)
    next(field for field in app.text_input if field.label == "Name").set_value("Winter")
    press(app, "Save")
    assert make.rows(Programme)[0].name == "Winter"


def test_an_empty_programme_can_be_removed(apps: Apps) -> None:
    run = make.programme(apps.cast.riverside.id or 0)
    press(apps.sign_in("clinic", "graduates", programme=run.id or 0), "Remove now")
    assert make.rows(Programme) == []


def test_a_completion_is_taken_back_on_their_page(apps: Apps) -> None:
    person = on_file(apps.cast)
    app = apps.sign_in("clinic", "graduates", graduate=person.id)
    app.session_state[f"runs_of_{person.id}"] = True
    press(app.run(), "Take back Spring programme")
    assert make.rows(Completion) == []


def test_the_list_is_narrowed_to_those_without_consent(apps: Apps) -> None:
    on_file(apps.cast, name="Bernard")
    app = apps.sign_in("clinic", "graduates")
    app.radio(key="graduates_only").set_value("No consent to share").run()
    assert "Bernard" in said(app)
    app.text_input(key="graduates_search").set_value("3/11/1960").run()
    assert "Bernard" not in said(app)
    assert "Nobody found" in said(app)
