"""Overview through app.py: what is next, what needs the clinic, what has changed; and a quiet day."""

from datetime import timedelta

import pytest

from models import (
    Account,
    Completion,
    Confirmation,
    Consent,
    ConsentHow,
    ConsentKind,
    ConsentWording,
    Graduate,
    GroupSessionState,
    MemberOrigin,
    Programme,
    Referral,
    ReferralEvent,
    ReferralState,
    ReferralStep,
)
from services import clock
from services.database import transaction
from services.demo.rows import Rows
from services.referrals import calls, welcoming
from tests import make
from tests.apps import Apps
from tests.pages.reading import labels, press, said
from tests.queries import how_many
from tests.referrals.stories import accepted, on_file
from ui.words import times

BOTH = (ConsentKind.SHARE, ConsentKind.FEEDBACK)


def headers(apps: Apps) -> list[str]:
    return [header.value for header in apps.sign_in("clinic", "overview").header]


def test_the_next_group_session_is_said_in_words_to_read_out(apps: Apps) -> None:
    starts = clock.now() + timedelta(days=3)
    make.group_session(
        apps.cast.group, starts - timedelta(days=1), state=GroupSessionState.CANCELLED, cancel_reason="x"
    )
    meeting = make.group_session(apps.cast.group, starts)
    app = apps.sign_in("clinic", "overview")
    assert f"**{times(meeting.starts_at, meeting.ends_at)}**" in said(app)
    assert "Riverside Library, ground floor" in said(app)


def test_the_invitation_and_the_dates_are_one_tap_away(apps: Apps) -> None:
    links = apps.sign_in("clinic", "overview").get("link_button")
    assert [(link.proto.label, link.proto.url) for link in links] == [
        ("Invitation to print or send", f"/files/invitation/{apps.cast.group.id}"),
        ("Dates as a calendar file", f"/files/group-sessions/{apps.cast.group.id}"),
    ]


def test_each_group_has_its_card(apps: Apps) -> None:
    make.group(apps.cast.riverside, "Evening *group*")
    assert headers(apps)[:2] == [r"Evening \*group\*", "Riverside Graduate Group"]


def test_on_a_quiet_day_it_says_so_kindly_and_no_header_is_empty(apps: Apps) -> None:
    app = apps.sign_in("clinic", "overview")
    assert "Nothing needs you today." in said(app)
    assert "Nothing has changed in the last 7 days." in said(app)
    assert [header.value for header in app.header] == [
        "Next group session",
        "Not referred yet",
        "How the group is doing",
    ]


def test_what_needs_the_clinic_comes_before_what_has_changed(apps: Apps) -> None:
    cast = apps.cast
    waiting = make.referral(on_file(cast, *BOTH).graduate, cast.group, sent_at=make.this_time(16))
    calls.ask(cast.coordinator, make.referral(on_file(cast, *BOTH, name="Bola").graduate, cast.group).id or 0)
    make.member(cast.group, "Jo", origin=MemberOrigin.CAME_ALONG, confirmation=Confirmation.WAITING)
    found = headers(apps)
    needs = ["Please call", "Did they complete the programme?", "Referrals to look at"]
    assert [header for header in found if header in needs] == needs
    assert found.index("Referrals to look at") < found.index("What changed in the last 7 days")
    assert waiting.id
    text = said(apps.sign_in("clinic", "overview"))
    assert "**Today: 1 call, 1 person to confirm, 1 referral to look at.** No group session is planned yet." in text


def test_a_call_is_not_told_twice_among_what_needs_the_clinic(apps: Apps) -> None:
    cast = apps.cast
    calls.ask(cast.coordinator, make.referral(on_file(cast, *BOTH).graduate, cast.group).id or 0)
    assert "Referrals to look at" not in headers(apps)


def test_one_tap_from_what_changed_to_the_referral(apps: Apps) -> None:
    referral = accepted(apps.cast)
    (link,) = apps.sign_in("clinic", "overview").page_link
    assert "Accepted by the group" in link.proto.label
    assert link.proto.query_string.endswith(f"referral={referral.id}")


