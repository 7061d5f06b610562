"""The report being written in a chat: what has come so far, and what is asked next."""

import secrets

from categories.suggest import Hints
from complaints import intake
from complaints.intake import Draft, Question, next_question
from complaints.reporters import has_consented
from core.messages import Outgoing
from handlers import duplicate, duplicate_cards
from handlers import report_cards as cards
from handlers.conversation import get_draft, keep_draft
from handlers.suspended import turn_away
from handlers.turn import Turn
from thai.address import Address, read_address

OTHER = "other"  # the category of what fits nowhere else
VERSIONS = 1_000_000_000


def open_draft(turn: Turn) -> Draft:
    """Return the open draft, else a new one."""
    draft = get_draft(turn.conversation)
    # Versions begin anywhere, so that no button of an earlier draft fits this one.
    first = secrets.randbelow(VERSIONS)
    return draft or Draft(consent=has_consented(turn.reporter()), version=first)


def go_on(turn: Turn, draft: Draft, heard: str = "") -> list[Outgoing]:
    """Keep the draft and ask what it lacks next; `heard` tells what came in."""
    keep_draft(turn.conversation, draft, turn.now)
    if refusal := turn_away(turn):
        return refusal
    matches = duplicate.find(turn, draft)
    draft = intake.offer(draft, tuple(match.ticket.id or 0 for match in matches))
    question = next_question(draft)
    keep_draft(turn.conversation, intake.replace_asking(draft, question), turn.now)
    if question is Question.SAME:
        return [duplicate_cards.ask(turn, draft, matches)]
    return [cards.question(turn, draft, question, heard)]


def describe(turn: Turn, draft: Draft, words: str, message_id: str) -> Draft:
    """Return the draft with these words added, and categories proposed for all of them."""
    return categorised(turn, intake.add_text(draft, words, message_id))


def categorised(turn: Turn, draft: Draft) -> Draft:
    """Return the draft with categories proposed for what it tells."""
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
