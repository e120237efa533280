"""Engagement: a coordinator in full; a clinic of those who agreed, and in words of nobody else (R26, R27)."""

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from models import ConsentKind, MarkKind, Member, MemberOrigin, ReferralState
from services import clock
from services.clinic import consents
from tests import make
from tests.apps import Apps
from tests.pages.reading import opened, press, said

CAME = "On average 2 people came to the last 2 recorded group sessions (4 visits)."
AGREED = "On average 1 of the people who agreed to feedback came to the last 2 recorded group sessions (2 visits)."


@pytest.fixture
def group_of_two(apps: Apps) -> Member:
    """Two people who came twice. One of them was referred and agreed to feedback: it is she who is given back."""
    cast = apps.cast
    graduate = make.graduate(make.programme(cast.riverside.id or 0))
    make.consent(graduate, ConsentKind.FEEDBACK)
    sent_at = clock.now() - timedelta(days=70)
    referral = make.referral(graduate, cast.group, ReferralState.ACCEPTED, sent_at=sent_at)
    (amina,) = make.rows(Member, id=referral.member_id)
    bernard = make.member(cast.group, origin=MemberOrigin.FOUNDER)
    for days in (14, 28):
        at = clock.now() - timedelta(days=days)
        session = make.group_session(cast.group, at, register_finished_at=at)
        make.mark(session, amina)
        make.mark(session, bernard, MarkKind.LATE)
    make.group_session(cast.group, clock.now() - timedelta(days=7))
    return amina


def alts(app: AppTest) -> list[str]:
    return [chart.proto.alt for chart in app.get("vega_lite_chart")]


def test_a_coordinator_sees_the_whole_group(apps: Apps, group_of_two: Member) -> None:
    shown = said(apps.sign_in("coordinator", "engagement"))
    assert CAME in shown
    assert "Of 1 referral sent at least 8 weeks ago, 1 was accepted, 0 came to a first visit and 0 settled in" in shown
    assert "Newest finished register: " in shown


def test_registers_that_are_missing_are_named(apps: Apps, group_of_two: Member) -> None:
    """R28."""
    assert "This one is in no figure." in said(apps.sign_in("coordinator", "engagement"))


def test_each_chart_is_named_by_its_sentence_and_has_its_table(apps: Apps, group_of_two: Member) -> None:
    """R27."""
    app = apps.sign_in("coordinator", "engagement")
    sentences = [text.value.strip("*") for text in app.markdown if text.value.startswith("**O")]
    assert len(sentences) == 2
    assert alts(app) == sentences
    opened(app)
    assert list(app.table[0].value["Came"]) == ["Not recorded", "2", "2"]
    assert list(app.table[1].value["Referrals"]) == ["1 of 1", "1 of 1", "0 of 1", "0 of 1", "0 of 1", "0"]


def test_a_clinic_sees_those_who_agreed_and_only_words_of_the_others(apps: Apps, group_of_two: Member) -> None:
    """R26."""
    app = apps.sign_in("clinic", "engagement")
    shown = said(app)
    assert "**1 person who is or was in this group has agreed** to feedback." in shown
    assert "Of people who have not agreed to feedback, fewer than 8 came to each of 2 group sessions." in shown
    assert AGREED in shown
    assert list(opened(app).table[0].value.columns) == ["Group session", "Came"]
    assert not app.radio


def test_after_consent_is_withdrawn_there_is_no_figure_at_all(apps: Apps, group_of_two: Member) -> None:
    """R9, R26: at once, and it says why."""
    app = opened(apps.sign_in("clinic", "engagement"))
    assert app.table
    consents.withdraw(apps.cast.clinic, group_of_two.graduate_id or 0, ConsentKind.FEEDBACK)
    app.run()
    assert "has agreed to feedback yet, so there is nothing to count" in said(app)
    assert alts(app) == []
    assert not app.table
    press(app, "Open graduates")


def test_a_coordinator_with_nothing_yet_is_told_what_will_be_here(apps: Apps) -> None:
    shown = said(apps.sign_in("coordinator", "engagement"))
    assert "Once a register is finished, it shows here." in shown
    assert "No referral was sent to the group in this time." in shown


@pytest.mark.parametrize("stranger", ["clinic-2", "coordinator-3"])
def test_strangers_see_nothing_of_it(apps: Apps, group_of_two: Member, stranger: str) -> None:
    """R30."""
    app = apps.sign_in(stranger, "engagement")
    assert "Riverside" not in said(app)
    assert alts(app) == []


def test_an_administrator_has_no_such_page(apps: Apps, group_of_two: Member) -> None:
    assert "This page is not part of your account" in said(apps.sign_in("admin", "engagement"))


def test_a_coordinator_goes_on_from_the_figures_to_the_registers_and_people_behind_them(
    apps: Apps, group_of_two: Member
) -> None:
    app = apps.sign_in("coordinator", "engagement")
    press(app, "Finish 1 register")
    assert "Registers to finish" in said(app)
    app = apps.sign_in("coordinator", "engagement")
    app.segmented_control(key="topic").set_value("Staying").run()
    press(app, "See who has gone quiet")
    assert app.title[0].value == "Members"


def test_a_clinic_is_offered_no_way_to_what_is_the_groups(apps: Apps, group_of_two: Member) -> None:
    """R30."""
    app = apps.sign_in("clinic", "engagement")
    app.segmented_control(key="topic").set_value("Staying").run()
    assert not [one.label for one in app.button if one.label.startswith(("Finish", "See who"))]
