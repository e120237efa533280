"""The clinic's side of a referral: write, keep as a draft, send, withdraw."""

from sqlmodel import Session, select

from models import ConsentKind, Referral, ReferralState, ReferralStep
from services import access
from services.clinic import consents, graduates
from services.clinic.consents import ConsentGiven
from services.clinic.graduates import NewGraduate
from services.database import transaction
from services.errors import Conflict
from services.fields import Checks
from services.referrals import membership, steps
from services.referrals.content import Content, check_ready, checked
from services.referrals.may_be_sent import NO_CONSENT, check_person, open_one
from services.referrals.sending import send_off, write_down
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


class AlreadyOpen(Conflict):
    """There is an open referral to this group already; `referral_id` says which (R7)."""

    def __init__(self, referral_id: int) -> None:
        self.referral_id = referral_id
        super().__init__(
            "They already have an open referral to this group, so a second one was not made. "
            "Open that one to see it or to withdraw it."
        )


@needs(Permission.REFER)
def send(actor: Actor, graduate_id: int, group_id: int, content: Content, given: tuple[ConsentGiven, ...] = ()) -> int:
    """Sends a referral of someone on file (their draft, if there is one) and returns its id.

    `given` are consents to record with it: all of it happens, or nothing.

    Raises:
        Invalid: something is missing, no completion is recorded (R1), or no share consent is in force (R3).
        AlreadyOpen: a repeat (R7).
    """
    with transaction() as db:
        if given:
            access.before_agreeing(db, actor)
        access.graduate(db, actor, graduate_id)
        for consent in given:
            consents.record_in(db, actor, graduate_id, consent)
        return send_in(db, actor, graduate_id, group_id, content)


@needs(Permission.REFER)
def send_new(actor: Actor, new: NewGraduate, group_id: int, content: Content) -> int:
    """Adds someone new and sends their referral, both or neither. Returns the referral's id.

    The same form sent twice makes nothing new and returns what it made.

    Raises:
        As `graduates.add` and `send`.
    """
    with transaction() as db:
        if (before := _made_by(db, actor, new, group_id)) is not None:
            return before
        check = Checks()
        check_ready(check, checked(check, content))
        check.that(any(given.kind is ConsentKind.SHARE for given in new.consents), "share", NO_CONSENT)
        graduate_id = graduates.add_in(db, actor, new, check)
        return send_in(db, actor, graduate_id, group_id, content)


@needs(Permission.REFER)
def keep_draft(actor: Actor, graduate_id: int, group_id: int, content: Content) -> int:
    """Keeps a referral as a draft that the group does not see, and returns its id. Needs no consent.

    Raises:
        Invalid: a text cannot be kept.
        AlreadyOpen: it was sent already.
    """
    check = Checks()
    wanted = checked(check, content)
    check.done()
    with transaction() as db:
        return _written(db, actor, graduate_id, group_id, wanted).id or 0


@needs(Permission.REFER)
def keep_draft_new(actor: Actor, new: NewGraduate, group_id: int, content: Content) -> int:
    """Adds someone new and keeps their referral as a draft, both or neither."""
    check = Checks()
    wanted = checked(check, content)
    check.done()
    with transaction() as db:
        if (before := _made_by(db, actor, new, group_id)) is not None:
            return before
        graduate_id = graduates.add_in(db, actor, new)
        return _written(db, actor, graduate_id, group_id, wanted).id or 0


@needs(Permission.REFER)
def withdraw(actor: Actor, referral_id: int, reason: str) -> None:
    """Takes an open referral back, with a reason.

    Raises:
        Invalid: no reason.
        Conflict: it has ended already.
    """
    check = Checks()
    reason = check.line("reason", "The reason", reason, required=True)
    check.done()
    with transaction() as db:
        referral = access.clinic_referral(db, actor, referral_id, to_change=True)
        if _left_unseen(db, referral):
            # To the clinic it reads "sent": refusing would tell that they have left (R9).
            steps.withdraw_after_leaving(db, actor, referral, reason)
        else:
            steps.take(db, actor, referral, ReferralStep.WITHDRAWN, reason=reason)
        membership.end_if_never_came(db, actor, referral)


def send_in(db: Session, actor: Actor, graduate_id: int, group_id: int, content: Content) -> int:
    """`send` inside a larger use case."""
    access.graduate(db, actor, graduate_id)
    check = Checks()
    wanted = checked(check, content)
    check_ready(check, wanted)
    check_person(db, check, graduate_id)
    check.done()
    return send_off(db, actor, _written(db, actor, graduate_id, group_id, wanted))


def _made_by(db: Session, actor: Actor, new: NewGraduate, group_id: int) -> int | None:
    graduate_id = graduates.added_by(db, actor, new.form)
    if graduate_id is None:
        return None
    return db.exec(
        select(Referral.id).where(Referral.graduate_id == graduate_id, Referral.group_id == group_id)
    ).first()


def _written(db: Session, actor: Actor, graduate_id: int, group_id: int, content: Content) -> Referral:
    """The draft with this content: the one there is, or a new one."""
    access.graduate(db, actor, graduate_id)
    access.group(db, actor, group_id)
    draft = open_one(db, graduate_id, group_id)
    if draft is not None and draft.state is not ReferralState.DRAFT:
        raise AlreadyOpen(draft.id or 0)
    return write_down(db, actor, graduate_id, group_id, content, draft)


def _left_unseen(db: Session, referral: Referral) -> bool:
    return referral.state is ReferralState.LEFT and not consents.is_in_force(
        db, ConsentKind.FEEDBACK, referral.graduate_id
    )
