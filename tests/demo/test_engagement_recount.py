"""Every number of the demo group's engagement once more from raw rows: for both audiences, in each of their periods."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from services import clock
from services.engagement.periods import Period
from tests.demo.looking import GROUP, LATER, LOOKS, Page, actor, demo_of_today, page
from tests.demo.recounted.every import EVERY
from tests.demo.recounted.later import agreed_later
from tests.demo.recounted.outside import outside
from tests.demo.recounted.raw import Look
from tests.demo.recounted.told import Told, numbers, tokens
from tests.demo.recounted.words import above
from ui.charts.finding import Finding

Looked = tuple[Look, Page]
each_look = pytest.mark.parametrize("who", LOOKS, ids=lambda who: "-".join(who))
STAYING = "How long people keep coming"
HEADING = "Where the group is heading"
BY_PROGRAMME = "By programme"
EIGHT_WEEKS = "within 8 weeks"


@pytest.fixture(scope="module")
def looks(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[tuple[str, Period], Looked]]:
    """Each look at the demo's page, and the rows that it looks at."""
    with demo_of_today(shared, tmp_path_factory.mktemp("recount")):
        yield {who: (look_of(*who), page(*who)) for who in LOOKS}


def look_of(username: str, period: Period) -> Look:
    return Look(GROUP, period.value, clock.now(), actor(username).clinic_id)


def in_the_words_of(finding: Finding, told: Told) -> Told:
    """What a finding says, taken down as what it has to say is."""
    notes, method = (numbers(" ".join(lines)) for lines in (finding.notes, finding.method))
    rows = list(finding.table.rows)
    return Told(tokens(finding.sentence, told.words), notes, method, rows, told.words)


@each_look
def test_every_finding_of_the_page_is_recounted_number_by_number(
    looks: dict[tuple[str, Period], Looked], who: tuple[str, Period]
) -> None:
    look, seen = looks[who]
    for heading, finding in seen.found.items():
        told = EVERY[heading](look)
        assert in_the_words_of(finding, told) == told, heading


@each_look
def test_every_number_that_a_chart_says_stands_in_one_row_of_its_table(
    looks: dict[tuple[str, Period], Looked], who: tuple[str, Period]
) -> None:
    _, seen = looks[who]
    for finding in seen.drawn:
        rows = [Counter(numbers(" ".join(row))) for row in finding.table.rows]
        said = [Counter(numbers(text.replace(EIGHT_WEEKS, ""))) for text in texts(finding.spec)]
        assert said
        assert [one for one in said if not any(one <= row for row in rows)] == [], finding.sentence


def texts(drawn: object) -> list[str]:
    """What a chart says of each mark, to the eye or to a screen reader."""
    if isinstance(drawn, list):
        return [text for one in drawn for text in texts(one)]
    if not isinstance(drawn, dict):
        return []
    own = [drawn[key] for key in ("said", "label") if isinstance(drawn.get(key), str)]
    return own + [text for one in drawn.values() for text in texts(one)]


@each_look
def test_nothing_is_left_undrawn_that_could_be_told(
    looks: dict[tuple[str, Period], Looked], who: tuple[str, Period]
) -> None:
    look, seen = looks[who]
    asked = [one for one in EVERY if one != BY_PROGRAMME or look.clinic_id is not None]
    assert seen.headings == asked
    too_few = {STAYING} if few_stay(look) else set()
    assert {*asked} - {*seen.found} == (too_few if look.clinic_id is None else {HEADING, *too_few})


@each_look
def test_everything_else_that_the_page_says_is_recounted_too(
    looks: dict[tuple[str, Period], Looked], who: tuple[str, Period]
) -> None:
    """Of whom, over which days and how new; and what it says where there are too few for a chart."""
    look, seen = looks[who]
    few = EVERY[STAYING](look) if few_stay(look) else Told([], [], [], None)
    assert numbers(" ".join(seen.said)) == [*above(look), *few.sentence, *few.notes]


def test_every_period_that_the_page_offers_is_looked_at(looks: dict[tuple[str, Period], Looked]) -> None:
    coordinators = [page.app for (who, _), (_, page) in looks.items() if who == "coordinator"]
    offered = {app.radio(key="engagement_period").value for app in coordinators}
    assert len(offered) == len(coordinators[0].radio(key="engagement_period").options) == len(coordinators)
    (_, clinics) = looks["clinic", Period.LAST_24_MONTHS]
    assert not clinics.app.radio


def few_stay(look: Look) -> bool:
    return EVERY[STAYING](look).rows is None


@each_look
def test_what_the_report_says_outside_is_recounted(
    looks: dict[tuple[str, Period], Looked], who: tuple[str, Period]
) -> None:
    look, seen = looks[who]
    given = {one.heading: one.given_outside for one in seen.chapters if isinstance(one.given_outside, Finding)}
    assert {*given} == {"Coming to the group", "Skills practised"}
    for finding, told in (
        (given["Coming to the group"], outside(look)),
        (given["Skills practised"], EVERY["Skills practised"](look)),
    ):
        assert in_the_words_of(finding, told) == told


def test_the_clinic_is_told_how_many_agreed_later(looks: dict[tuple[str, Period], Looked]) -> None:
    """So that the note about them, and who is left out of figures that follow people, are of somebody."""
    assert agreed_later(looks["clinic", Period.LAST_24_MONTHS][0]) == LATER
