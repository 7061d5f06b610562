"""Refuses unsafe requests that another site made a browser send (CSRF)."""

from urllib.parse import urlsplit

from fastapi import Request

from core.errors import NotAllowed

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OWN_DOING = frozenset({"same-origin", "none"})  # none: typed by the person themselves


def check_origin(request: Request) -> None:
    """Let safe methods and our own pages through.

    Browsers tell with Sec-Fetch-Site who made the request; over plain http they leave it out, and
    Origin or Referer must name our host. Who sends none of them is refused.

    Raises:
        NotAllowed: the request does not come from our own pages.
    """
    if request.method in SAFE:
        return
    site = request.headers.get("sec-fetch-site")
    if site in OWN_DOING or (site is None and _names_our_host(request)):
        return
    raise NotAllowed("the request does not come from our own pages")


def _names_our_host(request: Request) -> bool:
    source = request.headers.get("origin") or request.headers.get("referer") or ""
    try:
        host = urlsplit(source).netloc
    except ValueError:  # such as brackets that hold no address
        return False
    return bool(host) and host == request.headers.get("host")
