"""Where alerts go: a file, a program, a web address with a signed body, a mailbox."""

from __future__ import annotations

import hashlib
import hmac
import smtplib
import ssl
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import make_msgid
from http.client import HTTPException
from pathlib import Path
from urllib.parse import urlsplit

from luodi.network import opener
from luodi.settings import Notifying, SettingsError

from .alerts import Alert, as_text
from .delivery import DeliveryError, Sink, append_line, packed


@dataclass(frozen=True)
class FileSink:
    """Adds each alert to a file as a line of JSON."""

    path: Path
    name: str = "file"

    def send(self, alert: Alert) -> None:
        """Add the alert to the file and wait for the disk. Raises OSError."""
        append_line(self.path, alert)


@dataclass(frozen=True)
class CommandSink:
    """Runs a program with the alert as JSON on its standard input; nothing of the alert becomes an argument."""

    command: tuple[str, ...]
    seconds: float
    name: str = "command"

    def send(self, alert: Alert) -> None:
        """Run the program. Raises DeliveryError where it fails or takes too long, OSError where there is none."""
        try:
            done = subprocess.run(
                self.command, input=packed(alert), timeout=self.seconds, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired as error:
            raise DeliveryError(f"{self.command[0]} 在 {self.seconds:.0f} 秒内没有结束（timed out）") from error
        if done.returncode:
            raise DeliveryError(f"{self.command[0]} 以代码 {done.returncode} 结束（exit code）")


@dataclass(frozen=True)
class WebhookSink:
    """Posts the alert; with a secret, ``X-Luodi-Signature: sha256=…`` is the HMAC of timestamp, dot and body."""

    url: str
    secret: bytes | None
    seconds: float
    clock: Callable[[], float] = time.time
    name: str = "webhook"

    def send(self, alert: Alert) -> None:
        """Post the alert. Raises DeliveryError, final where asking again is no help; OSError where nobody answers."""
        body, stamp = packed(alert), str(int(self.clock()))
        headers = {"Content-Type": "application/json", "X-Luodi-Id": alert["id"], "X-Luodi-Timestamp": stamp}
        if self.secret is not None:
            headers["X-Luodi-Signature"] = f"sha256={signature(self.secret, stamp, body)}"
        request = urllib.request.Request(self.url, data=body, headers=headers, method="POST")
        try:
            with opener(by_proxy=True).open(request, timeout=self.seconds):
                return
        except urllib.error.HTTPError as error:
            again = error.code >= 500 or error.code in (408, 425, 429)
            raise DeliveryError(f"对方答复 HTTP {error.code}", final=not again) from error
        except HTTPException as error:
            raise DeliveryError(f"对方的答复不是 HTTP（{type(error).__name__}）") from error


@dataclass(frozen=True)
class MailSink:
    """Sends the alert as a message in Chinese through an SMTP server."""

    settings: Notifying
    name: str = "mail"

    def send(self, alert: Alert) -> None:
        """Send the message. Raises DeliveryError, final where it is refused for good; OSError where nobody answers."""
        chosen = self.settings
        host, _, port = (chosen.mail_server or "").rpartition(":")
        try:
            with _server(host, int(port), chosen) as server:
                if chosen.mail_security == "starttls":
                    server.starttls(context=ssl.create_default_context())
                if chosen.mail_user is not None:
                    server.login(chosen.mail_user, _secret(chosen.mail_password_file, "mail_password_file").decode())
                server.send_message(_message(alert, chosen))
        except smtplib.SMTPResponseException as error:
            raise DeliveryError(f"邮件服务器答复 SMTP {error.smtp_code}", final=error.smtp_code >= 500) from error
        except smtplib.SMTPRecipientsRefused as error:
            final = all(code >= 500 for code, _ in error.recipients.values())
            raise DeliveryError("邮件服务器不接受任何收件人（no recipient was accepted）", final=final) from error
        except smtplib.SMTPException as error:
            raise DeliveryError(f"邮件没有发出（{type(error).__name__}）") from error


def sinks(settings: Notifying) -> list[Sink]:
    """The sinks that the settings name. Raises SettingsError for ones that cannot be used."""
    found: list[Sink] = []
    if settings.file is not None:
        found.append(FileSink(Path(settings.file)))
    if settings.command:
        found.append(CommandSink(settings.command, settings.timeout_seconds))
    if settings.webhook is not None:
        if urlsplit(settings.webhook).scheme not in ("http", "https"):
            raise SettingsError(
                f"notifying.webhook：要写 http:// 或 https:// 地址，现为 {settings.webhook}（not a URL）"
            )
        file = settings.webhook_secret_file
        secret = None if file is None else _secret(file, "webhook_secret_file")
        found.append(WebhookSink(settings.webhook, secret, settings.timeout_seconds))
    if settings.mail_server is not None:
        if not settings.mail_server.rpartition(":")[2].isdigit() or not settings.mail_from or not settings.mail_to:
            raise SettingsError(
                "notifying：mail_server 要写 host:port，mail_from、mail_to 不能空（host:port, sender, recipients）"
            )
        if settings.mail_user is not None:
            _secret(settings.mail_password_file, "mail_password_file")
        found.append(MailSink(settings))
    return found


def signature(secret: bytes, stamp: str, body: bytes) -> str:
    """HMAC-SHA256 in hexadecimal over timestamp, a dot and the body: what a receiver computes to check.

    >>> signature(b"secret", "1700000000", b"{}")[:8]
    'b8569b78'
    """
    return hmac.new(secret, stamp.encode("ascii") + b"." + body, hashlib.sha256).hexdigest()


def _secret(path: str | None, key: str) -> bytes:
    try:
        return Path(path or "").read_bytes().strip()
    except OSError as error:
        raise SettingsError(f"notifying.{key}：读不到 {path}（cannot be read: {error.strerror}）") from error


def _server(host: str, port: int, settings: Notifying) -> smtplib.SMTP:
    if settings.mail_security == "tls":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(host, port, timeout=settings.timeout_seconds, context=context)
    return smtplib.SMTP(host, port, timeout=settings.timeout_seconds)


def _message(alert: Alert, settings: Notifying) -> EmailMessage:
    subject, body = as_text(alert)
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = (
        " ".join(subject.split()),
        settings.mail_from,
        ", ".join(settings.mail_to),
    )
    message["Message-ID"] = make_msgid(idstring=alert["id"], domain="luodi")
    message.set_content(body)
    return message
