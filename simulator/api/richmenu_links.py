"""Which rich menu who sees: default, per person, in bulk, and aliases."""

import re
from typing import Any

from simulator.api.endpoint import Answer, Call, Endpoint
from simulator.api.errors import ApiError, invalid_body
from simulator.api.richmenu import LAST_ENDPOINTS, find_menu
from simulator.ids import USER_ID
from simulator.limits import RICH_MENU_WRITE
from simulator.richmenus import MOST_ALIASES, RichMenu

_ALIAS = re.compile(r"[a-z0-9_-]{1,32}")
_MOST_USERS = 500


async def set_default(call: Call) -> Answer:
    call.state.rich_menus.default = _with_image(find_menu(call)).rich_menu_id
    return _changed(call)


async def get_default(call: Call) -> Answer:
    default = call.state.rich_menus.default
    if default is None:
        raise ApiError(404, "no default richmenu")
    return Answer({"richMenuId": default})


async def clear_default(call: Call) -> Answer:
    call.state.rich_menus.default = None
    return _changed(call)


async def link(call: Call) -> Answer:
    user_id = _user_id(call)
    menu = _with_image(find_menu(call))
    if user_id not in call.state.world.people:
        raise ApiError(400, "The user ID is invalid")
    call.state.rich_menus.links[user_id] = menu.rich_menu_id
    return _changed(call)


async def unlink(call: Call) -> Answer:
    call.state.rich_menus.links.pop(_user_id(call), None)
    return _changed(call)


async def get_link(call: Call) -> Answer:
    linked = call.state.rich_menus.links.get(_user_id(call))
    if linked is None:
        raise ApiError(404, "the user has no richmenu")
    return Answer({"richMenuId": linked})


async def bulk_link(call: Call) -> Answer:
    menu = _with_image(_menu_named(call, call.text("richMenuId")))
    for user_id in _user_ids(call.body):
        if user_id in call.state.world.people:
            call.state.rich_menus.links[user_id] = menu.rich_menu_id
    return _changed(call, 202)


async def bulk_unlink(call: Call) -> Answer:
    for user_id in _user_ids(call.body):
        call.state.rich_menus.links.pop(user_id, None)
    return _changed(call, 202)


async def create_alias(call: Call) -> Answer:
    menus = call.state.rich_menus
    alias = call.text("richMenuAliasId")
    if not _ALIAS.fullmatch(alias):
        raise invalid_body(("must match ^[a-z0-9_-]{1,32}$", "richMenuAliasId"))
    menu = _with_image(_menu_named(call, call.text("richMenuId")))
    if alias in menus.aliases:
        raise ApiError(400, "conflict richmenu alias id")
    if len(menus.aliases) >= MOST_ALIASES:
        raise ApiError(400, "The number of rich menu aliases has reached the limit")
    menus.aliases[alias] = menu.rich_menu_id
    return Answer({})


async def update_alias(call: Call) -> Answer:
    alias = _alias(call)
    menu = _with_image(_menu_named(call, call.text("richMenuId")))
    call.state.rich_menus.aliases[alias] = menu.rich_menu_id
    return Answer({})


async def get_alias(call: Call) -> Answer:
    return Answer(_alias_row(call, _alias(call)))


async def list_aliases(call: Call) -> Answer:
    return Answer({"aliases": [_alias_row(call, name) for name in call.state.rich_menus.aliases]})


async def delete_alias(call: Call) -> Answer:
    del call.state.rich_menus.aliases[_alias(call)]
    return Answer({})


def _alias(call: Call) -> str:
    alias = call.params["alias"]
    if alias not in call.state.rich_menus.aliases:
        raise ApiError(404, "richmenu alias not found")
    return alias


def _alias_row(call: Call, alias: str) -> dict[str, str]:
    return {"richMenuAliasId": alias, "richMenuId": call.state.rich_menus.aliases[alias]}


def _menu_named(call: Call, rich_menu_id: str) -> RichMenu:
    menu = call.state.rich_menus.menus.get(rich_menu_id)
    if menu is None:
        raise invalid_body(("invalid richMenuId", "richMenuId"))
    return menu


def _with_image(menu: RichMenu) -> RichMenu:
    if menu.image is None:
        raise ApiError(400, "must upload richmenu image before applying it to user")
    return menu


def _user_id(call: Call) -> str:
    user_id = call.params["user_id"]
    if not USER_ID.fullmatch(user_id):
        raise ApiError(400, "The value for the 'userId' parameter is invalid")
    return user_id


def _user_ids(body: dict[str, Any]) -> list[str]:
    user_ids = body.get("userIds")
    if not isinstance(user_ids, list) or not 1 <= len(user_ids) <= _MOST_USERS:
        raise invalid_body(("Size must be between 1 and 500", "userIds"))
    for index, user_id in enumerate(user_ids):
        if not isinstance(user_id, str) or not USER_ID.fullmatch(user_id):
            raise invalid_body(("invalid user id", f"userIds[{index}]"))
    return user_ids


def _changed(call: Call, status: int = 200) -> Answer:
    call.state.feed.publish("view", chatId=None)
    return Answer({}, status)


_ALL = "/v2/bot/user/all/richmenu"
_USER = "/v2/bot/user/{user_id}/richmenu"
_ALIASES = "/v2/bot/richmenu/alias"
ENDPOINTS = [
    Endpoint("richmenu.default", "POST", _ALL + "/{rich_menu_id}", set_default),
    Endpoint("richmenu.default", "GET", _ALL, get_default),
    Endpoint("richmenu.default", "DELETE", _ALL, clear_default),
    Endpoint("richmenu.link", "POST", _USER + "/{rich_menu_id}", link),
    Endpoint("richmenu.link", "DELETE", _USER, unlink),
    Endpoint("richmenu.link", "GET", _USER, get_link),
    Endpoint("richmenu.bulk", "POST", "/v2/bot/richmenu/bulk/link", bulk_link, "json"),
    Endpoint("richmenu.bulk", "POST", "/v2/bot/richmenu/bulk/unlink", bulk_unlink, "json"),
    Endpoint("richmenu.alias", "POST", _ALIASES, create_alias, "json"),
    Endpoint("richmenu.alias", "GET", f"{_ALIASES}/list", list_aliases),
    Endpoint("richmenu.alias", "POST", _ALIASES + "/{alias}", update_alias, "json"),
    Endpoint("richmenu.alias", "GET", _ALIASES + "/{alias}", get_alias),
    Endpoint(
        "richmenu.aliasDelete",
        "DELETE",
        _ALIASES + "/{alias}",
        delete_alias,
        "none",
        RICH_MENU_WRITE,
    ),
    *LAST_ENDPOINTS,
]
