"""What the simulator's tests share: a bot that listens, a clock that moves, a desk to act from."""

from typing import Any

import httpx2
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from simulator.app import create
from simulator.config import Config

MALEE = "U1a11ee00000000000000000000000001"
SOMCHAI = "U50a11ca1000000000000000000000002"
PIYA = "Ub1ac0000000000000000000000000c05"
JOHN = "U70a10000000000000000000000000d06"
TEAM = "C9a9a00000000000000000000000000e1"
NOBODY = "U" + "0" * 32
TOKEN = "simulator-access-token"
HELLO = {"type": "text", "text": "สวัสดี"}


class Clock:
    """Unix seconds that move only when told to."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


class Bot:
    """Stands where the product's webhook stands; answers with the statuses put in `statuses`."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        self.headers: list[dict[str, str]] = []
        self.statuses: list[int] = []
        self.app = Starlette(routes=[Route("/hook", self._hook, methods=["POST"])])

    async def _hook(self, request: Request) -> Response:
        self.bodies.append(await request.body())
        self.headers.append(dict(request.headers))
        return Response(status_code=self.statuses.pop(0) if self.statuses else 200)

    @property
    def events(self) -> list[dict[str, Any]]:
        return [
            event
            for body in self.bodies
            for event in httpx2.Response(200, content=body).json()["events"]
        ]

    @property
    def last(self) -> dict[str, Any]:
        return self.events[-1]


class Desk:
    """A simulator with its listening bot; `api` calls as the bot, the rest act as persons."""

    def __init__(self, **options: Any) -> None:
        self.bot, self.clock = Bot(), Clock()
        config: dict[str, Any] = {
            "webhook_url": "http://bot/hook",
            "webhook_transport": httpx2.ASGITransport(self.bot.app),
            "clock": self.clock,
        } | options
        self.app = create(Config(**config))
        self.http = TestClient(self.app)

    def act(self, path: str, **body: Any) -> dict[str, Any]:
        response = self.http.post(f"/desk/{path}", json=body)
        assert response.status_code == 200, response.text
        return dict(response.json())

    def say(self, text: str, user: str = MALEE, chat: str | None = None, **more: Any) -> str:
        """A person writes; returns the message id."""
        answer = self.act(f"chats/{chat or user}/text", **{"from": user, "text": text}, **more)
        return str(answer["messageIds"][0])

    def settings(self, **values: Any) -> None:
        assert self.http.patch("/desk/settings", json=values).status_code == 200

    def api(
        self, method: str, path: str, body: Any = None, token: str = TOKEN, **headers: str
    ) -> httpx2.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        named["authorization"] = f"Bearer {token}"
        return self.http.request(method, path, json=body, headers=named)

    def reply(self, *messages: Any, token: str | None = None, **headers: str) -> httpx2.Response:
        chosen = self.bot.last["replyToken"] if token is None else token
        body = {"replyToken": chosen, "messages": list(messages)}
        return self.api("POST", "/v2/bot/message/reply", body, **headers)

    def push(self, to: str, *messages: Any, **headers: str) -> httpx2.Response:
        body = {"to": to, "messages": list(messages)}
        return self.api("POST", "/v2/bot/message/push", body, **headers)

    def messages(self, chat: str = MALEE) -> list[dict[str, Any]]:
        return list(self.http.get(f"/desk/chats/{chat}/messages").json())

    def view(self, chat: str = MALEE) -> dict[str, Any]:
        return dict(self.http.get(f"/desk/chats/{chat}/view").json())
