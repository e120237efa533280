"""The coordinators' pages ask as much of the database with 200 members and 260 group sessions as with few."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from models import ConsentKind, GroupSession, Mark, MarkKind, Member
from services import clock
from services.feeling.asking import question
from services.group_sessions import reading as sessions
from services.group_sessions.not_lately import not_lately
from services.group_sessions.year import year
from services.members.being_in_touch import gone_quiet
from services.members.directory import directory
from services.members.person import person
from services.register import choosing, from_paper
from services.register.from_paper import Paper
from services.register.reading import register
from services.security.actor import Actor
from services.today import today
from services.welcome.choices import welcome_choices
from services.welcome.reading import on_the_way
from tests import make
from tests.cast import Cast
from tests.feeling.room import asking
from tests.queries import how_many
from tests.referrals.stories import on_file
from tests.register.room import founder

FEW_MEMBERS, MANY_MEMBERS = 20, 200
FEW_SESSIONS, MANY_SESSIONS = 10, 260

Read = Callable[[Actor, int, int, int], object]
# Each is called with the actor, the group, a group session under way, and a member.
READS: dict[str, Read] = {
    "today": lambda actor, group, _s, _m: today(actor, group),
    "register": lambda actor, _g, meeting, _m: register(actor, meeting),
    "how was it": lambda actor, _g, meeting, _m: question(actor, meeting),
    "choices": lambda actor, group, _s, _m: choosing.choices(actor, group),
    "from paper": lambda actor, _g, meeting, _m: from_paper.read_paper(actor, meeting, Paper("1 2 3")),
    "directory": lambda actor, group, _s, _m: directory(actor, group),
    "person": lambda actor, _g, _s, member: person(actor, member),
    "gone quiet": lambda actor, group, _s, _m: gone_quiet(actor, group),
    "on the way": lambda actor, group, _s, _m: on_the_way(actor, group),
    "welcome choices": lambda actor, group, _s, _m: welcome_choices(actor, group),
    "upcoming": lambda actor, group, _s, _m: sessions.upcoming(actor, group),
    "past": lambda actor, group, _s, _m: sessions.past(actor, group),
    "year": lambda actor, group, _s, _m: year(actor, group),
    "not lately": lambda actor, group, _s, _m: not_lately(actor, group),
}


def members(cast: Cast, first: int, last: int) -> None:
    make.add_all([founder(cast, f"Member {number}") for number in range(first, last)])
    for number in range(first, min(last, first + 5)):
        make.referral(on_file(cast, ConsentKind.SHARE, name=f"Referred {number}").graduate, cast.group)


def meetings(cast: Cast, first: int, last: int) -> None:
    """Held ones, at each of which everybody was marked somehow."""
    held = make.add_all([_held(cast, number) for number in range(first, last)])
    somebody = make.rows(Member, group_id=cast.group.id)[:6]
    kinds = list(MarkKind)
    make.add_all(
        [
            Mark(
                group_session_id=meeting.id or 0,
                member_id=member.id or 0,
                kind=kinds[(number + place) % len(kinds)],
                at=clock.now(),
            )
            for number, meeting in enumerate(held)
            for place, member in enumerate(somebody)
        ]
    )


def _held(cast: Cast, number: int) -> GroupSession:
    starts_at = clock.now() - timedelta(days=2 + 2 * number)
    return GroupSession(
        group_id=cast.group.id or 0,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        register_finished_at=starts_at + timedelta(hours=2),
        created_at=starts_at,
    )


@pytest.fixture
def few(cast: Cast) -> tuple[int, int]:
    """Some members and meetings, the one under way, and one member."""
    under_way = asking(cast)
    members(cast, 0, FEW_MEMBERS)
    meetings(cast, 0, FEW_SESSIONS)
    return under_way.id or 0, make.rows(Member, group_id=cast.group.id)[0].id or 0


def test_as_many_statements_for_few_as_for_many(cast: Cast, few: tuple[int, int]) -> None:
    def counted() -> dict[str, int]:
        for read in READS.values():
            read(cast.coordinator, cast.group.id or 0, *few)  # a first look is recorded, a second is the same look
        return {
            name: how_many(lambda read=read: read(cast.coordinator, cast.group.id or 0, *few))
            for name, read in READS.items()
        }

    before = counted()
    members(cast, FEW_MEMBERS, MANY_MEMBERS)
    meetings(cast, FEW_SESSIONS, MANY_SESSIONS)
    assert counted() == before
