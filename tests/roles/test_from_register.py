"""R12, R15, R18: a duty follows from the marks and from what people answered, and goes back when the marks do."""

import pytest

from models import DutyEvent, DutyState, GroupSession, MarkKind
from services.register.finishing import correct, finish, reopen
from services.register.marking import Tap, mark
from services.register.saying import say_coming
from services.roles.duties import accept, hand_back, offer
from tests import make
from tests.cast import Cast
from tests.roles.suggesting.stage import Stage, stage, state

TAPS = iter(range(10**9))


def marked(scene: Stage, kind: MarkKind, person: int = 0) -> None:
    taps = [Tap(f"tap {next(TAPS)}", scene.people[person].id or 0, kind)]
    mark(scene.cast.register_taker, scene.meetings[0].id or 0, taps)


def today(cast: Cast, *names: str) -> Stage:
    """A session under way that Amina welcomes at, and said yes to."""
    scene = stage(cast, *(names or ("Amina", "Bernard")), days=())
    scene.meetings.append(make.group_session(cast.group))
    return scene


def duty_of(scene: Stage, person: int = 0, *, yes: bool = True) -> int:
    ids = scene.meetings[0].id or 0, scene.role.id or 0, scene.people[person].id or 0
    duty = offer(scene.cast.coordinator, *ids)
    if yes:
        accept(scene.cast.coordinator, duty)
    return duty


def finished(scene: Stage) -> GroupSession:
    finish(scene.cast.coordinator, scene.meetings[0].id or 0)
    return scene.meetings[0]


@pytest.mark.parametrize("yes", [False, True])
def test_r15_word_sent_hands_back_at_once_and_taken_back_brings_back(cast: Cast, yes: bool) -> None:
    scene = stage(cast, "Amina")
    duty = duty_of(scene, yes=yes)
    before = state(duty)
    marked(scene, MarkKind.SENT_WORD)
    assert state(duty) is DutyState.HANDED_BACK
    assert scene.shown().open_places == 1
    marked(scene, MarkKind.NOT_RECORDED)
    assert state(duty) is before
    assert [event.by_register for event in make.rows(DutyEvent, duty_id=duty)][-2:] == [True, True]


def test_r15_who_says_they_come_after_all_has_their_duty_again(cast: Cast) -> None:
    scene = stage(cast, "Amina")
    duty = duty_of(scene)
    marked(scene, MarkKind.SENT_WORD)
    say_coming(cast.coordinator, scene.meetings[0].id or 0, scene.people[0].id or 0, coming=True)
    assert state(duty) is DutyState.ACCEPTED


def test_r18_a_place_taken_meanwhile_stays_with_whoever_has_it(cast: Cast) -> None:
    scene = stage(cast, "Amina", "Bernard")
    duty = duty_of(scene)
    marked(scene, MarkKind.SENT_WORD)
    other = duty_of(scene, 1)
    marked(scene, MarkKind.NOT_RECORDED)
    assert (state(duty), state(other)) == (DutyState.HANDED_BACK, DutyState.ACCEPTED)


def test_r18_what_a_person_handed_back_themselves_no_mark_brings_back(cast: Cast) -> None:
    scene = stage(cast, "Amina")
    duty = duty_of(scene)
    hand_back(cast.coordinator, duty)
    marked(scene, MarkKind.SENT_WORD)
    marked(scene, MarkKind.NOT_RECORDED)
    assert state(duty) is DutyState.HANDED_BACK


def test_r15_word_for_one_session_leaves_other_duties_and_people_alone(cast: Cast) -> None:
    scene = stage(cast, "Amina", "Bernard", days=(7, 21))
    kept = [
        make.duty(scene.meetings[1], scene.role, scene.people[0], DutyState.ACCEPTED).id or 0,
        make.duty(scene.meetings[0], scene.role, scene.people[1], DutyState.ACCEPTED).id or 0,
    ]
    marked(scene, MarkKind.SENT_WORD)
    assert [state(one) for one in kept] == [DutyState.ACCEPTED] * 2


@pytest.mark.parametrize("kind", [MarkKind.CAME, MarkKind.LATE])
def test_r18_a_finished_register_makes_done_what_whoever_came_had(cast: Cast, kind: MarkKind) -> None:
    scene = today(cast)
    duty = duty_of(scene)
    marked(scene, kind)
    assert state(duty) is DutyState.ACCEPTED
    finished(scene)
    assert state(duty) is DutyState.DONE


def test_r18_who_did_not_come_has_handed_back_once_the_register_is_finished(cast: Cast) -> None:
    scene = today(cast)
    duty = duty_of(scene)
    marked(scene, MarkKind.DID_NOT_COME)
    assert state(duty) is DutyState.ACCEPTED
    finished(scene)
    assert state(duty) is DutyState.HANDED_BACK


def test_r12_who_is_not_recorded_keeps_theirs_as_it_was(cast: Cast) -> None:
    scene = today(cast)
    duty = duty_of(scene)
    marked(scene, MarkKind.CAME, 1)
    finished(scene)
    assert state(duty) is DutyState.ACCEPTED


def test_r18_a_suggestion_nobody_was_asked_about_is_never_done(cast: Cast) -> None:
    scene = today(cast)
    duty = make.duty(scene.meetings[0], scene.role, scene.people[0], DutyState.SUGGESTED)
    marked(scene, MarkKind.CAME)
    finished(scene)
    assert state(duty.id or 0) is DutyState.SUGGESTED


@pytest.mark.parametrize("kind", [MarkKind.CAME, MarkKind.DID_NOT_COME])
@pytest.mark.parametrize("yes", [False, True])
def test_r14_a_register_opened_again_brings_duties_back_as_people_answered(
    cast: Cast, kind: MarkKind, yes: bool
) -> None:
    scene = today(cast)
    duty = duty_of(scene, yes=yes)
    before = state(duty)
    marked(scene, kind)
    meeting = finished(scene)
    assert state(duty) is not before
    reopen(cast.coordinator, meeting.id or 0, "A slip")
    assert state(duty) is before
    finish(cast.coordinator, meeting.id or 0)
    assert state(duty) is (DutyState.DONE if kind is MarkKind.CAME else DutyState.HANDED_BACK)


def test_r14_a_corrected_mark_corrects_the_duty(cast: Cast) -> None:
    scene = today(cast)
    duty, who = duty_of(scene), scene.people[0].id or 0
    marked(scene, MarkKind.CAME)
    meeting = finished(scene).id or 0
    seen = []
    for kind in (MarkKind.DID_NOT_COME, MarkKind.CAME, MarkKind.NOT_RECORDED, MarkKind.SENT_WORD, MarkKind.LATE):
        correct(cast.coordinator, meeting, who, kind, False, "A slip")
        seen.append(state(duty))
    back, done = DutyState.HANDED_BACK, DutyState.DONE
    assert seen == [back, done, DutyState.ACCEPTED, back, done]


def test_r18_no_mark_ever_says_yes_for_anybody(cast: Cast) -> None:
    scene = today(cast)
    duty = duty_of(scene, yes=False)
    marked(scene, MarkKind.CAME)
    meeting = finished(scene).id or 0
    reopen(cast.coordinator, meeting, "A slip")
    marked(scene, MarkKind.SENT_WORD)
    marked(scene, MarkKind.NOT_RECORDED)
    assert state(duty) is DutyState.OFFERED
    assert not make.rows(DutyEvent, state=DutyState.ACCEPTED)
