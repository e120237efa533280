"""What to expect, read back: when, where, who is there; and never who it is for."""

from datetime import timedelta

import pytest

from models import AuditEvent, GroupSessionState, Member, MemberState, Referral, ReferralState
from services import clock
from services.sheets import wording
from services.sheets.what_to_expect import what_to_expect
from tests import make
from tests.cast import Cast, assemble
from tests.sheets.reading import assert_tagged, tags, text
from ui import words

A_DAY = timedelta(days=1)
SOMEONE = wording.looks_out("")


@pytest.fixture
def cast(sqlite_url: str) -> Cast:
    """On SQLite alone: the database is not the question."""
    return assemble()


def referred(cast: Cast, **values: object) -> Referral:
    person = make.graduate(make.programme(cast.riverside.id or 0), "Zebedee", phone="07700 900999")
    return make.referral(person, cast.group, ReferralState.ACCEPTED, **values)


def sheet(cast: Cast, **values: object) -> str:
    return text(what_to_expect(cast.coordinator, referred(cast, **values).id or 0))


def who(cast: Cast, *, group_prints: bool = True, **values: object) -> Member:
    with_names(cast, group_prints)
    return make.member(cast.group, "Bernard Shaw", **values)


def with_names(cast: Cast, printed: bool) -> None:
    group = cast.group
    group.names_on_sheets = printed
    make.add(group)


def test_it_says_when_where_and_how_to_get_in_to_the_session_they_are_expected_at(cast: Cast) -> None:
    make.group_session(cast.group, clock.now() + A_DAY)
    expected = make.group_session(
        cast.group, clock.now() + A_DAY * 8, venue="The Bandstand", access_notes="Gate on Elm Road"
    )
    found = sheet(cast, expected_session_id=expected.id)
    named = [words.times(expected.starts_at, expected.ends_at), "The Bandstand", "Gate on Elm Road"]
    assert [one for one in [*named, wording.BRING, *wording.PACE, SOMEONE] if one not in found] == []


def test_expected_nowhere_yet_it_speaks_of_the_next_session(cast: Cast) -> None:
    coming = make.group_session(cast.group, clock.now() + A_DAY)
    assert words.times(coming.starts_at, coming.ends_at) in sheet(cast)


@pytest.mark.parametrize(
    "values",
    [
        {"state": GroupSessionState.CANCELLED, "cancel_reason": "Snow"},
        {"ends_at": clock.now() - A_DAY * 3, "starts_at": clock.now() - A_DAY * 4},
    ],
    ids=["cancelled", "over"],
)
def test_a_session_that_will_not_be_gives_way_to_the_next_one(cast: Cast, values: dict[str, object]) -> None:
    gone = make.group_session(cast.group, **{"starts_at": clock.now() + A_DAY, **values})  # type: ignore[arg-type]
    coming = make.group_session(cast.group, clock.now() + A_DAY * 5)
    found = sheet(cast, expected_session_id=gone.id)
    assert words.times(coming.starts_at, coming.ends_at) in found
    assert words.times(gone.starts_at, gone.ends_at) not in found


def test_with_nothing_planned_it_says_so(cast: Cast) -> None:
    assert wording.PLANNING in sheet(cast)


def test_the_groups_way_in_is_not_told_for_another_place(cast: Cast) -> None:
    cast.group.access_notes = "Ramp at the side"
    make.add(cast.group)
    there = make.group_session(cast.group, clock.now() + A_DAY)
    elsewhere = make.group_session(cast.group, clock.now() + A_DAY * 2, venue="The Bandstand")
    referral = referred(cast, expected_session_id=there.id)
    assert "Ramp at the side" in text(what_to_expect(cast.coordinator, referral.id or 0))
    referral.expected_session_id = elsewhere.id
    make.add(referral)
    assert "Ramp at the side" not in text(what_to_expect(cast.coordinator, referral.id or 0))


def test_who_looks_out_for_them_is_named_by_first_name_alone(cast: Cast) -> None:
    found = sheet(cast, welcomer_id=who(cast).id)
    assert wording.looks_out("Bernard") in found
    assert "Shaw" not in found


@pytest.mark.parametrize(
    "values",
    [{"group_prints": False}, {"off_sheets": True}, {"state": MemberState.LEFT}, {"state": MemberState.PAUSED}],
    ids=["the group does not", "they do not", "left", "paused"],
)
def test_nobody_is_named_who_did_not_agree_or_is_not_there(cast: Cast, values: dict[str, object]) -> None:
    found = sheet(cast, welcomer_id=who(cast, **values).id)  # type: ignore[arg-type]
    assert "Bernard" not in found
    assert SOMEONE in found


def test_it_never_says_who_it_is_for(cast: Cast) -> None:
    found = sheet(cast, best_hopes="To garden", adjustments="A firm chair")
    assert [one for one in ("Zebedee", "900999", "garden", "firm chair") if one in found] == []


def test_r31_who_it_was_made_for_and_who_is_named_are_looked_at(cast: Cast) -> None:
    member = who(cast)
    referral = referred(cast, welcomer_id=member.id)
    what_to_expect(cast.coordinator, referral.id or 0)
    looks = {(one.action, one.subject_id, one.group_id) for one in make.rows(AuditEvent)}
    assert looks == {
        ("referral.looked_at", referral.id, cast.group.id),
        ("member.looked_at", member.id, cast.group.id),
    }


def test_it_is_one_tagged_page_with_headings_and_a_list(cast: Cast) -> None:
    made = what_to_expect(cast.coordinator, referred(cast).id or 0)
    assert_tagged(made, wording.FIRST_VISIT)
    assert tags(made).count("/H1") == 5
    assert tags(made).count("/LI") == len(wording.PACE)


def test_the_longest_notes_stay_on_one_page(cast: Cast) -> None:
    notes = "Level entrance on the Mill Street side, then a lift. " * 37
    meeting = make.group_session(cast.group, clock.now() + A_DAY, venue="M" * 200, access_notes=notes)
    made = what_to_expect(cast.coordinator, referred(cast, expected_session_id=meeting.id).id or 0)
    assert_tagged(made, wording.FIRST_VISIT)
    assert wording.REST.strip() in text(made)
