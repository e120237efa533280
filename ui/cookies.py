"""The two cookies: who is signed in, and that this browser has been here before. Scripts in a page see neither."""

from services.security.tickets import BROWSER_KNOWN_FOR, SIGNED_IN_FOR
from services.settings import settings

LASTS = {"session": int(SIGNED_IN_FOR.total_seconds()), "browser": int(BROWSER_KNOWN_FOR.total_seconds())}


def session_cookie() -> str:
    """The name of the cookie that says who is signed in."""
    return f"{_prefix()}common_ground"


def browser_cookie() -> str:
    """The name of the cookie that a known browser carries."""
    return f"{_prefix()}common_ground_browser"


def _prefix() -> str:
    # __Host- ties a cookie to this host over https. Over http (the demo) browsers refuse such a name.
    return "__Host-" if settings().https else ""
