"""Who agrees now and is in no figure that follows people: how many, and the words for it (R23, R26)."""

from dataclasses import replace

import pytest
from sqlmodel import col, func, select, update

from models import Clinic, ConsentKind, Member, Referral, ReferralState
from services.database import reading, transaction
from services.engagement.agreed_later import agreed_later, count_agreed_later
from services.engagement.disclosure import agrees, may_count
from services.engagement.staying import staying
from tests import make
from tests.engagement.history import History
from tests.engagement.one_room import HOLD, NO, WEEKS, YES, after, told
from tests.queries import counted
from ui.charts.finding import Finding, Table
from ui.engagement.agreed_later import agreed_later_for, agreed_later_note, nobody, with_agreed_later

EMPTY = Finding({}, "Nothing.", Table((), ()), ("A note.",))


def late(history: History) -> int:
    with history.at_this_time():
        return agreed_later(history.clinic, history.group.id or 0)


def a_room(agree: tuple[bool, ...] = (False, False, True)) -> History:
    """Three graduates and a stranger, there at one group session that the clinic was told of."""
    history = after(History(agree, (((True,) * len(agree), 1),)), HOLD, WEEKS)
    told(history)
    return history


def test_who_agrees_after_a_group_session_was_told_is_late(database_url: str) -> None:
    history = a_room()
    assert late(history) == 0
    assert late(after(history, YES)) == 1
    assert late(after(history, ("give_consent", 1, 0))) == 2


def test_who_agrees_before_it_is_told_is_not(database_url: str) -> None:
    history = after(History((False,), (((True,), 1),)), HOLD, YES, WEEKS)
    told(history)
    assert late(history) == 0


def test_who_no_longer_agrees_is_not_told_of(database_url: str) -> None:
    """R9: at once."""
    assert late(after(a_room(), YES, NO)) == 0


def test_they_and_those_who_are_counted_are_all_who_agree(database_url: str) -> None:
    """So that the number is exactly who is missing from a figure about people's way."""
    history = after(a_room(), YES)
    with history.at_this_time(), reading() as db:
        members = select(func.count(col(Member.id))).where(Member.group_id == history.group.id)
        who = col(Member.graduate_id)
        agree = db.exec(members.where(agrees(history.clinic, who))).one()
        way = db.exec(members.where(may_count(history.clinic, who))).one()
        assert (agree, way, count_agreed_later(db, history.clinic)) == (2, 1, 1)
    with history.at_this_time():
        assert staying(history.clinic, history.group.id or 0).people == way


def test_it_does_not_tell_whether_they_came(database_url: str) -> None:
    """R26: who stands among the others does so whether they came or not."""
    there, away = (after(History((False,), (((came,), 1),)), HOLD, WEEKS) for came in (True, False))
    for history in (there, away):
        told(history)
        after(history, YES)
    assert late(there) == late(away) == 1


def test_another_group_of_the_clinics_has_its_own_number(database_url: str) -> None:
    history = after(a_room(), YES)
    with history.at_this_time():
        (clinic,) = make.rows(Clinic, id=history.clinic.clinic_id)
        other = make.group(clinic, "Another")
        assert agreed_later(history.clinic, other.id or 0) == 0
        make.referral(history.people[0].graduate, other, ReferralState.SENT)
        assert agreed_later(history.clinic, other.id or 0) == 1


def test_who_was_never_referred_is_told_of_too(database_url: str) -> None:
    """Somebody who came along and was confirmed (R16), and agreed after the telling."""
    history = a_room()
    with history.at_this_time():
        known = make.graduate(make.programme(history.clinic.clinic_id or 0, "Autumn programme"))
        make.consent(known, ConsentKind.FEEDBACK)
    with transaction() as db:
        db.get_one(Member, history.strangers[0]).graduate_id = known.id
    assert late(history) == 1


def test_a_membership_that_stayed_with_another_entry_counts_once(database_url: str) -> None:
    """Two entries are merged: the referrals go over to the one that agreed, the members do not."""
    history = a_room((False,))
    with history.at_this_time():
        kept = make.graduate(make.programme(history.clinic.clinic_id or 0, "Autumn programme"))
        make.consent(kept, ConsentKind.FEEDBACK)
    with transaction() as db:
        db.exec(update(Referral).values(graduate_id=kept.id))
    assert late(history) == 1


def test_a_coordinators_figures_leave_nobody_out(database_url: str) -> None:
    history = after(a_room(), YES)
    with history.at_this_time():
        assert agreed_later(history.coordinator, history.group.id or 0) == 0
        assert agreed_later_for(history.coordinator, history.group.id or 0) == 0
        with counted() as sent:
            assert agreed_later_for(history.clinic, history.group.id or 0) == 1
    assert len([one for one in sent if "FROM" in one]) < 3


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, ""),
        (1, "1 person who agreed later is not in it: counting them would tell of the time before they agreed."),
        (3, "3 people who agreed later are not in it: counting them would tell of the time before they agreed."),
    ],
)
def test_the_note_says_how_many_and_why(number: int, said: str) -> None:
    assert agreed_later_note(number) == said


def test_a_finding_has_the_note_last_and_only_if_somebody_agreed_later() -> None:
    assert with_agreed_later(EMPTY, 0) == EMPTY
    assert with_agreed_later(EMPTY, 2) == replace(EMPTY, notes=("A note.", agreed_later_note(2)))


def test_an_empty_figure_says_the_true_reason() -> None:
    assert (
        nobody("came", 0)
        == "Nobody who agreed to feedback came. Whoever agrees before they come for the first time is counted here."
    )
    assert nobody("came", 2) == (
        "Nobody who can be counted came. 2 people who agreed later are left out: counting them would tell of the time "
        "before they agreed."
    )
