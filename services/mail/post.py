"""The connection to the mail server: one for many messages, checked certificates, nothing waited for long."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage

from services.mail.message import own_domain
from services.settings import settings

SECONDS = 10
SERVICE_CLOSING = 421
# So many messages in a row that broke the connection: the server is in trouble, not the messages.
BREAKS = 3

_CHECK_CERTIFICATE = (
    "The mail server's certificate is not one to trust, so nothing was sent. Check that COMMON_GROUND_MAIL_HOST is "
    "the name in the certificate, and that this machine knows who issued it (SSL_CERT_FILE can name a file)."
)
_CHECK_SECURITY = (
    "The mail server does not speak the encryption asked for, so nothing was sent. Check COMMON_GROUND_MAIL_SECURITY "
    "and COMMON_GROUND_MAIL_PORT: most often starttls with 587, or tls with 465."
)
_CHECK_SIGN_IN = (
    "The mail server did not take the user name and password. "
    "Check COMMON_GROUND_MAIL_USERNAME and COMMON_GROUND_MAIL_PASSWORD."
)
_CHECK_FROM = (
    "The mail server sends nothing from this address. Check COMMON_GROUND_MAIL_FROM, and whether the server wants "
    "COMMON_GROUND_MAIL_USERNAME and COMMON_GROUND_MAIL_PASSWORD."
)
_CHECK_HOST = (
    "The mail server cannot be reached, or gives no answer. Check COMMON_GROUND_MAIL_HOST and "
    "COMMON_GROUND_MAIL_PORT, that it runs, and that no firewall is between."
)


class ServerTrouble(Exception):
    """The server, or the settings for it: no message would fare better. Says what to check, and names nobody."""


class NotTaken(Exception):
    """This one message was not taken. `code` is the server's, 0 when the connection broke."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Post:
    """One run's connection. `ready` before every message; `close` at the end."""

    def __init__(self) -> None:
        self._server: smtplib.SMTP | None = None
        self._breaks = 0

    def ready(self) -> None:
        """Opens the connection, or opens it again when it has broken.

        Raises:
            ServerTrouble: it cannot be opened.
        """
        if self._breaks >= BREAKS:
            raise ServerTrouble(_CHECK_HOST)
        if self._server is not None and not _answers(self._server):
            self._drop()
        if self._server is None:
            with _connecting():
                self._server = _connected()

    def send(self, message: EmailMessage, address: str) -> None:
        """Hands one message over.

        Raises:
            NotTaken: the server refused this one, or the connection broke.
            ServerTrouble: it takes nothing from our address.
        """
        server = self._server
        assert server is not None  # noqa: S101 - `ready` comes first
        try:
            server.send_message(message, settings().mail_from, [address])
        except smtplib.SMTPRecipientsRefused as error:
            raise NotTaken(error.recipients[address][0]) from None
        except smtplib.SMTPSenderRefused as error:
            if error.smtp_code < 500:
                raise NotTaken(error.smtp_code) from None
            raise ServerTrouble(_CHECK_FROM) from None
        except smtplib.SMTPResponseException as error:
            raise NotTaken(error.smtp_code) from None
        except smtplib.SMTPNotSupportedError:
            raise NotTaken(0) from None
        except (OSError, smtplib.SMTPException):
            self._breaks += 1
            self._drop()
            raise NotTaken(0) from None
        self._breaks = 0

    def close(self) -> None:
        if self._server is not None:
            with suppress(OSError, smtplib.SMTPException):
                self._server.quit()
            self._drop()

    def _drop(self) -> None:
        if self._server is not None:
            with suppress(OSError):
                self._server.close()
        self._server = None


def _answers(server: smtplib.SMTP) -> bool:
    try:
        return server.noop()[0] != SERVICE_CLOSING
    except (OSError, smtplib.SMTPException):
        return False


def _connected() -> smtplib.SMTP:
    chosen = settings()
    where, trusted = (chosen.mail_host, chosen.mail_port), ssl.create_default_context()
    if chosen.mail_security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(*where, local_hostname=own_domain(), timeout=SECONDS, context=trusted)
    else:
        server = smtplib.SMTP(*where, local_hostname=own_domain(), timeout=SECONDS)
    try:
        if chosen.mail_security == "starttls":
            server.starttls(context=trusted)
        if chosen.mail_username:
            server.login(chosen.mail_username, chosen.mail_password.get_secret_value())
    except BaseException:
        server.close()
        raise
    return server


@contextmanager
def _connecting() -> Iterator[None]:
    """Turns what may go wrong on the way into words that say what to check. The server's own words stay out."""
    try:
        yield
    except ssl.SSLCertVerificationError:
        raise ServerTrouble(_CHECK_CERTIFICATE) from None
    except (ssl.SSLError, smtplib.SMTPNotSupportedError):
        raise ServerTrouble(_CHECK_SECURITY) from None
    except smtplib.SMTPAuthenticationError:
        raise ServerTrouble(_CHECK_SIGN_IN) from None
    except (OSError, smtplib.SMTPException):
        raise ServerTrouble(_CHECK_HOST) from None
