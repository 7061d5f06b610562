"""Reporter, Ticket, its events, assignments and attachments."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, Text, text
from sqlmodel import Field, SQLModel

from complaints.clocks.stages import Stage
from complaints.joint.lifecycle import PartState
from complaints.lifecycle import HoldReason, Status
from complaints.search.keeping import watch
from store.columns import choice, utc


class Reporter(SQLModel, table=True):
    """A citizen. Officers see the pseudonym; the messenger's id never leaves the service."""

    __tablename__ = "reporter"

    id: int | None = Field(default=None, primary_key=True)
    user_id: str | None = Field(default=None, max_length=64, unique=True)
    pseudonym: str = Field(max_length=40)
    consent_version: int = 0
    consent_at: datetime | None = utc(default=None)
    language: str = Field(default="th", max_length=2)
    blocked_at: datetime | None = utc(default=None)
    created_at: datetime = utc()


class Priority(StrEnum):
    """How much a ticket presses. Two levels: of three, everything ends up in the middle."""

    NORMAL = "normal"
    URGENT = "urgent"


UNCONFIRMED = "status = 'finished' AND confirmed_at IS NULL AND reminded_at IS NULL"


class Ticket(SQLModel, table=True):
    """One complaint. `status` is written by complaints/moves.py, and by imports (adr 13), only."""

    __tablename__ = "ticket"
    __table_args__ = (
        # read by the agency's queue, newest first; more of its indexes in complaints/queue
        Index("ix_ticket_queue", "agency_id", "status", "created_at", "id"),
        # read by the queue's counters, which need nothing else
        Index("ix_ticket_count", "agency_id", "sealed", "status", "main_id", "due_at"),
        Index("ix_ticket_category", "agency_id", "category", "sealed", "status", "main_id"),
        # read by the agency's queue: what is due soon, what is overdue
        Index("ix_ticket_due_at", "agency_id", "due_at"),
        # read by escalation: which clocks to look at by now
        Index(
            "ix_ticket_alarm_at",
            "alarm_at",
            sqlite_where=text("alarm_at IS NOT NULL"),
            postgresql_where=text("alarm_at IS NOT NULL"),
        ),
        # read by "my tickets"
        Index("ix_ticket_reporter_id", "reporter_id", "id"),
        # read by an officer's own queue
        Index(
            "ix_ticket_officer_id",
            "officer_id",
            "status",
            "created_at",
            "id",
            sqlite_where=text("officer_id IS NOT NULL"),
            postgresql_where=text("officer_id IS NOT NULL"),
        ),
        # read by the queue: what waits for a second officer's yes
        Index(
            "ix_ticket_approval",
            "agency_id",
            "id",
            sqlite_where=text("approval_since IS NOT NULL"),
            postgresql_where=text("approval_since IS NOT NULL"),
        ),
        # read by closing/reminding: who has not said whether it is repaired
        Index(
            "ix_ticket_unconfirmed",
            "dispute_until",
            sqlite_where=text(UNCONFIRMED),
            postgresql_where=text(UNCONFIRMED),
        ),
        # read by duplicates: what was reported near a point, or in the same subdistrict
        Index("ix_ticket_place", "latitude", "longitude"),
        Index("ix_ticket_area", "subdistrict", "category", "created_at"),
        # read by hotspots, which need nothing else to count a period's tickets by place
        Index(
            "ix_ticket_spot",
            "created_at",
            "category",
            "latitude",
            "longitude",
            "agency_id",
            "status",
            "sealed",
            "main_id",
        ),
        # read by groups: the children of a main ticket
        Index(
            "ix_ticket_main_id",
            "main_id",
            sqlite_where=text("main_id IS NOT NULL"),
            postgresql_where=text("main_id IS NOT NULL"),
        ),
        # read by imports, which bring each ticket in once, and by the search for a former number
        Index("ix_ticket_external_id", "external_id", unique=True),
        CheckConstraint("stars IS NULL OR stars BETWEEN 1 AND 5", name="stars"),
    )

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(max_length=16, unique=True)
    reporter_id: int | None = Field(default=None, foreign_key="reporter.id")
    status: Status = choice(Status, default=Status.RECEIVED)
    # The ticket that stands for this one, where officers found that both tell of one problem.
    main_id: int | None = Field(default=None, foreign_key="ticket.id")
    agency_id: int = Field(foreign_key="agency.id")
    officer_id: int | None = Field(default=None, foreign_key="officer.id")  # who works on it
    priority: Priority = choice(Priority, default=Priority.NORMAL)
    hand_overs: int = 0  # how often agencies have handed it on; the central desk's are no count
    routing_reason: str = Field(max_length=300)
    channel: str = Field(default="line", max_length=20)
    external_id: str | None = Field(default=None, max_length=40)  # its number where it came from
    category: str = Field(max_length=40)
    proposed_category: str = Field(max_length=40)
    proposal_score: float = 0.0
    # What else may be wrong there, likeliest first: for officers, never shown to citizens.
    secondary_categories: list[str] = Field(default_factory=list, sa_type=JSON)
    sealed: bool = False
    description: str = Field(sa_type=Text)
    latitude: float | None = None
    longitude: float | None = None
    address: str = Field(default="", max_length=500)
    province: str = Field(default="", max_length=80)
    district: str = Field(default="", max_length=80)
    subdistrict: str = Field(default="", max_length=80)
    created_at: datetime = utc()
    updated_at: datetime = utc()
    first_response_at: datetime | None = utc(default=None)
    finished_at: datetime | None = utc(default=None)
    confirmed_at: datetime | None = utc(default=None)
    dispute_until: datetime | None = utc(default=None)
    # When it is to be taken up and solved; see complaints/clocks/deadlines. None: no clock runs.
    response_due_at: datetime | None = utc(default=None)
    due_at: datetime | None = utc(default=None)
    held_since: datetime | None = utc(default=None)
    held_seconds: int = 0  # of working time, over all former holds
    # The targets that both count by, in working hours. None: older than targets of agencies.
    response_hours: int | None = None
    resolution_hours: int | None = None
    # Which stage of each clock officers have been told, and when to look again.
    response_stage: Stage = choice(Stage, default=Stage.RUNNING)
    due_stage: Stage = choice(Stage, default=Stage.RUNNING)
    alarm_at: datetime | None = utc(default=None)
    hold_reason: HoldReason | None = choice(HoldReason, default=None)  # while it is on hold
    # Since when a citizen's words wait for an answer of the agency that leads.
    citizen_wrote_at: datetime | None = utc(default=None)
    # Since when an officer's word that it is done waits for a second officer's yes.
    approval_since: datetime | None = utc(default=None)
    reminded_at: datetime | None = utc(default=None)  # that the time to dispute is ending
    reopened_count: int = 0
    stars: int | None = None
    # Which messages its words and its place came from, so that an unsent one can be taken out
    # again; "" where that has been done.
    text_messages: list[str] = Field(default_factory=list, sa_type=JSON)
    place_message_id: str | None = Field(default=None, max_length=64)


