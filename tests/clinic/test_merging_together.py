"""Someone else acts on an entry in the very moment in which it becomes part of another: nothing is lost (R9, R13)."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Thread
from typing import Any

import pytest

from models import (
    CallRequest,
    Completion,
    Confirmation,
    Consent,
    ConsentHow,
    ConsentKind,
    Graduate,
    Member,
    MemberOrigin,
    Referral,
    ReferralState,
)
from services import access, clock
from services.clinic import completions, confirmations, consents, merging
from services.clinic.consents import ConsentGiven
from services.clinic.newcomers import handle_of
from services.errors import DomainError
from services.referrals import calls, welcoming, writing
from tests import make
from tests.cast import Cast
from tests.referrals.stories import READY, on_file

SHARE, FEEDBACK = ConsentKind.SHARE, ConsentKind.FEEDBACK
# Long enough for a merge that nothing holds up; one that is held up goes on once the other is done.
MOMENT = 0.7


class Merging:
    """A merge that begins, in a thread of its own, right after somebody else has fetched the entry."""

    def __init__(self, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
        self.kept, self.merged = on_file(cast, name="Liz").id, on_file(cast, SHARE, FEEDBACK, name="Elizabeth").id
        self._cast, self._patch = cast, monkeypatch
        self._thread = Thread(target=self._merge)
        self.refused: DomainError | None = None

    def _merge(self) -> None:
        try:
            merging.merge(self._cast.clinic, self.kept, self.merged)
        except DomainError as error:
            self.refused = error

    def while_doing(self, fetch: str, work: Callable[[], object]) -> str:
        """Does the work, with the merge begun after its `fetch` of something, and returns what it was told."""
        fetched: Callable[..., Any] = getattr(access, fetch)

        def then_merge(*given: Any, **more: Any) -> Any:
            found = fetched(*given, **more)
            if self._thread.ident is None:
                self._thread.start()
                self._thread.join(MOMENT)
            return found

        self._patch.setattr(access, fetch, then_merge)
        try:
            work()
        except DomainError as error:
            return str(error)
        finally:
            self._thread.join(30)
        return ""

    @property
    def person(self) -> Graduate:
        return make.rows(Graduate, id=self.merged)[0]

    def stands(self) -> int:
        """The entry that everything of this person hangs on now."""
        return self.merged if self.refused else self.kept


@pytest.fixture
def at_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Merging:
    return Merging(cast, monkeypatch)


def standing(kind: ConsentKind) -> list[Consent]:
    return [one for one in make.rows(Consent, kind=kind) if one.withdrawn_at is None]


def test_r9_a_consent_withdrawn_in_the_same_moment_is_withdrawn(cast: Cast, at_once: Merging) -> None:
    told = at_once.while_doing("graduate_by_now", lambda: consents.withdraw(cast.clinic, at_once.merged, FEEDBACK))
    assert (told, standing(FEEDBACK)) == ("", [])


def test_r9_a_no_to_an_entry_that_has_just_become_part_of_another_counts(cast: Cast, at_once: Merging) -> None:
    merging.merge(cast.clinic, at_once.kept, at_once.merged)
    consents.withdraw(cast.clinic, at_once.merged, FEEDBACK)
    assert standing(FEEDBACK) == []


def test_a_consent_recorded_in_the_same_moment_is_under_the_entry_that_stands(cast: Cast, at_once: Merging) -> None:
    consents.withdraw(cast.clinic, at_once.merged, SHARE)
    given = ConsentGiven(SHARE, clock.today(), ConsentHow.IN_PERSON)
    told = at_once.while_doing("graduate", lambda: consents.record(cast.clinic, at_once.merged, given))
    assert [told, *(one.graduate_id for one in standing(SHARE))] == ["", at_once.stands()]


def test_r7_a_referral_sent_in_the_same_moment_is_under_the_entry_that_stands(cast: Cast, at_once: Merging) -> None:
    group_id = cast.group.id or 0
    told = at_once.while_doing("group", lambda: writing.send(cast.clinic, at_once.merged, group_id, READY))
    assert [told, *(one.graduate_id for one in make.rows(Referral))] == ["", at_once.stands()]


def test_a_referral_withdrawn_in_the_same_moment_is_withdrawn(cast: Cast, at_once: Merging) -> None:
    referral = make.referral(at_once.person, cast.group)
    told = at_once.while_doing("graduate", lambda: writing.withdraw(cast.clinic, referral.id or 0, "Moved away"))
    (row,) = make.rows(Referral)
    assert (told, row.state, row.graduate_id) == ("", ReferralState.WITHDRAWN, at_once.stands())


def test_a_member_accepted_in_the_same_moment_is_who_the_referral_is_about(cast: Cast, at_once: Merging) -> None:
    referral = make.referral(at_once.person, cast.group)
    told = at_once.while_doing("group_referral", lambda: welcoming.accept(cast.coordinator, referral.id or 0))
    assert [told, *(one.graduate_id for one in make.rows(Member))] == ["", at_once.stands()]
    assert [one.graduate_id for one in make.rows(Referral)] == [at_once.stands()]


def test_r10_a_call_asked_for_in_the_same_moment_can_be_answered(cast: Cast, at_once: Merging) -> None:
    referral = make.referral(at_once.person, cast.group)
    told = at_once.while_doing("group_referral", lambda: calls.ask(cast.coordinator, referral.id or 0))
    (call,) = make.rows(CallRequest)
    assert (told, call.graduate_id) == ("", at_once.stands())
    calls.close(cast.clinic, call.id or 0)


def test_r10_a_call_closed_in_the_same_moment_is_closed(cast: Cast, at_once: Merging) -> None:
    call = make.add(CallRequest(group_id=cast.group.id, graduate_id=at_once.merged, asked_at=clock.now()))
    told = at_once.while_doing("graduate", lambda: calls.close(cast.clinic, call.id or 0))
    (row,) = make.rows(CallRequest)
    assert (told, row.graduate_id) == ("", at_once.stands())
    assert row.closed_at is not None


def test_r16_someone_confirmed_in_the_same_moment_is_the_entry_that_stands(cast: Cast, at_once: Merging) -> None:
    came = make.member(cast.group, "Jo", origin=MemberOrigin.CAME_ALONG, confirmation=Confirmation.WAITING)
    handle = handle_of(cast.riverside.id, came.id)
    told = at_once.while_doing("graduate", lambda: confirmations.confirm(cast.clinic, handle, at_once.merged))
    assert [told, *(one.graduate_id for one in make.rows(Member))] == ["", at_once.stands()]


def test_r1_a_completion_taken_back_in_the_same_moment_is_gone(cast: Cast, at_once: Merging) -> None:
    second = make.programme(cast.riverside.id or 0, "Second")
    done = make.add(
        Completion(
            graduate_id=at_once.merged,
            programme_id=second.id,
            completed_on=second.ends_on,
            recorded_at=clock.now(),
        )
    )
    told = at_once.while_doing("graduate", lambda: completions.take_back_completion(cast.clinic, done.id or 0))
    assert (told, make.rows(Completion, programme_id=second.id)) == ("", [])
    assert at_once.refused is None


@pytest.mark.parametrize("what", ["withdraw the referral", "accept", "take back the completion"])
def test_who_comes_while_a_merge_is_under_way_waits_and_then_acts_on_the_entry_that_stands(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    kept, person = on_file(cast, name="Liz").id, on_file(cast, SHARE, name="Elizabeth").graduate
    referral = make.referral(person, cast.group, ReferralState.SENT)
    again = make.programme(cast.riverside.id or 0, "Second")
    day = again.ends_on
    done = make.add(Completion(graduate_id=person.id, programme_id=again.id, completed_on=day, recorded_at=clock.now()))
    work: dict[str, Callable[[], object]] = {
        "withdraw the referral": lambda: writing.withdraw(cast.clinic, referral.id or 0, "Moved away"),
        "accept": lambda: welcoming.accept(cast.coordinator, referral.id or 0),
        "take back the completion": lambda: completions.take_back_completion(cast.clinic, done.id or 0),
    }
    pool = ThreadPoolExecutor(1)
    begun: list[Future[object]] = []
    allowed = merging.refusal

    def both_held(*given: Any) -> str:
        begun.append(pool.submit(work[what]))
        wait(begun, MOMENT)
        return allowed(*given)

    monkeypatch.setattr(merging, "refusal", both_held)
    merging.merge(cast.clinic, kept, person.id or 0)
    begun[0].result(30)
    assert {row.graduate_id for row in (*make.rows(Referral), *make.rows(Member))} == {kept}
