"""Accounts: made, changed and ended by an administrator, never by or for themself (R33)."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from models import Account, AccountGroup, AuditChange, AuditEvent, Role
from services.administration import accounts, organisations
from services.administration.account_list import accounts as all_accounts
from services.errors import Conflict, DomainError, Invalid, NotAllowed, NotFound
from services.security.sign_in import actor_of, actor_of_token, sign_in
from services.security.tickets import redeem_ticket
from tests import make
from tests.cast import Cast
from tests.queries import how_many


def live_token(cast: Cast, account_id: int) -> str:
    """The cookie of someone signed in to an account, with a password set for it."""
    made = accounts.reset_password(cast.admin, account_id)
    cookies = redeem_ticket(sign_in(made.username, made.password, source="here") or "")
    assert cookies
    return cookies.token


def stored(account_id: int) -> Account:
    return make.rows(Account, id=account_id)[0]


def test_a_new_account_signs_in_with_its_first_password_and_must_change_it(cast: Cast) -> None:
    made = accounts.create(
        cast.admin, username=" Robin ", display_name="Robin", role=Role.CLINIC_STAFF, clinic_id=cast.riverside.id
    )
    assert made.username == "robin"
    cookies = redeem_ticket(sign_in("robin", made.password, source="here") or "")
    assert cookies
    actor = actor_of_token(cookies.token)
    assert actor
    assert actor.must_change_password
    assert actor.clinic_id == cast.riverside.id


def test_a_coordinator_gets_the_groups_named(cast: Cast) -> None:
    groups = (cast.group.id or 0, cast.other_group.id or 0)
    made = accounts.create(cast.admin, username="pat", display_name="Pat", role=Role.COORDINATOR, group_ids=groups)
    assert [row.group_id for row in make.rows(AccountGroup, account_id=made.account_id)] == list(groups)


def test_first_passwords_differ_and_the_password_is_nowhere_in_the_audit(cast: Cast) -> None:
    one, two = (accounts.reset_password(cast.admin, cast.clinic.account_id).password for _ in range(2))
    assert one != two
    assert not [row for row in make.rows(AuditChange) if one in f"{row.before}{row.after}"]


@pytest.mark.parametrize("username", ["", "x", "with space", "naïve", "a" * 41, "nul\x00", "<b>x</b>", "🙂🙂"])
def test_an_unsuitable_username_is_refused(cast: Cast, username: str) -> None:
    with pytest.raises(Invalid):
        accounts.create(cast.admin, username=username, display_name="X", role=Role.ADMINISTRATOR)


def test_a_taken_username_is_refused_in_words_whatever_its_capitals(cast: Cast) -> None:
    with pytest.raises(Conflict, match="username is taken"):
        accounts.create(cast.admin, username="ADMIN", display_name="X", role=Role.ADMINISTRATOR)


def test_every_problem_of_the_form_is_told_at_once(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        accounts.create(cast.admin, username="", display_name="", role=Role.CLINIC_STAFF)
    assert {problem.field for problem in refused.value.problems} == {"username", "display_name", "clinic_id"}


@pytest.mark.parametrize("group_ids", [(), (999_999,)])
def test_a_coordinator_needs_a_group_that_is_there(cast: Cast, group_ids: tuple[int, ...]) -> None:
    with pytest.raises(Invalid):
        accounts.create(cast.admin, username="pat", display_name="Pat", role=Role.COORDINATOR, group_ids=group_ids)


def test_clinic_staff_need_a_clinic_that_is_there(cast: Cast) -> None:
    with pytest.raises(Invalid):
        accounts.create(cast.admin, username="pat", display_name="Pat", role=Role.CLINIC_STAFF, clinic_id=999_999)


def test_r33_another_role_ends_live_sessions_and_takes_the_old_scope_away(cast: Cast) -> None:
    account_id = cast.coordinator.account_id
    token = live_token(cast, account_id)
    accounts.change_role(cast.admin, account_id, role=Role.CLINIC_STAFF, clinic_id=cast.hillside.id)
    assert actor_of_token(token) is None
    assert make.rows(AccountGroup, account_id=account_id) == []
    assert stored(account_id).clinic_id == cast.hillside.id


def test_r33_deactivating_ends_live_sessions_and_reactivating_does_not_bring_them_back(cast: Cast) -> None:
    account_id = cast.coordinator.account_id
    token = live_token(cast, account_id)
    accounts.deactivate(cast.admin, account_id)
    assert actor_of_token(token) is None
    accounts.reactivate(cast.admin, account_id)
    assert actor_of_token(token) is None
    assert stored(account_id).active


def test_staff_of_a_clinic_that_was_put_away_cannot_come_back_to_it(cast: Cast) -> None:
    closed = make.clinic("Closed").id or 0
    left = make.account("left", Role.CLINIC_STAFF, clinic_id=closed, active=False).id or 0
    organisations.put_away_clinic(cast.admin, closed)
    with pytest.raises(Conflict, match="clinic has been put away"):
        accounts.reactivate(cast.admin, left)
    assert not stored(left).active
    accounts.change_role(cast.admin, left, role=Role.CLINIC_STAFF, clinic_id=cast.riverside.id)
    accounts.reactivate(cast.admin, left)
    assert stored(left).active


def test_r33_a_reset_password_ends_live_sessions(cast: Cast) -> None:
    account_id = cast.coordinator.account_id
    token = live_token(cast, account_id)
    accounts.reset_password(cast.admin, account_id)
    assert actor_of_token(token) is None


def test_an_administrator_cannot_change_their_own_account(cast: Cast) -> None:
    own = cast.admin.account_id
    attempts = (
        lambda: accounts.deactivate(cast.admin, own),
        lambda: accounts.reset_password(cast.admin, own),
        lambda: accounts.change_role(cast.admin, own, role=Role.CLINIC_STAFF, clinic_id=cast.riverside.id),
    )
    for attempt in attempts:
        with pytest.raises(Conflict):
            attempt()
    assert stored(own).active


def test_an_administrator_who_was_just_deactivated_can_do_nothing_more(cast: Cast) -> None:
    second = actor_of(make.account("admin-2", Role.ADMINISTRATOR))
    accounts.deactivate(cast.admin, second.account_id)
    with pytest.raises(NotAllowed):
        accounts.deactivate(second, cast.admin.account_id)


def test_two_administrators_cannot_remove_each_other_at_the_same_moment(cast: Cast) -> None:
    second = actor_of(make.account("admin-2", Role.ADMINISTRATOR))

    def attempt(pair: tuple[object, int]) -> bool:
        try:
            accounts.deactivate(*pair)
        except DomainError:
            return False
        return True

    pairs = [(cast.admin, second.account_id), (second, cast.admin.account_id)]
    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(attempt, pairs)) == [False, True]
    assert len(make.rows(Account, role=Role.ADMINISTRATOR, active=True)) == 1


def test_an_account_that_is_not_there_is_not_found(cast: Cast) -> None:
    with pytest.raises(NotFound):
        accounts.deactivate(cast.admin, 999_999)


def test_r31_a_change_of_role_is_audited_with_before_and_after(cast: Cast) -> None:
    accounts.change_role(cast.admin, cast.coordinator.account_id, role=Role.CLINIC_STAFF, clinic_id=cast.riverside.id)
    event = make.rows(AuditEvent, action="account.role_changed")[0]
    changes = {row.field: (row.before, row.after) for row in make.rows(AuditChange, event_id=event.id)}
    assert changes == {
        "role": ("coordinator", "clinic_staff"),
        "clinic": (None, str(cast.riverside.id)),
        "groups": (str(cast.group.id), None),
    }


def test_the_list_shows_each_account_with_its_scope(cast: Cast) -> None:
    accounts.deactivate(cast.admin, cast.clinic.account_id)
    seen = {view.username: view for view in all_accounts(cast.admin).rows}
    assert seen["clinic-2"].clinic == cast.hillside.name
    assert seen["coordinator"].groups == {cast.group.id: cast.group.name}
    assert list(seen)[-1] == "clinic"
    assert not seen["clinic"].active


def test_the_list_comes_in_pages_and_is_searched_by_username_and_name(cast: Cast) -> None:
    for number in range(25):
        make.account(f"more-{number:02}", Role.ADMINISTRATOR, display_name=f"Person {number}")
    pages = [all_accounts(cast.admin, search="more", page=page) for page in (0, 1)]
    assert [(len(page.rows), page.total) for page in pages] == [(20, 25), (5, 25)]
    assert pages[1].rows[0].username == "more-20"
    assert [view.username for view in all_accounts(cast.admin, search="person 17").rows] == ["more-17"]


def test_the_list_takes_as_many_queries_for_many_accounts(cast: Cast) -> None:
    few = how_many(lambda: all_accounts(cast.admin))
    for number in range(30):
        make.account(f"more-{number}", Role.COORDINATOR, groups=(cast.group.id or 0,))
    assert how_many(lambda: all_accounts(cast.admin)) == few


def test_whoever_took_the_register_has_no_last_day_in_another_role(cast: Cast) -> None:
    taker, groups = cast.register_taker.account_id, (cast.group.id or 0,)
    accounts.change_role(cast.admin, taker, role=Role.COORDINATOR, group_ids=groups)
    assert (stored(taker).role, stored(taker).valid_until) == (Role.COORDINATOR, None)


def test_taking_the_register_is_a_coordinators_to_give(cast: Cast) -> None:
    with pytest.raises(Invalid, match="invited by a coordinator"):
        accounts.change_role(
            cast.admin, cast.coordinator_2.account_id, role=Role.REGISTER_TAKER, group_ids=(cast.group.id or 0,)
        )
