"""A PMQA team member uses the chat's tools, over HTTP, as the phone shows them."""

from bootstrap import Assembly
from tests.journeys.town import Json, Phone, Town, open_town, words_of


def test_it_tells_the_level_of_a_score(malee: Phone) -> None:
    malee.say("คำนวณคะแนน")
    card = words_of(malee.say("๔๒๐"))
    assert "ระดับก้าวหน้า (Advance)" in card
    assert "อีก 50 คะแนน ถึง 470" in card
    malee.tap("คิดรายหมวด")
    missing = words_of(malee.say("1:420 2:405 3:430 4:410 5:395 6:400"))
    assert "ยังขาดหมวด 7" in missing
    assert "เฉลี่ย 7 หมวด 410.71 คะแนน" in words_of(malee.say("7:415"))


def test_it_adds_up_deductions(malee: Phone) -> None:
    assert "ถูกตัด 0.05 คะแนน" in words_of(malee.say("ส่งแบบฟอร์มช้า 3 วัน"))
    malee.tap("4 แผนไม่ครบมิติ")
    assert "0.05 + 0.5 = 0.55" in words_of(malee.tap("1 มิติ"))
    assert "ปิดเครื่องมือแล้วค่ะ" in words_of(malee.tap("เสร็จแล้ว"))


def test_it_computes_the_value_formula_around_a_question(malee: Phone) -> None:
    malee.say("เครื่องมือ")
    malee.tap("คำนวณความคุ้มค่า")
    malee.say("4 แผ่น")
    answer = malee.say("ค่า C ในสูตรความคุ้มค่าคืออะไร")
    assert "41 บาท" in words_of(answer)
    malee.tap("ทำต่อ")
    malee.say("100 บาท")
    malee.say("2 ชั่วโมง")
    assert "184,000 บาท" in words_of(malee.say("1,000"))


def test_it_goes_on_after_a_restart(assembly: Assembly) -> None:
    with open_town(assembly) as before:
        malee = before.phone("มาลี")
        malee.say("คำนวณความคุ้มค่า")
        malee.say("4 แผ่น")
    with open_town(assembly) as after:
        asked = words_of(after.phone("มาลี").say("100 บาท"))
    assert "C: ลดเวลาได้กี่ชั่วโมง" in asked
    assert "A จำนวนแผ่นเอกสาร 4" in asked


def test_it_keeps_a_self_check_and_shares_it_in_the_group(town: Town) -> None:
    piya = town.phone("ปิยะ")  # who is a member of the group
    piya.say("ประเมินตนเอง")
    piya.tap("หมวด 3")
    piya.tap("3.4")
    piya.tap("☑ 1 พื้นฐาน")
    piya.tap("☑ 2 ก้าวหน้า")
    result = words_of(piya.tap("บันทึกและดูผล"))
    assert "ระดับก้าวหน้า (Advance)" in result
    assert "ขั้นต่อไป ทำระดับพัฒนาจนเกิดผล" in result
    assert "ระดับก้าวหน้า (Advance)" in words_of(piya.say("ผลประเมินของฉัน"))

    shared = say_in_group(town, piya, "/ประเมิน 3.4")
    assert len(shared) == 1
    assert shared[0]["type"] == "flex"
    assert "ระดับก้าวหน้า (Advance)" in words_of(shared)


def test_it_lets_go_of_a_tool_when_a_complaint_comes(malee: Phone) -> None:
    malee.say("คำนวณการตัดคะแนน")
    malee.say("ขยะกองเต็มหน้าบ้าน ไม่มีใครมาเก็บหลายวันแล้ว")
    malee.tap("ยินยอมและแจ้งต่อ")
    assert "ส่งตำแหน่ง" in malee.labels()


def say_in_group(town: Town, phone: Phone, text: str) -> list[Json]:
    """Write in the first group; returns what the bot says there then."""
    group = town.http.get("/simulator/desk/state").json()["groups"][0]["groupId"]
    path = f"/simulator/desk/chats/{group}"

    def heard() -> list[Json]:
        messages = town.http.get(f"{path}/messages").json()
        return [each["message"] for each in messages if each["from"] == "bot"]

    before = len(heard())
    body = {"from": phone.user_id, "text": text, "mentionBot": False}
    town.http.post(f"{path}/text", json=body).raise_for_status()
    town.settle()
    return heard()[before:]
