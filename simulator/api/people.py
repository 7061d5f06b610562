"""Who the bot is and whom it talks to: info, profiles, groups."""

from typing import Any

from simulator.api.endpoint import Answer, Call, Endpoint
from simulator.api.errors import NOT_FOUND, ApiError
from simulator.cast import Group, Person
from simulator.ids import CHAT_ID, USER_ID


async def info(call: Call) -> Answer:
    bot = call.state.world.bot
    chat_on = call.state.settings.chat_on
    return Answer(
        {
            "userId": bot.user_id,
            "basicId": bot.basic_id,
            "displayName": bot.name,
            "chatMode": "chat" if chat_on else "bot",
            "markAsReadMode": "manual" if chat_on else "auto",
        }
    )


async def profile(call: Call) -> Answer:
    """Friends only: 404 for unknown persons, strangers and those who blocked the bot."""
    person = call.state.world.people.get(_user_id(call))
    if person is None or person.blocked or not person.friend:
        raise ApiError(404, NOT_FOUND)
    return Answer(_profile(person, complete=True))


async def group_summary(call: Call) -> Answer:
    group = _group(call)
    return Answer({"groupId": group.group_id, "groupName": group.name})


async def group_member_count(call: Call) -> Answer:
    return Answer({"count": len(_group(call).members)})


async def group_member(call: Call) -> Answer:
    """A member's profile, friend or not."""
    group, user_id = _group(call), _user_id(call)
    if user_id not in group.members:
        raise ApiError(404, NOT_FOUND)
    return Answer(_profile(call.state.world.person(user_id), complete=False))


async def leave_group(call: Call) -> Answer:
    group = _group(call)
    group.bot_in = False
    call.state.feed.publish("state")
    return Answer({})


async def members_or_followers(_call: Call) -> Answer:
    """Verified and premium accounts only; the desk's account is neither."""
    raise ApiError(403, "Access to this API is not available for your account")


def _user_id(call: Call) -> str:
    user_id = call.params["user_id"]
    if not USER_ID.fullmatch(user_id):
        raise ApiError(400, "The value for the 'userId' parameter is invalid")
    return user_id


def _group(call: Call) -> Group:
    group_id = call.params["group_id"]
    if not CHAT_ID.fullmatch(group_id) or not group_id.startswith("C"):
        raise ApiError(400, "The value for the 'groupId' parameter is invalid")
    group = call.state.world.groups.get(group_id)
    if group is None or not group.bot_in:
        raise ApiError(404, NOT_FOUND)
    return group


def _profile(person: Person, complete: bool) -> dict[str, Any]:
    shown: dict[str, Any] = {"userId": person.user_id, "displayName": person.name}
    if complete and person.status_message:
        shown["statusMessage"] = person.status_message
    if complete and person.language:
        shown["language"] = person.language
    return shown


_GROUP = "/v2/bot/group/{group_id}"
ENDPOINTS = [
    Endpoint("info", "GET", "/v2/bot/info", info),
    Endpoint("profile", "GET", "/v2/bot/profile/{user_id}", profile),
    Endpoint("group.summary", "GET", f"{_GROUP}/summary", group_summary),
    Endpoint("group.count", "GET", f"{_GROUP}/members/count", group_member_count),
    Endpoint("group.members", "GET", f"{_GROUP}/members/ids", members_or_followers),
    Endpoint("group.member", "GET", _GROUP + "/member/{user_id}", group_member),
    Endpoint("group.leave", "POST", f"{_GROUP}/leave", leave_group),
    Endpoint("followers", "GET", "/v2/bot/followers/ids", members_or_followers),
]
