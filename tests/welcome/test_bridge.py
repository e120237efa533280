"""The first-visit bridge: accepted, in touch, expected with a welcomer, came, came again."""

from datetime import timedelta

import pytest

from models import (
    AuditChange,
    ConsentKind,
    ContactTry,
    DutyState,
    GroupSession,
    GroupSessionState,
    LeavingReason,
    MarkKind,
    Member,
    MemberOrigin,
    MemberState,
    Referral,
    ReferralEvent,
    ReferralState,
)
from models import ReferralStep as T
from services import clock
from services.database import reading
from services.errors import Conflict, Invalid, NotFound
from services.group_sessions import changing
from services.members import comings
from services.referrals import timeline, welcoming
from services.register.marking import Tap, mark
from services.welcome.bridge import Bridge, Need, expected_here
from services.welcome.choices import welcome_choices
from services.welcome.expecting import Plan, expect
from services.welcome.reading import on_the_way
from services.welcome.tries import tried
from tests import make
from tests.cast import Cast
from tests.queries import how_many
from tests.referrals import stories
from tests.referrals.stories import on_file, state


def sent(cast: Cast, name: str = "Amina") -> Referral:
    return make.referral(on_file(cast, ConsentKind.SHARE, name=name).graduate, cast.group)


def ahead(cast: Cast, days: int = 3) -> GroupSession:
    return make.group_session(cast.group, clock.now() + timedelta(days=days))


def bridge(cast: Cast) -> Bridge:
    (one,) = on_the_way(cast.coordinator, cast.group.id or 0).bridges.values()
    return one


def steps(referral: Referral) -> list[T]:
    return [event.step for event in make.rows(ReferralEvent, referral_id=referral.id)]


def test_r4_one_action_takes_every_step_to_expected_and_records_each(cast: Cast) -> None:
    referral, meeting, welcomer = sent(cast), ahead(cast), make.member(cast.group, "Grace")
    expect(cast.coordinator, referral.id or 0, Plan(meeting.id, welcomer.id, "her sister", "lift from Sam"))
    assert steps(referral)[-2:] == [T.ACCEPTED, T.CONTACTED]
    one = bridge(cast)
    assert (one.need, one.expected_session_id, one.welcomer) == (Need.NOTHING, meeting.id, "Grace")
    assert (one.comes_with, one.transport) == ("her sister", "lift from Sam")


def test_without_a_date_they_are_contacted_and_need_one(cast: Cast) -> None:
    expect(cast.coordinator, sent(cast).id or 0, Plan(None))
    assert bridge(cast).need is Need.DATE


def test_the_plan_can_be_changed_and_each_change_is_in_the_audit(cast: Cast) -> None:
    referral, first, second = sent(cast), ahead(cast), ahead(cast, 17)
    for meeting in (first, second):
        expect(cast.coordinator, referral.id or 0, Plan(meeting.id))
    assert bridge(cast).expected_session_id == second.id
    assert [(row.before, row.after) for row in make.rows(AuditChange) if row.field == "expected_session_id"] == [
        (None, str(first.id)),
        (str(first.id), str(second.id)),
    ]


@pytest.mark.parametrize(
    ("needs", "change"),
    [
        (Need.OTHER_DATE, lambda cast, meeting, welcomer: changing.cancel(cast.coordinator, meeting, "Snow")),
        (Need.WELCOMER, lambda cast, meeting, welcomer: comings.pause(cast.coordinator, welcomer)),
        (
            Need.WELCOMER,
            lambda cast, meeting, welcomer: comings.leave(cast.coordinator, welcomer, LeavingReason.MANAGING_WELL),
        ),
    ],
)
def test_what_changes_around_them_asks_for_another_date_or_welcomer(cast: Cast, needs: Need, change: object) -> None:
    meeting, welcomer = ahead(cast), make.member(cast.group, "Grace")
    expect(cast.coordinator, sent(cast).id or 0, Plan(meeting.id, welcomer.id))
    change(cast, meeting.id, welcomer.id)  # type: ignore[operator]
    assert bridge(cast).need is needs


