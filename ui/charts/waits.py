"""How long until first contact and first visit: where half have reached it, and the range around it (R23, R27)."""

from services.engagement.disclosure import Scope
from services.engagement.statistics.proportions import SMALLEST_FOR_PERCENT
from services.engagement.waits import Wait, Waits
from ui.charts.finding import Finding, Table
from ui.charts.not_counted import missing_in_words
from ui.charts.waits_drawing import waits_spec
from ui.words import many

WAITING = (
    "“Half” is half of all who were referred: those who still wait count as waiting until today, and those whose "
    "referral ended did not get there and stay in the count (Kaplan–Meier)."
)
NO_CONTACT = "Somebody who came without a contact being noted was contacted by that day."
HOW = f"{WAITING} {NO_CONTACT}"
_NAMES = ("First contact", "First visit")


def waits_finding(waits: Waits) -> Finding:
    """The chart, the sentence and the table of waits with at least one referral."""
    rows = tuple((_label(name, wait), wait) for name, wait in _named(waits.contact, waits.visit))
    table = waits_table(waits.contact, waits.visit)
    sentence = waits_sentence(waits.contact, waits.visit, waits.scope)
    return Finding(waits_spec(rows), sentence, table, _notes(waits), _method(waits))


def _named(contact: Wait, visit: Wait) -> tuple[tuple[str, Wait], ...]:
    return tuple(zip(_NAMES, (contact, visit), strict=True))


def waits_sentence(contact: Wait, visit: Wait, scope: Scope) -> str:
    """How many reached each, still wait or ended, and when half had, from 8 referrals up."""
    whose = "" if scope is Scope.EVERYONE else " of people who agreed to feedback"
    counts = (
        f"Of {many(contact.of, 'referral')}{whose}, {len(contact.days)} "
        f"{'was' if len(contact.days) == 1 else 'were'} contacted{_without(contact)} and {len(visit.days)} came"
        f"{_without(visit)}"
    )
    if contact.half is None or visit.half is None:
        return f"{counts}: too few yet to say how long it usually takes."
    return f"{counts}; {_half(contact, 'were contacted')}, and {_half(visit, 'came')}."


def _without(wait: Wait) -> str:
    """(2 still wait, 1 ended before that)."""
    waiting = f"{len(wait.waiting)} still {'waits' if len(wait.waiting) == 1 else 'wait'}" if wait.waiting else ""
    ended = f"{wait.ended} ended before that" if wait.ended else ""
    said = ", ".join(filter(None, (waiting, ended)))
    return f" ({said})" if said else ""


def _half(wait: Wait, reached: str) -> str:
    value = wait.half.value if wait.half else None
    return f"it is not yet half who {reached}" if value is None else f"half {reached} within {_days(value)}"


def _notes(waits: Waits) -> tuple[str, ...]:
    drawn = (
        "The diamond is where half have reached it, the line its plausible range; an arrow says that it may be longer."
        if waits.contact.half
        else "Each circle is one referral."
    )
    return tuple(note for note in (missing_in_words(waits.not_recorded), drawn) if note)


def _method(waits: Waits) -> tuple[str, ...]:
    few = f"With fewer than {SMALLEST_FOR_PERCENT} referrals a usual time would mislead."
    return (WAITING, NO_CONTACT, "The plausible range is at 95%.") if waits.contact.half else (NO_CONTACT, few)


def waits_table(contact: Wait, visit: Wait) -> Table:
    """The same figures, with each day it took where they are too few for more."""
    both = _named(contact, visit)
    if contact.half is None:
        columns = ("Until", "Referred", "Reached", "Still waiting", "Ended before", "Days it took")
        return Table(columns, tuple((*_counts(name, wait), _listed(wait)) for name, wait in both))
    with_half = ("Until", "Referred", "Reached", "Still waiting", "Ended before", "Half within", "Plausible range")
    return Table(with_half, tuple((*_counts(name, wait), _value(wait), _range(wait)) for name, wait in both))


def _counts(name: str, wait: Wait) -> tuple[str, ...]:
    return (name, *map(str, (wait.of, len(wait.days), len(wait.waiting), wait.ended)))


def _listed(wait: Wait) -> str:
    return ", ".join(map(str, wait.days))


def _value(wait: Wait) -> str:
    return "not yet" if wait.half is None or wait.half.value is None else _days(wait.half.value)


def _range(wait: Wait) -> str:
    if wait.half is None or wait.half.low is None:
        return ""
    low, high = wait.half.low, wait.half.high
    return f"{low:g} days or more" if high is None else f"{low:g} to {_days(high)}"


def _days(days: float) -> str:
    return f"{days:g} {'day' if days == 1 else 'days'}"


def _label(name: str, wait: Wait) -> str:
    if wait.half is None:
        return f"{name}: {len(wait.days)} of {wait.of}"
    if wait.half.value is None:
        return f"{name}: not yet half of {wait.of}"
    known = _range(wait)
    return f"{name}: half within {_days(wait.half.value)}{f' ({known})' if known else ''}"
