"""The invitation sheet, read back: one tagged page that says where and when, whatever people typed."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st

from models import GroupSession, GroupSessionState, Role
from services import clock
from services.errors import NotFound
from services.security.sign_in import actor_of
from services.sheets import wording
from services.sheets.invitation import invitation
from services.sheets.printable import Printable
from services.sheets.printing import unprintable
from tests import make
from tests.cast import Cast, assemble
from tests.sheets.reading import assert_tagged, tags, text
from ui import words

A_DAY = timedelta(days=1)


@pytest.fixture
def cast(sqlite_url: str) -> Cast:
    """On SQLite alone: the database is not the question."""
    return assemble()


def sheet_of(cast: Cast, *, dates: int = 1, **values: object) -> bytes:
    group = make.group(cast.riverside, **{"name": "Friday Group", **values})  # type: ignore[arg-type]
    for number in range(dates):
        make.group_session(group, clock.now() + A_DAY * (number + 1))
    return invitation(cast.clinic, group.id or 0)


def test_it_says_where_when_what_to_expect_and_whom_to_ask(cast: Cast) -> None:
    found = text(sheet_of(cast, venue="Mill Street Hall", access_notes="Ramp at the side door."))
    expected = ["Friday Group", "Mill Street Hall", "Ramp at the side door.", "team@riverside.example"]
    expected += [*wording.EXPECT, wording.WELCOME, "Riverside Community Pain Service"]
    assert [one for one in expected if one not in found] == []


def test_it_is_a_tagged_page_with_a_title_and_a_language(cast: Cast) -> None:
    assert_tagged(sheet_of(cast), "Invitation to Friday Group")


def test_its_structure_has_headings_and_lists_to_move_by(cast: Cast) -> None:
    found = tags(sheet_of(cast, dates=2))
    assert found.count("/H1") + found.count("/H2") >= 4
    assert found.count("/L") == 2
    assert found.count("/LI") == 2 + len(wording.EXPECT)


@pytest.mark.parametrize(
    ("starts", "said"),
    [
        (datetime(2026, 10, 22, 13, tzinfo=UTC), "Thursday 22 October 2026, 2pm to 4pm"),
        (datetime(2026, 11, 5, 14, tzinfo=UTC), "Thursday 5 November 2026, 2pm to 4pm"),
        (datetime(2027, 3, 25, 10, 30, tzinfo=UTC), "Thursday 25 March 2027, 10.30am to 12.30pm"),
        (datetime(2027, 4, 8, 10, tzinfo=UTC), "Thursday 8 April 2027, 11am to 1pm"),
    ],
)
def test_r11_dates_are_as_the_clock_on_the_wall_says_on_both_sides_of_its_change(
    cast: Cast, starts: datetime, said: str
) -> None:
    make.group_session(cast.group, starts)
    with time_machine.travel(starts - A_DAY * 20, tick=False):
        assert said in text(invitation(cast.coordinator, cast.group.id or 0))


@given(st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(ZoneInfo("UTC"))))
@settings(deadline=None)
def test_paper_says_times_as_every_screen_does(starts: datetime) -> None:
    ends = starts + timedelta(minutes=90)
    assert wording.times(starts, ends) == words.times(starts, ends)


def test_the_next_six_are_named_without_what_is_cancelled_held_or_over(cast: Cast) -> None:
    def planned(days: int, **values: object) -> GroupSession:
        return make.group_session(cast.group, clock.now() + A_DAY * days, **values)

    over, cancelled, held = (
        planned(-3),
        planned(2, state=GroupSessionState.CANCELLED, cancel_reason="Snow"),
        planned(3, register_finished_at=clock.now()),
    )
    ahead = [planned(days) for days in (4, 5, 6, 7, 8, 9, 10)]
    found = text(invitation(cast.clinic, cast.group.id or 0))
    named = [one in found for one in (words.times(row.starts_at, row.ends_at) for row in ahead)]
    assert named == [True] * 6 + [False]
    assert not any(words.times(row.starts_at, row.ends_at) in found for row in (over, cancelled, held))
    assert "Snow" not in found


def test_another_place_for_once_is_said_with_its_date(cast: Cast) -> None:
    make.group_session(cast.group, clock.now() + A_DAY, venue="The Bandstand")
    make.group_session(cast.group, clock.now() + A_DAY * 2)
    assert text(invitation(cast.clinic, cast.group.id or 0)).count(", at ") == 1


def test_without_a_date_it_says_that_they_are_being_planned(cast: Cast) -> None:
    assert wording.PLANNING in text(sheet_of(cast, dates=0))


def test_without_an_address_of_the_clinic_it_says_whom_to_ask(cast: Cast) -> None:
    clinic = make.clinic("Dales Pain Service", reply_to="")
    actor = actor_of(make.account("dales", Role.CLINIC_STAFF, clinic_id=clinic.id))
    assert "or Dales Pain Service." in text(invitation(actor, make.group(clinic).id or 0))


@pytest.mark.parametrize(
    "typed", ['#import "x"', "*bold* $math$ @ref", "#{1 + 1} \\ // <a> [b] _c_ `d`", "= H\n- x\n/* y"]
)
def test_what_people_typed_is_data_and_never_markup(cast: Cast, typed: str) -> None:
    name = " ".join(typed.split())
    found = text(sheet_of(cast, name=name, venue=name, access_notes=typed))
    assert found.count(name) == 3


LONG = {
    "words": "Level entrance on the Mill Street side, then a lift. " * 37,
    "lines": "Ramp\n" * 400,
    "one word": "x" * 2000,
    "wide letters": "W" * 2000,
}


@pytest.mark.parametrize("kind", LONG)
def test_2000_characters_of_access_notes_stay_on_one_page_and_the_rest_is_whole(cast: Cast, kind: str) -> None:
    found = text(sheet_of(cast, dates=6, access_notes=LONG[kind][:2000]))
    assert wording.EXPECT[-1] in found
    assert "team@riverside.example" in found


def test_the_longest_of_everything_stays_on_one_page_and_says_that_there_is_more(cast: Cast) -> None:
    group = make.group(cast.riverside, "W" * 120, venue="M" * 200, access_notes="Wide ramp " * 199)
    for number in range(6):
        make.group_session(group, clock.now() + A_DAY * (number + 1), venue="N" * 200)
    found = text(invitation(cast.clinic, group.id or 0))
    assert wording.REST.strip() in found
    assert wording.EXPECT[-1] in found


def test_access_notes_of_usual_length_are_whole(cast: Cast) -> None:
    notes = "Level entrance. " * 40
    assert text(sheet_of(cast, dates=6, access_notes=notes)).count("Level entrance.") == 40


@pytest.mark.parametrize("name", ["Zoë's Café", "Øresund Łódź", "Žižkov", "Penmaenmawr Ŵŷ", "Ελλάδα", "Москва"])
def test_letters_of_other_languages_are_printed(cast: Cast, name: str) -> None:
    found = text(sheet_of(cast, name=name))
    assert name in found
    assert wording.LEFT_OUT not in found


def test_what_no_font_has_is_left_out_and_the_sheet_says_so(cast: Cast) -> None:
    found = text(sheet_of(cast, name="Café 漢字 😀", venue="Hall"))
    assert "Café" in found
    assert wording.LEFT_OUT in found


def test_a_name_that_cannot_be_printed_at_all_still_makes_a_sheet(cast: Cast) -> None:
    assert "Hall" in text(sheet_of(cast, name="漢字", venue="Hall"))


@given(st.text(max_size=120))
@settings(deadline=None, max_examples=60)
def test_whatever_was_typed_can_be_printed(typed: str) -> None:
    cleaned = Printable()(typed)
    assert not unprintable(cleaned.replace("\n", ""))


def test_r30_another_group_looks_like_a_missing_one(cast: Cast) -> None:
    for actor in (cast.clinic_2, cast.coordinator_3):
        for group_id in (cast.group.id or 0, 99999):
            with pytest.raises(NotFound):
                invitation(actor, group_id)


def test_the_day_it_was_made_is_on_it(cast: Cast) -> None:
    make.group_session(cast.group, clock.now() + A_DAY)
    with time_machine.travel(datetime.combine(date(2026, 11, 23), datetime.min.time(), UTC), tick=False):
        make.group_session(cast.group, clock.now() + A_DAY)
        assert "Dates as planned on 23 November 2026" in text(invitation(cast.clinic, cast.group.id or 0))
