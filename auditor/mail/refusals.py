"""What a mail server's refusals mean, in words with what to do."""

from __future__ import annotations

import re
import ssl
from typing import NamedTuple

_ENHANCED = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")
_ADDRESS = re.compile(r"\S*@\S*")
QUOTED = 160
TRY_AGAIN = 400, 500


class _Known(NamedTuple):
    code: str
    part: str
    meaning: str


# The first that fits counts: code (or any), a part of the enhanced code or of the answer, what it means, what to do.
_KNOWN = (
    _Known(
        "",
        ".7.30",
        "Microsoft 365 takes no user name and password from programs here any more. An administrator can "
        "allow SMTP AUTH for this mailbox again for a while; a relay of the trust's own needs no password",
    ),
    _Known(
        "",
        ".7.139",
        "Microsoft 365 refused the login, because SMTP AUTH is turned off for this mailbox or tenant. "
        "Ask the Microsoft 365 administrator to turn it on for this mailbox",
    ),
    _Known("535", "", "it refused the login. Check SMTP_USERNAME and SMTP_PASSWORD; Google wants an app password"),
    _Known("534", "", "it wants another way of logging in. Google wants an app password"),
    _Known("530", "", "it wants a login or encryption first. Set SMTP_USERNAME, SMTP_PASSWORD and SMTP_SECURITY"),
    _Known("", ".1.8", "it does not accept the sender. Check MAIL_FROM"),
    _Known("", ".7.60", "this login may not send as MAIL_FROM. Use the login's own address, or ask for that right"),
    _Known("", ".1.", "it does not know the recipient. Check the address in the register"),
    _Known("", "relay", "it does not carry mail for us. Set SMTP_USERNAME, or have this machine allowed as a relay"),
    _Known("", ".2.2", "the recipient's mailbox is full"),
    _Known("552", "", "the message is too large or the mailbox is full"),
    _Known("550", "", "it refused the recipient or the message. Check the address in the register, and MAIL_FROM"),
    _Known("553", "", "it does not accept an address. Check MAIL_FROM and the recipient in the register"),
    _Known("554", "", "it refused the message. Check that MAIL_FROM is an address this server may send for"),
)


def refusal(stage: str, code: int, answer: bytes | str) -> str:
    """Return one sentence about a refusal; it holds no address, whatever the server wrote."""
    said = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    said = " ".join("".join(char if char.isprintable() else " " for char in _ADDRESS.sub("[address]", said)).split())
    meaning = meaning_of(code, said)
    quoted = f' Its answer: "{code} {said[:QUOTED]}".' if stage != "login" else f" (Code {_codes(code, said)}.)"
    return f"The mail server did not accept the {stage}: {meaning}.{quoted}"


def meaning_of(code: int, said: str) -> str:
    """Return what the answer means and what to do, without a full stop."""
    codes = _ENHANCED.findall(said)
    for known in _KNOWN:
        is_enhanced = known.part.startswith(".")  # the digit before it says for how long, not what
        fits = any(found[1:].startswith(known.part) for found in codes) if is_enhanced else known.part in said.lower()
        if known.code in {"", str(code)} and fits:
            return known.meaning
    if TRY_AGAIN[0] <= code < TRY_AGAIN[1]:
        return "not now. The next `auditor audit` or `auditor report --send` tries again"
    return "it gave no reason that we know"


def _codes(code: int, said: str) -> str:
    return " ".join([str(code), *_ENHANCED.findall(said)[:1]])


def connection_failure(host: str, port: int, security: str, error: OSError) -> str:
    """Return one sentence about a connection that did not come about."""
    where = f"{host}:{port}"
    if isinstance(error, ssl.SSLCertVerificationError):
        return (
            f"The certificate of {where} could not be verified ({error.verify_message}). SMTP_HOST must be the name in "
            "the certificate; where the school's filter inspects traffic, SSL_CERT_FILE names its certificate."
        )
    if isinstance(error, ssl.SSLError):
        return (
            f"{where} does not speak TLS as SMTP_SECURITY={security} wants: use starttls for port 587, tls for 465, "
            "none for a relay inside the trust's own network."
        )
    if isinstance(error, TimeoutError):
        return f"{where} did not answer in time. Check SMTP_HOST and SMTP_PORT, and whether a firewall stands between."
    reason = error.strerror or type(error).__name__
    return f"{where} cannot be reached ({reason}). Check SMTP_HOST and SMTP_PORT."
