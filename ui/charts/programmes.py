"""The same by programme: four bars to each, in the order in which the words above them name them (R23, R24, R27)."""

from typing import Any

import altair as alt

from services.engagement.conversion import NO_PROGRAMME, Conversion, Reached
from services.engagement.statistics.proportions import SMALLEST_FOR_PERCENT
from ui.charts.conversion import COLUMNS, METHOD, WEEKS, cells, conversion_notes
from ui.charts.finding import Finding, Table
from ui.charts.words_above import lengths, rows
from ui.words import many

UNKNOWN = "No programme recorded before the referral"
WHY_UNKNOWN = (
    f"“{UNKNOWN}”: none is on file that they had completed by the day they were referred. Add it, or mend its day, "
    "under Graduates."
)
AGREED = " of people who agreed to feedback"
COUNTED = "Counted by the programme last completed before the referral."
DRAWN = 8  # the newest; the table has them all
_ROW = 78
_BAR = 7
_WIDE = 44  # letters of a name that fit on a telephone


def programmes_finding(conversion: Conversion) -> Finding:
    """The chart, the sentence and the table by programme, of a clinic's conversion with at least one referral."""
    given = conversion.by_programme or ()
    parts = [(name or UNKNOWN, one) for name, one in given]
    table = Table(("Programme", *COLUMNS), tuple((name, *cells(one)) for name, one in parts))
    notes = conversion_notes(conversion)
    if any(name == NO_PROGRAMME for name, _ in given):
        notes = (*notes, WHY_UNKNOWN)
    if len(parts) > DRAWN:
        notes = (f"The chart shows the {DRAWN} newest programmes, the table all {len(parts)}.", *notes)
    sentence = _sentence([one for one in given if one[0] != NO_PROGRAMME], conversion.all)
    return Finding(_spec(parts[-DRAWN:]), sentence, table, notes, (COUNTED, *METHOD))


def _sentence(parts: list[tuple[str, Reached]], together: Reached) -> str:
    if not parts:
        return "No programme is recorded that anybody had completed when they were referred."
    known = [(name, one) for name, one in parts if one.old_enough]
    if not known:
        return f"No programme has referrals sent {WEEKS} weeks ago or more: it is too early to say."
    name, newest = known[-1]
    if newest.old_enough < SMALLEST_FOR_PERCENT:
        small = all(one.old_enough < SMALLEST_FOR_PERCENT for _, one in known)
        which = "each programme" if small else f"the newest programme, {name},"
        return (
            f"Of {many(together.old_enough, 'referral')}{AGREED}, {together.came} came within {WEEKS} weeks; "
            f"{which} is too small to compare."
        )
    return (
        f"From the newest programme that can be told, {name}, {newest.came} of {many(newest.old_enough, 'referral')}"
        f"{AGREED} came within {WEEKS} weeks."
    )


def _label(name: str, one: Reached) -> str:
    counts = f"{one.old_enough} referred · {one.contacted} contacted · {one.came} came · {one.settled} settled"
    return f"{_short(name)}\n{f'{one.too_early} referred, too early to say' if not one.old_enough else counts}"


def _short(name: str) -> str:
    return name if len(name) <= _WIDE else f"{name[: _WIDE - 1]}…"


def _spec(parts: list[tuple[str, Reached]]) -> dict[str, Any]:
    row = rows(-_ROW // 2 + 6, labelBaseline="top", labelExpr="split(datum.label, '\\n')")
    most = max(1, *(one.old_enough for _, one in parts))
    layers = [
        alt.Chart(alt.InlineData(values=[_bar(name, one, step) for name, one in parts]))
        .mark_bar(height=_BAR, yOffset=place * (_BAR + 1) + 5, opacity=1 - place * 0.12)
        .encode(
            x=lengths("count:Q", most),
            y=row,
            tooltip=[alt.Tooltip("said:N", title="Count")],
            description=alt.Description("said:N"),
        )
        for place, step in enumerate(("old_enough", "contacted", "came", "settled"))
    ]
    spec: dict[str, Any] = alt.layer(*layers).properties(height=_ROW * len(parts), width="container").to_dict()
    return spec


def _bar(name: str, one: Reached, step: str) -> dict[str, object]:
    count = getattr(one, step)
    words = {"old_enough": "referred"}.get(step, step)
    return {"label": _label(name, one), "count": count, "said": f"{name}: {count} {words}"}
