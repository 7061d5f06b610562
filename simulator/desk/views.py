"""The world as the page and tests read it: JSON views of people, chats and messages."""

from typing import Any

from simulator import cast
from simulator.photos import PHOTOS
from simulator.state import State
from simulator.world import BOT, Chat, Message

_MEDIA = ("image", "video", "audio", "file")


def whole(state: State) -> dict[str, Any]:
    world = state.world
    limit = state.quota.limit
    return {
        "bot": {
            "userId": world.bot.user_id,
            "displayName": world.bot.name,
            "basicId": world.bot.basic_id,
            "avatar": avatar(world.bot.user_id),
        },
        "people": people(state),
        "groups": groups(state),
        "chats": [chat_row(state, chat) for chat in world.chats.values()],
        "places": [vars(place) for place in cast.places()],
        "photos": [photo(name, title) for name, title in PHOTOS.items()],
        "stickers": cast.stickers(),
        "quota": {
            "type": "none" if limit is None else "limited",
            "value": limit or 0,
            "totalUsage": state.quota.usage(state.now()),
        },
        "webhook": {"endpoint": state.webhook_url, "active": state.webhook_active},
        "settings": state.settings.as_json(),
        "seq": state.feed.seq,
    }


def people(state: State) -> list[dict[str, Any]]:
    return [
        {
            "userId": person.user_id,
            "name": person.name,
            "role": person.role,
            "language": person.language,
            "statusMessage": person.status_message,
            "avatar": avatar(person.user_id),
            "friend": person.friend,
            "blocked": person.blocked,
        }
        for person in state.world.people.values()
    ]


def groups(state: State) -> list[dict[str, Any]]:
    return [
        {
            "groupId": group.group_id,
            "name": group.name,
            "members": group.members,
            "botIn": group.bot_in,
            "avatar": avatar(group.group_id),
        }
        for group in state.world.groups.values()
    ]


def chat_row(state: State, chat: Chat) -> dict[str, Any]:
    last = chat.messages[-1] if chat.messages else None
    return {
        "chatId": chat.chat_id,
        "kind": chat.kind,
        "title": state.world.title(chat.chat_id),
        "avatar": avatar(chat.chat_id),
        "unread": state.world.unread(chat.chat_id),
        "last": {"text": preview_text(last.body), "at": last.at} if last else None,
    }


def preview_text(body: dict[str, Any]) -> str:
    """One line about a message, as a chat list shows it."""
    for key in ("text", "altText", "title", "fileName"):
        if isinstance(body.get(key), str):
            return str(body[key])
    return f"[{body.get('type', '')}]"


def message(state: State, row: Message) -> dict[str, Any]:
    from_bot = row.author == BOT
    author = state.world.bot.user_id if from_bot else row.author
    name = state.world.bot.name if from_bot else state.world.person(row.author).name
    return {
        "id": row.id,
        "from": row.author,
        "name": name,
        "avatar": avatar(author),
        "at": row.at,
        "message": row.body,
        "echo": row.echo,
        "read": row.read,
        "unsent": row.unsent,
        "edited": row.edited,
        "media": _media(state, row),
        "sender": row.body.get("sender") if from_bot else None,
        "quoted": row.quoted,
        "via": row.via,
    }


def chat_view(state: State, chat: Chat, user_id: str | None) -> dict[str, Any]:
    """What stands around the bubbles: quick replies, rich menu, loading dots."""
    left = max(0, chat.loading_until - state.now_ms())
    menu = state.rich_menus.shown_to(user_id or chat.chat_id) if chat.kind == "user" else None
    return {
        "quickReplies": _quick_replies(state, chat),
        "richMenu": None
        if menu is None
        else {
            **menu.definition,
            "richMenuId": menu.rich_menu_id,
            "imageUrl": f"desk/richmenus/{menu.rich_menu_id}/image",
        },
        "loading": -(-left // 1000),
    }


def avatar(owner_id: str) -> str:
    return f"desk/avatars/{owner_id}"


def photo(name: str, title: str) -> dict[str, str]:
    url = f"desk/photos/{name}"
    return {"name": name, "title": title, "url": url, "previewUrl": f"{url}?size=preview"}


def _quick_replies(state: State, chat: Chat) -> dict[str, Any] | None:
    if chat.quick_reply is None:
        return None
    items = state.world.message(chat.quick_reply).body["quickReply"]["items"]
    return {"messageId": chat.quick_reply, "items": items}


def _media(state: State, row: Message) -> dict[str, str] | None:
    if row.author == BOT or row.unsent or row.body["type"] not in _MEDIA:
        return None
    stored = state.media.get(row.id)
    if stored is None:
        return None
    url = f"desk/content/{row.id}"
    return {"url": url, "previewUrl": f"{url}/preview" if stored.preview else url}
