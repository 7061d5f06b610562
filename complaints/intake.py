"""The draft of a report and what is still missing from it. Pure: no SQL, no time.

Everything a citizen sends goes into the draft in any order; `next_question` says what to ask.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any

from agencies.coordinates import Point
from core.messages import Album

MOST_PHOTOS = 10
MOST_TEXT = 3000
LEAST_TEXT = 3  # characters of a description


class Question(StrEnum):
    """What the draft lacks."""

    CONSENT = "consent"
    ANYTHING = "anything"  # nothing sent yet: a photo or words
    TEXT = "text"
    PLACE = "place"
    PHOTO = "photo"
    CATEGORY = "category"
    SAME = "same"  # is it the problem of another ticket?
    CONFIRM = "confirm"


@dataclass(frozen=True, slots=True)
class DraftPhoto:
    """A stored photo of the draft."""

    message_id: str
    file: str
    sha256: str
    phash: str
    width: int
    height: int
    taken_at: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    fine_hash: str = ""


@dataclass(frozen=True, slots=True)
class DraftPlace:
    """Where it is: a point, or words alone where somebody typed the place."""

    address: str
    latitude: float | None = None
    longitude: float | None = None
    message_id: str = ""


@dataclass(frozen=True, slots=True)
class DraftText:
    """Words, and the message they came from."""

    text: str
    message_id: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A report being made. `version` goes up with every change, so that old buttons are known.

    `category` is what the citizen chose or agreed to; `proposals` the codes last proposed, best
    first, with the best one's score; `plausible` those with a real share of the probability; `sure`
    whether the first may stand without asking.
    """

    texts: tuple[DraftText, ...] = ()
    photos: tuple[DraftPhoto, ...] = ()
    place: DraftPlace | None = None
    no_photo: bool = False
    category: str = ""
    proposals: tuple[str, ...] = ()
    score: float = 0.0
    plausible: tuple[str, ...] = ()
    sure: bool = False
    consent: bool = False
    version: int = 0
    asking: str = ""
    listed_all: bool = False
    albums: Mapping[str, int] = field(default_factory=dict)  # parts seen, by album
    unanswered: bool = False  # the last photo was one of an album, and the rest is waited for

    offered: tuple[int, ...] = ()  # tickets that may be the same problem, just asked about
    different: tuple[int, ...] = ()  # those of them said to be another; nothing is asked twice

    @property
    def description(self) -> str:
        """All words sent, one message a line."""
        return "\n".join(each.text for each in self.texts)[:MOST_TEXT]

    @property
    def best_category(self) -> str:
        """The chosen category, else the proposed one."""
        return self.category or (self.proposals[0] if self.proposals else "")

    @property
    def listed_few(self) -> bool:
        """The categories last listed were the best few, not all."""
        return self.asking == Question.CATEGORY.value and not self.listed_all

    @property
    def is_empty(self) -> bool:
        """Nothing was sent yet."""
        return not (self.texts or self.photos or self.place)


def next_question(draft: Draft) -> Question:
    """Return what to ask now, the quickest way to a complete report."""
    if not draft.consent:
        return Question.CONSENT
    if draft.is_empty:
        return Question.ANYTHING
    if draft.place is None:
        return Question.PLACE
    if not draft.photos and not draft.no_photo:
        return Question.PHOTO
    if len(draft.description.strip()) < LEAST_TEXT:
        return Question.TEXT
    if not draft.category and not draft.sure:
        return Question.CATEGORY
    return Question.SAME if draft.offered else Question.CONFIRM


def changed(draft: Draft, **values: Any) -> Draft:
    """Return the draft with these values and the next version."""
    return replace(draft, version=draft.version + 1, **values)


def add_text(draft: Draft, text: str, message_id: str) -> Draft:
    """Add words."""
    return changed(draft, texts=(*draft.texts, DraftText(text.strip(), message_id)))


