"""One turn of reporting: whatever came in goes into the draft, then the next thing is asked."""

from collections.abc import Callable, Mapping

from agencies.coordinates import Point
from complaints import intake
from complaints.intake import Draft, DraftPhoto, DraftPlace, Question
from core.messages import Outgoing, PhotoFailed, PhotoSent, PlaceSent, Text, TextSent
from handlers import duplicate
from handlers import report_cards as cards
from handlers.announced import urgent
from handlers.commands import is_command
from handlers.conversation import get_draft, keep_draft
from handlers.drafting import categorised, describe, go_on, open_draft
from handlers.report_acts import agree, file, join_found, refuse, set_apart, without_photo
from handlers.turn import Turn
from handlers.welcome import emergency
from store import removals
from thai.address import Address, read_address

LONG_PLACE = 120  # a longer text is a description, even where a place was asked for


def start(turn: Turn) -> list[Outgoing]:
    """Begin a report, or go on with the open one."""
    return [*urgent(turn), *go_on(turn, open_draft(turn))]


def start_with_text(turn: Turn, text: str, message_id: str) -> list[Outgoing]:
    """Begin a report with words that came to an idle chat."""
    draft = describe(turn, open_draft(turn), text, message_id)
    heard = cards.got_text(turn, text)
    return [*emergency(turn, text), *urgent(turn), *go_on(turn, draft, heard)]


def is_awaited(turn: Turn, words: str) -> bool:
    """Tell whether these words plainly answer the open question: an order, a place."""
    draft = open_draft(turn)
    asked = Question(draft.asking or Question.ANYTHING)
    if asked is Question.SAME and duplicate.named(turn, draft, words):
        return True
    if any(is_command(words, name) for name in _ORDERS.get(asked, {})):
        return True
    return asked is Question.PLACE and read_address(words) != Address()


def text(turn: Turn, sent: TextSent) -> list[Outgoing]:
    """Put words into the open draft, where the last question wants them."""
    draft = open_draft(turn)
    warning = emergency(turn, sent.text)
    if draft.asking == Question.SAME and (ticket := duplicate.named(turn, draft, sent.text)):
        return [*warning, *join_found(turn, draft, ticket)]
    for name, act in _ORDERS.get(Question(draft.asking or Question.ANYTHING), {}).items():
        if is_command(sent.text, name):
            return [*warning, *act(turn, draft)]
    if _is_order(sent.text):
        # A word for another question is no part of the description.
        other = without_photo if is_command(sent.text, "no_photo") else go_on
        return [*warning, *other(turn, draft)]
    return [*warning, *go_on(turn, _fill_in(turn, draft, sent))]


def edited(turn: Turn, words: str, message_id: str) -> list[Outgoing]:
    """Follow a change of words that are in the open draft; silent where they are not."""
    draft = get_draft(turn.conversation)
    if draft is None or (newer := intake.edit_text(draft, words, message_id)) is draft:
        return []
    return go_on(turn, categorised(turn, newer))


def photo(turn: Turn, sent: PhotoSent) -> list[Outgoing]:
    """Put a photo into the draft; of several sent at once only the last is answered."""
    before = open_draft(turn)
    draft = intake.add_photo(before, _draft_photo(sent))
    if draft is before and not any(each.file == sent.file for each in draft.photos):
        removals.note(turn.session, [sent.file], turn.now)
        return [Text(turn.say("photo.enough", most=intake.MOST_PHOTOS)), *go_on(turn, draft)]
    draft, complete = intake.count_part(draft, sent.album)
    keep_draft(turn.conversation, draft, turn.now)
    return go_on(turn, draft, cards.got_photos(turn, draft)) if complete else []


def album_waited(turn: Turn) -> list[Outgoing]:
    """Answer for the photos that have come, where nothing else has answered since."""
    draft = get_draft(turn.conversation)
    if draft is None or not draft.unanswered:
        return []
    return go_on(turn, draft, cards.got_photos(turn, draft) if draft.photos else "")


def photo_failed(turn: Turn, failed: PhotoFailed) -> list[Outgoing]:
    """Say why a photo could not be taken in; the draft stays as it is."""
    draft, complete = intake.count_part(open_draft(turn), failed.album)
    keep_draft(turn.conversation, draft, turn.now)
    sorry = Text(turn.say(f"photo.{failed.why}"), quick=cards.photo_buttons(turn))
    if failed.album is None or not complete or not draft.photos:
        return [sorry]
    return [sorry, *go_on(turn, draft, cards.got_photos(turn, draft))]


def place(turn: Turn, sent: PlaceSent) -> list[Outgoing]:
    """Put a place into the draft; a pin abroad was set by mistake."""
    if not Point(sent.latitude, sent.longitude).in_thailand:
        return [Text(turn.say("report.place.abroad")), *go_on(turn, open_draft(turn))]
    words = sent.address.strip() or sent.title.strip()
    where = words or turn.say("report.pin", latitude=sent.latitude, longitude=sent.longitude)
    found = DraftPlace(where, sent.latitude, sent.longitude, sent.message_id)
    draft = intake.changed(open_draft(turn), place=found)
    draft = categorised(turn, draft) if draft.texts else draft
    return go_on(turn, draft, turn.say("report.got_place"))


def _is_order(words: str) -> bool:
    return any(is_command(words, name) for orders in _ORDERS.values() for name in orders)


def _fill_in(turn: Turn, draft: Draft, sent: TextSent) -> Draft:
    if draft.asking == Question.CATEGORY and (code := cards.category_named(turn, draft, sent.text)):
        return intake.changed(draft, category=code)
    where = sent.text.strip()
    if draft.asking == Question.PLACE and where and _is_place(turn, draft, where):
        return intake.changed(draft, place=DraftPlace(where, message_id=sent.message_id))
    return describe(turn, draft, sent.text, sent.message_id)


def _is_place(turn: Turn, draft: Draft, words: str) -> bool:
    if len(words) > LONG_PLACE:
        return False
    if draft.description or read_address(words) != Address():
        return True
    # Nothing described yet: words that clearly tell a kind of problem are the description.
    return not turn.services.suggester.rank(words).confident


def _draft_photo(sent: PhotoSent) -> DraftPhoto:
    return DraftPhoto(
        message_id=sent.message_id,
        file=sent.file,
        sha256=sent.sha256,
        phash=sent.phash,
        width=sent.width,
        height=sent.height,
        taken_at=sent.taken_at.isoformat() if sent.taken_at else None,
        latitude=sent.latitude,
        longitude=sent.longitude,
        fine_hash=sent.fine_hash,
    )


# What a typed word means while a question is open, since a PC shows no quick replies.
_ORDERS: Mapping[Question, Mapping[str, Callable[[Turn, Draft], list[Outgoing]]]] = {
    Question.CONSENT: {"agree": agree, "refuse": refuse},
    Question.PHOTO: {"no_photo": without_photo},
    # "Yes" to several says not which: they are shown again.
    Question.SAME: {"different": set_apart, "same": go_on},
    Question.CONFIRM: {
        "send": file,
        "edit": lambda turn, _draft: [cards.what_to_edit(turn)],
        "refuse": lambda turn, _draft: [cards.what_to_edit(turn)],
    },
}
