"""Somebody begins to be counted in the very moment in which a group session is given out: before or after, never both
(R26)."""

from collections.abc import Callable
from datetime import timedelta
from threading import Thread
from typing import Any

import pytest
import time_machine
from sqlmodel import update

from models import AmongOthers, Clinic, Confirmation, ConsentHow, ConsentKind, Graduate, Member, MemberOrigin
from services import clock
from services.clinic import confirmations, consents, merging
from services.clinic.consents import ConsentGiven
from services.clinic.newcomers import handle_of
from services.database import transaction
from services.engagement import attendance as reading_attendance
from services.engagement import giving_out
from services.engagement.attendance import Attendance, attendance
from services.engagement.periods import Period
from services.referrals import writing
from services.register import finishing
from tests import make
from tests.engagement.history import History
from tests.engagement.one_room import WEEKS, after, one_in_a_room
from tests.referrals.stories import READY

FEEDBACK = ConsentKind.FEEDBACK
# Long enough for work that nothing holds up; what is held up goes on once the other is done.
MOMENT = 0.7
Work = Callable[[], object]


def given(kind: ConsentKind = FEEDBACK) -> ConsentGiven:
    return ConsentGiven(kind, clock.today(), ConsentHow.PHONE)


def entry(history: History) -> int:
    return history.people[0].graduate.id or 0


def somebody_who_agrees(history: History) -> Graduate:
    """Another entry of the clinic's, in no group."""
    made = make.graduate(make.programme(history.clinic.clinic_id or 0, "Autumn programme"), "Zoë")
    make.consent(made, FEEDBACK)
    return made


def recorded(history: History) -> Work:
    return lambda: consents.record(history.clinic, entry(history), given())


def renewed(history: History) -> Work:
    long_ago = history.sessions[0].day - timedelta(days=5)
    make.consent(history.people[0].graduate, FEEDBACK, given_on=long_ago, expires_on=long_ago)
    return lambda: consents.renew(history.clinic, entry(history), given())


def recorded_with_a_referral(history: History) -> Work:
    other = make.group(make.rows(Clinic, id=history.clinic.clinic_id)[0], "Another group")
    both = given(ConsentKind.SHARE), given()
    return lambda: writing.send(history.clinic, entry(history), other.id or 0, READY, both)


def brought_in(history: History) -> Work:
    return lambda: history.lists.bring_in(history.clinic, history.people[0])


def confirmed(history: History) -> Work:
    known, stranger = somebody_who_agrees(history), history.strangers[0]
    waiting = {"origin": MemberOrigin.CAME_ALONG, "confirmation": Confirmation.WAITING}
    with transaction() as db:
        db.exec(update(Member).where(Member.id == stranger).values(**waiting))
    handle = handle_of(history.clinic.clinic_id, stranger)
    return lambda: confirmations.confirm(history.clinic, handle, known.id or 0)


def merged(history: History) -> Work:
    kept = somebody_who_agrees(history).id or 0
    return lambda: merging.merge(history.clinic, kept, entry(history))


def taken_apart(history: History) -> Work:
    """Their own consent gave way, long before, to one that ran out since: apart again, it stands again."""
    with time_machine.travel(history.now - timedelta(days=40), tick=False):
        kept = make.graduate(make.programme(history.clinic.clinic_id or 0, "Autumn programme"), "Zoë")
        make.consent(history.people[0].graduate, FEEDBACK)
        make.consent(kept, FEEDBACK, given_on=clock.today(), expires_on=clock.today() + timedelta(days=2))
        merge_id = merging.merge(history.clinic, kept.id or 0, entry(history))
    return lambda: merging.undo(history.clinic, merge_id)


def seen(history: History) -> Attendance:
    return attendance(history.clinic, history.group.id or 0)


class GivingOut:
    """Gives out the one group session, and when it has read who agrees, lets somebody else work and the clinic look."""

    def __init__(self, history: History, monkeypatch: pytest.MonkeyPatch) -> None:
        self.history, self.monkeypatch = history, monkeypatch
        self.refused: list[Exception] = []
        self.came_meanwhile: int | None = None

    def while_somebody(self, work: Work) -> None:
        thread = Thread(target=self._try, args=(work,))
        read = giving_out._came

        def came(*of: Any) -> Any:
            thread.start()
            thread.join(MOMENT)
            with self.monkeypatch.context() as looking:
                looking.setattr(reading_attendance, "give_out", lambda *_: None)
                self.came_meanwhile = seen(self.history).sessions[0].came
            return read(*of)

        self.monkeypatch.setattr(giving_out, "_came", came)
        self._try(lambda: giving_out.give_out(self.history.group.id or 0, Period.LAST_24_MONTHS))
        thread.join(30)

    def _try(self, work: Work) -> None:
        try:
            work()
        except Exception as error:
            self.refused.append(error)


@pytest.mark.parametrize(
    "how", [recorded, renewed, recorded_with_a_referral, brought_in, confirmed, merged, taken_apart]
)
def test_r26_who_is_put_among_the_others_was_not_counted_a_moment_before(
    database_url: str, monkeypatch: pytest.MonkeyPatch, how: Callable[[History], Work]
) -> None:
    history = after(one_in_a_room(False, 7), WEEKS)
    at_once = GivingOut(history, monkeypatch)
    with history.at_this_time():
        at_once.while_somebody(how(history))
        view = seen(history)
    assert (at_once.refused, at_once.came_meanwhile) == ([], 0)
    assert (view.people, view.sessions[0].came, len(make.rows(AmongOthers))) == (1, 0, 9)


def test_a_register_corrected_in_the_same_moment_is_corrected(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither waits for the other for ever: the register's writer names clinic and group in the audit."""
    history = after(one_in_a_room(False, 7), WEEKS)
    at_once = GivingOut(history, monkeypatch)
    with history.at_this_time():
        at_once.while_somebody(lambda: finishing.reopen(history.coordinator, history.sessions[0].id, "A slip"))
    assert (at_once.refused, len(make.rows(AmongOthers))) == ([], 9)
