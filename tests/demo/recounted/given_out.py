"""Each group session as it was given out, in two rounded parts: from marks, and from what people had said by then."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from models import Consent, GroupSession
from tests import make
from tests.demo.recounted.days import LONDON, local, months_before
from tests.demo.recounted.raw import Look

SETTLED = timedelta(days=8)
MONTHS = 24


@dataclass(frozen=True)
class Given:
    on: date
    agreed: int
    others: int


def about(people: int) -> int:
    """0 stands for fewer than 8; else the nearest 5."""
    return 0 if people < 8 else next(five for five in range(10, people + 5, 5) if abs(five - people) <= 2)


def given_out(look: Look) -> list[Given]:
    """Of two years, oldest first: every group session whose register was finished eight days ago or more."""
    since = months_before(look.today + timedelta(days=1), MONTHS)
    return [
        _given(look, one)
        for one in look.recorded
        if local(one.starts_at) >= since and one.register_finished_at and one.register_finished_at <= look.now - SETTLED
    ]


def _given(look: Look, session: GroupSession) -> Given:
    """When it was given out is as it was written down; whose part somebody stood in is not."""
    at = look.given_out_at[session.id or 0]
    began = datetime.combine(local(session.starts_at), time(), LONDON).astimezone(UTC)
    said = {row: _said(look, row, at) for row in look.there(session)}
    agreed = [row for row, some in said.items() if any(one.withdrawn_at is None and _lasts(one, at) for one in some)]
    others = [row for row, some in said.items() if not any(_lasts(one, began) for one in some)]
    return Given(local(session.starts_at), about(len(agreed)), about(len(others)))


def _said(look: Look, row: int, at: datetime) -> list[Consent]:
    """What a member had said of feedback by then."""
    graduate = look.members[row].graduate_id
    found = make.rows(Consent, graduate_id=graduate, kind="feedback") if graduate else []
    return [one for one in found if one.recorded_at <= at and one.given_on <= local(at)]


def _lasts(one: Consent, until: datetime) -> bool:
    """Whether it was still in force at a moment."""
    withdrawn = one.withdrawn_at is not None and one.withdrawn_at < until
    return not withdrawn and (one.expires_on is None or one.expires_on >= local(until))
