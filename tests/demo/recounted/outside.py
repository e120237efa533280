"""What the report for outside says of coming: two rounded numbers for each group session of two years."""

from datetime import timedelta

from tests.demo.recounted.days import months_before
from tests.demo.recounted.given_out import MONTHS, given_out
from tests.demo.recounted.raw import Look
from tests.demo.recounted.told import Told, day, days_named


def outside(look: Look) -> Told:
    found = given_out(look)
    since = months_before(look.today + timedelta(days=1), MONTHS)
    rows = [(day(one.on), cell(one.agreed), cell(one.others)) for one in found]
    large = sum(one.agreed > 0 or one.others > 0 for one in found)
    assert 0 < large < len(found)
    # Two parts of fewer than 8 are 14 people at most.
    sentence = [str(large), str(len(found)), day(found[0].on), day(found[-1].on), "8", "8", "14"]
    notes = [*days_named(look.unfinished(since, look.today)), "8", "5", str(MONTHS)]
    return Told(sentence, notes, [], rows)


def cell(rounded: int) -> str:
    return f"About {rounded}" if rounded else "Fewer than 8"
