"""One turn of reporting: whatever came in goes into the draft, then the next thing is asked."""

import secrets
from collections.abc import Callable, Mapping

from agencies.coordinates import Point
from categories.suggest import Hints
from complaints import intake
from complaints.intake import Draft, DraftPhoto, DraftPlace, Question, next_question
from complaints.reporters import give_consent, has_consented
from complaints.submit import submit
from complaints.tables import Ticket
from core.messages import Outgoing, PhotoFailed, PhotoSent, PlaceSent, Text, TextSent
from handlers import duplicate, duplicate_cards
from handlers import report_cards as cards
from handlers.commands import is_command
from handlers.conversation import discard_draft, drop_draft, get_draft, keep_draft
from handlers.turn import Turn
from handlers.welcome import emergency, menu
from store import inbox, outbox_upkeep, removals
from thai.address import Address, read_address

OTHER = "other"  # the category of what fits nowhere else
VERSIONS = 1_000_000_000
LONG_PLACE = 120  # a longer text is a description, even where a place was asked for


def start(turn: Turn) -> list[Outgoing]:
    """Begin a report, or go on with the open one."""
    return _go_on(turn, _draft(turn))


def start_with_text(turn: Turn, text: str, message_id: str) -> list[Outgoing]:
    """Begin a report with words that came to an idle chat."""
    draft = _describe(turn, _draft(turn), text, message_id)
    return [*emergency(turn, text), *_go_on(turn, draft, cards.got_text(turn, text))]


def is_awaited(turn: Turn, words: str) -> bool:
    """Tell whether these words plainly answer the open question: an order, a place."""
    draft = _draft(turn)
    asked = Question(draft.asking or Question.ANYTHING)
    if asked is Question.SAME and duplicate.named(turn, draft, words):
        return True
    if any(is_command(words, name) for name in _ORDERS.get(asked, {})):
        return True
    return asked is Question.PLACE and read_address(words) != Address()


def text(turn: Turn, sent: TextSent) -> list[Outgoing]:
    """Put words into the open draft, where the last question wants them."""
    draft = _draft(turn)
    warning = emergency(turn, sent.text)
    if draft.asking == Question.SAME and (ticket := duplicate.named(turn, draft, sent.text)):
        return [*warning, *_join(turn, draft, ticket)]
    for name, act in _ORDERS.get(Question(draft.asking or Question.ANYTHING), {}).items():
        if is_command(sent.text, name):
            return [*warning, *act(turn, draft)]
    if _is_order(sent.text):
        # A word for another question is no part of the description.
        other = _without_photo if is_command(sent.text, "no_photo") else _go_on
        return [*warning, *other(turn, draft)]
    return [*warning, *_go_on(turn, _fill_in(turn, draft, sent))]


def edited(turn: Turn, words: str, message_id: str) -> list[Outgoing]:
    """Follow a change of words that are in the open draft; silent where they are not."""
    draft = get_draft(turn.conversation)
    if draft is None or (newer := intake.edit_text(draft, words, message_id)) is draft:
        return []
    return _go_on(turn, _categorised(turn, newer))


def photo(turn: Turn, sent: PhotoSent) -> list[Outgoing]:
    """Put a photo into the draft; of several sent at once only the last is answered."""
    before = _draft(turn)
    draft = intake.add_photo(before, _draft_photo(sent))
    if draft is before and not any(each.file == sent.file for each in draft.photos):
        removals.note(turn.session, [sent.file], turn.now)
        return [Text(turn.say("photo.enough", most=intake.MOST_PHOTOS)), *_go_on(turn, draft)]
    draft, complete = intake.count_part(draft, sent.album)
    keep_draft(turn.conversation, draft, turn.now)
    return _go_on(turn, draft, cards.got_photos(turn, draft)) if complete else []


def album_waited(turn: Turn) -> list[Outgoing]:
    """Answer for the photos that have come, where nothing else has answered since."""
    draft = get_draft(turn.conversation)
    if draft is None or not draft.unanswered:
        return []
    return _go_on(turn, draft, cards.got_photos(turn, draft) if draft.photos else "")


def photo_failed(turn: Turn, failed: PhotoFailed) -> list[Outgoing]:
    """Say why a photo could not be taken in; the draft stays as it is."""
    draft, complete = intake.count_part(_draft(turn), failed.album)
    keep_draft(turn.conversation, draft, turn.now)
    sorry = Text(turn.say(f"photo.{failed.why}"), quick=cards.photo_buttons(turn))
    if failed.album is None or not complete or not draft.photos:
        return [sorry]
    return [sorry, *_go_on(turn, draft, cards.got_photos(turn, draft))]


