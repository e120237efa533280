"""The actor: who is acting right now, looked up anew for every rerun and callback."""

from dataclasses import dataclass

from models import Role
from services.security.permissions import Permission, allows


@dataclass(frozen=True)
class Actor:
    """A signed-in person. Holds no row, so nothing of the database rides along in the browser session."""

    account_id: int
    username: str
    display_name: str
    role: Role
    clinic_id: int | None
    group_ids: tuple[int, ...]
    sign_in_session_id: int
    must_change_password: bool

    def may(self, permission: Permission) -> bool:
        """Until a first password is changed, the own account is all there is."""
        if self.must_change_password and permission is not Permission.OWN_ACCOUNT:
            return False
        return allows(self.role, permission)
