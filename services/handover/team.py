"""Who looks after a group: its coordinators, and whoever takes its register until a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from models import Account, AccountGroup, Role
from services import access, clock
from services.database import reading
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


@dataclass(frozen=True)
class Colleague:
    """A coordinator of the group. `new`: their first password is still theirs to change, so it can be renewed."""

    account_id: int
    username: str
    name: str
    you: bool
    new: bool


@dataclass(frozen=True)
class Taker:
    """Somebody who takes the register, up to and including the day `until`. `over`: no longer; `new` as above."""

    account_id: int
    username: str
    name: str
    until: date
    over: bool
    new: bool


@dataclass(frozen=True)
class Team:
    """Both, by name; takers whose time is over come last."""

    coordinators: tuple[Colleague, ...]
    takers: tuple[Taker, ...]


@needs(Permission.KEEP_GROUP)
def team(actor: Actor, group_id: int) -> Team:
    """The active coordinators of the actor's group, and its register takers. One query.

    Raises:
        NotFound: not a group of the actor's.
    """
    with reading() as db:
        access.group(db, actor, group_id)
        accounts = _accounts(db, group_id)
        takers = [_taker(one) for one in accounts if one.role is Role.REGISTER_TAKER]
        return Team(
            tuple(_colleague(one, actor) for one in accounts if one.role is Role.COORDINATOR and one.active),
            tuple(sorted(takers, key=lambda taker: taker.over)),
        )


def other_coordinators(db: Session, actor: Actor, group_id: int) -> int:
    """How many others coordinate the group. The caller holds the group's lock, so the answer stays true."""
    return sum(
        one.role is Role.COORDINATOR and one.active and one.id != actor.account_id for one in _accounts(db, group_id)
    )


def _accounts(db: Session, group_id: int) -> Sequence[Account]:
    wanted = select(Account).join(AccountGroup, col(AccountGroup.account_id) == col(Account.id))
    wanted = wanted.where(AccountGroup.group_id == group_id)
    return db.exec(wanted.order_by(col(Account.display_name), col(Account.id))).all()


def _colleague(account: Account, actor: Actor) -> Colleague:
    return Colleague(
        account_id=account.id or 0,
        username=account.username,
        name=account.display_name,
        you=account.id == actor.account_id,
        new=account.must_change_password,
    )


def _taker(account: Account) -> Taker:
    until = account.valid_until or date.min
    return Taker(
        account_id=account.id or 0,
        username=account.username,
        name=account.display_name,
        until=until,
        over=not account.active or until < clock.today(),
        new=account.must_change_password,
    )
