"""Changing what the group knows of a member; each change audited, nothing lost to a stale screen."""

from dataclasses import replace
from datetime import timedelta

import pytest

from models import (
    AuditChange,
    AuditEvent,
    Confirmation,
    ContactHow,
    LeavingReason,
    Member,
    MemberEvent,
    MemberNote,
    MemberOrigin,
    MemberState,
    MemberStep,
    MemberStrength,
    Referral,
    ReferralEvent,
    ReferralState,
    Strength,
)
from services import clock
from services.errors import Conflict, Invalid
from services.members import comings, editing, joining, notes, strengths
from services.members.editing import Details
from services.members.suiting import Limits, Suits, set_suits
from tests import make
from tests.cast import Cast

NEW = Details(
    name="Bernard T",
    phone="07700900456",
    adjustments="A firm chair",
    without_adjustments="Stiff for days",
    best_hopes="To walk the dog",
)


def now(member: Member) -> Member:
    return make.rows(Member, id=member.id)[0]


def changes(action: str) -> dict[str, tuple[str | None, str | None]]:
    (event,) = make.rows(AuditEvent, action=action)
    return {row.field: (row.before, row.after) for row in make.rows(AuditChange, event_id=event.id)}


def test_details_are_kept_and_audited_before_and_after(cast: Cast) -> None:
    """R31."""
    member = make.member(cast.group)
    version = editing.change_details(cast.coordinator, member.id or 0, member.version, NEW)
    kept = now(member)
    assert (kept.name, kept.phone, kept.adjustments) == ("Bernard T", "07700 900456", "A firm chair")
    assert version == kept.version
    assert changes("member.changed")["name"] == ("Bernard", "Bernard T")
    assert "email" not in changes("member.changed")


def test_a_stale_screen_overwrites_nothing(cast: Cast) -> None:
    member = make.member(cast.group)
    set_suits(cast.coordinator_2, member.id or 0, member.version, Suits(Limits(seated_only=True)))
    with pytest.raises(Conflict, match="Someone else changed this"):
        editing.change_details(cast.coordinator, member.id or 0, member.version, NEW)
    assert (now(member).name, now(member).seated_only) == ("Bernard", True)


def test_one_change_after_another_takes_the_version_it_was_given(cast: Cast) -> None:
    member = make.member(cast.group)
    version = editing.change_details(cast.coordinator, member.id or 0, member.version, NEW)
    set_suits(cast.coordinator, member.id or 0, version, Suits(Limits(no_lifting=True)))
    assert (now(member).name, now(member).no_lifting) == ("Bernard T", True)


@pytest.mark.parametrize(
    ("wrong", "fields"),
    [
        (Details(name=" "), ["name"]),
        (Details(name="x" * 121, phone="12", email="no"), ["name", "phone", "email"]),
        (Details(name="A\0b", contact_when="x" * 201), ["name", "contact_when"]),
        (Details(name="Ada", contact_how=ContactHow.TEXT), ["phone"]),
        (Details(name="Ada", contact_how=ContactHow.EMAIL), ["email"]),
        (Details(name="Ada", best_hopes="x" * 2001), ["best_hopes"]),
        (Details(name="Ada", adjustments="A firm chair"), ["without_adjustments"]),
    ],
)
def test_every_problem_is_said_at_once_and_nothing_changed(cast: Cast, wrong: Details, fields: list[str]) -> None:
    member = make.member(cast.group)
    with pytest.raises(Invalid) as refused:
        editing.change_details(cast.coordinator, member.id or 0, member.version, wrong)
    assert [problem.field for problem in refused.value.problems] == fields
    assert now(member).name == "Bernard"


@pytest.mark.parametrize("name", ["<b>Ada</b>", "Łucja Þórunn Ó Súilleabháin", "Ada 😀", "![x](http://x)"])
def test_a_name_is_kept_as_it_was_typed(cast: Cast, name: str) -> None:
    member = make.member(cast.group)
    editing.change_details(cast.coordinator, member.id or 0, member.version, replace(NEW, name=name))
    assert now(member).name == name


def test_a_new_strength_joins_the_groups_list(cast: Cast) -> None:
    member = make.member(cast.group)
    strengths.add_strength(cast.coordinator, member.id or 0, "Listening", "I hear people out")
    (strength,) = make.rows(Strength, group_id=cast.group.id)
    (said,) = make.rows(MemberStrength, member_id=member.id)
    assert (strength.name, said.own_words) == ("Listening", "I hear people out")


def test_a_known_strength_is_not_listed_twice(cast: Cast) -> None:
    for name in ("Élan", "ÉLAN", "élan"):
        strengths.add_strength(cast.coordinator, make.member(cast.group).id or 0, name)
    assert [row.name for row in make.rows(Strength)] == ["Élan"]