def test_a_newcomer_who_sends_word_is_asked_for_another_date(cast: Cast) -> None:
    referral, meeting = sent(cast), ahead(cast)
    expect(cast.coordinator, referral.id or 0, Plan(meeting.id, make.member(cast.group, "Grace").id))
    member_id = make.rows(Referral)[0].member_id
    mark(cast.coordinator, meeting.id or 0, [Tap("tap", member_id or 0, MarkKind.SENT_WORD)])
    assert bridge(cast).need is Need.SENT_WORD


def test_someone_expected_who_did_not_come_stays_and_is_asked_for_another_date(cast: Cast) -> None:
    referral, meeting = sent(cast), ahead(cast)
    expect(cast.coordinator, referral.id or 0, Plan(meeting.id, make.member(cast.group, "Grace").id))
    meeting.starts_at -= timedelta(days=10)
    meeting.ends_at -= timedelta(days=10)
    make.add(meeting)
    assert bridge(cast).need is Need.DATE_AGAIN


def test_r5_whoever_comes_is_moved_on_by_the_register_and_named_until_they_come_again(cast: Cast) -> None:
    referral = stories.accepted(cast)
    stories.mark(cast.coordinator, referral, stories.meeting(cast))
    here = on_the_way(cast.coordinator, cast.group.id or 0)
    assert (here.bridges, [one.name for one in here.came_once]) == ({}, ["Amina"])
    stories.mark(
        cast.coordinator, make.rows(Referral)[0], make.group_session(cast.group, make.begun() - timedelta(hours=4))
    )
    assert on_the_way(cast.coordinator, cast.group.id or 0).came_once == ()


def test_someone_who_came_already_since_it_was_sent_needs_no_plan(cast: Cast) -> None:
    """R7: they were a member before, and turned up before anybody answered."""
    person = on_file(cast, ConsentKind.SHARE)
    before = make.member(cast.group, "Amina", graduate_id=person.id, origin=MemberOrigin.REFERRAL)
    referral = make.referral(person.graduate, cast.group)
    make.mark(make.group_session(cast.group), before)
    expect(cast.coordinator, referral.id or 0, Plan(ahead(cast).id))
    assert state(referral) is ReferralState.FIRST_VISIT


@pytest.mark.parametrize("ending", [welcoming.decline, welcoming.could_not_reach])
def test_r4_an_ended_referral_expects_nobody(cast: Cast, ending: object) -> None:
    referral = sent(cast)
    ending(cast.coordinator, referral.id or 0, "Why")  # type: ignore[operator]
    with pytest.raises(Conflict):
        expect(cast.coordinator, referral.id or 0, Plan(ahead(cast).id))


def test_nobody_is_expected_where_the_group_does_not_meet(cast: Cast) -> None:
    referral = sent(cast)
    over = make.group_session(cast.group, clock.now() - timedelta(days=1))
    cancelled = ahead(cast, 5)
    changing.cancel(cast.coordinator, cancelled.id or 0, "Snow")
    for meeting, error in ((over, Conflict), (cancelled, Conflict)):
        with pytest.raises(error):
            expect(cast.coordinator, referral.id or 0, Plan(meeting.id))
    with pytest.raises(NotFound):
        expect(
            cast.coordinator,
            referral.id or 0,
            Plan(make.group_session(cast.other_group, clock.now() + timedelta(days=1)).id),
        )
    assert state(referral) is ReferralState.SENT, "what is refused changes nothing"


def test_nobody_is_welcomed_by_themselves_by_someone_away_or_by_a_stranger(cast: Cast) -> None:
    referral, meeting = stories.accepted(cast), ahead(cast)
    own = make.rows(Member)[0]
    away = make.member(cast.group, "Away", state=MemberState.PAUSED)
    for welcomer, error in ((own, Conflict), (away, Conflict), (make.member(cast.other_group), NotFound)):
        with pytest.raises(error):
            expect(cast.coordinator, referral.id or 0, Plan(meeting.id, welcomer.id))


