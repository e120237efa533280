"""Answers kept while nothing is written: given again as they are, and worked out anew after anything at all."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from datetime import timedelta

import pytest
import time_machine
from sqlmodel import select, update

from models import ConsentKind, GraduateGroup
from services import clock
from services.clinic import consents
from services.database import reading, seen, transaction
from services.engagement.attendance import attendance
from services.errors import NotFound
from services.kept import kept
from services.security.actor import Actor
from services.view import one_view, viewed_since
from tests import make
from tests.cast import Cast
from tests.queries import counted


def key() -> object:
    with reading() as db:
        return seen(db)


def rename(name: str) -> None:
    with transaction() as db:
        db.execute(update(GraduateGroup).values(name=name))


def elsewhere(name: str) -> None:
    """From a thread of its own, and so over another connection."""
    other = threading.Thread(target=rename, args=(name,))
    other.start()
    other.join()


def names() -> list[str]:
    with reading() as db:
        return sorted(db.exec(select(GraduateGroup.name)).all())


@pytest.fixture
def asked() -> list[Actor]:
    return []


@pytest.fixture(autouse=True)
def at_one_minute() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(clock.now().replace(second=0, microsecond=0), tick=False) as travelling:
        yield travelling


def listed(asked: list[Actor]) -> Callable[[Actor], tuple[str, ...]]:
    @kept
    def all_names(actor: Actor) -> tuple[str, ...]:
        asked.append(actor)
        return tuple(names())

    return all_names


def test_while_nothing_is_written_a_reading_has_the_same_key(cast: Cast) -> None:
    assert key() == key()


def test_a_write_changes_the_key(cast: Cast) -> None:
    before = key()
    rename("Another")
    own = key()
    elsewhere("A third")
    assert len({before, own, key()}) == 3


def test_what_is_not_committed_yet_changes_no_key(cast: Cast) -> None:
    with ExitStack() as writing:
        with reading() as db:
            before = seen(db)
            # Begun while the reading has its connection, so that SQLite's next reading has it again.
            writer = writing.enter_context(transaction())
            writer.execute(update(GraduateGroup).values(name="Not yet"))
        assert key() == before


def test_an_answer_is_given_again_without_being_worked_out(cast: Cast, asked: list[Actor]) -> None:
    all_names = listed(asked)
    assert all_names(cast.coordinator) == all_names(cast.coordinator)
    assert len(asked) == 1


@pytest.mark.parametrize("write", [rename, elsewhere])
def test_after_a_write_it_is_worked_out_anew(cast: Cast, asked: list[Actor], write: Callable[[str], None]) -> None:
    all_names = listed(asked)
    all_names(cast.coordinator)
    write("Written")
    assert "Written" in all_names(cast.coordinator)


def test_another_actor_is_answered_for_themselves(cast: Cast, asked: list[Actor]) -> None:
    all_names = listed(asked)
    for actor in (cast.coordinator, cast.clinic):
        all_names(actor)
    assert asked == [cast.coordinator, cast.clinic]


def test_a_minute_later_it_is_worked_out_anew(
    cast: Cast, asked: list[Actor], at_one_minute: time_machine.Traveller
) -> None:
    all_names = listed(asked)
    all_names(cast.coordinator)
    at_one_minute.shift(timedelta(minutes=1))
    all_names(cast.coordinator)
    assert len(asked) == 2


def test_an_argument_by_name_is_refused(cast: Cast) -> None:
    """It would be the same question under another key."""
    with pytest.raises(TypeError):
        attendance(cast.coordinator, group_id=cast.group.id or 0)


def test_a_refusal_is_not_kept(cast: Cast) -> None:
    """R30."""
    for _ in range(2):
        with pytest.raises(NotFound):
            attendance(cast.coordinator_3, cast.group.id or 0)


def test_engagement_asks_again_only_what_it_needs_to(cast: Cast) -> None:
    group = cast.group.id or 0
    first = attendance(cast.coordinator, group)
    with counted() as sent:
        assert attendance(cast.coordinator, group) == first
    assert len([one for one in sent if "FROM" in one]) == 0


def test_r9_whoever_withdraws_is_gone_from_the_next_look(cast: Cast) -> None:
    graduate = make.graduate(make.programme(cast.riverside.id or 0))
    make.consent(graduate, ConsentKind.FEEDBACK)
    make.member(cast.group, graduate_id=graduate.id)
    group = cast.group.id or 0
    assert attendance(cast.clinic, group).people == 1
    consents.withdraw(cast.clinic, graduate.id or 0, ConsentKind.FEEDBACK)
    assert attendance(cast.clinic, group).people == 0


def test_in_one_view_every_reading_sees_one_moment(cast: Cast) -> None:
    with one_view():
        before = names()
        elsewhere("Meanwhile")
        assert names() == before
    assert "Meanwhile" in names()


def test_a_view_says_since_when_it_is(cast: Cast, at_one_minute: time_machine.Traveller) -> None:
    with one_view():
        began = clock.now()
        at_one_minute.shift(timedelta(seconds=30))
        names()
        assert viewed_since() == began
    assert viewed_since() == clock.now()


def test_a_transaction_of_ones_own_ends_the_view(cast: Cast) -> None:
    with one_view():
        names()
        rename("Own")
        assert "Own" in names()


def test_an_error_ends_the_view_too(cast: Cast) -> None:
    with suppress(ZeroDivisionError), one_view():
        names()
        _ = 1 / 0
    elsewhere("After")
    assert "After" in names()
