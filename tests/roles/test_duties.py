"""R18 and R19: offered, accepted, handed back; who is not asked, in words."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from models import (
    AuditEvent,
    Duty,
    DutyEvent,
    DutyState,
    GroupRole,
    GroupSession,
    MarkKind,
    Member,
    MemberAway,
    MemberState,
    Wish,
)
from services import clock
from services.errors import Conflict, NotFound
from services.roles.duties import accept, hand_back, offer
from tests import make
from tests.cast import Cast


@dataclass(frozen=True)
class Scene:
    cast: Cast
    meeting: GroupSession
    role: GroupRole
    amina: Member
    bernard: Member

    def offer(self, member: Member | None = None, *, backup: bool = False) -> int:
        who = (member or self.amina).id or 0
        return offer(self.cast.coordinator, self.meeting.id or 0, self.role.id or 0, who, backup=backup)

    def state(self, duty_id: int) -> DutyState:
        return make.rows(Duty, id=duty_id)[0].state

    def steps(self, duty_id: int) -> list[DutyState]:
        return [event.state for event in make.rows(DutyEvent, duty_id=duty_id)]


@pytest.fixture
def scene(cast: Cast) -> Scene:
    return stage(cast)


def stage(cast: Cast, *, role: GroupRole | None = None, **member: object) -> Scene:
    return Scene(
        cast,
        make.group_session(cast.group, clock.now() + timedelta(days=3)),
        role or make.group_role(cast.group, needs_backup=True),
        make.member(cast.group, "Amina", **member),
        make.member(cast.group, "Bernard"),
    )


def test_r18_an_offer_is_no_duty_until_the_yes_is_recorded(scene: Scene) -> None:
    duty = scene.offer()
    assert scene.state(duty) is DutyState.OFFERED
    accept(scene.cast.coordinator_2, duty)
    accept(scene.cast.coordinator, duty)
    assert scene.state(duty) is DutyState.ACCEPTED
    assert scene.steps(duty) == [DutyState.OFFERED, DutyState.ACCEPTED]


@pytest.mark.parametrize("said_yes", [False, True])
def test_r18_handing_back_needs_no_reason_and_opens_the_place_at_once(scene: Scene, said_yes: bool) -> None:
    duty = scene.offer()
    if said_yes:
        accept(scene.cast.coordinator, duty)
    hand_back(scene.cast.coordinator, duty)
    hand_back(scene.cast.coordinator, duty)
    assert scene.steps(duty)[-1] is DutyState.HANDED_BACK
    assert scene.state(scene.offer(scene.bernard)) is DutyState.OFFERED


def test_r18_what_was_handed_back_can_be_offered_to_the_same_person_again(scene: Scene) -> None:
    first = scene.offer()
    hand_back(scene.cast.coordinator, first)
    assert scene.offer() != first


def test_r18_nothing_to_say_yes_to_after_handing_back(scene: Scene) -> None:
    duty = scene.offer()
    hand_back(scene.cast.coordinator, duty)
    with pytest.raises(Conflict, match="handed back"):
        accept(scene.cast.coordinator, duty)


def test_r18_what_was_done_is_not_handed_back(scene: Scene) -> None:
    duty = make.duty(scene.meeting, scene.role, scene.amina, DutyState.DONE)
    with pytest.raises(Conflict, match="was done"):
        hand_back(scene.cast.coordinator, duty.id or 0)


Refusal = tuple[Callable[[Scene], object], str]
REFUSALS: dict[str, Refusal] = {
    "sent word": (lambda scene: make.mark(scene.meeting, scene.amina, MarkKind.SENT_WORD), "sent word"),
    "would rather not": (
        lambda scene: make.wish(scene.amina, scene.role, Wish.WOULD_RATHER_NOT),
        "would rather not do this. Ask them first",
    ),
    "away": (
        lambda scene: make.add(
            MemberAway(
                member_id=scene.amina.id or 0,
                since=clock.today(),
                until=clock.local(scene.meeting.starts_at).date(),
            )
        ),
        "away on that day",
    ),
    "has it already": (lambda scene: make.duty(scene.meeting, scene.role, scene.amina), "already have that role"),
    "has another": (
        lambda scene: make.duty(scene.meeting, make.group_role(scene.cast.group, "Notes"), scene.amina),
        "at most one role at a session",
    ),
    "place taken": (
        lambda scene: make.duty(scene.meeting, scene.role, scene.bernard),
        "Someone else has that place",
    ),
}


@pytest.mark.parametrize("why", REFUSALS)
def test_r19_who_is_not_to_be_asked_is_refused_in_words(scene: Scene, why: str) -> None:
    before, words = REFUSALS[why]
    before(scene)
    duties = len(make.rows(Duty))
    with pytest.raises(Conflict, match=words):
        scene.offer()
    assert len(make.rows(Duty)) == duties


@pytest.mark.parametrize(
    ("member", "words"),
    [
        ({"state": MemberState.PAUSED}, "not coming to the group at the moment"),
        ({"state": MemberState.LEFT}, "not coming to the group at the moment"),
        ({"suggest_roles": False}, "asked not to be offered roles. Ask them first"),
        ({"duties_per_session": 0}, "asked not to be offered roles"),
        ({"duties_in_six_weeks": 0}, "asked not to be offered roles"),
    ],
)
def test_r19_what_a_member_asked_for_is_respected(cast: Cast, member: dict[str, object], words: str) -> None:
    with pytest.raises(Conflict, match=words):
        stage(cast, **member).offer()


def test_r19_a_higher_cap_allows_a_second_role(cast: Cast) -> None:
    scene = stage(cast, duties_per_session=2)
    make.duty(scene.meeting, make.group_role(cast.group, "Notes"), scene.amina)
    assert scene.offer()


def test_r19_a_handed_back_duty_counts_towards_no_cap(scene: Scene) -> None:
    notes = make.group_role(scene.cast.group, "Notes")
    make.duty(scene.meeting, notes, scene.amina, DutyState.HANDED_BACK)
    assert scene.offer()


def test_r19_a_backup_stands_beside_the_one_who_leads(scene: Scene) -> None:
    scene.offer()
    backup = scene.offer(scene.bernard, backup=True)
    assert make.rows(Duty, id=backup)[0].backup
    with pytest.raises(Conflict, match="Someone else has that place"):
        scene.offer(make.member(scene.cast.group, "Carys"), backup=True)


def test_r19_a_role_without_need_of_one_has_no_backup(cast: Cast) -> None:
    with pytest.raises(Conflict, match="has no backup"):
        stage(cast, role=make.group_role(cast.group)).offer(backup=True)


def test_r18_nobody_is_asked_for_an_archived_role(cast: Cast) -> None:
    with pytest.raises(Conflict, match="no longer on the list"):
        stage(cast, role=make.group_role(cast.group, archived_at=clock.now())).offer()


@pytest.mark.parametrize(
    ("days", "values", "words"),
    [(5, {"state": "cancelled", "cancel_reason": "Snow"}, "is cancelled"), (-2, {}, "is over")],
)
def test_r18_nobody_is_asked_for_a_session_that_is_over_or_off(
    scene: Scene, days: int, values: dict[str, object], words: str
) -> None:
    off = make.group_session(scene.cast.group, clock.now() + timedelta(days=days), **values)
    duty = make.duty(off, scene.role, scene.amina)
    with pytest.raises(Conflict, match=words):
        offer(scene.cast.coordinator, off.id or 0, scene.role.id or 0, scene.bernard.id or 0)
    with pytest.raises(Conflict, match=words):
        accept(scene.cast.coordinator, duty.id or 0)


def test_r18_two_coordinators_offering_one_place_at_once_fill_it_once(scene: Scene) -> None:
    people = [make.member(scene.cast.group, f"Person {n}") for n in range(6)]

    def attempt(member: Member) -> bool:
        try:
            return bool(scene.offer(member))
        except Conflict:
            return False

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(attempt, people)) == 1
    assert len(make.rows(Duty)) == 1


def test_r19_one_person_offered_two_roles_at_once_gets_one(scene: Scene) -> None:
    roles = [make.group_role(scene.cast.group, f"Role {n}").id or 0 for n in range(4)]

    def attempt(role_id: int) -> bool:
        try:
            return bool(offer(scene.cast.coordinator, scene.meeting.id or 0, role_id, scene.amina.id or 0))
        except Conflict:
            return False

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(attempt, roles)) == 1


def test_r30_a_coordinator_of_two_groups_cannot_mix_them(scene: Scene) -> None:
    both = replace(scene.cast.coordinator, group_ids=(scene.cast.group.id or 0, scene.cast.other_group.id or 0))
    stranger = make.member(scene.cast.other_group, "Dilys")
    with pytest.raises(NotFound):
        offer(both, scene.meeting.id or 0, scene.role.id or 0, stranger.id or 0)


def test_r31_every_step_of_a_duty_is_recorded(scene: Scene) -> None:
    duty = scene.offer()
    accept(scene.cast.coordinator, duty)
    hand_back(scene.cast.coordinator, duty)
    events = make.rows(AuditEvent, subject="duty", subject_id=duty)
    assert [event.action for event in events] == ["duty.offered", "duty.accepted", "duty.handed_back"]
    assert {event.group_id for event in events} == {scene.cast.group.id}
