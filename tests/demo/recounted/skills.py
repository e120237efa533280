"""Which skills were practised, and at how many group sessions."""

from models import GroupSessionSkill, Skill
from tests import make
from tests.demo.recounted.days import local
from tests.demo.recounted.raw import Look
from tests.demo.recounted.told import Told, days_named


def skills(look: Look) -> Told:
    recorded = {one.id for one in look.recorded if look.within(local(one.starts_at))}
    noted = [row for row in make.rows(GroupSessionSkill) if row.group_session_id in recorded]
    counts = {
        skill.name: sum(row.skill_id == skill.id for row in noted) for skill in make.rows(Skill, group_id=look.group_id)
    }
    listed = sorted(counts, key=lambda name: (-counts[name], name.lower()))
    rows = [(name, f"{counts[name]} of {len(recorded)}") for name in listed]
    without = len(recorded - {row.group_session_id for row in noted})
    notes = [*days_named(look.unfinished(*look.days)), *([str(without), str(len(recorded))] if without else [])]
    return Told(_sentence(counts, listed, len(recorded)), notes, [], rows, (*counts, "more"))


def _sentence(counts: dict[str, int], listed: list[str], of: int) -> list[str]:
    most = counts[listed[0]]
    assert most
    named = [name for name in listed if counts[name] == most]
    further = [str(len(named) - 3), "more"] if len(named) > 3 else []
    never = sum(count == 0 for count in counts.values())
    at_none = [str(never), str(len(counts)), "none"] if never else []
    return [*named[:3], *further, str(most), str(of), *at_none]
