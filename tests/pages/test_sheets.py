"""The buttons that lead to a sheet: where to, for what was chosen, and for whom there is none."""

from datetime import date, timedelta

from streamlit.testing.v1 import AppTest

from models import Member
from services import clock
from tests import make
from tests.apps import Apps
from tests.pages.reading import said


def links(app: AppTest) -> dict[str, str]:
    return {link.proto.label: link.proto.url for link in app.get("link_button")}


def thanks_of(apps: Apps, member: Member) -> AppTest:
    return apps.sign_in("coordinator", "members", member=member.id or 0)


def test_the_poster_is_of_the_group_sessions_on_screen(apps: Apps) -> None:
    make.group_role(apps.cast.group)
    for days in (3, 17):
        make.group_session(apps.cast.group, make.this_time(-days))
    app = apps.sign_in("coordinator", "roles")
    address = f"/files/rota-poster/{apps.cast.group.id}"
    assert links(app) == {"Poster to print": f"{address}/2"}
    app.number_input(key="roles_ahead").set_value(1).run()
    assert links(app) == {"Poster to print": f"{address}/1"}


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
