"""Sharing and growing on screen: counts in words with their table, offers with one thing to do, and a next step."""

from datetime import date, time, timedelta
from typing import Any

import pytest
import time_machine
from streamlit.testing.v1 import AppTest

from models import DutyState, GroupRole, Growth, Member, Wish
from services import clock
from services.roles.load import Load
from services.roles.offers import LikesRole, MayLead, NeedsBackup, NeverAsked, Offer
from services.roles.sharing import Quarter, Sharing
from tests import make
from tests.cast import Cast, assemble
from tests.pages.reading import press, said
from ui.roles import sharing as screen
from ui.roles.offers import offer_in_words
from ui.roles.share import over_time_in_words
from ui.words import quarter as name_of

Went = list[tuple[str, dict[str, int]]]
TODAY = date(2026, 11, 26)


@pytest.fixture
def cast(sqlite_url: str) -> Cast:
    return assemble()


@pytest.fixture
def went(monkeypatch: pytest.MonkeyPatch) -> Went:
    """Where the page went, by its buttons."""
    found: Went = []
    monkeypatch.setattr(screen, "go", lambda path, **ids: found.append((path, ids)))
    return found


def page(actor: object, group_id: int) -> None:
    # The text of this function alone is run, so it brings what it needs.
    from services.security.actor import Actor
    from ui.roles.sharing import show_sharing

    assert isinstance(actor, Actor)
    show_sharing(actor, group_id)


def opened(cast: Cast) -> AppTest:
    app = AppTest.from_function(page, args=(cast.coordinator, cast.group.id or 0), default_timeout=30).run()
    assert not app.exception
    return app


def did(cast: Cast, role: GroupRole, member: Member, *ago: int) -> None:
    for days in ago:
        starts_at = clock.at_local(clock.today() - timedelta(days=days), time(12))
        make.duty(make.group_session(cast.group, starts_at), role, member, DutyState.DONE)


def test_without_anything_to_show_each_part_has_a_next_step(cast: Cast, went: Went) -> None:
    app = opened(cast)
    assert "Offer somebody a role at the next group session" in said(app)
    assert "Ask what they enjoy" in said(app)
    assert len(app.table) == 0
    press(app, "Members")
    assert went == [("members", {})]


def test_r27_the_figures_stand_in_a_table_with_their_denominators(cast: Cast) -> None:
    role = make.group_role(cast.group)
    amina = make.member(cast.group, "Amina", account_id=cast.coordinator.account_id)
    did(cast, role, amina, 3, 4)
    did(cast, role, make.member(cast.group, "Bernard"), 5, 400)
    (table,) = opened(cast).table
    assert list(table.value.columns) == ["Quarter", "People", "Two with most", "Coordinators"]
    assert table.value.values.tolist()[-1][1:] == ["1", "1 of 1", "0 of 1"]


def test_the_table_has_the_newest_quarter_first() -> None:
    with time_machine.travel(TODAY, tick=False):
        rows = screen.table(Sharing(Load(0, 0, 0, ()), (quarter(2025, 21, 11), quarter(2026, 20, 9)), True))
    assert rows == [
        {"Quarter": "Oct to Dec 2026 so far", "People": "6", "Two with most": "9 of 20", "Coordinators": "4 of 20"},
        {"Quarter": "Oct to Dec 2025", "People": "6", "Two with most": "11 of 21", "Coordinators": "4 of 21"},
    ]


def test_the_column_of_coordinators_is_there_only_when_they_are_known(cast: Cast) -> None:
    did(cast, make.group_role(cast.group), make.member(cast.group), 3)
    app = opened(cast)
    assert "Coordinators" not in app.table[0].value.columns
    assert "Coordinators" not in said(app)


def test_r21_an_offer_opens_the_page_of_the_person(cast: Cast, went: Went) -> None:
    role, amina = make.group_role(cast.group), make.member(cast.group, "Amina **A**")
    make.wish(amina, role, Wish.WOULD_LIKE)
    app = opened(cast)
    assert r"**Amina \*\*A\*\***" in said(app)
    press(app, "Open")
    assert went == [("members", {"member": amina.id})]


def test_a_role_that_leans_on_few_opens_its_own_page_while_nobody_is_named(cast: Cast, went: Went) -> None:
    role = make.group_role(cast.group, needs_backup=True)
    press(opened(cast), "Open")
    assert went == [("roles", {"role": role.id})]


