"""The operators' command line: each command does its job, and what goes wrong is said in words."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

import manage
from models import Account, AuditEvent, Graduate, GraduateGroup, Role
from services import database, migrations
from services.security import passwords
from services.settings import ROOT, settings
from tests import databases, make

GOOD = "seven lanterns over the harbour"


def run(*arguments: str, typed: str = "") -> Result:
    result = CliRunner().invoke(manage.cli, arguments, input=typed)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture(autouse=True)
def quick_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "COST", 4)


@pytest.fixture
def no_database(tmp_path: Path) -> Iterator[Path]:
    """A database that is not made yet."""
    file = tmp_path / "folder" / "new.db"
    with databases.using(f"sqlite:///{file}"):
        yield file


@pytest.fixture
def in_production(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMON_GROUND_ENVIRONMENT", "production")
    monkeypatch.setenv("COMMON_GROUND_SECRET_KEY", "x" * 40)
    settings.cache_clear()


@pytest.mark.usefixtures("sqlite_url")
def test_create_admin_asks_for_name_and_password_and_is_audited() -> None:
    result = run("create-admin", "Sam", typed=f"Sam Field\n{GOOD}\n{GOOD}\n")
    assert result.exit_code == 0
    assert GOOD not in result.output
    (made,) = make.rows(Account)
    assert (made.username, made.display_name, made.role) == ("sam", "Sam Field", Role.ADMINISTRATOR)
    assert not made.must_change_password
    assert passwords.matches(GOOD, made.password_hash)
    (event,) = make.rows(AuditEvent)
    assert (event.action, event.subject_id, event.account_id) == ("account.created", made.id, None)


@pytest.mark.usefixtures("sqlite_url")
def test_create_admin_asks_again_when_the_two_passwords_differ() -> None:
    result = run("create-admin", "sam", "--display-name", "Sam", typed=f"{GOOD}\nslip\n{GOOD}\n{GOOD}\n")
    assert result.exit_code == 0
    assert len(make.rows(Account)) == 1


@pytest.mark.usefixtures("sqlite_url")
def test_create_admin_takes_the_password_from_standard_input() -> None:
    assert run("create-admin", "sam", "--display-name", "Sam", "--password-stdin", typed=GOOD + "\r\n").exit_code == 0
    assert passwords.matches(GOOD, make.rows(Account)[0].password_hash)


@pytest.mark.usefixtures("sqlite_url")
def test_create_admin_from_standard_input_needs_the_name_as_an_option() -> None:
    result = run("create-admin", "sam", "--password-stdin", typed=GOOD)
    assert result.exit_code == 2
    assert "--display-name" in result.output


@pytest.mark.usefixtures("sqlite_url")
@pytest.mark.parametrize(
    ("username", "name", "password", "said"),
    [
        ("sam", "Sam", "short", "too short"),
        ("sam", "Sam", "common-ground-demo", "too easy"),
        ("sam", "Sam", "", "too short"),
        ("sam", "", GOOD, "missing"),
        ("sam", "S" * 121, GOOD, "the most is 120"),
        ("two words", "Sam", GOOD, "username"),
        ("", "Sam", GOOD, "username"),
    ],
)
def test_create_admin_refuses_in_words(username: str, name: str, password: str, said: str) -> None:
    result = run("create-admin", username, "--display-name", name, "--password-stdin", typed=password)
    assert result.exit_code == 1
    assert said in result.output
    assert make.rows(Account) == []


@pytest.mark.usefixtures("sqlite_url")
def test_create_admin_refuses_a_username_that_is_taken() -> None:
    for expected in (0, 1):
        result = run("create-admin", "sam", "--display-name", "Sam", "--password-stdin", typed=GOOD)
        assert result.exit_code == expected
    assert "taken" in result.output


def test_create_admin_makes_a_new_database_first(no_database: Path) -> None:
    assert run("create-admin", "sam", "--display-name", "Sam", "--password-stdin", typed=GOOD).exit_code == 0
    assert no_database.exists()


def test_demo_makes_as_many_groups_as_asked_for(no_database: Path) -> None:
    result = run("demo", "--groups", "3", "--years", "1")
    assert result.exit_code == 0
    assert len(make.rows(GraduateGroup)) == 3


@pytest.mark.usefixtures("in_production")
def test_demo_is_refused_in_production_and_makes_nothing(no_database: Path) -> None:
    result = run("demo")
    assert result.exit_code == 1
    assert "production" in result.output
    assert not no_database.exists()


@pytest.mark.usefixtures("sqlite_url")
def test_demo_is_refused_where_there_are_records() -> None:
    make.clinic()
    result = run("demo")
    assert result.exit_code == 1
    assert "already holds records" in result.output
    assert make.rows(Graduate) == []


@pytest.mark.usefixtures("sqlite_url")
def test_demo_refuses_a_size_that_cannot_be() -> None:
    result = run("demo", "--groups", "1", "--years", "0")
    assert result.exit_code == 1
    assert "groups" in result.output
    assert "years" in result.output


def test_migrate_makes_the_database_and_a_second_time_does_nothing(no_database: Path) -> None:
    assert "Done" in run("migrate").output
    assert "already" in run("migrate").output


def test_check_finds_nothing_wrong_when_nothing_is(database_url: str) -> None:
    result = run("check")
    assert result.exit_code == 0
    assert result.output.count("fine") == 2


def test_check_says_that_there_is_no_database_and_makes_none(no_database: Path) -> None:
    result = run("check")
    assert result.exit_code == 1
    assert "migrate" in result.output
    assert not no_database.exists()


def test_check_says_that_the_database_is_empty(no_database: Path) -> None:
    no_database.parent.mkdir()
    no_database.touch()
    result = run("check")
    assert result.exit_code == 1
    assert "empty" in result.output


@pytest.mark.parametrize("command", ["check", "migrate", "demo"])
def test_a_newer_database_is_refused(sqlite_url: str, command: str) -> None:
    with database.transaction() as db:
        db.connection().exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    result = run(command)
    assert result.exit_code == 1
    assert "newer" in result.output


def test_check_says_that_the_database_is_older(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "head", lambda: "9999")
    result = run("check")
    assert result.exit_code == 1
    assert "older" in result.output


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql+psycopg://nobody@127.0.0.1:1/none", "cannot be reached"),
        ("mysql://nobody@127.0.0.1:1/none", "postgresql+psycopg://"),
        ("not an address", "not the address"),
        (f"sqlite:///{__file__}/nowhere.db", "cannot be written"),
    ],
    ids=["no server", "no driver", "no address", "no folder"],
)
def test_a_database_that_cannot_be_used_is_said_in_words(url: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMON_GROUND_DATABASE_URL", url)
    settings.cache_clear()
    result = run("migrate")
    settings.cache_clear()
    assert result.exit_code == 1
    assert said in result.output


def test_a_setting_that_needs_mending_is_named_without_a_traceback(tmp_path: Path) -> None:
    environment = {"COMMON_GROUND_ENVIRONMENT": "production", "PATH": "", "SYSTEMROOT": ""}
    done = subprocess.run(
        [sys.executable, ROOT / "manage.py", "check"], env=environment, capture_output=True, text=True, cwd=tmp_path
    )
    assert done.returncode == 1
    assert "COMMON_GROUND_SECRET_KEY" in done.stderr
    assert "Traceback" not in done.stderr


def test_help_loads_none_of_the_services() -> None:
    program = "import sys, manage; sys.exit(any(name.split('.')[0] in ('services', 'models') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT).returncode == 0


@pytest.mark.parametrize("name", manage.cli.commands)
def test_every_command_says_what_it_is_for(name: str) -> None:
    command: click.Command = manage.cli.commands[name]
    assert command.help
    assert run(name, "--help").exit_code == 0
