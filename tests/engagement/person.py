"""One of the people in an acted-out history, as an attacker knows them: what they said, and into whom they merged."""

from dataclasses import dataclass
from datetime import date

from models import Graduate


@dataclass
class Person:
    """A graduate's entry with a member in the group, and whether its feedback consent is in force, or ever was.

    `referred` is whether a referral led to the member, or a founder was known to the clinic. After a merge the
    other entry holds the consents and the referral; the member stays.
    """

    graduate: Graduate
    member: int
    referred: bool = True
    agrees: bool = False
    ever: bool = False
    said_no_on: date | None = None
    part_of: "Person | None" = None

    def whole(self) -> "Person":
        """Under whose entry their referral stands by now."""
        return self if self.part_of is None else self.part_of.whole()

    def says_yes(self) -> None:
        self.agrees = self.ever = True

    def says_no(self, on: date) -> None:
        self.agrees, self.said_no_on = False, on

    def takes_in(self, part: "Person", on: date) -> None:
        """Merges the other entry into this one. What both said is one person's; the later yes replaces the other."""
        if self.agrees and part.agrees:
            self.said_no_on = on
        self.said_no_on = max((no for no in (self.said_no_on, part.said_no_on) if no), default=None)
        self.agrees, self.ever = self.agrees or part.agrees, self.ever or part.ever
        part.agrees, part.part_of = False, self
