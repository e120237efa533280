"""The directory: found by name, a page at a time, with when each person last came."""

from datetime import timedelta

import pytest

from models import MarkKind, Member, MemberState
from services import clock
from services.errors import NotFound
from services.members.directory import Directory, directory
from tests import make
from tests.cast import Cast
from tests.queries import how_many


def names(found: Directory) -> list[str]:
    return [row.name for row in found.rows]


@pytest.fixture
def group_id(cast: Cast) -> int:
    return cast.group.id or 0


def test_members_come_by_name_in_any_case(cast: Cast, group_id: int) -> None:
    for name in ("bea", "Carl", "Ada"):
        make.member(cast.group, name)
    assert names(directory(cast.coordinator, group_id)) == ["Ada", "bea", "Carl"]


@pytest.mark.parametrize("search", ["zoë", "ZOË", "Zoë Ål", "  zoë  "])
def test_an_accented_name_is_found_in_any_case(cast: Cast, group_id: int, search: str) -> None:
    make.member(cast.group, "Zoë Ålund")
    make.member(cast.group, "Bernard")
    assert names(directory(cast.coordinator, group_id, search=search)) == ["Zoë Ålund"]


@pytest.mark.parametrize("search", ["%", "_", "\0x", "'; drop table member; --", "😀" * 200])
def test_what_is_typed_is_taken_literally(cast: Cast, group_id: int, search: str) -> None:
    make.member(cast.group, "Bernard")
    assert names(directory(cast.coordinator, group_id, search=search)) == []


def test_each_state_has_its_own_list_and_count(cast: Cast, group_id: int) -> None:
    for state in MemberState:
        make.member(cast.group, f"One {state}", state=state)
    found = directory(cast.coordinator, group_id, state=MemberState.PAUSED)
    assert names(found) == ["One paused"]
    assert found.counts == dict.fromkeys(MemberState, 1)


def test_visits_are_those_who_came_late_or_not(cast: Cast, group_id: int) -> None:
    member = make.member(cast.group)
    for weeks, kind in enumerate((MarkKind.DID_NOT_COME, MarkKind.SENT_WORD, MarkKind.LATE, MarkKind.CAME)):
        make.mark(make.group_session(cast.group, clock.now() - timedelta(weeks=weeks, hours=3)), member, kind)
    (row,) = directory(cast.coordinator, group_id).rows
    assert (row.visits, row.last_came) == (2, clock.local(clock.now() - timedelta(weeks=2, hours=3)).date())


def test_who_never_came_is_there_too(cast: Cast, group_id: int) -> None:
    make.member(cast.group)
    (row,) = directory(cast.coordinator, group_id).rows
    assert (row.visits, row.last_came) == (0, None)


def test_a_page_at_a_time(cast: Cast, group_id: int) -> None:
    for number in range(5):
        make.member(cast.group, f"Name {number}")
    found = directory(cast.coordinator, group_id, page=1, size=2)
    assert names(found) == ["Name 2", "Name 3"]
    assert found.counts[MemberState.ACTIVE] == 5


def test_an_erased_member_is_not_there(cast: Cast, group_id: int) -> None:
    make.member(cast.group, "", erased_at=clock.now())
    assert directory(cast.coordinator, group_id) == Directory(())


def test_another_group_is_not_found(cast: Cast, group_id: int) -> None:
    """R30."""
    with pytest.raises(NotFound):
        directory(cast.coordinator_3, group_id)


def test_the_number_of_queries_does_not_grow(cast: Cast, group_id: int) -> None:
    sent = []
    for more in (20, 180):
        for _ in range(more):
            make.add(_one_more(cast))
        sent.append(how_many(lambda: directory(cast.coordinator, group_id, size=200)))
    assert sent[0] == sent[1]


def _one_more(cast: Cast) -> Member:
    return Member(
        group_id=cast.group.id or 0, name="One", origin="founder", joined_on=clock.today(), created_at=clock.now()
    )
