"""The least a LINE must be: accepts replies and remembers when each came."""

import json
import threading
import time
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any

import uvicorn

from bench.processes import free_port

Message = MutableMapping[str, Any]
ANSWERS = {
    "/v2/bot/message/quota": {"type": "none"},
    "/v2/bot/message/quota/consumption": {"totalUsage": 0},
}
ACCEPTED = {"sentMessages": [{"id": "1", "quoteToken": "q"}]}
PATIENCE = 60.0  # seconds for all the answers waited for


class LineStandIn:
    """An ASGI application. `wait_for` gives the moments at which reply tokens came back."""

    def __init__(self) -> None:
        self.url = ""
        self._came: dict[str, float] = {}
        self._news = threading.Condition()

    async def __call__(
        self,
        scope: Message,
        receive: Callable[[], Awaitable[Message]],
        send: Callable[[Message], Awaitable[None]],
    ) -> None:
        """Answer one request."""
        body, more = b"", True
        while more:
            message = await receive()
            body, more = body + message.get("body", b""), message.get("more_body", False)
        if scope["path"] == "/v2/bot/message/reply":
            self._note(json.loads(body)["replyToken"])
        answer = json.dumps(ANSWERS.get(scope["path"], ACCEPTED)).encode()
        headers = [
            (b"content-type", b"application/json"),
            (b"content-length", str(len(answer)).encode()),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": answer})

    def wait_for(self, tokens: list[str]) -> list[float]:
        """Wait for replies to all these tokens; returns when each came (perf_counter seconds)."""
        with self._news:
            if not self._news.wait_for(lambda: self._came.keys() >= set(tokens), PATIENCE):
                missing = len(set(tokens) - self._came.keys())
                raise RuntimeError(f"{missing} of {len(tokens)} events were never answered")
            return [self._came[token] for token in tokens]

    def _note(self, token: str) -> None:
        with self._news:
            self._came[token] = time.perf_counter()
            self._news.notify_all()


@contextmanager
def standing_in() -> Iterator[LineStandIn]:
    """Serve a stand-in from a thread until the block ends."""
    line, port = LineStandIn(), free_port()
    line.url = f"http://127.0.0.1:{port}"
    config = uvicorn.Config(line, port=port, lifespan="off", log_level="warning", access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.005)
    try:
        yield line
    finally:
        server.should_exit = True
        thread.join(timeout=10)
