"""Everyone chooses their own mail, of the kinds that fit their role."""

import pytest

from models import Account, AuditChange, AuditEvent, MailKind, Role
from services.errors import Invalid
from services.mail.preferences import preferences, set_preferences
from tests import make
from tests.cast import Cast


def kept(account_id: int) -> Account:
    return make.rows(Account, id=account_id)[0]


def test_a_coordinator_hears_of_referrals_and_clinic_staff_of_milestones(cast: Cast) -> None:
    assert preferences(cast.coordinator).kinds == (MailKind.REFERRAL, MailKind.DIGEST)
    assert preferences(cast.clinic).kinds == (MailKind.MILESTONE, MailKind.DIGEST)
    assert preferences(cast.admin).kinds == ()


def test_milestones_and_the_digest_are_off_until_chosen(cast: Cast) -> None:
    assert preferences(cast.coordinator).wanted == {MailKind.REFERRAL}
    assert preferences(cast.clinic).wanted == set()


def test_a_choice_is_kept_and_the_rest_turned_off(cast: Cast) -> None:
    set_preferences(cast.coordinator, " me@post.example ", [MailKind.DIGEST])
    mine = preferences(cast.coordinator)
    assert (mine.email, mine.wanted) == ("me@post.example", {MailKind.DIGEST})
    assert not kept(cast.coordinator.account_id).mail_referrals
    assert preferences(cast.coordinator_2).email == ""


def test_the_address_may_be_taken_away(cast: Cast) -> None:
    set_preferences(cast.clinic, "me@post.example", [])
    set_preferences(cast.clinic, "", [])
    assert kept(cast.clinic.account_id).email is None


def test_a_wrong_address_and_a_kind_of_another_role_are_both_said_and_nothing_changes(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        set_preferences(cast.clinic, "me at post", [MailKind.REFERRAL])
    assert [problem.field for problem in refused.value.problems] == ["email", "wanted"]
    assert preferences(cast.clinic).email == ""


def test_r31_a_change_is_recorded_with_before_and_after_once(cast: Cast) -> None:
    for _ in range(2):
        set_preferences(cast.clinic, "me@post.example", [MailKind.MILESTONE])
    (event,) = make.rows(AuditEvent, action="account.mail_changed")
    changes = {(each.field, each.before, each.after) for each in make.rows(AuditChange, event_id=event.id)}
    assert changes == {("email", None, "me@post.example"), ("mail_milestones", "False", "True")}
    assert (event.account_id, event.subject_id) == (cast.clinic.account_id, cast.clinic.account_id)


def test_a_choice_of_another_role_stays_as_it_was(cast: Cast) -> None:
    set_preferences(cast.clinic, "me@post.example", [])
    assert kept(cast.clinic.account_id).role is Role.CLINIC_STAFF
    assert kept(cast.clinic.account_id).mail_referrals
