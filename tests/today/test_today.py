"""What the coordinators' home says."""

from datetime import timedelta

import pytest

from models import DutyState, GroupSessionState, MarkKind, Member, ReferralState, SaidComing
from services import clock
from services.errors import NotFound
from services.referrals.waiting import Waiting
from services.register.finishing import finish
from services.register.marking import mark
from services.register.states import RegisterState
from services.roles.load import Load
from services.roles.rota import rota
from services.today import FirstVisit, TodayView, today
from services.welcome.bridge import Need
from services.welcome.expecting import Plan, expect
from tests import make
from tests.cast import Cast
from tests.queries import how_many
from tests.register.room import held, tap, to_come


def now(cast: Cast) -> TodayView:
    return today(cast.coordinator, cast.group.id)


def test_an_empty_group_has_nothing_to_do(cast: Cast) -> None:
    assert now(cast) == TodayView(None, (), (), (), Load(0, 0, 0, ()))


def test_todays_session_comes_first_until_its_register_is_finished(cast: Cast) -> None:
    coming, meeting = to_come(cast), make.group_session(cast.group)
    ahead = now(cast).ahead
    assert ahead is not None
    assert (ahead.group_session_id, ahead.state) == (meeting.id, RegisterState.OPEN)
    make.mark(meeting, make.member(cast.group))
    finish(cast.coordinator, meeting.id)
    ahead = now(cast).ahead
    assert ahead is not None
    assert (ahead.group_session_id, ahead.state) == (coming.id, RegisterState.BEFOREHAND)


def test_cancelled_and_other_groups_sessions_are_not_ahead(cast: Cast) -> None:
    at = clock.now() + timedelta(days=1)
    make.group_session(cast.group, at, state=GroupSessionState.CANCELLED, cancel_reason="Snow")
    make.group_session(cast.other_group, at)
    assert now(cast).ahead is None


def test_who_sent_word_and_who_comes_for_the_first_time_is_named(cast: Cast) -> None:
    meeting = to_come(cast)
    make.mark(meeting, make.member(cast.group, "Amina"), MarkKind.SENT_WORD)
    graduate = make.graduate(make.programme(cast.riverside.id or 0), "Noor")
    referral = make.referral(graduate, cast.group)
    expect(cast.coordinator, referral.id or 0, Plan(meeting.id, make.member(cast.group, "Grace").id))
    ahead = now(cast).ahead
    assert ahead is not None
    assert (ahead.sent_word, ahead.first_visits) == (("Amina",), (FirstVisit("Noor", "Grace"),))


def test_who_said_that_they_come_is_named_until_the_register_says_more(cast: Cast) -> None:
    meeting = to_come(cast)
    for name in ("Amina", "Bernard"):
        member = make.member(cast.group, name)
        make.add(SaidComing(group_session_id=meeting.id or 0, member_id=member.id or 0, at=clock.now()))
    make.mark(meeting, member, MarkKind.SENT_WORD)
    ahead = now(cast).ahead
    assert ahead is not None
    assert (ahead.said_coming, ahead.sent_word) == (("Amina",), ("Bernard",))


@pytest.mark.parametrize(
    ("state", "still_open"),
    [
        (DutyState.SUGGESTED, False),
        (DutyState.HANDED_BACK, True),
        (DutyState.OFFERED, False),
        (DutyState.ACCEPTED, False),
    ],
)
def test_a_role_is_open_until_somebody_has_it_or_is_thought_of_for_it(
    cast: Cast, state: DutyState, still_open: bool
) -> None:
    role = make.group_role(cast.group, "Welcomer")
    make.duty(to_come(cast), role, make.member(cast.group), state)
    ahead = now(cast).ahead
    assert ahead is not None
    assert ahead.open_roles == (("Welcomer",) if still_open else ())


def test_who_came_once_or_is_expected_another_day_is_no_first_visit_to_look_out_for(cast: Cast) -> None:
    meeting, later = to_come(cast), make.group_session(cast.group, clock.now() + timedelta(days=30))
    programme = make.programme(cast.riverside.id or 0)
    make.referral(make.graduate(programme, "New"), cast.group)
    came = make.referral(make.graduate(programme, "Came"), cast.group, ReferralState.CONTACTED)
    (member,) = make.rows(Member, id=came.member_id)
    expect(cast.coordinator, came.id or 0, Plan(meeting.id))
    for name, day in (("Noor", meeting), ("Later", later)):
        referral = make.referral(make.graduate(programme, name), cast.group)
        expect(cast.coordinator, referral.id or 0, Plan(day.id))
    today_too = make.group_session(cast.group)
    mark(cast.coordinator, today_too.id or 0, [tap(member)])
    finish(cast.coordinator, today_too.id or 0)
    ahead = now(cast).ahead
    assert ahead is not None
    assert ahead.first_visits == (FirstVisit("Noor", ""),)


