"""A past register from the printed sheet: numbers as people write them, all kept or nothing."""

from datetime import timedelta

import pytest

from models import GroupSession, Mark, Member
from services import clock
from services.errors import Invalid
from services.register.finishing import finish
from services.register.from_paper import Paper, Read, keep_paper, read_paper
from services.register.states import Closed
from tests import make
from tests.cast import Cast
from tests.register.room import ABSENT, CAME, LATE, NOTHING, SENT_WORD, kind_of, kinds, to_come


def past(cast: Cast) -> GroupSession:
    return make.group_session(cast.group, clock.now() - timedelta(days=3))


def people(cast: Cast, many: int = 6) -> list[Member]:
    return [make.member(cast.group, f"Member {number}") for number in range(1, many + 1)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1 2 3", (1, 2, 3)),
        ("1,2;3", (1, 2, 3)),
        ("1-3", (1, 2, 3)),
        (" 1 – 3 , 5 ", (1, 2, 3, 5)),
        ("2", (2,)),
    ],
)
def test_numbers_are_read_as_people_write_them(cast: Cast, typed: str, meant: tuple[int, ...]) -> None:
    people(cast)
    read = read_paper(cast.coordinator, past(cast).id or 0, Paper(came=typed))
    assert read.came == tuple(f"Member {number}" for number in meant)


def test_each_list_is_its_mark_and_the_rest_stays_not_recorded(cast: Cast) -> None:
    meeting, members = past(cast), people(cast)
    paper = Paper(came="1 2", late="3", sent_word="4")
    assert read_paper(cast.coordinator, meeting.id or 0, paper) == Read(
        ("Member 1", "Member 2"), ("Member 3",), ("Member 4",), ("Member 5", "Member 6")
    )
    assert make.rows(Mark) == [], "looking changes nothing"
    assert keep_paper(cast.coordinator, meeting.id or 0, paper) == 4
    assert [kind_of(meeting, member) for member in members] == [CAME, CAME, LATE, SENT_WORD, NOTHING, NOTHING]


def test_r12_nobody_is_absent_unless_the_coordinator_says_so(cast: Cast) -> None:
    meeting, members = past(cast), people(cast, 3)
    make.mark(meeting, members[2], SENT_WORD)
    keep_paper(cast.coordinator, meeting.id or 0, Paper(came="1", rest_absent=True))
    assert [kind_of(meeting, member) for member in members] == [CAME, ABSENT, SENT_WORD]


@pytest.mark.parametrize(
    ("paper", "why"),
    [
        (Paper(came="1 99"), "Nobody here has the number 99"),
        (Paper(came="1 1"), "stands there twice"),
        (Paper(came="1", late="1"), "stands there twice"),
        (Paper(came="one"), "is no number"),
        (Paper(came="3-1"), "is no number"),
        (Paper(came="1-999999"), "is no number"),
        (Paper(came="²"), "is no number"),
        (Paper(came="1 " * 600), "longer than any sheet"),
        (Paper(), "There is no number yet"),
    ],
)
def test_what_cannot_be_meant_is_said_and_nothing_is_kept(cast: Cast, paper: Paper, why: str) -> None:
    meeting = past(cast)
    people(cast, 2)
    with pytest.raises(Invalid, match=why):
        keep_paper(cast.coordinator, meeting.id or 0, paper)
    assert make.rows(Mark) == []


def test_a_number_of_another_groups_member_means_nobody_here(cast: Cast) -> None:
    people(cast, 1)
    for number in range(3):
        make.member(cast.other_group, f"Stranger {number}")
    with pytest.raises(Invalid, match="Nobody here has the number 3"):
        read_paper(cast.coordinator, past(cast).id or 0, Paper(came="3"))


def test_r14_a_finished_register_and_one_to_come_are_closed(cast: Cast) -> None:
    meeting = past(cast)
    people(cast, 1)
    keep_paper(cast.coordinator, meeting.id or 0, Paper(came="1"))
    finish(cast.coordinator, meeting.id or 0)
    for closed in (meeting, to_come(cast)):
        with pytest.raises(Closed):
            keep_paper(cast.coordinator, closed.id or 0, Paper(came="1"))
    assert kinds(meeting)
