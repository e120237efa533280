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
    said = [row for row in make.rows(Consent) if row.kind == "feedback"]
    of_each = {key: [row for row in said if row.graduate_id == one.graduate_id] for key, one in look.members.items()}
    return [
        _given(look, one, of_each)
        for one in look.recorded
        if local(one.starts_at) >= since and one.register_finished_at and one.register_finished_at <= look.now - SETTLED
    ]


def _given(look: Look, session: GroupSession, said: dict[int, list[Consent]]) -> Given:
    """When it was given out is as it was written down; whose part somebody stood in is not."""
    at = look.given_out_at[session.id or 0]
    began = datetime.combine(local(session.starts_at), time(), LONDON).astimezone(UTC)
    by_then = {row: [one for one in some if one.recorded_at <= at] for row, some in said.items()}
    agreed = {row for row, some in by_then.items() if any(one.withdrawn_at is None and _lasts(one, at) for one in some)}
    # Since the day began: somebody who has said so under either of two names may have been counted already.
    counted = {row for row, some in by_then.items() if any(_lasts(one, began) for one in some)}
    there = look.there(session)
    others = _people(look, there) - _people(look, counted)
    return Given(local(session.starts_at), about(len(_people(look, agreed & there))), about(len(others)))


def _people(look: Look, rows: set[int]) -> set[int]:
    return {look.members[row].same_as_id or row for row in rows}


def _lasts(one: Consent, until: datetime) -> bool:
    """Whether it was still in force at a moment."""
    withdrawn = one.withdrawn_at is not None and one.withdrawn_at < until
    return not withdrawn and (one.expires_on is None or one.expires_on >= local(until))