@pytest.mark.parametrize(
    ("offer", "words"),
    [
        (NeverAsked(1, "Amina", 6, "", False), "Has come 6 times and has never been asked to take a role."),
        (NeverAsked(1, "Amina", 6, "Tea", True), "asked to take a role. Would like: Tea."),
        (NeverAsked(1, "Amina", 6, "Tea", False), "asked to take a role. Has a strength for: Tea."),
        (LikesRole(1, "Amina", "Tea", None), "Would like: Tea. Has not been asked for it yet."),
        (LikesRole(1, "Amina", "Tea", date(2026, 5, 3)), "Has not been asked for it since May."),
        (LikesRole(1, "Amina", "Tea", date(2025, 12, 3)), "Has not been asked for it since December 2025."),
        (MayLead(1, "Amina", "Tea", 3), "Has done it 3 times. You could ask whether they would lead it one day."),
        (NeedsBackup(1, "Tea", 1, True), "One person alone has done it in the last year. You could ask in the group"),
        (NeedsBackup(1, "Tea", 0, False), "Nobody has said yet that they are ready to lead it. You could"),
        (NeedsBackup(1, "Tea", 1, False, 2, "Bo", Growth.ENJOYED), "in the last year, and nobody has said yet that"),
        (NeedsBackup(1, "Tea", 1, False, 2, "Bo", Growth.ENJOYED), "Bo has enjoyed it: you could ask"),
        (NeedsBackup(1, "Tea", 1, True, 2, "Bo", likes=True), "Bo has said they would like it: you could ask"),
        (NeedsBackup(1, "Tea", 1, True, 2, "Bo", Growth.READY_TO_LEAD, True), "Bo is ready to lead it: you could ask"),
        (NeedsBackup(1, "Tea", 1, True, 2, "Bo", Growth.TRIED), "Bo has tried it: you could ask"),
    ],
)
def test_r21_every_offer_is_said_as_one(offer: Offer, words: str) -> None:
    with time_machine.travel(TODAY, tick=False):
        assert words in offer_in_words(offer)[1]


def quarter(year: int, duties: int, top_two: int, **values: Any) -> Quarter:
    usual = {"people": 6, "coordinators": 4, "not_said": 0}
    return Quarter(date(year, 10, 1), duties=duties, top_two=top_two, **{**usual, **values})


def words_of(*quarters: Quarter, known: bool = True) -> list[str]:
    with time_machine.travel(TODAY, tick=False):
        return over_time_in_words(Sharing(Load(0, 0, 0, ()), quarters, known))


FIRST = "In October to December 2024, 6 people shared 22 duties. Of the 22, the two with most had 14"
LAST = "In October to December 2026 so far, 6 people shared 20 duties. Of the 20, the two with most had 9"


def test_r23_the_first_and_the_last_quarter_are_told_in_counts() -> None:
    told = words_of(quarter(2024, 22, 14), quarter(2025, 21, 11), quarter(2026, 20, 9))
    assert told == [f"{FIRST} and the coordinators 4.", f"{LAST} and the coordinators 4."]
    assert words_of(quarter(2026, 20, 9), known=False) == [f"{LAST}."]


@pytest.mark.parametrize("values", [{"duties": 7, "top_two": 4}, {"duties": 20, "top_two": 20, "people": 2}])
def test_r23_too_few_to_say_are_left_to_the_table(values: dict[str, int]) -> None:
    assert words_of(quarter(2026, **values)) == []


@pytest.mark.parametrize(("waiting", "words"), [(1, "1 duty is counted by"), (3, "3 duties are counted by")])
def test_r28_duties_that_wait_for_their_register_are_told(waiting: int, words: str) -> None:
    assert words_of(quarter(2026, 7, 4, not_said=waiting))[-1].startswith(words)


@pytest.mark.parametrize(
    ("begins", "words"),
    [
        (date(2026, 10, 1), "Oct to Dec 2026 so far"),
        (date(2026, 7, 1), "Jul to Sep 2026"),
        (date(2025, 10, 1), "Oct to Dec 2025"),
    ],
)
def test_only_the_quarter_that_still_lasts_is_so_far(begins: date, words: str) -> None:
    with time_machine.travel(TODAY, tick=False):
        assert name_of(begins, brief=True) == words
