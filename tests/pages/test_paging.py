"""Long lists come in pages, and another search begins at the first."""

import pytest

from models import Role
from tests import make
from tests.apps import Apps


@pytest.mark.parametrize(
    ("username", "path"), [("clinic", "graduates"), ("coordinator", "members"), ("admin", "accounts")]
)
def test_another_search_begins_at_the_first_page(apps: Apps, username: str, path: str) -> None:
    programme = make.programme(apps.cast.riverside.id or 0)
    for number in range(45):
        make.graduate(programme, f"Person {number:02}")
        make.member(apps.cast.group, f"Person {number:02}")
        make.account(f"person-{number:02}", Role.ADMINISTRATOR)
    app = apps.sign_in(username, path)
    app.button(key=f"{path}_page_next").click().run()
    app.button(key=f"{path}_page_next").click().run()
    assert app.session_state[f"{path}_page"] == 2
    app.text_input(key=f"{path}_search").set_value("person").run()
    assert app.session_state[f"{path}_page"] == 0
