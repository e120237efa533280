"""What is found to be told: to whom, once, and only under feedback consent (R9)."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from models import CallRequest, ConsentKind, GraduateGroup, MailNews, Referral, ReferralState, ReferralStep
from services import clock
from services.clinic import consents
from services.database import transaction
from services.mail.finding import find
from services.mail.weeks import week_due, week_of
from tests import make
from tests.cast import Cast
from tests.mail.stories import change, milestone, sent_referral, told
from tests.queries import how_many

MONDAY = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)


def group_of(cast: Cast) -> set[int]:
    return {cast.coordinator.account_id, cast.coordinator_2.account_id}


def test_a_new_referral_is_news_to_the_coordinators_of_its_group_alone(addressed: Cast) -> None:
    sent_referral(addressed)
    find()
    assert told() == {(account_id, "referral") for account_id in group_of(addressed)}


def test_nothing_is_found_twice(addressed: Cast) -> None:
    sent_referral(addressed)
    milestone(addressed, name="Bea")
    find()
    before = make.rows(MailNews)
    find()
    assert make.rows(MailNews) == before
    assert len(before) == 3


@pytest.mark.parametrize(
    "state", [ReferralState.ACCEPTED, ReferralState.DECLINED, ReferralState.WITHDRAWN, ReferralState.DRAFT]
)
def test_a_referral_that_no_longer_waits_is_no_news(addressed: Cast, state: ReferralState) -> None:
    referral = sent_referral(addressed)
    with transaction() as db:
        moved = db.get(Referral, referral.id)
        assert moved is not None
        moved.state = state
    find()
    assert told() == set()


def test_turning_mail_on_does_not_tell_about_years(addressed: Cast) -> None:
    sent_referral(addressed, sent_at=clock.now() - timedelta(days=8))
    milestone(addressed, name="Bea", at=clock.now() - timedelta(days=8))
    find()
    assert told() == set()


@pytest.mark.parametrize(
    "values",
    [{"email": None}, {"email": ""}, {"active": False}, {"mail_referrals": False, "mail_milestones": False}],
    ids=["no address", "an empty address", "deactivated", "turned off"],
)
def test_nothing_is_found_for_who_gets_no_mail(addressed: Cast, values: dict[str, object]) -> None:
    for actor in addressed.everyone.values():
        change(actor, **values)
    sent_referral(addressed)
    milestone(addressed, name="Bea")
    find()
    assert told() == set()


def test_a_group_that_was_put_away_is_no_news(addressed: Cast) -> None:
    sent_referral(addressed)
    with transaction() as db:
        group = db.get(GraduateGroup, addressed.group.id)
        assert group is not None
        group.archived_at = clock.now()
    find()
    assert told() == set()


TOLD = (
    ReferralStep.ACCEPTED,
    ReferralStep.CONTACTED,
    ReferralStep.FIRST_VISIT,
    ReferralStep.SETTLED,
    ReferralStep.LEFT,
)


@pytest.mark.parametrize("step", TOLD)
def test_a_milestone_is_news_to_whoever_wrote_the_referral(addressed: Cast, step: ReferralStep) -> None:
    milestone(addressed, step)
    find()
    assert told() == {(addressed.clinic.account_id, "milestone")}


@pytest.mark.parametrize("step", TOLD)
def test_r9_without_feedback_consent_no_milestone_is_news(addressed: Cast, step: ReferralStep) -> None:
    milestone(addressed, step, feedback=False)
    find()
    assert told() == set()


def test_r9_a_milestone_before_consent_was_withdrawn_is_no_news(addressed: Cast) -> None:
    event = milestone(addressed)
    (referral,) = make.rows(Referral, id=event.referral_id)
    consents.withdraw(addressed.clinic, referral.graduate_id, ConsentKind.FEEDBACK)
    find()
    assert told() == set()


def test_r5_a_visit_that_was_undone_is_no_news_and_its_undoing_neither(addressed: Cast) -> None:
    event = milestone(addressed, at=clock.now() - timedelta(hours=1))
    make.add(type(event)(referral_id=event.referral_id, step=ReferralStep.FIRST_VISIT_UNDONE, at=clock.now()))
    find()
    assert told() == set()


def test_a_milestone_is_no_news_to_another_clinic_that_wrote_it_or_to_nobody(addressed: Cast) -> None:
    milestone(addressed, created_by_id=addressed.clinic_2.account_id)
    milestone(addressed, created_by_id=None, name="Bea")
    milestone(addressed, created_by_id=addressed.coordinator.account_id, name="Cem")
    find()
    assert told() == set()


def test_milestones_are_off_until_they_are_chosen(cast: Cast) -> None:
    change(cast.clinic, email="someone@post.example")
    milestone(cast)
    find()
    assert told() == set()


def test_finding_asks_as_often_for_many_accounts_as_for_few(addressed: Cast) -> None:
    for actor in addressed.everyone.values():
        change(actor, mail_digest=True)
    sent_referral(addressed)
    with time_machine.travel(next_monday()):
        few = how_many(find)
        for number in range(12):
            make.account(
                f"more-{number}", addressed.coordinator.role, groups=(addressed.group.id or 0,), email="m@post.example"
            )
            sent_referral(addressed, f"Person {number}")
        assert how_many(find) == few


def next_monday() -> datetime:
    """Monday at 7, in a week's time or sooner."""
    today = clock.today()
    return clock.day_begins(today + timedelta(days=7 - today.weekday())) + timedelta(hours=7)


