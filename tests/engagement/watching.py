"""Turns everything that a clinic reads of a history, at one moment after the other, into what an attacker knows."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import timedelta

from models import AmongOthers
from services import clock
from services.engagement.agreed_later import agreed_later
from services.engagement.attendance import Attendance, attendance
from services.engagement.journey import Journey, journey
from services.engagement.outside import attendance_outside
from services.engagement.referral_steps import HORIZON
from tests import make
from tests.engagement.attacker import Attacker
from tests.engagement.history import BEGINNING, History
from tests.engagement.person import Person
from tests.engagement.registers import Session

EVER = timedelta(days=365 * 100)
Leaky = Callable[["Watcher", Session, int], None]


def reach(about: int) -> tuple[int, int]:
    """The bucket that a rounded number stands for (R26)."""
    return (0, 7) if about == 0 else (about - 2, about + 2)


@dataclass(frozen=True)
class Rule:
    """How the gate that is watched decides whom it counts: all that an attacker could have read in its source."""

    later_yes_counts: bool = False  # broken: also at group sessions that were given out before they agreed
    way_counts: bool = False  # broken: the journey of people who stood among the others
    recent_no_is_other: bool = False  # broken: who withdrew just before is put among the others
    merge_forgotten: bool = False  # broken: who was counted until a merge is put among the others
    way_forgotten: bool = False  # broken: and who was counted under the entry that has their referral by now
    list_forgotten: bool = False  # broken: and who was counted until a list that gave their consent was undone
    move_forgotten: bool = False  # broken: and who was counted before the group session was emptied and moved
    tells_more: Leaky | None = None  # broken: something more is given out of each group session


@dataclass
class Watcher:
    """Looks whenever it may, and remembers everything."""

    history: History
    rule: Rule = Rule()
    attacker: Attacker = field(default_factory=Attacker)
    truth: dict[Hashable, int] = field(default_factory=dict)
    given: dict[int, tuple[int, list[Hashable]]] = field(default_factory=dict)
    """By group session: the rounded others, and the unknowns that they speak of."""
    aside: dict[int, set[int]] = field(default_factory=dict)
    """By group session that was told: the members who stood among the others then. They can be worked out, since the
    rules of the gate and everything that it decides by may be known."""

    def look(self) -> None:
        """Reads all that is open to the clinic now."""
        with self.history.at_this_time():
            self._remember_truth()
            group = self.history.group.id or 0
            view = attendance(self.history.clinic, group)
            self._cells(view)
            self._exact(view)
            self._outside()
            self._late()
            self._journey(journey(self.history.clinic, group))

    def mark(self, session: Session, person: Person) -> Hashable:
        return ("came", session.id, person.member, session.changes[person.member])

    def strangers(self, session: Session) -> Hashable:
        return ("unknown", session.id, session.strangers_changed)

    def _stood_aside(self, person: Person, session: Session) -> bool:
        return person.member in self.aside.get(session.id, ())

    def _remember_truth(self) -> None:
        for session in self.history.sessions:
            self.truth[self.strangers(session)] = sum(session.came[one] for one in self.history.strangers)
            self.attacker.consider(self.strangers(session))
            for person in self.history.people:
                self.truth[self.mark(session, person)] = session.came[person.member]
                self.attacker.consider(self.mark(session, person))

    def _cells(self, view: Attendance) -> None:
        for session, shown in zip(self.history.sessions, view.sessions, strict=True):
            if shown.given_out is None:
                continue
            about = shown.given_out.others.about
            if session.id in self.given:
                assert self.given[session.id][0] == about, "what was given out has moved"
                continue
            self.aside[session.id] = {row.member_id for row in make.rows(AmongOthers, group_session_id=session.id)}
            others = [one for one in self.history.people if one.member in self.aside[session.id]]
            of = [self.mark(session, one) for one in others] + [self.strangers(session)]
            self.given[session.id] = (about, of)
            self.attacker.learn(of, *reach(about))
            there = [self.mark(session, one) for one in self.history.people if one.agrees]
            self.attacker.learn(there, *reach(shown.given_out.agreed.about))

    def _exact(self, view: Attendance) -> None:
        for session, shown in zip(self.history.sessions, view.sessions, strict=True):
            counted = [
                self.mark(session, one)
                for one in self.history.people
                if one.agrees and (self.rule.later_yes_counts or not self._stood_aside(one, session))
            ]
            assert shown.came is not None
            self.attacker.learn(counted, shown.came, shown.came)
            if self.rule.tells_more:
                self.rule.tells_more(self, session, shown.came)

    def _outside(self) -> None:
        """What leaves for outside is what the clinic was told, to the last cell: nothing to learn from it."""
        group = self.history.group.id or 0
        outside = attendance_outside(self.history.clinic, group)
        assert [one.given_out.others.about for one in outside] == [
            self.given[session.id][0] for session in self.history.sessions if session.id in self.given
        ]

    def _late(self) -> None:
        """How many agreed late is what consents and tellings already say: nothing to learn from it either."""
        known = [self._aside(one) for one in self.history.people if one.agrees]
        assert agreed_later(self.history.clinic, self.history.group.id or 0) == sum(known)

    def _journey(self, found: Journey) -> None:
        if clock.now() < BEGINNING + HORIZON:
            return
        counted = [one for one in self.history.people if one.referred and self._way_counts(one)]
        for reached, visits in (("first_visit", 1), ("settled", 3)):
            number = getattr(found, reached)
            self.attacker.learn([self._reached(one, visits, HORIZON) for one in counted], number, number)
        number = found.settled_by_now
        self.attacker.learn([self._reached(one, 3, EVER) for one in counted], number, number)

    def _way_counts(self, person: Person) -> bool:
        """Whether the way of this person's referral is counted: under the entry where it stands by now."""
        whole = person.whole()
        return whole.agrees and (self.rule.way_counts or not self._aside(whole))

    def _aside(self, whole: Person) -> bool:
        """Whether they stood among the others with any member that their entry stands for."""
        ways = [one for one in self.history.people if one is whole or (one.referred and one.whole() is whole)]
        return any(self._stood_aside(one, session) for one in ways for session in self.history.sessions)

    def _reached(self, person: Person, visits: int, within: timedelta) -> Hashable:
        """An unknown that is 1 when somebody came at least so often within that time, and else 0."""
        until = (BEGINNING + within).date() - timedelta(days=1)
        marks = [self.mark(one, person) for one in self.history.sessions if one.day <= until]
        name = ("reached", visits, *marks)
        self.truth[name] = sum(self.truth[mark] for mark in marks) >= visits
        self.attacker.learn(dict.fromkeys(marks, 1) | {name: -visits}, 0, len(marks))
        self.attacker.learn(dict.fromkeys(marks, 1) | {name: -len(marks)}, -len(marks), visits - 1)
        return name


def leaks(watcher: Watcher) -> list[str]:
    """Where what was given out says more of people who had not agreed than the published bucket."""
    assert watcher.attacker.allows(watcher.truth), "the attacker misunderstands the gate"
    found = []
    for number, (about, of) in watcher.given.items():
        if (span := watcher.attacker.range_of(of)) != reach(about):
            found.append(f"others at {number}: {span} instead of {reach(about)}")
        found += [f"{name}" for name in of if name[0] == "came" and watcher.attacker.range_of([name]) != (0, 1)]  # type: ignore[index]
    return found + _never_agreed(watcher)


def _never_agreed(watcher: Watcher) -> list[str]:
    """Marks of people who never agreed, also where nothing of the others was given out yet and in every version."""
    never = {one.member for one in watcher.history.people if not one.whole().ever and not one.ever}
    names = [name for name in watcher.attacker.names if name[0] == "came" and name[2] in never]  # type: ignore[index]
    return [f"{name}" for name in names if watcher.attacker.range_of([name]) != (0, 1)]
