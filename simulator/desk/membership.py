"""POST routes for friends, groups and messages changed afterwards."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from simulator.acting import Acting
from simulator.belonging import Belonging
from simulator.desk.request import BadRequest, plain_errors, read_json, text_of
from simulator.desk.sending import hand_over
from simulator.state import State
from simulator.webhook import Sender


class Membership:
    def __init__(self, state: State, sender: Sender) -> None:
        self._sender = sender
        self._acting = Acting(state)
        self._belonging = Belonging(state)

    def routes(self) -> list[Route]:
        table = {
            "/desk/people/{id}/follow": self.follow,
            "/desk/people/{id}/unfollow": self.unfollow,
            "/desk/groups/{id}/join": self.join,
            "/desk/groups/{id}/leave": self.leave,
            "/desk/groups/{id}/memberJoined": self.member_joined,
            "/desk/groups/{id}/memberLeft": self.member_left,
            "/desk/messages/{id}/unsend": self.unsend,
            "/desk/messages/{id}/edit": self.edit,
        }
        return [
            Route(path, plain_errors(handler), methods=["POST"]) for path, handler in table.items()
        ]

    async def follow(self, request: Request) -> Response:
        events = self._belonging.follow(request.path_params["id"])
        return await hand_over(request, self._sender, events, [])

    async def unfollow(self, request: Request) -> Response:
        events = self._belonging.unfollow(request.path_params["id"])
        return await hand_over(request, self._sender, events, [])

    async def join(self, request: Request) -> Response:
        events = self._belonging.join(request.path_params["id"])
        return await hand_over(request, self._sender, events, [])

    async def leave(self, request: Request) -> Response:
        events = self._belonging.leave(request.path_params["id"])
        return await hand_over(request, self._sender, events, [])

    async def member_joined(self, request: Request) -> Response:
        user_ids = _user_ids(await read_json(request))
        events = self._belonging.member_joined(request.path_params["id"], user_ids)
        return await hand_over(request, self._sender, events, [])

    async def member_left(self, request: Request) -> Response:
        user_ids = _user_ids(await read_json(request))
        events = self._belonging.member_left(request.path_params["id"], user_ids)
        return await hand_over(request, self._sender, events, [])

    async def unsend(self, request: Request) -> Response:
        events = self._acting.unsend(request.path_params["id"])
        return await hand_over(request, self._sender, events, [])

    async def edit(self, request: Request) -> Response:
        text = text_of(await read_json(request), "text")
        message_id = request.path_params["id"]
        events = self._acting.edit(message_id, text)
        return await hand_over(request, self._sender, events, [message_id])


def _user_ids(body: dict[str, Any]) -> list[str]:
    user_ids = body.get("userIds")
    if not isinstance(user_ids, list) or not user_ids:
        raise BadRequest("userIds is missing")
    return [str(user_id) for user_id in user_ids]
