"""The list of accounts, for administrators."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from models import Account, AccountGroup, Clinic, GraduateGroup, Role
from services.database import reading
from services.search import matches
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

PAGE = 20


@dataclass(frozen=True)
class AccountView:
    """One account. `groups` maps the id of each of a coordinator's groups to its name."""

    id: int
    username: str
    display_name: str
    role: Role
    clinic_id: int | None
    clinic: str
    groups: dict[int, str]
    active: bool
    waits_for_first_sign_in: bool
    last_sign_in_at: datetime | None


@dataclass(frozen=True)
class AccountPage:
    """One page of accounts; `total` counts those on all pages."""

    rows: tuple[AccountView, ...]
    total: int


@needs(Permission.KEEP_ACCOUNTS)
def accounts(actor: Actor, *, search: str = "", page: int = 0, size: int = PAGE) -> AccountPage:
    """The accounts whose username or name holds every word of `search`, `size` to a page (from 0).

    Active ones first, then by username.
    """
    wanted = matches(search, col(Account.username), col(Account.display_name))
    with reading() as db:
        rows = db.exec(
            select(Account, Clinic)
            .outerjoin(Clinic, col(Clinic.id) == Account.clinic_id)
            .where(wanted)
            .order_by(col(Account.active).desc(), col(Account.username))
            .offset(page * size)
            .limit(size)
        ).all()
        groups = _groups(db, [account.id or 0 for account, _ in rows])
        total = db.exec(select(func.count()).select_from(Account).where(wanted)).one()
        return AccountPage(tuple(_view(row, clinic, groups.get(row.id or 0, {})) for row, clinic in rows), total)


def _groups(db: Session, account_ids: list[int]) -> dict[int, dict[int, str]]:
    found: dict[int, dict[int, str]] = {}
    wanted = (
        select(AccountGroup.account_id, GraduateGroup.id, GraduateGroup.name)
        .join(GraduateGroup, col(GraduateGroup.id) == AccountGroup.group_id)
        .where(col(AccountGroup.account_id).in_(account_ids))
    )
    for account_id, group_id, name in db.exec(wanted.order_by(col(GraduateGroup.name))):
        found.setdefault(account_id, {})[group_id or 0] = name
    return found


def _view(account: Account, clinic: Clinic | None, groups: dict[int, str]) -> AccountView:
    return AccountView(
        id=account.id or 0,
        username=account.username,
        display_name=account.display_name,
        role=account.role,
        clinic_id=account.clinic_id,
        clinic=clinic.name if clinic else "",
        groups=groups,
        active=account.active,
        waits_for_first_sign_in=account.must_change_password,
        last_sign_in_at=account.last_sign_in_at,
    )
