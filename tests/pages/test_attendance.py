"""Attendance around the register itself: which one opens, empty states, and a finished one (R14)."""

import json
from typing import Any

from streamlit.testing.v1 import AppTest

from models import GroupSession, GroupSessionState, Mark, MarkKind, Member
from services.register.finishing import finish
from tests import make
from tests.apps import Apps
from tests.pages.reading import labels, said
from tests.register.room import CAME, held, to_come


def on_screen(app: AppTest) -> dict[str, Any]:
    """What the register component was given."""
    said(app)
    (component,) = app.main.get("bidi_component")
    data: dict[str, Any] = json.loads(component.proto.json)
    return data


def finished(apps: Apps) -> tuple[GroupSession, Member]:
    meeting, member = make.group_session(apps.cast.group), make.member(apps.cast.group, "**Amina**")
    make.mark(meeting, member)
    finish(apps.cast.coordinator, meeting.id or 0)
    return meeting, member


def test_with_no_session_the_page_leads_to_planning(apps: Apps) -> None:
    app = apps.sign_in("coordinator", "attendance")
    assert "There is no group session yet" in said(app)
    assert "Plan a session" in labels(app)


def test_with_nobody_in_the_group_the_page_leads_to_welcome(apps: Apps) -> None:
    make.group_session(apps.cast.group)
    app = apps.sign_in("coordinator", "attendance")
    assert "Nobody is in the group yet" in said(app)
    assert on_screen(app)["mode"] == "open", "a newcomer can be added all the same"


def test_todays_register_opens_by_itself(apps: Apps) -> None:
    make.member(apps.cast.group, "Amina")
    held(apps.cast)
    to_come(apps.cast)
    make.group_session(apps.cast.group)
    shown = on_screen(apps.sign_in("coordinator", "attendance"))
    assert (shown["mode"], [row["name"] for row in shown["rows"]]) == ("open", ["Amina"])


def test_the_address_chooses_another(apps: Apps) -> None:
    make.member(apps.cast.group)
    make.group_session(apps.cast.group)
    coming = to_come(apps.cast)
    app = apps.sign_in("coordinator", "attendance", group_session=coming.id or 0)
    assert on_screen(app)["mode"] == "beforehand"


def test_r30_another_groups_register_and_none_at_all_look_the_same(apps: Apps) -> None:
    theirs = make.group_session(apps.cast.other_group)
    make.member(apps.cast.other_group, "Stranger")
    seen = {said(apps.sign_in("coordinator", "attendance", group_session=key)) for key in (theirs.id or 0, 999_999)}
    assert len(seen) == 1
    assert "We could not find that" in seen.pop()


def test_r12_a_cancelled_session_says_why(apps: Apps) -> None:
    gone = make.group_session(apps.cast.group, state=GroupSessionState.CANCELLED, cancel_reason="Snow")
    app = apps.sign_in("coordinator", "attendance", group_session=gone.id or 0)
    assert "cancelled: Snow" in said(app)
    assert not app.main.get("bidi_component")


def test_a_finished_register_says_who_came_with_names_literal(apps: Apps) -> None:
    meeting, _ = finished(apps)
    make.member(apps.cast.group, "Bernard")
    app = apps.sign_in("coordinator", "attendance", group_session=meeting.id or 0)
    text = said(app)
    assert "1 person came" in text
    assert "**Amina**" in [one.value for one in app.main.get("text")]
    assert "Not recorded never counts as an absence" in text


def correct(app: AppTest, member: Member, reason: str) -> AppTest:
    person = next(one for one in app.selectbox if one.label == "Person")
    person.set_value(member.id)
    next(one for one in app.radio if one.label == "The mark should be").set_value(MarkKind.DID_NOT_COME)
    next(one for one in app.text_input if one.label == "Reason").set_value(reason)
    return next(one for one in app.button if one.label == "Save the change").click().run()


def test_r14_a_finished_register_is_corrected_with_a_reason(apps: Apps) -> None:
    meeting, member = finished(apps)
    app = apps.sign_in("coordinator", "attendance", group_session=meeting.id or 0)
    correct(app, member, "Wrong person")
    assert "is now marked" in said(app)
    assert [row.kind for row in make.rows(Mark)] == [MarkKind.DID_NOT_COME]


def test_r14_without_a_reason_it_stays_and_what_was_chosen_too(apps: Apps) -> None:
    meeting, member = finished(apps)
    app = apps.sign_in("coordinator", "attendance", group_session=meeting.id or 0)
    correct(app, member, "")
    assert "The reason is missing" in said(app)
    assert next(one for one in app.selectbox if one.label == "Person").value == member.id
    assert [row.kind for row in make.rows(Mark)] == [CAME]


def test_r14_a_register_is_opened_again_with_a_reason(apps: Apps) -> None:
    meeting, _ = finished(apps)
    app = apps.sign_in("coordinator", "attendance", group_session=meeting.id or 0)
    next(one for one in app.text_input if one.label == "Reason for opening it again").set_value("Too soon")
    next(one for one in app.button if one.label == "Open the register").click().run()
    assert on_screen(app)["mode"] == "open"
