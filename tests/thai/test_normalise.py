from thai.normalise import fold, graphemes, normalise, shorten, skeleton


def test_it_writes_sara_am_digits_and_case_one_way() -> None:
    assert normalise("จํานวน ๓.๔  PMQA\u200b") == "จำนวน 3.4 pmqa"


def test_it_puts_the_tone_after_the_vowel_and_before_sara_am() -> None:
    assert normalise("ท่ี") == normalise("ที่")
    assert normalise("น้ํา") == "น้ำ"


def test_it_drops_repeats_that_shout_but_keeps_double_letters() -> None:
    assert normalise("มากกกกก") == "มาก"
    assert normalise("ธรรมะ 1000") == "ธรรมะ 1000"


def test_it_compares_texts_without_tone_marks() -> None:
    assert skeleton("ระดับก้าวหน้า") == "ระดับกาวหนา"


def test_it_folds_letters_that_sound_alike() -> None:
    assert fold("ศึกษา") == fold("สึกสา")
    assert fold("โจทย์") == fold("โจท")


def test_it_counts_graphemes_and_shortens_by_them() -> None:
    assert len(graphemes("ที่นี่")) == 2
    assert shorten("ก้าวหน้าขึ้นไป", 4) == "ก้าว…"
    assert shorten("สั้น", 10) == "สั้น"


def test_it_writes_the_ampersand_in_one_way() -> None:
    assert normalise("OG&MP") == normalise("OG & MP") == "og & mp"
