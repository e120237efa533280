"""Sending, to a real server: each message once, nobody named in it, and what becomes of trouble."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine

from models import Account, ConsentKind, MailNews, Referral, ReferralState
from services import clock
from services.clinic import consents
from services.database import engine, transaction
from services.mail import claims
from services.mail.finding import find
from services.mail.sending import Outcome, remind
from services.settings import settings
from tests import make
from tests.cast import Cast
from tests.mail.server import Postbox
from tests.mail.stories import address, change, milestone, sent_referral


def later(**much: float) -> time_machine.travel:
    return time_machine.travel(clock.now() + timedelta(**much), tick=False)


# Minutes since the first run, and how often it has been tried by then.
TRIES = ((0, 1), (4, 1), (6, 2), (30, 2), (37, 3), (150, 3), (158, 4), (510, 4), (519, 5), (1950, 5), (1960, 6))


def more_coordinators(cast: Cast) -> None:
    for number in range(4):
        groups = (cast.group.id or 0,)
        make.account(f"more-{number}", cast.coordinator.role, groups=groups, email=f"m{number}@post.example")


def test_each_message_is_sent_once_over_many_runs(addressed: Cast, postbox: Postbox) -> None:
    sent_referral(addressed)
    assert [remind().sent for _ in range(3)] == [2, 0, 0]
    with later(minutes=20):
        assert remind().sent == 0
    assert sorted(postbox.to) == sorted(map(address, (addressed.coordinator, addressed.coordinator_2)))
    assert all(news.sent_at for news in make.rows(MailNews))


def test_all_news_of_an_account_is_one_message(addressed: Cast, postbox: Postbox) -> None:
    for name in ("Amina", "Bea", "Cem"):
        sent_referral(addressed, name)
    assert remind().sent == 2
    sent_referral(addressed, "Dov")
    assert remind().sent == 2


def test_two_runs_at_once_send_once(addressed: Cast, postbox: Postbox) -> None:
    more_coordinators(addressed)
    sent_referral(addressed)
    together = threading.Barrier(3)

    def run() -> int:
        together.wait()
        return remind().sent

    with ThreadPoolExecutor(3) as pool:
        sent = [run.result() for run in [pool.submit(run) for _ in range(3)]]
    assert len(postbox.to) == len(set(postbox.to)) == sum(sent)
    assert remind().waiting == 0


def test_one_connection_carries_many_messages(addressed: Cast, postbox: Postbox) -> None:
    sent_referral(addressed)
    milestone(addressed, name="Bea")
    assert remind().sent == 3
    assert postbox.connections == 1


def test_a_connection_that_broke_between_messages_is_opened_again(addressed: Cast, postbox: Postbox) -> None:
    postbox.hang_up_between = True
    sent_referral(addressed)
    assert remind().sent == 2
    assert postbox.connections == len(postbox.to) == 2


def test_no_transaction_is_open_while_the_server_is_spoken_to(addressed: Cast, postbox: Postbox) -> None:
    checked_out: list[object] = []

    def on_message() -> None:
        checked_out.append(engine(settings().database_url).pool.checkedout())  # type: ignore[attr-defined]
        change(addressed.admin, display_name="Written meanwhile")

    postbox.on_message = on_message
    sent_referral(addressed)
    assert remind().sent == 2
    assert checked_out == [0, 0]


def test_a_message_names_nobody_and_says_nothing_but_that_there_is_news(addressed: Cast, postbox: Postbox) -> None:
    for each in make.rows(Account):
        with transaction() as db:
            db.merge(each).display_name = f"Shown{each.id}name"
    sent_referral(addressed, "Xanthippe", referrer_name="Dr Quill", best_hopes="gardening")
    milestone(addressed, name="Ottoline")
    assert remind().sent == 3
    names = ["Xanthippe", "Ottoline", "Quill", "gardening", "Hillside", "Riverside", "Shown", "07700"]
    names += [account.username for account in make.rows(Account)]
    for raw in postbox.raw:
        text = raw.decode("ascii").lower()
        assert [name for name in names if name.lower() in text] == []
        assert not {"referral", "referred", "milestone", "visit", "group", "clinic"} & set(text.split())


def test_every_message_says_the_same_whatever_the_news_is(addressed: Cast, postbox: Postbox) -> None:
    sent_referral(addressed)
    sent_referral(addressed, "Bea")
    milestone(addressed, name="Cem")
    remind()
    assert len({message.get_payload() for message in postbox.messages}) == 1
    assert {message["Subject"] for message in postbox.messages} == {"There is news in Common Ground"}


def test_a_message_says_where_to_look_and_how_to_change_it(addressed: Cast, postbox: Postbox) -> None:
    sent_referral(addressed)
    remind()
    (message, _) = postbox.messages
    text = message.get_payload()
    assert isinstance(text, str)
    assert "https://groups.example.org\r\n" in text
    assert "https://groups.example.org/account" in text
    assert message.get_content_type() == "text/plain"
    assert message.get_content_charset() == "utf-8"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["From"] == "Common Ground <post@common-ground.example>"
    assert message["To"] == address(addressed.coordinator)
    assert message["Date"]
    assert set(message.keys()) <= {
        *("Subject", "From", "To", "Date", "Message-ID", "Auto-Submitted"),
        *("Content-Type", "Content-Transfer-Encoding", "MIME-Version", "X-Peer", "X-MailFrom", "X-RcptTo"),
    }


def test_a_repeat_after_a_crash_is_known_as_the_same(
    addressed: Cast, postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(addressed.coordinator_2, email=None)
    sent_referral(addressed)
    with monkeypatch.context() as patch:
        patch.setattr(claims, "told", lambda claimed: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            remind()
    assert remind().sent == 0
    sent_referral(addressed, "Bea")
    with later(minutes=16):
        assert remind().sent == 1
    first, again = (message["Message-ID"] for message in postbox.messages)
    assert first == again
    sent_referral(addressed, "Cem")
    remind()
    assert postbox.messages[2]["Message-ID"] != first


def withdrawn(cast: Cast) -> None:
    (referral,) = make.rows(Referral)
    consents.withdraw(cast.clinic, referral.graduate_id, ConsentKind.FEEDBACK)


def test_r9_consent_withdrawn_between_finding_and_sending_sends_nothing(addressed: Cast, postbox: Postbox) -> None:
    milestone(addressed)
    find()
    assert make.rows(MailNews)
    withdrawn(addressed)
    outcome = remind()
    assert (outcome.sent, outcome.waiting) == (0, 0)
    assert postbox.raw == []
    assert make.rows(MailNews) == []


def test_r9_consent_withdrawn_before_the_next_try_sends_nothing(addressed: Cast, postbox: Postbox) -> None:
    milestone(addressed)
    postbox.answer = "451 later"
    assert remind().waiting == 1
    withdrawn(addressed)
    postbox.answer = ""
    with later(minutes=6):
        assert remind().waiting == 0
    assert postbox.raw == []


@pytest.mark.parametrize(
    "values",
    [{"active": False}, {"email": None}, {"mail_referrals": False}],
    ids=["deactivated", "no address", "turned off"],
)
def test_nothing_is_sent_to_who_wants_none_by_now(addressed: Cast, postbox: Postbox, values: dict[str, object]) -> None:
    sent_referral(addressed)
    find()
    change(addressed.coordinator, **values)
    assert remind().sent == 1
    assert postbox.to == [address(addressed.coordinator_2)]


def test_a_referral_answered_before_sending_is_no_longer_told(addressed: Cast, postbox: Postbox) -> None:
    referral = sent_referral(addressed)
    find()
    with transaction() as db:
        moved = db.get(Referral, referral.id)
        assert moved is not None
        moved.state = ReferralState.DECLINED
    assert remind().sent == 0


def test_a_refused_recipient_keeps_no_other_from_theirs(addressed: Cast, postbox: Postbox) -> None:
    postbox.refuse = {address(addressed.coordinator): "550 no such person"}
    sent_referral(addressed)
    outcome = remind()
    assert (outcome.sent, outcome.waiting, outcome.trouble) == (1, 1, "")
    attempts = {news.account_id: news.attempts for news in make.rows(MailNews)}
    assert attempts == {addressed.coordinator.account_id: 1, addressed.coordinator_2.account_id: 0}


@pytest.mark.parametrize("how", ["451 at the message", "451 at the address", "hangs up"])
def test_what_failed_for_now_is_sent_later_and_not_before(addressed: Cast, postbox: Postbox, how: str) -> None:
    change(addressed.coordinator_2, email=None)
    if how == "451 at the message":
        postbox.answer = "451 later"
    elif how == "451 at the address":
        postbox.refuse = {address(addressed.coordinator): "451 later"}
    else:
        postbox.hang_up = 1
    sent_referral(addressed)
    assert remind().waiting == 1
    postbox.answer, postbox.refuse = "", {}
    with later(minutes=4):
        assert remind().sent == 0
    with later(minutes=6):
        assert remind().sent == 1
    assert len(postbox.raw) == 1


def test_hanging_up_on_one_keeps_no_other_from_theirs(addressed: Cast, postbox: Postbox) -> None:
    postbox.hang_up = 1
    sent_referral(addressed)
    outcome = remind()
    assert (outcome.sent, outcome.waiting) == (1, 1)


def test_a_server_that_hangs_up_on_all_is_left_alone(addressed: Cast, postbox: Postbox) -> None:
    postbox.hang_up = 99
    more_coordinators(addressed)
    sent_referral(addressed)
    outcome = remind()
    assert "COMMON_GROUND_MAIL_HOST" in outcome.trouble
    assert 99 - postbox.hang_up == 3


def test_each_failure_waits_longer_and_in_the_end_it_is_given_up(addressed: Cast, postbox: Postbox) -> None:
    change(addressed.coordinator_2, email=None)
    postbox.refuse = {address(addressed.coordinator): "550 no such person"}
    sent_referral(addressed)
    began = clock.now()
    for minutes, tries in TRIES:
        with time_machine.travel(began + timedelta(minutes=minutes), tick=False):
            outcome = remind()
            assert [news.attempts for news in make.rows(MailNews)] == [tries]
            assert outcome.given_up == (tries == claims.MOST_ATTEMPTS)
    postbox.refuse = {}
    with later(days=2.5):
        assert remind() == Outcome(sent=0, waiting=0, given_up=0)


def test_what_waited_is_told_with_the_next_message(addressed: Cast, postbox: Postbox) -> None:
    change(addressed.coordinator_2, email=None)
    postbox.answer = "451 later"
    sent_referral(addressed)
    remind()
    postbox.answer = ""
    sent_referral(addressed, "Bea")
    outcome = remind()
    assert (outcome.sent, outcome.waiting) == (1, 0)


def test_an_address_with_a_domain_of_another_alphabet_is_written_as_servers_take_it(
    addressed: Cast, postbox: Postbox
) -> None:
    change(addressed.coordinator, email="post@bücher.example")
    sent_referral(addressed)
    assert remind().sent == 2
    assert "post@xn--bcher-kva.example" in postbox.to
