"""R21 and R22: whom it might be kind to ask, and for what: true of each person, and never a verdict."""

from datetime import time, timedelta
from typing import Any

import pytest

from models import (
    DutyEvent,
    DutyState,
    GroupRole,
    GroupRoleStrength,
    GroupSession,
    Growth,
    MarkKind,
    Member,
    MemberAway,
    MemberRole,
    MemberState,
    MemberStrength,
    Posture,
    Strength,
    Wish,
)
from services import clock
from services.roles.duties import hand_back, offer
from services.roles.growing import growing
from services.roles.offers import LikesRole, MayLead, NeedsBackup, NeverAsked, Offer
from tests import make
from tests.cast import Cast
from tests.queries import how_many

LIKES = Wish.WOULD_LIKE
ENOUGH_VISITS = 2


@pytest.fixture
def role(cast: Cast) -> GroupRole:
    return make.group_role(cast.group, "Welcomer")


def shown(cast: Cast) -> tuple[Offer, ...]:
    return growing(cast.coordinator, cast.group.id or 0)


def at(cast: Cast, days: int) -> GroupSession:
    """The session so many days from now: each day has one."""
    starts_at = clock.at_local(clock.today() + timedelta(days=days), time(12))
    there = make.rows(GroupSession, group_id=cast.group.id, starts_at=starts_at)
    return there[0] if there else make.group_session(cast.group, starts_at)


def regular(cast: Cast, name: str = "Amina", visits: int = ENOUGH_VISITS, **values: Any) -> Member:
    """Somebody who came so many times."""
    member = make.member(cast.group, name, **values)
    for number in range(visits):
        make.mark(at(cast, -100 - number), member)
    return member


def says(member: Member, role: GroupRole, growth: Growth, wish: Wish = Wish.OPEN) -> None:
    make.add(MemberRole(member_id=member.id or 0, group_role_id=role.id or 0, growth=growth, wish=wish))


def did(cast: Cast, role: GroupRole, member: Member, *ago: int, **values: object) -> None:
    for days in ago:
        make.duty(at(cast, -days), role, member, **{"state": DutyState.DONE, **values})


def test_an_empty_group_has_no_offers(cast: Cast) -> None:
    assert shown(cast) == ()


# Never asked


def test_r21_somebody_who_came_twice_and_was_never_asked_is_offered(cast: Cast, role: GroupRole) -> None:
    amina = regular(cast)
    regular(cast, "Newcomer", visits=1)
    assert shown(cast) == (NeverAsked(amina.id or 0, "Amina", visits=2, role="", likes=False),)


def test_what_draws_them_is_named_the_wish_before_the_strength(cast: Cast, role: GroupRole) -> None:
    amina = regular(cast)
    kind = make.add(Strength(group_id=cast.group.id or 0, name="Kindness"))
    make.add(MemberStrength(member_id=amina.id or 0, strength_id=kind.id or 0))
    make.add(GroupRoleStrength(group_role_id=role.id or 0, strength_id=kind.id or 0))
    assert shown(cast) == (NeverAsked(amina.id or 0, "Amina", 2, "Welcomer", likes=False),)
    make.wish(amina, make.group_role(cast.group, "Notes"), LIKES)
    assert shown(cast) == (NeverAsked(amina.id or 0, "Amina", 2, "Notes", likes=True),)


@pytest.mark.parametrize("state", DutyState)
def test_a_duty_in_any_state_is_having_been_asked(cast: Cast, role: GroupRole, state: DutyState) -> None:
    did(cast, role, regular(cast), 20, state=state)
    assert shown(cast) == ()


@pytest.mark.parametrize(
    "values",
    [
        {"suggest_roles": False},
        {"duties_per_session": 0},
        {"duties_in_six_weeks": 0},
        {"state": MemberState.PAUSED},
        {"state": MemberState.LEFT},
    ],
)
def test_r19_who_does_not_want_to_be_asked_is_in_no_offer(
    cast: Cast, role: GroupRole, values: dict[str, object]
) -> None:
    amina = regular(cast, **values)
    says(amina, role, Growth.ENJOYED, LIKES)
    did(cast, make.group_role(cast.group, "Notes"), regular(cast, "Bernard", suggest_roles=False), 3)
    assert shown(cast) == ()


