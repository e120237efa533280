"""The last day of a consent, to the minute of midnight in the United Kingdom: everything that reads it agrees."""

from datetime import date

import pytest
import time_machine
from sqlmodel import select

from models import ConsentKind
from services.clinic import consents, reading
from services.clinic import reading as graduates_read
from services.database import reading as read_database
from services.engagement.disclosure import may_count
from services.errors import Invalid
from services.referrals import reading as referrals_read
from services.referrals import timeline, writing
from tests import make
from tests.cast import Cast
from tests.referrals.stories import READY, OnFile, on_file

LAST_DAYS = [
    (date(2026, 3, 28), "2026-03-28T23:59:59Z", "2026-03-29T00:00:00Z"),  # the clocks go forward on the day after
    (date(2026, 3, 29), "2026-03-29T22:59:59Z", "2026-03-29T23:00:00Z"),  # midnight is an hour earlier that day
    (date(2026, 10, 25), "2026-10-25T23:59:59Z", "2026-10-26T00:00:00Z"),  # and back again
]


def person_with(cast: Cast, last: date) -> OnFile:
    person = on_file(cast)
    for kind in ConsentKind:
        make.consent(person.graduate, kind, date(2025, 10, 1), expires_on=last)
    return person


def all_say(cast: Cast, person: OnFile) -> set[bool]:
    """What everything that reads consents says of this one."""
    with read_database() as db:
        said = {consents.is_in_force(db, kind, person.id) for kind in ConsentKind}
        said.add(bool(db.exec(select(may_count(cast.clinic, person.id))).one()))
    said |= {consent.in_force for consent in reading.graduate(cast.clinic, person.id).consents}
    (row,) = graduates_read.graduates(cast.clinic, search="Amina").rows
    said |= {row.share, row.feedback}
    (referral,) = referrals_read.referrals(cast.clinic).rows
    seen = timeline.timeline(cast.clinic, referral.id)
    return said | {referral.feedback, seen.share, seen.feedback}


@pytest.mark.parametrize(("last", "still", "over"), LAST_DAYS)
def test_r9_in_force_on_the_last_day_and_over_at_midnight_everywhere(
    cast: Cast, last: date, still: str, over: str
) -> None:
    person = person_with(cast, last)
    make.referral(person.graduate, cast.group)
    with time_machine.travel(still, tick=False):
        assert all_say(cast, person) == {True}
    with time_machine.travel(over, tick=False):
        assert all_say(cast, person) == {False}


@pytest.mark.parametrize(("last", "still", "over"), LAST_DAYS)
def test_r3_sending_agrees(cast: Cast, last: date, still: str, over: str) -> None:
    with time_machine.travel(date(2025, 12, 1), tick=False):
        person = person_with(cast, last)
    group_id = cast.group.id or 0
    with time_machine.travel(over, tick=False), pytest.raises(Invalid, match="Consent to share"):
        writing.send(cast.clinic, person.id, group_id, READY)
    with time_machine.travel(still, tick=False):
        assert writing.send(cast.clinic, person.id, group_id, READY)
