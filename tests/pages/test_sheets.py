"""The buttons that lead to a sheet: where to, for what was chosen, and for whom there is none."""

from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from models import Member
from services import clock
from services.security.actor import Actor
from services.sheets.rota_poster import MOST
from tests import make
from tests.apps import Apps
from tests.pages.reading import said


def the_poster(actor, group_id):  # type: ignore[no-untyped-def] # run by its source alone, without what is imported here
    from ui.sheets import show_rota_poster

    show_rota_poster(actor, group_id)


def links(app: AppTest) -> dict[str, str]:
    return {link.proto.label: link.proto.url for link in app.get("link_button")}


def poster_of(apps: Apps, actor: Actor) -> AppTest:
    app = AppTest.from_function(the_poster, args=(actor, apps.cast.group.id), default_timeout=30)
    app.jar = {}
    app.run()
    assert not app.exception
    return app


def thanks_of(apps: Apps, member: Member) -> AppTest:
    return apps.sign_in("coordinator", "members", member=member.id or 0)


def test_the_poster_is_of_three_sessions_until_another_number_is_chosen(apps: Apps) -> None:
    app = poster_of(apps, apps.cast.coordinator)
    address = f"/files/rota-poster/{apps.cast.group.id}"
    assert links(app) == {"Poster to print": f"{address}/3"}
    assert links(app.number_input[0].set_value(MOST).run()) == {"Poster to print": f"{address}/{MOST}"}


@pytest.mark.parametrize("who", ["clinic", "register_taker", "admin"])
def test_there_is_no_button_for_a_poster_that_would_be_refused(apps: Apps, who: str) -> None:
    app = poster_of(apps, apps.cast.everyone[who])
    assert (links(app), list(app.number_input)) == ({}, [])


def test_a_thank_you_is_on_each_members_page_for_the_year_up_to_today(apps: Apps) -> None:
    member = make.member(apps.cast.group, "Amina")
    app = thanks_of(apps, member)
    assert "A thank-you to print" in [one.label for one in app.expander]
    assert links(app)["Thank-you to print"] == f"/files/thank-you/{member.id}/{clock.today()}"
    assert "line to write it by hand" in said(app)


def test_another_day_leads_to_the_year_up_to_it(apps: Apps) -> None:
    member = make.member(apps.cast.group, "Amina")
    app = thanks_of(apps, member)
    chosen = date(clock.today().year - 1, 12, 31)
    app.date_input(key=f"thanks_{member.id}").set_value(chosen).run()
    assert links(app)["Thank-you to print"].endswith(f"/{chosen}")


def test_a_day_to_come_cannot_be_chosen(apps: Apps) -> None:
    member = make.member(apps.cast.group, "Amina")
    field = thanks_of(apps, member).date_input(key=f"thanks_{member.id}")
    assert field.max == clock.today()
    assert field.min < clock.today() - timedelta(days=365)
