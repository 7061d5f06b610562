"""Asking in a private chat: words and card, buttons that lead on, votes."""

from dataclasses import replace

import pytest
from sqlmodel import select

from core.messages import Card, Chat, Outgoing, Press, QuickReply, Step, Table, Text, TextSent
from knowledge.tables import Gap, Vote
from tests.handlers.talking import Talk, words


def sent(talk: Talk, text: str) -> list[Outgoing]:
    return talk.send(TextSent(f"m-{text}", text, quote_token="q"))


def quick(messages: list[Outgoing]) -> tuple[QuickReply, ...]:
    return messages[-1].quick


def press(talk: Talk, messages: list[Outgoing], label: str) -> str:
    found = next(each for each in quick(messages) if each.label == label)
    assert isinstance(found, Press)
    return talk.press(found.action, **found.values)


def steps(card: Outgoing) -> list[str]:
    assert isinstance(card, Card)
    return [block.label for block in card.blocks if isinstance(block, Step)]


def test_it_shows_a_list_once_in_words_and_once_as_a_table(talk: Talk) -> None:
    text, card = sent(talk, "หมวด 3 มีกี่มิติ อะไรบ้าง")
    assert isinstance(text, Text)
    assert isinstance(card, Card)
    assert "4 มิติ" in text.text
    assert text.text.splitlines()[-1].startswith("ที่มา:")
    assert "3.4" not in text.text
    table = next(block for block in card.blocks if isinstance(block, Table))
    assert [row.label for row in table.rows] == ["3.1", "3.2", "3.3", "3.4"]
    assert card.alt == text.text.splitlines()[0]


def test_it_opens_the_row_that_is_tapped(talk: Talk) -> None:
    _, card = sent(talk, "หมวด 3 มีกี่มิติ อะไรบ้าง")
    assert isinstance(card, Card)
    table = next(block for block in card.blocks if isinstance(block, Table))
    tapped = table.rows[3].press
    assert tapped is not None
    assert "กระบวนการแก้ไขข้อร้องเรียน" in talk.press(tapped.action, **tapped.values)
    assert "Advance" in talk.say("แล้วก้าวหน้าล่ะ"), "a follow-up goes on from what was opened"


def test_it_shows_three_levels_of_a_criterion_and_not_again(talk: Talk) -> None:
    text, card = sent(talk, "3.4")
    assert isinstance(text, Text)
    assert len(steps(card)) == 3
    assert "Basic" not in text.text
    again = sent(talk, "แล้วก้าวหน้าล่ะ")
    assert len(again) == 1
    assert "Advance" in words(again)


def test_it_sets_the_other_levels_beside_the_one_asked(talk: Talk) -> None:
    text, card = sent(talk, "3.4 ระดับก้าวหน้า")
    assert isinstance(text, Text)
    assert "ก้าวหน้า (Advance)" in text.text.splitlines()[0]
    assert steps(card) == ["ระดับพื้นฐาน (Basic)", "ระดับพัฒนาจนเกิดผล (Significance)"]


def test_it_leads_from_a_level_to_all_that_stands_around_it(talk: Talk) -> None:
    labels = [each.label for each in quick(sent(talk, "3.4 ระดับพื้นฐาน"))]
    assert labels[:3] == ["3.4 ก้าวหน้า", "3.4 พัฒนาจนเกิดผล", "3.4 แก้ไขข้อร้องเรียน"]
    assert any(label.startswith("หมวด 3") for label in labels)
    assert any(label.startswith("7.2") for label in labels)
    assert "ประเมินตนเอง 3.4" in labels


def test_it_answers_a_neighbour_with_that_very_entry(talk: Talk) -> None:
    answer = sent(talk, "3.4 ระดับพื้นฐาน")
    assert "พัฒนาจนเกิดผล (Significance)" in press(talk, answer, "3.4 พัฒนาจนเกิดผล")


def test_it_cuts_a_long_table_and_gives_all_of_it_as_text(talk: Talk) -> None:
    answer = talk.press("entry", id="concept.old_new")
    assert "15" in answer
    assert "ดูทั้งหมด 15 ข้อ" in answer
    assert "Public Entrepreneurship" not in answer
    assert "Public Entrepreneurship" in talk.press("entry", id="concept.old_new", all="1")


def test_it_says_so_where_an_entry_is_gone(talk: Talk) -> None:
    assert "ปรับปรุงแล้ว" in talk.press("entry", id="no.such.entry")


def test_it_lets_near_readings_be_tapped(talk: Talk) -> None:
    (card,) = sent(talk, "อีเมล")
    assert isinstance(card, Card)
    assert isinstance(card.blocks[0], Table)
    assert 2 <= len(card.blocks[0].rows) <= 3
    assert len(card.quick) == len(card.blocks[0].rows)
    assert "ที่มา:" in press(talk, [card], card.quick[1].label)


def votes(talk: Talk) -> list[bool]:
    with talk.database.reading() as session:
        return [vote.helpful for vote in session.exec(select(Vote))]


def test_it_takes_one_vote_an_answer_and_lets_it_be_changed(talk: Talk) -> None:
    answer = sent(talk, "3.4")
    press(talk, answer, "👎 ไม่ตรง")
    press(talk, answer, "👎 ไม่ตรง")
    assert votes(talk) == [False]
    press(talk, answer, "👍 ตรงคำถาม")
    assert votes(talk) == [True]
    with talk.database.reading() as session:
        (gap,) = session.exec(select(Gap))
        assert gap.count == 1
    talk.clock.pass_time(minutes=1)
    press(talk, sent(talk, "3.4"), "👍 ตรงคำถาม")
    assert votes(talk) == [True, True], "the next answer has a vote of its own"


@pytest.mark.parametrize("chat", ["group", "room"])
def test_it_is_quoted_and_short_in_groups(talk: Talk, chat: str) -> None:
    kind = "group" if chat == "group" else "room"
    group = replace(talk, chat=Chat(kind, "C-team"))  # type: ignore[arg-type]
    (answer,) = sent(group, "/ถาม ระบบราชการเดิมกับราชการ 4.0 ต่างกันยังไง")
    assert isinstance(answer, Text)
    assert answer.quote == "q"
    assert len(answer.text) < 450
    assert "แชทส่วนตัว" in answer.text


def test_it_shows_a_small_card_in_groups(talk: Talk) -> None:
    group = replace(talk, chat=Chat("group", "C-team"))
    text, card = sent(group, "/ถาม 3.4")
    assert isinstance(text, Text)
    assert text.quote == "q"
    assert len(steps(card)) == 3


def test_it_opens_neighbours_and_counts_votes_in_groups(talk: Talk) -> None:
    group = replace(talk, chat=Chat("group", "C-team"))
    answer = sent(group, "/ถาม 3.4")
    assert "(Significance)" in press(group, answer, "3.4 พัฒนาจนเกิดผล")
    press(group, answer, "👍 ตรงคำถาม")
    assert votes(group) == [True]
    assert group.press("send") == "", "other buttons belong to private chats"
