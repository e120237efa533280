"""Each question as it stands on a screen: its header, and then a chart with sentence and table, or a next step."""

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from models import MarkKind
from services.engagement.attendance import Outcome
from services.engagement.exports import still_theirs
from services.engagement.periods import Period
from services.security.actor import Actor
from tests import make
from tests.engagement.world import Someone, World, build
from tests.pages.reading import opened

SESSIONS = 30
CAME = Someone((MarkKind.CAME,) * SESSIONS, sent_days_ago=100)


@pytest.fixture(autouse=True)
def _said_before_the_page_was_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """The consents of these worlds are recorded in the very moment; a clinic would be asked to look again."""
    monkeypatch.setattr(still_theirs, "UNDER_WAY", timedelta())


def busy() -> World:
    return build((Outcome.RECORDED,) * SESSIONS, (CAME,) * 9)


def nobody() -> World:
    return build((), ())


def show(question: str, actor: Actor, world: World) -> AppTest:
    """`ui.engagement.<question>.show_<question>` alone on a page."""

    def page(question: str, actor: object, group_id: int, period: object) -> None:
        import importlib

        from ui.guard import running_as

        with running_as(actor):  # type: ignore[arg-type]
            getattr(importlib.import_module(f"ui.engagement.{question}"), f"show_{question}")(actor, group_id, period)

    args = (question, actor, world.group.id, Period.LAST_12_MONTHS)
    app = AppTest.from_function(page, args=args, default_timeout=30).run()
    assert not app.exception
    assert len(app.header) == 1
    return app


def has_a_chart_and_its_table(app: AppTest) -> bool:
    (chart,) = app.get("vega_lite_chart")
    return f"**{chart.proto.alt}**" in [text.value for text in app.markdown] and len(opened(app).table) == 1


def test_how_many_come(sqlite_url: str) -> None:
    world = busy()
    for actor in (world.coordinator, world.clinic):
        assert has_a_chart_and_its_table(show("coming", actor, world))
    empty = nobody()
    assert "Once a register is finished" in show("coming", empty.coordinator, empty).info[0].value
    assert "When somebody agrees" in show("coming", empty.clinic, empty).info[0].value


def test_this_season_and_last_years(sqlite_url: str) -> None:
    world = busy()
    for actor in (world.coordinator, world.clinic):
        assert has_a_chart_and_its_table(show("seasons", actor, world))
    empty = nobody()
    assert "Once one is finished" in show("seasons", empty.coordinator, empty).info[0].value
    assert "who had agreed to feedback by then" in show("seasons", empty.clinic, empty).info[0].value


def test_newcomers(sqlite_url: str) -> None:
    world = build((Outcome.RECORDED,) * SESSIONS, (Someone((None,) * 10 + (MarkKind.CAME,) * 20),) * 9)
    for actor in (world.coordinator, world.clinic):
        assert has_a_chart_and_its_table(show("newcomers", actor, world))
    empty = nobody()
    assert "Once one is finished" in show("newcomers", empty.coordinator, empty).info[0].value
    assert "Nobody who agreed" in show("newcomers", empty.clinic, empty).info[0].value


def test_skills_practised(sqlite_url: str) -> None:
    world, empty = busy(), nobody()
    assert "Add some under Group" in show("practised", empty.coordinator, empty).info[0].value
    assert "keeps no list" in show("practised", empty.clinic, empty).info[0].value
    for group in (world.group, empty.group):
        make.skill(group)
    assert "Once one is finished" in show("practised", empty.clinic, empty).info[0].value
    for actor in (world.coordinator, world.clinic):
        assert has_a_chart_and_its_table(show("practised", actor, world))


def test_meeting_others(sqlite_url: str) -> None:
    world = busy()
    for actor in (world.coordinator, world.clinic):
        assert has_a_chart_and_its_table(show("meeting", actor, world))
    empty = nobody()
    assert "Fewer than two people came" in show("meeting", empty.coordinator, empty).info[0].value
    assert "who agreed to feedback" in show("meeting", empty.clinic, empty).info[0].value


def test_where_the_group_is_heading(sqlite_url: str) -> None:
    world, empty = busy(), nobody()
    assert has_a_chart_and_its_table(show("heading", world.coordinator, world))
    assert "coordinators see it" in show("heading", world.clinic, world).info[0].value
    assert "and there are 0" in show("heading", empty.coordinator, empty).info[0].value
    came_once = build((Outcome.RECORDED,) * SESSIONS, (Someone((MarkKind.CAME,) + (None,) * 29),))
    assert "nobody has come for long enough" in show("heading", came_once.coordinator, came_once).info[0].value
    three = build((Outcome.RECORDED,) * SESSIONS, (CAME,) * 3)
    assert "can be told only of 3 people" in show("heading", three.coordinator, three).info[0].value
