"""What reporting shows: each question with its buttons, the summary, the ticket number."""

import re

from agencies.queries import get_agency
from complaints.intake import Draft, Question, photo_with_place
from complaints.tables import Ticket
from core.messages import (
    Card,
    Copy,
    Fact,
    Outgoing,
    Paragraph,
    PickPhoto,
    Press,
    QuickReply,
    SharePlace,
    TakePhoto,
    Text,
)
from handlers.announced import out_of_hours
from handlers.turn import Turn
from handlers.welcome import menu
from thai.normalise import normalise, shorten

SUMMARY_TEXT = 300  # graphemes of the description that the summary shows
ECHO_TEXT = 60
FIRST_PAGE = 7  # categories on the first page of buttons
PROPOSED = 3


def question(turn: Turn, draft: Draft, asked: Question, heard: str = "") -> Outgoing:
    """Return the message that asks for what the draft lacks; `heard` says what just came."""
    if asked is Question.CONSENT:
        return _consent(turn)
    if asked is Question.CONFIRM:
        return summary(turn, draft)
    words, quick = _plain_question(turn, draft, asked)
    return Text(f"{heard}\n{words}" if heard else words, quick=quick)


def _plain_question(
    turn: Turn, draft: Draft, asked: Question
) -> tuple[str, tuple[QuickReply, ...]]:
    cancel = turn.press_button("report.button.cancel", "cancel")
    if asked is Question.PLACE:
        return turn.say("report.place"), (*_place_buttons(turn, draft), cancel)
    if asked is Question.PHOTO:
        skip = turn.press_button("report.button.no_photo", "no_photo")
        return turn.say("report.photo"), (*photo_buttons(turn), skip, cancel)
    if asked is Question.CATEGORY:
        choices, buttons = _proposals(turn, draft)
        return turn.say("report.category", choices=choices), (*buttons, cancel)
    if asked is Question.TEXT:
        return turn.say("report.text"), (cancel,)
    return turn.say("report.start"), (*photo_buttons(turn), cancel)


def photo_buttons(turn: Turn) -> tuple[QuickReply, ...]:
    """Return the buttons that open camera and album."""
    camera, album = turn.say("report.button.camera"), turn.say("report.button.album")
    return (TakePhoto(camera), PickPhoto(album))


def _place_buttons(turn: Turn, draft: Draft) -> tuple[QuickReply, ...]:
    share = SharePlace(turn.say("report.button.place"))
    if photo_with_place(draft) is None:
        return (share,)
    return (share, turn.press_button("report.button.photo_place", "photo_place"))


def got_text(turn: Turn, words: str) -> str:
    """Return the line that echoes what was understood."""
    return turn.say("report.got_text", text=shorten(" ".join(words.split()), ECHO_TEXT))


def got_photos(turn: Turn, draft: Draft) -> str:
    """Return the line that says how many photos have come."""
    count = len(draft.photos)
    return (
        turn.say("report.got_photo") if count == 1 else turn.say("report.got_photos", count=count)
    )


def _consent(turn: Turn) -> Card:
    return Card(
        alt=turn.say("consent.alt"),
        title=turn.say("consent.title"),
        blocks=(
            Paragraph(turn.say("consent.body")),
            Paragraph(turn.say("consent.rights"), small=True),
        ),
        buttons=(
            turn.press_button("consent.yes", "consent", answer="yes"),
            turn.press_button("consent.no", "consent", answer="no"),
        ),
    )


def summary(turn: Turn, draft: Draft) -> Card:
    """Return the one card to check before sending."""
    category = _category_label(turn, draft.best_category)
    where = draft.place.address if draft.place else ""
    photos = (
        turn.say("summary.photo_count", count=len(draft.photos))
        if draft.photos
        else turn.say("summary.no_photos")
    )
    version = str(draft.version)
    return Card(
        alt=turn.say("summary.alt", category=category, place=where),
        title=turn.say("summary.title"),
        kicker=turn.say("menu.report"),
        tone="info",
        picture=_picture(turn, draft),
        blocks=(
            Fact(turn.say("summary.category"), category),
            Fact(turn.say("summary.place"), shorten(where, SUMMARY_TEXT)),
            Fact(turn.say("summary.text"), shorten(draft.description, SUMMARY_TEXT)),
            Fact(turn.say("summary.photos"), photos),
            *_secrecy(turn, draft),
        ),
        buttons=(
            turn.press_button("summary.send", "send", v=version),
            turn.press_button("summary.edit", "edit", v=version),
            turn.press_button("summary.cancel", "cancel"),
        ),
    )


