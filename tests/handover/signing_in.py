"""Signing in as somebody who was invited."""

from services.administration.making import FirstPassword
from services.security.actor import Actor
from services.security.sign_in import actor_of_token, sign_in
from services.security.tickets import redeem_ticket


def token_of(made: FirstPassword) -> str:
    """The cookie of somebody who has just signed in with a first password; empty when it is refused."""
    cookies = redeem_ticket(sign_in(made.username, made.password, source="here") or "")
    return cookies.token if cookies else ""


def actor_of_invited(made: FirstPassword) -> Actor:
    actor = actor_of_token(token_of(made))
    assert actor
    return actor
