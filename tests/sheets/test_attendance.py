"""The attendance sheet, read back: who is on it, by which name and number, on one page for 20 people."""

from datetime import timedelta

import pytest

from models import AuditEvent, DutyState, GroupSession, GroupSessionState, Mark, MarkKind, Member, MemberState
from services import clock
from services.database import reading
from services.register.numbers import numbers
from services.register.reading import as_sorted
from services.register.states import Closed
from services.sheets import wording
from services.sheets.attendance import NEWCOMERS, attendance
from services.sheets.names import first_name, initials
from tests import make
from tests.cast import Cast, assemble
from tests.queries import how_many
from tests.register.room import founder
from tests.sheets.reading import assert_tagged, read, tags, text
from ui import words

TWENTY = (
    "Amina Okafor",
    "Éloïse D'Arcy",
    "Wolfeschlegelsteinhausenbergerdorff the Elder",
    "Zoë-Marie van den Berg",
    "Łukasz Żółć",
    "Óscar Ñíguez",
    "😀 Sam Smile",
    "W" * 120,
    "漢字",
    *(f"{name} Jones" for name in ("Bea", "Cai", "Dot", "Eve", "Flo", "Gus", "Hal", "Ivy", "Joy", "Kay", "Liz")),
)
LONG_DUTIES = ("Welcomer at the door and the car park", "Refreshments and the washing up after", "Timekeeper")


@pytest.fixture
def cast(sqlite_url: str) -> Cast:
    """On SQLite alone: the database is not the question. The group prints first names."""
    made = assemble()
    made.group.names_on_sheets = True
    make.add(made.group)
    return made


@pytest.fixture
def meeting(cast: Cast) -> GroupSession:
    return make.group_session(cast.group, clock.now() + timedelta(days=3))


def sheet(cast: Cast, meeting: GroupSession) -> str:
    return text(attendance(cast.coordinator, meeting.id or 0))


def twenty(cast: Cast, meeting: GroupSession) -> bytes:
    people = [make.member(cast.group, name) for name in TWENTY]
    for name in LONG_DUTIES:
        role = make.group_role(cast.group, name)
        for person in people[:8]:
            make.duty(meeting, role, person, DutyState.ACCEPTED)
    return attendance(cast.coordinator, meeting.id or 0)


def test_twenty_people_with_long_accented_and_odd_names_fit_one_tagged_page(cast: Cast, meeting: GroupSession) -> None:
    made = twenty(cast, meeting)
    assert_tagged(made, f"Attendance, {words.times(meeting.starts_at, meeting.ends_at)}")
    found = text(made)
    assert [one for one in ("Amina", "Éloïse", "Zoë-Marie", "Łukasz", "Óscar", "Sam", "Liz") if one not in found] == []
    assert "Jones" not in found
    assert wording.LEFT_OUT_HERE in found


def test_it_is_a_table_with_its_heads_and_a_row_for_each_and_for_newcomers(cast: Cast, meeting: GroupSession) -> None:
    made = twenty(cast, meeting)
    found = tags(made)
    assert (found.count("/Table"), found.count("/TH")) == (1, 2 + len(wording.BOXES))
    assert found.count("/TR") == 1 + len(TWENTY) + NEWCOMERS
    assert [one for one in (*wording.BOXES, "Visitors", "New") if one not in text(made)] == []


def test_more_people_take_another_page_under_the_same_heads(cast: Cast, meeting: GroupSession) -> None:
    make.add_all([founder(cast, f"Person{number}") for number in range(45)])
    pages = [page.extract_text() for page in read(attendance(cast.coordinator, meeting.id or 0)).pages]
    assert len(pages) == 2
    assert all("Came" in page for page in pages)


def test_people_stand_in_the_order_of_the_screen_with_the_number_that_is_theirs(
    cast: Cast, meeting: GroupSession
) -> None:
    for name in ("Zoë", "Bernard", "Éloïse", "Amina"):
        make.member(cast.group, name)
    with reading() as db:
        theirs = numbers(db, cast.group.id or 0)
    people = sorted(make.rows(Member, group_id=cast.group.id), key=lambda one: as_sorted(one.name))
    assert " ".join(f"{theirs[one.id or 0]} {one.name}" for one in people) in sheet(cast, meeting)


