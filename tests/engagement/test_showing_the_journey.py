"""The five questions on screen: a chart named by its sentence, words with a next step, and none for strangers."""

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from models import DutyState, LeavingReason, MarkKind
from services.engagement.attendance import Outcome
from services.engagement.exports import still_theirs
from services.security.actor import Actor
from tests.engagement.further import More, together
from tests.engagement.world import Someone, World
from tests.pages.reading import opened

SHOWN = {
    "conversion": "From referral to settling in, over time",
    "waits": "How long it takes",
    "staying": "How long people keep coming",
    "leaving": "Why people leave",
    "shared_load": "Sharing the group",
}
HELD = 9


@pytest.fixture(autouse=True)
def _said_before_the_page_was_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """The consents of these worlds are recorded in the very moment; a clinic would be asked to look again."""
    monkeypatch.setattr(still_theirs, "UNDER_WAY", timedelta())


def show(name: str, actor: object, group_id: int) -> None:
    import importlib

    from services.engagement.periods import Period
    from ui.guard import running_as

    with running_as(actor):  # type: ignore[arg-type]
        getattr(importlib.import_module(f"ui.engagement.{name}"), f"show_{name}")(actor, group_id, Period.ALL_TIME)


def shown(name: str, actor: Actor, group_id: int) -> AppTest:
    app = AppTest.from_function(show, args=(name, actor, group_id), default_timeout=30).run()
    assert not app.exception
    return app


@pytest.fixture
def full(sqlite_url: str) -> World:
    """Twenty-one people who agreed and came, one of whom left, with a duty each."""
    someone = Someone((MarkKind.CAME,) * HELD, sent_days_ago=140)
    more = More(programmes=(3,), contacted_after=4, duties=((0, DutyState.DONE, False),))
    left = More(left_days_ago=3, why=LeavingReason.MANAGING_WELL)
    return together((Outcome.RECORDED,) * HELD, [*[(someone, more)] * 20, (someone, left)])


@pytest.mark.parametrize("name", SHOWN)
@pytest.mark.parametrize("who", ["coordinator", "clinic"])
def test_the_chart_is_named_by_its_sentence_and_has_its_table(full: World, name: str, who: str) -> None:
    """R27."""
    app = shown(name, getattr(full, who), full.group.id or 0)
    assert app.header[0].value == SHOWN[name]
    sentences = [text.value.strip("*") for text in app.markdown if text.value.startswith("**")]
    assert [chart.proto.alt for chart in app.get("vega_lite_chart")] == sentences != []
    assert len(opened(app).table) == len(sentences)


def test_by_programme_is_for_the_clinic_alone(full: World) -> None:
    group = full.group.id or 0
    app = shown("programmes", full.clinic, group)
    assert [one.value for one in app.subheader] == ["By programme"]
    assert len(app.get("vega_lite_chart")) == len(opened(app).table) == 1
    assert not shown("programmes", full.coordinator, group).main.children


@pytest.mark.parametrize("name", SHOWN)
@pytest.mark.parametrize("who", ["coordinator", "clinic"])
def test_with_nothing_to_count_it_says_so(sqlite_url: str, name: str, who: str) -> None:
    world = together((), [])
    app = shown(name, getattr(world, who), world.group.id or 0)
    assert len(app.info) == 1
    assert ("agreed to feedback" in app.info[0].value) is (who == "clinic")
    assert not app.get("vega_lite_chart")


def test_few_who_came_are_told_in_words(sqlite_url: str) -> None:
    """R25."""
    world = together((Outcome.RECORDED,), [(Someone((MarkKind.CAME,)), More())])
    app = shown("staying", world.coordinator, world.group.id or 0)
    assert app.markdown[0].value == "**Of 1 person who first came in this time, 1 came once and not again so far.**"
    assert not app.get("vega_lite_chart")
