"""The one message there is: there is news, and a link. Nothing in it depends on what the news is."""

import hashlib
import hmac
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from email_validator import EmailNotValidError, validate_email

from services import clock
from services.settings import settings

SUBJECT = "There is news in Common Ground"
TEXT = """\
Hello,

There is news for you in Common Ground. Whenever it suits you, have a look here:

{url}

That is all this message says, so that nothing about anyone travels by email.

You chose to hear from us. To change that, or to get no more of these messages,
open "Your account": {url}/account
"""


def compose(address: str, key: str) -> EmailMessage:
    """The message to one address. The same `key` gives the same Message-ID, so that a repeat is known as one."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = SUBJECT
    message["From"] = Address("Common Ground", addr_spec=settings().mail_from)
    message["To"] = Address(addr_spec=for_the_wire(address))
    message["Date"] = clock.now()
    message["Message-ID"] = f"<{_digest(key)}@{own_domain()}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(TEXT.format(url=settings().public_url.rstrip("/")))
    return message


def own_domain() -> str:
    """The domain that mail comes from: what we greet the server with, too, instead of this machine's name."""
    return for_the_wire(settings().mail_from).rpartition("@")[2]


def for_the_wire(address: str) -> str:
    """The address as every mail server takes it, where there is such a form."""
    try:
        return validate_email(address, check_deliverability=False).ascii_email or address
    except EmailNotValidError:
        return address


def _digest(key: str) -> str:
    """Keyed, so that nobody reads from it whom or what it is about."""
    return hmac.digest(settings().secret_key.get_secret_value().encode(), key.encode(), hashlib.sha256).hex()[:40]