def test_r9_without_feedback_consent_no_milestone_is_said_to_have_changed(apps: Apps) -> None:
    accepted(apps.cast, feedback=False)
    told = [link.proto.label for link in apps.sign_in("clinic", "overview").page_link]
    assert told == ["**Amina** · Sent to the group"]


def test_since_names_the_last_visit(apps: Apps) -> None:
    with transaction() as db:
        account = db.get_one(Account, apps.cast.clinic.account_id)
        account.last_sign_in_at = clock.now() - timedelta(days=2)
    accepted(apps.cast)
    assert any(header.startswith("What changed since your last visit on ") for header in headers(apps))


def test_markup_in_a_name_or_a_reason_is_shown_literally(apps: Apps) -> None:
    cast = apps.cast
    referral = make.referral(on_file(cast, *BOTH, name="**Amina**").graduate, cast.group)
    welcoming.decline(cast.coordinator, referral.id or 0, "[x](javascript:alert(1))")
    (link,) = apps.sign_in("clinic", "overview").page_link
    assert r"\*\*Amina\*\*" in link.proto.label
    assert "](javascript" not in link.proto.label


def test_someone_ready_is_one_tap_from_their_referral(apps: Apps) -> None:
    person = on_file(apps.cast, *BOTH)
    app = apps.sign_in("clinic", "overview")
    app.button(key=f"refer_{person.id}").click().run()
    assert "Amina" in said(app)


def test_r26_when_nobody_agreed_to_feedback_it_says_so(apps: Apps) -> None:
    text = said(apps.sign_in("clinic", "overview"))
    assert "Nobody whom you referred here has agreed to feedback yet" in text
    assert "Open engagement" not in labels(apps.sign_in("clinic", "overview"))


def test_how_the_group_is_doing_is_a_sentence_and_one_tap_from_more(apps: Apps) -> None:
    accepted(apps.cast)
    app = apps.sign_in("clinic", "overview")
    assert "No register has been finished in this time" in said(app)
    assert not app.get("arrow_vega_lite_chart")
    press(app, "Open engagement")
    assert [title.value for title in app.title] == ["Engagement"]


def fill(apps: Apps, programme: Programme, ids: range) -> None:
    """People whom the group has just accepted and whose consents end soon, and as many ready to be referred."""
    rows, now, day = Rows(), clock.now(), clock.today()
    wording = {kind: make.rows(ConsentWording, kind=kind)[0].id for kind in BOTH}
    for key in ids:
        for id_ in (key, key + 5000):
            clinic_id = apps.cast.riverside.id
            rows.add(Graduate, id=id_, clinic_id=clinic_id, preferred_name=f"P{id_}", created_at=now)
        ids_of = {"id": key, "graduate_id": key}
        rows.add(Completion, **ids_of, programme_id=programme.id, completed_on=programme.ends_on, recorded_at=now)
        for at, kind in enumerate(BOTH):
            rows.add(
                Consent, id=2 * key + at, graduate_id=key, kind=kind, wording_id=wording[kind], how=ConsentHow.PAPER,
                given_on=day, recorded_at=now, expires_on=day + timedelta(days=9),
            )  # fmt: skip
        rows.add(
            Referral, **ids_of, group_id=apps.cast.group.id, state=ReferralState.ACCEPTED, suitable=True,
            preferred_name=f"P{key}", referrer_name="Dr", created_at=now, sent_at=now - timedelta(days=20),
        )  # fmt: skip
        rows.add(ReferralEvent, id=key, referral_id=key, step=ReferralStep.ACCEPTED, at=now - timedelta(hours=1))
    with transaction() as db:
        rows.write(db)


def test_two_thousand_people_take_as_many_queries_as_twenty(apps: Apps) -> None:
    programme = on_file(apps.cast, *BOTH).programme
    fill(apps, programme, range(100, 120))
    app = apps.sign_in("clinic", "overview")
    few = how_many(lambda: app.run())
    fill(apps, programme, range(200, 2180))
    app.run()
    assert how_many(lambda: app.run()) == few
    # A statement that begins each read is among them, and one for each list with nobody on it: a look at nobody.
    assert few <= 54


@pytest.mark.parametrize("who", ["coordinator", "admin"])
def test_r30_overview_is_the_clinics(apps: Apps, who: str) -> None:
    assert "not part of your account" in said(apps.sign_in(who, "overview"))
