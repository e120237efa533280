"""A list is brought in while a colleague sees to somebody in it: a no is never written over (R9)."""

from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from typing import Any

import pytest

from models import Consent, ConsentHow, ConsentKind, Graduate
from services import clock
from services.clinic import consents, merging
from services.clinic.consents import ConsentGiven
from services.clinic.imports import writing
from services.clinic.imports.choices import Choices
from services.errors import DomainError
from tests import make
from tests.cast import Cast
from tests.imports.lists import bring_in, line

SHARE = ConsentKind.SHARE
MOMENT = 0.7


def while_it_is_decided(monkeypatch: pytest.MonkeyPatch, work: Any) -> Future[object]:
    """Starts the work in a thread of its own once the fate of every line has been decided for the writing."""
    pool, begun = ThreadPoolExecutor(1), Future[object]()
    decided = writing.decided
    started: list[Future[object]] = []

    def then(*given: Any) -> Any:
        outcomes = decided(*given)
        if not started:
            started.append(pool.submit(work))
            started[0].add_done_callback(lambda done: begun.set_result(done.exception()))
            wait(started, MOMENT)
        return outcomes

    monkeypatch.setattr(writing, "decided", then)
    return begun


def test_r9_a_consent_withdrawn_while_a_list_goes_in_stays_withdrawn(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    into = Choices(programme_id=make.programme(cast.riverside.id or 0).id, consent_on=clock.today())
    bring_in(cast.clinic, [line(2)], into)
    (person,) = make.rows(Graduate)

    def yes_and_no() -> None:
        with suppress(DomainError):  # the list was there first
            consents.record(cast.clinic, person.id or 0, ConsentGiven(SHARE, clock.today(), ConsentHow.PHONE))
        consents.withdraw(cast.clinic, person.id or 0, SHARE)

    done = while_it_is_decided(monkeypatch, yes_and_no)
    with suppress(DomainError):  # what was seen has changed
        bring_in(cast.clinic, [line(2, share=True)], into, "again")
    assert done.result(30) is None
    assert [one for one in make.rows(Consent) if one.withdrawn_at is None] == []


def test_a_list_and_a_merge_of_somebody_in_it_do_not_wait_for_each_other_for_ever(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    programme = make.programme(cast.riverside.id or 0)
    into = Choices(programme_id=programme.id, consent_on=clock.today())
    kept = make.graduate(programme, "Liz").id or 0
    bring_in(cast.clinic, [line(2)], into)
    merged = make.rows(Graduate)[-1].id or 0
    done = while_it_is_decided(monkeypatch, lambda: merging.merge(cast.clinic, kept, merged))
    with suppress(DomainError):
        bring_in(cast.clinic, [line(2, share=True)], into, "again")
    assert done.result(30) is None
    assert {one.graduate_id for one in make.rows(Consent)} <= {kept}
