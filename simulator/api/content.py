"""What persons sent: content, preview, transcoding state."""

from simulator.api.endpoint import Answer, Call, Endpoint
from simulator.api.errors import NOT_FOUND, ApiError
from simulator.media import Media
from simulator.world import BOT


async def content(call: Call) -> Answer:
    """202 while it is being prepared, then the bytes."""
    media = _find(call)
    if media.pending > 0:
        media.pending -= 1
        return Answer({}, 202)
    return Answer(media.data, media_type=media.content_type)


async def preview(call: Call) -> Answer:
    media = _find(call)
    if media.preview is None:
        raise ApiError(400, "The content can not be previewed")
    if media.pending > 0:
        media.pending -= 1
        return Answer({}, 202)
    return Answer(media.preview, media_type="image/jpeg")


async def transcoding(call: Call) -> Answer:
    media = _find(call)
    if not media.content_type.startswith(("video/", "audio/")):
        raise ApiError(400, "Transcoding status doesn't support this type of content")
    if media.transcoding > 0:
        media.transcoding -= 1
        return Answer({"status": "processing"})
    return Answer({"status": "succeeded"})


def _find(call: Call) -> Media:
    """404 for what never was or carries no content, 410 for what was unsent or has gone."""
    message_id = call.params["message_id"]
    media = call.state.media.get(message_id)
    if media:
        return media
    try:
        message = call.state.world.message(message_id)
    except KeyError:
        raise ApiError(404, NOT_FOUND) from None
    if message.author == BOT or message.body["type"] not in ("image", "video", "audio", "file"):
        raise ApiError(404, NOT_FOUND)
    raise ApiError(410, "The content is gone")


_PATH = "/v2/bot/message/{message_id}/content"
ENDPOINTS = [
    Endpoint("content", "GET", _PATH, content),
    Endpoint("preview", "GET", f"{_PATH}/preview", preview),
    Endpoint("transcoding", "GET", f"{_PATH}/transcoding", transcoding),
]
