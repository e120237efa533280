"""What Riverside's clinic finds on its first morning: something has changed, and something waits."""

from collections import Counter
from datetime import date, timedelta

import pytest
import time_machine

from models import Account, CallRequest, Clinic, ConsentKind, Programme, ReferralState, Role
from services import clock
from services.clinic.changes import changes
from services.clinic.news import What
from services.demo.load import load_demo
from services.security import passwords
from services.security.sign_in import actor_of, sign_in
from tests import make
from tests.demo.conftest import UNTIL
from tests.demo.figures import Figures, by

RIVERSIDE = 1


def just_over(demo: Figures) -> Programme:
    return max((row for row in demo.programmes if row.clinic_id == RIVERSIDE), key=lambda row: row.ends_on)


def test_a_programme_is_just_over_with_ten_people_two_without_share_consent_and_one_draft(demo: Figures) -> None:
    programme = just_over(demo)
    people = {row.graduate_id for row in demo.completions if row.programme_id == programme.id}
    sharing = {row.graduate_id for row in demo.consents if row.kind is ConsentKind.SHARE}
    states = [row.state for row in demo.referrals if row.graduate_id in people]
    assert demo.until - timedelta(days=8) < programme.ends_on < demo.until
    assert (len(people), len(people - sharing), states) == (10, 2, [ReferralState.DRAFT])


def test_two_people_were_entered_twice(demo: Figures) -> None:
    own = [row for row in demo.graduates if row.clinic_id == RIVERSIDE]
    twice = [key for key, count in Counter((row.full_name, row.born_on) for row in own).items() if count > 1]
    assert len(twice) == 2


def test_consents_at_riverside_last_two_years_some_end_within_a_month_and_none_has_run_out(demo: Figures) -> None:
    own = {row.id for row in demo.graduates if row.clinic_id == RIVERSIDE}
    ends = [row.expires_on for row in demo.consents if row.graduate_id in own and row.expires_on]
    assert min(ends) >= demo.until
    assert sum(end < demo.until + timedelta(days=30) for end in ends) >= 3
    assert not any(row.expires_on for row in demo.consents if row.graduate_id not in own)


@pytest.mark.usefixtures("demo_url")
def test_one_call_is_to_be_made_and_one_was_made() -> None:
    assert make.rows(Clinic)[0].consent_months == 24
    calls = by(make.rows(CallRequest, group_id=RIVERSIDE), "closed_at")
    ((_, (open_one,)), (closed_at, (made,))) = sorted(calls.items(), key=lambda pair: pair[0] is not None)
    assert open_one.asked_at < clock.at_local(UNTIL, clock.local(open_one.asked_at).time())
    assert made.called_on == clock.local(closed_at).date()
    assert made.called_by


# Days of every kind: a Monday, the turn of a year, both clock changes, a leap day.
@pytest.mark.usefixtures("sqlite_url")
@pytest.mark.parametrize(
    "day",
    [date(2024, 11, 18), date(2025, 1, 1), date(2024, 3, 31), date(2025, 10, 26), date(2024, 2, 29), date(2026, 8, 7)],
)
def test_on_the_first_morning_there_is_news_for_the_clinic(day: date, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "COST", 4)
    with time_machine.travel(clock.at_local(day, clock.local(clock.now()).time().replace(hour=8)), tick=False):
        load_demo(until=day)
        assert sign_in("clinic", passwords.DEMO_PASSWORD, source="here")
        (account,) = [row for row in make.rows(Account) if row.username == "clinic"]
        news = changes(actor_of(account))
    assert news.last_visit
    kinds = Counter(item.what for item in news.items)
    assert kinds[What.STEP] >= 1
    assert kinds[What.CALL] == 1
    assert account.role is Role.CLINIC_STAFF
