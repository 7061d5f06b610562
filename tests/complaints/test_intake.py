"""The draft: what it asks for next, and what changes it."""

import pytest

from complaints import intake
from complaints.intake import Draft, DraftPhoto, DraftPlace, DraftText, Question, next_question
from core.messages import Album

PHOTO = DraftPhoto("p1", "photos/p1.jpg", "0" * 64, "0" * 16, 1200, 900)
PLACE = DraftPlace("เขตดินแดง กรุงเทพ", message_id="l1")
TEXT = DraftText("ถนนเป็นหลุม", "t1")


@pytest.mark.parametrize(
    ("draft", "question"),
    [
        (Draft(), Question.CONSENT),
        (Draft(consent=True), Question.ANYTHING),
        (Draft(consent=True, photos=(PHOTO,)), Question.PLACE),
        (Draft(consent=True, texts=(TEXT,)), Question.PLACE),
        (Draft(consent=True, texts=(TEXT,), place=PLACE), Question.PHOTO),
        (Draft(consent=True, photos=(PHOTO,), place=PLACE), Question.TEXT),
        (Draft(consent=True, no_photo=True, place=PLACE, texts=(TEXT,)), Question.CATEGORY),
        (
            Draft(consent=True, photos=(PHOTO,), place=PLACE, texts=(TEXT,), sure=True),
            Question.CONFIRM,
        ),
    ],
)
def test_it_asks_for_what_is_missing(draft: Draft, question: Question) -> None:
    assert next_question(draft) is question


def test_it_survives_being_written_and_read() -> None:
    draft = Draft(
        texts=(TEXT,),
        photos=(PHOTO,),
        place=PLACE,
        albums={"a": 2},
        proposals=("other",),
        version=7,
    )
    assert intake.from_json(intake.to_json(draft)) == draft


def test_it_changes_only_for_what_is_in_it() -> None:
    draft = Draft(texts=(TEXT,), photos=(PHOTO,), place=PLACE)
    assert intake.without_message(draft, "another") is draft
    gone = intake.without_message(draft, "l1")
    assert gone.place is None
    assert gone.version == draft.version + 1
    assert intake.without_message(draft, "p1").photos == ()
    assert intake.without_message(draft, "t1").description == ""


def test_it_keeps_at_most_ten_photos_and_none_twice() -> None:
    draft = Draft()
    for number in range(12):
        draft = intake.add_photo(draft, DraftPhoto(f"p{number}", "f", "", "", 1, 1))
    assert len(draft.photos) == intake.MOST_PHOTOS
    assert intake.add_photo(draft, draft.photos[0]) is draft


def test_it_counts_an_album_to_its_end() -> None:
    draft, complete = intake.count_part(Draft(), Album("a", 2, 2))
    assert not complete
    assert intake.count_part(draft, Album("a", 1, 2))[1]
    assert intake.count_part(Draft(), None)[1]
