"""One run: finds the news, and sends each account at most one message. No transaction is open while a server is."""

from dataclasses import dataclass

from services.logs import log
from services.mail import claims
from services.mail.claims import Claimed
from services.mail.finding import find
from services.mail.message import compose, for_the_wire
from services.mail.post import NotTaken, Post, ServerTrouble


@dataclass(frozen=True)
class Outcome:
    """How many messages were sent, how many wait, how many were given up now; `trouble` says what to check."""

    sent: int
    waiting: int
    given_up: int
    trouble: str = ""


def remind() -> Outcome:
    """Finds and sends what is due. Safe to run as often as one likes, and twice at once: each is sent once.

    A message that the server refuses is tried again later, six times over at most, and nothing is tried for more
    than three days. Trouble with the server itself ends the run and counts against no message.
    """
    find()
    sent, trouble, post = 0, "", Post()
    try:
        for account_id in claims.accounts_due():
            post.ready()
            claimed = claims.claim(account_id)
            sent += claimed is not None and _sent(post, claimed)
    except ServerTrouble as error:
        trouble = str(error)
    finally:
        post.close()
    given_up = claims.give_up()
    return Outcome(sent, claims.how_many_wait(), given_up, trouble)


def _sent(post: Post, claimed: Claimed) -> bool:
    try:
        post.send(compose(claimed.address, claimed.key), for_the_wire(claimed.address))
    except NotTaken as error:
        claims.failed(claimed)
        log().warning("mail_not_taken", account_id=claimed.account_id, code=error.code)
        return False
    except ServerTrouble:
        claims.release(claimed)
        raise
    claims.told(claimed)
    return True
