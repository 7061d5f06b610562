"""All that one running simulator knows, and the two things that happen to it from LINE's side."""

from collections import deque
from dataclasses import dataclass, replace
from typing import Any

from simulator.access import AccessTokens
from simulator.config import Config
from simulator.faults import Faults
from simulator.feed import Feed, Log
from simulator.limits import Quota, RateLimits
from simulator.media import MediaStore
from simulator.retry import RetryKeys
from simulator.richmenus import RichMenus
from simulator.tokens import MessageTokens, ReplyTokens
from simulator.world import BOT, Message, World

_EVENTS_KEPT = 500


@dataclass
class SentEvent:
    """A webhook event as it was sent, kept for redelivery and duplicates."""

    chat_id: str | None
    event: dict[str, Any]


class State:
    def __init__(self, config: Config) -> None:
        self.config = config
        self.webhook_url = config.webhook_url
        self.webhook_active = True
        self.feed = Feed()
        self.log = Log(self.feed)
        self._start()

    def _start(self) -> None:
        self.settings = replace(self.config.settings)
        self.world = World()
        self.reply_tokens = ReplyTokens()
        self.quote_tokens = MessageTokens()
        self.read_tokens = MessageTokens()
        self.retry_keys = RetryKeys()
        self.rates = RateLimits()
        self.quota = Quota(self.config.monthly_quota)
        self.faults = Faults()
        self.media = MediaStore()
        self.rich_menus = RichMenus()
        self.access = AccessTokens(self.config.access_token)
        self.events: deque[SentEvent] = deque(maxlen=_EVENTS_KEPT)

    def reset(self) -> None:
        """Everything as at start; the webhook URL and those who listen to the feed stay."""
        self._start()
        self.log.clear()
        self.feed.publish("reset")

    def now(self) -> float:
        return self.config.clock()

    def now_ms(self) -> int:
        return int(self.config.clock() * 1000)

    def deliver(self, chat_id: str, bodies: list[dict[str, Any]], via: str) -> list[dict[str, Any]]:
        """Put the bot's messages into a chat, in order; returns LINE's sentMessages.

        To someone who blocked the bot nothing arrives, but the answer looks the same.
        """
        arrives = self.world.reaches(chat_id, self.now_ms())
        return [self._deliver_one(chat_id, body, via, arrives) for body in bodies]

    def _deliver_one(
        self, chat_id: str, body: dict[str, Any], via: str, arrives: bool
    ) -> dict[str, Any]:
        at = self.now_ms()
        message = Message(self.world.new_message_id(at), chat_id, BOT, at, body, via=via)
        message.quoted = self.quote_tokens.message_of(str(body.get("quoteToken", "")))
        if arrives:
            self.world.add(message)
            if body.get("quickReply"):
                self.world.show_quick_reply(message)
            self.feed.publish("message", chatId=chat_id, messageId=message.id, change="new")
            self.feed.publish("view", chatId=chat_id)
        sent = {"id": message.id}
        if body.get("type") in ("text", "textV2", "sticker"):
            sent["quoteToken"] = self.quote_tokens.issue(message.id)
        return sent

    def mark_read(self, message_id: str) -> None:
        """The bot has read everything in that chat up to this message."""
        until = self.world.message(message_id)
        for message in self.world.chats[until.chat_id].messages:
            if message.author != BOT and message.id <= until.id:
                message.read = True
        self.feed.publish("read", chatId=until.chat_id)
