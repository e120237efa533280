"""R30: every guarded action × every role × a stranger. A guarded function without a row fails here."""

import importlib
import pkgutil

import pytest

import services
from models import Role
from services.errors import NotAllowed, NotFound
from services.security import passwords
from services.security.needs import ACTIONS
from services.security.permissions import GRANTS, Permission, allows
from tests import matrix
from tests.apps import QUICK
from tests.cast import Cast
from tests.matrix import Row


def all_rows() -> list[Row]:
    found = []
    for module in pkgutil.iter_modules(matrix.__path__):
        found += importlib.import_module(f"{matrix.__name__}.{module.name}").ROWS
    return found


ROWS = all_rows()
ROLES = {
    "clinic": Role.CLINIC_STAFF,
    "clinic_2": Role.CLINIC_STAFF,
    "coordinator": Role.COORDINATOR,
    "coordinator_2": Role.COORDINATOR,
    "coordinator_3": Role.COORDINATOR,
    "register_taker": Role.REGISTER_TAKER,
    "admin": Role.ADMINISTRATOR,
}


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "COST", QUICK)


def test_every_guarded_action_has_exactly_one_row() -> None:
    for module in pkgutil.walk_packages(services.__path__, "services."):
        importlib.import_module(module.name)
    assert sorted(row.action for row in ROWS) == sorted(ACTIONS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.action)
@pytest.mark.parametrize("who", ROLES)
def test_action(cast: Cast, row: Row, who: str) -> None:
    actor = cast.everyone[who]
    call = row.call(cast)
    if who in row.works:
        result = call(actor)
        assert not row.empty_for_strangers or result != row.empty, "a stranger's result must differ from the owner's"
    elif who in row.strangers and row.empty_for_strangers:
        assert call(actor) == row.empty
    else:
        with pytest.raises(NotFound if who in row.strangers else NotAllowed):
            call(actor)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.action)
def test_the_rows_say_what_the_map_says(row: Row) -> None:
    holders = {name for name, role in ROLES.items() if allows(role, ACTIONS[row.action])}
    assert holders == set(row.works) | set(row.strangers)


def test_an_administrator_has_no_view_of_any_person() -> None:
    about_people = set(Permission) - {
        Permission.KEEP_ACCOUNTS,
        Permission.KEEP_ORGANISATIONS,
        Permission.READ_AUDIT,
        Permission.OWN_ACCOUNT,
    }
    assert not GRANTS[Role.ADMINISTRATOR] & about_people