def test_saying_a_strength_again_takes_the_new_words(cast: Cast) -> None:
    member = make.member(cast.group)
    for words in ("First", "Then"):
        strengths.add_strength(cast.coordinator, member.id or 0, "Listening", words)
    assert [row.own_words for row in make.rows(MemberStrength)] == ["Then"]


def test_a_note_is_kept_and_its_text_stays_out_of_the_audit(cast: Cast) -> None:
    member = make.member(cast.group)
    notes.add_note(cast.coordinator, member.id or 0, "Prefers the\nback row")
    (note,) = make.rows(MemberNote)
    assert (note.text, note.account_id) == ("Prefers the\nback row", cast.coordinator.account_id)
    assert changes("member.note_added") == {}
    with pytest.raises(Invalid):
        notes.add_note(cast.coordinator, member.id or 0, "  ")


def test_a_break_a_return_and_a_departure_are_recorded_in_order(cast: Cast) -> None:
    member = make.member(cast.group)
    comings.pause(cast.coordinator, member.id or 0)
    comings.come_back(cast.coordinator, member.id or 0)
    comings.leave(cast.coordinator, member.id or 0, LeavingReason.MANAGING_WELL)
    taken = [(event.step, event.reason) for event in make.rows(MemberEvent, member_id=member.id)]
    assert taken == [
        (MemberStep.PAUSED, None),
        (MemberStep.CAME_BACK, None),
        (MemberStep.LEFT, LeavingReason.MANAGING_WELL),
    ]
    assert now(member).state is MemberState.LEFT


def test_leaving_ends_the_open_referral_with_the_reason(cast: Cast) -> None:
    """R4."""
    graduate = make.graduate(make.programme(cast.riverside.id or 0))
    referral = make.referral(graduate, cast.group, ReferralState.CONTACTED)
    comings.leave(cast.coordinator, referral.member_id or 0, LeavingReason.MANAGING_WELL)
    assert make.rows(Referral)[0].state is ReferralState.LEFT
    assert make.rows(ReferralEvent)[-1].reason == LeavingReason.MANAGING_WELL


@pytest.mark.parametrize(
    ("state", "step"), [(MemberState.PAUSED, "pause"), (MemberState.LEFT, "leave"), (MemberState.ACTIVE, "come_back")]
)
def test_a_step_that_makes_no_sense_is_refused_in_words(cast: Cast, state: MemberState, step: str) -> None:
    member = make.member(cast.group, state=state)
    reason = (LeavingReason.HEALTH,) if step == "leave" else ()
    with pytest.raises(Conflict, match="Nothing was changed"):
        getattr(comings, step)(cast.coordinator, member.id or 0, *reason)
    assert make.rows(MemberEvent) == []


@pytest.mark.parametrize(
    ("founder", "origin", "confirmation", "step"),
    [
        (True, MemberOrigin.FOUNDER, Confirmation.NOT_NEEDED, MemberStep.JOINED),
        (False, MemberOrigin.CAME_ALONG, Confirmation.WAITING, MemberStep.CAME_ALONG),
    ],
)
def test_who_is_no_founder_waits_for_the_clinic(
    cast: Cast, founder: bool, origin: MemberOrigin, confirmation: Confirmation, step: MemberStep
) -> None:
    made = joining.add_member(cast.coordinator, cast.group.id or 0, NEW, founder=founder, joined_on=clock.today())
    (member,) = make.rows(Member, id=made)
    assert (member.origin, member.confirmation, member.phone) == (origin, confirmation, "07700 900456")
    assert [event.step for event in make.rows(MemberEvent, member_id=made)] == [step]


def test_two_of_one_name_are_told_apart_first(cast: Cast) -> None:
    make.member(cast.group, "Zoë")
    make.member(cast.group, "Ada", state=MemberState.LEFT)
    with pytest.raises(Conflict, match="already someone called zoë"):
        joining.add_member(cast.coordinator, cast.group.id or 0, Details("zoë"), founder=True, joined_on=clock.today())
    joining.add_member(cast.coordinator, cast.group.id or 0, Details("Ada"), founder=True, joined_on=clock.today())


def test_nobody_joins_in_the_future_or_on_no_day(cast: Cast) -> None:
    group_id = cast.group.id or 0
    tomorrow = clock.today() + timedelta(days=1)
    for day, name, fields in ((tomorrow, "Ada", ["joined_on"]), (None, "", ["name", "joined_on"])):
        with pytest.raises(Invalid) as refused:
            joining.add_member(cast.coordinator, group_id, Details(name), founder=True, joined_on=day)
        assert [problem.field for problem in refused.value.problems] == fields
    assert make.rows(Member) == []
