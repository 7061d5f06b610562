"""Talks to the router as the worker does, without a network: one call a turn."""

from dataclasses import dataclass, field
from itertools import count
from typing import Any

from bot.render import encode
from core.messages import (
    Album,
    Chat,
    Content,
    Incoming,
    Outgoing,
    PhotoSent,
    PlaceSent,
    Pressed,
    TextSent,
)
from handlers.router import handle
from handlers.turn import Services
from store.database import Database
from tests.cast import BANGKOK_ADDRESS, MALEE
from tests.fakes import FakeClock


@dataclass
class Talk:
    """One person's chat. Every answer is checked as it would be before sending."""

    database: Database
    services: Services
    clock: FakeClock
    user_id: str = MALEE
    chat: Chat = field(default_factory=lambda: Chat("user", MALEE))
    answerable: bool = True
    _ids: Any = field(default_factory=lambda: count(1))

    def send(self, content: Content) -> list[Outgoing]:
        """Let the content arrive; returns the answers."""
        incoming = Incoming(
            event_id=f"event-{next(self._ids)}",
            chat=self.chat,
            occurred_at=self.clock(),
            content=content,
            user_id=self.user_id,
            answerable=self.answerable,
        )
        with self.database.transaction() as session:
            answers = handle(session, self.services, incoming, self.clock())
            if answers:
                encode(answers)
        return answers

    def say(self, text: str, message_id: str = "") -> str:
        """Say words; returns everything the answers say."""
        message_id = message_id or f"m{next(self._ids)}"
        return words(self.send(TextSent(message_id, text, quote_token="q")))

    def press(self, action: str, **values: str) -> str:
        """Press a button."""
        return words(self.send(Pressed(action, values)))

    def photo(self, message_id: str = "photo1", album: Album | None = None) -> str:
        """Send a photo that is stored already."""
        key = f"photos/{message_id}.jpg"
        sent = PhotoSent(message_id, key, "0" * 64, "0" * 16, 1200, 900, album)
        return words(self.send(sent))

    def place(self, address: str = BANGKOK_ADDRESS) -> str:
        """Send a place."""
        sent = PlaceSent(f"m{next(self._ids)}", 13.7796, 100.6065, address=address)
        return words(self.send(sent))

    def report(self, text: str = "ถนนเป็นหลุมลึกหน้าตลาด รถล้มบ่อย") -> str:
        """Go the whole way to a ticket; returns the receipt."""
        self.say("แจ้งปัญหา")
        self.press("consent", answer="yes")
        self.photo(f"photo{next(self._ids)}")
        self.place()
        self.say(text)
        return self.say("ส่ง")


def words(messages: list[Outgoing]) -> str:
    """Everything that messages say, buttons and quick replies too."""
    return "\n".join(_find(encode(messages))) if messages else ""


def _find(node: Any) -> list[str]:
    if isinstance(node, dict):
        found = [node[key] for key in ("text", "label") if isinstance(node.get(key), str)]
        return found + [each for value in node.values() for each in _find(value)]
    if isinstance(node, list):
        return [each for value in node for each in _find(value)]
    return []
