"""The report for a period: for whom, one button, how far it is, and the way to the file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import streamlit as st

from services import clock
from services.engagement.disclosure import Scope, scope_of
from services.engagement.exports.still_theirs import check_still_theirs
from services.engagement.periods import Period
from services.security.actor import Actor
from services.sheets.report import Part, report
from services.sheets.report_wording import Version
from ui.charts.finding import Finding
from ui.exporting.chapters import Chapter, Contents, contents
from ui.exporting.pictures import untitled_svg
from ui.feedback import plain, telling
from ui.files import LASTS, File, offer
from ui.words import many

VERSIONS = {Version.GROUP: "Our group", Version.OUTSIDE: "Anybody outside it"}
OUTSIDE = "It holds only what tells nothing about one person. The report says what it leaves out, and why."
MAKE, OPEN = "Make the report", "Open the report (PDF)"
WORKS = "The link works for 15 minutes, for you alone."
_HELD = "engagement_report"


@dataclass(frozen=True)
class _Made:
    of: tuple[int, Period, Version, tuple[Chapter, ...]]
    address: str
    until: datetime


def show_report(actor: Actor, group_id: int, period: Period, findings: Sequence[Chapter]) -> None:
    """The report of these findings, made when it is asked for. Only who is told of everyone chooses for whom."""
    version = _version(actor)
    wanted = (group_id, period, version, tuple(findings))
    if st.button(MAKE, icon=":material/description:", key=f"make_report_{group_id}"):
        with telling():
            address = _make(actor, group_id, period, version, contents(findings, version))
            st.session_state[_HELD] = _Made(wanted, address, clock.now() + LASTS)
    made: _Made | None = st.session_state.get(_HELD)
    if made is not None and made.of == wanted and made.until > clock.now():
        st.link_button(OPEN, made.address, type="primary", icon=":material/open_in_new:")
        st.caption(WORKS)


def _version(actor: Actor) -> Version:
    if scope_of(actor) is Scope.EVERYONE:
        version = st.radio(
            "For whom", list(VERSIONS), format_func=VERSIONS.__getitem__, horizontal=True, key="for_whom"
        )
    else:
        version = Version.OUTSIDE
    if version is Version.OUTSIDE:
        st.caption(OUTSIDE)
    return version


def _make(actor: Actor, group_id: int, period: Period, version: Version, holds: Contents) -> str:
    """Draws and prints, saying how far it is; where the file is for this sign-in."""
    still_theirs = partial(check_still_theirs, group_id=group_id, counted_at=clock.now())
    with st.status("Making the report", expanded=False) as status:
        parts = []
        for number, (heading, finding) in enumerate(holds.given, 1):
            status.update(label=f"Drawing {number} of {len(holds.given)}: {plain(heading)}")
            parts.append(_part(heading, finding))
        status.update(label="Putting the pages together")
        content = report(actor, group_id, period, version, parts, holds.left_out)
        address = offer(actor, File(f"engagement-report-for-{version}.pdf", "application/pdf", content), still_theirs)
        status.update(label=f"The report is ready, with {many(len(parts), 'finding')}.", state="complete")
    return address


def _part(heading: str, finding: Finding) -> Part:
    table = finding.table
    return Part(heading, finding.sentence, untitled_svg(finding), table.columns, table.rows, finding.about)
