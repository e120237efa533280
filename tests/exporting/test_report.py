"""The report, read back: its tags, its words, its figures, and what each version leaves out (R26)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from models import AuditChange, AuditEvent
from services import clock
from services.engagement.periods import Period
from services.errors import NotAllowed
from services.security.actor import Actor
from services.sheets import report_wording as words
from services.sheets.report import LeftOut, Part, report
from services.sheets.report_wording import Version
from tests import make
from tests.cast import Cast, assemble
from tests.exporting.findings import PICTURE, coming, settling
from tests.queries import how_many
from tests.sheets.reading import assert_tagged, read, tags
from ui.charts.finding import Finding

NOW = datetime(2026, 11, 26, 14, tzinfo=UTC)


@pytest.fixture
def cast(sqlite_url: str) -> Cast:
    """On SQLite alone: the database is not the question."""
    return assemble()


def part(heading: str, finding: Finding, svg: str = PICTURE) -> Part:
    return Part(heading, finding.sentence, svg, finding.table.columns, finding.table.rows, finding.notes)


PARTS = (part("Coming to the group", coming()), part("From referral to settling in", settling()))


def made(
    cast: Cast,
    actor: Actor | None = None,
    version: Version = Version.GROUP,
    period: Period = Period.LAST_12_MONTHS,
    parts: tuple[Part, ...] = PARTS,
    left_out: tuple[LeftOut, ...] = (),
) -> bytes:
    return report(actor or cast.coordinator, cast.group.id or 0, period, version, parts, left_out)


def text(pdf: bytes) -> str:
    pages = " ".join(page.extract_text() for page in read(pdf).pages)
    return " ".join(pages.replace("\u200b", "").split())


def alternatives(element: object) -> list[str]:
    """What a screen reader says of each picture, in order."""
    if isinstance(element, list):
        return [
            said for one in element for said in alternatives(one.get_object() if hasattr(one, "get_object") else one)
        ]
    if not isinstance(element, dict):
        return []
    own = [str(element["/Alt"])] if element.get("/S") == "/Figure" else []
    inner = element.get("/K", [])
    return own + alternatives(inner.get_object() if hasattr(inner, "get_object") else inner)


def test_it_is_tagged_with_a_title_and_a_language(cast: Cast) -> None:
    assert_tagged(made(cast), f"How {cast.group.name} is doing", pages=2)


def test_each_finding_is_a_heading_its_sentence_a_picture_a_table_and_its_notes(cast: Cast) -> None:
    kinds = [tag for tag in tags(made(cast)) if tag in {"/H1", "/Figure", "/Table", "/H2", "/L"}]
    assert kinds == ["/L", *["/H1", "/Figure", "/Table", "/H2", "/L"] * 2]


def test_r27_each_picture_says_its_sentence(cast: Cast) -> None:
    structure = read(made(cast)).trailer["/Root"]["/StructTreeRoot"].get_object()
    assert alternatives(structure) == [one.sentence for one in PARTS]


def test_r27_every_figure_of_the_tables_and_every_note_is_in_it(cast: Cast) -> None:
    found = text(made(cast))
    rows = [" ".join(cell for cell in row if cell) for one in PARTS for row in (one.columns, *one.rows)]
    notes = [note for one in PARTS for note in one.notes]
    assert [one for one in (*rows, *notes, *(one.sentence for one in PARTS)) if one not in found] == []


def test_r28_missing_registers_are_named(cast: Cast) -> None:
    assert "Not recorded: 25 Jun 2026. This one is in no figure." in text(made(cast))


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize(
    ("period", "said"),
    [
        (Period.LAST_12_MONTHS, "27 November 2025 to 26 November 2026"),
        (Period.PREVIOUS_12_MONTHS, "27 November 2024 to 26 November 2025"),
        (Period.ALL_TIME, "Up to 26 November 2026"),
    ],
)
def test_it_says_of_whom_of_when_and_how_new_it_is(cast: Cast, period: Period, said: str) -> None:
    make.group_session(cast.group, NOW - timedelta(days=14), register_finished_at=NOW - timedelta(days=14))
    found = text(made(cast, period=period))
    wanted = [f"Group: {cast.group.name}", f"Period: {said} Made on: 26 November 2026", words.FOR[Version.GROUP]]
    assert [one for one in (*wanted, "Newest finished register: 12 November 2026.") if one not in found] == []


@time_machine.travel(NOW, tick=False)
def test_r26_a_clinics_report_is_over_its_one_period_whatever_was_asked_for(cast: Cast) -> None:
    found = text(made(cast, cast.clinic, Version.OUTSIDE, Period.ALL_TIME))
    assert "Period: 27 November 2024 to 26 November 2026" in found


def test_outside_attendance_has_a_period_of_its_own_and_the_head_of_the_report_says_so(cast: Cast) -> None:
    own = "coming to the group: the last 24 months"
    assert own in text(made(cast, cast.coordinator, Version.OUTSIDE))
    assert own not in text(made(cast, cast.coordinator, Version.GROUP))
    assert own not in text(made(cast, cast.clinic, Version.OUTSIDE))


def test_r26_the_version_for_outside_says_what_it_leaves_out_and_why(cast: Cast) -> None:
    left_out = (LeftOut("Why people leave", "too few people left for a number that tells of nobody."),)
    found = text(made(cast, version=Version.OUTSIDE, parts=PARTS[:1], left_out=left_out))
    assert words.FOR[Version.OUTSIDE] in found
    assert f"{words.LEFT_OUT} • Why people leave: too few people left for a number that tells of nobody." in found
    assert PARTS[1].sentence not in found


def test_what_is_left_out_for_one_reason_is_one_line(cast: Cast) -> None:
    why, other = "each counts people.", "it is not known."
    left_out = (LeftOut("Newcomers", why), LeftOut("Skills", other), LeftOut("Why people leave", why))
    found = text(made(cast, version=Version.OUTSIDE, left_out=left_out))
    assert f"{words.LEFT_OUT} • Newcomers; Why people leave: {why} • Skills: {other}" in found


def pages_with(pdf: bytes, *texts: str) -> list[set[int]]:
    """The pages on which each of these stands."""
    pages = [" ".join(page.extract_text().replace("\u200b", "").split()) for page in read(pdf).pages]
    return [{number for number, page in enumerate(pages) if one in page} for one in texts]


def test_a_finding_that_fits_on_one_page_is_not_parted(cast: Cast) -> None:
    rows = tuple((f"Skill {number}", str(number)) for number in range(12))
    one = Part("Skills practised", "Twelve of them.", PICTURE, ("Skill", "Times"), rows, ("Noted by hand.",))
    short = replace(one, rows=(("Pacing", "3"),), notes=())  # under it there is room for the next chart, and no more
    pdf = made(cast, parts=(short, replace(one, heading="Skills again")))
    (heading,), (first,), (last,), (note,) = pages_with(pdf, "Skills again", "Skill 0 ", "Skill 11 ", "Noted by hand.")
    assert heading == first == last == note


def test_a_short_table_that_does_not_fit_under_its_chart_stays_whole_with_its_notes(cast: Cast) -> None:
    tall = PICTURE.replace('"300"', '"700"').replace("0 0 640 300", "0 0 640 700")
    rows = tuple((f"Skill {number}", str(number)) for number in range(14))
    one = Part("Skills practised", "Fourteen.", tall, ("Skill", "Times"), rows, ("Noted by hand.",))
    (first,), (last,), (note,) = pages_with(made(cast, parts=(one,)), "Skill 0 ", "Skill 13 ", "Noted by hand.")
    assert first == last == note


def test_a_table_longer_than_a_page_goes_on_and_no_row_is_lost(cast: Cast) -> None:
    rows = tuple((f"Skill {number} of many", str(number)) for number in range(120))
    one = Part("Skills practised", "Many.", PICTURE, ("Skill", "Times"), rows, ())
    found = text(made(cast, parts=(one,)))
    assert [row for row in rows if " ".join(row) not in found] == []


def test_a_chart_taller_than_a_page_is_made_smaller_and_stays_on_it(cast: Cast) -> None:
    tall = PICTURE.replace('"300"', '"2400"').replace("0 0 640 300", "0 0 640 2400")
    structure = read(made(cast, parts=(replace(PARTS[1], svg=tall),))).trailer["/Root"]["/StructTreeRoot"].get_object()
    ((left, low, right, high),) = boxes(structure)
    assert 0 < low < high < 842  # points, of the height of A4
    assert 0 < left < right


def boxes(element: object) -> list[list[float]]:
    """Where each picture is on its page: left, low, right, high."""
    if isinstance(element, list):
        return [box for one in element for box in boxes(one.get_object() if hasattr(one, "get_object") else one)]
    if not isinstance(element, dict):
        return []
    looks = element.get("/A", [])
    looks = looks.get_object() if hasattr(looks, "get_object") else looks
    own = [
        [float(side) for side in one["/BBox"]]
        for one in (looks if isinstance(looks, list) else [looks])
        if "/BBox" in one
    ]
    inner = element.get("/K", [])
    return (own if element.get("/S") == "/Figure" else []) + boxes(
        inner.get_object() if hasattr(inner, "get_object") else inner
    )


def test_a_report_without_a_finding_says_so(cast: Cast) -> None:
    assert words.NOTHING in text(made(cast, version=Version.OUTSIDE, parts=()))


def test_r26_a_clinic_gets_no_version_in_which_everyone_is_counted_and_nothing_is_recorded(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        made(cast, cast.clinic, Version.GROUP)
    assert make.rows(AuditEvent) == []


@pytest.mark.parametrize("version", list(Version))
def test_r31_that_it_was_made_is_recorded_and_nothing_of_what_it_says(cast: Cast, version: Version) -> None:
    made(cast, version=version)
    (event,) = make.rows(AuditEvent)
    assert (event.action, event.subject, event.subject_id) == (
        "engagement.exported",
        "graduate_group",
        cast.group.id,
    )
    assert (event.account_id, event.group_id) == (cast.coordinator.account_id, cast.group.id)
    (change,) = make.rows(AuditChange)
    assert (change.field, change.before, change.after) == ("as", None, f"report for {version}")


def test_letters_that_no_font_has_stop_no_report(cast: Cast) -> None:
    odd = replace(PARTS[0], heading="漢字 heading", svg=PICTURE.replace("People", "漢字 People"))
    found = text(made(cast, parts=(odd,)))
    assert words.UNPRINTABLE in found
    assert "漢" not in found


def test_what_stands_in_a_finding_is_data_and_never_markup(cast: Cast) -> None:
    typed = '#import "x" *bold* $math$ @ref #{1 + 1} <a>'
    odd = replace(PARTS[0], heading=typed, sentence=typed, columns=(typed,), rows=((typed,),), notes=(typed,))
    assert text(made(cast, parts=(odd,))).count(typed) == 5


def test_a_long_table_goes_on_under_its_heads(cast: Cast) -> None:
    long = replace(PARTS[0], rows=PARTS[0].rows * 10)
    pages = [page.extract_text() for page in read(made(cast, parts=(long,))).pages]
    assert len(pages) > 2
    assert all("Sent word" in page for page in pages[:-1])


def test_a_longer_report_takes_no_more_queries(cast: Cast) -> None:
    few = how_many(lambda: made(cast, parts=PARTS[:1]))
    assert how_many(lambda: made(cast, parts=PARTS * 5)) == few


@time_machine.travel(NOW, tick=False)
def test_without_a_finished_register_it_says_so(cast: Cast) -> None:
    assert clock.today().isoformat() == "2026-11-26"
    assert words.NO_REGISTER in text(made(cast))
