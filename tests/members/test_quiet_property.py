"""Quiet against its definition, told again in plain words: over any history, however it was made."""

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from models import GroupSession, GroupSessionState, Mark, MarkKind, Member, MemberAway, MemberOrigin
from services import clock
from services.database import reading
from services.members.quiet import quiet_members
from tests import databases, make
from tests.cast import assemble

# What became of one fortnight for this member: a mark at a held session, or something that never counts.
CAME, LATE, MISSED, WORD, UNMARKED = "came", "late", "missed", "word", "unmarked"
CANCELLED, NOT_TAKEN, AWAY = "cancelled", "not taken", "away"
KINDS = {CAME: MarkKind.CAME, LATE: MarkKind.LATE, MISSED: MarkKind.DID_NOT_COME, WORD: MarkKind.SENT_WORD}
NEVER_COUNT = {UNMARKED, CANCELLED, NOT_TAKEN, AWAY}


def by_definition(story: list[str]) -> bool:
    """Came at least twice, then two held group sessions in a row beyond their usual rhythm with no word."""
    counting = [what for what in story if what not in NEVER_COUNT]
    shown_up = [place for place, what in enumerate(w for w in counting if w != WORD) if what in (CAME, LATE)]
    if len(shown_up) < 2:
        return False
    gaps = sorted(later - earlier for earlier, later in pairwise(shown_up))
    middle = len(gaps) // 2
    usual = gaps[middle] if len(gaps) % 2 else (gaps[middle - 1] + gaps[middle] + 1) // 2
    silent = 0
    while counting and counting[-1] == MISSED:
        counting.pop()
        silent += 1
    return silent >= (usual - 1) + 2


def write(group_id: int, story: list[str]) -> None:
    member = make.add(
        Member(
            group_id=group_id,
            name="Amina",
            origin=MemberOrigin.FOUNDER,
            joined_on=clock.today() - timedelta(days=700),
            created_at=clock.now(),
        )
    )
    meetings = make.add_all([_meeting(group_id, what, len(story) - place) for place, what in enumerate(story)])
    marked = [(meeting, what) for meeting, what in zip(meetings, story, strict=True) if what != UNMARKED]
    make.add_all([_mark(meeting.id or 0, member.id or 0, what) for meeting, what in marked])
    make.add_all([_away(member.id or 0, meeting) for meeting, what in marked if what == AWAY])


def _meeting(group_id: int, what: str, fortnights_ago: int) -> GroupSession:
    starts_at = clock.now() - timedelta(days=14 * fortnights_ago)
    cancelled = what == CANCELLED
    return GroupSession(
        group_id=group_id,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        state=GroupSessionState.CANCELLED if cancelled else GroupSessionState.PLANNED,
        cancel_reason="Snow" if cancelled else None,
        register_finished_at=None if what in (NOT_TAKEN, CANCELLED) else starts_at + timedelta(hours=2),
        created_at=starts_at,
    )


def _mark(meeting_id: int, member_id: int, what: str) -> Mark:
    # Cancelled, never finished, away: even a stray absence there must count for nothing.
    kind = KINDS.get(what, MarkKind.DID_NOT_COME)
    return Mark(group_session_id=meeting_id, member_id=member_id, kind=kind, at=clock.now())


def _away(member_id: int, meeting: GroupSession) -> MemberAway:
    day: date = clock.local(meeting.starts_at).date()
    return MemberAway(member_id=member_id, since=day, until=day)


ANYTHING = st.sampled_from([CAME, CAME, MISSED, MISSED, LATE, WORD, UNMARKED, CANCELLED, NOT_TAKEN, AWAY])
# Somebody who came and then stays away, with anything between: where quiet begins and ends.
FADING = st.tuples(
    st.lists(st.sampled_from([CAME, LATE, MISSED, WORD]), min_size=2, max_size=6),
    st.lists(st.sampled_from([MISSED, MISSED, MISSED, UNMARKED, CANCELLED, NOT_TAKEN, AWAY, WORD]), max_size=7),
).map(lambda parts: [CAME, *parts[0], *parts[1]])
SURELY_QUIET = [
    [CAME, CAME, MISSED, MISSED],
    [CAME, MISSED, LATE, MISSED, MISSED, MISSED],
    [CAME, CAME, MISSED, CANCELLED, NOT_TAKEN, MISSED],
]
SURELY_NOT = [[CAME, CAME, MISSED, WORD], [CAME, CAME, MISSED, AWAY], [CAME, MISSED, MISSED]]
STORIES = st.one_of(st.lists(ANYTHING, min_size=2, max_size=14), FADING, FADING)


@pytest.fixture(scope="module")
def shared_folder(shared: Path) -> Path:
    return shared


def test_quiet_is_raised_exactly_by_its_definition(
    shared_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    found = {True: 0, False: 0}

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @example(stories=[*SURELY_QUIET, *SURELY_NOT])
    @given(stories=st.lists(STORIES, min_size=1, max_size=6))
    def check(stories: list[list[str]]) -> None:
        with databases.sqlite(shared_folder, tmp_path_factory.mktemp("quiet")) as url, databases.using(url):
            cast = assemble()
            for number, story in enumerate(stories):
                group = make.group(cast.riverside, f"Group {number}")
                write(group.id or 0, story)
                with reading() as db:
                    quiet = bool(quiet_members(db, group.id or 0))
                assert quiet is by_definition(story), story
                found[quiet] += 1

    check()
    assert min(found.values()) >= len(SURELY_QUIET), "both answers must have come up, or nothing was shown"
