"""Whom a line speaks of: somebody on file, somebody on an earlier line, somebody new, or the clinic has to say."""

from collections.abc import Sequence

from services.clinic.alike import Entry
from services.clinic.graduates import Details
from services.clinic.imports.choices import Answer, Says
from services.clinic.imports.fates import Candidate, Fate, Who
from services.clinic.imports.likeness import People
from services.clinic.imports.lines import Line
from services.clinic.imports.on_file import OnFile

# How many a person can be told from on a screen.
MOST = 5


class Settled(Exception):
    """Who it is decides the line's fate by itself."""

    def __init__(self, fate: Fate, reason: str, candidates: tuple[Candidate, ...]) -> None:
        self.fate, self.reason, self.candidates = fate, reason, candidates


class Earlier:
    """People whom the lines so far add, by their line's number."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.people = People([_entry(line.number, line.details) for line in lines if line.details is not None])
        self.names: dict[int, Details] = {}


def recognised(
    details: Details, programme_id: int | None, on_file: OnFile, earlier: Earlier, answer: Answer | None
) -> tuple[Who | None, tuple[Candidate, ...]]:
    """Whom the line speaks of (None: somebody new), and whom the clinic had to tell them from.

    Raises:
        Settled: the clinic has to say who it is, or has said to leave the line out.
    """
    known = on_file.people.same(details, on_file.known)
    several = on_file.people.identical(details, on_file.known)
    if known is not None and len(several) > 1:
        # Two entries of one person: the one with this programme is meant, or the clinic has to say.
        with_it = [key for key in several if (key, programme_id) in on_file.completions]
        known = with_it[0] if len(with_it) == 1 else None
    elif known is None:
        # Nothing but a name, as on file, with the same programme: the same list once more.
        alike = on_file.people.identical(details, on_file.known)
        known = next((key for key in alike if (key, programme_id) in on_file.completions), None)
    if known is not None:
        return Who(graduate_id=known), ()
    before = earlier.people.same(details, earlier.names)
    if before is None:
        before = next(iter(earlier.people.identical(details, earlier.names)), None)
    if before is not None:
        return Who(line=before), ()
    candidates = _candidates(details, on_file, earlier)
    if candidates:
        return _as_answered(candidates, answer), candidates
    return None, ()


def _candidates(details: Details, on_file: OnFile, earlier: Earlier) -> tuple[Candidate, ...]:
    filed = [
        Candidate(each.name, each.born_on, reason, each.completed, graduate_id=each.id)
        for key, reason in on_file.people.likely(details, on_file.known).items()
        for each in (on_file.known[key],)
    ]
    listed = [
        Candidate(each.full_name or each.preferred_name, each.born_on, reason, line=key)
        for key, reason in earlier.people.likely(details, earlier.names).items()
        for each in (earlier.names[key],)
    ]
    return (*filed[:MOST], *listed[:MOST])


def _entry(number: int, details: Details) -> Entry:
    return Entry(
        number,
        details.preferred_name,
        details.full_name,
        details.born_on,
        phone=details.phone,
        email=details.email,
    )


def _as_answered(candidates: tuple[Candidate, ...], answer: Answer | None) -> Who | None:
    if answer is not None and answer.says is Says.SOMEONE_ELSE:
        return None
    if answer is not None and answer.says is Says.LEAVE_OUT:
        raise Settled(Fate.LEFT_OUT, "You chose to leave this line out.", candidates)
    if answer is not None:
        for each in candidates:
            if (each.graduate_id, each.line) == (answer.graduate_id, answer.other_line):
                return Who(each.graduate_id, each.line)
    first = candidates[0]
    where = "on file" if first.graduate_id else f"on line {first.line}"
    raise Settled(Fate.ASK, f"Looks like {first.name}, {where}. {first.why}", candidates)
