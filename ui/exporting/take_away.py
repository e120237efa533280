"""One finding to take away: its chart as a picture, its table as a file, each made when it is asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from services import clock
from services.engagement.disclosure import Scope, scope_of
from services.engagement.exports.recording import Kind, exported
from services.engagement.exports.spreadsheets import csv_file, xlsx_file
from services.security.actor import Actor
from ui.charts.finding import Finding
from ui.exporting.pictures import png, svg
from ui.feedback import telling
from ui.files import LASTS, File, offer
from ui.guard import current_actor

WORKS = "The link works for 15 minutes, for you alone."
# What leaves for outside would treat everyone alike (R26); these files do not.
FOR_WHOM = {
    Scope.EVERYONE: "It counts everyone, so it is for the group. For anybody else there is the report for outside.",
    Scope.AGREED: "It counts people who agreed that the clinic may know, so it is for the clinic alone.",
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class _Way:
    name: str
    media_type: str
    make: Callable[[Finding], bytes]


@dataclass(frozen=True)
class _Made:
    kind: Kind
    of: Finding
    address: str
    until: datetime


WAYS = {
    Kind.PNG: _Way("Picture (PNG)", "image/png", png),
    Kind.SVG: _Way("Picture to enlarge (SVG)", "image/svg+xml", lambda finding: svg(finding).encode()),
    Kind.XLSX: _Way("Table (XLSX)", XLSX, lambda finding: xlsx_file(*_table(finding), about=_about(finding))),
    Kind.CSV: _Way("Table (CSV)", "text/csv; charset=utf-8", lambda finding: csv_file(*_table(finding))),
}


def show_take_away(group_id: int, key: str, finding: Finding) -> None:
    """The four ways. Nothing is made until one is chosen, and then once.

    `key` tells this finding from others on the page and names the file: plain words with dashes, of nobody. It may be
    run alone and not with its page, so who is asking is looked up anew.
    """
    actor = current_actor()
    st.caption(FOR_WHOM[scope_of(actor)])
    with st.container(horizontal=True):
        for kind, way in WAYS.items():
            if st.button(way.name, icon=":material/download:", key=f"take_away_{key}_{kind}"):
                _make(actor, group_id, key, finding, kind)
    _link(key, finding)


def _make(actor: Actor, group_id: int, key: str, finding: Finding, kind: Kind) -> None:
    way = WAYS[kind]
    with telling(), st.spinner("Making the file"):
        content = way.make(finding)
        exported(actor, group_id, kind)
        address = offer(actor, File(f"engagement-{key}.{kind}", way.media_type, content))
        st.session_state[_held(key)] = _Made(kind, finding, address, clock.now() + LASTS)


def _link(key: str, finding: Finding) -> None:
    """The way to the file that was made last, while it is there and of what the page still shows."""
    made: _Made | None = st.session_state.get(_held(key))
    if made is None or made.of != finding or made.until < clock.now():
        return
    st.link_button(f"Save: {WAYS[made.kind].name}", made.address, type="primary")
    st.caption(WORKS)


def _held(key: str) -> str:
    return f"taken_away_{key}"


def _table(finding: Finding) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    return finding.table.columns, finding.table.rows


def _about(finding: Finding) -> tuple[str, ...]:
    return (finding.sentence, *finding.notes)
