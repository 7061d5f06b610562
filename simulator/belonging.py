"""Friends and groups: follow, block, join, leave, and members who come and go."""

from typing import Any

from simulator.acting import NotPossible
from simulator.events import new_event
from simulator.state import SentEvent, State


class Belonging:
    def __init__(self, state: State) -> None:
        self._state = state

    def follow(self, user_id: str) -> list[SentEvent]:
        """Add the bot as a friend, or unblock it."""
        person = self._state.world.person(user_id)
        was_blocked = person.blocked
        person.friend, person.blocked = True, False
        payload = {"follow": {"isUnblocked": was_blocked}}
        return self._event("follow", user_id, payload)

    def unfollow(self, user_id: str) -> list[SentEvent]:
        """Block the bot."""
        person = self._state.world.person(user_id)
        if person.blocked:
            raise NotPossible("already blocked")
        person.friend, person.blocked = False, True
        self._state.rich_menus.links.pop(user_id, None)
        return self._event("unfollow", user_id, {})

    def join(self, group_id: str) -> list[SentEvent]:
        group = self._state.world.group(group_id)
        if group.bot_in:
            raise NotPossible("the bot is in that group")
        group.bot_in = True
        return self._event("join", group_id, {})

    def leave(self, group_id: str) -> list[SentEvent]:
        group = self._state.world.group(group_id)
        if not group.bot_in:
            raise NotPossible("the bot is not in that group")
        group.bot_in = False
        return self._event("leave", group_id, {})

    def member_joined(self, group_id: str, user_ids: list[str]) -> list[SentEvent]:
        group = self._state.world.group(group_id)
        newcomers = [self._state.world.person(user_id).user_id for user_id in user_ids]
        group.members += [user_id for user_id in newcomers if user_id not in group.members]
        return self._members("memberJoined", "joined", group_id, newcomers)

    def member_left(self, group_id: str, user_ids: list[str]) -> list[SentEvent]:
        group = self._state.world.group(group_id)
        gone = [self._state.world.person(user_id).user_id for user_id in user_ids]
        group.members = [user_id for user_id in group.members if user_id not in gone]
        return self._members("memberLeft", "left", group_id, gone)

    def _members(self, kind: str, key: str, group_id: str, user_ids: list[str]) -> list[SentEvent]:
        members = [{"type": "user", "userId": user_id} for user_id in user_ids]
        events = self._event(kind, group_id, {key: {"members": members}})
        return events if self._state.world.group(group_id).bot_in else []

    def _event(self, kind: str, chat_id: str, payload: dict[str, Any]) -> list[SentEvent]:
        self._state.feed.publish("state")
        return [new_event(self._state, kind, chat_id, None, payload)]