def test_r19_nobody_is_named_while_they_are_away(cast: Cast, role: GroupRole) -> None:
    amina = regular(cast)
    make.wish(amina, role, LIKES)
    make.add(MemberAway(member_id=amina.id or 0, since=clock.today(), until=clock.today()))
    assert shown(cast) == ()


def test_r19_a_role_that_they_asked_not_to_have_is_no_offer(cast: Cast) -> None:
    lifting = make.group_role(cast.group, "Set-up", posture=Posture.LIFTING)
    amina = regular(cast, no_lifting=True)
    make.wish(amina, lifting, LIKES)
    assert shown(cast) == ()


def test_somebody_whom_the_group_has_twice_was_asked_if_either_was(cast: Cast, role: GroupRole) -> None:
    amina = regular(cast)
    regular(cast, "Amina K", same_as_id=amina.id)
    assert [one.member_id for one in shown(cast)] == [amina.id]
    did(cast, role, make.rows(Member, name="Amina K")[0], 3)
    assert shown(cast) == ()


# Likes a role


def test_r21_a_role_that_somebody_likes_and_never_had(cast: Cast, role: GroupRole) -> None:
    amina = regular(cast)
    make.wish(amina, role, LIKES)
    did(cast, make.group_role(cast.group, "Notes"), amina, 3)
    assert shown(cast) == (LikesRole(amina.id or 0, "Amina", "Welcomer", None),)


@pytest.mark.parametrize(("ago", "offered"), [(83, False), (84, True)])
def test_r21_a_role_that_somebody_likes_is_offered_after_twelve_weeks(
    cast: Cast, role: GroupRole, ago: int, offered: bool
) -> None:
    amina = regular(cast)
    make.wish(amina, role, LIKES)
    did(cast, role, amina, ago)
    last = clock.today() - timedelta(days=ago)
    assert shown(cast) == ((LikesRole(amina.id or 0, "Amina", "Welcomer", last),) if offered else ())


@pytest.mark.parametrize(("ago", "offered"), [(83, False), (84, True)])
def test_being_asked_counts_from_the_day_of_the_question(cast: Cast, role: GroupRole, ago: int, offered: bool) -> None:
    amina = regular(cast)
    make.wish(amina, role, LIKES)
    duty = make.duty(at(cast, 3), role, amina, DutyState.HANDED_BACK)
    asked_on = make.this_time(ago)
    for state, at_moment in ((DutyState.OFFERED, asked_on), (DutyState.HANDED_BACK, clock.now())):
        make.add(DutyEvent(duty_id=duty.id or 0, state=state, at=at_moment))
    # The register took it back and gave it again: nobody asked.
    make.add(DutyEvent(duty_id=duty.id or 0, state=DutyState.OFFERED, at=clock.now(), by_register=True))
    wanted = LikesRole(amina.id or 0, "Amina", "Welcomer", clock.local(asked_on).date())
    assert shown(cast) == ((wanted,) if offered else ())


def test_an_offer_today_that_was_handed_back_is_having_been_asked(cast: Cast, role: GroupRole) -> None:
    amina = regular(cast)
    make.wish(amina, role, LIKES)
    duty = offer(cast.coordinator, at(cast, 3).id or 0, role.id or 0, amina.id or 0)
    hand_back(cast.coordinator, duty)
    assert shown(cast) == ()


def test_a_role_that_they_have_ahead_is_no_offer_even_as_a_suggestion(cast: Cast, role: GroupRole) -> None:
    amina = regular(cast)
    make.wish(amina, role, LIKES)
    make.duty(at(cast, 60), role, amina, DutyState.SUGGESTED)
    assert shown(cast) == ()


def test_a_suggestion_that_was_put_away_asked_nobody(cast: Cast, role: GroupRole) -> None:
    amina = regular(cast)
    make.wish(amina, role, LIKES)
    make.duty(at(cast, 3), role, amina, DutyState.HANDED_BACK)
    assert shown(cast) == (LikesRole(amina.id or 0, "Amina", "Welcomer", None),)


