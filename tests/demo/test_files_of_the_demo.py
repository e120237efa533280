"""The tables of the demo's findings taken away: CSV and XLSX, read back, hold every row of every one of them."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from services.engagement.exports.recording import Kind
from services.engagement.periods import Period
from tests.demo.looking import GROUP, actor, demo_of_today, page
from tests.pages.reading import press
from ui import files
from ui.charts.finding import Finding
from ui.exporting.take_away import WAYS

Rows = list[tuple[str, ...]]
WHOSE = [("coordinator", Period.ALL_TIME), ("clinic", Period.LAST_24_MONTHS)]


@pytest.fixture(scope="module", autouse=True)
def demo(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with demo_of_today(shared, tmp_path_factory.mktemp("files")):
        yield


def offering(actor, group_id, period, finding):  # type: ignore[no-untyped-def] # run by its source alone
    from services import clock
    from ui.exporting.take_away import OnScreen, show_take_away

    show_take_away(actor, OnScreen(group_id, "one", period, finding, clock.now()))


def taken(username: str, period: Period, finding: Finding, kind: Kind) -> bytes:
    """The file to which the button of this kind leads."""
    args = (actor(username), GROUP, period, finding)
    app = press(AppTest.from_function(offering, args=args, default_timeout=30).run(), WAYS[kind].name)
    (link,) = app.get("link_button")
    return files.offered(actor(username), link.proto.url.rpartition("/")[2]).content


def in_csv(content: bytes) -> Rows:
    """Its lines up to the empty one, after which it says what it is about."""
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    return [tuple(line) for line in lines[: next(at for at, line in enumerate(lines) if not any(line))]]


def in_xlsx(content: bytes) -> Rows:
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Figures"]
    return [tuple("" if cell is None else str(cell) for cell in row) for row in sheet.iter_rows(values_only=True)]


@pytest.mark.parametrize("kind", [Kind.CSV, Kind.XLSX])
@pytest.mark.parametrize(("username", "period"), WHOSE)
def test_r27_each_file_of_each_finding_holds_its_table_row_by_row(username: str, period: Period, kind: Kind) -> None:
    found = page(username, period).found
    assert len(found) >= 12
    for heading, finding in found.items():
        table = [finding.table.columns, *finding.table.rows]
        read_back = in_csv if kind is Kind.CSV else in_xlsx
        assert read_back(taken(username, period, finding, kind)) == table, heading
