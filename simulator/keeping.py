"""Keeping the desk over a restart: people, groups, chats, rich menus and live tokens as JSON."""

import asyncio
import base64
import json
from collections import OrderedDict
from dataclasses import asdict
from pathlib import Path
from typing import Any

from simulator import photos
from simulator.media import Media
from simulator.retry import Accepted
from simulator.richmenus import RichMenu
from simulator.state import State
from simulator.tokens import ReplyToken
from simulator.world import Message

_DELAY = 0.2
_VERSION = 2


class Keeper:
    """Saves a moment after each change, so that a burst of changes is written once."""

    def __init__(self, state: State, path: Path) -> None:
        self._state = state
        self._path = path
        self._due: asyncio.TimerHandle | None = None
        if path.exists():
            restore(state, json.loads(path.read_text(encoding="utf-8")))
        state.feed.on_change = self.changed

    def changed(self) -> None:
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self.save()
            return
        if self._due is None or self._due.cancelled():
            self._due = loop.call_later(_DELAY, self.save)

    def save(self) -> None:
        self._due = None
        text = json.dumps(snapshot(self._state), ensure_ascii=False)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_suffix(".new")
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(self._path)


def snapshot(state: State) -> dict[str, Any]:
    """All that a restart keeps. Uploaded media are not kept; sample photos by their names."""
    world, menus = state.world, state.rich_menus
    return {
        "version": _VERSION,
        "people": {
            p.user_id: {"friend": p.friend, "blocked": p.blocked} for p in world.people.values()
        },
        "groups": {
            g.group_id: {"members": g.members, "bot_in": g.bot_in} for g in world.groups.values()
        },
        "chats": {
            chat.chat_id: {
                "quick_reply": chat.quick_reply,
                "last_from_person": chat.last_from_person,
                "messages": [asdict(message) for message in chat.messages],
            }
            for chat in world.chats.values()
        },
        "samples": state.media.samples(),
        "menus": [_menu_row(menu) for menu in menus.menus.values()],
        "aliases": menus.aliases,
        "links": menus.links,
        "default": menus.default,
        "reply_tokens": {key: asdict(token) for key, token in state.reply_tokens.kept.items()},
        "read_tokens": dict(state.read_tokens.kept),
        "quote_tokens": dict(state.quote_tokens.kept),
        "retry_keys": [[*key, asdict(row)] for key, row in state.retry_keys.kept.items()],
        "quota_used": state.quota.used,
        "quota_month": state.quota.month,
        "webhook_url": state.webhook_url,
    }


def restore(state: State, kept: dict[str, Any]) -> None:
    """Put a snapshot back; one of another version, or about others than the cast, is left."""
    if kept.get("version") != _VERSION:
        return
    _restore_world(state, kept)
    _restore_menus(state, kept)
    _fill(state.reply_tokens.kept, {k: ReplyToken(**v) for k, v in kept["reply_tokens"].items()})
    _fill(state.read_tokens.kept, kept["read_tokens"])
    _fill(state.quote_tokens.kept, kept["quote_tokens"])
    _fill(state.retry_keys.kept, {(e, k): Accepted(**row) for e, k, row in kept["retry_keys"]})
    state.quota.used, state.quota.month = kept["quota_used"], kept["quota_month"]
    state.webhook_url = state.webhook_url or kept["webhook_url"]


def _restore_world(state: State, kept: dict[str, Any]) -> None:
    world = state.world
    for user_id, row in kept["people"].items():
        if user_id in world.people:
            vars(world.people[user_id]).update(row)
    for group_id, row in kept["groups"].items():
        if group_id in world.groups:
            vars(world.groups[group_id]).update(row)
    for chat_id, row in kept["chats"].items():
        if chat_id in world.chats:
            for message in row["messages"]:
                world.add(Message(**message))
            world.chats[chat_id].quick_reply = row["quick_reply"]
            world.chats[chat_id].last_from_person = row["last_from_person"]
    for message_id, name in kept["samples"].items():
        media = Media(photos.photo(name), "image/jpeg", photos.preview(name), sample=name)
        state.media.put(message_id, media)


def _restore_menus(state: State, kept: dict[str, Any]) -> None:
    menus = state.rich_menus
    for row in kept["menus"]:
        image = base64.b64decode(row["image"]) if row["image"] else None
        menu = RichMenu(row["rich_menu_id"], row["definition"], image, row["image_type"])
        menus.menus[menu.rich_menu_id] = menu
    menus.aliases, menus.links = dict(kept["aliases"]), dict(kept["links"])
    menus.default = kept["default"]


def _menu_row(menu: RichMenu) -> dict[str, Any]:
    image = base64.b64encode(menu.image).decode() if menu.image else None
    return {**asdict(menu), "image": image}


def _fill(store: OrderedDict[Any, Any], rows: dict[Any, Any]) -> None:
    for key, value in rows.items():
        store[key] = value
