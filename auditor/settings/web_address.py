"""What counts as the web address of a server, and as the name of a host."""

from __future__ import annotations

from urllib.parse import urlsplit


def web_address(text: str) -> str:
    """Return `text` without a slash at its end; ValueError with a sentence's end where it is no plain http(s) URL."""
    parts = _split(text)
    if parts is None:
        raise ValueError("must be a web address such as https://api.x.com")
    if "@" in parts or "?" in text or "#" in text:
        raise ValueError("must be a plain web address without user, password, ? or #")
    return text.rstrip("/")


def any_web_address(text: str) -> str:
    """Return `text`; ValueError with a sentence's end where it is no http(s) URL (a query is welcome)."""
    if _split(text.replace("{code}", "0")) is None:
        raise ValueError("must be a web address such as https://hc-ping.com/your-uuid")
    return text


def _split(text: str) -> str | None:
    """Return the part between // and the path, None where `text` is no http(s) URL."""
    try:
        parts = urlsplit(text)
        fine = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    return parts.netloc if fine and text.isprintable() and " " not in text else None


def host_name(text: str) -> str:
    """Return `text`; ValueError with a sentence's end where it is more than a host's name or address."""
    if not text.isprintable() or set(text) & set(" /@?#") or text.count(":") == 1:
        raise ValueError("must be the name of a host alone, such as smtp.office365.com, without port or https://")
    return text
