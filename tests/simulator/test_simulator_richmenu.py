import io
from typing import Any

import httpx2
from PIL import Image

from tests.simulator.stage import MALEE, NOBODY, SOMCHAI, TOKEN, Desk

PATH = "/v2/bot/richmenu"
BOUNDS = {"x": 0, "y": 0, "width": 2500, "height": 1686}
ALIASES = f"{PATH}/alias"


def _menu(**changes: Any) -> dict[str, Any]:
    area = {"bounds": BOUNDS, "action": {"type": "message", "label": "ช่วย", "text": "ช่วยเหลือ"}}
    return {
        "size": {"width": 2500, "height": 1686},
        "selected": True,
        "name": "เมนูหลัก",
        "chatBarText": "เมนู",
        "areas": [area],
    } | changes


def _image(size: tuple[int, int] = (2500, 1686), kind: str = "PNG") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, "#0b7a5c").save(buffer, kind)
    return buffer.getvalue()


def _upload(desk: Desk, menu: str, data: bytes, media_type: str = "image/png") -> httpx2.Response:
    headers = {"authorization": f"Bearer {TOKEN}", "content-type": media_type}
    return desk.http.post(f"{PATH}/{menu}/content", content=data, headers=headers)


def _created(desk: Desk, *, image: bool = True) -> str:
    menu = str(desk.api("POST", PATH, _menu()).json()["richMenuId"])
    if image:
        assert _upload(desk, menu, _image()).status_code == 200
    return menu


def test_it_keeps_a_menu_with_its_image(desk: Desk) -> None:
    menu = _created(desk)
    shown = desk.api("GET", f"{PATH}/{menu}").json()
    assert (shown["richMenuId"], shown["name"]) == (menu, "เมนูหลัก")
    assert desk.api("GET", f"{PATH}/list").json() == {"richmenus": [shown]}
    image = desk.api("GET", f"{PATH}/{menu}/content")
    assert (image.headers["content-type"], image.content) == ("image/png", _image())


def test_it_shows_the_default_and_prefers_a_persons_own(desk: Desk) -> None:
    default, own = _created(desk), _created(desk)
    desk.api("POST", f"/v2/bot/user/all/richmenu/{default}")
    desk.api("POST", f"/v2/bot/user/{MALEE}/richmenu/{own}")
    assert desk.view()["richMenu"]["richMenuId"] == own
    assert desk.view(SOMCHAI)["richMenu"]["richMenuId"] == default
    assert desk.api("GET", f"/v2/bot/user/{MALEE}/richmenu").json() == {"richMenuId": own}
    address = desk.view()["richMenu"]["imageUrl"]
    assert desk.http.get(f"/{address}").content == _image()
    desk.api("DELETE", f"/v2/bot/user/{MALEE}/richmenu")
    desk.api("DELETE", "/v2/bot/user/all/richmenu")
    assert desk.view()["richMenu"] is None
    assert desk.api("GET", "/v2/bot/user/all/richmenu").status_code == 404


def test_it_wants_the_image_before_the_menu_is_shown(desk: Desk) -> None:
    menu = _created(desk, image=False)
    answer = desk.api("POST", f"/v2/bot/user/all/richmenu/{menu}")
    assert answer.status_code == 400
    assert answer.json() == {"message": "must upload richmenu image before applying it to user"}


def test_it_takes_an_image_once_and_only_of_the_right_size_and_kind(desk: Desk) -> None:
    menu = _created(desk, image=False)
    wrong = _upload(desk, menu, _image((800, 540)))
    assert wrong.json() == {"message": "The image size is not allowed for richmenu"}
    assert _upload(desk, menu, _image(), "image/jpeg").status_code == 400
    assert _upload(desk, menu, b"text", "text/plain").status_code == 415
    assert _upload(desk, menu, b"x" * (1024 * 1024 + 1)).status_code == 413
    assert _upload(desk, menu, _image(kind="JPEG"), "image/jpeg").status_code == 200
    again = _upload(desk, menu, _image())
    assert again.json() == {"message": "An image has already been uploaded to the richmenu"}


