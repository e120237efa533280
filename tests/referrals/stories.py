"""People on their way: set-ups that several tests of referrals share."""

from dataclasses import dataclass

from models import ConsentKind, Graduate, GroupSession, Mark, MarkKind, Programme, Referral, ReferralState
from services import clock
from services.database import transaction
from services.referrals import visits, welcoming
from services.referrals.content import Content
from services.security.actor import Actor
from tests import make
from tests.cast import Cast

READY = Content(preferred_name="Amina", phone="07700 900123", best_hopes="To walk with my sister", suitable=True)


@dataclass(frozen=True)
class OnFile:
    """Someone the clinic knows, with the consents asked for."""

    programme: Programme
    graduate: Graduate

    @property
    def id(self) -> int:
        return self.graduate.id or 0


def on_file(cast: Cast, *kinds: ConsentKind, name: str = "Amina") -> OnFile:
    programmes = make.rows(Programme, clinic_id=cast.riverside.id)
    programme = programmes[0] if programmes else make.programme(cast.riverside.id or 0)
    graduate = make.graduate(programme, name)
    for kind in kinds:
        make.consent(graduate, kind)
    return OnFile(programme, graduate)


def accepted(cast: Cast, *, days_ago: int = 2, feedback: bool = True) -> Referral:
    """A referral that the group has accepted, through the services; sent `days_ago`."""
    kinds = (ConsentKind.SHARE, ConsentKind.FEEDBACK) if feedback else (ConsentKind.SHARE,)
    person = on_file(cast, *kinds)
    referral = make.referral(person.graduate, cast.group, ReferralState.SENT, sent_at=make.this_time(days_ago))
    welcoming.accept(cast.coordinator, referral.id or 0)
    return make.rows(Referral, id=referral.id)[0]


def mark(actor: Actor, referral: Referral, meeting: GroupSession, kind: MarkKind = MarkKind.CAME) -> None:
    """Marks the referred member and lets the referral follow, as the register does."""
    with transaction() as db:
        found = make.rows(Mark, group_session_id=meeting.id, member_id=referral.member_id)
        row = (
            found[0]
            if found
            else Mark(group_session_id=meeting.id or 0, member_id=referral.member_id or 0, kind=kind, at=clock.now())
        )
        row.kind = kind
        db.merge(row)
        visits.follow(db, actor, referral.member_id or 0)


def state(referral: Referral) -> ReferralState:
    return make.rows(Referral, id=referral.id)[0].state


def meeting(cast: Cast, days_ago: int = 0) -> GroupSession:
    """One that began today, or as many days ago."""
    return make.group_session(cast.group, make.this_time(days_ago) if days_ago else make.begun())
