"""The engagement page of the demo as it is drawn: its findings, everything else that it says, and its report."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from streamlit.testing.v1 import AppTest

from models import Account, AmongOthers, Consent, ConsentKind, Graduate, Member
from services import clock
from services.demo.load import load_demo
from services.engagement.attendance import attendance
from services.engagement.periods import Period
from services.security.actor import Actor
from services.security.sign_in import actor_of
from tests import databases, make
from ui.charts.finding import Finding
from ui.engagement import report, shown
from ui.exporting.chapters import Chapter

GROUP = 1
DAY = date(2024, 11, 27)  # when more come over the years than at first, so that the page says how many more
HEADINGS = ("header", "subheader")
LATER = 2  # people who agree once the clinic has been told of others
# Whoever has an engagement page, in every period that it offers them.
LOOKS = (
    ("coordinator", Period.LAST_12_MONTHS),
    ("coordinator", Period.PREVIOUS_12_MONTHS),
    ("coordinator", Period.ALL_TIME),
    ("clinic", Period.LAST_24_MONTHS),
)


@contextmanager
def demo_of_today(shared: Path, own: Path) -> Iterator[None]:
    """As a first start loads it on the day that its story ends; the clinic has looked, and then two more agreed."""
    with databases.sqlite(shared, own) as url, databases.using(url):
        began = datetime.combine(DAY, time(10), UTC)
        with time_machine.travel(began, tick=False):
            load_demo(until=DAY)
            attendance(actor("clinic"), GROUP)
        with time_machine.travel(began + timedelta(hours=1), tick=False):
            _agree_later()
        with time_machine.travel(began + timedelta(hours=2), tick=False):
            yield


def _agree_later() -> None:
    others = {row.member_id for row in make.rows(AmongOthers)}
    said = {row.graduate_id for row in make.rows(Consent, kind=ConsentKind.FEEDBACK)}
    people = {row.graduate_id for row in make.rows(Member, group_id=GROUP) if row.id in others} - {None, *said}
    for graduate_id in sorted(one for one in people if one)[:LATER]:
        (graduate,) = make.rows(Graduate, id=graduate_id)
        make.consent(graduate, ConsentKind.FEEDBACK, given_on=clock.today(), recorded_at=clock.now())


def actor(username: str) -> Actor:
    (account,) = make.rows(Account, username=username)
    return actor_of(account, (GROUP,) if username == "coordinator" else ())


def _page(actor, period):  # type: ignore[no-untyped-def] # run by its source alone, without what is imported here
    import runpy

    import streamlit as st
    from streamlit.runtime.pages_manager import PagesManager

    from services.settings import ROOT
    from ui.guard import running_as

    PagesManager.uses_pages_directory = False
    st.session_state.setdefault("engagement_period", period)
    st.session_state.setdefault("topic", "Report")
    with running_as(actor):
        runpy.run_path(str(ROOT / "pages" / "shared" / "engagement.py"))


@dataclass(frozen=True)
class Page:
    """`drawn` are the findings on it; `chapters` is what its report is made of."""

    app: AppTest
    drawn: tuple[Finding, ...]
    chapters: tuple[Chapter, ...]

    @property
    def headings(self) -> list[str]:
        """Every question that it asks, below that of the report."""
        return [one.value for one in self.app.main if one.type in HEADINGS][1:]

    @property
    def found(self) -> dict[str, Finding]:
        """Each finding by the heading under which it stands."""
        by_sentence = {f"**{one.sentence}**": one for one in self.drawn}
        heading, found = "", {}
        for one in self.app.main:
            if one.type in HEADINGS:
                heading = one.value
            elif one.type == "markdown" and (finding := by_sentence.get(unescaped(one.value))):
                found[heading] = finding
        assert len(found) == len(self.drawn)
        return found

    @property
    def said(self) -> list[str]:
        """Every text of the page that is no finding's, from top to bottom."""
        known = {text for one in self.drawn for text in (f"**{one.sentence}**", "\n\n".join(one.notes))}
        texts = [one.value for one in self.app.main if one.type in ("markdown", "caption", "info")]
        return [text for text in texts if unescaped(text) not in known]


def unescaped(text: str) -> str:
    return text.replace("\\", "")


def page(username: str, period: Period) -> Page:
    """The whole page, every topic of it: the one on which the report is made."""
    drawn: list[Finding] = []
    made: list[Chapter] = []
    draw, make_chapters = shown.show_finding, report.chapters

    def drawing(finding: Finding) -> None:
        drawn.append(finding)
        draw(finding)

    def gathering(*args: Any) -> list[Chapter]:
        made.extend(make_chapters(*args))
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shown, "show_finding", drawing)
        patch.setattr(report, "chapters", gathering)
        app = AppTest.from_function(_page, args=(actor(username), period), default_timeout=60).run()
    assert not app.exception, [error.value for error in app.exception]
    return Page(app, tuple(drawn), tuple(made))
