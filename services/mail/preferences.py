"""What somebody wants mail about, and where to: their own choice, for the kinds that fit their role."""

from collections.abc import Collection
from dataclasses import dataclass

from models import Account, MailKind, Role
from services import audit
from services.database import reading, transaction
from services.errors import NotFound
from services.fields import Checks
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission
from services.settings import settings

# Coordinators hear of referrals, whoever wrote a referral of its milestones; an administrator of nothing.
KINDS: dict[Role, tuple[MailKind, ...]] = {
    Role.CLINIC_STAFF: (MailKind.MILESTONE, MailKind.DIGEST),
    Role.COORDINATOR: (MailKind.REFERRAL, MailKind.DIGEST),
    Role.ADMINISTRATOR: (),
    Role.REGISTER_TAKER: (),
}
_FIELD = {MailKind.REFERRAL: "mail_referrals", MailKind.MILESTONE: "mail_milestones", MailKind.DIGEST: "mail_digest"}


@dataclass(frozen=True)
class Preferences:
    """`on` is whether this installation sends mail at all; `kinds` are those of the role, `wanted` those chosen."""

    on: bool
    email: str
    kinds: tuple[MailKind, ...]
    wanted: frozenset[MailKind]


@needs(Permission.OWN_ACCOUNT)
def preferences(actor: Actor) -> Preferences:
    """The actor's own choices."""
    with reading() as db:
        account = db.get(Account, actor.account_id)
        if account is None:
            raise NotFound
        kinds = KINDS[actor.role]
        wanted = frozenset(kind for kind in kinds if getattr(account, _FIELD[kind]))
        return Preferences(settings().mail_on, account.email or "", kinds, wanted)


@needs(Permission.OWN_ACCOUNT)
def set_preferences(actor: Actor, email: str, wanted: Collection[MailKind]) -> None:
    """Keeps the actor's own address (empty: no mail) and the kinds that they want; the others of their role are off.

    Raises:
        Invalid: the address is none, or a kind is not for this role.
    """
    check = Checks()
    address = check.email("email", "Your email address", email)
    kinds = KINDS[actor.role]
    unfit = "That kind of mail is not for your role. Reload the page, then choose again."
    check.that(set(wanted) <= set(kinds), "wanted", unfit)
    check.done()
    with transaction() as db:
        account = db.get(Account, actor.account_id, with_for_update=True)
        if account is None:
            raise NotFound
        after = {"email": address or None} | {_FIELD[kind]: kind in wanted for kind in kinds}
        changes: audit.Changes = {field: (getattr(account, field), value) for field, value in after.items()}
        if all(before == now for before, now in changes.values()):
            return
        for field, value in after.items():
            setattr(account, field, value)
        audit.record(db, actor, "account.mail_changed", "account", actor.account_id, changes=changes)
