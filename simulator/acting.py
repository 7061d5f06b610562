"""What the persons of the cast do on their phones, and the webhook events it makes."""

import random
from collections.abc import Iterable
from typing import Any

from simulator.events import message_event, new_event, with_mentions
from simulator.media import Media
from simulator.state import SentEvent, State
from simulator.world import BOT, Message

_MEDIA_TYPES = {"image", "video", "audio", "file"}


class NotPossible(ValueError):
    """What the person tried cannot be done in that chat, or on that message."""


class Acting:
    """Changes the world as a person's tap would; returns the events LINE would send for it."""

    def __init__(self, state: State) -> None:
        self._state = state

    def say(
        self,
        chat_id: str,
        user_id: str,
        text: str,
        *,
        mention_bot: bool = False,
        mention_all: bool = False,
        quoted: str | None = None,
    ) -> tuple[Message, list[SentEvent]]:
        if quoted is not None:
            self._state.world.message(quoted)
        body = with_mentions(self._state, text, mention_bot, mention_all)
        return self.send(chat_id, user_id, body, quoted=quoted)

    def send(
        self,
        chat_id: str,
        user_id: str,
        body: dict[str, Any],
        media: Media | None = None,
        quoted: str | None = None,
    ) -> tuple[Message, list[SentEvent]]:
        """A message of that person; `body` is its LINE message object without id and tokens."""
        self._check_place(chat_id, user_id)
        message = self._bubble(chat_id, user_id, body)
        message.quoted = quoted
        if media:
            media.pending = self._state.settings.content_pending_count
            media.transcoding = self._state.settings.transcoding_pending_count
            self._state.media.put(message.id, media)
        return message, self._heard(message, message_event(self._state, message))

    def send_photos(
        self, chat_id: str, user_id: str, photos: Iterable[Media]
    ) -> tuple[list[Message], list[SentEvent]]:
        """Several photos at once are one imageSet whose parts come as separate events."""
        chosen = list(photos)
        set_id = self._state.world.new_message_id(self._state.now_ms())
        messages: list[Message] = []
        events: list[SentEvent] = []
        for index, media in enumerate(chosen, start=1):
            body: dict[str, Any] = {"type": "image", "contentProvider": {"type": "line"}}
            if len(chosen) > 1:
                body["imageSet"] = {"id": set_id, "index": index, "total": len(chosen)}
            message, sent = self.send(chat_id, user_id, body, media)
            messages.append(message)
            events += sent
        if self._state.settings.shuffle_image_set:
            random.shuffle(events)
        return messages, events

    def echo(self, chat_id: str, user_id: str, text: str) -> Message:
        """The bubble of a postback's displayText: seen in the chat, never sent to the webhook."""
        return self._bubble(chat_id, user_id, {"type": "text", "text": text}, echo=True)

    def postback(
        self, chat_id: str, user_id: str, data: str, params: dict[str, Any] | None
    ) -> list[SentEvent]:
        self._check_place(chat_id, user_id)
        self._open(chat_id)
        postback: dict[str, Any] = {"data": data}
        if params is not None:
            postback["params"] = params
        payload = {"postback": postback}
        return self._heard_in(
            chat_id, new_event(self._state, "postback", chat_id, user_id, payload)
        )

    def unsend(self, message_id: str) -> list[SentEvent]:
        message = self._own_message(message_id)
        message.unsent = True
        message.body = {"type": message.body["type"]}
        self._state.media.drop(message_id)
        self._changed(message, "unsent")
        event = new_event(
            self._state,
            "unsend",
            message.chat_id,
            message.author,
            {"unsend": {"messageId": message_id}},
        )
        return self._heard(message, event)

    def edit(self, message_id: str, text: str) -> list[SentEvent]:
        message = self._own_message(message_id)
        if message.body["type"] != "text" or message.unsent:
            raise NotPossible("only a text message can be edited")
        message.body = {"type": "text", "text": text}
        message.edited = True
        self._changed(message, "edited")
        return self._heard(message, message_event(self._state, message, "messageEdited"))

    def open(self, chat_id: str) -> None:
        """A person looks at the chat: the bot's messages there are read."""
        if chat_id not in self._state.world.chats:
            raise KeyError(chat_id)
        self._open(chat_id)

    def _open(self, chat_id: str) -> None:
        for message in self._state.world.chats[chat_id].messages:
            if message.author == BOT:
                message.read = True
        self._state.feed.publish("read", chatId=chat_id)

    def _bubble(
        self, chat_id: str, user_id: str, body: dict[str, Any], echo: bool = False
    ) -> Message:
        at = self._state.now_ms()
        message_id = self._state.world.new_message_id(at)
        message = Message(message_id, chat_id, user_id, at, body, echo=echo)
        message.read = not self._state.settings.chat_on
        self._open(chat_id)
        self._state.world.add(message)
        self._changed(message, "new")
        self._state.feed.publish("view", chatId=chat_id)
        return message

    def _check_place(self, chat_id: str, user_id: str) -> None:
        if chat_id not in self._state.world.chats:
            raise KeyError(chat_id)
        if not self._state.world.may_write(user_id, chat_id):
            raise NotPossible("that person is not in that chat")

    def _own_message(self, message_id: str) -> Message:
        message = self._state.world.message(message_id)
        if message.author == BOT or message.echo or message.unsent:
            raise NotPossible("not a message a person can change")
        return message

    def _heard(self, message: Message, event: SentEvent) -> list[SentEvent]:
        return self._heard_in(message.chat_id, event)

    def _heard_in(self, chat_id: str, event: SentEvent) -> list[SentEvent]:
        """The bot hears nothing from a group it is not in, nor from someone who blocked it."""
        world = self._state.world
        group = world.groups.get(chat_id)
        deaf = not group.bot_in if group else world.people[chat_id].blocked
        return [] if deaf else [event]

    def _changed(self, message: Message, change: str) -> None:
        self._state.feed.publish(
            "message", chatId=message.chat_id, messageId=message.id, change=change
        )
