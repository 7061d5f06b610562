"""A bot of a few lines, so that the simulator's page can be tested without the product."""

from typing import Any

import httpx2
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

Json = dict[str, Any]

CHOICES: Json = {
    "type": "text",
    "text": "เลือกได้เลย",
    "quickReply": {
        "items": [
            {"type": "action", "action": {"type": "message", "label": "หนึ่ง", "text": "เลือกหนึ่ง"}},
            {"type": "action", "action": {"type": "location", "label": "ส่งตำแหน่ง"}},
        ]
    },
}
HOSTILE = '"><img src=x onerror="document.title=1"> & <b>หัวข้อ</b>'
CARD: Json = {
    "type": "flex",
    "altText": "การ์ดตัวอย่าง",
    "contents": {
        "type": "bubble",
        "body": {
            "type": "box",
            "layout": "vertical",
            "contents": [
                {"type": "text", "text": HOSTILE, "weight": "bold", "wrap": True},
                {"type": "text", "text": "เนื้อความ", "wrap": True, "scaling": True},
            ],
        },
        "footer": {
            "type": "box",
            "layout": "vertical",
            "contents": [
                {
                    "type": "button",
                    "style": "primary",
                    "color": "#0A6B45",
                    "action": {
                        "type": "postback",
                        "label": "ยืนยัน",
                        "data": "confirm=1",
                        "displayText": "ยืนยันแล้ว",
                    },
                }
            ],
        },
    },
}
ANSWERS = {"ขอตัวเลือก": CHOICES, "ขอการ์ด": CARD}


def create(line_api: str, token: str) -> Starlette:
    """POST / is its webhook; it answers through the Messaging API at `line_api`."""

    async def webhook(request: Request) -> Response:
        events: list[Json] = (await request.json())["events"]

        async def answer() -> None:
            async with httpx2.AsyncClient(base_url=line_api, trust_env=False) as line:
                for event in events:
                    if "replyToken" in event:
                        await _reply(line, token, event)

        return Response(background=BackgroundTask(answer))

    return Starlette(routes=[Route("/", webhook, methods=["POST"])])


async def _reply(line: httpx2.AsyncClient, token: str, event: Json) -> None:
    body = {"replyToken": event["replyToken"], "messages": [_answer(event)]}
    headers = {"Authorization": f"Bearer {token}"}
    await line.post("/v2/bot/message/reply", json=body, headers=headers)


def _answer(event: Json) -> Json:
    if event["type"] == "postback":
        return _text(f"ได้รับ {event['postback']['data']}")
    message: Json = event.get("message", {"type": event["type"]})
    if message["type"] == "text":
        return ANSWERS.get(message["text"]) or _text(f"คุณพูดว่า {message['text']}")
    return _text(f"ได้รับ {message['type']} {message.get('title', '')}".strip())


def _text(text: str) -> Json:
    return {"type": "text", "text": text}
