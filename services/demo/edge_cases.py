"""What real life brings and software forgets, on purpose, in the Riverside group."""

from dataclasses import replace
from datetime import date, timedelta

from models import Confirmation, ConsentKind, ContactHow, MarkKind, Member, MemberOrigin, ReferralStep
from models import Graduate as GraduateRow
from services import clock
from services.demo import attendance
from services.demo.calendar import midnight
from services.demo.names import APOSTROPHE, LONG, SHORTEST, Contact, describe
from services.demo.referrals import working_hours
from services.demo.rows import Rows
from services.demo.sayings import CANCELLED
from services.demo.story import Ending, Graduate, Introduction, Line, Person, Stay, Story

A_MONTH = timedelta(days=30)
LONG_AGO = timedelta(days=120)
BORN_ON = date(1971, 5, 18)


def before(story: Story, rows: Rows) -> None:
    """What must be so before anyone comes to a group session."""
    _awkward_names(story)
    _no_phone(story)
    _entered_twice(story, rows)
    _share_taken_back(story)
    _known_but_never_referred(story, rows)
    if not any(meeting.cancelled for meeting in story.meetings):
        meeting = story.held[len(story.held) // 3]
        meeting.cancelled, meeting.finished, meeting.note = CANCELLED[0], False, ""


def after(story: Story, rows: Rows) -> None:
    """What follows from who came."""
    _register_never_finished(story)
    _feedback_taken_back(story)
    _comes_back(story)
    _takes_a_break(story)
    _just_turned_up(story, rows)


def _awkward_names(story: Story) -> None:
    members = [one for one in story.people if one.origin is MemberOrigin.REFERRAL]
    for person, name in zip(members, (LONG, APOSTROPHE, SHORTEST), strict=False):
        _describe(story, person.graduate_id, describe(story.rng, name))


def _no_phone(story: Story) -> None:
    """One who comes by word of mouth, and one who is ready to be referred."""
    member = next(one for one in reversed(story.people) if one.origin is MemberOrigin.REFERRAL)
    newest = story.graduates[-1] if not _introduced(story, story.graduates[-1]) else story.graduates[-2]
    for contact, graduate_id in ((member.contact, member.graduate_id), (newest.contact, newest.id)):
        _describe(story, graduate_id, replace(contact, phone="", email="", how=ContactHow.IN_PERSON))


def _entered_twice(story: Story, rows: Rows) -> None:
    """The same person twice on file; the second referral was noticed before it was sent."""
    known = next(one.graduate for one in story.introductions if one.sent_at and one.graduate.contact.phone)
    again = replace(known, id=rows.new_id(GraduateRow), consents=list(known.consents))
    known.born_on = again.born_on = BORN_ON
    again.contact = replace(known.contact, name=known.contact.full_name.split()[0], email="")
    story.graduates.append(again)
    at = working_hours(story, story.introductions[0].drafted_at + A_MONTH)
    noticed = Ending(ReferralStep.WITHDRAWN, at + timedelta(minutes=30), "Entered twice: already referred.")
    story.introductions.append(Introduction(again, at, ending=noticed))


def _share_taken_back(story: Story) -> None:
    graduate = next(one for one in never_introduced(story) if one.agreed(ConsentKind.SHARE))
    sent_at = working_hours(story, midnight(max(graduate.completed_on, story.since)) + timedelta(days=20))
    ended_at = working_hours(story, sent_at + timedelta(days=2))
    ending = Ending(ReferralStep.WITHDRAWN, ended_at, "No longer wants details to be shared.")
    share = graduate.agreed(ConsentKind.SHARE)
    assert share is not None  # noqa: S101 - chosen for it
    share.withdrawn_on = clock.local(ended_at).date()
    story.introductions.append(Introduction(graduate, sent_at - timedelta(minutes=5), sent_at, ending=ending))


def _known_but_never_referred(story: Story, rows: Rows) -> None:
    """A graduate who came along with a friend; the clinic confirmed the programme, and nobody referred them."""
    graduate = never_introduced(story)[0]
    begins = midnight(max(graduate.completed_on, story.since)) + A_MONTH
    first = next(one for one in story.held if one.starts_at > begins)
    joined_at = first.starts_at - timedelta(minutes=1)
    story.people.append(
        Person(
            id=rows.new_id(Member),
            contact=graduate.contact,
            origin=MemberOrigin.CAME_ALONG,
            stays=[Stay(joined_at, joined_at)],
            propensity=0.7,
            graduate_id=graduate.id,
            confirmation=Confirmation.CONFIRMED,
        )
    )


def _just_turned_up(story: Story, rows: Rows) -> None:
    """Somebody at the last group session, by first name, whom the clinic has still to confirm (R16)."""
    last = story.held[-1]
    contact = Contact("Jo", "", "", "", ContactHow.ANY, "", "", "", "")
    joined_at = last.starts_at - timedelta(minutes=1)
    newcomer = Person(
        id=rows.new_id(Member),
        contact=contact,
        origin=MemberOrigin.CAME_ALONG,
        stays=[Stay(joined_at, joined_at)],
        propensity=0.6,
        confirmation=Confirmation.WAITING,
    )
    story.people.append(newcomer)
    last.lines[newcomer.id] = Line(MarkKind.CAME, last.starts_at + timedelta(minutes=6))
    for person in story.people:
        if person.origin is MemberOrigin.CAME_ALONG:
            came = next(one for one in story.held if one.starts_at > person.stays[0].joined_at)
            came.lines[person.id] = Line(MarkKind.CAME, came.starts_at + timedelta(minutes=4))


def _register_never_finished(story: Story) -> None:
    meeting = story.held[len(story.held) * 2 // 5]
    meeting.finished, meeting.note = False, ""
    for member_id in list(meeting.lines)[::2]:
        del meeting.lines[member_id]


def _feedback_taken_back(story: Story) -> None:
    """A member who has settled, and half-way no longer wants the clinic to hear of it."""
    for person in story.people:
        graduate = next((one for one in story.graduates if one.id == person.graduate_id), None)
        given = graduate.agreed(ConsentKind.FEEDBACK) if graduate else None
        visits = story.visits(person)
        if given and len(visits) > 5 and person.origin is MemberOrigin.REFERRAL:
            given.withdrawn_on = clock.local(visits[len(visits) // 2].starts_at).date()
            return


def _comes_back(story: Story) -> None:
    """Someone who left is referred again, and the group is glad."""
    for first in story.introductions:
        person, left_at = first.person, first.stay.left_at if first.stay else None
        if person and left_at and left_at < story.now - LONG_AGO and story.visits(person):
            sent_at = working_hours(story, left_at + timedelta(days=60))
            again = Introduction(first.graduate, sent_at - timedelta(minutes=8), sent_at, person=person)
            again.accepted_at, again.contacted_at = sent_at + timedelta(days=1), sent_at + timedelta(days=3)
            again.stay = Stay(again.accepted_at, again.contacted_at)
            person.stays.append(again.stay)
            story.introductions.append(again)
            attendance.stay_on(story, person, again.stay)
            return


def _takes_a_break(story: Story) -> None:
    """A member who pauses for a few weeks and says so."""
    regular = [one for one in story.people if one.here and one.graduate_id and len(story.visits(one)) > 8]
    person = next(one for one in reversed(regular) if not one.leads)
    person.paused_at = story.now - timedelta(days=15)
    for meeting in story.held:
        if meeting.starts_at > person.paused_at:
            meeting.lines.pop(person.id, None)


def _describe(story: Story, graduate_id: int | None, contact: Contact) -> None:
    """Changes what is said of somebody, in the clinic and in the group alike."""
    graduate = next(one for one in story.graduates if one.id == graduate_id)
    graduate.contact = contact
    for person in story.people:
        if person.graduate_id == graduate_id:
            person.contact = contact


def _introduced(story: Story, graduate: Graduate) -> bool:
    return any(one.graduate is graduate for one in story.introductions)


def never_introduced(story: Story) -> list[Graduate]:
    """Graduates of the group's own time, not the newest, whom nobody referred."""
    members = {person.graduate_id for person in story.people}
    newest = max(one.completed_on for one in story.graduates)
    free = [one for one in story.graduates if one.id not in members and one.completed_on < newest]
    return [one for one in free if not _introduced(story, one)]