def test_who_has_enough_in_these_six_weeks_is_left_in_peace(cast: Cast, role: GroupRole) -> None:
    amina = regular(cast)
    make.wish(amina, role, LIKES)
    did(cast, make.group_role(cast.group, "Notes"), amina, 3)
    assert len(shown(cast)) == 1
    did(cast, make.group_role(cast.group, "Tea"), amina, 10)
    assert shown(cast) == ()


# Might lead


@pytest.mark.parametrize(("times", "offered"), [(2, False), (3, True)])
def test_r22_who_enjoyed_a_role_and_did_it_three_times_might_lead_it(
    cast: Cast, role: GroupRole, times: int, offered: bool
) -> None:
    amina = regular(cast)
    says(amina, role, Growth.ENJOYED)
    did(cast, role, amina, *range(60, 60 + times))
    did(cast, role, amina, 70, backup=True)
    assert shown(cast) == ((MayLead(amina.id or 0, "Amina", "Welcomer", times),) if offered else ())


@pytest.mark.parametrize(
    ("growth", "wish"),
    [
        (Growth.NOT_YET, Wish.OPEN),
        (Growth.TRIED, Wish.OPEN),
        (Growth.READY_TO_LEAD, Wish.OPEN),
        (Growth.ENJOYED, Wish.WOULD_RATHER_NOT),
    ],
)
def test_r22_how_far_along_they_are_is_theirs_to_say(cast: Cast, role: GroupRole, growth: Growth, wish: Wish) -> None:
    amina = regular(cast)
    says(amina, role, growth, wish)
    did(cast, role, amina, *range(60, 70))
    assert shown(cast) == ()


def test_r22_a_full_six_weeks_do_not_keep_anybody_from_leading_one_day(cast: Cast, role: GroupRole) -> None:
    amina = regular(cast)
    says(amina, role, Growth.ENJOYED)
    did(cast, role, amina, 1, 2, 3)
    assert shown(cast) == (MayLead(amina.id or 0, "Amina", "Welcomer", 3),)


# Roles that need a second person


@pytest.fixture
def backed(cast: Cast) -> GroupRole:
    return make.group_role(cast.group, "Relaxation lead", needs_backup=True)


def leader(cast: Cast, backed: GroupRole, name: str = "Amina") -> Member:
    member = regular(cast, name)
    says(member, backed, Growth.READY_TO_LEAD)
    did(cast, backed, member, 5)
    return member


def test_r21_a_role_that_one_person_did_in_a_year(cast: Cast, backed: GroupRole) -> None:
    leader(cast, backed)
    did(cast, backed, regular(cast, "Bernard"), 380)
    did(cast, backed, regular(cast, "Carys"), 7, backup=True)
    assert shown(cast) == (NeedsBackup(backed.id or 0, "Relaxation lead", people=1, ready=True),)
    did(cast, backed, make.rows(Member, name="Bernard")[0], 360)
    assert shown(cast) == ()


def test_r21_a_role_that_nobody_here_is_ready_to_lead(cast: Cast, backed: GroupRole) -> None:
    amina, bernard = regular(cast), regular(cast, "Bernard")
    for member in (amina, bernard):
        did(cast, backed, member, 10)
    gone = regular(cast, "Gone", state=MemberState.LEFT)
    says(gone, backed, Growth.READY_TO_LEAD)
    assert shown(cast) == (NeedsBackup(backed.id or 0, "Relaxation lead", people=2, ready=False),)
    says(amina, backed, Growth.READY_TO_LEAD)
    assert shown(cast) == ()


def test_r21_whoever_is_furthest_along_is_named_and_never_who_does_it_all(cast: Cast, backed: GroupRole) -> None:
    alone = leader(cast, backed, "Alone")
    said = {
        "Tried": (Growth.TRIED, Wish.OPEN),
        "Likes": (Growth.NOT_YET, LIKES),
        "Enjoyed": (Growth.ENJOYED, Wish.OPEN),
        "Ready": (Growth.READY_TO_LEAD, Wish.OPEN),
    }
    for name, (growth, wish) in said.items():
        member = regular(cast, name)
        says(member, backed, growth, wish)
        # Asked before, and asked to stand by: neither new nor without a role, and no offer of their own.
        did(cast, backed, member, 400)
        make.duty(at(cast, 20), backed, member, DutyState.OFFERED, backup=True)
        assert shown(cast) == (
            NeedsBackup(backed.id or 0, "Relaxation lead", 1, True, member.id, name, growth, wish is LIKES),
        )
    assert alone.id not in [one.member_id for one in shown(cast)]


