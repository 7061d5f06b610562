"""Tokens handed out with webhook events: reply, quote and mark-as-read."""

from dataclasses import dataclass

from simulator import ids
from simulator.bounded import BoundedDict

_REDELIVERY_SECONDS = 60
_LONGEST_SECONDS = 20 * 60
_KEPT = 5000


@dataclass
class ReplyToken:
    """Times in Unix seconds."""

    chat_id: str
    issued: float
    good_until: float
    used: bool = False


class ReplyTokens:
    """One use each, a limited life; a redelivery opens a new minute up to 20 minutes after."""

    def __init__(self) -> None:
        self.kept: BoundedDict[str, ReplyToken] = BoundedDict(_KEPT)

    def issue(self, chat_id: str, now: float, seconds: float) -> str:
        token = ids.reply_token()
        self.kept[token] = ReplyToken(chat_id, now, now + seconds)
        return token

    def redelivered(self, token: str, now: float) -> None:
        reply = self.kept.get(token)
        if reply:
            latest = reply.issued + _LONGEST_SECONDS
            reply.good_until = max(reply.good_until, min(now + _REDELIVERY_SECONDS, latest))

    def chat_of(self, token: str, now: float) -> str | None:
        """The chat a still usable token answers to; None for used, expired and unknown ones."""
        reply = self.kept.get(token)
        if reply is None or reply.used or now > reply.good_until:
            return None
        return reply.chat_id

    def use(self, token: str) -> None:
        if token in self.kept:
            self.kept[token].used = True


class MessageTokens:
    """Tokens that stand for one message and never expire (quoteToken, markAsReadToken)."""

    def __init__(self) -> None:
        self.kept: BoundedDict[str, str] = BoundedDict(_KEPT)

    def issue(self, message_id: str) -> str:
        token = ids.opaque_token()
        self.kept[token] = message_id
        return token

    def message_of(self, token: str) -> str | None:
        return self.kept.get(token)