def _secrecy(turn: Turn, draft: Draft) -> tuple[Paragraph, ...]:
    sealed = turn.services.desk.catalog.get(draft.best_category).sealed
    return (Paragraph(turn.say("summary.sealed")),) if sealed else ()


def _picture(turn: Turn, draft: Draft) -> str | None:
    # What is to be sealed gets no address that anybody with the link could open.
    desk = turn.services.desk
    if not draft.photos or desk.catalog.get(draft.best_category).sealed:
        return None
    return desk.photo_url(draft.photos[0].file)


def what_to_edit(turn: Turn) -> Text:
    """Ask which part to change."""
    parts = tuple(
        turn.press_button(f"edit.{part}", "edit", part=part)
        for part in ("text", "place", "photo", "category")
    )
    return Text(turn.say("edit.ask"), quick=(*parts, turn.press_button("edit.back", "resume")))


def _proposals(turn: Turn, draft: Draft) -> tuple[str, tuple[QuickReply, ...]]:
    codes = draft.proposals[:PROPOSED]
    lines = [f"{at}. {_category_label(turn, code)}" for at, code in enumerate(codes, start=1)]
    other = turn.press_button("report.category.other", "categories")
    return "\n".join(lines), (*(_category_button(turn, code) for code in codes), other)


def category_list(turn: Turn, *, second_page: bool) -> Text:
    """List all categories by number, half of them as buttons at a time."""
    codes = turn.services.desk.catalog.codes
    lines = [f"{at}. {_category_label(turn, code)}" for at, code in enumerate(codes, start=1)]
    shown = codes[FIRST_PAGE:] if second_page else codes[:FIRST_PAGE]
    page = "1" if second_page else "2"
    turning = "report.category.back" if second_page else "report.category.more"
    more = Press(turn.say(turning), "categories", {"page": page})
    buttons = tuple(_category_button(turn, code) for code in shown)
    return Text(turn.say("report.category.all", choices="\n".join(lines)), quick=(*buttons, more))


def category_named(turn: Turn, draft: Draft, words: str) -> str:
    """Return the code of the category that was typed by name or number, or ""."""
    plain = normalise(words).strip()
    listed = draft.proposals[:PROPOSED] if draft.listed_few else turn.services.desk.catalog.codes
    if re.fullmatch(r"\d{1,2}", plain) and 1 <= int(plain) <= len(listed):
        return listed[int(plain) - 1]
    for category in turn.services.desk.catalog:
        if plain in {normalise(category.name_th), normalise(category.short_th), category.name_en}:
            return category.code
    return ""


def _category_label(turn: Turn, code: str) -> str:
    icon = turn.services.desk.catalog.get(code).icon
    return f"{icon} {turn.services.desk.category_name(code, turn.language)}"


def _category_button(turn: Turn, code: str) -> Press:
    category = turn.services.desk.catalog.get(code)
    name = category.name_en if turn.language == "en" else category.short_th
    return Press(shorten(name, 20), "category", {"code": code}, shown=name)


def sent(turn: Turn, ticket: Ticket) -> Card:
    """Say that the report is filed, with its number."""
    agency = get_agency(turn.session, ticket.agency_id).name
    hours = ticket.response_hours
    return Card(
        alt=turn.say("sent.alt", code=ticket.code, agency=agency),
        title=turn.say("sent.title"),
        kicker=ticket.code,
        tone="good",
        blocks=(
            Fact(turn.say("sent.code"), ticket.code),
            Fact(turn.say("sent.agency"), agency),
            Paragraph(turn.say("sent.promise", hours=hours)),
            *out_of_hours(turn, ticket),
        ),
        buttons=(
            turn.press_button("track.refresh", "track", code=ticket.code),
            Copy(turn.say("sent.copy"), ticket.code),
        ),
        quick=menu(turn),
    )