def digests(cast: Cast) -> set[int]:
    find()
    return {account_id for account_id, kind in told() if kind == "digest"}


def wants_digest(cast: Cast) -> None:
    for actor in cast.everyone.values():
        change(actor, mail_referrals=False, mail_milestones=False, mail_digest=True)


def asks_to_call(cast: Cast) -> None:
    referral = sent_referral(cast, sent_at=clock.now() - timedelta(days=30))
    make.add(CallRequest(group_id=referral.group_id, graduate_id=referral.graduate_id, asked_at=clock.now()))


@pytest.mark.parametrize(
    ("story", "who"),
    [
        (sent_referral, "group"),
        (lambda cast: make.group_session(cast.group, clock.now() - timedelta(hours=3)), "group"),
        (asks_to_call, "clinic"),
        (lambda cast: milestone(cast, ReferralStep.DECLINED, feedback=False), "all"),
        (milestone, "all"),
        (lambda cast: milestone(cast, feedback=False), "group"),
        (lambda cast: make.group_session(cast.group, clock.now() + timedelta(days=30)), "nobody"),
        (lambda cast: None, "nobody"),
    ],
    ids=[
        "a referral",
        "a register not finished",
        "a call asked",
        "declined",
        "a milestone",
        "r9 a milestone without consent",
        "a session to come",
        "nothing",
    ],
)
def test_r9_a_digest_is_for_those_to_whom_something_they_may_see_is_new(
    addressed: Cast, story: object, who: str
) -> None:
    wants_digest(addressed)
    with time_machine.travel(MONDAY - timedelta(days=3)):
        story(addressed)  # type: ignore[operator]
    with time_machine.travel(MONDAY):
        clinic = {addressed.clinic.account_id}
        everyone = {
            "group": group_of(addressed),
            "clinic": clinic,
            "all": group_of(addressed) | clinic,
            "nobody": set(),
        }
        assert digests(addressed) == everyone[who]


def test_a_finished_register_is_no_reason_for_a_digest(addressed: Cast) -> None:
    wants_digest(addressed)
    with time_machine.travel(MONDAY - timedelta(days=3)):
        make.group_session(addressed.group, clock.now(), register_finished_at=clock.now())
    with time_machine.travel(MONDAY):
        assert digests(addressed) == set()


def test_there_is_no_digest_before_monday_at_seven(addressed: Cast) -> None:
    wants_digest(addressed)
    with time_machine.travel(MONDAY - timedelta(days=1)):
        sent_referral(addressed)
    with time_machine.travel(MONDAY - timedelta(seconds=1)):
        assert digests(addressed) == set()
    with time_machine.travel(MONDAY):
        assert digests(addressed) == group_of(addressed)


@pytest.mark.parametrize(
    ("first", "key"),
    [
        (datetime(2026, 10, 19, 6, tzinfo=UTC), 202643),  # the clocks go back on the 25th
        (datetime(2026, 3, 23, 7, tzinfo=UTC), 202613),  # and forward on the 29th
        (datetime(2026, 12, 28, 7, tzinfo=UTC), 202653),  # a week 53, half of it in the new year
        (datetime(2024, 12, 30, 7, tzinfo=UTC), 202501),  # a week 1 that begins in the old year
    ],
    ids=["back", "forward", "week 53", "week 1"],
)
def test_there_is_one_digest_a_week_whatever_the_calendar_does(addressed: Cast, first: datetime, key: int) -> None:
    wants_digest(addressed)
    with time_machine.travel(first - timedelta(days=2), tick=False):
        sent_referral(addressed)
    found: list[int] = []
    for hour in range(-2, 24 * 7 + 3):
        with time_machine.travel(first + timedelta(hours=hour), tick=False):
            week = week_due()
            found.append(week.key if week else 0)
    assert found[:2] == [0, 0]
    assert found[2] == key
    assert set(found) - {0, key} <= {week_key_after(key)}
    assert found.index(0, 2) - 2 in {24 * 7 - 8, 24 * 7 - 7, 24 * 7 - 6}
    for hour in (0, 1, 100, 24 * 6):
        with time_machine.travel(first + timedelta(hours=hour), tick=False):
            find()
    assert {news.about_id for news in make.rows(MailNews)} == {key}
    assert len(make.rows(MailNews)) == 2


def week_key_after(key: int) -> int:
    year, week, _ = (week_of(key).monday + timedelta(days=7)).isocalendar()
    return year * 100 + week


@pytest.mark.parametrize("key", [202501, 202653, 202701, 202630])
def test_a_week_is_known_by_its_key(key: int) -> None:
    week = week_of(key)
    assert week.key == key
    assert clock.local(week.until).hour == clock.local(week.since).hour == 7
