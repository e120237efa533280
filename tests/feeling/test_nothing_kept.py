"""No row links an answer to a person, a mark, an account or a moment: the schema, and the whole database."""

import pytest
from sqlalchemy import Boolean, Integer, inspect, select

from models import Base, Face, Feeling
from services.database import engine
from services.feeling.answering import answer_here, may_answer
from services.settings import settings
from tests import make
from tests.asgi import ask
from tests.cast import Cast
from tests.feeling.room import HERE, answers, asking, code, tells
from tests.feeling.web import HTML, quick_cast, send, served, signed_in


def test_what_is_kept_is_a_group_session_two_settings_and_five_counts(database_url: str) -> None:
    columns = inspect(engine(database_url)).get_columns("feeling")
    assert {one["name"] for one in columns} == {"group_session_id", "renewed", "shown", *Face}
    assert {isinstance(one["type"], Integer | Boolean) or str(one["type"]) for one in columns} == {True}


def test_it_is_linked_to_the_group_session_alone(database_url: str) -> None:
    found = inspect(engine(database_url))
    assert [key["referred_table"] for key in found.get_foreign_keys("feeling")] == ["group_session"]
    pointing = [key for name in Base.metadata.tables for key in found.get_foreign_keys(name)]
    assert "feeling" not in {key["referred_table"] for key in pointing}


def test_one_row_holds_all_answers_of_a_group_session_so_that_no_order_is_kept(cast: Cast) -> None:
    meeting = asking(cast)
    for face in Face:
        answers(meeting, 2, face)
    assert len(make.rows(Feeling)) == 1


def everything() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    with engine(settings().database_url).connect() as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=str)
            for table in Base.metadata.sorted_tables
        }


@pytest.mark.parametrize("by_code", [True, False])
def test_an_answer_changes_one_count_and_nothing_else_in_the_whole_database(cast: Cast, by_code: bool) -> None:
    meeting = asking(cast)
    make.mark(meeting, make.member(cast.group, "Amina"))
    make.mark(meeting, make.member(cast.group, "Bernard"))
    answers(meeting, 1)
    before = everything()
    if by_code:
        assert may_answer(code(cast, meeting), HERE)
        assert tells(code(cast, meeting), Face.VERY_MUCH)
    else:
        answer_here(cast.coordinator, meeting.id or 0, Face.VERY_MUCH)
    after = everything()
    assert [name for name in before if before[name] != after[name]] == ["feeling"]
    ((*was,),), ((*now,),) = before["feeling"], after["feeling"]
    assert sum(one != other for one, other in zip(was, now, strict=True)) == 1


@pytest.mark.parametrize("by_code", [True, False])
def test_neither_does_the_page_that_takes_it(sqlite_url: str, monkeypatch: pytest.MonkeyPatch, by_code: bool) -> None:
    cast, web = quick_cast(monkeypatch), served()
    meeting = asking(cast)
    answers(meeting, 1)
    to = f"/feeling/{code(cast, meeting)}" if by_code else f"/feeling/here/{meeting.id}"
    cookie = {} if by_code else signed_in("coordinator")
    before = everything()
    ask(web, "GET", to, {**HTML, **cookie})
    assert send(web, to, **cookie).status == 303
    after = everything()
    assert [name for name in before if before[name] != after[name]] == ["feeling"]
