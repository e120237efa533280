"""Loading: the same story every time, into an empty demo database and no other."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from models import Account, AccountGroup, Clinic, ConsentKind, Graduate, Mark, Role
from services import clock
from services.clinic.consents import current_wording
from services.database import reading, transaction
from services.demo import accounts
from services.demo.load import load_demo
from services.errors import Conflict, Invalid, NotAllowed
from services.members.quiet import quiet_members
from services.security import passwords
from services.settings import settings
from tests import databases, make
from tests.demo.conftest import UNTIL
from tests.demo.figures import all_rows


@pytest.fixture(autouse=True)
def quick_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "COST", 4)


def _told(shared: Path, own: Path, seed: int) -> dict[str, list[dict[str, object]]]:
    own.mkdir()
    with databases.sqlite(shared, own) as url, databases.using(url):
        load_demo(groups=3, years=1, until=UNTIL, seed=seed)
        return all_rows()


def test_the_same_seed_and_day_tell_the_same_story(shared: Path, tmp_path: Path) -> None:
    assert _told(shared, tmp_path / "one", seed=3) == _told(shared, tmp_path / "two", seed=3)


def test_another_seed_tells_another_story(shared: Path, tmp_path: Path) -> None:
    assert _told(shared, tmp_path / "one", seed=3) != _told(shared, tmp_path / "two", seed=4)


@pytest.mark.usefixtures("database_url")
def test_it_loads_on_both_databases_and_new_rows_follow_on() -> None:
    load_demo(until=UNTIL)
    assert len(make.rows(Mark)) > 800
    assert make.clinic("Another clinic").id == 3
    assert make.group(make.rows(Clinic)[-1], "Another group").id == 3


@pytest.mark.usefixtures("sqlite_url")
def test_the_demo_accounts_are_those_of_the_product_and_their_password_opens() -> None:
    load_demo(until=UNTIL)
    found = {row.username: row for row in make.rows(Account)}
    groups = {row.account_id: row.group_id for row in make.rows(AccountGroup)}
    scope = {name: (row.role, row.clinic_id, groups.get(row.id or 0)) for name, row in found.items()}
    assert scope == {
        "clinic": (Role.CLINIC_STAFF, 1, None),
        "clinic-2": (Role.CLINIC_STAFF, 2, None),
        "coordinator": (Role.COORDINATOR, None, 1),
        "coordinator-2": (Role.COORDINATOR, None, 1),
        "coordinator-3": (Role.COORDINATOR, None, 2),
        "admin": (Role.ADMINISTRATOR, None, None),
    }
    assert all(passwords.matches("common-ground-demo", row.password_hash) for row in found.values())
    assert not any(row.must_change_password for row in found.values())


def test_further_places_have_accounts_of_their_own() -> None:
    names = [
        name for number in range(1, 101) for group in (accounts.usernames(number),) for name in (group[0], *group[1])
    ]
    assert len(names) == len(set(names)) == 201


@pytest.mark.usefixtures("sqlite_url")
def test_it_is_refused_in_production(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMON_GROUND_ENVIRONMENT", "production")
    monkeypatch.setenv("COMMON_GROUND_SECRET_KEY", "x" * 40)
    settings.cache_clear()
    with pytest.raises(NotAllowed, match="production"):
        load_demo()
    assert make.rows(Account) == []


@pytest.mark.usefixtures("sqlite_url")
def test_it_is_refused_where_there_are_records() -> None:
    make.clinic()
    with pytest.raises(Conflict, match="already holds records"):
        load_demo()
    assert make.rows(Graduate) == []


@pytest.mark.usefixtures("sqlite_url")
def test_it_is_refused_the_second_time() -> None:
    load_demo(until=UNTIL)
    with pytest.raises(Conflict):
        load_demo(until=UNTIL)


@pytest.mark.usefixtures("sqlite_url")
def test_wordings_alone_do_not_make_a_database_full() -> None:
    with transaction() as db:
        for kind in ConsentKind:
            current_wording(db, kind)
    load_demo(until=UNTIL)
    assert make.rows(Graduate)


@pytest.mark.usefixtures("sqlite_url")
@pytest.mark.parametrize(
    ("groups", "years", "until"),
    [(1, 2, UNTIL), (5001, 2, UNTIL), (2, 0, UNTIL), (2, 21, UNTIL), (2, 2, None)],
)
def test_a_size_that_cannot_be_is_refused(groups: int, years: int, until: date | None) -> None:
    with pytest.raises(Invalid):
        load_demo(groups, years, until or clock.today() + timedelta(days=1))
    assert make.rows(Account) == []


@pytest.mark.usefixtures("sqlite_url")
@pytest.mark.parametrize("until", [date(2024, 2, 29), date(2023, 12, 25), date(2024, 1, 1), date(2024, 3, 31)])
@pytest.mark.parametrize("years", [1, 3])
def test_it_can_be_told_on_any_day(until: date, years: int) -> None:
    load_demo(years=years, until=until)
    assert make.rows(Graduate)


@pytest.mark.usefixtures("sqlite_url")
def test_told_today_one_person_or_more_has_gone_quiet_in_each_group() -> None:
    load_demo()
    with reading() as db:
        assert quiet_members(db, 1)
        assert quiet_members(db, 2)
