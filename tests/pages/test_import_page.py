"""Bringing in a list on its page: the file, what will happen, done, and the way back."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from models import Graduate, Programme
from services.clinic.imports.lines import Holds
from tests import make
from tests.apps import Apps
from tests.pages.reading import press, said

TIDY = "Name,Date of birth,Phone\nAmina Khan,3/5/1961,07700 900111\nZoë O'Brien,25/7/1958,07700 900112\n"
MARKUP = "Name,Date of birth\n<b>Jo</b> **x** :red[y],25/7/1958\nNo Date,31/02/1970\n"


@pytest.fixture
def app(apps: Apps) -> AppTest:
    make.programme(apps.cast.riverside.id or 0, "Spring")
    return apps.sign_in("clinic", "graduates", bring_in=1)


def choose(app: AppTest, text: str, name: str = "list.csv") -> AppTest:
    return app.file_uploader[0].set_value((name, text.encode(), "text/csv")).run()


def into_spring(app: AppTest) -> AppTest:
    (programme,) = make.rows(Programme)
    return app.selectbox(key="import_programme").set_value(programme.id).run()


def test_a_tidy_list_takes_the_file_the_programme_and_one_button(app: AppTest) -> None:
    into_spring(choose(app, TIDY))
    assert "2 people will be added." in said(app)
    assert make.rows(Graduate) == []
    press(app, "Add 2 people")
    assert "2 people added, 2 completions recorded." in said(app)
    assert len(make.rows(Graduate)) == 2


def test_nothing_of_the_list_is_held_once_it_is_in_or_the_page_is_left(app: AppTest, apps: Apps) -> None:
    into_spring(choose(app, TIDY))
    assert "import_held" in app.session_state
    apps.open(app, "overview")
    assert "import_held" not in app.session_state
    apps.open(app, "graduates", bring_in=1)
    into_spring(choose(app, TIDY))
    press(app, "Add 2 people")
    assert "import_held" not in app.session_state
    assert "Amina" not in repr(app.session_state)


def test_the_same_file_again_has_nothing_to_add(app: AppTest) -> None:
    press(into_spring(choose(app, TIDY)), "Add 2 people")
    press(app, "Bring in another list")
    into_spring(choose(app, TIDY))
    assert "There is nobody to add." in said(app)
    assert not [button for button in app.button if button.label.startswith("Add 2")]


def test_it_can_be_undone_where_it_was_done(app: AppTest) -> None:
    press(into_spring(choose(app, TIDY)), "Add 2 people")
    press(app, "Undo now")
    assert "Everything is as it was before that list" in said(app)
    assert make.rows(Graduate) == []


def test_what_stands_in_a_list_is_shown_literally_and_bad_lines_say_why(app: AppTest) -> None:
    into_spring(choose(app, MARKUP))
    shown = said(app)
    assert "<b>" not in shown
    assert ":red[" not in shown
    assert "is no day of any calendar" in shown.replace("\\", "")


def test_a_file_that_is_no_list_says_so_and_another_one_can_be_chosen(app: AppTest) -> None:
    choose(app, "%PDF-1.7 not a list", "list.pdf")
    assert app.error
    into_spring(choose(app, TIDY))
    assert not app.error
    assert "2 people will be added." in said(app)


def test_without_a_column_of_names_the_columns_open_and_ask(app: AppTest) -> None:
    choose(app, "Ref,Shoe\n1,42\n2,43\n")
    assert "Which column holds the name?" in said(app)
    assert any("Columns" in expander.label and expander.proto.expanded for expander in app.expander)


def test_dates_that_can_be_read_two_ways_are_asked_about(app: AppTest) -> None:
    into_spring(choose(app, "Name,Date of birth\nAmina Khan,3/5/1961\n"))
    assert app.radio(key="import_day_first").options == ["3 May 1961", "5 March 1961"]


def test_somebody_who_may_be_on_file_is_asked_about_and_the_answer_counts(app: AppTest) -> None:
    (programme,) = make.rows(Programme)
    make.graduate(programme, "Amina", full_name="Amina Khan", phone="")
    into_spring(choose(app, TIDY))
    assert "1 person will be added." in said(app)
    app.selectbox(key=next(box.key for box in app.selectbox if box.label == "Who is line 2?")).set_value(2).run()
    assert "2 people will be added." in said(app)


def test_a_new_programme_comes_with_the_list_and_a_refusal_keeps_what_was_typed(app: AppTest) -> None:
    choose(app, TIDY)
    app.selectbox(key="import_programme").set_value(-1).run()
    (spring,) = make.rows(Programme)
    app.text_input(key="import_new_name").set_value("Spring")
    app.date_input(key="import_new_first").set_value(spring.starts_on)
    app.date_input(key="import_new_last").set_value(spring.ends_on).run()
    assert "already a programme of that name" in app.error[0].value
    assert app.text_input(key="import_new_name").value == "Spring"
    app.text_input(key="import_new_name").set_value("Autumn").run()
    press(app, "Add 2 people")
    assert [row.name for row in make.rows(Programme)] == ["Spring", "Autumn"]


def test_people_added_since_the_preview_stop_it_and_the_new_preview_shows(app: AppTest) -> None:
    into_spring(choose(app, TIDY))
    (programme,) = make.rows(Programme)
    make.graduate(programme, "Amina", full_name="Amina Khan", phone="")
    press(app, "Add 2 people")
    assert "have changed since this preview" in said(app)
    assert "1 person will be added." in said(app)
    assert len(make.rows(Graduate)) == 1


UNKNOWN = "Name,Wann\nAmina Khan,mornings\n"


def test_a_column_put_right_is_brought_in_and_remembered_for_the_next_list(app: AppTest) -> None:
    into_spring(choose(app, UNKNOWN))
    column = next(box for box in app.selectbox if box.label == "Wann")
    assert column.value is Holds.NOTHING
    column.set_value(Holds.CONTACT_WHEN).run()
    press(app, "Add 1 person")
    assert [row.contact_when for row in make.rows(Graduate)] == ["mornings"]
    press(app, "Bring in another list")
    choose(app, UNKNOWN.replace("Amina Khan", "Zoë O'Brien"))
    assert next(box for box in app.selectbox if box.label == "Wann").value is Holds.CONTACT_WHEN


def test_the_answer_how_dates_are_meant_counts(app: AppTest) -> None:
    into_spring(choose(app, "Name,Date of birth\nAmina Khan,3/5/1961\n"))
    app.radio(key="import_day_first").set_value(False).run()
    press(app, "Add 1 person")
    assert [row.born_on for row in make.rows(Graduate)] == [date(1961, 3, 5)]


def test_a_yes_without_a_day_is_said_before_the_list_goes_in(app: AppTest) -> None:
    into_spring(choose(app, "Name,Consent to share\nAmina Khan,yes\n"))
    assert "1 person said yes to a consent, but no day is given" in said(app)
