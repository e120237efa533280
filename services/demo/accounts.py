"""Who signs in: the demo accounts of the product, and the same for every further clinic and group."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from models import Account, AccountGroup, AuditEvent, Role
from services.demo.places import Place
from services.demo.rows import Rows

# Two mornings ago: what the groups did since is news to the clinic.
CLINIC_AWAY = timedelta(hours=38, minutes=40)
STAFF = {1: "Priya Raman", 2: "Fiona Mackay"}
COORDINATORS = {1: ("Bernadette Osei", "Tomasz Wójcik"), 2: ("Gareth Llewellyn",)}


@dataclass(frozen=True)
class Team:
    """The accounts of one clinic and its group."""

    staff_id: int
    referrer: str
    coordinator_ids: tuple[int, ...]
    coordinator_names: tuple[str, ...]


def usernames(number: int) -> tuple[str, tuple[str, ...]]:
    """The clinic's user name and the coordinators' of the `number`th place."""
    staff = "clinic" if number == 1 else f"clinic-{number}"
    return staff, ("coordinator", "coordinator-2") if number == 1 else (f"coordinator-{number + 1}",)


class Accounts:
    """Makes accounts that share one password's hash: hashing it anew for each would take minutes."""

    def __init__(self, rows: Rows, password_hash: str, now: datetime, since: datetime) -> None:
        self._rows, self._hash, self._now, self._since = rows, password_hash, now, since

    def administrator(self) -> None:
        self._account("admin", "Alex Morgan", Role.ADMINISTRATOR)

    def team(self, place: Place, clinic_id: int, group_id: int) -> Team:
        """Clinic staff and coordinators of a place."""
        staff, coordinators = usernames(place.number)
        referrer = STAFF.get(place.number, f"Staff of {place.clinic}")
        names = COORDINATORS.get(place.number, (f"Coordinator of {place.group}",))
        staff_id = self._account(staff, referrer, Role.CLINIC_STAFF, clinic_id)
        ids = tuple(
            self._account(username, name, Role.COORDINATOR, group_id=group_id)
            for username, name in zip(coordinators, names, strict=True)
        )
        for account_id in ids:
            self._rows.add(AccountGroup, account_id=account_id, group_id=group_id)
        return Team(staff_id, referrer, ids, names if place.number in COORDINATORS else ())

    def _account(
        self, username: str, name: str, role: Role, clinic_id: int | None = None, group_id: int | None = None
    ) -> int:
        lately, before = self._now - timedelta(hours=8), self._now - timedelta(days=4, hours=14)
        if role is Role.CLINIC_STAFF:
            lately = self._now - CLINIC_AWAY
        account_id = self._rows.add(
            Account,
            username=username,
            display_name=name,
            password_hash=self._hash,
            must_change_password=False,
            role=role,
            clinic_id=clinic_id,
            created_at=self._since,
            last_sign_in_at=lately,
            previous_sign_in_at=before,
        )
        for at in (before, lately):
            self._rows.add(
                AuditEvent, at=at, account_id=account_id, action="account.signed_in", subject="account",
                subject_id=account_id, clinic_id=clinic_id, group_id=group_id,
            )  # fmt: skip
        return account_id