def test_it_knows_no_deleted_menu(desk: Desk) -> None:
    menu = _created(desk)
    desk.api("POST", f"/v2/bot/user/all/richmenu/{menu}")
    assert desk.api("DELETE", f"{PATH}/{menu}").status_code == 200
    gone = desk.api("GET", f"{PATH}/{menu}")
    assert (gone.status_code, gone.json()) == (404, {"message": "richmenu not found"})
    assert desk.view()["richMenu"] is None


def test_it_validates_without_creating(desk: Desk) -> None:
    assert desk.api("POST", f"{PATH}/validate", _menu()).status_code == 200
    assert desk.api("POST", f"{PATH}/validate", _menu(chatBarText="")).status_code == 400
    assert desk.api("GET", f"{PATH}/list").json() == {"richmenus": []}


def test_it_keeps_aliases(desk: Desk) -> None:
    menu, other = _created(desk), _created(desk)
    body = {"richMenuAliasId": "ask", "richMenuId": menu}
    assert desk.api("POST", ALIASES, body).status_code == 200
    conflict = desk.api("POST", ALIASES, body)
    assert (conflict.status_code, conflict.json()) == (
        400,
        {"message": "conflict richmenu alias id"},
    )
    desk.api("POST", f"{ALIASES}/ask", {"richMenuId": other})
    assert desk.api("GET", f"{ALIASES}/ask").json()["richMenuId"] == other
    assert len(desk.api("GET", f"{ALIASES}/list").json()["aliases"]) == 1
    desk.api("DELETE", f"{ALIASES}/ask")
    gone = desk.api("GET", f"{ALIASES}/ask")
    assert (gone.status_code, gone.json()) == (404, {"message": "richmenu alias not found"})


def test_it_refuses_bad_alias_names_and_menus(desk: Desk) -> None:
    menu = _created(desk)
    bad = desk.api("POST", ALIASES, {"richMenuAliasId": "Ask!", "richMenuId": menu})
    assert bad.status_code == 400
    unknown = desk.api("POST", ALIASES, {"richMenuAliasId": "ask", "richMenuId": "richmenu-0"})
    assert unknown.json()["details"][0]["message"] == "invalid richMenuId"


def test_it_links_and_unlinks_in_bulk(desk: Desk) -> None:
    menu = _created(desk)
    body = {"richMenuId": menu, "userIds": [MALEE, SOMCHAI, NOBODY]}
    assert desk.api("POST", f"{PATH}/bulk/link", body).status_code == 202
    assert desk.view(SOMCHAI)["richMenu"]["richMenuId"] == menu
    desk.api("POST", f"{PATH}/bulk/unlink", {"userIds": [SOMCHAI]})
    assert desk.view(SOMCHAI)["richMenu"] is None
    body["userIds"] = [MALEE] * 501
    assert desk.api("POST", f"{PATH}/bulk/link", body).status_code == 400


def test_it_switches_menus_by_alias_and_tells_the_bot(desk: Desk) -> None:
    menu = _created(desk)
    desk.api("POST", ALIASES, {"richMenuAliasId": "report", "richMenuId": menu})
    action = {"type": "richmenuswitch", "richMenuAliasId": "report", "data": "tab=report"}
    tap = {"from": MALEE, "action": action, "origin": "richMenu"}
    desk.act(f"chats/{MALEE}/tap", **tap)
    assert desk.bot.last["postback"] == {
        "data": "tab=report",
        "params": {"newRichMenuAliasId": "report", "status": "SUCCESS"},
    }
    assert desk.view()["richMenu"]["richMenuId"] == menu
    action["richMenuAliasId"] = "none"
    desk.act(f"chats/{MALEE}/tap", **tap)
    assert desk.bot.last["postback"]["params"]["status"] == "RICHMENU_ALIAS_ID_NOTFOUND"
