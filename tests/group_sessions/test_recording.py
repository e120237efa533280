"""R17: plan, note and skills of a group session."""

import pytest

from models import AuditEvent, GroupSession, GroupSessionSkill
from services import clock
from services.errors import Conflict, Invalid, NotFound
from services.group_sessions.reading import one
from services.group_sessions.recording import record
from tests import make
from tests.cast import Cast


def practised(meeting: GroupSession) -> set[int]:
    return {row.skill_id for row in make.rows(GroupSessionSkill, group_session_id=meeting.id)}


def version(meeting: GroupSession) -> int:
    return make.rows(GroupSession, id=meeting.id)[0].version


def test_r17_plan_note_and_skills_are_kept(cast: Cast) -> None:
    meeting, pacing = make.group_session(cast.group), make.skill(cast.group, "Pacing")
    record(cast.coordinator, meeting.id or 0, meeting.version, "Body scan", "It was\nlovely", [pacing.id or 0])
    view = one(cast.coordinator, meeting.id or 0)
    assert (view.plan, view.note, view.skills) == ("Body scan", "It was\nlovely", ("Pacing",))


def test_r17_also_after_the_register_is_finished(cast: Cast) -> None:
    meeting = make.group_session(cast.group, register_finished_at=clock.now())
    record(cast.coordinator, meeting.id or 0, meeting.version, "", "Seven came", [])
    assert one(cast.coordinator, meeting.id or 0).note == "Seven came"


def test_r17_skills_can_be_taken_away_again(cast: Cast) -> None:
    meeting = make.group_session(cast.group)
    pacing, sleep = make.skill(cast.group, "Pacing").id or 0, make.skill(cast.group, "Sleep").id or 0
    record(cast.coordinator, meeting.id or 0, meeting.version, "", "", [pacing, sleep])
    record(cast.coordinator, meeting.id or 0, version(meeting), "", "", [sleep])
    assert practised(meeting) == {sleep}


def test_r17_a_stale_page_does_not_undo_someone_elses_skills(cast: Cast) -> None:
    meeting, pacing = make.group_session(cast.group), make.skill(cast.group).id or 0
    record(cast.coordinator_2, meeting.id or 0, meeting.version, "", "", [pacing])
    with pytest.raises(Conflict, match="Someone else changed this"):
        record(cast.coordinator, meeting.id or 0, meeting.version, "", "", [])
    assert practised(meeting) == {pacing}


def test_r17_a_skill_of_another_group_is_not_found(cast: Cast) -> None:
    meeting, theirs = make.group_session(cast.group), make.skill(cast.other_group)
    with pytest.raises(NotFound):
        record(cast.coordinator, meeting.id or 0, meeting.version, "", "", [theirs.id or 0])
    assert practised(meeting) == set()


@pytest.mark.parametrize(
    ("text", "kept"), [("**bold** <b>x</b>", True), ("🌻", True), ("a\x00b", False), ("x" * 2001, False)]
)
def test_r17_a_note_is_kept_as_typed_or_refused(cast: Cast, text: str, kept: bool) -> None:
    meeting = make.group_session(cast.group)
    if kept:
        record(cast.coordinator, meeting.id or 0, meeting.version, "", text, [])
    else:
        with pytest.raises(Invalid) as refused:
            record(cast.coordinator, meeting.id or 0, meeting.version, "", text, [])
        assert refused.value.problems[0].field == "note"
    assert one(cast.coordinator, meeting.id or 0).note == (text if kept else "")


def test_r31_recording_is_audited(cast: Cast) -> None:
    meeting = make.group_session(cast.group)
    record(cast.coordinator, meeting.id or 0, meeting.version, "A plan", "", [])
    (event,) = make.rows(AuditEvent, action="group_session.recorded")
    assert event.subject_id == meeting.id
