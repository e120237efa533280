"""R18: suggestions that are accepted become offers, all or each; what no longer fits stays a suggestion."""

from datetime import timedelta

from models import DutyEvent, DutyState, GroupRole, MarkKind, MemberAway
from services import clock
from services.roles.asking import WhyNot
from services.roles.catalogue import archive
from services.roles.duties import accept, hand_back
from services.roles.suggesting.accepting import Accepted, NotOffered, accept_suggestions
from tests import make
from tests.cast import Cast
from tests.roles.suggesting.stage import Stage, stage, state, steps, suggestions


def accept_all(scene: Stage, *duty_ids: int | None) -> Accepted:
    wanted = [one or 0 for one in duty_ids] or [duty.id or 0 for duty in suggestions()]
    return accept_suggestions(scene.cast.coordinator, scene.cast.group.id or 0, wanted)


def test_r18_all_accepted_at_once_are_offered_and_nothing_more(cast: Cast) -> None:
    scene = stage(cast, "Amina", "Bernard", days=(7, 21))
    scene.suggest()
    ids = [duty.id or 0 for duty in suggestions()]
    assert accept_all(scene) == Accepted(2, (), 0)
    assert {state(one) for one in ids} == {DutyState.OFFERED}
    assert [steps(one) for one in ids] == [[DutyState.OFFERED]] * 2


def test_r18_nothing_is_accepted_without_the_persons_yes(cast: Cast) -> None:
    scene = stage(cast, "Amina", "Bernard", days=(7, 21), needs_backup=True)
    scene.suggest()
    accept_all(scene)
    scene.suggest()
    assert DutyState.ACCEPTED not in {event.state for event in make.rows(DutyEvent)}
    yes = make.rows(DutyEvent)[0].duty_id
    accept(cast.coordinator, yes)
    assert [event.duty_id for event in make.rows(DutyEvent, state=DutyState.ACCEPTED)] == [yes]


def test_r18_one_accepted_leaves_the_others_suggestions(cast: Cast) -> None:
    scene = stage(cast, "Amina", "Bernard", days=(7, 21))
    scene.suggest()
    first, second = suggestions()
    assert accept_all(scene, first.id).offered == 1
    assert (state(first.id or 0), state(second.id or 0)) == (DutyState.OFFERED, DutyState.SUGGESTED)


def test_r18_what_somebody_else_changed_first_counts_as_gone_and_stays_as_it_is(cast: Cast) -> None:
    scene = stage(cast, "Amina", "Bernard", days=(7, 21))
    scene.suggest()
    first, second = (duty.id or 0 for duty in suggestions())
    hand_back(cast.coordinator_2, first)
    assert accept_all(scene, first, second, 10**6, -1) == Accepted(1, (), 2)
    assert accept_all(scene, first, second) == Accepted(0, (), 2)
    assert state(first) is DutyState.HANDED_BACK


def test_r18_what_no_longer_fits_stays_a_suggestion_and_is_named_with_why(cast: Cast) -> None:
    scene = stage(cast, "Amina", days=(7,))
    scene.suggest()
    (duty,) = suggestions()
    make.add(MemberAway(member_id=duty.member_id, since=clock.today(), until=clock.today() + timedelta(days=9)))
    assert accept_all(scene) == Accepted(0, (NotOffered("Amina", WhyNot.AWAY),), 0)
    assert state(duty.id or 0) is DutyState.SUGGESTED


def test_r19_a_full_cap_of_suggestions_can_all_be_accepted(cast: Cast) -> None:
    scene = stage(cast, "Amina", days=(7, 21))
    scene.suggest()
    assert accept_all(scene) == Accepted(2, (), 0)


def test_r19_a_suggestion_whose_person_has_enough_by_now_is_not_offered(cast: Cast) -> None:
    scene = stage(cast, "Amina", days=(7, 21))
    scene.suggest()
    make.duty(make.group_session(cast.group, clock.now() + timedelta(days=28)), scene.role, scene.people[0])
    assert [one.why for one in accept_all(scene).unfit] == [WhyNot.ENOUGH_IN_SIX_WEEKS] * 2


def test_r15_a_suggestion_whose_person_sent_word_is_not_offered(cast: Cast) -> None:
    scene = stage(cast, "Amina")
    scene.suggest()
    make.mark(scene.meetings[0], scene.people[0], MarkKind.SENT_WORD)
    assert [one.why for one in accept_all(scene).unfit] == [WhyNot.SENT_WORD]


def test_r18_a_suggestion_for_a_session_that_is_over_is_not_offered(cast: Cast) -> None:
    scene = stage(cast, "Amina")
    been = make.group_session(cast.group, clock.now() - timedelta(days=1))
    duty = make.duty(been, scene.role, scene.people[0], DutyState.SUGGESTED)
    assert accept_all(scene, duty.id).unfit == (NotOffered("Amina", None),)


def test_r18_a_suggestion_for_a_cancelled_session_is_gone(cast: Cast) -> None:
    scene = stage(cast, "Amina")
    off = make.group_session(cast.group, clock.now() + timedelta(days=2), state="cancelled", cancel_reason="Snow")
    duty = make.duty(off, scene.role, scene.people[0], DutyState.SUGGESTED)
    assert accept_all(scene, duty.id) == Accepted(0, (), 1)


def test_r18_a_suggestion_for_a_role_taken_off_the_list_is_gone(cast: Cast) -> None:
    scene = stage(cast, "Amina")
    scene.suggest()
    archive(cast.coordinator_2, make.rows(GroupRole)[0].id or 0)
    assert accept_all(scene) == Accepted(0, (), 1)


def test_r30_another_groups_suggestions_are_gone_too(cast: Cast) -> None:
    scene = stage(cast, "Amina")
    meeting = make.group_session(cast.other_group, clock.now() + timedelta(days=2))
    theirs = make.duty(
        meeting, make.group_role(cast.other_group), make.member(cast.other_group, "Dilys"), DutyState.SUGGESTED
    )
    assert accept_all(scene, theirs.id) == Accepted(0, (), 1)
    assert state(theirs.id or 0) is DutyState.SUGGESTED
