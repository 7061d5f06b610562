"""Lets the plan happen through the real functions, everything in the order of time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlmodel import Session, col, update

from agencies.tables import Officer
from complaints import feedback, withdrawal
from complaints.alerts.tables import Alert
from complaints.change import By, Change
from complaints.codes import new_pseudonym
from complaints.desk import Desk
from complaints.groups.changes import group
from complaints.groups.joining import join
from complaints.intake import Draft, DraftPlace, DraftText
from complaints.learning.recategorise import recategorise
from complaints.lifecycle import Actor, HoldReason, Move
from complaints.moves import make_move
from complaints.province.fates import CENTRE, JOINER, Act
from complaints.province.plan import Life, Plan, Step
from complaints.province.setting import Setting
from complaints.province.standing import CENTRAL
from complaints.submit import submit
from complaints.tables import Reporter, Ticket
from core.phrases import Phrases
from store.database import Database

BATCH = 200  # things that happen in a transaction
SCORE = 0.9  # how sure the system was of the category it proposed
HOLD_DAYS = 10
MOVES = {
    Act.ACCEPT: Move.ACCEPT,
    Act.HOLD: Move.HOLD,
    Act.RESUME: Move.RESUME,
    Act.FINISH: Move.FINISH,
    Act.FORWARD: Move.FORWARD,
    Act.REJECT: Move.REJECT,
}

Scene = tuple[datetime, int, Step | None]  # when, the life's number, None: it is reported


@dataclass(slots=True)
class Player:
    """Plays a plan once. Nobody is told: its citizens have no messenger, its alerts count as read.

    `tickets` are {number in the plan: ticket id} once they are reported.
    """

    desk: Desk
    setting: Setting
    words: Phrases
    tickets: dict[int, int] = field(default_factory=dict)
    _agencies: int = 0
    _lives: dict[int, Life] = field(default_factory=dict)
    _joiners: dict[int, int] = field(default_factory=dict)

    def play(self, database: Database, plan: Plan, on_batch: Callable[[int, int], None]) -> None:
        """Let everything happen, some at a time; `on_batch` is told how much of how much."""
        self._agencies = plan.agencies
        self._lives = {life.number: life for life in plan.lives}
        scenes = _in_time(plan)
        for start in range(0, len(scenes), BATCH):
            with database.transaction() as session:
                batch = scenes[start : start + BATCH]
                for at, number, step in batch:
                    self._happen(session, self._lives[number], step, at)
                session.flush()
                about = {self.tickets[number] for _, number, _ in batch}
                untold = update(Alert).where(col(Alert.ticket_id).in_(about))
                session.connection().execute(untold.values(told_at=col(Alert.at)))
            on_batch(min(start + BATCH, len(scenes)), len(scenes))

    def _happen(self, session: Session, life: Life, step: Step | None, at: datetime) -> None:
        if step is None:
            self._report(session, life, at)
            return
        ticket = self._ticket(session, life.number)
        act = _BY_CITIZENS.get(step.act)
        if act is not None:
            act(self, session, ticket, step, at)
        elif step.act is Act.REFILE:
            officer = session.get_one(Officer, self.setting.officers[ticket.agency_id])
            seen = ticket.category
            recategorise(session, self.desk, ticket, life.refiled, officer, seen=seen, now=at)
        elif step.act is Act.GROUP:
            assert life.main is not None
            main = self._ticket(session, life.main)
            group(session, self.desk, ticket, main, self._by(ticket), at)
        else:
            change = self._change(life, ticket, step, at)
            make_move(session, self.desk, ticket, change, self._by(ticket), at)

    def _report(self, session: Session, life: Life, at: datetime) -> None:
        district = self.words.say(f"district.{life.agency}")
        address = self.words.say("address", district=district, province=self.words.say("province"))
        about = self.desk.catalog.get(life.category).about_th
        draft = Draft(
            texts=(DraftText(self.words.say("text", about=about), ""),),
            place=DraftPlace(address),
            no_photo=True,
            category=life.category,
            proposals=(life.category,),
            score=SCORE,
            consent=True,
        )
        reporter = self._citizen(session, at)
        ticket = submit(session, self.desk, reporter, draft, at)
        self.tickets[life.number] = ticket.id or 0

    def _change(self, life: Life, ticket: Ticket, step: Step, at: datetime) -> Change:
        hold = step.act is Act.HOLD
        neighbour = (life.agency + 1) % self._agencies
        owner = CENTRAL if step.who == CENTRE else neighbour
        return Change(
            MOVES[step.act],
            ticket.status,
            note=self.words.say("note"),
            no_photo_reason=self.words.say("no_photo"),
            override_reason=self.words.say("note"),
            hold_reason=HoldReason.BUDGET if hold else None,
            expected_on=(at + timedelta(days=HOLD_DAYS)).date() if hold else None,
            agency_id=self.setting.agencies[owner] if step.act is Act.FORWARD else None,
        )

    def _by(self, ticket: Ticket) -> By:
        officer = self.setting.officers[ticket.agency_id]
        return By(Actor.OFFICER, f"officer:{officer}", ticket.agency_id)

    def _ticket(self, session: Session, number: int) -> Ticket:
        return session.get_one(Ticket, self.tickets[number])

    def _citizen(self, session: Session, at: datetime) -> Reporter:
        citizen = Reporter(user_id=None, pseudonym=new_pseudonym(), created_at=at)
        session.add(citizen)
        session.flush()
        return citizen

    def _dispute(self, session: Session, ticket: Ticket, _step: Step, at: datetime) -> None:
        feedback.dispute(session, self.desk, ticket, _reporter(session, ticket), at)

    def _withdraw(self, session: Session, ticket: Ticket, _step: Step, at: datetime) -> None:
        withdrawal.withdraw(session, self.desk, ticket, _reporter(session, ticket), at)

    def _rate(self, session: Session, ticket: Ticket, step: Step, at: datetime) -> None:
        who = _reporter(session, ticket)
        if step.who == JOINER:
            who = session.get_one(Reporter, self._joiners[ticket.id or 0])
        feedback.confirm(session, ticket, who, step.stars, at)

    def _join(self, session: Session, ticket: Ticket, _step: Step, at: datetime) -> None:
        joiner = self._citizen(session, at)
        self._joiners[ticket.id or 0] = joiner.id or 0
        again = Draft(texts=(DraftText(self.words.say("again"), ""),), consent=True)
        join(session, self.desk, ticket, joiner, again, at)


_BY_CITIZENS: Mapping[Act, Callable[[Player, Session, Ticket, Step, datetime], None]] = {
    Act.DISPUTE: Player._dispute,  # noqa: SLF001
    Act.WITHDRAW: Player._withdraw,  # noqa: SLF001
    Act.RATE: Player._rate,  # noqa: SLF001
    Act.JOIN: Player._join,  # noqa: SLF001
}


def _in_time(plan: Plan) -> list[Scene]:
    scenes: list[Scene] = [(life.reported_at, life.number, None) for life in plan.lives]
    scenes += [(step.at, life.number, step) for life in plan.lives for step in life.steps]
    return sorted(scenes, key=lambda scene: (scene[0], scene[1]))


def _reporter(session: Session, ticket: Ticket) -> Reporter:
    return session.get_one(Reporter, ticket.reporter_id)
