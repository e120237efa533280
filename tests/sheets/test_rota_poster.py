"""The poster of the rota, read back: who leads, who stands by, what is open, and nobody who did not agree."""

from datetime import timedelta
from itertools import product

import pytest

from models import AuditEvent, DutyState, Effort, GroupRole, GroupSession, GroupSessionState, Member, Posture
from services import clock
from services.errors import Invalid
from services.sheets import wording
from services.sheets.rota_poster import MOST, USUAL, rota_poster
from tests import make
from tests.cast import Cast
from tests.queries import how_many
from tests.sheets.reading import assert_tagged, read, tags, text
from ui import words

OPEN, STAND_BY = wording.open_to_you(1), wording.STAND_BY_OPEN
HELD = (DutyState.OFFERED, DutyState.ACCEPTED)
LONG = "Wolfeschlegelsteinhausenbergerdorff the Elder"


@pytest.fixture(autouse=True)
def first_names(cast: Cast) -> None:
    """The group prints first names; a test may say otherwise."""
    cast.group.names_on_sheets = True
    make.add(cast.group)


def ahead(cast: Cast, many: int = 1) -> list[GroupSession]:
    return [make.group_session(cast.group, clock.now() + timedelta(days=7 * number + 1)) for number in range(many)]


def made(cast: Cast, many: int = USUAL) -> bytes:
    return rota_poster(cast.coordinator, cast.group.id or 0, many)


def poster(cast: Cast, many: int = USUAL) -> str:
    return text(made(cast, many))


def held_by(cast: Cast, name: str, state: DutyState = DutyState.ACCEPTED, **values: object) -> str:
    """The poster of one group session with one role and one duty."""
    (meeting,) = ahead(cast)
    backup = bool(values.pop("backup", False))
    member = make.member(cast.group, name, **values)
    make.duty(meeting, make.group_role(cast.group, needs_backup=backup), member, state, backup=backup)
    return poster(cast)


@pytest.mark.parametrize("state", HELD)
def test_who_was_offered_or_accepted_a_role_leads_it_and_nothing_is_open(cast: Cast, state: DutyState) -> None:
    found = held_by(cast, "Bernard Shaw", state)
    assert "Welcomer Bernard" in found
    assert OPEN not in found


@pytest.mark.parametrize("state", [DutyState.SUGGESTED, DutyState.HANDED_BACK])
def test_r18_what_was_only_suggested_or_handed_back_is_open_and_names_nobody(cast: Cast, state: DutyState) -> None:
    found = held_by(cast, "Bernard Shaw", state)
    assert f"Welcomer {OPEN}" in found
    assert "Bernard" not in found


def test_who_stands_by_is_said_apart_from_who_leads(cast: Cast) -> None:
    found = held_by(cast, "Bernard Shaw", backup=True)
    assert f"Welcomer Bernard stands by {OPEN}" in found
    assert STAND_BY not in found


def test_each_open_place_is_counted_and_the_one_to_stand_by_is_too(cast: Cast) -> None:
    here, there = ahead(cast, 2)
    role = make.group_role(cast.group, places=3, needs_backup=True)
    for name in ("Amina", "Bernard"):
        make.duty(here, role, make.member(cast.group, name), DutyState.ACCEPTED)
    assert there.id
    assert f"Welcomer Amina Bernard {OPEN} {STAND_BY} 3 open: could this be you? {STAND_BY}" in poster(cast)


def test_a_role_of_every_second_session_is_not_asked_for_in_between(cast: Cast) -> None:
    ahead(cast, 3)
    make.group_role(cast.group, "Library", every_nth=2)
    assert f"Library {OPEN} {wording.NOT_THIS_TIME} {OPEN}" in poster(cast)
    make.group_session(cast.group, clock.now() - timedelta(days=7))
    assert f"Library {wording.NOT_THIS_TIME} {OPEN} {wording.NOT_THIS_TIME}" in poster(cast)


