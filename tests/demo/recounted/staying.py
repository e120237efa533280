"""How long people keep coming after their first visit."""

from datetime import date

from tests.demo.recounted.days import local
from tests.demo.recounted.later import later_note
from tests.demo.recounted.raw import Look
from tests.demo.recounted.statistics import Step, half, kaplan_meier
from tests.demo.recounted.told import Told, day, missing, tenths, whole

MONTH = 365.25 / 12  # days
ENOUGH = 20
LATELY = 6
UP, ANYTHING, A_VISIT = "or more", "anything from a single visit", "between a single visit"
APART = (1, 2, 3, 6, 12, 24, 36, 60)


def staying(look: Look) -> Told:
    """Of so few that no curve is drawn there are words alone."""
    newest = [local(one.starts_at) for one in look.recorded[-LATELY:]]
    joined = [days for days in look.visits.values() if look.within(days[0])]
    gone = [days for days in joined if days[-1] < newest[0]]
    assert len(gone) > 1
    once = [days for days in joined if len(days) == 1]
    sentence = [str(len(joined)), str(len(gone)), str(sum(days in gone for days in once) or "none")]
    new = [days for days in once if days not in gone]
    lately = [str(LATELY), *([str(len(new))] if new else [])]
    unfinished = missing(look.unfinished(look.days[0], date.max))
    if len(joined) < ENOUGH:
        return Told(sentence, [*unfinished, str(ENOUGH), *lately, *later_note(look)], [], None)
    people = [((days[-1] - days[0]).days, True) for days in gone]
    people += [(max(0, (newest[0] - days[0]).days), False) for days in joined if days not in gone]
    steps = kaplan_meier(people)
    return Told(
        [*sentence, *_half(steps)],
        [*unfinished, *lately, *later_note(look)],
        [str(LATELY), day(newest[0]), "95"],
        _rows(people, steps),
        (UP, ANYTHING, A_VISIT),
    )


def _half(steps: list[Step]) -> list[str]:
    value, low, high = half(steps)
    assert value is not None
    assert _months(value) != "0"
    least, most = _months(low or 0), UP if high is None else _months(high)
    if least == "0":
        return [_months(value), ANYTHING] if high is None else [_months(value), A_VISIT, most]
    return [_months(value), least, most]


def _rows(people: list[tuple[int, bool]], steps: list[Step]) -> list[tuple[str, ...]]:
    """At every leaving, every mark of the axis and the last day; days that read as the same months are one row."""
    last = steps[-1][0]
    apart = next(months for months in APART if last / MONTH / months < 5)
    marks = [apart * MONTH * number for number in range(int(last / MONTH / apart) + 1)]
    days = sorted({0, last, *(time for time, left in people if left), *marks})
    rows = []
    for name in dict.fromkeys(map(_months, days)):
        alike = [on for on in days if _months(on) == name]
        at = next((on for on in alike if on in marks), alike[-1])
        _, _, share, low, high = [step for step in steps if step[0] <= alike[-1]][-1]
        followed = sum(time >= at for time, _ in people)
        plausible = "" if low is None or high is None else f"{whole(100 * low)}% to {whole(100 * high)}%"
        rows.append((name, str(followed), f"{whole(100 * share)}%", plausible))
    return rows


def _months(days: float) -> str:
    return tenths(days / MONTH)
