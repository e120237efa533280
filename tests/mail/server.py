"""A real mail server on a free port, in a thread, that can be told to misbehave."""

import inspect
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import Message
from email.parser import BytesParser
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USERNAME, PASSWORD = b"common-ground", b"lantern otter meadow"


@dataclass
class Postbox:
    """What arrived, and how the server is to behave."""

    raw: list[bytes] = field(default_factory=list)
    to: list[str] = field(default_factory=list)
    connections: int = 0
    refuse: dict[str, str] = field(default_factory=dict)  # an address, and what is answered to it
    refuse_from: str = ""
    answer: str = ""  # to every message, instead of taking it
    hang_up: int = 0  # on so many messages, in mid-conversation
    hang_up_between: bool = False  # before the next message of a connection
    on_message: Callable[[], None] = lambda: None

    @property
    def messages(self) -> list[Message]:
        return [BytesParser().parsebytes(raw) for raw in self.raw]

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self.connections += session.host_name is None
        session.host_name = hostname
        return responses

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.refuse_from:
            return self.refuse_from
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.hang_up:
            self.hang_up -= 1
            server.transport.abort()
            return "250 never heard"
        if self.answer:
            return self.answer
        self.on_message()
        assert isinstance(envelope.original_content, bytes)
        self.raw.append(envelope.original_content)
        self.to += envelope.rcpt_tos
        return "250 OK"

    async def handle_NOOP(self, server: SMTP, session: Session, envelope: Envelope, argument: str) -> str:
        if self.hang_up_between:
            server.transport.abort()
        return "250 OK"


class Server(Controller):
    """Listens on a port that the system chooses."""

    def __init__(self, postbox: Postbox, **values: Any) -> None:
        super().__init__(postbox, hostname="127.0.0.1", port=0, **values)

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


def authenticator(
    server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: LoginPassword
) -> AuthResult:
    return AuthResult(success=(data.login, data.password) == (USERNAME, PASSWORD), handled=False)


def certificate(folder: Path, *, host: str = "127.0.0.1") -> tuple[Path, ssl.SSLContext]:
    """A self-signed certificate as a file to trust, and what a server shows it with."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    known_as: x509.GeneralName = x509.IPAddress(ip_address(host)) if host[0].isdigit() else x509.DNSName(host)
    usage = dict.fromkeys(inspect.signature(x509.KeyUsage).parameters, False)
    usage |= {"digital_signature": True, "key_cert_sign": True}
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - timedelta(days=2))
        .not_valid_after(datetime.now(UTC) + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([known_as]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**usage), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    shown, kept = folder / "certificate.pem", folder / "key.pem"
    shown.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    kept.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(shown, kept)
    return shown, context