def test_a_role_off_the_list_is_on_it_only_while_somebody_has_it(cast: Cast) -> None:
    (meeting,) = ahead(cast)
    gone, kept = (
        make.group_role(cast.group, name, archived_at=clock.now(), needs_backup=True) for name in ("Gone", "Kept")
    )
    make.duty(meeting, kept, make.member(cast.group, "Amina"), DutyState.ACCEPTED)
    found = poster(cast)
    assert "Kept Amina" in found
    assert [one for one in (gone.name, OPEN, STAND_BY) if one in found] == []


@pytest.mark.parametrize(("group_prints", "off"), [(False, False), (True, True)], ids=["the group does not", "they do"])
def test_without_both_agreements_a_name_is_initials(cast: Cast, group_prints: bool, off: bool) -> None:
    cast.group.names_on_sheets = group_prints
    make.add(cast.group)
    found = held_by(cast, "Bernard Shaw", off_sheets=off)
    assert "Welcomer B. S." in found
    assert "Bernard" not in found


def test_the_place_of_somebody_whose_record_was_erased_is_open(cast: Cast) -> None:
    assert f"Welcomer {OPEN}" in held_by(cast, "", erased_at=clock.now())
    assert [one.subject_id for one in make.rows(AuditEvent) if one.subject == "member"] == [None]


def test_no_surname_is_on_it_and_two_of_one_first_name_are_told_apart(cast: Cast) -> None:
    here, there = ahead(cast, 2)
    role = make.group_role(cast.group)
    for meeting, name in ((here, "Tomasz Wójcik"), (there, "Tomasz Dhillon")):
        make.duty(meeting, role, make.member(cast.group, name), DutyState.ACCEPTED)
    found = poster(cast)
    assert "Tomasz W. Tomasz D." in found
    assert [one for one in ("Wójcik", "Dhillon") if one in found] == []


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Éloïse D'Arcy", "Éloïse"),
        ("Łukasz Żółć", "Łukasz"),
        (LONG, f"{LONG[:20]}…"),
        ("W" * 120, "W" * 20 + "…"),
        ("漢字", wording.SOMEONE),
    ],
)
def test_long_accented_and_unprintable_names_never_leave_a_place_empty(cast: Cast, name: str, shown: str) -> None:
    found = held_by(cast, name)
    assert f"Welcomer {shown}" in found
    assert OPEN not in found


def test_three_sessions_are_on_it_by_default_with_day_time_and_another_place(cast: Cast) -> None:
    meetings = ahead(cast, 4)
    meetings[1].venue = "The Bandstand"
    make.add(meetings[1])
    make.group_role(cast.group)
    found = poster(cast)
    days = [words.day(clock.local(one.starts_at).date()) for one in meetings]
    assert [day in found for day in days] == [True, True, True, False]
    assert f"{days[1]} {wording.hours(meetings[1].starts_at, meetings[1].ends_at)} at The Bandstand" in found
    assert cast.group.venue not in found


def test_cancelled_past_and_other_groups_sessions_are_not_on_it(cast: Cast) -> None:
    soon = clock.now() + timedelta(days=1)
    make.group_session(cast.group, soon, state=GroupSessionState.CANCELLED, cancel_reason="Snow")
    make.group_session(cast.group, soon - timedelta(days=9))
    make.group_session(cast.other_group, soon)
    make.group_role(cast.group)
    found = poster(cast)
    assert wording.PLANNING in found
    assert OPEN not in found


def test_another_groups_roles_and_people_are_not_on_it(cast: Cast) -> None:
    ahead(cast)
    theirs = make.group_role(cast.other_group, "Choir")
    meeting = make.group_session(cast.other_group, clock.now() + timedelta(days=1))
    make.duty(meeting, theirs, make.member(cast.other_group, "Zebedee"), DutyState.ACCEPTED)
    found = poster(cast)
    assert wording.NO_ROLES in found
    assert [one for one in ("Choir", "Zebedee") if one in found] == []


def test_it_asks_warmly_and_says_that_no_reason_is_needed(cast: Cast) -> None:
    ahead(cast)
    make.group_role(cast.group, description="Says hello at the door")
    found = poster(cast)
    assert wording.COULD_BE_YOU in found
    assert wording.rota_as_of(clock.today()) in found
    assert "Says hello at the door" in found


