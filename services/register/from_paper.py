"""A past register entered from the printed sheet: by the numbers that stand on it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sqlmodel import Session, col, select

from models import GroupSession, Mark, MarkKind, Member
from services import access
from services.database import reading, transaction
from services.errors import Invalid, Problem
from services.register.expecting import expected_at
from services.register.numbers import numbers
from services.register.states import refuse_marks
from services.register.writing import Change, write
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

# A sheet has a few dozen lines; a range that is longer was mistyped.
LONGEST_RANGE = 200
LONGEST_LINE = 1000
_PART = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?", re.ASCII)


@dataclass(frozen=True)
class Paper:
    """What the sheet says, as typed: numbers such as "1 4, 7-9". `rest_absent`: others expected did not come."""

    came: str = ""
    late: str = ""
    sent_word: str = ""
    rest_absent: bool = False


@dataclass(frozen=True)
class Read:
    """Whom the numbers mean, by mark, each list by name. `rest` are those expected and on none of the lists."""

    came: tuple[str, ...]
    late: tuple[str, ...]
    sent_word: tuple[str, ...]
    rest: tuple[str, ...]


_KINDS = {"came": MarkKind.CAME, "late": MarkKind.LATE, "sent_word": MarkKind.SENT_WORD}


@needs(Permission.KEEP_REGISTER)
def read_paper(actor: Actor, group_session_id: int, paper: Paper) -> Read:
    """Whom the numbers mean. Changes nothing.

    Raises:
        NotFound: no such group session.
        Invalid: something that is no number, a number nobody has, or one that stands twice; every problem at once.
    """
    with reading() as db:
        group_session = access.group_session(db, actor, group_session_id)
        meant, names, rest = _meant(db, group_session, paper)
    lists = {
        field: tuple(sorted(names[key] for key, kind in meant.items() if kind is wanted))
        for field, wanted in _KINDS.items()
    }
    return Read(**lists, rest=tuple(sorted(names[key] for key in rest)))


@needs(Permission.KEEP_REGISTER)
def keep_paper(actor: Actor, group_session_id: int, paper: Paper) -> int:
    """Marks everyone as the sheet says, all or nobody; returns how many. The register stays open.

    Whoever is on no list stays not recorded (R12), unless `rest_absent`; marks that are there already stay then.

    Raises:
        NotFound: no such group session.
        Invalid: as in `read_paper`, or no number at all.
        Closed: cancelled, finished, or the day has not come.
    """
    with transaction() as db:
        group_session = access.group_session(db, actor, group_session_id, to_change=True)
        refuse_marks(group_session, {MarkKind.CAME})
        meant, _, rest = _meant(db, group_session, paper)
        if not meant:
            raise Invalid(Problem("came", "There is no number yet. Type those of the people who came."))
        changes = [Change(member_id, kind) for member_id, kind in meant.items()]
        if paper.rest_absent:
            changes += [Change(member_id, MarkKind.DID_NOT_COME) for member_id in sorted(rest)]
        write(db, actor, group_session, changes)
        return len(changes)


def _meant(
    db: Session, group_session: GroupSession, paper: Paper
) -> tuple[dict[int, MarkKind], dict[int, str], set[int]]:
    """Member → mark, everybody's name, and who is expected, without a mark, and on no list."""
    of = {number: member_id for member_id, number in numbers(db, group_session.group_id).items()}
    names = _names(db, group_session.group_id)
    problems: list[Problem] = []
    meant: dict[int, MarkKind] = {}
    for field, kind in _KINDS.items():
        for number in _numbers(field, getattr(paper, field), problems):
            member_id = of.get(number, 0)
            if member_id not in names:
                problems.append(Problem(field, f"Nobody here has the number {number}. Check it on the sheet."))
            elif member_id in meant:
                problems.append(Problem(field, f"The number {number} stands there twice. Leave one of them out."))
            else:
                meant[member_id] = kind
    if problems:
        raise Invalid(*dict.fromkeys(problems))
    return meant, names, _unmarked(db, group_session) - meant.keys()


def _numbers(field: str, typed: str, problems: list[Problem]) -> Iterator[int]:
    if len(typed) > LONGEST_LINE:
        problems.append(Problem(field, "That is longer than any sheet. Type the numbers once, such as 1 4 7-9."))
        return
    for part in re.sub(r"\s*[-–]\s*", "-", typed).replace(",", " ").replace(";", " ").split():
        found = _PART.fullmatch(part)
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
        if not 0 <= last - first < LONGEST_RANGE:
            problems.append(Problem(field, f"“{part[:20]}” is no number. Type numbers such as 1 4 7-9."))
        else:
            yield from range(first, last + 1)


def _names(db: Session, group_id: int) -> dict[int, str]:
    here = select(col(Member.id), Member.name).where(Member.group_id == group_id, col(Member.erased_at).is_(None))
    return {member_id or 0: name for member_id, name in db.exec(here)}


def _unmarked(db: Session, group_session: GroupSession) -> set[int]:
    marked = select(Mark.member_id).where(
        Mark.group_session_id == group_session.id, col(Mark.kind) != MarkKind.NOT_RECORDED
    )
    expected = select(col(Member.id)).where(
        Member.group_id == group_session.group_id, expected_at(group_session), col(Member.id).not_in(marked)
    )
    return {member_id or 0 for member_id in db.exec(expected)}
