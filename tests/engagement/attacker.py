"""Somebody who has read everything that a clinic is given, and solves it as integer inequalities (R26).

They know the rules of the gate, everyone's consents, who of the clinic's graduates is in the group, and even when a
mark was changed. They do not know who came, nor how many people without a graduate's entry the group has.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

MOST_UNKNOWN = 30  # people at one group session whom the clinic has never heard of


@dataclass(frozen=True)
class Fact:
    """`least` <= sum of the unknowns, each times its factor <= `most`."""

    of: tuple[tuple[Hashable, int], ...]
    least: float
    most: float


@dataclass
class Attacker:
    """Unknowns by name: people are 0 or 1, names that begin with "unknown" are numbers of people."""

    facts: set[Fact] = field(default_factory=set)
    names: dict[Hashable, int] = field(default_factory=dict)

    def learn(self, of: Iterable[Hashable] | dict[Hashable, int], least: float, most: float) -> None:
        weights = of if isinstance(of, dict) else dict.fromkeys(of, 1)
        for name in weights:
            self.consider(name)
        self.facts.add(Fact(tuple(sorted(weights.items(), key=str)), least, most))

    def consider(self, name: Hashable) -> None:
        self.names.setdefault(name, len(self.names))

    def range_of(self, of: Iterable[Hashable]) -> tuple[int, int]:
        """The smallest and the largest sum that everything they know allows."""
        wanted = np.zeros(len(self.names))
        for name in of:
            wanted[self.names[name]] += 1
        return self._best(wanted), -self._best(-wanted)

    def allows(self, truth: dict[Hashable, int]) -> bool:
        """Whether what really happened fits: an attacker who is wrong proves nothing."""
        return all(fact.least <= sum(truth[name] * by for name, by in fact.of) <= fact.most for fact in self.facts)

    def _best(self, wanted: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> int:
        most = [MOST_UNKNOWN if str(name).startswith("('unknown'") else 1 for name in self.names]
        facts = [fact for fact in self.facts if fact.of]
        table = np.zeros((len(facts), len(self.names)))
        for row, fact in enumerate(facts):
            for name, by in fact.of:
                table[row, self.names[name]] = by
        known = LinearConstraint(table, [fact.least for fact in facts], [fact.most for fact in facts])
        found = milp(wanted, integrality=np.ones(len(most)), bounds=Bounds(0, np.array(most)), constraints=known)
        assert found.success, found.message
        return round(found.fun)
