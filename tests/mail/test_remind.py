"""The command that cron runs: one line, words for trouble, and never a name or an address."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from click.testing import CliRunner, Result

import manage
from models import MailNews
from services import clock
from services.settings import ROOT, settings
from tests import make
from tests.cast import Cast, assemble
from tests.mail.conftest import Settings, Start
from tests.mail.server import PASSWORD, USERNAME, Postbox, authenticator, certificate
from tests.mail.stories import address, change, give_addresses, sent_referral


def remind(*options: str) -> Result:
    result = CliRunner().invoke(manage.cli, ["remind", *options])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "post.example" not in result.output
    assert "Amina" not in result.output
    return result


def test_mail_is_off_until_a_host_is_named(addressed: Cast) -> None:
    sent_referral(addressed)
    result = remind()
    assert result.exit_code == 0
    assert "COMMON_GROUND_MAIL_HOST" in result.output
    assert remind("--quiet").output == ""
    assert make.rows(MailNews) == []


def test_it_says_in_one_line_what_it_did(addressed: Cast, postbox: Postbox) -> None:
    postbox.refuse = {address(addressed.coordinator): "550 no such person"}
    sent_referral(addressed)
    result = remind()
    assert result.exit_code == 0
    assert result.stdout == "Messages: 1 sent, 1 waiting, 0 given up.\n"


def test_the_log_names_an_account_by_its_id_alone(
    addressed: Cast, postbox: Postbox, capfd: pytest.CaptureFixture[str]
) -> None:
    postbox.refuse = {address(addressed.coordinator): f"550 no {address(addressed.coordinator)} here"}
    sent_referral(addressed)
    said = remind().output + "".join(capfd.readouterr())
    assert f'"account_id": {addressed.coordinator.account_id}, "code": 550' in said
    assert "post.example" not in said


def test_quiet_says_nothing_when_all_is_well(addressed: Cast, postbox: Postbox) -> None:
    sent_referral(addressed)
    result = remind("--quiet")
    assert (result.exit_code, result.output) == (0, "")
    assert len(postbox.raw) == 2


@pytest.mark.parametrize("options", [(), ("--quiet",)])
def test_giving_up_is_said(addressed: Cast, postbox: Postbox, options: tuple[str, ...]) -> None:
    postbox.answer = "451 later"
    sent_referral(addressed)
    remind()
    with time_machine.travel(clock.now() + timedelta(days=3, minutes=1)):
        assert "0 sent, 0 waiting, 2 given up" in remind(*options).output


def test_a_server_that_is_down_is_said_and_the_mail_sent_once_it_is_back(
    addressed: Cast, postbox: Postbox, mail_settings: Settings
) -> None:
    port = settings().mail_port
    sent_referral(addressed)
    mail_settings(mail_port=1)
    for _ in range(8):  # more often than one message would be tried
        result = remind("--quiet")
        assert result.exit_code == 1
        assert "cannot be reached" in result.output
        assert "0 sent, 2 waiting, 0 given up" in result.output
    mail_settings(mail_port=port)
    assert "2 sent, 0 waiting" in remind().output


def test_a_server_that_stays_down_is_given_up_on_after_three_days(
    addressed: Cast, postbox: Postbox, mail_settings: Settings
) -> None:
    sent_referral(addressed)
    mail_settings(mail_port=1)
    remind()
    with time_machine.travel(clock.now() + timedelta(days=3, minutes=1)):
        assert "2 given up" in remind().output
        assert "0 waiting, 0 given up" in remind().output


def test_an_address_that_the_server_sends_nothing_from_is_said_and_counts_no_try(
    addressed: Cast, postbox: Postbox
) -> None:
    postbox.refuse_from = "550 not you"
    sent_referral(addressed)
    result = remind()
    assert result.exit_code == 1
    assert "COMMON_GROUND_MAIL_FROM" in result.output
    assert {(news.attempts, news.claimed_at) for news in make.rows(MailNews)} == {(0, None)}
    postbox.refuse_from = ""
    assert "2 sent" in remind().output


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_it_signs_in_over_an_encrypted_connection(
    addressed: Cast,
    start: Start,
    mail_settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    security: str,
) -> None:
    trusted, context = certificate(tmp_path)
    # Around it all, the server does not see the encryption.
    within = {"tls_context": context, "require_starttls": True, "auth_required": True}
    around = {"ssl_context": context, "auth_require_tls": False}
    postbox = start(**(within if security == "starttls" else around), authenticator=authenticator)
    mail_settings(mail_security=security, mail_username=USERNAME.decode(), mail_password=PASSWORD.decode())
    sent_referral(addressed)

    result = remind()
    assert result.exit_code == 1
    assert "certificate" in result.output

    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    mail_settings(mail_password="wrong")
    result = remind()
    assert result.exit_code == 1
    assert "COMMON_GROUND_MAIL_PASSWORD" in result.output
    assert "wrong" not in result.output

    mail_settings(mail_password=PASSWORD.decode())
    assert "2 sent, 0 waiting, 0 given up" in remind().output
    assert len(postbox.raw) == 2


def test_a_certificate_for_another_name_is_refused(
    addressed: Cast, start: Start, mail_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusted, context = certificate(tmp_path, host="mail.example.org")
    postbox = start(tls_context=context)
    mail_settings(mail_security="starttls")
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    sent_referral(addressed)
    assert "certificate" in remind().output
    assert postbox.raw == []


def test_a_server_without_encryption_gets_nothing_when_it_was_asked_for(
    addressed: Cast, postbox: Postbox, mail_settings: Settings
) -> None:
    mail_settings(mail_security="starttls")
    sent_referral(addressed)
    result = remind()
    assert result.exit_code == 1
    assert "COMMON_GROUND_MAIL_SECURITY" in result.output
    assert postbox.raw == []


def test_a_database_that_is_not_there_is_said(postbox: Postbox, mail_settings: Settings, tmp_path: Path) -> None:
    mail_settings(database_url=f"sqlite:///{tmp_path / 'none.db'}")
    result = remind()
    assert result.exit_code == 1
    assert "migrate" in result.output


def test_cron_runs_it_as_a_program_of_its_own(sqlite_url: str, postbox: Postbox) -> None:
    cast = assemble()
    give_addresses(cast)
    sent_referral(cast)
    command = [sys.executable, "manage.py", "remind"]
    done = subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "Messages: 2 sent, 0 waiting, 0 given up.\n", "")
    assert len(postbox.raw) == 2


def test_off_by_default_even_with_an_address(cast: Cast) -> None:
    change(cast.coordinator, email="someone@post.example")
    sent_referral(cast)
    assert "off" in remind().output
