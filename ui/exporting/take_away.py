"""One finding to take away: its chart as a picture, its table as a file, each made when it is asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import streamlit as st

from services import clock
from services.engagement.disclosure import Scope, scope_of
from services.engagement.exports.recording import Kind, exported
from services.engagement.exports.spreadsheets import csv_file, xlsx_file
from services.engagement.exports.standing import COUNTED, NOBODY, standing
from services.engagement.exports.still_theirs import check_still_theirs
from services.engagement.periods import Period
from services.security.actor import Actor
from ui.charts.finding import Finding
from ui.exporting.pictures import png, svg
from ui.feedback import telling
from ui.files import LASTS, WORKS, File, offer

FOR_WHOM = {
    Scope.EVERYONE: f"{COUNTED[Scope.EVERYONE]} For anybody else there is the report for outside.",
    Scope.AGREED: (
        f"{COUNTED[Scope.AGREED]} For anybody else there is the report; it says nothing of referrals, because they "
        "are of few people."
    ),
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


About = tuple[str, ...]


@dataclass(frozen=True)
class _Way:
    name: str
    media_type: str
    make: Callable[[Finding, About], bytes]


@dataclass(frozen=True)
class _Made:
    kind: Kind
    of: Finding
    address: str
    until: datetime


WAYS = {
    Kind.PNG: _Way("Picture (PNG)", "image/png", png),
    Kind.SVG: _Way("Picture to enlarge (SVG)", "image/svg+xml", lambda finding, about: svg(finding, about).encode()),
    Kind.XLSX: _Way(
        "Table (XLSX)", XLSX, lambda finding, about: xlsx_file(*_table(finding), (finding.sentence, *about))
    ),
    Kind.CSV: _Way(
        "Table (CSV)",
        "text/csv; charset=utf-8",
        lambda finding, about: csv_file(*_table(finding), (finding.sentence, *about)),
    ),
}


@dataclass(frozen=True)
class OnScreen:
    """A finding on the screen: of which group, under which key, over which period, and when its figures were read.

    `over` is None for a finding that has a period of its own. `key` tells it from others on the page and names its
    files: plain words with dashes, of nobody.
    """

    group_id: int
    key: str
    over: Period | None
    finding: Finding
    counted_at: datetime


def show_take_away(actor: Actor, shown: OnScreen) -> None:
    """The four ways. Nothing is made until one is chosen, and then once; the way to the file takes its place."""
    with st.container(horizontal=True):
        places = {kind: st.empty() for kind in WAYS}
    for kind, way in WAYS.items():
        if places[kind].button(way.name, key=f"take_away_{shown.key}_{kind}"):
            _make(actor, shown, kind)
    if made := _made(shown):
        places[made.kind].link_button(
            f"Save: {WAYS[made.kind].name}", made.address, type="primary", icon=":material/download:"
        )
        st.caption(WORKS)
    st.caption(FOR_WHOM[scope_of(actor)] if shown.finding.of_people else NOBODY)


def _make(actor: Actor, shown: OnScreen, kind: Kind) -> None:
    way = WAYS[kind]
    with telling(), st.spinner("Making the file"):
        still_theirs = partial(check_still_theirs, group_id=shown.group_id, counted_at=shown.counted_at)
        content = way.make(shown.finding, _about(actor, shown))
        exported(actor, shown.group_id, kind)
        name = f"engagement-{shown.key}-{clock.today():%Y-%m-%d}.{kind}"
        address = offer(actor, File(name, way.media_type, content), still_theirs)
        st.session_state[_held(shown.key)] = _Made(kind, shown.finding, address, clock.now() + LASTS)


def _made(shown: OnScreen) -> _Made | None:
    """The file that was made last, while it is there and of what the page still shows."""
    made: _Made | None = st.session_state.get(_held(shown.key))
    return None if made is None or made.of != shown.finding or made.until < clock.now() else made


def _held(key: str) -> str:
    return f"taken_away_{key}"


def _table(finding: Finding) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    return finding.table.columns, finding.table.rows


def _about(actor: Actor, shown: OnScreen) -> About:
    """What every file says besides its sentence and its figures: what weakens them, how made, of whom and when."""
    finding = shown.finding
    of_whom = standing(actor, shown.group_id, shown.over, shown.counted_at, of_people=finding.of_people)
    return (*finding.about, *of_whom)