def test_it_is_one_tagged_landscape_page_with_a_table(cast: Cast) -> None:
    ahead(cast, 3)
    for name in ("Welcomer", "Refreshments", "Timekeeper"):
        make.group_role(cast.group, name)
    sheet = made(cast)
    assert_tagged(sheet, f"Who does what: {cast.group.name}")
    found = tags(sheet)
    assert (found.count("/Table"), found.count("/TH"), found.count("/TR")) == (1, 4, 4)
    box = read(sheet).pages[0].mediabox
    assert box.width > box.height


def test_thirteen_sessions_take_four_pages_each_with_its_heads_and_title(cast: Cast) -> None:
    meetings = ahead(cast, MOST + 1)
    make.group_role(cast.group)
    sheet = made(cast, MOST)
    title = f"Who does what: {cast.group.name}"
    assert_tagged(sheet, title, pages=4)
    pages = [" ".join(page.extract_text().split()) for page in read(sheet).pages]
    days = [words.day(clock.local(one.starts_at).date()) for one in meetings]
    assert [sum(day in page for day in days) for page in pages] == [4, 3, 3, 3]
    assert days[MOST] not in "".join(pages)
    assert all(title in page for page in pages)


def test_many_roles_go_upright_and_more_than_a_page_go_on_under_the_same_heads(cast: Cast) -> None:
    meeting, *_ = ahead(cast, 3)
    make.add_all([_role(cast, f"Role {number:02}") for number in range(20)])
    upright = read(made(cast)).pages
    assert len(upright) == 1
    assert upright[0].mediabox.width < upright[0].mediabox.height
    make.add_all([_role(cast, f"{'M' * 100} {number}") for number in range(30)])
    pages = [" ".join(page.extract_text().split()) for page in read(made(cast)).pages]
    assert len(pages) > 1
    assert all(words.day(clock.local(meeting.starts_at).date()) in page for page in pages)


def _role(cast: Cast, name: str) -> GroupRole:
    """A role not written yet, for tests that need many."""
    return GroupRole(group_id=cast.group.id or 0, name=name, effort=Effort.LOW, posture=Posture.SEATED)


@pytest.mark.parametrize("many", [0, -1, MOST + 1])
def test_fewer_than_one_and_more_than_thirteen_are_refused(cast: Cast, many: int) -> None:
    with pytest.raises(Invalid, match="from 1 to 13"):
        made(cast, many)


def test_r31_each_person_on_it_and_that_it_was_made_are_recorded(cast: Cast) -> None:
    (meeting,) = ahead(cast)
    named, suggested = (make.member(cast.group, name) for name in ("Amina", "Bernard"))
    make.duty(meeting, make.group_role(cast.group), named, DutyState.ACCEPTED)
    make.duty(meeting, make.group_role(cast.group, "Notes"), suggested, DutyState.SUGGESTED)
    for _ in range(2):
        made(cast)
    found = [(one.action, one.subject_id) for one in make.rows(AuditEvent) if one.group_id == cast.group.id]
    assert sorted(found) == sorted([("member.looked_at", named.id), *2 * [("rota_poster.printed", cast.group.id)]])


def test_it_takes_as_many_queries_for_one_session_and_role_as_for_many(cast: Cast) -> None:
    def again() -> int:
        made(cast, MOST)  # the looks are recorded once
        return how_many(lambda: made(cast, MOST))

    def shared(meetings: list[GroupSession], roles: list[GroupRole], people: list[Member]) -> None:
        for number, (meeting, role) in enumerate(product(meetings, roles)):
            make.duty(meeting, role, people[number % len(people)], DutyState.ACCEPTED)

    shared(ahead(cast), [make.group_role(cast.group)], [make.member(cast.group)])
    few = again()
    later = [make.group_session(cast.group, clock.now() + timedelta(days=100 + number)) for number in range(9)]
    shared(
        later,
        [make.group_role(cast.group, f"Role {number}") for number in range(6)],
        [make.member(cast.group, f"Person {number}") for number in range(20)],
    )
    assert again() == few


def test_a_page_on_which_no_role_comes_round_is_left_out(cast: Cast) -> None:
    ahead(cast, MOST)
    make.group_role(cast.group, every_nth=MOST)
    assert_tagged(made(cast, MOST), f"Who does what: {cast.group.name}")
