"""The report for a period: for whom, one button, how far it is, and the way to the file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from services import clock
from services.engagement.disclosure import Scope, scope_of
from services.engagement.exports.still_theirs import check_still_theirs
from services.engagement.periods import Period
from services.security.actor import Actor
from services.sheets.report import Part, report
from services.sheets.report_wording import Version
from services.view import end_view, viewed_since
from ui.charts.finding import Finding
from ui.exporting.chapters import Chapter, Contents, contents
from ui.exporting.pictures import untitled_svg
from ui.feedback import plain, telling
from ui.files import LASTS, WORKS, File, offer
from ui.words import many

VERSIONS = {Version.GROUP: "Our group", Version.OUTSIDE: "Anybody outside it"}
OUTSIDE = (
    "It holds two things: coming to the group, in rounded numbers, and the skills practised. Nothing else on this page "
    "may go outside; the report says why."
)
NOTHING = "Nothing was found in this time that could stand in a report."
ICON = ":material/description:"
MAKE, OPEN = "Make the report", "Open the report (PDF)"
_HELD = "engagement_report"


_Wanted = tuple[int, Period, Version, tuple[Chapter, ...]]


@dataclass(frozen=True)
class _Made:
    of: _Wanted
    address: str
    until: datetime
    findings: int


def show_report(actor: Actor, group_id: int, period: Period, gather: Callable[[], Sequence[Chapter]]) -> None:
    """The report of these findings, made when it is asked for. Only who is told of everyone chooses for whom.

    `gather` takes its time, so everything has its place before it is called; a screen that grew would jump.
    """
    version = _version(actor)
    # The outcome is above the button, where whoever pressed it looks.
    outcome, press = st.empty(), st.empty()
    press.button(MAKE, icon=ICON, key=f"report_waits_{group_id}", disabled=True)
    findings = gather()
    if not any(isinstance(given, Finding) for one in findings for given in (one.finding, one.given_outside)):
        press.info(NOTHING)
        return
    wanted = (group_id, period, version, tuple(findings))
    if press.button(MAKE, icon=ICON, key=f"make_report_{group_id}"):
        with telling():
            st.session_state[_HELD] = _make(actor, wanted, contents(findings, version), outcome)
    made: _Made | None = st.session_state.get(_HELD)
    if made is not None and made.of == wanted and made.until > clock.now():
        with outcome.container():
            st.success(f"The report is ready, with {many(made.findings, 'finding')}.", icon=":material/check_circle:")
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


def _make(actor: Actor, wanted: _Wanted, holds: Contents, outcome: DeltaGenerator) -> _Made:
    """Draws and prints, saying how far it is; where the file is for this sign-in."""
    group_id, period, version, _ = wanted
    still_theirs = partial(check_still_theirs, group_id=group_id, counted_at=viewed_since())
    end_view()  # drawing takes a while, and everybody else reads meanwhile
    with outcome.status("Making the report", expanded=False) as status:
        parts = []
        for number, (heading, finding) in enumerate(holds.given, 1):
            status.update(label=f"Drawing {number} of {len(holds.given)}: {plain(heading)}")
            parts.append(_part(heading, finding))
        status.update(label="Putting the pages together")
        content = report(actor, group_id, period, version, parts, holds.left_out)
        address = offer(actor, File(f"engagement-report-for-{version}.pdf", "application/pdf", content), still_theirs)
    return _Made(wanted, address, clock.now() + LASTS, len(parts))


def _part(heading: str, finding: Finding) -> Part:
    table = finding.table
    return Part(heading, finding.sentence, untitled_svg(finding), table.columns, table.rows, finding.about)
