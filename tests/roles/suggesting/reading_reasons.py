"""The reason of a suggestion, read back by pattern and held against the raw rows it speaks of."""

import re

from models import Duty, Growth, Wish
from services import clock
from tests.roles.suggesting.checking import companions, learns
from tests.roles.suggesting.facts import Facts

LEARNS = "learns it beside someone who is ready to lead it"
SENTENCE = re.compile(
    r"(?P<drawn>Would like this role|Is ready to lead this role|Has enjoyed this role|Has tried this role"
    r"|Has a strength for it(?:, “(?P<strength>[^”]*)”)?|Is free that day|Is free to stand by that day)"
    r"(?:,| and) (?P<since>has a role ahead already|has not had a role yet|last had a role in (?P<month>[A-Z][a-z]+)"
    r"(?: (?P<year>\d{4}))?|has had (?P<count>\d+) (?P<unit>roles?) lately, counting those ahead)"
    rf"(?P<learns> and {LEARNS})?\."
)
GROWN = {
    "Is ready to lead this role": Growth.READY_TO_LEAD,
    "Has enjoyed this role": Growth.ENJOYED,
    "Has tried this role": Growth.TRIED,
}


def read(reason: str) -> re.Match[str]:
    found = SENTENCE.fullmatch(reason)
    assert found, reason
    return found


def kinds(reason: str) -> set[str]:
    """What sorts of things a reason says, to see that all sorts occur."""
    said = read(reason)
    since = re.sub(r" in [A-Z].*| \d+ .*", "", said["since"])
    return {re.sub(r", “.*", " by name", said["drawn"]), since} | ({LEARNS} if said["learns"] else set())


def is_true(before: Facts, after: Facts, duty: Duty) -> bool:
    """Whether every part is true. `before`: without the run's own duties, which nobody has yet."""
    said = read(duty.reason)
    return (
        _drawn(after, duty, said)
        and _since(before, duty, said)
        and bool(said["learns"]) == learns(before, duty)
        and (not said["learns"] or bool(companions(after, duty)))
    )


def _drawn(facts: Facts, duty: Duty, said: re.Match[str]) -> bool:
    who, role, drawn = duty.member_id, duty.group_role_id, said["drawn"]
    if drawn in GROWN:
        return facts.growth(who, role) is GROWN[drawn]
    if drawn == "Would like this role":
        return facts.wish(who, role) is Wish.WOULD_LIKE
    if drawn.startswith("Has a strength"):
        shared = [
            name for one, name in facts.strengths.items() if (who, one) in facts.theirs and (role, one) in facts.draws
        ]
        return said["strength"] in shared if said["strength"] else bool(shared)
    free = not facts.is_away(who, duty.group_session_id) and not facts.said_no(who, duty.group_session_id, role)
    return free and duty.backup == ("stand by" in drawn)


def _since(facts: Facts, duty: Duty, said: re.Match[str]) -> bool:
    served, ahead = facts.served(duty.member_id), facts.yet_to_come(duty.member_id)
    if not served:
        return said["since"] == ("has a role ahead already" if ahead else "has not had a role yet")
    if said["month"]:
        year = int(said["year"] or clock.today().year)
        long_ago = (clock.today() - served[-1]).days >= 42
        return (f"{served[-1]:%B}", served[-1].year, True) == (said["month"], year, long_ago)
    count = facts.lately(duty.member_id)
    return said["count"] == str(count) and said["unit"] == ("role" if count == 1 else "roles")
