"""Which URLs LINE takes, with the one concession: http on loopback hosts, where allowed."""

import ipaddress
import re
from urllib.parse import urlsplit

# RFC 3986 characters; a percent sign must begin an escape.
_ENCODED = re.compile(r"(?:[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+")
_LINK_SCHEMES = {"http", "https", "line", "tel"}


def is_https(url: str, allow_loopback_http: bool) -> bool:
    """An absolute, percent-encoded https URL with a host."""
    parts = _split(url)
    if parts is None:
        return False
    scheme, host = parts
    if scheme == "http":
        return allow_loopback_http and _is_loopback(host)
    return scheme == "https" and bool(host)


def link_problem(uri: str) -> str | None:
    """Why a URI action would be refused, or None: http, https, line and tel are taken."""
    if not _ENCODED.fullmatch(uri):
        return "invalid uri"
    scheme, colon, rest = uri.partition(":")
    if not colon or scheme.lower() not in _LINK_SCHEMES:
        return "invalid uri scheme"
    if scheme.lower() in ("http", "https"):
        parts = _split(uri)
        return None if parts and parts[1] else "invalid uri"
    return None if rest else "invalid uri"


def _split(url: str) -> tuple[str, str] | None:
    if not _ENCODED.fullmatch(url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return None
    return parts.scheme.lower(), host


def _is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