def place(turn: Turn, sent: PlaceSent) -> list[Outgoing]:
    """Put a place into the draft; a pin abroad was set by mistake."""
    if not Point(sent.latitude, sent.longitude).in_thailand:
        return [Text(turn.say("report.place.abroad")), *_go_on(turn, _draft(turn))]
    words = sent.address.strip() or sent.title.strip()
    where = words or turn.say("report.pin", latitude=sent.latitude, longitude=sent.longitude)
    found = DraftPlace(where, sent.latitude, sent.longitude, sent.message_id)
    draft = intake.changed(_draft(turn), place=found)
    draft = _categorised(turn, draft) if draft.texts else draft
    return _go_on(turn, draft, turn.say("report.got_place"))


def use_photo_place(turn: Turn, _values: Mapping[str, str]) -> list[Outgoing]:
    """Take the place that the photo told."""
    draft = _draft(turn)
    told = intake.photo_with_place(draft)
    if told is not None:
        where = DraftPlace(
            turn.say("report.photo_place"), told.latitude, told.longitude, told.message_id
        )
        draft = intake.changed(draft, place=where)
    return _go_on(turn, draft)


def consent(turn: Turn, values: Mapping[str, str]) -> list[Outgoing]:
    """Record the answer to the privacy notice; a no forgets what was sent."""
    act = _refuse if values.get("answer") == "no" else _agree
    return act(turn, _draft(turn))


def skip_photo(turn: Turn, _values: Mapping[str, str]) -> list[Outgoing]:
    """Go on without a photo."""
    return _without_photo(turn, _draft(turn))


def choose_category(turn: Turn, values: Mapping[str, str]) -> list[Outgoing]:
    """Take the category that was tapped."""
    code = values.get("code", "")
    draft = _draft(turn)
    if code in turn.services.desk.catalog:
        draft = intake.changed(draft, category=code)
    return _go_on(turn, draft)


def all_categories(turn: Turn, values: Mapping[str, str]) -> list[Outgoing]:
    """Show all fourteen categories, in two pages of buttons."""
    draft = intake.replace_asking(_draft(turn), Question.CATEGORY, listed_all=True)
    keep_draft(turn.conversation, draft, turn.now)
    return [cards.category_list(turn, second_page=values.get("page") == "2")]


def send(turn: Turn, values: Mapping[str, str]) -> list[Outgoing]:
    """File the report, if the tapped summary is the latest one."""
    return _latest(turn, values, _file)


def join(turn: Turn, values: Mapping[str, str]) -> list[Outgoing]:
    """Join the ticket that tells of the same problem, if the tapped card is the latest one."""

    def act(turn: Turn, draft: Draft) -> list[Outgoing]:
        ticket = duplicate.offered(turn, draft, values.get("code", ""))
        return _join(turn, draft, ticket) if ticket else _go_on(turn, draft)

    return _latest(turn, values, act)


def go_on_as_new(turn: Turn, values: Mapping[str, str]) -> list[Outgoing]:
    """Go on with the report: it is none of the problems shown."""
    return _latest(turn, values, _set_apart)


def _latest(
    turn: Turn, values: Mapping[str, str], act: Callable[[Turn, Draft], list[Outgoing]]
) -> list[Outgoing]:
    draft = get_draft(turn.conversation)
    if draft is None:
        return _nothing_open(turn)
    if values.get("v") != str(draft.version):
        return [Text(turn.say("draft.stale")), *_go_on(turn, draft)]
    return act(turn, draft)


def edit(turn: Turn, values: Mapping[str, str]) -> list[Outgoing]:
    """Ask what to change, or take the named part out so that it is asked for again."""
    draft = get_draft(turn.conversation)
    if draft is None:
        return _nothing_open(turn)
    part = values.get("part", "")
    if part == "category":
        return all_categories(turn, {})
    if part == "photo":
        removals.note(turn.session, [photo.file for photo in draft.photos], turn.now)
    if part in intake.EMPTIED:
        draft = intake.changed(draft, **intake.EMPTIED[part])
        return _go_on(turn, draft)
    return [cards.what_to_edit(turn)]


def cancel(turn: Turn, _values: Mapping[str, str] | None = None) -> list[Outgoing]:
    """Drop the draft."""
    if get_draft(turn.conversation) is None:
        return [Text(turn.say("draft.none"), quick=menu(turn))]
    discard_draft(turn.session, turn.conversation, turn.now)
    return [Text(turn.say("draft.cancelled"), quick=menu(turn))]


def resume(turn: Turn, _values: Mapping[str, str]) -> list[Outgoing]:
    """Show again what the open draft lacks."""
    return start(turn)


def _draft(turn: Turn) -> Draft:
    draft = get_draft(turn.conversation)
    # Versions begin anywhere, so that no button of an earlier draft fits this one.
    first = secrets.randbelow(VERSIONS)
    return draft or Draft(consent=has_consented(turn.reporter()), version=first)