class EventKind(StrEnum):
    """What an entry of the timeline tells."""

    SUBMITTED = "submitted"
    MOVED = "moved"
    COMMENTED = "commented"
    RATED = "rated"
    WITHHELD = "withheld"  # the reporter took a message back
    RECATEGORISED = "recategorised"  # an officer filed it under another category
    RETARGETED = "retargeted"  # a new target was applied to it although it was open
    ASSIGNED = "assigned"  # became an officer's, or nobody's
    PRIORITISED = "prioritised"
    NOTED = "noted"  # an officer's words for officers
    INVITED = "invited"  # an agency was asked to join in
    PART_MOVED = "part_moved"  # a joint agency's own step, or its end by the lead
    APPROVAL_ASKED = "approval_asked"  # done, says an officer; a second one is to look
    APPROVAL_REFUSED = "approval_refused"  # not done, says the second one


# What citizens never read of: how officers share the work, and what they write to each other.
OFFICERS_ONLY = frozenset(
    {
        EventKind.RECATEGORISED,
        EventKind.RETARGETED,
        EventKind.ASSIGNED,
        EventKind.PRIORITISED,
        EventKind.NOTED,
        EventKind.INVITED,
        EventKind.PART_MOVED,
        EventKind.APPROVAL_ASKED,
        EventKind.APPROVAL_REFUSED,
    }
)


