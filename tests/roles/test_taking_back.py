"""R18: handing back undone, and whoever stands by asked to lead."""

from datetime import timedelta

import pytest

from models import AuditEvent, Duty, DutyState, GroupSession, MarkKind, MemberAway
from services import clock
from services.errors import Conflict
from services.register.finishing import correct, finish
from services.register.marking import Tap, mark
from services.roles.duties import accept, hand_back, offer, step_in, take_back
from tests import make
from tests.cast import Cast
from tests.roles.suggesting.stage import Stage, stage, state, steps


def offered(scene: Stage, person: int = 0, *, backup: bool = False) -> int:
    ids = scene.meetings[0].id or 0, scene.role.id or 0, scene.people[person].id or 0
    return offer(scene.cast.coordinator, *ids, backup=backup)


@pytest.mark.parametrize("said_yes", [False, True])
def test_r18_what_is_taken_back_stands_where_it_stood(cast: Cast, said_yes: bool) -> None:
    duty = offered(stage(cast, "Amina"))
    if said_yes:
        accept(cast.coordinator, duty)
    before = state(duty)
    hand_back(cast.coordinator, duty)
    take_back(cast.coordinator_2, duty)
    take_back(cast.coordinator_2, duty)
    assert state(duty) is before
    assert steps(duty)[-2:] == [DutyState.HANDED_BACK, before]


def test_r18_a_place_that_somebody_has_by_now_is_not_taken_back(cast: Cast) -> None:
    scene = stage(cast, "Amina", "Bernard")
    duty = offered(scene)
    hand_back(cast.coordinator, duty)
    offered(scene, 1)
    with pytest.raises(Conflict, match="Someone else has that place"):
        take_back(cast.coordinator, duty)
    assert state(duty) is DutyState.HANDED_BACK


def test_r18_what_was_offered_to_the_same_person_anew_is_not_taken_back_twice(cast: Cast) -> None:
    scene = stage(cast, "Amina", places=2)
    duty = offered(scene)
    hand_back(cast.coordinator, duty)
    offered(scene)
    with pytest.raises(Conflict, match="already have that role"):
        take_back(cast.coordinator, duty)


def test_r19_who_is_away_by_now_takes_nothing_back(cast: Cast) -> None:
    scene = stage(cast, "Amina")
    duty = offered(scene)
    hand_back(cast.coordinator, duty)
    day = clock.local(scene.meetings[0].starts_at).date()
    make.add(MemberAway(member_id=scene.people[0].id or 0, since=day, until=day))
    with pytest.raises(Conflict, match="away"):
        take_back(cast.coordinator, duty)


def test_r19_whose_cap_is_full_by_now_takes_nothing_back(cast: Cast) -> None:
    scene = stage(cast, "Amina", days=(7, 8, 9))
    duty = offered(scene)
    hand_back(cast.coordinator, duty)
    for meeting in scene.meetings[1:]:
        make.duty(meeting, scene.role, scene.people[0])
    with pytest.raises(Conflict, match="at most 2 roles in six weeks"):
        take_back(cast.coordinator, duty)


def test_r18_nothing_of_a_session_that_is_over_is_taken_back(cast: Cast) -> None:
    scene = stage(cast, "Amina")
    been = make.group_session(cast.group, clock.now() - timedelta(days=2))
    duty = make.duty(been, scene.role, scene.people[0], DutyState.HANDED_BACK)
    with pytest.raises(Conflict, match="is over"):
        take_back(cast.coordinator, duty.id or 0)


def under_way(cast: Cast) -> tuple[Stage, GroupSession, int]:
    scene = stage(cast, "Amina", days=())
    meeting = make.group_session(cast.group)
    scene.meetings.append(meeting)
    duty = offered(scene)
    accept(cast.coordinator, duty)
    return scene, meeting, duty


def test_r14_what_a_finished_register_says_is_not_taken_back_by_hand(cast: Cast) -> None:
    scene, meeting, duty = under_way(cast)
    mark(cast.coordinator, meeting.id or 0, [Tap("a", scene.people[0].id or 0, MarkKind.CAME)])
    finish(cast.coordinator, meeting.id or 0)
    assert state(duty) is DutyState.DONE
    correct(cast.coordinator, meeting.id or 0, scene.people[0].id or 0, MarkKind.DID_NOT_COME, False, "Slip")
    with pytest.raises(Conflict, match="register is finished"):
        take_back(cast.coordinator, duty)
    assert state(duty) is DutyState.HANDED_BACK


def test_r18_whoever_stands_by_is_asked_to_lead_and_says_yes_anew(cast: Cast) -> None:
    scene = stage(cast, "Amina", "Bernard", needs_backup=True)
    leads, backs = offered(scene), offered(scene, 1, backup=True)
    accept(cast.coordinator, backs)
    hand_back(cast.coordinator, leads)
    step_in(cast.coordinator, backs)
    (duty,) = make.rows(Duty, id=backs)
    assert (duty.backup, duty.state) == (False, DutyState.OFFERED)
    assert steps(backs) == [DutyState.OFFERED, DutyState.ACCEPTED, DutyState.OFFERED]
    assert make.rows(AuditEvent, subject="duty", subject_id=backs)[-1].action == "duty.offered"
    assert scene.shown().backup_missing


def test_r18_nobody_steps_in_while_somebody_leads(cast: Cast) -> None:
    scene = stage(cast, "Amina", "Bernard", needs_backup=True)
    offered(scene)
    backs = offered(scene, 1, backup=True)
    with pytest.raises(Conflict, match="Someone else has that place"):
        step_in(cast.coordinator, backs)
    assert make.rows(Duty, id=backs)[0].backup


@pytest.mark.parametrize("gone", [DutyState.HANDED_BACK, DutyState.DONE])
def test_r18_who_no_longer_stands_by_does_not_step_in(cast: Cast, gone: DutyState) -> None:
    scene = stage(cast, "Amina", needs_backup=True)
    duty = make.duty(scene.meetings[0], scene.role, scene.people[0], gone, backup=True)
    with pytest.raises(Conflict, match="no longer stand by"):
        step_in(cast.coordinator, duty.id or 0)


def test_r18_who_leads_already_does_not_step_in(cast: Cast) -> None:
    with pytest.raises(Conflict, match="no longer stand by"):
        step_in(cast.coordinator, offered(stage(cast, "Amina")))


def test_r18_nobody_steps_in_at_a_session_that_is_over(cast: Cast) -> None:
    scene = stage(cast, "Amina", needs_backup=True)
    been = make.group_session(cast.group, clock.now() - timedelta(days=2))
    duty = make.duty(been, scene.role, scene.people[0], DutyState.ACCEPTED, backup=True)
    with pytest.raises(Conflict, match="is over"):
        step_in(cast.coordinator, duty.id or 0)
