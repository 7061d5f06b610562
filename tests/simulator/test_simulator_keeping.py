from pathlib import Path

from tests.simulator.stage import HELLO, JOHN, MALEE, Desk


def test_it_keeps_the_desk_over_a_restart(tmp_path: Path) -> None:
    file = tmp_path / "desk.json"
    before = Desk(state_file=file)
    with before.http:
        before.act(f"people/{JOHN}/follow")
        before.say("ถนนเป็นหลุม")
        before.act(f"chats/{MALEE}/photo", **{"from": MALEE, "names": ["pothole"]})
        before.push(MALEE, {**HELLO, "quickReply": {"items": [_camera()]}})
        shown, around = before.messages(), before.view()
    after = Desk(state_file=file)
    assert after.messages() == shown
    assert after.view() == around
    assert after.api("GET", f"/v2/bot/profile/{JOHN}").status_code == 200
    photo = after.messages()[1]["id"]
    assert after.api("GET", f"/v2/bot/message/{photo}/content").content[:2] == b"\xff\xd8"


def test_it_keeps_live_reply_tokens_and_retry_keys(tmp_path: Path) -> None:
    file, key = tmp_path / "desk.json", "6c1b9b1e-3c4f-4f0e-8b53-0a4d0a5b8a01"
    before = Desk(state_file=file)
    with before.http:
        before.say("สวัสดี")
        before.push(MALEE, HELLO, x_line_retry_key=key)
    after = Desk(state_file=file)
    assert after.push(MALEE, HELLO, x_line_retry_key=key).status_code == 409
    assert after.reply(HELLO, token=before.bot.last["replyToken"]).status_code == 200


def _camera() -> dict[str, object]:
    return {"type": "action", "action": {"type": "camera", "label": "ถ่ายรูป"}}
