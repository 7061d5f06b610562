"""What can be known of the server beneath: uvicorn shows its connection through `receive`.

Behind a middleware that wraps `receive`, or under another server, nothing is known, and callers
fall back to what plain ASGI allows.
"""

from collections.abc import Callable

from starlette.requests import Request


def aborter_of(request: Request) -> Callable[[], None] | None:
    """What cuts the connection, where the server lets us reach it."""
    abort = getattr(getattr(_cycle(request), "transport", None), "abort", None)
    return abort if callable(abort) else None


def stopping_of(request: Request) -> Callable[[], bool]:
    """A question to ask during a long answer: is the server shutting down?

    uvicorn takes keep-alive from open connections when it is told to stop.
    """
    cycle = _cycle(request)
    kept = getattr(cycle, "keep_alive", False)
    return lambda: bool(kept) and not getattr(cycle, "keep_alive", True)


def _cycle(request: Request) -> object:
    return getattr(request.receive, "__self__", None)
