"""LINE for the tests of bot/ and the worker: the simulator on a real socket, with its desk."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bot.client import LineClient
from bot.tokens import TokenSource
from simulator.state import State
from tests.browser.serving import serve
from tests.simulator.stage import MALEE, TOKEN, Desk

TOO_LATE = 6_000  # milliseconds: longer than anybody waits here


class Line(Desk):
    """A desk whose Messaging API answers at `url`."""

    url = ""

    @property
    def state(self) -> State:
        state: State = self.app.state.simulator
        return state

    def begin(self) -> None:
        """Everything as at start, for the next test."""
        self.act("reset")
        self.state.webhook_url = self.state.config.webhook_url
        self.bot.bodies.clear()
        self.bot.headers.clear()
        self.clock.now = 1_800_000_000.0

    def order(self, endpoint: str, fault: str, count: int = 1, **more: Any) -> None:
        """Order a fault."""
        self.act("faults", endpoint=endpoint, fault=fault, count=count, **more)

    def told(self, chat: str = MALEE) -> list[str]:
        """What the bot has said in a chat: texts, alternative texts of cards."""
        said = [row["message"] for row in self.messages(chat) if row["from"] == "bot"]
        return [str(each.get("text") or each.get("altText")) for each in said]

    def calls(self, path: str) -> list[dict[str, Any]]:
        """The API calls whose address ends so, oldest first."""
        entries = self.http.get("/desk/log", params={"kind": "call"}).json()
        return [entry for entry in entries if entry["url"].endswith(path)]

    def client(self, token: str = TOKEN) -> LineClient:
        """A client as the application makes it."""
        return LineClient(self.url, self.url, given(token), connections=4)


def given(*tokens: str) -> TokenSource:
    """A source that issues these tokens in turn, the last one for ever."""
    left = list(tokens)
    return TokenSource(lambda: (left.pop(0) if len(left) > 1 else left[0], float("inf")))


@contextmanager
def serve_line(**options: Any) -> Iterator[Line]:
    """Yield a running LINE; `options` go to the simulator's Config."""
    line = Line(**options)
    with serve(line.app) as url:
        line.url = url
        yield line
