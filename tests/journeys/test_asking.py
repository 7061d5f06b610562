"""A PMQA team member asks in LINE."""

from tests.journeys.town import Phone, Town, words_of


def test_it_answers_with_a_card_and_words_and_their_source(malee: Phone) -> None:
    words, card = malee.say("3.4")
    assert card["type"] == "flex"
    levels = words_of([card])
    for level in ("Basic", "Advance", "Significance"):
        assert level in levels
    assert "ที่มา:" in words["text"]


def test_it_understands_a_follow_up(malee: Phone) -> None:
    malee.say("มิติ 1.2 ระดับพื้นฐานต้องมีอะไร")
    answer = words_of(malee.say("แล้วระดับก้าวหน้าล่ะ"))
    assert "1.2" in answer
    assert "Advance" in answer


def test_it_says_when_the_documents_do_not_tell(malee: Phone) -> None:
    answer = words_of(malee.say("รางวัลเลิศรัฐปี 2575 ใครเป็นประธาน"))
    assert "ไม่มีในเอกสาร" in answer or "เอกสาร" in answer
    assert "ถามเกณฑ์ PMQA" in malee.labels(), "there is always a way on"


def test_it_keeps_silent_in_a_group_until_addressed(town: Town) -> None:
    piya = town.phone("ปิยะ")
    group = town.http.get("/simulator/desk/state").json()["groups"][0]["groupId"]

    def say(text: str, *, mention: bool = False) -> list[str]:
        body = {"from": piya.user_id, "text": text, "mentionBot": mention}
        town.http.post(f"/simulator/desk/chats/{group}/text", json=body).raise_for_status()
        town.settle()
        messages = town.http.get(f"/simulator/desk/chats/{group}/messages").json()
        return [words_of([each["message"]]) for each in messages if each["from"] == "bot"]

    greeted = len(say("พรุ่งนี้ประชุมกี่โมง"))
    assert len(say("คะแนนระดับก้าวหน้าเท่าไหร่")) == greeted
    answers = say("คะแนนระดับก้าวหน้าเท่าไหร่", mention=True)
    assert len(answers) == greeted + 1
    assert "400" in answers[-1]
    answer, card = say("/ถาม 1.1 มีอะไรบ้าง")[-2:]
    assert "1.1" in answer
    assert "Significance" in card