def _go_on(turn: Turn, draft: Draft, heard: str = "") -> list[Outgoing]:
    matches = duplicate.find(turn, draft)
    draft = intake.offer(draft, tuple(match.ticket.id or 0 for match in matches))
    question = next_question(draft)
    keep_draft(turn.conversation, intake.replace_asking(draft, question), turn.now)
    if question is Question.SAME:
        return [duplicate_cards.ask(turn, draft, matches)]
    return [cards.question(turn, draft, question, heard)]


def _is_order(words: str) -> bool:
    return any(is_command(words, name) for orders in _ORDERS.values() for name in orders)


def _fill_in(turn: Turn, draft: Draft, sent: TextSent) -> Draft:
    if draft.asking == Question.CATEGORY and (code := cards.category_named(turn, draft, sent.text)):
        return intake.changed(draft, category=code)
    where = sent.text.strip()
    if draft.asking == Question.PLACE and where and _is_place(turn, draft, where):
        return intake.changed(draft, place=DraftPlace(where, message_id=sent.message_id))
    return _describe(turn, draft, sent.text, sent.message_id)


def _is_place(turn: Turn, draft: Draft, words: str) -> bool:
    if len(words) > LONG_PLACE:
        return False
    if draft.description or read_address(words) != Address():
        return True
    # Nothing described yet: words that clearly tell a kind of problem are the description.
    return not turn.services.suggester.rank(words).confident


def _describe(turn: Turn, draft: Draft, words: str, message_id: str) -> Draft:
    return _categorised(turn, intake.add_text(draft, words, message_id))


def _categorised(turn: Turn, draft: Draft) -> Draft:
    ranking = turn.services.suggester.rank(draft.description, _hints(draft))
    return intake.changed(
        draft,
        proposals=tuple(guess.code for guess in ranking.guesses),
        score=ranking.best.score,
        plausible=ranking.plausible,
        # "Other" is also what is left where nothing is recognised: the person decides.
        sure=ranking.confident and ranking.best.code != OTHER,
    )


def _hints(draft: Draft) -> Hints:
    area = read_address(draft.place.address) if draft.place else Address()
    return Hints(places=tuple(filter(None, (area.subdistrict, area.district, area.province))))


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
    )


def _agree(turn: Turn, draft: Draft) -> list[Outgoing]:
    give_consent(turn.reporter(), turn.now)
    return _go_on(turn, intake.changed(draft, consent=True))


def _refuse(turn: Turn, _draft: Draft) -> list[Outgoing]:
    inbox.forget_conversation(turn.session, turn.conversation.user_id)
    outbox_upkeep.forget_settled(turn.session, turn.conversation.user_id, turn.now)
    discard_draft(turn.session, turn.conversation, turn.now)
    return [Text(turn.say("consent.refused"), quick=menu(turn))]


def _without_photo(turn: Turn, draft: Draft) -> list[Outgoing]:
    return _go_on(turn, intake.changed(draft, no_photo=True))


def _file(turn: Turn, draft: Draft) -> list[Outgoing]:
    if next_question(draft) is not Question.CONFIRM:
        return _go_on(turn, draft)
    ticket = submit(turn.session, turn.services.desk, turn.reporter(), draft, turn.now)
    drop_draft(turn.conversation)
    turn.conversation.last_ticket = ticket.code
    return [cards.sent(turn, ticket)]


def _join(turn: Turn, draft: Draft, ticket: Ticket) -> list[Outgoing]:
    if not duplicate.join(turn, draft, ticket):
        return [Text(turn.say("track.cannot", code=ticket.code)), *_set_apart(turn, draft)]
    drop_draft(turn.conversation)
    turn.conversation.last_ticket = ticket.code
    return [duplicate_cards.joined(turn, ticket)]


def _set_apart(turn: Turn, draft: Draft) -> list[Outgoing]:
    return _go_on(turn, intake.set_apart(draft))


def _nothing_open(turn: Turn) -> list[Outgoing]:
    code = turn.conversation.last_ticket
    words = turn.say("sent.already", code=code) if code else turn.say("draft.none")
    return [Text(words, quick=menu(turn))]


# What a typed word means while a question is open, since a PC shows no quick replies.
_ORDERS: Mapping[Question, Mapping[str, Callable[[Turn, Draft], list[Outgoing]]]] = {
    Question.CONSENT: {"agree": _agree, "refuse": _refuse},
    Question.PHOTO: {"no_photo": _without_photo},
    # "Yes" to several says not which: they are shown again.
    Question.SAME: {"different": _set_apart, "same": _go_on},
    Question.CONFIRM: {
        "send": _file,
        "edit": lambda turn, _draft: [cards.what_to_edit(turn)],
        "refuse": lambda turn, _draft: [cards.what_to_edit(turn)],
    },
}
