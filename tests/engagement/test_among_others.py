"""Who stands among the others when consents, registers and entries change around the telling (R9, R26)."""

from datetime import timedelta

import pytest
from sqlmodel import col, select, update

from models import ConsentKind, GraduateMerge, Member, Referral
from services import clock
from services.database import reading, transaction
from services.engagement.attendance import attendance
from services.engagement.disclosure import may_count
from tests import make
from tests.engagement.history import History
from tests.engagement.one_room import HOLD, NO, WEEKS, YES, after, came, one_in_a_room, told


def test_who_agrees_later_is_counted_from_the_next_group_session_on(database_url: str) -> None:
    """R9, R26: what was before they agreed stays untold."""
    history = History((False,), (((True,), 1), ((True,), 1)))
    after(history, HOLD, WEEKS)
    assert came(history) == 0
    after(history, YES, HOLD, WEEKS)
    with history.at_this_time():
        view = attendance(history.clinic, history.group.id or 0)
    assert ([one.came for one in view.sessions], view.people) == ([0, 1], 1)


def test_who_agrees_before_it_is_told_is_counted_exactly(database_url: str) -> None:
    assert came(after(one_in_a_room(False, 1), YES, WEEKS)) == 1


def test_who_withdraws_is_out_of_the_exact_part_at_once(database_url: str) -> None:
    """R9."""
    history = after(one_in_a_room(True, 1), WEEKS)
    assert (told(history) is not None, came(history)) == (True, 1)
    assert came(after(history, NO)) == 0


def test_who_withdraws_before_it_is_told_is_in_neither_part(database_url: str) -> None:
    """They were counted exactly until then, so the others must not be known to hold them: 7 and they would be 8."""
    history = one_in_a_room(True, 7)
    assert came(history) == 1
    given = told(after(history, NO, WEEKS))
    assert given is not None
    assert (given.others.fewer_than_8, came(history)) == (True, 0)


def test_whose_consent_went_with_a_list_that_was_undone_is_in_neither_part(database_url: str) -> None:
    """They were counted exactly until then, and nobody said no: 7 others, and not 8."""
    history = after(one_in_a_room(False, 7), ("bring_in", 0, 0))
    assert came(history) == 1
    given = told(after(history, ("undo_list", 0, 0), WEEKS))
    assert given is not None
    assert (given.others.fewer_than_8, came(history)) == (True, 0)


def test_whose_list_was_undone_before_the_day_stands_among_the_others(database_url: str) -> None:
    """No mark of that day was counted: 7 others and this one are 8."""
    history = History((False,), (((True,), 7),))
    given = told(after(history, ("bring_in", 0, 0), ("undo_list", 0, 0), ("wait", 0, 0), HOLD, WEEKS))
    assert given is not None
    assert not given.others.fewer_than_8


def test_somebody_confirmed_later_stays_among_the_others(database_url: str) -> None:
    """R16, R26: an entry is linked afterwards, of a graduate who had agreed all along."""
    history = after(one_in_a_room(True, 1), WEEKS)
    assert came(history) == 1
    with history.at_this_time():
        known = make.graduate(make.programme(history.clinic.clinic_id or 0, "Autumn programme"))
        make.consent(known, ConsentKind.FEEDBACK)
    with transaction() as db:
        stranger = db.get(Member, history.strangers[0])
        assert stranger is not None
        stranger.graduate_id = known.id
    assert came(history) == 1


def test_who_was_counted_under_another_entry_is_in_neither_part(database_url: str) -> None:
    """Merged with somebody who had agreed, and taken apart again, before it was told: 7 others, and not 8."""
    history = one_in_a_room(False, 7)
    with history.at_this_time():
        other = make.graduate(make.programme(history.clinic.clinic_id or 0, "Autumn programme"))
        ids = {"kept_id": other.id, "merged_id": history.people[0].graduate.id, "clinic_id": history.clinic.clinic_id}
        make.add(GraduateMerge(**ids, at=clock.now(), undone_at=clock.now()))
    given = told(after(history, WEEKS))
    assert given is not None
    assert given.others.fewer_than_8


def test_who_was_counted_until_a_merge_that_stands_is_in_neither_part(database_url: str) -> None:
    """A founder agreed and came; their consent goes over to another member's entry: 7 others, and not 8."""
    history = after(History((False, True), (((False, True), 7),), founders=1), HOLD)
    assert came(history) == 1
    given = told(after(history, ("merge", 0, 0), WEEKS))
    assert given is not None
    assert (given.others.fewer_than_8, came(history)) == (True, 0)


def test_who_was_merged_before_the_day_and_has_no_referral_stands_among_the_others(database_url: str) -> None:
    """Nothing counted them since: 7 others and this one are 8."""
    history = after(History((False, True), (((False, True), 7),), founders=1), ("merge", 0, 0), ("wait", 0, 0), HOLD)
    assert came(history) == 0
    given = told(after(history, WEEKS))
    assert given is not None
    assert not given.others.fewer_than_8


@pytest.mark.parametrize(("days", "fewer_than_8"), [(0, True), (1, False)])
def test_a_consent_that_ran_out_on_the_day_may_have_been_counted(
    database_url: str, days: int, fewer_than_8: bool
) -> None:
    """Its last day counts. 7 others and this one are 8."""
    history = one_in_a_room(False, 7)
    last = history.sessions[0].day - timedelta(days=days)
    with history.at_this_time():
        make.consent(history.people[0].graduate, ConsentKind.FEEDBACK, expires_on=last)
    given = told(after(history, WEEKS))
    assert given is not None
    assert given.others.fewer_than_8 is fewer_than_8


def counted(history: History, table: type[Member] | type[Referral]) -> set[int | None]:
    """Whose way through the group may be counted for the clinic, asked of members or of referrals."""
    with history.at_this_time(), reading() as db:
        return set(db.exec(select(table.graduate_id).where(may_count(history.clinic, col(table.graduate_id)))))


@pytest.mark.parametrize("table", [Member, Referral])
def test_only_the_way_of_who_stood_among_the_others_is_left_out(
    database_url: str, table: type[Member] | type[Referral]
) -> None:
    history = after(History((True, False), (((True, True), 1),)), HOLD, WEEKS)
    told(history)
    after(history, ("give_consent", 1, 0))
    assert counted(history, table) == {history.people[0].graduate.id}


def test_the_way_of_a_membership_that_stayed_with_another_entry_is_left_out(database_url: str) -> None:
    """Two entries in one group are merged: the referral goes over to the one that agreed, its member does not."""
    history = after(one_in_a_room(False, 1), WEEKS)
    told(history)
    with history.at_this_time():
        kept = make.graduate(make.programme(history.clinic.clinic_id or 0, "Autumn programme"))
        make.consent(kept, ConsentKind.FEEDBACK)
    with transaction() as db:
        db.exec(update(Referral).values(graduate_id=kept.id))
    assert counted(history, Referral) == set()
