"""The demo tells the story it was asked to tell; each figure is counted from the rows, over forty groups."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from statistics import fmean, median

import pytest

from models import ConsentKind, GroupSessionState, LeavingReason, MarkKind
from models.register import ATTENDED
from tests.demo.figures import Figures

HALF_A_YEAR = timedelta(days=183)

# Each figure, how it is counted, and the least and the most it may be.
FIGURES: dict[str, tuple[Callable[[Figures], float], float, float]] = {
    "programmes a year": (lambda f: sum(p.ends_on >= f.since for p in f.programmes) / f.groups / 2, 3.8, 4.6),
    "completers of a programme": (lambda f: fmean(Counter(c.programme_id for c in f.completions).values()), 9, 11),
    "referrals a year": (lambda f: sum(r.sent_at is not None for r in f.referrals) / f.groups / 2, 25, 27.5),
    "share consent": (lambda f: f.agreed(ConsentKind.SHARE), 0.93, 0.97),
    "feedback consent": (lambda f: f.agreed(ConsentKind.FEEDBACK), 0.77, 0.83),
    "median days to contact": (lambda f: median(f.days_to_contact()), 4.5, 5.5),
    "contacted after 14 days": (lambda f: fmean(day > 14 for day in f.days_to_contact()), 0.09, 0.14),
    "first visit": (lambda f: len(f.came_once()) / len(f.old_referrals()), 0.62, 0.68),
    "second visit": (lambda f: fmean(len(f.visits_of(r)) > 1 for r in f.came_once()), 0.56, 0.64),
    "leave per group session": (lambda f: f.leaving(founders=False), 0.031, 0.039),
    "founders leave": (lambda f: f.leaving(founders=True), 0.011, 0.017),
    "come": (lambda f: f.coming(), 0.55, 0.60),
    "come in winter": (lambda f: f.coming(winter=True) / f.coming(winter=False), 0.81, 0.91),
    "cancelled": (lambda f: fmean(m.state is GroupSessionState.CANCELLED for m in f.past), 0.03, 0.05),
    "apologies": (lambda f: f.absences(MarkKind.SENT_WORD), 0.56, 0.63),
    "no word": (lambda f: f.absences(MarkKind.DID_NOT_COME), 0.27, 0.34),
    "not recorded": (lambda f: f.absences(MarkKind.NOT_RECORDED), 0.08, 0.12),
    "late": (lambda f: _of_visits(f, lambda mark: mark.kind is MarkKind.LATE), 0.07, 0.09),
    "left early": (lambda f: _of_visits(f, lambda mark: mark.left_early), 0.05, 0.07),
    "take a role within three months": (lambda f: f.took_a_role(), 0.40, 0.50),
    "top two early": (lambda f: f.top_two(f.since, f.since + HALF_A_YEAR), 0.51, 0.65),
    "top two later": (lambda f: f.top_two(f.until - HALF_A_YEAR, f.until), 0.29, 0.38),
    "in the room in year one": (lambda f: f.room(f.since, f.a_year_on), 6.5, 7.6),
    "in the room in year two": (lambda f: f.room(f.a_year_on, f.until), 8, 9),
    "left for time and travel": (lambda f: f.reasons()[LeavingReason.TIME_AND_TRAVEL], 0.27, 0.34),
    "left for health": (lambda f: f.reasons()[LeavingReason.HEALTH], 0.22, 0.28),
    "left managing well": (lambda f: f.reasons()[LeavingReason.MANAGING_WELL], 0.12, 0.18),
    "left without a connection": (lambda f: f.reasons()[LeavingReason.NO_CONNECTION], 0.12, 0.18),
    "left for a reason unknown": (lambda f: f.reasons()[LeavingReason.UNKNOWN], 0.12, 0.18),
}


@pytest.mark.parametrize("name", FIGURES)
def test_the_demo_tells(many: Figures, name: str) -> None:
    count, least, most = FIGURES[name]
    assert least <= count(many) <= most


def test_programmes_are_of_8_to_12(many: Figures) -> None:
    own_time = {p.id for p in many.programmes if p.ends_on >= many.since - timedelta(days=60)}
    sizes = Counter(c.programme_id for c in many.completions if c.programme_id in own_time)
    # Riverside has one person twice on file, on purpose.
    assert min(sizes.values()) >= 8
    assert max(sizes.values()) <= 13


def _of_visits(figures: Figures, which: Callable[..., bool]) -> float:
    return fmean(which(mark) for mark in figures.marks if mark.kind in ATTENDED)