def test_today_and_the_rota_name_the_same_open_roles(cast: Cast) -> None:
    """R18: a role of every second group session is open at every second one, on both."""
    make.group_role(cast.group, "Every", places=2)
    make.group_role(cast.group, "Second", every_nth=2)
    meeting = to_come(cast)
    for before, wanted in enumerate((("Every", "Second"), ("Every",), ("Every", "Second"))):
        ahead, (first,) = now(cast).ahead, rota(cast.coordinator, cast.group.id or 0)
        assert ahead is not None
        assert ahead.open_roles == tuple(role.name for role in first.roles if role.open_places) == wanted
        make.group_session(cast.group, meeting.starts_at - timedelta(weeks=before + 2))


def test_a_backup_and_an_archived_role_fill_no_place(cast: Cast) -> None:
    meeting = to_come(cast)
    make.duty(meeting, make.group_role(cast.group, "Notes"), make.member(cast.group), backup=True)
    make.group_role(cast.group, "Old", archived_at=clock.now())
    ahead = now(cast).ahead
    assert ahead is not None
    assert ahead.open_roles == ("Notes",)


@pytest.mark.parametrize(
    ("days", "waiting"), [(6, Waiting.NO), (7, Waiting.NUDGE), (13, Waiting.NUDGE), (14, Waiting.FLAG)]
)
def test_r6_a_referral_not_contacted_is_a_nudge_after_7_days_and_a_flag_after_14(
    cast: Cast, days: int, waiting: Waiting
) -> None:
    graduate = make.graduate(make.programme(cast.riverside.id or 0), "Noor")
    make.referral(graduate, cast.group, ReferralState.ACCEPTED, sent_at=make.this_time(days))
    (person,) = now(cast).to_welcome
    assert (person.bridge.name, person.bridge.need, person.days, person.waiting) == (
        "Noor",
        Need.CONTACT,
        days,
        waiting,
    )


def test_drafts_and_people_who_are_expected_and_welcomed_are_not_waiting(cast: Cast) -> None:
    programme = make.programme(cast.riverside.id or 0)
    make.referral(make.graduate(programme), cast.group, ReferralState.DRAFT)
    referral = make.referral(make.graduate(programme), cast.group)
    expect(cast.coordinator, referral.id or 0, Plan(to_come(cast).id, make.member(cast.group).id))
    assert now(cast).to_welcome == ()


def test_two_people_who_hold_most_of_the_duties_are_load_to_share(cast: Cast) -> None:
    role, meeting = make.group_role(cast.group), held(cast, 14)
    make.duty(meeting, role, make.member(cast.group), DutyState.DONE)
    assert now(cast).load == Load(duties=1, people=1, top_two=1, no_backup=())


def test_r12_past_registers_not_finished_are_named_for_eight_weeks(cast: Cast) -> None:
    held(cast)
    begun = make.group_session(cast.group, clock.now() - timedelta(days=7))
    never = make.group_session(cast.group, clock.now() - timedelta(days=21))
    make.group_session(cast.group, clock.now() - timedelta(weeks=9))
    make.mark(begun, make.member(cast.group, "A"))
    make.mark(begun, make.member(cast.group, "B"), MarkKind.NOT_RECORDED)
    assert [(each.group_session_id, each.marked) for each in now(cast).unfinished] == [(begun.id, 1), (never.id, 0)]


def test_who_has_gone_quiet_is_named(cast: Cast) -> None:
    member = make.member(cast.group, "Amina")
    for days, kind in ((56, MarkKind.CAME), (42, MarkKind.CAME), (28, MarkKind.DID_NOT_COME)):
        make.mark(held(cast, days), member, kind)
    assert now(cast).quiet == ()
    make.mark(held(cast, 14), member, MarkKind.DID_NOT_COME)
    assert [quiet.name for quiet in now(cast).quiet] == ["Amina"]


def test_r30_another_group_is_not_found(cast: Cast) -> None:
    with pytest.raises(NotFound):
        today(cast.coordinator, cast.other_group.id)


def test_the_number_of_queries_does_not_grow(cast: Cast) -> None:
    coming, programme = to_come(cast), make.programme(cast.riverside.id or 0)

    def more(first: int, last: int) -> None:
        for number in range(first, last):
            make.referral(make.graduate(programme, f"G{number}"), cast.group)
            make.mark(coming, make.member(cast.group, f"M{number}"), MarkKind.SENT_WORD)
            make.group_session(cast.group, clock.now() - timedelta(days=1, hours=3 * number))

    more(0, 5)
    few = how_many(lambda: now(cast))
    more(5, 15)
    assert how_many(lambda: now(cast)) == few
