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
from services.engagement.exports.standing import standing
from services.engagement.exports.still_theirs import check_still_theirs
from services.security.actor import Actor
from ui.charts.finding import Finding
from ui.exporting.drawn_at import chosen_period, counted_at, noting_when
from ui.exporting.pictures import png, svg
from ui.feedback import telling
from ui.files import LASTS, File, offer
from ui.guard import current_actor

OPEN = "Take it away"
WORKS = "The link works for 15 minutes, for you alone."
# What leaves for outside would treat everyone alike (R26); these files do not.
FOR_WHOM = {
    Scope.EVERYONE: "It counts everyone, so it is for the group. For anybody else there is the report for outside.",
    Scope.AGREED: "It counts people who agreed that the clinic may know, so it is for the clinic alone.",
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


@noting_when
@st.fragment
def show_take_away(group_id: int, key: str, finding: Finding) -> None:
    """A quiet button that opens the four ways. Nothing is made until one is chosen, and then once.

    `key` tells this finding from others on the page and names the file: plain words with dashes, of nobody. Opening
    runs this alone and not the page, so who is asking is looked up anew.
    """
    box = st.popover(OPEN, icon=":material/download:", type="tertiary", key=f"take_away_{key}", on_change="rerun")
    if not box.open:
        return
    actor = current_actor()
    with box:
        st.caption(FOR_WHOM[scope_of(actor)])
        for kind, way in WAYS.items():
            if st.button(way.name, key=f"take_away_{key}_{kind}", width="stretch"):
                _make(actor, group_id, key, finding, kind)
        _link(key, finding)


def _make(actor: Actor, group_id: int, key: str, finding: Finding, kind: Kind) -> None:
    way = WAYS[kind]
    with telling(), st.spinner("Making the file"):
        still_theirs = partial(check_still_theirs, group_id=group_id, counted_at=counted_at(key))
        # The page may have been drawn long ago, and figures may not outlive what allowed them.
        still_theirs(actor)
        content = way.make(finding, _about(actor, group_id, key, finding))
        exported(actor, group_id, kind)
        address = offer(actor, File(f"engagement-{key}.{kind}", way.media_type, content), still_theirs)
        st.session_state[_held(key)] = _Made(kind, finding, address, clock.now() + LASTS)


def _link(key: str, finding: Finding) -> None:
    """The way to the file that was made last, while it is there and of what the page still shows."""
    made: _Made | None = st.session_state.get(_held(key))
    if made is None or made.of != finding or made.until < clock.now():
        return
    st.link_button(f"Save: {WAYS[made.kind].name}", made.address, type="primary", width="stretch")
    st.caption(WORKS)


def _held(key: str) -> str:
    return f"taken_away_{key}"


def _table(finding: Finding) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    return finding.table.columns, finding.table.rows


def _about(actor: Actor, group_id: int, key: str, finding: Finding) -> About:
    """What every file says besides its sentence and its figures: what weakens them, and of whom and when they are."""
    return (*finding.notes, *standing(actor, group_id, chosen_period(), counted_at(key)))
