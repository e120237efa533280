"""What a browser sends for a register, and what it is told (R14). A browser may send anything."""

from typing import Any

import pytest

from models import Member
from services.database import BUSY
from services.errors import Conflict
from services.register import marking
from tests import make
from tests.cast import Cast
from tests.register.room import ABSENT, CAME, LATE, kind_of, kinds
from ui.components.register import carry_out, sending


def sent(*taps: object) -> dict[str, object]:
    return {"taps": list(taps)}


def tap(name: str, member: Member, kind: str = "came", left_early: object = False) -> dict[str, object]:
    return {"id": name, "what": "mark", "member": member.id, "kind": kind, "left_early": left_early}


def test_taps_are_done_in_order_and_each_is_answered(cast: Cast) -> None:
    meeting, late, absent = make.group_session(cast.group), make.member(cast.group, "A"), make.member(cast.group, "B")
    everyone = {"id": "all", "what": "everyone"}
    newcomer = {"id": "new", "what": "walk_in", "name": "Zoë"}
    batch = sent(
        everyone, tap("1", late, "late"), tap("2", absent, "did_not_come"), newcomer, {"id": "f", "what": "finish"}
    )
    reply = carry_out(cast.coordinator, meeting.id, batch)
    assert (reply.saved, reply.refused) == (["all", "1", "2", "new", "f"], {})
    assert kinds(meeting) == {late.id: LATE, absent.id: ABSENT, reply.members["new"]: CAME}


def test_everything_sent_again_is_only_confirmed(cast: Cast) -> None:
    meeting, member = make.group_session(cast.group), make.member(cast.group)
    batch = sent(
        {"id": "all", "what": "everyone"}, tap("1", member, "late"), {"id": "w", "what": "walk_in", "name": "Zoë"}
    )
    first = carry_out(cast.coordinator, meeting.id, batch)
    assert carry_out(cast.coordinator, meeting.id, batch) == first
    assert len(make.rows(Member)) == 2


def test_everyone_here_is_undone_by_the_name_of_its_tap(cast: Cast) -> None:
    meeting = make.group_session(cast.group)
    make.member(cast.group)
    undo = {"id": "back", "what": "undo_everyone", "batch": "all"}
    reply = carry_out(cast.coordinator, meeting.id, sent({"id": "all", "what": "everyone"}, undo))
    assert reply.saved == ["all", "back"]
    assert set(kinds(meeting).values()) == {"not_recorded"}


def test_one_refused_tap_does_not_hold_up_the_others(cast: Cast) -> None:
    meeting, member, stranger = make.group_session(cast.group), make.member(cast.group), make.member(cast.other_group)
    reply = carry_out(cast.coordinator, meeting.id, sent(tap("theirs", stranger), tap("ours", member)))
    assert (reply.saved, list(reply.refused)) == (["ours"], ["theirs"])


def test_a_busy_database_leaves_the_tap_and_all_after_it_to_be_sent_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting, member = make.group_session(cast.group), make.member(cast.group)

    def busy(*_: Any) -> None:
        raise Conflict(BUSY)

    monkeypatch.setattr(sending, "mark", busy)
    reply = carry_out(cast.coordinator, meeting.id, sent(tap("1", member), {"id": "2", "what": "everyone"}))
    assert (reply.saved, reply.refused) == ([], {})
    assert kinds(meeting) == {}
    monkeypatch.setattr(sending, "mark", marking.mark)
    assert carry_out(cast.coordinator, meeting.id, sent(tap("1", member))).saved == ["1"]


@pytest.mark.parametrize(
    "junk",
    [
        {"id": "x"},
        {"id": "x", "what": "drop"},
        {"id": "x", "what": "mark", "member": "1", "kind": "came", "left_early": False},
        {"id": "x", "what": "mark", "member": 1, "kind": "asleep", "left_early": False},
        {"id": "x", "what": "mark", "member": 1, "kind": "came"},
        {"id": "x", "what": "mark", "member": 10**30, "kind": "came", "left_early": False},
        {"id": "x\0", "what": "everyone"},
        {"id": "x", "what": "undo_everyone", "batch": "%"},
        {"id": "x", "what": "walk_in", "name": "Z\0"},
    ],
)
def test_what_makes_no_sense_is_refused_or_changes_nothing(cast: Cast, junk: dict[str, object]) -> None:
    meeting, member = make.group_session(cast.group), make.member(cast.group)
    carry_out(cast.coordinator, meeting.id, sent(tap("1", member)))
    carry_out(cast.coordinator, meeting.id, sent(junk))
    assert kinds(meeting) == {member.id: CAME}


@pytest.mark.parametrize("junk", [None, "taps", [], {"taps": "x"}, {"taps": [None, 1, {"id": 5}]}])
def test_what_is_no_tap_at_all_is_left_unanswered(cast: Cast, junk: object) -> None:
    reply = carry_out(cast.coordinator, make.group_session(cast.group).id, junk)
    assert (reply.saved, reply.refused) == ([], {})


def test_clinic_staff_can_send_nothing(cast: Cast) -> None:
    meeting, member = make.group_session(cast.group), make.member(cast.group)
    reply = carry_out(cast.clinic, meeting.id, sent(tap("1", member)))
    assert list(reply.refused) == ["1"]
    assert kind_of(meeting, member) == "not_recorded"
