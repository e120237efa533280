"""streamlit-authenticator's sign-in flow, with our accounts, throttle and sessions underneath.

Its own cookie, lock-out counter and credentials file protect too little, so each is replaced at
the point the library leaves for it. Nothing of a person is left in its credentials or in `st.session_state`.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st
from streamlit_authenticator.controllers import AuthenticationController
from streamlit_authenticator.models import AuthenticationModel

Check = Callable[[str, str], str | None]
"""Name and password to a ticket, or None."""

LEFT_BY_THE_LIBRARY = ("authentication_status", "email", "logout", "name", "password_hint", "roles", "username")


# Both ignores below: the library carries no types, and subclassing is the way in that it offers.
class _Accounts(AuthenticationModel):  # type: ignore[misc]
    """The library's model over `check`."""

    def __init__(self, check: Check) -> None:
        super().__init__({"usernames": {}}, auto_hash=False, secret_key="not used")  # noqa: S106 - signs nothing
        self._check = check
        self.ticket: str | None = None

    def check_credentials(self, username: str, password: str) -> bool:
        self.ticket = self._check(username, password or "")
        if self.ticket is not None:
            self.credentials["usernames"][username] = {"name": "", "email": None, "roles": None}
        return self.ticket is not None

    def _record_failed_login_attempts(self, username: str, reset: bool = False) -> None:
        """Failures are counted in the database (services/security/throttle.py)."""


class Controller(AuthenticationController):  # type: ignore[misc]
    """The library's controller; one for each attempt."""

    def __init__(self, check: Check) -> None:
        super().__init__({"usernames": {}}, auto_hash=False)
        self.authentication_model: Any = _Accounts(check)

    def ticket_for(self, username: str, password: str) -> str | None:
        """A one-time ticket when the name and password are right."""
        try:
            return self.authentication_model.ticket if self.login(username, password) else None
        finally:
            for name in LEFT_BY_THE_LIBRARY:
                st.session_state.pop(name, None)
