"""Who of a programme can be referred to a group now, and what stands in the way of the rest (R8)."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from models import Completion, ConsentKind, ContactHow, Graduate, Referral, ReferralState
from services.clinic.consents import in_force
from services.errors import Invalid
from services.fields import Checks
from services.referrals.content import Content, check_ready, checked, content_from, content_of
from services.referrals.may_be_sent import has_completed, is_open, latest_referral


class Why(StrEnum):
    """What stands in the way of one person."""

    NO_CONSENT = "no_consent"
    NOT_COMPLETED = "not_completed"
    NO_WAY = "no_way"
    DETAILS = "details"
    REFERRED = "referred"
    BEFORE = "before"


@dataclass(frozen=True)
class Ready:
    """Someone who can be sent, with what would cross over. `draft_id` is the draft that it would be sent from."""

    id: int
    content: Content
    draft_id: int | None


@dataclass(frozen=True)
class NotReady:
    """Someone who cannot, and why: at least one reason, in words. `referral_id` is the one they have, if any."""

    id: int
    name: str
    why: tuple[Why, ...]
    reasons: tuple[str, ...]
    referral_id: int | None = None


@dataclass(frozen=True)
class _Person:
    graduate: Graduate
    shares: bool
    completed: bool
    completed_on: date
    latest: Referral | None
    open: bool


def of_programme(graduate_id: object, programme_id: int) -> list[ColumnElement[bool]]:
    """The conditions that someone completed it and is still on file under that entry."""
    return [
        col(Completion.programme_id) == programme_id,
        col(Completion.graduate_id) == graduate_id,
        col(Graduate.erased_at).is_(None),
        col(Graduate.merged_into_id).is_(None),
    ]


def assess(db: Session, programme_id: int, group_id: int, reply_to: str) -> list[Ready | NotReady]:
    """Everyone who completed a programme, by name; one query however many they are. The caller checks the scope."""
    return [_assessed(person, reply_to) for person in _people(db, programme_id, group_id)]


def _people(db: Session, programme_id: int, group_id: int) -> list[_Person]:
    found = db.execute(
        select(  # type: ignore[call-overload] # SQLModel types no more than four columns
            Graduate,
            Referral,
            in_force(ConsentKind.SHARE, col(Graduate.id)),
            in_force(ConsentKind.FEEDBACK, col(Graduate.id)),
            has_completed(col(Graduate.id)),
            Completion.completed_on,
        )
        .join(Completion, col(Completion.graduate_id) == col(Graduate.id))
        .outerjoin(Referral, col(Referral.id) == latest_referral(col(Graduate.id), group_id))
        .where(*of_programme(col(Graduate.id), programme_id))
        .order_by(col(Graduate.preferred_name), col(Graduate.id))
    ).all()
    return [
        _Person(graduate, bool(shares), bool(completed), on, latest, is_open(latest, feedback=bool(feedback)))
        for graduate, latest, shares, feedback, completed, on in found
    ]


def _assessed(person: _Person, reply_to: str) -> Ready | NotReady:
    graduate, latest = person.graduate, person.latest
    draft = latest if latest is not None and latest.state is ReferralState.DRAFT else None
    if latest is not None and draft is None:
        return _had_one(person, latest)
    content = content_from(draft) if draft else content_of(graduate, reply_to)
    problems = [*_about_the_person(person), *_about_the_content(content)]
    if problems:
        return _not_ready(graduate, problems)
    return Ready(graduate.id or 0, checked(Checks(), content), draft.id if draft else None)


def _had_one(person: _Person, latest: Referral) -> NotReady:
    if person.open:
        return _not_ready(person.graduate, [(Why.REFERRED, "Already referred to this group.")], latest.id)
    words = "Was referred before, and it ended. Open their page to refer them again."
    return _not_ready(person.graduate, [(Why.BEFORE, words)], latest.id)


def _about_the_person(person: _Person) -> list[tuple[Why, str]]:
    problems = []
    if not person.completed:
        on = person.completed_on
        words = f"They complete the programme on {on.day} {on:%B %Y}, and can be referred from that day."
        problems.append((Why.NOT_COMPLETED, words))
    if not person.shares:
        words = "No consent to share their details is in force. Ask them, and record it on their page."
        problems.append((Why.NO_CONSENT, words))
    return problems


def _about_the_content(content: Content) -> list[tuple[Why, str]]:
    if not (content.phone or content.email) and content.contact_how is not ContactHow.IN_PERSON:
        # The same rule as `check_ready`, said once and in the words of their page.
        return [(Why.NO_WAY, "No phone number or email address, and not “In person only”. Add one on their page.")]
    check = Checks()
    # The clinician's word is asked for once, for all of them.
    check_ready(check, checked(check, replace(content, suitable=True)))
    try:
        check.done()
    except Invalid as refused:
        return [(Why.DETAILS, problem.message) for problem in refused.problems]
    return []


def _not_ready(graduate: Graduate, problems: list[tuple[Why, str]], referral_id: int | None = None) -> NotReady:
    return NotReady(
        id=graduate.id or 0,
        name=graduate.preferred_name,
        why=tuple(why for why, _ in problems),
        reasons=tuple(words for _, words in problems),
        referral_id=referral_id,
    )
