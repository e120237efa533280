"""News for people with addresses: set-ups that several tests of mail share."""

from datetime import datetime
from typing import Any

from models import Account, ConsentKind, MailNews, Referral, ReferralEvent, ReferralState, ReferralStep
from services import clock
from services.database import transaction
from services.security.actor import Actor
from tests import make
from tests.cast import Cast
from tests.referrals.stories import on_file

BOTH = (ConsentKind.SHARE, ConsentKind.FEEDBACK)


def address(actor: Actor) -> str:
    """Tells nothing of whose it is."""
    return f"a{actor.account_id}@post.example"


def give_addresses(cast: Cast) -> None:
    for actor in cast.everyone.values():
        change(actor, email=address(actor), mail_referrals=True, mail_milestones=True, mail_digest=False)


def change(actor: Actor, **values: Any) -> None:
    with transaction() as db:
        account = db.get(Account, actor.account_id)
        for name, value in values.items():
            setattr(account, name, value)


def sent_referral(cast: Cast, name: str = "Amina", *, sent_at: datetime | None = None, **values: Any) -> Referral:
    """One that waits for the group's answer, written by the clinic's staff."""
    person = on_file(cast, *BOTH, name=name)
    return make.referral(
        person.graduate,
        cast.group,
        sent_at=sent_at or clock.now(),
        created_by_id=cast.clinic.account_id,
        **values,
    )


def milestone(
    cast: Cast, step: ReferralStep = ReferralStep.FIRST_VISIT, *, feedback: bool = True, **values: Any
) -> ReferralEvent:
    """One step of a referral that is no longer news to the group."""
    kinds = BOTH if feedback else (ConsentKind.SHARE,)
    person = on_file(cast, *kinds, name=values.pop("name", "Amina"))
    written_by = values.pop("created_by_id", cast.clinic.account_id)
    at = values.pop("at", clock.now())
    referral = make.referral(person.graduate, cast.group, sent_at=at, created_by_id=written_by)
    with transaction() as db:
        moved = db.get(Referral, referral.id)
        assert moved is not None
        moved.state = ReferralState.LEFT  # whatever is not "sent": the events are what counts here
    reason = "Moved away" if step in {ReferralStep.LEFT, ReferralStep.DECLINED} else None
    return make.add(ReferralEvent(referral_id=referral.id or 0, step=step, at=at, reason=reason, **values))


def told() -> set[tuple[int, str]]:
    """The news on file: whom and what kind."""
    return {(news.account_id, news.kind.value) for news in make.rows(MailNews)}
