"""How many came to each group session, the usual number lately, and whether it changes."""

from fractions import Fraction

from models import GroupSession
from tests.demo.recounted.days import local
from tests.demo.recounted.raw import Look
from tests.demo.recounted.statistics import theil_sen
from tests.demo.recounted.told import Told, day, days_named, tenths

FEWEST_FOR_TREND = 8
YEAR = 365.25
CHANGE = ("no clear", "more", "fewer")


def coming(look: Look) -> Told:
    sessions = [one for one in look.over if look.within(local(one.starts_at))]
    recorded = [one for one in sessions if one in look.recorded]
    came = [look.counted_at(one) for one in recorded]
    everyone = look.clinic_id is None
    sentence = [*usual(came[-6:]), *(usual(came[-12:-6]) if everyone else [])]
    sentence += [str(len(came)), *_trend(recorded, came)] if everyone else []
    unfinished = look.unfinished(*look.days)
    off = [local(one.starts_at) for one in sessions if one.state == "cancelled"]
    notes = [*days_named(unfinished), *days_named(off), "5"]
    return Told(
        sentence, notes, ["5", "95"] if everyone else ["5"], [_row(look, one) for one in reversed(sessions)], CHANGE
    )


def usual(came: list[int]) -> list[str]:
    return [tenths(Fraction(sum(came), len(came))), str(len(came)), str(sum(came))]


def _trend(recorded: list[GroupSession], came: list[int]) -> list[str]:
    assert len(came) >= FEWEST_FOR_TREND
    days = [local(one.starts_at).toordinal() for one in recorded]
    unit = YEAR if days[-1] - days[0] >= 300 else YEAR / 12
    return change([(on / unit, float(count)) for on, count in zip(days, came, strict=True)])


def change(points: list[tuple[float, float]]) -> list[str]:
    """What is said of how much more or fewer; nothing of points too few."""
    found = theil_sen(points)
    if found is None:
        return []
    slope, low, high = found
    if low <= 0 <= high or tenths(abs(slope)) == "0":
        return ["no clear"]
    return [tenths(abs(slope)), "more" if slope > 0 else "fewer", *map(tenths, sorted((abs(low), abs(high))))]


def _row(look: Look, one: GroupSession) -> tuple[str, ...]:
    on, more = day(local(one.starts_at)), 3 if look.clinic_id is None else 0
    if one.state == "cancelled":
        return on, "Cancelled", *[""] * more
    if one.register_finished_at is None:
        return on, "Not recorded", *[""] * more
    counts = [look.counted_at(one), *(look.counted_at(one, (kind,)) for kind in ("late", "sent_word", "did_not_come"))]
    return on, *map(str, counts[: 1 + more])
