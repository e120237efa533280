"""Who did what: the two leads carry most at first, and share more as others step up."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from services.demo.story import Meeting, Person, Story, Task

EARLY_SHARE, LATER_SHARE = 0.64, 0.32  # held by the two leads
SETTLES_AFTER = 0.7  # of the story: the share stays as it is from then on
ROLES_EARLY, ROLES_LATER = 5, 8
TAKE_ONE_IN_THREE_MONTHS = 0.45
STEP_UP_LATER = 0.4  # of the others, in their own time
FOUNDERS_HELP = 0.6
THREE_MONTHS = 90  # days
SIX_WEEKS = 3  # fortnightly group sessions, this one included
BACKUPS = 0.25
HANDED_BACK = 0.06


@dataclass
class Done:
    """One duty at a held group session. `handed_back` when somebody else did it in the end."""

    meeting: Meeting
    task: Task
    person: Person
    backup: bool = False
    handed_back: bool = False


@dataclass
class Rota:
    """What was done so far, and from when each helper helps."""

    helps_from: dict[int, int]
    first_duty: dict[int, list[Person]]
    done: list[Done] = field(default_factory=list)
    recent: defaultdict[int, list[int]] = field(default_factory=lambda: defaultdict(list))


def share_out(story: Story) -> list[Done]:
    """Every duty of the past, oldest first."""
    held = story.held
    rota = _helpers(story, held)
    people = {person.id: person for person in story.people}
    for number, meeting in enumerate(held):
        here = [people[id_] for id_, line in meeting.lines.items() if line.attended]
        _at(story, rota, number, number / max(1, len(held) - 1), meeting, here)
    return rota.done


def _helpers(story: Story, held: list[Meeting]) -> Rota:
    """Decides who helps, and from which group session: some within three months of their first visit."""
    places = {id(meeting): number for number, meeting in enumerate(held)}
    rota = Rota({}, defaultdict(list))
    for person in story.people:
        visits = story.visits(person)
        if person.founder and not person.leads and story.rng.random() < FOUNDERS_HELP:
            rota.helps_from[person.id] = 0
        if person.founder or len(visits) < 2:
            continue
        soon = [one for one in visits[1:] if (one.starts_at - visits[0].starts_at).days <= THREE_MONTHS]
        later = visits[len(soon) + 1 :]
        if soon and story.rng.random() < TAKE_ONE_IN_THREE_MONTHS:
            first = places[id(story.rng.choice(soon))]
            rota.first_duty[first].append(person)
            rota.helps_from[person.id] = first + 1
        elif later and story.rng.random() < STEP_UP_LATER:
            rota.helps_from[person.id] = places[id(later[0])]
    return rota


def _at(story: Story, rota: Rota, number: int, passed: float, meeting: Meeting, here: list[Person]) -> None:
    """Shares out the roles of one group session among those who came."""
    rng = story.rng
    roles = [task for task in story.tasks if number % task.every_nth == 0]
    rng.shuffle(roles)
    wanted = min(len(roles), round(ROLES_EARLY + (ROLES_LATER - ROLES_EARLY) * passed))
    leads_share = max(LATER_SHARE, EARLY_SHARE - (EARLY_SHARE - LATER_SHARE) * passed / SETTLES_AFTER)
    firsts = [person for person in rota.first_duty[number] if person in here]
    others = [person for person in here if _free(rota, person, number) and person not in firsts]
    helping = firsts + rng.sample(others, min(len(others), max(0, round(wanted * (1 - leads_share)) - len(firsts))))
    leads = [person for person in here if person.leads]
    carried = _rounded(story, len(helping) * leads_share / (1 - leads_share)) if leads else 0
    holders = helping + [leads[turn % len(leads)] for turn in range(min(carried, len(roles) - len(helping)))]
    for task, person in zip(roles, holders, strict=False):
        rota.done.append(Done(meeting, task, person))
        rota.recent[person.id].append(number)
    _extras(story, rota, number, meeting, here, roles[: len(holders)])


def _extras(story: Story, rota: Rota, number: int, meeting: Meeting, here: list[Person], filled: list[Task]) -> None:
    """Backups, and now and then a duty handed back by someone who did not come."""
    helpers = {id_ for id_, since in rota.helps_from.items() if since <= number}
    spare = [person for person in here if person.id in helpers and number not in rota.recent[person.id]]
    for task in filled:
        if task.needs_backup and spare and story.rng.random() < BACKUPS:
            rota.done.append(Done(meeting, task, spare.pop(), backup=True))
    present = {person.id for person in here}
    expected = meeting.lines.keys() & helpers
    absent = [one for one in story.people if one.id in expected - present]
    if filled and absent and story.rng.random() < HANDED_BACK * len(filled):
        rota.done.append(Done(meeting, filled[0], story.rng.choice(absent), handed_back=True))


def _free(rota: Rota, person: Person, number: int) -> bool:
    """Helpers keep to two duties in six weeks."""
    if person.leads or rota.helps_from.get(person.id, number + 1) > number:
        return False
    return sum(1 for one in rota.recent[person.id] if one > number - SIX_WEEKS) < 2


def _rounded(story: Story, value: float) -> int:
    """To a whole number, up or down, so that many come out at `value` on average."""
    return int(value) + (story.rng.random() < value - int(value))


def by_person(done: list[Done]) -> Counter[tuple[int, int]]:
    """How often each person (member id) did each role (group role id)."""
    return Counter((one.person.id, one.task.id) for one in done if not one.handed_back)