def test_each_role_that_leans_on_few_names_somebody_else(cast: Cast, backed: GroupRole) -> None:
    amina, bernard = regular(cast), regular(cast, "Bernard")
    for role in (backed, make.group_role(cast.group, "Tea", needs_backup=True)):
        did(cast, role, amina, 400)
        did(cast, role, bernard, 401)
        says(amina, role, Growth.ENJOYED)
        says(bernard, role, Growth.TRIED)
    assert [one.name for one in shown(cast)] == ["Amina", "Bernard"]


def test_a_role_without_need_of_one_or_off_the_list_is_no_offer(cast: Cast, role: GroupRole) -> None:
    make.group_role(cast.group, "Old", needs_backup=True, archived_at=clock.now())
    did(cast, role, regular(cast), 5)
    assert shown(cast) == ()


# All together


def test_nobody_is_named_twice(cast: Cast, role: GroupRole, backed: GroupRole) -> None:
    amina = regular(cast)
    for one in (role, backed):
        says(amina, one, Growth.ENJOYED, LIKES)
        did(cast, one, amina, 100, 110, 120)
    assert [type(one) for one in shown(cast)] == [LikesRole, NeedsBackup]
    assert [one.member_id for one in shown(cast)] == [amina.id, None]


def test_at_most_eight_warmest_first_and_no_kind_hides_the_others(cast: Cast, role: GroupRole) -> None:
    notes = make.group_role(cast.group, "Notes")
    for number in range(9):
        regular(cast, f"Never {number}", visits=2 + number)
    for number in range(3):
        likes, leads = make.member(cast.group, f"Likes {number}"), make.member(cast.group, f"Leads {number}")
        make.wish(likes, role, LIKES)
        did(cast, notes, likes, 130 + number)
        says(leads, role, Growth.ENJOYED)
        did(cast, role, leads, *range(90 + 10 * number, 94 + 11 * number))
    make.group_role(cast.group, "Tea", needs_backup=True)
    named = ["Never 8", "Never 7", "Never 6", "Likes 0", "Likes 1", "Leads 2", "Leads 1", ""]
    assert [one.name for one in shown(cast)] == named


def test_wishes_and_longest_since_come_first(cast: Cast, role: GroupRole) -> None:
    notes = make.group_role(cast.group, "Notes")
    for name, ago in (("In spring", 120), ("Last year", 400), ("Never", None)):
        member = make.member(cast.group, name)
        make.wish(member, role, LIKES)
        did(cast, *((role, member, ago) if ago else (notes, member, 30)))
    regular(cast, "Often", visits=5)
    make.wish(regular(cast, "Wishes", visits=2), role, LIKES)
    assert [one.name for one in shown(cast)] == ["Wishes", "Often", "Never", "Last year", "In spring"]


def test_r30_another_group_has_its_own(cast: Cast) -> None:
    make.group_role(cast.other_group, needs_backup=True)
    stranger = make.member(cast.other_group, "Dilys")
    for days in (3, 4):
        make.mark(make.group_session(cast.other_group, make.this_time(days)), stranger, MarkKind.CAME)
    assert shown(cast) == ()


def test_the_number_of_queries_does_not_grow(cast: Cast, role: GroupRole, backed: GroupRole) -> None:
    def more(first: int, last: int) -> None:
        for number in range(first, last):
            member = make.member(cast.group, f"M{number}")
            make.mark(at(cast, -100), member)
            make.mark(at(cast, -101), member)
            says(member, role, Growth.ENJOYED, LIKES)
            if number % 2:
                did(cast, role, member, 130 + number)

    more(0, 10)
    few = how_many(lambda: shown(cast))
    more(10, 60)
    assert len(shown(cast)) > 0
    assert how_many(lambda: shown(cast)) == few
