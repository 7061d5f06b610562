from thai.words import content_words, is_stopword, known, tokens, warm_up


def test_it_keeps_project_terms_whole() -> None:
    assert "เลิศรัฐ" in tokens("ได้รับรางวัลอะไรของเลิศรัฐ")
    assert "ตัวชี้วัด" in tokens("มีตัวชี้วัดกี่ตัว")


def test_it_keeps_numbers_and_drops_punctuation() -> None:
    assert tokens("มิติ 3.4 (pmqa)!") == ["มิติ", "3.4", "pmqa"]


def test_it_leaves_particles_out_of_the_content() -> None:
    assert content_words("ขอทราบคะแนนด้วยครับ") == ["คะแนน"]


def test_it_knows_words_and_stopwords_after_warming_up() -> None:
    warm_up()
    assert known("ราชการ")
    assert not known("ราชกานน")
    assert is_stopword("ครับ")
