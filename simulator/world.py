"""People, groups, chats and their messages: what the phones on the desk show."""

from collections import deque
from dataclasses import dataclass, field
from typing import Any

from simulator import cast
from simulator.cast import Group, Person
from simulator.ids import MessageIds

BOT = "bot"
MESSAGES_PER_CHAT = 500
_WEEK_MS = 7 * 24 * 3600 * 1000


@dataclass
class Message:
    """One bubble. `author` is BOT or a userId; `body` is the LINE message object; `at` in ms."""

    id: str
    chat_id: str
    author: str
    at: int
    body: dict[str, Any]
    echo: bool = False
    read: bool = False
    unsent: bool = False
    edited: bool = False
    via: str | None = None
    quoted: str | None = None


@dataclass
class Chat:
    """`quick_reply`: id of the message whose quick replies show. `loading_until` in ms."""

    chat_id: str
    messages: deque[Message] = field(default_factory=lambda: deque(maxlen=MESSAGES_PER_CHAT))
    quick_reply: str | None = None
    loading_until: int = 0
    last_from_person: int = 0

    @property
    def kind(self) -> str:
        return "user" if self.chat_id.startswith("U") else "group"


class World:
    """The cast with their chats. Every look-up of something unknown raises KeyError."""

    def __init__(self) -> None:
        self.bot = cast.bot()
        self.people = {person.user_id: person for person in cast.people()}
        self.groups = {group.group_id: group for group in cast.groups()}
        self.chats = {key: Chat(key) for key in (*self.people, *self.groups)}
        self._ids = MessageIds()
        self._index: dict[str, Message] = {}

    def person(self, user_id: str) -> Person:
        return self.people[user_id]

    def group(self, group_id: str) -> Group:
        return self.groups[group_id]

    def title(self, chat_id: str) -> str:
        group = self.groups.get(chat_id)
        return group.name if group else self.people[chat_id].name

    def message(self, message_id: str) -> Message:
        return self._index[message_id]

    def new_message_id(self, at: int) -> str:
        return self._ids.next(at)

    def add(self, message: Message) -> Message:
        """Append to its chat; any new message ends the quick replies that were showing."""
        chat = self.chats[message.chat_id]
        if len(chat.messages) == MESSAGES_PER_CHAT:
            self._index.pop(chat.messages[0].id, None)
        chat.messages.append(message)
        self._index[message.id] = message
        chat.quick_reply = None
        if message.author == BOT:
            chat.loading_until = 0
        elif not message.echo:
            chat.last_from_person = message.at
        return message

    def show_quick_reply(self, message: Message) -> None:
        self.chats[message.chat_id].quick_reply = message.id

    def knows(self, chat_id: str) -> bool:
        """Whether a message may be addressed there: a known person, or a group the bot is in."""
        if chat_id in self.groups:
            return self.groups[chat_id].bot_in
        return chat_id in self.people

    def reaches(self, chat_id: str, now: int) -> bool:
        """Whether what is sent there arrives: not blocked, and a friend or a recent writer."""
        if chat_id in self.groups:
            return self.groups[chat_id].bot_in
        person = self.people[chat_id]
        recent = now - self.chats[chat_id].last_from_person < _WEEK_MS
        return not person.blocked and (person.friend or recent)

    def recipients(self, chat_id: str) -> int:
        """How many a message to this chat counts against the monthly quota."""
        group = self.groups.get(chat_id)
        return len(group.members) if group else 1

    def may_write(self, user_id: str, chat_id: str) -> bool:
        group = self.groups.get(chat_id)
        return user_id in group.members if group else user_id == chat_id

    def unread(self, chat_id: str) -> int:
        return sum(m.author == BOT and not m.read for m in self.chats[chat_id].messages)
