"""Text events as LINE sends them, signed, and the HTTP requests that carry them."""

import base64
import hashlib
import hmac
import itertools
import json
import time

SECRET = "bench-channel-secret"
_numbers = itertools.count(1)


def text_event(text: str, user: int) -> tuple[str, bytes]:
    """Return a reply token and the webhook body of one text message of that user."""
    number = next(_numbers)
    token = f"{number:032x}"
    event = {
        "type": "message",
        "mode": "active",
        "timestamp": time.time_ns() // 1_000_000,
        "source": {"type": "user", "userId": f"U{user:032x}"},
        "webhookEventId": f"01BENCH{number:019d}",
        "deliveryContext": {"isRedelivery": False},
        "replyToken": token,
        "message": {"type": "text", "id": f"{number:018d}", "quoteToken": "q" * 64, "text": text},
    }
    body = {"destination": f"U{0:032x}", "events": [event]}
    return token, json.dumps(body, ensure_ascii=False).encode()


def request_to_webhook(body: bytes) -> bytes:
    """Return the signed request that delivers a webhook body."""
    digest = hmac.new(SECRET.encode(), body, hashlib.sha256).digest()
    signature = base64.b64encode(digest).decode()
    return post("/line/webhook", body, f"x-line-signature: {signature}\r\n")


def post(path: str, body: bytes, headers: str = "") -> bytes:
    """Return the bytes of a keep-alive POST."""
    head = (
        f"POST {path} HTTP/1.1\r\nhost: 127.0.0.1\r\nuser-agent: LineBotWebhook/2.0\r\n"
        f"content-type: application/json; charset=utf-8\r\ncontent-length: {len(body)}\r\n"
        f"{headers}\r\n"
    )
    return head.encode() + body
