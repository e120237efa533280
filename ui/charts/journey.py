"""From referral to settled as a chart: four bars, each with its numbers in words beside it (R23, R24, R28)."""

from dataclasses import dataclass
from typing import Any

import altair as alt

from services.engagement.disclosure import Scope
from services.engagement.journey import Journey
from services.engagement.referral_steps import HORIZON
from services.engagement.statistics.proportions import SMALLEST_FOR_PERCENT, Share, share
from ui.charts.finding import Finding, Table
from ui.charts.not_counted import missing_in_words
from ui.charts.words_above import lengths, rows
from ui.words import many

WEEKS = HORIZON.days // 7
HEIGHT = 300
SETTLED = f"Settled means a third visit: within {WEEKS} weeks that is rare where a group meets every two weeks."
ALL_STAY = "Referrals that ended for any reason stay in the count."


@dataclass(frozen=True)
class _Step:
    name: str
    share: Share


def journey_finding(journey: Journey) -> Finding:
    """The chart, the sentence and the table of a journey with at least one referral sent."""
    steps = _steps(journey)
    notes = tuple(note for note in (missing_in_words(journey.not_recorded), SETTLED, _line(journey)) if note)
    return Finding(_spec(steps), _sentence(journey), _table(journey, steps), notes, _method(journey))


def _steps(journey: Journey) -> tuple[_Step, ...]:
    reached = {
        "Referred": journey.old_enough,
        "Accepted": journey.accepted,
        "First visit": journey.first_visit,
        "Settled": journey.settled,
    }
    return tuple(_Step(name, share(count, journey.old_enough)) for name, count in reached.items())


def _sentence(journey: Journey) -> str:
    if journey.old_enough == 0:
        sent = f"{many(journey.too_early, 'referral')}{_whose(journey)} sent in the last {WEEKS} weeks"
        return f"{sent}: too early to say. None was sent earlier in this time."
    sentence = (
        f"Of {many(journey.old_enough, 'referral')}{_whose(journey)} sent at least {WEEKS} weeks ago, "
        f"{journey.accepted} {'was' if journey.accepted == 1 else 'were'} accepted, "
        f"{journey.first_visit} came to a first visit and {journey.settled} settled in, each within {WEEKS} weeks"
        f"{_by_now(journey)}."
    )
    return f"{sentence} {_too_early(journey)}" if journey.too_early else sentence


def _by_now(journey: Journey) -> str:
    """Without it a group that meets every two weeks would seem to settle nobody."""
    if journey.settled_by_now == journey.settled:
        return ""
    return f"; {journey.settled_by_now} {'has' if journey.settled_by_now == 1 else 'have'} settled in by now"


def _whose(journey: Journey) -> str:
    return "" if journey.scope is Scope.EVERYONE else " of people who agreed to feedback,"


def _too_early(journey: Journey) -> str:
    return f"{journey.too_early} {'was' if journey.too_early == 1 else 'were'} sent since then: too early to say."


def _line(journey: Journey) -> str:
    return "The thin line is where the true share plausibly lies." if journey.old_enough >= SMALLEST_FOR_PERCENT else ""


def _method(journey: Journey) -> tuple[str, ...]:
    if journey.old_enough >= SMALLEST_FOR_PERCENT:
        return ALL_STAY, "The plausible range is Wilson's, at 95%."
    return ALL_STAY, f"With fewer than {SMALLEST_FOR_PERCENT} referrals a percentage would mislead."


def _table(journey: Journey, steps: tuple[_Step, ...]) -> Table:
    rows = [(step.name, f"{step.share.count} of {step.share.of}", _percent(step), _range(step)) for step in steps]
    rows.append(("Settled by now", f"{journey.settled_by_now} of {journey.old_enough}", "", ""))
    rows.append(("Too early to say", str(journey.too_early), "", ""))
    return Table((f"Within {WEEKS} weeks", "Referrals", "Share", "Plausible range"), tuple(rows))


def _percent(step: _Step) -> str:
    # Everyone counted was referred: a share of all is no finding.
    return "" if step.share.percent is None or step.name == "Referred" else f"{step.share.percent}%"


def _range(step: _Step) -> str:
    return f"{step.share.low}% to {step.share.high}%" if _percent(step) else ""


def _label(step: _Step) -> str:
    if step.name == "Referred":
        return f"Referred: {step.share.of}"
    words = f"{step.name}: {step.share.count} of {step.share.of}"
    return f"{words} · {_percent(step)} ({_range(step)})" if _percent(step) else words


def _spec(steps: tuple[_Step, ...]) -> dict[str, Any]:
    most = max(1, steps[0].share.of)
    row, count = rows(-12), lengths("count:Q", most)
    bars = (
        alt.Chart(alt.InlineData(values=[_bar(step) for step in steps]))
        .mark_bar(height=20, yOffset=2, cornerRadiusEnd=3)
        .encode(
            x=count, y=row, tooltip=[alt.Tooltip("label:N", title="Referrals")], description=alt.Description("label:N")
        )
    )
    layers = [bars, _ranges(steps, row)] if any(_percent(step) for step in steps) else [bars]
    spec: dict[str, Any] = alt.layer(*layers).properties(height=HEIGHT, width="container").to_dict()
    return spec


def _ranges(steps: tuple[_Step, ...], row: alt.Y) -> alt.Chart:
    ranges: alt.Chart = (
        alt.Chart(alt.InlineData(values=[_bar(step) for step in steps if _percent(step)]))
        .mark_rule(strokeWidth=3, yOffset=20, strokeCap="butt", tooltip=False, aria=False)
        .encode(
            x=alt.X("low:Q", title=None), x2="high:Q", y=row, color=alt.Color("range:N", legend=None, scale=_second())
        )
    )
    return ranges


def _second() -> alt.Scale:
    # The first name takes the theme's first colour, as the bars do; the ranges take the second.
    return alt.Scale(domain=["bar", "range"])


def _bar(step: _Step) -> dict[str, object]:
    of = step.share.of
    low, high = (step.share.low or 0) / 100 * of, (step.share.high or 0) / 100 * of
    return {"label": _label(step), "count": step.share.count, "low": low, "high": high, "range": "range"}
