"""The errors a service may raise. Each text says what happened, why, and what to do now."""

from dataclasses import dataclass


class DomainError(Exception):
    """The base that pages catch, in one place."""


class NotAllowed(DomainError):
    """The actor's role does not include this."""

    def __init__(
        self, message: str = "Your account does not include this. Ask your administrator if it should."
    ) -> None:
        super().__init__(message)


class NotFound(DomainError):
    """Missing, or not the actor's: on purpose one error and one text for both (R30)."""

    def __init__(self) -> None:
        super().__init__("We could not find that. It may have been removed since. Go back and choose from the list.")


class Conflict(DomainError):
    """Valid on its own, but not with what is already there."""


@dataclass(frozen=True)
class Problem:
    """One thing to mend. `field` is the name of the argument it is about."""

    field: str
    message: str


class Invalid(DomainError):
    """What was given cannot be kept. Nothing was changed."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__(" ".join(problem.message for problem in problems))
