"""The load is what LINE would send: signed, one event each, no two alike."""

import json

from linebot.v3.webhook import SignatureValidator

from bench.events import SECRET, post, request_to_webhook, text_event
from bot.translate import to_incoming
from core.messages import TextSent


def test_it_makes_events_the_product_understands() -> None:
    token, body = text_event("ไฟดับ", user=7)
    (event,) = json.loads(body)["events"]
    incoming, _ = to_incoming(event["webhookEventId"], json.dumps(event))
    assert isinstance(incoming.content, TextSent)
    assert (incoming.content.text, incoming.reply_token) == ("ไฟดับ", token)
    assert incoming.user_id == f"U{7:032x}"


def test_it_never_makes_the_same_event_twice() -> None:
    bodies = [json.loads(text_event("ก", user=1)[1]) for _ in range(50)]
    assert len({body["events"][0]["webhookEventId"] for body in bodies}) == 50


def test_it_signs_the_very_bytes_it_sends() -> None:
    _, body = text_event("ไฟดับ", user=7)
    head, _, sent = request_to_webhook(body).partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")[1:]
    headers = dict(line.split(": ", 1) for line in lines)
    assert sent == body
    assert int(headers["content-length"]) == len(body)
    assert SignatureValidator(SECRET).validate(body.decode(), headers["x-line-signature"])


def test_it_writes_a_plain_post_for_the_reference() -> None:
    assert post("/echo", b"{}").startswith(b"POST /echo HTTP/1.1\r\n")