def test_without_the_groups_agreement_everybody_is_initials(cast: Cast, meeting: GroupSession) -> None:
    cast.group.names_on_sheets = False
    make.add(cast.group)
    make.member(cast.group, "Amina Okafor")
    found = sheet(cast, meeting)
    assert "A. O." in found
    assert "Amina" not in found


def test_whoever_stays_off_sheets_is_initials_among_first_names(cast: Cast, meeting: GroupSession) -> None:
    make.member(cast.group, "Amina Okafor", off_sheets=True)
    make.member(cast.group, "Bernard Shaw")
    found = sheet(cast, meeting)
    assert "A. O." in found
    assert "Bernard" in found
    assert [one for one in ("Amina", "Okafor", "Shaw") if one in found] == []


def test_two_who_share_a_first_name_get_an_initial_more_and_nobody_else_does(cast: Cast, meeting: GroupSession) -> None:
    for name in ("Tomasz Wójcik", "Tomasz Dhillon", "Bernard Shaw"):
        make.member(cast.group, name)
    make.member(cast.group, "Bernard Own", off_sheets=True)
    found = sheet(cast, meeting)
    assert [one for one in ("Tomasz W.", "Tomasz D.", "B. O.", "3 Bernard") if one not in found] == []
    assert "Bernard S" not in found


def test_only_who_is_expected_is_on_it(cast: Cast, meeting: GroupSession) -> None:
    make.member(cast.group, "Amina")
    make.member(cast.group, "Paused", state=MemberState.PAUSED)
    make.member(cast.group, "Later", joined_on=clock.today() + timedelta(days=30))
    gone = make.member(cast.group, "Gone", state=MemberState.LEFT)
    make.mark(meeting, gone, MarkKind.CAME)
    found = sheet(cast, meeting)
    assert "Amina" in found
    assert [one for one in ("Paused", "Later", "Gone") if one in found] == []


def test_a_duty_stands_beside_the_name_and_no_mark_does(cast: Cast, meeting: GroupSession) -> None:
    member = make.member(cast.group, "Amina")
    make.duty(meeting, make.group_role(cast.group, "Welcomer"), member)
    make.mark(meeting, member, MarkKind.SENT_WORD)
    assert "1 Amina Welcomer" in sheet(cast, meeting)
    assert [row.kind for row in make.rows(Mark)] == [MarkKind.SENT_WORD]


def test_r31_each_person_on_it_and_that_it_was_made_are_recorded(cast: Cast, meeting: GroupSession) -> None:
    people = [make.member(cast.group, name) for name in ("Amina", "Bernard")]
    for _ in range(2):
        sheet(cast, meeting)
    found = [(one.action, one.subject_id) for one in make.rows(AuditEvent) if one.group_id == cast.group.id]
    assert sorted(found) == sorted(
        [("member.looked_at", one.id) for one in people] + 2 * [("attendance_sheet.printed", meeting.id)]
    )


def test_a_cancelled_session_has_none_and_nothing_is_recorded(cast: Cast) -> None:
    off = make.group_session(cast.group, state=GroupSessionState.CANCELLED, cancel_reason="Snow")
    make.member(cast.group)
    with pytest.raises(Closed):
        attendance(cast.coordinator, off.id or 0)
    assert make.rows(AuditEvent) == []


def test_it_takes_as_many_queries_for_20_members_as_for_200(cast: Cast, meeting: GroupSession) -> None:
    def again() -> int:
        sheet_of = meeting.id or 0
        attendance(cast.coordinator, sheet_of)  # the looks are recorded once
        return how_many(lambda: attendance(cast.coordinator, sheet_of))

    make.add_all([founder(cast, f"Member{number}") for number in range(20)])
    few = again()
    make.add_all([founder(cast, f"Another{number}") for number in range(180)])
    assert again() == few


@pytest.mark.parametrize(
    ("name", "first", "short"),
    [
        ("Amina", "Amina", "A."),
        ("  amina de Souza ", "amina", "A. D."),
        ("😀 Sam", "Sam", "S."),
        ("D'Arcy O'Neil", "D'Arcy", "D. O."),
        ("(Kit) Moss", "(Kit)", "K. M."),
        ("123", "", ""),
        ("", "", ""),
        ("a" * 50, "a" * 20 + "…", "A."),
    ],
)
def test_a_name_becomes_its_first_word_or_its_initials(name: str, first: str, short: str) -> None:
    assert (first_name(name), initials(name)) == (first, short)
