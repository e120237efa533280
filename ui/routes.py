"""Every page: its address, its file, and the permission it needs. Navigation and guard read this table."""

from copy import copy
from dataclasses import dataclass
from functools import lru_cache

import streamlit as st

from models import LARGEST_ID, Role
from services.security.actor import Actor
from services.security.permissions import Permission
from ui import to_top


@dataclass(frozen=True)
class Route:
    """One page. `path` is the fixed name in the address bar; `section` groups it in the navigation."""

    path: str
    file: str
    title: str
    icon: str
    permission: Permission
    section: str = ""


ROUTES = (
    Route("overview", "pages/clinic/overview.py", "Overview", "home", Permission.REFER),
    Route("graduates", "pages/clinic/graduates.py", "Graduates", "school", Permission.KEEP_GRADUATES),
    Route("refer", "pages/clinic/refer.py", "Refer", "person_add", Permission.REFER),
    Route("referrals", "pages/clinic/referrals.py", "Referrals", "forward_to_inbox", Permission.REFER),
    Route("today", "pages/group/today.py", "Today", "today", Permission.SEE_TODAY),
    Route("welcome", "pages/group/welcome.py", "Welcome", "waving_hand", Permission.WELCOME),
    Route("sessions", "pages/group/sessions.py", "Sessions", "calendar_month", Permission.PLAN_SESSIONS),
    Route("attendance", "pages/group/attendance.py", "Attendance", "checklist", Permission.KEEP_REGISTER),
    Route("roles", "pages/group/roles.py", "Roles", "volunteer_activism", Permission.SHARE_ROLES),
    Route("members", "pages/group/members.py", "Members", "group", Permission.KEEP_MEMBERS),
    Route("group", "pages/group/group.py", "Group", "diversity_3", Permission.KEEP_GROUP),
    Route("engagement", "pages/shared/engagement.py", "Engagement", "show_chart", Permission.SEE_ENGAGEMENT),
    Route("accounts", "pages/admin/accounts.py", "Accounts", "manage_accounts", Permission.KEEP_ACCOUNTS),
    Route(
        "organisations",
        "pages/admin/organisations.py",
        "Organisations",
        "apartment",
        Permission.KEEP_ORGANISATIONS,
    ),
    Route("audit", "pages/admin/audit.py", "Audit", "history", Permission.READ_AUDIT),
    Route("account", "pages/account/account.py", "Your account", "lock", Permission.OWN_ACCOUNT),
)

HOME = {
    Role.CLINIC_STAFF: "overview",
    Role.COORDINATOR: "today",
    Role.ADMINISTRATOR: "accounts",
    Role.REGISTER_TAKER: "attendance",
}
BY_PATH = {route.path: route for route in ROUTES}


def routes_for(actor: Actor) -> list[Route]:
    """The pages an actor may open, home first."""
    return [route for route in ROUTES if actor.may(route.permission)]


def page(route: Route) -> st.Page:
    """The Streamlit page of a route, for this run alone: Streamlit notes on it which one is shown."""
    return copy(_made(route))


# Looking for the file and checking the icon takes as long as reading a group's figures.
@lru_cache(maxsize=len(ROUTES))
def _made(route: Route) -> st.Page:
    return st.Page(
        route.file,
        title=route.title,
        icon=f":material/{route.icon}:",
        url_path=route.path,
    )


def go(path: str, **ids: int) -> None:
    """Opens a page at its top; `ids` go into its address (never a name)."""
    to_top.going()
    st.switch_page(BY_PATH[path].file, query_params={name: str(value) for name, value in ids.items()})


def chosen(name: str) -> int | None:
    """The id that the address carries under `name`, if it is one."""
    value = st.query_params.get(name, "")
    if not (value.isascii() and value.isdecimal() and len(value) <= len(str(LARGEST_ID))):
        return None
    return min(int(value), LARGEST_ID)
