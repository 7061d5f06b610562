"""The live figures of dimension 3.4, one tap away for officers who ask about it."""

from dataclasses import replace

from agencies.contacts import line
from core.messages import Card, Link, Outgoing, Paragraph
from handlers.turn import Turn
from knowledge.reply import Reply

CRITERION = "3.4"


def with_figures(turn: Turn, reply: Reply, messages: list[Outgoing]) -> list[Outgoing]:
    """Add the way to the figures to an answer about 3.4, where an officer asks alone.

    On the answer's card, or on one of its own below an answer in words.
    """
    if reply.criterion != CRITERION or turn.incoming.chat.kind != "user":
        return messages
    if line.find_officer(turn.session, turn.conversation.user_id) is None:
        return messages
    button = Link(turn.say("figures.button"), turn.services.teller.addresses.figures)
    *others, last = messages
    if isinstance(last, Card):
        return [*others, replace(last, buttons=(*last.buttons, button))]
    title, told = turn.say("figures.title"), turn.say("figures.about")
    card = Card(
        alt=title,
        title=title,
        blocks=(Paragraph(told),),
        buttons=(button,),
        quick=getattr(last, "quick", ()),
    )
    return [*messages, card]
