import io

import pytest
from PIL import Image

from simulator import photos
from tests.simulator.stage import MALEE, Desk

GPS = 0x8825


def _path(message_id: str, more: str = "") -> str:
    return f"/v2/bot/message/{message_id}/content{more}"


def _photo(desk: Desk, name: str = "pothole") -> str:
    answer = desk.act(f"chats/{MALEE}/photo", **{"from": MALEE, "names": [name]})
    return str(answer["messageIds"][0])


def test_it_gives_the_bytes_of_a_photo(desk: Desk) -> None:
    answer = desk.api("GET", _path(_photo(desk)))
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/jpeg")
    assert answer.content == photos.photo("pothole")


def test_it_says_not_yet_as_often_as_set(desk: Desk) -> None:
    desk.settings(contentPendingCount=2)
    path = _path(_photo(desk))
    assert [desk.api("GET", path).status_code for _ in range(4)] == [202, 202, 200, 200]


def test_it_gives_previews_of_photos_only(desk: Desk) -> None:
    preview = desk.api("GET", _path(_photo(desk), "/preview"))
    assert Image.open(io.BytesIO(preview.content)).width == 240
    document = desk.act(f"chats/{MALEE}/file", **{"from": MALEE})["messageIds"][0]
    refused = desk.api("GET", _path(document, "/preview"))
    assert (refused.status_code, refused.json()) == (
        400,
        {"message": "The content can not be previewed"},
    )


def test_it_tells_how_transcoding_goes(desk: Desk) -> None:
    desk.settings(transcodingPendingCount=1)
    video = desk.act(f"chats/{MALEE}/video", **{"from": MALEE})["messageIds"][0]
    path = _path(video, "/transcoding")
    assert desk.api("GET", path).json() == {"status": "processing"}
    assert desk.api("GET", path).json() == {"status": "succeeded"}
    assert desk.api("GET", _path(_photo(desk), "/transcoding")).status_code == 400


@pytest.mark.parametrize("kind", ["video", "audio", "file"])
def test_it_sends_other_media_with_their_bytes(desk: Desk, kind: str) -> None:
    message_id = desk.act(f"chats/{MALEE}/{kind}", **{"from": MALEE})["messageIds"][0]
    assert desk.bot.last["message"]["type"] == kind
    assert desk.api("GET", _path(message_id)).content


def test_it_tells_the_size_and_name_of_a_file(desk: Desk) -> None:
    desk.act(f"chats/{MALEE}/file", **{"from": MALEE, "fileName": "คำร้อง.pdf"})
    message = desk.bot.last["message"]
    content = desk.api("GET", _path(message["id"])).content
    assert (message["fileName"], message["fileSize"]) == ("คำร้อง.pdf", len(content))


def test_it_has_no_content_for_texts_and_unknown_ids(desk: Desk) -> None:
    for message_id in (desk.say("สวัสดี"), "1"):
        answer = desk.api("GET", _path(message_id))
        assert (answer.status_code, answer.json()) == (404, {"message": "Not found"})


def test_it_says_gone_after_unsend(desk: Desk) -> None:
    message_id = _photo(desk)
    desk.act(f"messages/{message_id}/unsend")
    answer = desk.api("GET", _path(message_id))
    assert (answer.status_code, answer.json()) == (410, {"message": "The content is gone"})


def test_it_takes_uploaded_photos(desk: Desk) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (64, 48), "#3366aa").save(buffer, "PNG")
    files = [("file", ("a.png", buffer.getvalue(), "image/png"))] * 2
    answer = desk.http.post(f"/desk/chats/{MALEE}/photo", data={"from": MALEE}, files=files)
    first, _ = answer.json()["messageIds"]
    content = desk.api("GET", _path(first))
    assert content.headers["content-type"] == "image/png"
    assert content.content == buffer.getvalue()
    assert desk.bot.last["message"]["imageSet"]["total"] == 2


def test_it_refuses_uploads_that_are_no_photos(desk: Desk) -> None:
    files = {"file": ("a.png", b"hello", "image/png")}
    answer = desk.http.post(f"/desk/chats/{MALEE}/photo", data={"from": MALEE}, files=files)
    assert answer.status_code == 400
    assert desk.bot.bodies == []


@pytest.mark.parametrize("name", list(photos.PHOTOS))
def test_it_draws_each_sample_photo(name: str) -> None:
    image = Image.open(io.BytesIO(photos.photo(name)))
    assert (image.format, image.size) == ("JPEG", (1200, 900))


def test_it_hides_a_position_in_exactly_one_photo() -> None:
    with_gps = [
        name
        for name in photos.PHOTOS
        if Image.open(io.BytesIO(photos.photo(name))).getexif().get_ifd(GPS)
    ]
    assert with_gps == [photos.WITH_GPS]
    exif = Image.open(io.BytesIO(photos.photo(photos.WITH_GPS))).getexif().get_ifd(GPS)
    assert [float(part) for part in exif[2]] == [13.0, 46.0, 11.0]


def test_it_serves_photos_avatars_and_sent_media_to_the_page(desk: Desk) -> None:
    state = desk.http.get("/desk/state").json()
    message_id = _photo(desk)
    media = desk.messages()[-1]["media"]
    addresses = [
        state["bot"]["avatar"],
        *(person["avatar"] for person in state["people"]),
        *(photo["previewUrl"] for photo in state["photos"]),
        media["url"],
        media["previewUrl"],
    ]
    assert message_id in media["url"]
    for address in addresses:
        answer = desk.http.get(f"/{address}")
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("image/")
