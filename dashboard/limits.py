"""Refuses request bodies that no form of ours sends, while they come in.

A form is read before its gate asks who sends it, so what strangers may send is limited here.
"""

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY = 56 * 1024 * 1024  # bytes: five photos of 10 MB and the fields beside them
LARGEST_OF_STRANGERS = 64 * 1024  # bytes: the sign-in form many times over


class BodyLimit:
    """Counts the body as it is read and answers 413 beyond the limit.

    `knows` tells of a request, by asking the database, whether an officer sends it.
    """

    def __init__(self, app: ASGIApp, knows: Callable[[HTTPConnection], bool]) -> None:
        self._app = app
        self._knows = knows

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with a counted body."""
        read = 0
        largest = LARGEST_OF_STRANGERS

        async def counted() -> Message:
            nonlocal read, largest
            message = await receive()
            read += len(message.get("body", b""))
            if read > largest == LARGEST_OF_STRANGERS and await self._is_known(scope):
                largest = LARGEST_BODY
            if read > largest:
                raise HTTPException(413)
            return message

        await self._app(scope, counted, send)

    async def _is_known(self, scope: Scope) -> bool:
        return await run_in_threadpool(self._knows, HTTPConnection(scope))
