"""Someone who came along, on Overview: found on file by name, or not known (R16)."""

from streamlit.testing.v1 import AppTest

from models import Confirmation, Member, MemberOrigin
from services import clock
from services.clinic import confirmations
from services.clinic.newcomers import handle_of
from tests import make
from tests.apps import Apps
from tests.pages.reading import labels, press, said


def asked(apps: Apps, name: str = "Jo") -> tuple[AppTest, str]:
    """Overview with the search for whom a group asks about open, which AppTest cannot do by its heading."""
    waiting = {"origin": MemberOrigin.CAME_ALONG, "confirmation": Confirmation.WAITING}
    handle = handle_of(apps.cast.riverside.id, make.member(apps.cast.group, name, **waiting).id)
    app = apps.sign_in("clinic", "overview")
    app.session_state[f"confirm_{handle}"] = True
    return app.run(), handle


def test_r16_whoever_has_that_name_is_offered_and_one_tap_confirms(apps: Apps) -> None:
    programme = make.programme(apps.cast.riverside.id or 0)
    person, _ = make.graduate(programme, "Jo"), make.graduate(programme, "Bernard")
    app, handle = asked(apps)
    assert labels(app).count("It is them") == 1
    app.button(key=f"confirmed_{handle}_{person.id}").click().run()
    (member,) = make.rows(Member)
    assert (member.confirmation, member.graduate_id) == (Confirmation.CONFIRMED, person.id)


def test_someone_under_another_name_is_found_by_what_is_typed_however_many_are_on_file(apps: Apps) -> None:
    programme = make.programme(apps.cast.riverside.id or 0)
    oldest = make.graduate(programme, "Joanna", born_on=clock.today().replace(year=1960, day=3))
    for number in range(30):
        make.graduate(programme, f"Jo {number}")
    app, handle = asked(apps)
    assert "type more of the name" in said(app)
    app.text_input(key=f"confirm_{handle}_name").set_value(f"3/{clock.today():%m}/1960").run()
    assert app.button(key=f"confirmed_{handle}_{oldest.id}").label == "It is them"


def test_nobody_by_that_name_says_what_to_try(apps: Apps) -> None:
    app, _ = asked(apps, "Zebedee")
    assert "Nobody on file by that name" in said(app)


def test_r16_not_known_to_us_is_one_tap(apps: Apps) -> None:
    app, _ = asked(apps)
    press(app, "Not known to us")
    assert [member.confirmation for member in make.rows(Member)] == [Confirmation.NOT_CONFIRMED]


def test_an_answer_after_a_colleagues_is_told_so_and_changes_nothing(apps: Apps) -> None:
    """The row is gone when the page is drawn again: without a word they would take their own answer for given."""
    person = make.graduate(make.programme(apps.cast.riverside.id or 0), "Jo")
    for answer in ("unknown_{}", f"confirmed_{{}}_{person.id}"):
        app, handle = asked(apps)
        confirmations.not_known(apps.cast.clinic, handle)
        app.button(key=answer.format(handle)).click().run()
        assert "Somebody has answered this already" in said(app)
        assert "Not known to us" not in labels(app)
    assert {(row.confirmation, row.graduate_id) for row in make.rows(Member)} == {(Confirmation.NOT_CONFIRMED, None)}