class TicketEvent(SQLModel, table=True):
    """One entry of a ticket's timeline. Never edited, but for what a person has unsent."""

    __tablename__ = "ticket_event"
    __table_args__ = (Index("ix_ticket_event_ticket_id", "ticket_id", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    ticket_id: int = Field(foreign_key="ticket.id")
    at: datetime = utc()
    kind: EventKind = choice(EventKind)
    move: str | None = Field(default=None, max_length=20)
    from_status: str | None = Field(default=None, max_length=20)
    to_status: str | None = Field(default=None, max_length=20)
    actor: str = Field(max_length=80)  # "officer:7", "reporter:12" or "system"
    agency_id: int | None = Field(default=None, foreign_key="agency.id")
    note: str = Field(default="", sa_type=Text)
    detail: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    # When we learned of it, where that was not when it happened: brought in from elsewhere.
    known_at: datetime | None = utc(default=None)


class AssignmentRole(StrEnum):
    """How an agency takes part."""

    LEAD = "lead"
    JOINT = "joint"


class Assignment(SQLModel, table=True):
    """An agency's part in a ticket, with its own clock.

    `state` is a joint agency's own; that of the agency that leads is the ticket's status.
    """

    __tablename__ = "assignment"
    __table_args__ = (
        Index("ix_assignment_ticket_id", "ticket_id"),
        # read by the queue of an agency that joins in
        Index(
            "ix_assignment_joint",
            "agency_id",
            "ticket_id",
            sqlite_where=text("role = 'joint' AND ended_at IS NULL"),
            postgresql_where=text("role = 'joint' AND ended_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    ticket_id: int = Field(foreign_key="ticket.id")
    agency_id: int = Field(foreign_key="agency.id", index=True)
    role: AssignmentRole = choice(AssignmentRole, default=AssignmentRole.LEAD)
    started_at: datetime = utc()
    state: PartState = choice(PartState, default=PartState.RECEIVED)
    accepted_at: datetime | None = utc(default=None)
    finished_at: datetime | None = utc(default=None)
    ended_at: datetime | None = utc(default=None)


class AttachmentKind(StrEnum):
    """What a photo shows."""

    REPORT = "report"
    AFTER = "after"


class Attachment(SQLModel, table=True):
    """A photo of a ticket. `latitude` and `longitude` are where it was taken, if it told.

    `band_1` to `band_4` are its `phash` in parts, by which photos that look alike are found; see
    complaints/closing/hashes.
    """

    __tablename__ = "attachment"
    __table_args__ = (
        Index("ix_attachment_ticket_id", "ticket_id"),
        # read by closing/gate: photos that look like one
        Index("ix_attachment_band_1", "band_1"),
        Index("ix_attachment_band_2", "band_2"),
        Index("ix_attachment_band_3", "band_3"),
        Index("ix_attachment_band_4", "band_4"),
    )

    id: int | None = Field(default=None, primary_key=True)
    ticket_id: int = Field(foreign_key="ticket.id")
    event_id: int | None = Field(default=None, foreign_key="ticket_event.id")
    kind: AttachmentKind = choice(AttachmentKind)
    file: str = Field(max_length=200)
    sha256: str = Field(max_length=64)
    phash: str = Field(max_length=16)
    fine_hash: str = Field(default="", max_length=64)
    band_1: int = 0
    band_2: int = 0
    band_3: int = 0
    band_4: int = 0
    width: int
    height: int
    taken_at: datetime | None = utc(default=None)
    latitude: float | None = None
    longitude: float | None = None
    message_id: str | None = Field(default=None, max_length=64, index=True)
    created_at: datetime = utc()
    # Since when other citizens may see it: an officer has checked that it shows nobody.
    cleared_at: datetime | None = utc(default=None)


# Whatever is written here through a session is found by its words once it is committed.
watch(Ticket, TicketEvent)
