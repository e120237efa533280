"""R18 and R19: two duties change hands, where each person may have the other's place."""

from datetime import timedelta

import pytest

from models import AuditEvent, Duty, DutyState, GroupRole, Member, MemberAway, Wish
from services import clock
from services.errors import Conflict
from services.roles.duties import accept
from services.roles.suggesting.runs import suggest
from services.roles.swapping import SWAPPED, could_swap, swap
from tests import make
from tests.cast import Cast
from tests.roles.suggesting.stage import Stage, stage, state, steps, suggestions

Pair = tuple[Stage, Duty, Duty]


def pair(cast: Cast, first: DutyState, second: DutyState | None = None) -> Pair:
    """Amina in the first of two sessions, Bernard in the other."""
    scene = stage(cast, "Amina", "Bernard", days=(7, 21))
    mine = make.duty(scene.meetings[0], scene.role, scene.people[0], first)
    return scene, mine, make.duty(scene.meetings[1], scene.role, scene.people[1], second or first)


def places(cast: Cast) -> set[tuple[int, int, DutyState]]:
    live = [duty for duty in make.rows(Duty) if duty.state is not DutyState.HANDED_BACK]
    return {(duty.group_session_id, duty.member_id, duty.state) for duty in live}


def exchanged(pair: Pair, state: DutyState) -> set[tuple[int, int, DutyState]]:
    _, mine, theirs = pair
    return {(mine.group_session_id, theirs.member_id, state), (theirs.group_session_id, mine.member_id, state)}


def change(cast: Cast, pair: Pair) -> tuple[int, int]:
    return swap(cast.coordinator, pair[1].id or 0, pair[2].id or 0)


def test_r18_two_suggestions_swapped_stay_suggestions_and_are_locked(cast: Cast) -> None:
    two = pair(cast, DutyState.SUGGESTED)
    first, second = change(cast, two)
    assert places(cast) == exchanged(two, DutyState.SUGGESTED)
    assert [(one.id, one.member_id, one.locked, one.reason) for one in suggestions()] == [
        (first, two[0].people[0].id, True, SWAPPED),
        (second, two[0].people[1].id, True, SWAPPED),
    ]
    suggest(cast.coordinator, cast.group.id or 0)
    assert places(cast) == exchanged(two, DutyState.SUGGESTED)


@pytest.mark.parametrize("other", [DutyState.ACCEPTED, DutyState.OFFERED, DutyState.SUGGESTED])
def test_r18_a_yes_was_for_the_old_place_so_both_are_offered_anew(cast: Cast, other: DutyState) -> None:
    two = pair(cast, DutyState.ACCEPTED, other)
    new = change(cast, two)
    assert places(cast) == exchanged(two, DutyState.OFFERED)
    assert [steps(one) for one in new] == [[DutyState.OFFERED]] * 2
    assert {state(one.id or 0) for one in two[1:]} == {DutyState.HANDED_BACK}
    accept(cast.coordinator, new[0])


def test_r18_a_leader_and_who_stands_by_for_them_can_swap(cast: Cast) -> None:
    scene = stage(cast, "Amina", "Bernard", needs_backup=True)
    leads = make.duty(scene.meetings[0], scene.role, scene.people[0], DutyState.ACCEPTED)
    backs = make.duty(scene.meetings[0], scene.role, scene.people[1], DutyState.ACCEPTED, backup=True)
    mine, theirs = change(cast, (scene, leads, backs))
    assert [make.rows(Duty, id=one)[0].backup for one in (mine, theirs)] == [True, False]


def test_r31_a_swap_is_recorded(cast: Cast) -> None:
    two = pair(cast, DutyState.SUGGESTED)
    change(cast, two)
    (event,) = make.rows(AuditEvent, action="duty.swapped")
    assert (event.subject_id, event.group_id, event.account_id) == (
        two[1].id,
        cast.group.id,
        cast.coordinator.account_id,
    )


