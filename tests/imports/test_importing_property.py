"""Any table either goes in or explains itself, and an import undone leaves the database as it was."""

import csv
import io
from datetime import date
from secrets import token_hex

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from models import Completion, Consent, Graduate, Programme
from services.clinic.imports.choices import Choices
from services.clinic.imports.columns import guess, normalised
from services.clinic.imports.fates import WRITTEN, Fate
from services.clinic.imports.people import read_people
from services.clinic.imports.preview import preview
from services.clinic.imports.sheet import Sheet, read_sheet
from services.clinic.imports.undoing import undo
from services.clinic.imports.writing import Agreed, confirm
from services.errors import Invalid
from tests import make
from tests.cast import Cast
from tests.imports.lists import dump, words_of_consent

HEADINGS = [
    "Name",
    "Surname",
    "Forename",
    "Known as",
    "DOB",
    "Phone",
    "Email",
    "Programme",
    "Completed",
    "Consent to share",
    "Feedback",
    "Best hopes",
    "Adjustments",
    "Without adjustments",
    "NHS number",
    "Notes",
    "",
]
LIKELY = [
    "Amina Khan",
    "KHAN, Amina",
    "Zoë O'Brien",
    "O'BRIEN",
    "Amina",
    "Łukasz",
    "3/5/1961",
    "1961-05-03",
    "31/02/1970",
    "07700 900123",
    "7700900123",
    "a@example.org",
    "nobody",
    "Spring",
    "spring",
    "Winter",
    "yes",
    "no",
    "12/03/2024",
    "1/1/2999",
    "=1+1",
    "<b>x</b>",
    "12",
    "",
    "",
    "",
]
cell = st.sampled_from(LIKELY) | st.text(max_size=30)
table = st.lists(st.sampled_from(HEADINGS), min_size=1, max_size=7).flatmap(
    lambda headings: st.tuples(
        st.just(headings), st.lists(st.lists(cell, min_size=len(headings), max_size=len(headings)), max_size=8)
    )
)
# What fits under each heading: most such tables go in, at least in part.
FITTING = {
    "DOB": ["3/5/1961", "1961-05-03", "25/12/1958", "31/02/1970", ""],
    "Phone": ["07700 900123", "7700900124", "nobody", ""],
    "Email": ["a@example.org", "b@example.org", ""],
    "Programme": ["Spring", "spring", "Winter", ""],
    "Completed": ["12/03/2024", "1/1/2999", ""],
    "Consent to share": ["yes", "no", "12/03/2024", ""],
    "Feedback": ["yes", "no", "12/03/2024", ""],
    "Best hopes": ["To walk with my sister", ""],
}
PEOPLE = ["Amina Khan", "KHAN, Amina", "Zoë O'Brien", "Łukasz Nowak", "Grace Hopper", "Mary Seacole", "Amina", ""]


@st.composite
def a_real_list(draw: st.DrawFn) -> tuple[list[str], list[list[str]]]:
    """A column of names and some others, each with what belongs there, good and bad."""
    headings = ["Name", *draw(st.lists(st.sampled_from(sorted(FITTING)), unique=True, min_size=1, max_size=6))]
    values = [PEOPLE, *(FITTING[heading] for heading in headings[1:])]
    row = st.tuples(*(st.sampled_from(each) for each in values)).map(list)
    return headings, draw(st.lists(row, min_size=1, max_size=8))


MIXED = (
    ["Name", "DOB", "Phone", "Consent to share"],
    [["Grace Hopper", "3/5/1961", "07700 900123", "yes"], ["Mary Seacole", "31/02/1970", "", "no"]],
)
TWICE = (["Name", "DOB"], [["Amina Khan", "3/5/1961"], ["KHAN, Amina", "3/5/1961"], ["Amina", ""], ["Amina", ""]])


def as_csv(headings: list[str], rows: list[list[str]]) -> bytes:
    held = io.StringIO()
    csv.writer(held).writerows([headings, *rows])
    return held.getvalue().encode("utf-8", "replace")


def read(content: bytes) -> tuple[Sheet | None, str]:
    """The sheet, or why there is none."""
    try:
        return read_sheet("list.csv", content), ""
    except Invalid as error:
        return None, str(error)


def world(cast: Cast) -> int:
    """A programme, and two people on file of whom a list may speak."""
    words_of_consent()
    known = make.rows(Programme, name="Spring")
    if not known:
        known = [make.programme(cast.riverside.id or 0, "Spring", ends_on=date(2024, 3, 1))]
        other = make.programme(cast.riverside.id or 0, "Other", ends_on=date(2023, 3, 1))
        make.graduate(known[0], "Zoë", full_name="Zoë O'Brien", phone="")
        make.graduate(other, "Amina", full_name="Amina Khan", born_on=date(1961, 5, 3))
    return known[0].id or 0


def test_any_table_goes_in_or_explains_itself_and_undone_all_is_as_it_was(cast: Cast) -> None:
    wrote: list[bool] = []

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @example(table=TWICE, consent_on=date(2024, 3, 1))
    @example(table=(["Name", "Consent to share"], [["Zoë O'Brien", "yes"]]), consent_on=date(2024, 3, 1))
    @example(table=MIXED, consent_on=date(2024, 3, 1))
    @example(table=MIXED, consent_on=None)
    @given(
        table=st.one_of(table, a_real_list(), a_real_list()),
        consent_on=st.sampled_from([None, date(2024, 3, 1)]),
    )
    def check(table: tuple[list[str], list[list[str]]], consent_on: date | None) -> None:
        wrote.append(goes_in_and_out_again(cast, table, consent_on))

    check()
    assert sum(wrote) >= 4, "too few tables went in to have shown anything"


def goes_in_and_out_again(cast: Cast, table: tuple[list[str], list[list[str]]], consent_on: date | None) -> bool:
    """Checks one table; whether anything of it was written, and then undone."""
    spring = world(cast)
    choices = Choices(programme_id=spring, consent_on=consent_on)
    before = dump()
    sheet, explained = read(as_csv(*table))
    if sheet is None:
        assert explained.strip()
        return False
    holds = guess(sheet, {})
    lines = read_people(sheet, holds)
    found = preview(cast.clinic, lines, choices)

    assert [outcome.line for outcome in found.outcomes] == list(lines)
    assert all(outcome.reason.strip() for outcome in found.outcomes)
    assert dump() == before, "a preview wrote something"
    if not any(found.counts[fate] for fate in WRITTEN):
        return False

    headings = {normalised(name): held for name, held in zip(sheet.headings, holds, strict=True)}
    people, completions = len(make.rows(Graduate)), len(make.rows(Completion))
    agreed = Agreed(token_hex(16), found.seen, headings)
    made = confirm(cast.clinic, lines, choices, agreed)
    assert len(make.rows(Graduate)) - people == made.people == found.counts[Fate.ADD]
    promised = found.counts[Fate.ADD] + found.counts[Fate.COMPLETION]
    assert len(make.rows(Completion)) - completions == made.completions == promised
    assert made.consents == sum(len(outcome.consents) for outcome in found.outcomes)
    assert len(make.rows(Consent)) == made.consents

    again = preview(cast.clinic, lines, choices)
    assert not any(again.counts[fate] for fate in WRITTEN), "the same file again adds something"

    undo(cast.clinic, made.id)
    assert dump() == before
    return True
