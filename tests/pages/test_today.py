"""Today: the next step in one glance, and one tap away."""

from datetime import timedelta

from models import MarkKind
from services import clock
from tests import make
from tests.apps import Apps
from tests.pages.reading import labels, said
from tests.register.room import held, to_come
from ui.feedback import plain


def test_with_no_session_the_page_leads_to_planning(apps: Apps) -> None:
    app = apps.sign_in("coordinator", "today")
    assert "No group session is planned" in said(app)
    assert "Nobody is waiting" in said(app)
    assert "Plan a session" in labels(app)


def test_the_register_of_today_is_one_tap_away(apps: Apps) -> None:
    make.group_session(apps.cast.group)
    assert "Take the register" in labels(apps.sign_in("coordinator", "today"))


def test_r15_before_the_day_it_is_word_that_is_one_tap_away(apps: Apps) -> None:
    to_come(apps.cast)
    found = labels(apps.sign_in("coordinator", "today"))
    assert "Note who comes or sends word" in found
    assert "Take the register" not in found


def test_names_with_markup_are_shown_literally(apps: Apps) -> None:
    meeting, programme = to_come(apps.cast), make.programme(apps.cast.riverside.id or 0)
    make.mark(meeting, make.member(apps.cast.group, "**Amina**"), MarkKind.SENT_WORD)
    make.referral(make.graduate(programme, ":red[Noor]"), apps.cast.group)
    text = said(apps.sign_in("coordinator", "today"))
    assert r"\*\*Amina\*\*" in text
    assert plain(":red[Noor]") in text


def test_r6_long_waits_are_named_in_words(apps: Apps) -> None:
    programme = make.programme(apps.cast.riverside.id or 0)
    for name, days in (("Ann", 2), ("Ben", 8), ("Cam", 20)):
        make.referral(make.graduate(programme, name), apps.cast.group, sent_at=make.this_time(days))
    text = said(apps.sign_in("coordinator", "today"))
    assert text.count("A week without contact") == 1
    assert text.count("Two weeks without contact") == 1


def test_who_has_gone_quiet_is_here_with_no_tap_at_all(apps: Apps) -> None:
    member = make.member(apps.cast.group, "Amina")
    story = ((56, MarkKind.CAME), (42, MarkKind.CAME), (28, MarkKind.DID_NOT_COME), (14, MarkKind.DID_NOT_COME))
    for days, kind in story:
        make.mark(held(apps.cast, days), member, kind)
    assert "**Amina**  \nlast came" in said(apps.sign_in("coordinator", "today"))


def test_past_registers_to_finish_are_named(apps: Apps) -> None:
    make.group_session(apps.cast.group, clock.now() - timedelta(days=7))
    app = apps.sign_in("coordinator", "today")
    assert "Nobody marked yet" in said(app)
    assert "Finish it" in labels(app)


def test_another_groups_people_are_nowhere(apps: Apps) -> None:
    meeting = to_come(apps.cast)
    make.mark(meeting, make.member(apps.cast.group, "Amina"), MarkKind.SENT_WORD)
    assert "Amina" not in said(apps.sign_in("coordinator-3", "today"))
