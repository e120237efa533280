"""Merging two entries for one person, and taking them apart: nothing lost, nothing told, nothing brought back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from models import (
    CallRequest,
    Completion,
    Consent,
    ConsentHow,
    ConsentKind,
    Graduate,
    GraduateMerge,
    Member,
    MemberOrigin,
    MergeMove,
    Referral,
    ReferralState,
)
from services import clock
from services.clinic import consents, graduates, merge_reading, merging, reading
from services.clinic.consents import ConsentGiven
from services.clinic.graduates import Details
from services.errors import Conflict, DomainError, NotFound
from services.referrals import writing
from tests import make
from tests.cast import Cast
from tests.referrals.stories import accepted, on_file

SHARE, FEEDBACK = ConsentKind.SHARE, ConsentKind.FEEDBACK
TODAY = clock.today()


def pair(cast: Cast) -> tuple[int, int]:
    return on_file(cast, name="Liz").id, on_file(cast, name="Elizabeth").id


def row(graduate_id: int) -> Graduate:
    return make.rows(Graduate, id=graduate_id)[0]


def owner(table: type, id_: int | None) -> int:
    owner: int = make.rows(table, id=id_)[0].graduate_id
    return owner


def in_force(graduate_id: int, kind: ConsentKind) -> list[Consent]:
    return [c for c in make.rows(Consent, graduate_id=graduate_id) if c.kind is kind and c.withdrawn_at is None]


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def withdrawn(graduate: Graduate, kind: ConsentKind, given: int, ended: int) -> Consent:
    at = clock.now() - timedelta(days=ended)
    return make.consent(graduate, kind, days_ago(given), withdrawn_on=days_ago(ended), withdrawn_at=at)


def test_everything_moves_and_the_entry_is_part_of_the_other(cast: Cast) -> None:
    kept, merged = pair(cast)
    consent, referral = make.consent(row(merged), SHARE), make.referral(row(merged), cast.group)
    second = make.programme(cast.riverside.id or 0, "Second")
    done = make.add(Completion(graduate_id=merged, programme_id=second.id, completed_on=TODAY, recorded_at=clock.now()))
    member = make.member(cast.group, graduate_id=merged)
    call = make.add(CallRequest(group_id=cast.group.id, graduate_id=merged, asked_at=clock.now()))
    merging.merge(cast.clinic, kept, merged)
    assert row(merged).merged_into_id == kept
    for made in (consent, referral, done, member, call):
        assert owner(type(made), made.id) == kept


def test_a_completion_that_both_have_stays_behind(cast: Cast) -> None:
    kept, merged = pair(cast)
    merging.merge(cast.clinic, kept, merged)
    assert [completion.graduate_id for completion in make.rows(Completion)] == [kept, merged]


def test_r9_a_second_membership_of_one_group_stays_behind_and_nobody_is_told(cast: Cast) -> None:
    kept, merged = pair(cast)
    make.member(cast.group, graduate_id=kept)
    second = make.member(cast.group, graduate_id=merged, origin=MemberOrigin.FOUNDER)
    before = merge_reading.effect(cast.clinic, kept, merged)
    assert not before.refused
    merging.merge(cast.clinic, kept, merged)
    assert owner(Member, second.id) == merged


def test_empty_details_are_filled_and_what_was_known_stays(cast: Cast) -> None:
    kept, merged = pair(cast)
    graduates.change(cast.clinic, kept, 1, Details("Liz", best_hopes="Mine"))
    theirs = Details(
        "E", full_name="Elizabeth Jones", born_on=date(1960, 11, 3), best_hopes="Theirs", phone="01632 960123"
    )
    graduates.change(cast.clinic, merged, 1, theirs)
    made = merging.merge(cast.clinic, kept, merged)
    now = row(kept)
    assert (now.preferred_name, now.full_name, now.born_on) == ("Liz", "Elizabeth Jones", date(1960, 11, 3))
    assert (now.best_hopes, now.phone) == ("Mine", "01632 960123")
    graduates.change(cast.clinic, kept, now.version, Details("Liz", full_name="Liz Jones", phone="01632 960123"))
    merging.undo(cast.clinic, made)
    after = row(kept)
    assert (after.full_name, after.born_on, after.phone) == ("Liz Jones", None, "")


def test_words_about_other_adjustments_are_not_mixed_in(cast: Cast) -> None:
    programme = make.programme(cast.riverside.id or 0)
    kept = make.graduate(programme, "Liz", adjustments="A chair").id or 0
    values = {"adjustments": "A ramp", "without_adjustments": "Cannot come in"}
    merging.merge(cast.clinic, kept, make.graduate(programme, "Elizabeth", **values).id or 0)
    assert row(kept).without_adjustments == ""


def test_a_merged_entry_is_not_there_for_any_action(cast: Cast) -> None:
    kept, merged = pair(cast)
    merging.merge(cast.clinic, kept, merged)
    with pytest.raises(NotFound):
        reading.graduate(cast.clinic, merged)
    with pytest.raises(NotFound):
        consents.record(cast.clinic, merged, ConsentGiven(SHARE, TODAY, ConsentHow.PAPER))
    assert [one.id for one in reading.graduates(cast.clinic).rows] == [kept]


def test_the_old_address_leads_to_the_one_that_stands_also_through_two_merges(cast: Cast) -> None:
    kept, merged = pair(cast)
    third = on_file(cast, name="Beth").id
    merging.merge(cast.clinic, merged, third)
    merging.merge(cast.clinic, kept, merged)
    found = merge_reading.part_of(cast.clinic, third)
    assert found is not None
    assert (found.kept_id, found.kept_name) == (kept, "Liz")
    assert merge_reading.part_of(cast.clinic, kept) is None


@pytest.mark.parametrize("state", [ReferralState.DRAFT, ReferralState.SENT, ReferralState.ACCEPTED])
def test_r7_two_open_referrals_to_one_group_are_refused(cast: Cast, state: ReferralState) -> None:
    kept, merged = pair(cast)
    make.referral(row(kept), cast.group)
    make.referral(row(merged), cast.group, state)
    with pytest.raises(Conflict, match="open referral to Riverside Graduate Group"):
        merging.merge(cast.clinic, kept, merged)
    assert row(merged).merged_into_id is None


def test_r9_one_that_was_left_unseen_is_refused_in_the_same_words_as_one_that_is_open(cast: Cast) -> None:
    kept, merged = pair(cast)
    make.referral(row(kept), cast.group)
    make.referral(row(merged), cast.group, state=ReferralState.SENT)
    while_open = merge_reading.effect(cast.clinic, kept, merged)
    referral = make.rows(Referral, graduate_id=merged)[0]
    referral.state = ReferralState.LEFT
    make.add(referral)
    assert merge_reading.effect(cast.clinic, kept, merged) == while_open
    writing.withdraw(cast.clinic, referral.id or 0, "Two entries")
    merging.merge(cast.clinic, kept, merged)


def test_two_requests_to_call_are_answered_first(cast: Cast) -> None:
    kept, merged = pair(cast)
    for one in (kept, merged):
        make.add(CallRequest(group_id=cast.group.id, graduate_id=one, asked_at=clock.now()))
    with pytest.raises(Conflict, match="asked you to call under both"):
        merging.merge(cast.clinic, kept, merged)


@pytest.mark.parametrize("kind", list(ConsentKind))
@pytest.mark.parametrize("withdrawn_under", [0, 1])
def test_r9_a_consent_withdrawn_since_is_never_brought_back(
    cast: Cast, kind: ConsentKind, withdrawn_under: int
) -> None:
    both = pair(cast)
    make.consent(row(both[1 - withdrawn_under]), kind, days_ago(30))
    withdrawn(row(both[withdrawn_under]), kind, given=60, ended=10)
    with pytest.raises(Conflict, match=f"withdrawn on {days_ago(10):%d/%m/%Y}"):
        merging.merge(cast.clinic, *both)
    consents.withdraw(cast.clinic, both[1 - withdrawn_under], kind)
    merging.merge(cast.clinic, *both)
    assert in_force(both[0], kind) == []


def test_a_consent_given_after_the_others_withdrawal_counts(cast: Cast) -> None:
    kept, merged = pair(cast)
    withdrawn(row(kept), SHARE, given=60, ended=40)
    make.consent(row(merged), SHARE, days_ago(30))
    merging.merge(cast.clinic, kept, merged)
    assert len(in_force(kept, SHARE)) == 1


@pytest.mark.parametrize(("mine", "theirs"), [(40, 10), (10, 40), (10, 10)])
def test_of_two_consents_the_later_stands_and_undoing_gives_each_their_own(cast: Cast, mine: int, theirs: int) -> None:
    kept, merged = pair(cast)
    make.consent(row(kept), SHARE, days_ago(mine))
    make.consent(row(merged), SHARE, days_ago(theirs))
    made = merging.merge(cast.clinic, kept, merged)
    assert [c.given_on for c in in_force(kept, SHARE)] == [days_ago(min(mine, theirs))]
    merging.undo(cast.clinic, made)
    assert [c.given_on for c in in_force(kept, SHARE)] == [days_ago(mine)]
    assert [c.given_on for c in in_force(merged, SHARE)] == [days_ago(theirs)]


def test_one_that_ran_out_gives_way_to_one_in_force(cast: Cast) -> None:
    kept, merged = pair(cast)
    make.consent(row(kept), SHARE, days_ago(30), expires_on=days_ago(1))
    make.consent(row(merged), SHARE, days_ago(60))
    merging.merge(cast.clinic, kept, merged)
    assert [c.given_on for c in in_force(kept, SHARE)] == [days_ago(60)]


@pytest.mark.parametrize(("mine", "theirs"), [(40, 10), (10, 40)])
def test_r9_a_no_said_after_the_merge_holds_for_both_when_it_is_undone(cast: Cast, mine: int, theirs: int) -> None:
    kept, merged = pair(cast)
    make.consent(row(kept), FEEDBACK, days_ago(mine))
    make.consent(row(merged), FEEDBACK, days_ago(theirs))
    made = merging.merge(cast.clinic, kept, merged)
    consents.withdraw(cast.clinic, kept, FEEDBACK)
    merging.undo(cast.clinic, made)
    assert in_force(kept, FEEDBACK) == in_force(merged, FEEDBACK) == []


@pytest.mark.parametrize(("mine", "theirs"), [(40, 10), (10, 40)])
def test_a_renewal_after_the_merge_stays_with_the_kept_one(cast: Cast, mine: int, theirs: int) -> None:
    kept, merged = pair(cast)
    make.consent(row(kept), SHARE, days_ago(mine))
    make.consent(row(merged), SHARE, days_ago(theirs))
    made = merging.merge(cast.clinic, kept, merged)
    consents.renew(cast.clinic, kept, ConsentGiven(SHARE, TODAY, ConsentHow.PHONE))
    merging.undo(cast.clinic, made)
    assert [c.given_on for c in in_force(kept, SHARE)] == [TODAY]


def test_r9_feedback_consent_under_one_opens_the_others_milestones_and_that_is_said_first(cast: Cast) -> None:
    unseen = accepted(cast, feedback=False).graduate_id
    kept = on_file(cast, FEEDBACK, name="Liz").id
    before = merge_reading.effect(cast.clinic, kept, unseen)
    assert before.opens
    made = merging.merge(cast.clinic, kept, unseen)
    assert [one.state for one in reading.graduate(cast.clinic, kept).referrals] == [ReferralState.ACCEPTED]
    merging.undo(cast.clinic, made)
    assert [one.state for one in reading.graduate(cast.clinic, unseen).referrals] == [ReferralState.SENT]


def test_what_came_since_the_merge_stays_when_it_is_undone(cast: Cast) -> None:
    kept, merged = pair(cast)
    made = merging.merge(cast.clinic, kept, merged)
    since = make.referral(row(kept), cast.group)
    merging.undo(cast.clinic, made)
    assert owner(Referral, since.id) == kept


def test_merges_are_undone_in_reverse_order_only(cast: Cast) -> None:
    one, two = pair(cast)
    three = on_file(cast, name="Beth").id
    first = merging.merge(cast.clinic, two, one)
    second = merging.merge(cast.clinic, three, two)
    with pytest.raises(Conflict, match="Undo the latest first"):
        merging.undo(cast.clinic, first)
    merging.undo(cast.clinic, second)
    merging.undo(cast.clinic, first)
    assert all(person.merged_into_id is None for person in make.rows(Graduate))


def test_of_two_merges_into_one_person_the_later_is_undone_first(cast: Cast) -> None:
    one, two = pair(cast)
    three = on_file(cast, name="Beth").id
    first, _ = merging.merge(cast.clinic, one, two), merging.merge(cast.clinic, one, three)
    with pytest.raises(Conflict, match="Undo the latest first"):
        merging.undo(cast.clinic, first)
    assert [view.latest for view in merge_reading.merges(cast.clinic, one)] == [True, False]


def test_merging_into_an_entry_that_is_merged_itself_is_refused(cast: Cast) -> None:
    one, two = pair(cast)
    three = on_file(cast, name="Beth").id
    merging.merge(cast.clinic, one, two)
    for ids in ((two, three), (three, two), (one, two)):
        with pytest.raises(Conflict, match="has become part of another"):
            merging.merge(cast.clinic, *ids)


def test_a_merge_is_undone_once(cast: Cast) -> None:
    made = merging.merge(cast.clinic, *pair(cast))
    merging.undo(cast.clinic, made)
    with pytest.raises(Conflict, match="undone already"):
        merging.undo(cast.clinic, made)


@pytest.mark.parametrize("crossed", [False, True])
def test_two_who_merge_the_same_pair_at_once_make_one_merge(cast: Cast, crossed: bool) -> None:
    one, two = pair(cast)
    asked = [(one, two), (two, one) if crossed else (one, two)]

    def attempt(ids: tuple[int, int]) -> str:
        try:
            merging.merge(cast.clinic, *ids)
        except DomainError as error:
            return str(error)
        return ""

    with ThreadPoolExecutor(2) as threads:
        told = sorted(threads.map(attempt, asked))
    assert told[0] == ""
    assert "become part of another" in told[1]
    assert len(make.rows(GraduateMerge)) == 1
    assert len(make.rows(Graduate, merged_into_id=None)) == 1


def test_another_clinics_entry_is_not_there(cast: Cast) -> None:
    mine = on_file(cast).id
    theirs = make.graduate(make.programme(cast.hillside.id or 0)).id or 0
    for ids in ((mine, theirs), (theirs, mine), (mine, mine)):
        with pytest.raises(NotFound):
            merging.merge(cast.clinic, *ids)
    assert make.rows(MergeMove) == []