def away(member: Member) -> MemberAway:
    return MemberAway(member_id=member.id or 0, since=clock.today(), until=clock.today() + timedelta(days=10))


@pytest.mark.parametrize("kind", [DutyState.SUGGESTED, DutyState.ACCEPTED])
def test_r19_nobody_is_swapped_into_what_they_cannot_do(cast: Cast, kind: DutyState) -> None:
    two = pair(cast, kind)
    make.add(away(two[0].people[1]))
    before = places(cast)
    with pytest.raises(Conflict, match="Bernard: They are away"):
        change(cast, two)
    assert places(cast) == before
    assert could_swap(cast.coordinator, two[1].id or 0, 3) == could_swap(cast.coordinator, two[2].id or 0, 3) == ()


def test_r18_nobody_is_swapped_into_a_role_that_they_would_rather_not(cast: Cast) -> None:
    scene, mine, _ = pair(cast, DutyState.ACCEPTED)
    notes = make.group_role(cast.group, "Notes")
    theirs = make.duty(scene.meetings[0], notes, scene.person("Carys"), DutyState.ACCEPTED)
    make.wish(scene.people[0], notes, Wish.WOULD_RATHER_NOT)
    with pytest.raises(Conflict, match="Amina: They said they would rather not"):
        change(cast, (scene, mine, theirs))


@pytest.mark.parametrize("gone", [DutyState.HANDED_BACK, DutyState.DONE])
def test_r18_what_was_handed_back_or_done_is_not_swapped(cast: Cast, gone: DutyState) -> None:
    with pytest.raises(Conflict, match="nothing was swapped"):
        change(cast, pair(cast, DutyState.ACCEPTED, gone))


def test_r18_nobody_swaps_with_themselves(cast: Cast) -> None:
    scene = stage(cast, "Amina", days=(7, 21))
    mine, theirs = (make.duty(meeting, scene.role, scene.people[0]) for meeting in scene.meetings)
    with pytest.raises(Conflict, match="two people"):
        change(cast, (scene, mine, theirs))


def test_r19_swapping_within_full_caps_is_no_third_role(cast: Cast) -> None:
    scene, mine, theirs = pair(cast, DutyState.ACCEPTED)
    later = make.group_session(cast.group, clock.now() + timedelta(days=28))
    for who, name in zip(scene.people, ("Notes", "Library"), strict=True):
        make.duty(later, make.group_role(cast.group, name), who, DutyState.ACCEPTED)
    assert change(cast, (scene, mine, theirs))


def test_could_swap_names_everybody_who_may_soonest_first(cast: Cast) -> None:
    scene, mine, theirs = pair(cast, DutyState.ACCEPTED)
    notes = make.group_role(cast.group, "Notes")
    near = make.duty(scene.meetings[0], notes, scene.person("Carys"))
    make.duty(scene.meetings[1], notes, scene.person("Dilys", state="paused"))
    make.duty(scene.meetings[1], make.group_role(cast.group, "Tea"), scene.person("Emrys"), DutyState.HANDED_BACK)
    found = could_swap(cast.coordinator, mine.id or 0, 3)
    assert [(one.duty_id, one.name, one.role) for one in found] == [
        (near.id, "Carys", "Notes"),
        (theirs.id, "Bernard", "Welcomer"),
    ]
    assert [one.duty_id for one in could_swap(cast.coordinator, mine.id or 0, 1)] == [near.id]


def test_could_swap_names_nobody_for_what_is_over_or_handed_back(cast: Cast) -> None:
    scene, _, theirs = pair(cast, DutyState.ACCEPTED)
    been = make.group_session(cast.group, clock.now() - timedelta(days=3))
    over = make.duty(been, scene.role, scene.people[0], DutyState.ACCEPTED)
    back = make.duty(scene.meetings[1], make.rows(GroupRole)[0], scene.people[0], DutyState.HANDED_BACK)
    assert [could_swap(cast.coordinator, one.id or 0, 3) for one in (over, back)] == [(), ()]
    assert state(theirs.id or 0) is DutyState.ACCEPTED
