"""Programmes with their graduates and consents, and the founders who began the group."""

from datetime import date, timedelta

from models import ConsentKind, Member, MemberOrigin, Programme
from models import Graduate as GraduateRow
from services.demo.calendar import midnight
from services.demo.names import Contact
from services.demo.rows import Rows
from services.demo.story import Agreed, Graduate, Person, Stay, Story

SHARE = 0.95
# Together with SHARE, four in five agree to feedback.
FEEDBACK_IF_SHARED, FEEDBACK_IF_NOT = 0.81, 0.4
SMALLEST, LARGEST = 8, 12
TEN_WEEKS = timedelta(days=67)
A_QUARTER = timedelta(days=91)
NEWEST_ENDED = timedelta(days=24)
FOUNDERS = 8
LEADS = 2
PROPENSITY = (0.43, 0.74)
PROPENSITY_OF_LEADS = 0.82


def graduates(story: Story, rows: Rows) -> None:
    """Four programmes a year and one more before the group began, with everyone who completed them."""
    for ends in programme_ends(story):
        programme_id = add_programme(story, rows, ends)
        for _ in range(story.rng.randint(SMALLEST, LARGEST)):
            add_graduate(story, rows, story.namer.contact(), programme_id, ends)


def programme_ends(story: Story) -> list[date]:
    """The last days of the programmes, oldest first. The newest ended a few weeks ago."""
    newest = story.until - NEWEST_ENDED
    quarters = (story.until - story.since).days // A_QUARTER.days
    earlier = [newest - A_QUARTER * step + timedelta(days=story.rng.randint(-7, 7)) for step in range(1, quarters + 1)]
    return sorted(weekday(day) for day in (newest, *earlier))


def founders(story: Story, rows: Rows) -> None:
    """The people who began the group, from a programme of their own. The first two lead it."""
    ended = weekday(story.since - timedelta(days=140))
    programme_id = add_programme(story, rows, ended)
    joined_at = midnight(story.since) - timedelta(days=7)
    for number in range(FOUNDERS):
        leads = number < LEADS
        account_id = story.coordinator_ids[number] if number < len(story.coordinator_ids) else None
        named = story.coordinator_names[number] if number < len(story.coordinator_names) else ""
        graduate = add_graduate(story, rows, story.namer.contact(named), programme_id, ended)
        person = Person(
            id=rows.new_id(Member),
            contact=graduate.contact,
            origin=MemberOrigin.FOUNDER,
            stays=[Stay(joined_at, joined_at)],
            propensity=PROPENSITY_OF_LEADS if leads else story.rng.uniform(*PROPENSITY),
            graduate_id=graduate.id,
            account_id=account_id,
            leads=leads,
        )
        story.people.append(person)


def weekday(day: date) -> date:
    """The day, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def add_programme(story: Story, rows: Rows, ends: date, kind: str = "Programme") -> int:
    """A programme that ended on a day, by its id."""
    return rows.add(
        Programme,
        clinic_id=story.clinic_id,
        name=f"{kind} of {ends:%B %Y}",
        starts_on=ends - TEN_WEEKS,
        ends_on=ends,
        created_at=midnight(ends - TEN_WEEKS),
    )


def add_graduate(story: Story, rows: Rows, contact: Contact, programme_id: int, completed_on: date) -> Graduate:
    """Somebody who completed it, with the consents that people usually give."""
    graduate = Graduate(rows.new_id(GraduateRow), contact, programme_id, completed_on, _consents(story, completed_on))
    story.graduates.append(graduate)
    return graduate


def _consents(story: Story, completed_on: date) -> list[Agreed]:
    shares = story.rng.random() < SHARE
    feeds_back = story.rng.random() < (FEEDBACK_IF_SHARED if shares else FEEDBACK_IF_NOT)
    given_on = completed_on + timedelta(days=story.rng.randint(0, 2))
    kinds = ((ConsentKind.SHARE, shares), (ConsentKind.FEEDBACK, feeds_back))
    return [Agreed(kind, given_on) for kind, agrees in kinds if agrees]
