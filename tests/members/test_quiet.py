"""Gone quiet: at least two visits, then two held sessions in a row beyond the usual rhythm with no word."""

from datetime import timedelta

import pytest

from models import GroupSession, GroupSessionState, MarkKind, Member, MemberAway, MemberState
from services import clock
from services.database import reading
from services.members.quiet import Quiet, is_quiet, missed_in_a_row, quiet_members, usual_rhythm
from tests import make
from tests.cast import Cast
from tests.queries import how_many
from tests.register.room import founder, held

LETTERS = {
    "c": MarkKind.CAME,
    "l": MarkKind.LATE,
    "-": MarkKind.DID_NOT_COME,
    "w": MarkKind.SENT_WORD,
    "?": MarkKind.NOT_RECORDED,
}


def history(text: str) -> list[MarkKind]:
    return [LETTERS[letter] for letter in text]


@pytest.mark.parametrize(
    ("story", "rhythm"),
    [
        ("", None),
        ("c", None),
        ("cc", 1),
        ("c-c-c", 2),
        ("c--c--l", 3),
        ("cc-c", 2),  # gaps 1 and 2: rounded up in the person's favour
        ("cwc", 1),
        ("c?c", 1),
        ("ccc---", 1),
    ],
)
def test_usual_rhythm(story: str, rhythm: int | None) -> None:
    assert usual_rhythm(history(story)) == rhythm


@pytest.mark.parametrize(
    ("story", "quiet"),
    [
        ("--", False),
        ("c--", False),
        ("cc-", False),
        ("cc--", True),
        ("cl--", True),
        ("cc--c", False),
        ("c-c--", False),
        ("c-c---", True),
        ("c--c----", True),
        ("c--c---", False),
        ("ccww", False),
        ("cc-w-", False),
        ("cc-?-", True),
        ("cc??", False),
        ("cc--w", False),
    ],
)
def test_quiet(story: str, quiet: bool) -> None:
    assert is_quiet(history(story)) is quiet


def test_word_breaks_the_row_and_an_unrecorded_session_does_not() -> None:
    assert (missed_in_a_row(history("c-w-")), missed_in_a_row(history("c-?-"))) == (1, 2)


def story(cast: Cast, text: str, **values: object) -> list[GroupSession]:
    """A member whose marks at fortnightly held sessions, oldest first, were `text`."""
    member = make.member(cast.group, "Amina", **values)
    sessions = [held(cast, days_ago=14 * back) for back in range(len(text), 0, -1)]
    for meeting, kind in zip(sessions, history(text), strict=True):
        make.mark(meeting, member, kind)
    return sessions


def amina() -> Member:
    return make.rows(Member, name="Amina")[0]


def quiet_now(cast: Cast) -> tuple[Quiet, ...]:
    with reading() as db:
        return quiet_members(db, cast.group.id or 0)


def test_who_is_quiet_is_found_with_when_they_last_came(cast: Cast) -> None:
    sessions = story(cast, "cc--")
    (found,) = quiet_now(cast)
    last = clock.local(sessions[1].starts_at).date()
    assert (found.name, found.last_came_on) == ("Amina", last)


@pytest.mark.parametrize("state", [MemberState.PAUSED, MemberState.LEFT])
def test_only_active_members_are_quiet(cast: Cast, state: MemberState) -> None:
    story(cast, "cc--", state=state)
    assert quiet_now(cast) == ()


def test_r12_an_unfinished_register_makes_nobody_absent(cast: Cast) -> None:
    story(cast, "cc-")
    not_finished = make.group_session(cast.group, clock.now() - timedelta(days=7))
    make.mark(not_finished, amina(), MarkKind.DID_NOT_COME)
    assert quiet_now(cast) == ()


def test_r12_a_cancelled_session_counts_nowhere(cast: Cast) -> None:
    story(cast, "cc-")
    cancelled = make.group_session(
        cast.group,
        clock.now() - timedelta(days=7),
        state=GroupSessionState.CANCELLED,
        cancel_reason="Snow",
        register_finished_at=clock.now(),
    )
    make.mark(cancelled, amina(), MarkKind.DID_NOT_COME)
    assert quiet_now(cast) == ()


def test_r15_word_sent_for_a_session_to_come_is_word(cast: Cast) -> None:
    story(cast, "cc--")
    make.mark(make.group_session(cast.group, clock.now() + timedelta(days=3)), amina(), MarkKind.SENT_WORD)
    assert quiet_now(cast) == ()


def test_days_away_that_were_told_count_as_word(cast: Cast) -> None:
    sessions = story(cast, "cc--")
    on = clock.local(sessions[-1].starts_at).date()
    make.add(MemberAway(member_id=amina().id or 0, since=on, until=on))
    assert quiet_now(cast) == ()


def test_the_number_of_queries_does_not_grow(cast: Cast) -> None:
    sessions = story(cast, "cc--")
    few = how_many(lambda: quiet_now(cast))
    for member in make.add_all([founder(cast, f"Member {number}") for number in range(30)]):
        make.mark(sessions[0], member)
    assert how_many(lambda: quiet_now(cast)) == few
