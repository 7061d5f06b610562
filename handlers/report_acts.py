"""What a person does with their report, by button or by word: agree, choose, send, drop it."""

from collections.abc import Callable, Mapping

from complaints import intake
from complaints.intake import Draft, DraftPlace, Question, next_question
from complaints.reporters import give_consent
from complaints.submit import submit
from complaints.tables import Ticket
from core.messages import Outgoing, Text
from handlers import duplicate, duplicate_cards
from handlers import report_cards as cards
from handlers.conversation import discard_draft, drop_draft, get_draft, keep_draft
from handlers.drafting import go_on, open_draft
from handlers.suspended import turn_away
from handlers.turn import Turn
from handlers.welcome import menu
from store import inbox_upkeep, outbox_upkeep, removals


def use_photo_place(turn: Turn, _values: Mapping[str, str]) -> list[Outgoing]:
    """Take the place that the photo told."""
    draft = open_draft(turn)
    told = intake.photo_with_place(draft)
    if told is not None:
        where = DraftPlace(
            turn.say("report.photo_place"), told.latitude, told.longitude, told.message_id
        )
        draft = intake.changed(draft, place=where)
    return go_on(turn, draft)


def consent(turn: Turn, values: Mapping[str, str]) -> list[Outgoing]:
    """Record the answer to the privacy notice; a no forgets what was sent."""
    act = refuse if values.get("answer") == "no" else agree
    return act(turn, open_draft(turn))


def skip_photo(turn: Turn, _values: Mapping[str, str]) -> list[Outgoing]:
    """Go on without a photo."""
    return without_photo(turn, open_draft(turn))


def choose_category(turn: Turn, values: Mapping[str, str]) -> list[Outgoing]:
    """Take the category that was tapped."""
    code = values.get("code", "")
    draft = open_draft(turn)
    if code in turn.services.desk.catalog:
        draft = intake.changed(draft, category=code)
    return go_on(turn, draft)


def all_categories(turn: Turn, values: Mapping[str, str]) -> list[Outgoing]:
    """Show all fourteen categories, in two pages of buttons."""
    draft = intake.replace_asking(open_draft(turn), Question.CATEGORY, listed_all=True)
    keep_draft(turn.conversation, draft, turn.now)
    return [cards.category_list(turn, second_page=values.get("page") == "2")]


def send(turn: Turn, values: Mapping[str, str]) -> list[Outgoing]:
    """File the report, if the tapped summary is the latest one."""
    return _latest(turn, values, file)


def join(turn: Turn, values: Mapping[str, str]) -> list[Outgoing]:
    """Join the ticket that tells of the same problem, if the tapped card is the latest one."""

    def act(turn: Turn, draft: Draft) -> list[Outgoing]:
        ticket = duplicate.offered(turn, draft, values.get("code", ""))
        return join_found(turn, draft, ticket) if ticket else go_on(turn, draft)

    return _latest(turn, values, act)


def go_on_as_new(turn: Turn, values: Mapping[str, str]) -> list[Outgoing]:
    """Go on with the report: it is none of the problems shown."""
    return _latest(turn, values, set_apart)


def edit(turn: Turn, values: Mapping[str, str]) -> list[Outgoing]:
    """Ask what to change, or take the named part out so that it is asked for again."""
    draft = get_draft(turn.conversation)
    if draft is None:
        return nothing_open(turn)
    part = values.get("part", "")
    if part == "category":
        return all_categories(turn, {})
    if part == "photo":
        removals.note(turn.session, [photo.file for photo in draft.photos], turn.now)
    if part in intake.EMPTIED:
        draft = intake.changed(draft, **intake.EMPTIED[part])
        return go_on(turn, draft)
    return [cards.what_to_edit(turn)]


def cancel(turn: Turn, _values: Mapping[str, str] | None = None) -> list[Outgoing]:
    """Drop the draft."""
    if get_draft(turn.conversation) is None:
        return [Text(turn.say("draft.none"), quick=menu(turn))]
    discard_draft(turn.session, turn.conversation, turn.now)
    return [Text(turn.say("draft.cancelled"), quick=menu(turn))]


def resume(turn: Turn, _values: Mapping[str, str]) -> list[Outgoing]:
    """Show again what the open draft lacks."""
    return go_on(turn, open_draft(turn))


def agree(turn: Turn, draft: Draft) -> list[Outgoing]:
    """Go on once the person has agreed to the privacy notice."""
    give_consent(turn.reporter(), turn.now)
    return go_on(turn, intake.changed(draft, consent=True))


def refuse(turn: Turn, _draft: Draft) -> list[Outgoing]:
    """Forget what was sent by a person who does not agree."""
    inbox_upkeep.forget_conversation(turn.session, turn.conversation.user_id)
    outbox_upkeep.forget_settled(turn.session, turn.conversation.user_id, turn.now)
    discard_draft(turn.session, turn.conversation, turn.now)
    return [Text(turn.say("consent.refused"), quick=menu(turn))]


def without_photo(turn: Turn, draft: Draft) -> list[Outgoing]:
    """Go on without a photo."""
    return go_on(turn, intake.changed(draft, no_photo=True))


def file(turn: Turn, draft: Draft) -> list[Outgoing]:
    """File the report, if nothing is lacking any more."""
    if next_question(draft) is not Question.CONFIRM:
        return go_on(turn, draft)
    if refusal := turn_away(turn):
        return refusal
    ticket = submit(turn.session, turn.services.desk, turn.reporter(), draft, turn.now)
    drop_draft(turn.conversation)
    turn.conversation.last_ticket = ticket.code
    return [cards.sent(turn, ticket)]


def join_found(turn: Turn, draft: Draft, ticket: Ticket) -> list[Outgoing]:
    """Let the person join that ticket; where it was closed meanwhile the report goes on."""
    if refusal := turn_away(turn):
        return refusal
    if not duplicate.join(turn, draft, ticket):
        return [Text(turn.say("track.cannot", code=ticket.code)), *set_apart(turn, draft)]
    drop_draft(turn.conversation)
    turn.conversation.last_ticket = ticket.code
    return [duplicate_cards.joined(turn, ticket)]


def set_apart(turn: Turn, draft: Draft) -> list[Outgoing]:
    """Go on with the report: it is none of the problems shown."""
    return go_on(turn, intake.set_apart(draft))


def nothing_open(turn: Turn) -> list[Outgoing]:
    """Say that the report was sent already, or that there is none."""
    code = turn.conversation.last_ticket
    words = turn.say("sent.already", code=code) if code else turn.say("draft.none")
    return [Text(words, quick=menu(turn))]


def _latest(
    turn: Turn, values: Mapping[str, str], act: Callable[[Turn, Draft], list[Outgoing]]
) -> list[Outgoing]:
    draft = get_draft(turn.conversation)
    if draft is None:
        return nothing_open(turn)
    if values.get("v") != str(draft.version):
        return [Text(turn.say("draft.stale")), *go_on(turn, draft)]
    return act(turn, draft)
