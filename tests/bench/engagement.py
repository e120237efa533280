"""The engagement page beside an empty stock page: ten years of one group, and one group among a thousand."""

from pathlib import Path

from sqlmodel import select

from models import Account
from services import clock
from services.database import transaction
from services.demo.load import load_demo
from services.migrations import migrate
from services.security.tickets import open_session, redeem_ticket
from tests import databases
from tests.bench.reruns import CLIENTS, Screen, rate_of
from tests.bench.serving import ours, stock
from ui.cookies import session_cookie

WORDS = "Coming to the group"
# What the page must reach: as quick as nothing at all, and no slower for what is not the actor's.
LEAST_OF_STOCK, MOST_SLOWER = 1.0, 1.2
GROUPS, YEARS, LONG = 1000, 2, 10


def measure(folder: Path) -> int:
    """Prints reruns a second for each, and returns 1 unless the page keeps up."""
    empty, _ = rate_of(Screen("empty stock page, default settings", stock(folder / "stock"), "Nothing here yet"))
    print(f"empty stock page, default settings: {empty:.1f} reruns/s at {CLIENTS} clients", flush=True)
    rates = {}
    for name, groups, years in (
        (f"{LONG} years of one group", 2, LONG),
        (f"{YEARS} years of one group", 2, YEARS),
        (f"{YEARS} years of one of {GROUPS} groups", GROUPS, YEARS),
    ):
        rates[name] = _engagement(folder, name, groups, years)
        print(f"{name}: {rates[name]:.1f} reruns/s ({rates[name] / empty:.2f} × stock)", flush=True)
    long, few, many = rates.values()
    print(f"among {GROUPS} groups {few / many:.2f} times slower than alone; at most {MOST_SLOWER}")
    return int(long < LEAST_OF_STOCK * empty or few > MOST_SLOWER * many)


def _engagement(folder: Path, name: str, groups: int, years: int) -> float:
    url = f"sqlite:///{folder / f'{groups}_{years}.db'}"
    with databases.using(url):
        migrate()
        load_demo(groups, years, until=clock.today())
        with transaction() as db:
            ticket = open_session(db, db.exec(select(Account).where(Account.username == "coordinator")).one())
        cookies = redeem_ticket(ticket)
        assert cookies is not None
        cookie = f"{session_cookie()}={cookies.token}"
        rate, _ = rate_of(Screen(name, ours(url), WORDS, "engagement", cookie))
        return rate
