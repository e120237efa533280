"""The report of the demo's page, read back: every sentence, row and note of every finding stands in it (R27, R28)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from services.engagement.periods import Period
from services.sheets.report_wording import Version
from tests.demo.looking import Page, actor, demo_of_today, page
from tests.exporting.findings import PICTURE
from tests.pages.reading import press
from tests.sheets.reading import read
from ui import files
from ui.charts.finding import Finding
from ui.exporting import pictures
from ui.exporting.chapters import contents
from ui.exporting.report import MAKE, OPEN

REPORTS = [
    ("coordinator", Period.ALL_TIME, Version.GROUP),
    ("coordinator", Period.PREVIOUS_12_MONTHS, Version.GROUP),
    ("coordinator", Period.ALL_TIME, Version.OUTSIDE),
    ("clinic", Period.LAST_24_MONTHS, Version.OUTSIDE),
]


@pytest.fixture(scope="module", autouse=True)
def demo(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with demo_of_today(shared, tmp_path_factory.mktemp("report")):
        yield


@pytest.fixture(autouse=True)
def drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """What draws stands aside: drawing is not the question."""

    class Vega:
        def vegalite_to_svg(self, spec: object, vl_version: str) -> str:
            return PICTURE

    monkeypatch.setattr(pictures, "_vega", Vega)


def made(seen: Page, username: str, version: Version) -> str:
    """What the file says to which the page leads, once its button was pressed."""
    app = seen.app
    if username == "coordinator":
        app.radio(key="for_whom").set_value(version).run()
    press(app, MAKE)
    (address,) = [link.proto.url for link in app.get("link_button") if link.proto.label == OPEN]
    file = files.offered(actor(username), address.rpartition("/")[2])
    pages = " ".join(page.extract_text() for page in read(file.content).pages)
    return " ".join(pages.replace("\u200b", "").split())


def lines(finding: Finding) -> list[str]:
    """Everything that a finding says, in the order in which it stands in a report."""
    rows = [" ".join(cell for cell in row if cell) for row in (finding.table.columns, *finding.table.rows)]
    return [finding.sentence, *rows, *finding.notes, *finding.method]


def lost(lines: list[str], text: str) -> list[str]:
    """Which of these do not stand in a text in this order."""
    at, missing = 0, []
    for line in lines:
        found = text.find(line, at)
        if found < 0:
            missing.append(line)
        else:
            at = found + len(line)
    return missing


@pytest.mark.parametrize(("username", "period", "version"), REPORTS)
def test_r27_every_sentence_row_and_note_of_every_finding_stands_in_it(
    username: str, period: Period, version: Version
) -> None:
    seen = page(username, period)
    given = contents(seen.chapters, version).given
    assert len(given) >= (10 if version is Version.GROUP else 2)
    if version is Version.GROUP:
        assert dict(given) == {heading: one for heading, one in seen.found.items() if heading in dict(given)}
    text = made(seen, username, version)
    assert lost([line for heading, finding in given for line in (heading, *lines(finding))], text) == []
