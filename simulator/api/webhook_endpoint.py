"""The webhook URL: set, get, test."""

from datetime import UTC, datetime

from simulator.api.endpoint import Answer, Call, Endpoint
from simulator.api.errors import ApiError
from simulator.limits import SIXTY_AN_HOUR, WEBHOOK_ENDPOINT
from simulator.validator.urls import is_https

_LONGEST = 500
_PATH = "/v2/bot/channel/webhook/endpoint"
_TEST_PATH = "/v2/bot/channel/webhook/test"


async def put_endpoint(call: Call) -> Answer:
    call.state.webhook_url = _valid(call, call.text("endpoint"))
    call.state.webhook_active = True
    call.state.feed.publish("state")
    return Answer({})


async def get_endpoint(call: Call) -> Answer:
    if not call.state.webhook_url:
        raise ApiError(404, "Webhook endpoint not found")
    return Answer({"endpoint": call.state.webhook_url, "active": call.state.webhook_active})


async def test_endpoint(call: Call) -> Answer:
    """Sends a really signed body without events to the given or the set URL."""
    url = call.state.webhook_url
    if "endpoint" in call.body:
        url = _valid(call, call.text("endpoint"))
    if not url:
        raise ApiError(404, "Webhook endpoint not found")
    body = call.sender.body_of([])
    delivery = await call.sender.send_raw(body, call.sender.sign(body), url)
    moment = datetime.fromtimestamp(call.state.now(), UTC)
    return Answer(
        {
            "success": delivery.ok,
            "timestamp": moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "statusCode": delivery.status or 0,
            "reason": delivery.reason,
            "detail": delivery.detail,
        }
    )


def _valid(call: Call, url: str) -> str:
    if len(url) > _LONGEST or not is_https(url, call.state.config.allow_loopback_http):
        raise ApiError(400, "Invalid webhook endpoint URL")
    return url


ENDPOINTS = [
    Endpoint("webhook.put", "PUT", _PATH, put_endpoint, "json", WEBHOOK_ENDPOINT),
    Endpoint("webhook.get", "GET", _PATH, get_endpoint, "none", WEBHOOK_ENDPOINT),
    Endpoint("webhook.test", "POST", _TEST_PATH, test_endpoint, "optional json", SIXTY_AN_HOUR),
]