def test_a_text_that_is_too_long_is_refused_and_nothing_changes(cast: Cast) -> None:
    referral = sent(cast)
    with pytest.raises(Invalid):
        expect(cast.coordinator, referral.id or 0, Plan(ahead(cast).id, None, "x" * 201))
    assert state(referral) is ReferralState.SENT


def test_r9_nothing_of_the_plan_is_on_the_clinics_timeline(cast: Cast) -> None:
    referral = stories.accepted(cast, feedback=True)
    before = timeline.timeline(cast.clinic, referral.id or 0)
    welcomer = make.member(cast.group, "Grace")
    expect(cast.coordinator, referral.id or 0, Plan(ahead(cast).id, welcomer.id, "her sister", "bus"))
    after = timeline.timeline(cast.clinic, referral.id or 0)
    for word in ("Grace", "her sister", "bus"):
        assert word not in repr(after)
    assert repr(before) != repr(after), "being in touch is a milestone, and shown under consent"


def test_a_try_counts_once_a_day_and_not_after_they_were_reached(cast: Cast) -> None:
    referral = sent(cast)
    for actor in (cast.coordinator, cast.coordinator_2):
        tried(actor, referral.id or 0)
    assert len(make.rows(ContactTry)) == 1
    assert (bridge(cast).tries, bridge(cast).tried_on) == (1, clock.today())
    expect(cast.coordinator, referral.id or 0, Plan(None))
    with pytest.raises(Conflict):
        tried(cast.coordinator, referral.id or 0)


def test_the_register_of_that_session_knows_who_comes_first_and_who_welcomes(cast: Cast) -> None:
    referral, meeting, welcomer = sent(cast), ahead(cast), make.member(cast.group, "Grace")
    expect(cast.coordinator, referral.id or 0, Plan(meeting.id, welcomer.id))
    member_id = make.rows(Referral)[0].member_id
    with reading() as db:
        assert expected_here(db, meeting.id or 0) == {member_id: "Grace"}
    comings.pause(cast.coordinator, welcomer.id or 0)
    with reading() as db:
        assert expected_here(db, meeting.id or 0) == {member_id: ""}


def test_whoever_has_the_welcomers_duty_is_proposed_unless_they_sent_word(cast: Cast) -> None:
    role, meeting = make.group_role(cast.group, "Welcomer"), ahead(cast)
    usual, on_duty = make.member(cast.group, "Usual"), make.member(cast.group, "On duty")
    past = make.group_session(cast.group, clock.now() - timedelta(days=10))
    make.duty(past, role, usual, DutyState.DONE)

    def proposed() -> int | None:
        return welcome_choices(cast.coordinator, cast.group.id or 0).meetings[0].welcomer_id

    assert proposed() == usual.id
    make.duty(meeting, role, on_duty, DutyState.ACCEPTED)
    assert proposed() == on_duty.id
    make.mark(meeting, on_duty, MarkKind.SENT_WORD)
    assert proposed() == usual.id


def test_with_no_welcomer_the_coordinators_own_entry_is_proposed(cast: Cast) -> None:
    ahead(cast)
    assert welcome_choices(cast.coordinator, cast.group.id or 0).meetings[0].welcomer_id is None
    own = make.member(cast.group, "Sam", account_id=cast.coordinator.account_id)
    assert welcome_choices(cast.coordinator, cast.group.id or 0).meetings[0].welcomer_id == own.id


def test_queries_do_not_grow_with_people_or_sessions(cast: Cast) -> None:
    def read() -> None:
        on_the_way(cast.coordinator, cast.group.id or 0)
        welcome_choices(cast.coordinator, cast.group.id or 0)

    sent(cast)
    few = how_many(read)
    for number in range(12):
        make.referral(on_file(cast, ConsentKind.SHARE, name=f"G{number}").graduate, cast.group)
        make.member(cast.group, f"M{number}")
        make.group_session(cast.group, clock.now() + timedelta(days=1 + number), state=GroupSessionState.PLANNED)
    assert how_many(read) == few
