"""The whole product on this machine: the application, its simulator, and people's phones."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import httpx2

from app import create_app
from bootstrap import Assembly
from bot.client import LineClient
from bot.tokens import TokenSource
from core.clock import utc_now
from core.settings import SIMULATOR_TOKEN, read
from public.photos import photo_address
from store import inbox, outbox_reading
from store.database import Database
from tests.browser.serving import address_of, free_socket, serve

PATIENCE = 90.0  # seconds until everything must have settled, on a machine that does much else
Json = dict[str, Any]


@dataclass
class Town:
    """The running service: its address and its database."""

    address: str
    database: Database
    http: httpx2.Client = field(repr=False)

    def phone(self, name: str) -> "Phone":
        """The phone of one of the simulator's people."""
        people = self.http.get("/simulator/desk/state").json()["people"]
        return Phone(self, next(each["userId"] for each in people if name in each["name"]))

    def places(self) -> dict[str, Json]:
        """The simulator's places by title."""
        places = self.http.get("/simulator/desk/state").json()["places"]
        return {place["title"]: place for place in places if place["title"]}

    def settle(self) -> None:
        """Wait until no event and no message waits any more."""
        self.wait_for(self._is_settled)

    def wait_for(self, condition: Callable[[], bool]) -> None:
        """Wait until the condition holds; an AssertionError after a while."""
        deadline = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < deadline, "the service did not settle"
            time.sleep(0.02)

    def _is_settled(self) -> bool:
        with self.database.reading() as session:
            return not (inbox.oldest_waiting(session) or outbox_reading.oldest_waiting(session))

    def line_calls(self, endpoint: str) -> list[Json]:
        """The calls that reached LINE's endpoint, oldest first."""
        log = self.http.get("/simulator/desk/log", params={"kind": "call"}).json()
        return [call for call in log if call["url"].endswith(endpoint)]


@dataclass
class Phone:
    """One person's LINE. Each act returns the bot's new messages."""

    town: Town
    user_id: str

    def say(self, text: str) -> list[Json]:
        """Send words."""
        return self._act("text", {"text": text})

    def send_photos(self, *names: str) -> list[Json]:
        """Send sample photos, several as one album."""
        return self._act("photo", {"names": list(names)})

    def send_place(self, title: str) -> list[Json]:
        """Send one of the simulator's places."""
        place = self.town.places()[title]
        keys = ("title", "address", "latitude", "longitude")
        return self._act("location", {key: place[key] for key in keys})

    def tap(self, label: str) -> list[Json]:
        """Tap a button or quick reply by its label, the newest first."""
        action = next(a for a in self._actions() if a.get("label") == label)
        return self._act("tap", {"action": action, "origin": "flex"})

    def labels(self) -> list[str]:
        """The labels of all buttons that can be tapped, the newest first."""
        return [action["label"] for action in self._actions() if "label" in action]

    def has_menu(self) -> bool:
        """The rich menu has arrived."""
        view = self.town.http.get(f"/simulator/desk/chats/{self.user_id}/view").json()
        return view["richMenu"] is not None

    def follow(self) -> list[Json]:
        """Add the account."""
        return self._post(f"/simulator/desk/people/{self.user_id}/follow", {})

    def _act(self, what: str, values: Json) -> list[Json]:
        path = f"/simulator/desk/chats/{self.user_id}/{what}"
        return self._post(path, {"from": self.user_id, **values})

    def _post(self, path: str, body: Json) -> list[Json]:
        before = len(self.heard())
        answer = self.town.http.post(path, json=body)
        assert answer.status_code < 300, answer.text
        self._see_delivered(answer.json())
        self.town.settle()
        return self.heard()[before:]

    def heard(self) -> list[Json]:
        """All messages of the bot in this chat, oldest first."""
        return [each["message"] for each in self._messages() if each["from"] == "bot"]

    def _messages(self) -> list[Json]:
        found: list[Json] = self.town.http.get(
            f"/simulator/desk/chats/{self.user_id}/messages"
        ).json()
        return found

    def _see_delivered(self, answer: Json) -> None:
        """Have what a busy machine took too slowly delivered again, as LINE does."""
        late = [each for each in answer.get("deliveries", []) if each["reason"] != "OK"]
        for event_id in [event for each in late for event in each["eventIds"]]:
            path = "/simulator/desk/webhook/redeliver"
            again = self.town.http.post(path, json={"eventId": event_id}).json()
            assert all(each["reason"] == "OK" for each in again["deliveries"]), again

    def _actions(self) -> Iterator[Json]:
        view = self.town.http.get(f"/simulator/desk/chats/{self.user_id}/view").json()
        yield from _find_actions(view.get("quickReplies"))
        for message in reversed(self.heard()):
            yield from _find_actions(message)


def _find_actions(node: Any) -> Iterator[Json]:
    if isinstance(node, dict):
        if isinstance(node.get("action"), dict):
            yield node["action"]
        for value in node.values():
            yield from _find_actions(value)
    elif isinstance(node, list):
        for value in node:
            yield from _find_actions(value)


def words_of(messages: list[Json]) -> str:
    """Everything that the messages say, one text a line."""
    return "\n".join(_find_words(messages))


def _find_words(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if node.get("type") == "text" and isinstance(node.get("text"), str):
            yield node["text"]
        for key, value in node.items():
            if key != "action":
                yield from _find_words(value)
    elif isinstance(node, list):
        for value in node:
            yield from _find_words(value)


@contextmanager
def open_town(assembly: Assembly) -> Iterator[Town]:
    """Serve the product with its simulator on a free port, over the assembly's database."""
    sock = free_socket()
    address = address_of(sock)
    settings = read({"PUBLIC_URL": address})
    made = replace(
        assembly,
        settings=settings,
        clock=utc_now,
        client=LineClient(settings.line_api_url, settings.line_data_api_url, _tokens(), 8),
        services=replace(
            assembly.services,
            desk=replace(
                assembly.services.desk,
                photo_url=lambda key: photo_address(address, assembly.signer, key),
            ),
        ),
    )
    app = create_app(made)
    with serve(app, sock), httpx2.Client(base_url=address, timeout=60) as http:
        town = Town(address, assembly.database, http)
        # Else a short test ends in the middle of the calls that install the menu.
        town.wait_for(town.phone("มาลี").has_menu)
        yield town


def _tokens() -> TokenSource:
    return TokenSource(lambda: (SIMULATOR_TOKEN, float("inf")))
