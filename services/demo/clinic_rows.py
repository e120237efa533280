"""The clinic's side of a story as rows: graduates, consents, referrals with every step."""

from datetime import date, datetime, time, timedelta

from models import (
    AuditEvent,
    Completion,
    Consent,
    ConsentHow,
    ConsentKind,
    ContactHow,
    Graduate,
    Referral,
    ReferralEvent,
    ReferralState,
    ReferralStep,
)
from services import clock
from services.clinic.consent_terms import last_day
from services.demo import story as told
from services.demo.names import Contact
from services.demo.rows import Rows
from services.demo.story import Introduction, Story, within
from services.referrals import lifecycle
from services.referrals.visits import VISITS_TO_SETTLE

HOW = (ConsentHow.IN_PERSON, ConsentHow.IN_PERSON, ConsentHow.PAPER, ConsentHow.VIDEO, ConsentHow.PHONE)
# When, which step, by which account, why, and at which group session.
Step = tuple[datetime, ReferralStep, int, str | None, int | None]


def write(story: Story, rows: Rows, wordings: dict[ConsentKind, int]) -> None:
    """Everything that the clinic keeps."""
    for graduate in story.graduates:
        _graduate(story, rows, graduate)
        for agreed in graduate.consents:
            _consent(story, rows, graduate, agreed, wordings[agreed.kind])
    for introduction in sorted(story.introductions, key=lambda one: one.drafted_at):
        _referral(story, rows, introduction)


def contact_values(contact: Contact) -> dict[str, str | ContactHow]:
    """The columns that a graduate, a referral and a member share."""
    return {
        "phone": contact.phone,
        "email": contact.email,
        "contact_how": contact.how,
        "contact_when": contact.when,
        "best_hopes": contact.best_hopes,
        "adjustments": contact.adjustments,
        "without_adjustments": contact.without,
    }


def _graduate(story: Story, rows: Rows, graduate: told.Graduate) -> None:
    recorded_at = _at(graduate.completed_on, 11)
    born_on = date(story.until.year - story.rng.randint(24, 81), story.rng.randint(1, 12), story.rng.randint(1, 28))
    rows.add(
        Graduate,
        id=graduate.id,
        clinic_id=story.clinic_id,
        preferred_name=graduate.contact.name,
        full_name=graduate.contact.full_name,
        born_on=graduate.born_on or born_on,
        created_at=recorded_at,
        created_by_id=story.staff_id,
        **contact_values(graduate.contact),
    )
    rows.add(
        Completion,
        graduate_id=graduate.id,
        programme_id=graduate.programme_id,
        completed_on=graduate.completed_on,
        recorded_at=recorded_at,
        recorded_by_id=story.staff_id,
    )


def _consent(story: Story, rows: Rows, graduate: told.Graduate, agreed: told.Agreed, wording_id: int) -> None:
    withdrawn = agreed.withdrawn_on
    rows.add(
        Consent,
        graduate_id=graduate.id,
        kind=agreed.kind,
        wording_id=wording_id,
        how=story.rng.choice(HOW),
        given_on=agreed.given_on,
        expires_on=_expires_on(story, agreed.given_on),
        recorded_at=_at(agreed.given_on, 15),
        recorded_by_id=story.staff_id,
        withdrawn_on=withdrawn,
        withdrawn_at=_at(withdrawn, 17) if withdrawn else None,
        withdrawn_by_id=story.staff_id if withdrawn else None,
    )


def _expires_on(story: Story, given_on: date) -> date | None:
    """Its last day. What would have run out by now was given before the clinic said how long a consent lasts."""
    if story.place.consent_months is None:
        return None
    end = last_day(given_on, story.place.consent_months)
    return end if end >= story.until else None


def _referral(story: Story, rows: Rows, introduction: Introduction) -> None:
    steps = _steps(story, introduction)
    contact = introduction.graduate.contact
    state = _state(steps)
    expected = state in {ReferralState.ACCEPTED, ReferralState.CONTACTED} and story.coming
    referral_id = rows.add(
        Referral,
        graduate_id=introduction.graduate.id,
        group_id=story.group_id,
        state=state,
        preferred_name=contact.name,
        referrer_name=story.referrer,
        reply_to=story.place.reply_to,
        suitable=introduction.sent_at is not None,
        created_at=introduction.drafted_at,
        created_by_id=story.staff_id,
        sent_at=introduction.sent_at,
        member_id=introduction.person.id if introduction.person else None,
        expected_session_id=story.coming[0].id if expected else None,
        welcomer_id=next(one.id for one in story.people if one.leads) if expected else None,
        **contact_values(contact),
    )
    for at, step, account_id, reason, group_session_id in steps:
        rows.add(
            ReferralEvent,
            referral_id=referral_id,
            step=step,
            at=at,
            account_id=account_id,
            reason=reason,
            group_session_id=group_session_id,
        )
        _audit(story, rows, at, step, account_id, referral_id)


def _audit(story: Story, rows: Rows, at: datetime, step: ReferralStep, account_id: int, referral_id: int) -> None:
    rows.add(
        AuditEvent,
        at=at,
        account_id=account_id,
        action="referral.written" if step is ReferralStep.DRAFTED else f"referral.{step}",
        subject="referral",
        subject_id=referral_id,
        clinic_id=story.clinic_id if account_id == story.staff_id else None,
        group_id=story.group_id,
    )


def _steps(story: Story, one: Introduction) -> list[Step]:
    """Every step in order: those of the clinic, of the group, and of the register (R5)."""
    by_group = story.rng.choice(story.coordinator_ids)
    steps: list[Step] = [(one.drafted_at, ReferralStep.DRAFTED, story.staff_id, None, None)]
    if one.sent_at:
        steps.append((one.sent_at, ReferralStep.SENT, story.staff_id, None, None))
    if one.accepted_at:
        steps.append((one.accepted_at, ReferralStep.ACCEPTED, by_group, None, None))
    if one.contacted_at:
        steps.append((one.contacted_at, ReferralStep.CONTACTED, by_group, None, None))
    if one.ending:
        by = story.staff_id if one.ending.step is ReferralStep.WITHDRAWN else by_group
        steps.append((one.ending.at, one.ending.step, by, one.ending.reason, None))
    steps += _visits(story, one, by_group)
    if one.stay and one.stay.left_at:
        steps.append((one.stay.left_at, ReferralStep.LEFT, by_group, str(one.stay.reason), None))
    return sorted(steps, key=lambda step: step[0])


def _visits(story: Story, one: Introduction, by_group: int) -> list[Step]:
    if one.person is None or one.stay is None:
        return []
    visits = [meeting for meeting in story.visits(one.person) if within(meeting, one.stay)]
    reached = {0: ReferralStep.FIRST_VISIT, VISITS_TO_SETTLE - 1: ReferralStep.SETTLED}
    return [
        (visits[number].lines[one.person.id].at, step, by_group, None, visits[number].id)
        for number, step in reached.items()
        if number < len(visits)
    ]


def _state(steps: list[Step]) -> ReferralState:
    """What the steps add up to, by the same table that the services go by."""
    state = ReferralState.DRAFT
    for _, step, *_ in steps[1:]:
        state = lifecycle.after(state, step)
    return state


def _at(day: date, hour: int) -> datetime:
    return clock.at_local(day, time(hour)) + timedelta(minutes=day.day)
