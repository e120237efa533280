"""What an administrator reads tells no first person from nobody: 0 against 1 of whatever a line might be about (R26).

Each time the same is done on two days, once with nobody to whom it applies and once with somebody. The two days read
the same, on every page and with every filter.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import pytest
import time_machine

from models import AuditEvent
from services import audit, clock
from services.administration.audit_line import AuditLine
from services.clinic import confirmations
from tests import make
from tests.administration.first_people import SOMEBODY, Act, newcomer
from tests.administration.test_audit_people import lines
from tests.cast import Cast

WORDS = ("mark", "member", "referral", "referral.f", "feeling", "duty", "register", "group_session", "newcomer")
NAMES = ("coordinator", "coordinator-2", "register-taker", "clinic")
FILTERS: tuple[dict[str, str], ...] = (
    {},
    *({"action": word} for word in WORDS),
    *({"username": name} for name in NAMES),
)

Told = tuple[str, str, str, int | None, str]


def days() -> Iterator[datetime]:
    """Noon of two days to come, when everybody on stage has been there for a day at least."""
    for ahead in (1, 15):
        yield clock.at_local(clock.today() + timedelta(days=ahead), time(12))


def told(cast: Cast, on: date) -> list[list[Told]]:
    """What each filter shows of a day, but for the day itself."""
    found = [lines(cast, **chosen) for chosen in FILTERS]
    return [[_told(line) for line in shown if line.on == on] for shown in found]


def _told(line: AuditLine) -> Told:
    return line.username, line.action, line.subject, line.subject_id, line.scope


@pytest.mark.parametrize("act", SOMEBODY, ids=lambda act: act.__name__)
def test_r26_nobody_and_somebody(cast: Cast, act: Act) -> None:
    read = []
    for at, one in zip(days(), (False, True), strict=True):
        with time_machine.travel(at, tick=False):
            act(cast, one)
        read.append(told(cast, clock.local(at).date()))
    assert read[0] == read[1]
    assert read[0][0], "nothing was told at all"


@pytest.mark.parametrize("one", [False, True])
def test_r26_a_look_ends_with_its_day_whether_anybody_is_there_or_nobody(cast: Cast, one: bool) -> None:
    evening = clock.at_local(clock.today() + timedelta(days=1), time(23, 55))
    with time_machine.travel(evening, tick=False) as now:
        if one:
            newcomer(cast)
        confirmations.unconfirmed(cast.clinic)
        now.shift(timedelta(minutes=10))
        confirmations.unconfirmed(cast.clinic)
        found = lines(cast)
    assert [(line.action, line.on) for line in found] == [
        ("newcomer", clock.local(evening).date() + timedelta(days=back)) for back in (1, 0)
    ]


def test_a_look_at_nobody_is_written_once_a_day_for_a_place(cast: Cast) -> None:
    both = make.group(cast.riverside, "Another group")
    noon = next(days())
    for minutes in (0, 5, 60, 24 * 60):
        with time_machine.travel(noon + timedelta(minutes=minutes), tick=False):
            for group in (cast.group, both):
                audit.looked(cast.coordinator, "member", [], group_id=group.id)
    looks = [(one.subject_id, one.group_id) for one in make.rows(AuditEvent)]
    assert looks == 2 * [(None, cast.group.id), (None, both.id)]


def test_who_was_looked_at_is_written_though_nobody_was_there_a_moment_ago(cast: Cast) -> None:
    """R31: a look at nobody never stands for one at somebody."""
    for found in ([], [7], [7, 8], []):
        audit.looked(cast.coordinator, "member", found, group_id=cast.group.id)
    assert [one.subject_id for one in make.rows(AuditEvent)] == [None, 7, 8]
