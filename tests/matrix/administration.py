"""Administration is for administrators; the own account is for everyone."""

from collections.abc import Callable
from itertools import count

import pytest

from models import Account, Clinic, Role
from services.administration import account_list, accounts, audit_trail, organisations
from services.database import transaction
from services.security import own_account, passwords, sign_in
from services.security.actor import Actor
from tests import make
from tests.cast import Cast
from tests.matrix import Row

ADMIN = ("admin",)
EVERYONE = ("clinic", "clinic_2", "coordinator", "coordinator_2", "coordinator_3", "register_taker", "admin")
NEW = "otter lantern brisk meadow"

_number = count(1)


def _create(cast: Cast) -> Callable[[Actor], object]:
    return lambda actor: accounts.create(
        actor, username="newcomer", display_name="New", role=Role.CLINIC_STAFF, clinic_id=cast.riverside.id
    )


def _to(call: Callable[[Actor, int], object]) -> Callable[[Cast], Callable[[Actor], object]]:
    return lambda cast: lambda actor: call(actor, cast.clinic.account_id)


def _unused(call: Callable[[Actor, int], object]) -> Callable[[Cast], Callable[[Actor], object]]:
    def prepare(_: Cast) -> Callable[[Actor], object]:
        clinic = make.clinic(f"Unused {next(_number)}")
        return lambda actor: call(actor, clinic.id or 0)

    return prepare


def _change_password(cast: Cast) -> Callable[[Actor], object]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "COST", 4)
        kept = passwords.hash_password("first words here")
    with transaction() as db:
        for account in make.rows(Account):
            account.password_hash = kept
            db.merge(account)
    return lambda actor: own_account.change_password(actor, "first words here", NEW)


ROWS = (
    Row("administration.account_list.accounts", lambda _: account_list.accounts, ADMIN),
    Row("administration.accounts.create", _create, ADMIN),
    Row(
        "administration.accounts.change_role",
        _to(lambda actor, account_id: accounts.change_role(actor, account_id, role=Role.ADMINISTRATOR)),
        ADMIN,
    ),
    Row("administration.accounts.deactivate", _to(accounts.deactivate), ADMIN),
    Row("administration.accounts.reactivate", _to(accounts.reactivate), ADMIN),
    Row("administration.accounts.reset_password", _to(accounts.reset_password), ADMIN),
    Row("administration.organisations.organisations", lambda _: organisations.organisations, ADMIN),
    Row("administration.organisations.add_clinic", lambda _: lambda a: organisations.add_clinic(a, name="New"), ADMIN),
    Row(
        "administration.organisations.change_clinic",
        _unused(
            lambda actor, clinic_id: organisations.change_clinic(
                actor, clinic_id, make.rows(Clinic, id=clinic_id)[0].version, name="Other", reply_to=""
            )
        ),
        ADMIN,
    ),
    Row("administration.organisations.put_away_clinic", _unused(organisations.put_away_clinic), ADMIN),
    Row(
        "administration.organisations.add_group",
        _unused(lambda actor, clinic_id: organisations.add_group(actor, clinic_id, name="New")),
        ADMIN,
    ),
    Row("administration.audit_trail.audit_trail", lambda _: audit_trail.audit_trail, ADMIN),
    Row("security.own_account.own_account", lambda _: own_account.own_account, EVERYONE),
    Row("security.own_account.change_password", _change_password, EVERYONE),
    Row("security.sign_in.sign_out", lambda _: sign_in.sign_out, EVERYONE),
)
