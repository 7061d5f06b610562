"""The official SDK talks to the simulator over a real socket, below a mount point."""

import io
import threading
from collections.abc import Iterator
from uuid import uuid4

import pytest
import uvicorn
from linebot.v3.messaging import (
    ApiClient,
    Configuration,
    MessagingApi,
    MessagingApiBlob,
    PushMessageRequest,
    ReplyMessageRequest,
    RichMenuRequest,
    TextMessage,
)
from linebot.v3.messaging.exceptions import ApiException
from linebot.v3.oauth import ApiClient as TokenClient
from linebot.v3.oauth import ChannelAccessToken
from linebot.v3.oauth import Configuration as TokenConfiguration
from linebot.v3.webhook import WebhookParser
from PIL import Image
from starlette.applications import Starlette
from starlette.routing import Mount

from simulator import photos
from tests.simulator.stage import MALEE, TOKEN, Desk


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[Desk, str]]:
    desk = Desk()
    outer = Starlette(routes=[Mount("/simulator", desk.app)])
    server = uvicorn.Server(uvicorn.Config(outer, port=0, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield desk, f"http://127.0.0.1:{port}/simulator"
    server.should_exit = True
    thread.join(5)


@pytest.fixture
def client(served: tuple[Desk, str]) -> Iterator[ApiClient]:
    with ApiClient(Configuration(host=served[1], access_token=TOKEN)) as api_client:
        yield api_client


def test_it_takes_a_reply_of_the_sdk_once(served: tuple[Desk, str], client: ApiClient) -> None:
    desk = served[0]
    desk.say("สวัสดี")
    signature = desk.bot.headers[-1]["x-line-signature"]
    parser = WebhookParser("simulator-channel-secret")
    (event,) = parser.parse(desk.bot.bodies[-1].decode(), signature)
    request = ReplyMessageRequest(
        replyToken=event.reply_token, messages=[TextMessage(text="สวัสดีค่ะ")]
    )
    sent = MessagingApi(client).reply_message(request).sent_messages
    assert sent[0].quote_token
    with pytest.raises(ApiException) as refused:
        MessagingApi(client).reply_message(request)
    assert refused.value.status == 400


def test_it_takes_a_push_of_the_sdk_once_per_key(
    served: tuple[Desk, str], client: ApiClient
) -> None:
    key = str(uuid4())
    request = PushMessageRequest(to=MALEE, messages=[TextMessage(text="เสร็จแล้ว")])
    api = MessagingApi(client)
    api.push_message(request, x_line_retry_key=key)
    with pytest.raises(ApiException) as repeated:
        api.push_message(request, x_line_retry_key=key)
    assert repeated.value.status == 409
    assert [row["message"]["text"] for row in served[0].messages()].count("เสร็จแล้ว") == 1


def test_it_gives_content_to_the_sdk(served: tuple[Desk, str], client: ApiClient) -> None:
    answer = served[0].act(f"chats/{MALEE}/photo", **{"from": MALEE, "names": ["flood"]})
    content = MessagingApiBlob(client).get_message_content(answer["messageIds"][0])
    assert bytes(content) == photos.photo("flood")


def test_it_keeps_a_rich_menu_of_the_sdk(served: tuple[Desk, str], client: ApiClient) -> None:
    api = MessagingApi(client)
    menu = RichMenuRequest.from_dict(
        {
            "size": {"width": 1200, "height": 810},
            "selected": True,
            "name": "หลัก",
            "chatBarText": "เมนู",
            "areas": [
                {
                    "bounds": {"x": 0, "y": 0, "width": 1200, "height": 810},
                    "action": {"type": "message", "text": "ช่วยเหลือ"},
                }
            ],
        }
    )
    menu_id = api.create_rich_menu(menu).rich_menu_id
    buffer = io.BytesIO()
    Image.new("RGB", (1200, 810)).save(buffer, "PNG")
    MessagingApiBlob(client).set_rich_menu_image(
        menu_id, buffer.getvalue(), _headers={"Content-Type": "image/png"}
    )
    api.set_default_rich_menu(menu_id)
    assert served[0].view()["richMenu"]["richMenuId"] == menu_id


def test_it_issues_a_stateless_token_to_the_sdk(served: tuple[Desk, str]) -> None:
    with TokenClient(TokenConfiguration(host=served[1])) as client:
        token = ChannelAccessToken(client).issue_stateless_channel_token_by_client_secret(
            "1650000000", "simulator-channel-secret"
        )
    assert token.expires_in == 900
    with ApiClient(Configuration(host=served[1], access_token=token.access_token)) as client:
        assert MessagingApi(client).get_bot_info().display_name == "PMQA ใกล้ฉัน"


def test_it_really_drops_the_line_of_a_socket(served: tuple[Desk, str], client: ApiClient) -> None:
    served[0].act("faults", endpoint="push", fault="acceptedDisconnect")
    request = PushMessageRequest(to=MALEE, messages=[TextMessage(text="หาย")])
    with pytest.raises(Exception, match=r"Connection aborted|without response|reset"):
        MessagingApi(client).push_message(request, x_line_retry_key=str(uuid4()))
    assert served[0].messages()[-1]["message"]["text"] == "หาย"