def edit_text(draft: Draft, text: str, message_id: str) -> Draft:
    """Replace the words of a message that its sender has changed; nothing where it is not here."""
    if not any(each.message_id == message_id for each in draft.texts):
        return draft
    texts = tuple(
        DraftText(text.strip(), message_id) if each.message_id == message_id else each
        for each in draft.texts
    )
    return changed(draft, texts=texts)


def add_photo(draft: Draft, photo: DraftPhoto) -> Draft:
    """Add a photo; the same message again changes nothing, and there is a most."""
    if any(photo.message_id == each.message_id for each in draft.photos):
        return draft
    if len(draft.photos) >= MOST_PHOTOS:
        return draft
    return changed(draft, photos=(*draft.photos, photo), no_photo=False)


def count_part(draft: Draft, album: Album | None) -> tuple[Draft, bool]:
    """Count one photo of several sent at once; tell whether to answer now.

    A lone photo is answered. Of an album the last part is, and where its size is not told the
    first part.
    """
    if album is None:
        return draft, True
    seen = draft.albums.get(album.id, 0) + 1
    complete = seen >= album.total if album.total else seen == 1
    counted = {**draft.albums, album.id: seen}
    return replace(draft, albums=counted, unanswered=not complete), complete


def photo_with_place(draft: Draft) -> DraftPhoto | None:
    """Return the first photo that tells where in Thailand it was taken, or None."""
    return next((each for each in draft.photos if _tells_place(each)), None)


def _tells_place(photo: DraftPhoto) -> bool:
    if photo.latitude is None or photo.longitude is None:
        return False
    return Point(photo.latitude, photo.longitude).in_thailand


def replace_asking(draft: Draft, question: Question, *, listed_all: bool = False) -> Draft:
    """Return the draft that now waits for an answer to `question`; no new version."""
    return replace(draft, asking=question.value, listed_all=listed_all, unanswered=False)


# What editing a part takes out of the draft, so that it is asked for again.
EMPTIED: Mapping[str, Mapping[str, Any]] = {
    "text": {"texts": (), "category": "", "proposals": (), "sure": False},
    "place": {"place": None},
    "photo": {"photos": (), "no_photo": False},
}


def without_message(draft: Draft, message_id: str) -> Draft:
    """Take everything out that came with a message its sender has unsent."""
    place = draft.place
    ids = {each.message_id for each in draft.texts} | {each.message_id for each in draft.photos}
    if message_id not in ids | {place.message_id if place else ""}:
        return draft
    return changed(
        draft,
        texts=tuple(each for each in draft.texts if each.message_id != message_id),
        photos=tuple(each for each in draft.photos if each.message_id != message_id),
        place=None if place and place.message_id == message_id else place,
    )


def offer(draft: Draft, ticket_ids: tuple[int, ...]) -> Draft:
    """Ask whether it is the problem of one of these tickets; with none of them, do not ask."""
    return draft if ticket_ids == draft.offered else changed(draft, offered=ticket_ids)


def set_apart(draft: Draft) -> Draft:
    """Keep that it is another problem than those asked about."""
    return changed(draft, offered=(), different=(*draft.different, *draft.offered))


def to_json(draft: Draft) -> dict[str, Any]:
    """Return the draft as JSON-ready data."""
    return asdict(draft)


def from_json(data: Mapping[str, Any]) -> Draft:
    """Return the draft that `to_json` wrote."""
    place = data.get("place")
    return Draft(
        **{
            **data,
            "texts": tuple(DraftText(**each) for each in data.get("texts", ())),
            "photos": tuple(DraftPhoto(**each) for each in data.get("photos", ())),
            "place": DraftPlace(**place) if place else None,
            "proposals": tuple(data.get("proposals", ())),
            "offered": tuple(data.get("offered", ())),
            "different": tuple(data.get("different", ())),
            "plausible": tuple(data.get("plausible", ())),
        }
    )
