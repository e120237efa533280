"""The app as AppTest runs it, signed in through its own form."""

from typing import Any

import pytest
from streamlit.runtime.context import ContextProxy
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from services.security import passwords
from services.security.tickets import redeem_ticket
from services.settings import ROOT
from tests.cast import Cast, assemble
from ui import cookie_bridge
from ui.cookies import browser_cookie, session_cookie

PASSWORD = passwords.DEMO_PASSWORD
QUICK = 4  # the least work that bcrypt allows

Jar = dict[str, str]


class Apps:
    """Browsers with a cookie jar each, all at the same app and database. Needs a fresh database; brings the cast.

    >>> app = apps.sign_in("coordinator", "sessions")
    >>> app.button[0].click().run()
    """

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        patch.setattr(passwords, "COST", QUICK)
        self.cast: Cast = assemble(passwords.hash_password(PASSWORD))
        self._jar: Jar = {}
        self._keep_router_mode(patch)
        self._keep_jars(patch)

    def browser(self, path: str = "", jar: Jar | None = None, **ids: int) -> AppTest:
        """A browser with the cookies of `jar` that opens an address."""
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
        app.jar = {} if jar is None else jar
        return self.open(app, path, **ids)

    def sign_in(self, username: str, path: str = "", password: str = PASSWORD, **ids: int) -> AppTest:
        """A new browser that signs in at an address and is then shown it."""
        app = self.browser(path, **ids)
        self.fill_in(app, username, password)
        assert session_cookie() in app.jar, "the form did not sign in"
        return self.browser(path, app.jar, **ids)

    def fill_in(self, app: AppTest, username: str, password: str = PASSWORD) -> AppTest:
        """Fills in the form on screen and sends it."""
        app.text_input[0].set_value(username)
        app.text_input[1].set_value(password)
        return app.button[0].click().run()

    def open(self, app: AppTest, path: str = "", **ids: int) -> AppTest:
        """Goes to an address in a browser that is already open."""
        app._page_hash = calc_hash(path)
        app.query_params.clear()
        for name, value in ids.items():
            app.query_params[name] = str(value)
        return app.run()

    def _keep_jars(self, patch: pytest.MonkeyPatch) -> None:
        """AppTest backs cookies and the address with a mock: gives it the jar of the browser that is running."""
        run = AppTest._run

        def with_its_jar(app: AppTest, *args: Any, **kwargs: Any) -> AppTest:
            self._jar = app.jar
            return run(app, *args, **kwargs)

        patch.setattr(AppTest, "_run", with_its_jar)
        patch.setattr(ContextProxy, "cookies", property(lambda _: self._jar))
        patch.setattr(ContextProxy, "ip_address", property(lambda _: None))
        patch.setattr(cookie_bridge, "_bridge", self._cross_the_bridge)

    def _cross_the_bridge(self, *, data: dict[str, str], key: str) -> None:
        """What the browser does with a ticket, or with none."""
        if not data["ticket"]:
            self._jar.pop(session_cookie(), None)
        elif cookies := redeem_ticket(data["ticket"], self._jar.get(browser_cookie())):
            self._jar[session_cookie()], self._jar[browser_cookie()] = cookies.token, cookies.browser

    def _keep_router_mode(self, patch: pytest.MonkeyPatch) -> None:
        """Every AppTest run goes back to the folder mode, which runs pages past app.py. Ours never has it on."""
        begin = PagesManager.__init__

        def without_folder(manager: PagesManager, *args: Any, **kwargs: Any) -> None:
            PagesManager.uses_pages_directory = False
            begin(manager, *args, **kwargs)

        patch.setattr(PagesManager, "__init__", without_folder)
