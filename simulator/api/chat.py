"""Loading animation and marking as read."""

from simulator.api.endpoint import Answer, Call, Endpoint
from simulator.api.errors import ApiError, invalid_body
from simulator.ids import USER_ID
from simulator.limits import LOADING

_DEFAULT_SECONDS = 20
_ONLY_USERS = (
    "Only user id is acceptable, please confirm if there are any group/room ids or illegal ids."
)


async def start_loading(call: Call) -> Answer:
    """202; a new call overrides, the bot's next message ends it."""
    chat_id = call.text("chatId")
    if not USER_ID.fullmatch(chat_id):
        raise invalid_body((_ONLY_USERS, "chatId"))
    seconds = _seconds(call)
    chat = call.state.world.chats.get(chat_id)
    if chat and call.state.world.reaches(chat_id, call.state.now_ms()):
        chat.loading_until = call.state.now_ms() + seconds * 1000
        call.state.feed.publish("loading", chatId=chat_id, seconds=seconds)
    return Answer({}, 202)


def _seconds(call: Call) -> int:
    seconds = call.body.get("loadingSeconds", _DEFAULT_SECONDS)
    if isinstance(seconds, bool) or not isinstance(seconds, int) or not 5 <= seconds <= 60:
        raise invalid_body(("Must be between 5 and 60", "loadingSeconds"))
    if seconds % 5:
        raise invalid_body(("must be a multiple of five", "loadingSeconds"))
    return seconds


async def mark_as_read(call: Call) -> Answer:
    message_id = call.state.read_tokens.message_of(call.text("markAsReadToken"))
    if message_id is None:
        raise ApiError(
            400,
            "Invalid markAsReadToken. "
            "Tokens must be used by the bot that received them via Webhook.",
        )
    call.state.mark_read(message_id)
    return Answer({})


ENDPOINTS = [
    Endpoint("loading", "POST", "/v2/bot/chat/loading/start", start_loading, "json", LOADING),
    Endpoint("markAsRead", "POST", "/v2/bot/chat/markAsRead", mark_as_read, "json"),
]
