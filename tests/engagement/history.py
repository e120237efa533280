"""A group's history, acted out through the services while time passes: sessions, marks, consents, corrections."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count

import time_machine

from models import ConsentHow, ConsentKind, Graduate, MarkKind, ReferralState, Role
from services import clock
from services.clinic import consents
from services.clinic.consents import ConsentGiven
from services.register import finishing, marking
from services.security.actor import Actor
from services.security.sign_in import actor_of
from tests import make

BEGINNING = datetime(2026, 1, 5, 10, tzinfo=UTC)
EVERY = timedelta(days=14)
_number = count(1)

Act = tuple[str, int, int]


@dataclass
class Session:
    """One group session: its day, who came by member as it stands, and how often each mark was changed since."""

    id: int
    day: date
    came: dict[int, bool]
    changes: dict[int, int]
    strangers_changed: int = 0


@dataclass
class Person:
    """A graduate of the clinic in the group, and from when to when their feedback consent was in force."""

    graduate: Graduate
    member: int
    agreed: list[tuple[datetime, datetime | None]] = field(default_factory=list)

    def agrees(self) -> bool:
        return bool(self.agreed) and self.agreed[-1][1] is None

    def agreed_between(self, since: datetime, until: datetime) -> bool:
        return any(begun <= until and (ended is None or ended >= since) for begun, ended in self.agreed)


class History:
    """Begins on a Monday with everybody referred that moment. `plan` says who of the people, and how many
    strangers (members without a graduate's entry), come to each group session."""

    def __init__(self, agree: tuple[bool, ...], plan: tuple[tuple[tuple[bool, ...], int], ...]) -> None:
        self.now, self.plan = BEGINNING, plan
        self.sessions: list[Session] = []
        with self.at_this_time():
            number = next(_number)
            clinic = make.clinic(f"Clinic of history {number}")
            self.group = make.group(clinic, f"Group of history {number}")
            self.clinic = actor_of(make.account(f"clinic-history-{number}", Role.CLINIC_STAFF, clinic_id=clinic.id))
            groups = (self.group.id or 0,)
            made = make.account(f"coordinator-history-{number}", Role.COORDINATOR, groups=groups)
            self.coordinator: Actor = actor_of(made, groups)
            programme = make.programme(clinic.id or 0)
            self.people = [self._referred(make.graduate(programme)) for _ in agree]
            most = max((strangers for _, strangers in plan), default=0)
            self.strangers = [make.member(self.group).id or 0 for _ in range(most + 1)]
            for person, yes in zip(self.people, agree, strict=True):
                if yes:
                    self._give(person)

    def at_this_time(self) -> time_machine.travel:
        return time_machine.travel(self.now, tick=False)

    def act(self, act: Act) -> None:
        """One act, if it makes sense now; then an hour goes by, or as many days as were asked for."""
        what, who, which = act
        self.now += timedelta(minutes=1)  # never in the moment of a look
        with self.at_this_time():
            getattr(self, f"_{what}")(who, which)
        self.now += timedelta(days=1 + who) if what == "wait" else timedelta(hours=1)

    def _wait(self, *_: int) -> None:
        """Nothing happens."""

    def _hold(self, *_: int) -> None:
        if len(self.sessions) == len(self.plan):
            return
        people, strangers = self.plan[len(self.sessions)]
        came = {person.member: there for person, there in zip(self.people, people, strict=True)}
        came |= {member: place < strangers for place, member in enumerate(self.strangers)}
        row = make.group_session(self.group, clock.now() - timedelta(hours=3))
        session = Session(row.id or 0, clock.local(row.starts_at).date(), came, dict.fromkeys(came, 0))
        marking.mark(self.coordinator, session.id, [self._tap(member, there) for member, there in came.items()])
        finishing.finish(self.coordinator, session.id)
        self.sessions.append(session)

    def _give_consent(self, who: int, _: int) -> None:
        person = self.people[who % len(self.people)]
        if not person.agrees() and not (person.agreed and person.agreed[-1][1].date() == clock.today()):
            self._give(person)

    def _withdraw(self, who: int, _: int) -> None:
        person = self.people[who % len(self.people)]
        if person.agrees():
            consents.withdraw(self.clinic, person.graduate.id or 0, ConsentKind.FEEDBACK)
            person.agreed[-1] = person.agreed[-1][0], clock.now()

    def _correct(self, who: int, which: int) -> None:
        if not self.sessions:
            return
        session = self.sessions[which % len(self.sessions)]
        member = [*session.came][who % len(session.came)]
        there = session.came[member] = not session.came[member]
        session.changes[member] += 1
        session.strangers_changed += member in self.strangers
        finishing.correct(self.coordinator, session.id, member, self._kind(there), False, "A slip")

    def _reopen(self, who: int, which: int) -> None:
        """Opened, one mark changed, and finished again: it settles anew."""
        if not self.sessions:
            return
        session = self.sessions[which % len(self.sessions)]
        finishing.reopen(self.coordinator, session.id, "A row of slips")
        member = [*session.came][who % len(session.came)]
        there = session.came[member] = not session.came[member]
        session.changes[member] += 1
        session.strangers_changed += member in self.strangers
        marking.mark(self.coordinator, session.id, [self._tap(member, there)])
        finishing.finish(self.coordinator, session.id)

    def _referred(self, graduate: Graduate) -> Person:
        referral = make.referral(graduate, self.group, ReferralState.ACCEPTED, sent_at=clock.now())
        return Person(graduate, referral.member_id or 0)

    def _give(self, person: Person) -> None:
        given = ConsentGiven(ConsentKind.FEEDBACK, clock.today(), ConsentHow.PHONE)
        consents.record(self.clinic, person.graduate.id or 0, given)
        person.agreed.append((clock.now(), None))

    def _tap(self, member: int, there: bool) -> marking.Tap:
        return marking.Tap(f"tap-{next(_number)}", member, self._kind(there))

    def _kind(self, there: bool) -> MarkKind:
        return MarkKind.CAME if there else MarkKind.DID_NOT_COME
