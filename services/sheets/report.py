"""The report on engagement for a period: each finding with its chart, its table and what weakens it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models import GraduateGroup
from services import access, audit, clock
from services.database import reading, transaction
from services.engagement.attendance import latest_register
from services.engagement.disclosure import Scope, period_for, scope_of
from services.engagement.periods import Period
from services.errors import NotAllowed
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission
from services.sheets import report_wording as words
from services.sheets import wording
from services.sheets.printable import Printable
from services.sheets.printing import pdf, unprintable
from services.sheets.report_wording import Version


@dataclass(frozen=True)
class Part:
    """One finding as it is printed. `svg` is its chart without a title, `rows` have as many cells as `columns`."""

    heading: str
    sentence: str
    svg: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class LeftOut:
    """A finding that this version does not give, and why, in words."""

    heading: str
    why: str


@needs(Permission.SEE_ENGAGEMENT)
def report(
    actor: Actor, group_id: int, period: Period, version: Version, parts: Sequence[Part], left_out: Sequence[LeftOut]
) -> bytes:
    """The report as a tagged PDF (PDF/UA-1); each chart is an image whose alternative text is its sentence.

    It prints what it is given: the caller sees to it that the version for outside holds only what may leave (R26).
    That it was made is recorded, for whom, and nothing of what it says (R31).

    Raises:
        NotFound: not a group of the actor's.
        NotAllowed: the group's own version, for somebody who is not told of everyone.
    """
    if version is Version.GROUP and scope_of(actor) is not Scope.EVERYONE:
        raise NotAllowed
    with reading() as db:
        group = access.group(db, actor, group_id)
        said = _said(group, period_for(actor, period), version, parts, left_out, latest_register(db, group_id))
    made = pdf("report.typ", said)
    with transaction() as db:
        audit.record(
            db, actor, "engagement.exported", "graduate_group", group_id, group_id=group_id,
            changes={"as": (None, f"report for {version.value}")},
        )  # fmt: skip
    return made


def _said(
    group: GraduateGroup,
    period: Period,
    version: Version,
    parts: Sequence[Part],
    left_out: Sequence[LeftOut],
    latest: date | None,
) -> dict[str, object]:
    """What the template shows, every text in it fit to print."""
    clean = Printable()
    name = clean(group.name)
    said = {
        "title": words.title(name),
        "author": name,
        "facts": [
            ["Group", name],
            ["Period", words.over(version, period, clock.today())],
            ["Made on", wording.day(clock.today())],
            ["For", words.FOR[version]],
        ],
        "age": words.age(latest),
        "counted": words.COUNTED,
        "parts": [_part(clean, part) for part in parts],
        "nothing": "" if parts else words.NOTHING,
        "left_out_title": words.LEFT_OUT,
        "left_out": [clean(line) for line in _left_out(left_out)],
    }
    return {**said, "small": [words.UNPRINTABLE] if clean.left_out else []}


def _left_out(left_out: Sequence[LeftOut]) -> list[str]:
    """A line for each reason, in order, with all that it keeps back."""
    reasons: dict[str, list[str]] = {}
    for one in left_out:
        reasons.setdefault(one.why, []).append(one.heading)
    return [words.withheld(headings, why) for why, headings in reasons.items()]


def _part(clean: Printable, part: Part) -> dict[str, object]:
    return {
        "heading": clean(part.heading),
        "sentence": clean(part.sentence),
        "svg": _drawable(part.svg),
        "columns": [clean(one) for one in part.columns],
        "rows": [[clean(one) for one in row] for row in part.rows],
        "notes": [clean(one) for one in part.notes],
    }


def _drawable(svg: str) -> str:
    """The picture without letters that no font has, which the standard refuses in a picture as well."""
    gone = unprintable("".join(sorted({one for one in svg if not one.isascii()})))
    return "".join(one for one in svg if one not in gone)
