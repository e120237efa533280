"""A group's history, acted out through the services while time passes: sessions, marks, consents, corrections."""

from datetime import UTC, datetime, timedelta
from itertools import count

import time_machine

from models import ConsentHow, ConsentKind, Graduate, Programme, ReferralState, Role
from services import clock
from services.clinic import consents, merging
from services.clinic.consents import ConsentGiven
from services.errors import Conflict
from services.security.sign_in import actor_of
from tests import make
from tests.engagement.listed import Lists
from tests.engagement.person import Person
from tests.engagement.registers import Registers, Session

BEGINNING = datetime(2026, 1, 5, 10, tzinfo=UTC)
EVERY = timedelta(days=14)
_number = count(1)

Act = tuple[str, int, int]


class History(Registers):
    """Begins on a Monday with everybody referred that moment. `plan` says who of the people, and how many
    strangers (members without a graduate's entry), come to each group session. The last `founders` of the people
    have an entry and no referral: the clinic may merge such a one with anybody."""

    def __init__(
        self, agree: tuple[bool, ...], plan: tuple[tuple[tuple[bool, ...], int], ...], founders: int = 0
    ) -> None:
        self.now, self.plan = BEGINNING, plan
        self.sessions = []
        with self.at_this_time():
            number = next(_number)
            clinic = make.clinic(f"Clinic of history {number}")
            self.group = make.group(clinic, f"Group of history {number}")
            self.clinic = actor_of(make.account(f"clinic-history-{number}", Role.CLINIC_STAFF, clinic_id=clinic.id))
            groups = (self.group.id or 0,)
            made = make.account(f"coordinator-history-{number}", Role.COORDINATOR, groups=groups)
            self.coordinator = actor_of(made, groups)
            programme = make.programme(clinic.id or 0)
            self.lists = Lists(programme.id or 0)
            referred = len(agree) - founders
            self.people = [
                self._known(self._on_file(programme, place), place < referred) for place in range(len(agree))
            ]
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
        session = Session(row.id or 0, row.starts_at, came, dict.fromkeys(came, 0))
        self._fill_in(session)
        self.sessions.append(session)

    def _give_consent(self, who: int, _: int) -> None:
        person = self.people[who % len(self.people)]
        if not person.agrees and person.said_no_on != clock.today() and person.part_of is None:
            self._give(person)

    def _withdraw(self, who: int, _: int) -> None:
        person = self.people[who % len(self.people)]
        if person.agrees:
            consents.withdraw(self.clinic, person.graduate.id or 0, ConsentKind.FEEDBACK)
            person.says_no(clock.today())

    def _bring_in(self, who: int, _: int) -> None:
        """A list says that somebody on file agrees; the clinic takes that only where nothing was ever recorded."""
        person = self.people[who % len(self.people)]
        listed = self.lists.bring_in(self.clinic, person) if person.part_of is None else None
        if listed:
            person.says_yes()

    def _undo_list(self, who: int, _: int) -> None:
        """A list is undone, unless something depends on it by now. Nobody says no by that."""
        person = self.lists.undo(self.clinic, who)
        if person is not None:
            person.agrees = False

    def _merge(self, who: int, which: int) -> None:
        """One entry becomes part of another one, unless something stands in the way."""
        kept = self.people[who % len(self.people)]
        rest = [one for one in self.people if one is not kept and one.part_of is None]
        if not rest or kept.part_of is not None:
            return
        part = rest[which % len(rest)]
        try:
            merging.merge(self.clinic, kept.graduate.id or 0, part.graduate.id or 0)
        except Conflict:
            return
        kept.takes_in(part, clock.today())

    def _on_file(self, programme: Programme, place: int) -> Graduate:
        """Somebody whom a list can mean: a name and a phone of their own."""
        name = f"Person{place}"
        return make.graduate(programme, name, full_name=f"{name} Known", phone=f"07700 {900000 + place}")

    def _known(self, graduate: Graduate, referred: bool) -> Person:
        if not referred:
            return Person(graduate, make.member(self.group, graduate_id=graduate.id).id or 0, referred=False)
        referral = make.referral(graduate, self.group, ReferralState.ACCEPTED, sent_at=clock.now())
        return Person(graduate, referral.member_id or 0)

    def _give(self, person: Person) -> None:
        given = ConsentGiven(ConsentKind.FEEDBACK, clock.today(), ConsentHow.PHONE)
        consents.record(self.clinic, person.graduate.id or 0, given)
        person.says_yes()
