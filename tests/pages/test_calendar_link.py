"""Calendar on your phone, at the foot of Sessions: made in one tap, shown again, and what stopping means said first."""

from streamlit.testing.v1 import AppTest

from models import CalendarLink
from tests import make
from tests.apps import Apps
from tests.pages.reading import press, said
from ui.calendar_link import HOLDS, STOPPING


def addresses(app: AppTest) -> list[str]:
    assert not app.exception
    return [one.value for one in app.code]


def test_a_link_is_made_in_one_tap_and_shown_again(apps: Apps) -> None:
    app = apps.sign_in("coordinator", "sessions")
    assert HOLDS in said(app)
    assert addresses(app) == []
    press(app, "Make my private link")
    (address,) = addresses(app)
    assert addresses(apps.sign_in("coordinator", "sessions")) == [address]
    assert addresses(apps.sign_in("coordinator-2", "sessions")) == []
    opening = {one.proto.url for one in app.get("link_button")}
    assert opening == {f"webcal:{address.partition(':')[2]}", f"/files/group-sessions/{apps.cast.group.id}"}


def test_what_a_new_link_and_stopping_mean_is_said_before(apps: Apps) -> None:
    app = press(apps.sign_in("coordinator", "sessions"), "Make my private link")
    assert STOPPING in said(app)
    (before,) = addresses(app)
    (after,) = addresses(press(app, "Make a new link"))
    assert before != after
    assert addresses(press(app, "Stop the link")) == []
    assert [row.revoked_at is not None for row in make.rows(CalendarLink)] == [True, True]
