"""R26: which questions a report for outside leaves out is the same whatever there was to find."""

from unittest.mock import patch

from models import MarkKind
from services.engagement.attendance import Outcome
from services.engagement.periods import Period
from services.sheets.report_wording import Version
from tests.engagement.world import Someone, World, build
from ui.charts.finding import Finding, Table
from ui.engagement import leaving, report
from ui.engagement.shown import Shown
from ui.exporting.chapters import Chapter, Contents, contents

FINDING = Finding({}, "Of 1 person who left, 1 is managing well.", Table(("Why",), (("Managing well",),)))


def outside(world: World, *headings: str) -> Contents:
    found = [Shown(heading, FINDING) for heading in headings]
    with patch.object(report, "show_report") as shown:
        report.show_whole_report(world.coordinator, world.group.id or 0, Period.ALL_TIME, found)
    chapters: list[Chapter] = shown.call_args.args[3]
    return contents(chapters, Version.OUTSIDE)


def test_what_is_left_out_does_not_tell_what_there_was(sqlite_url: str) -> None:
    world = build((Outcome.RECORDED,) * 3, (Someone((MarkKind.CAME,) * 3),))
    few, more = outside(world, report.HEADINGS[0]), outside(world, report.HEADINGS[0], leaving.HEADING)
    assert few.left_out == more.left_out
    assert leaving.HEADING in {one.heading for one in more.left_out}
    assert FINDING.sentence not in [finding.sentence for _, finding in more.given]


def test_every_question_of_the_page_is_in_the_report(sqlite_url: str) -> None:
    from ui.engagement import topics

    headings = {__import__(q.__module__, fromlist=["HEADING"]).HEADING for q in topics.questions(topics.Topic.REPORT)}
    assert headings <= set(report.HEADINGS)
