"""Alembic's entry: runs migrations on the connection that store/database.py hands over."""

from alembic import context
from sqlmodel import SQLModel

import agencies.contacts.tables
import agencies.sign_in.tables
import agencies.tables
import categories.tables
import complaints.abuse.tables
import complaints.alerts.tables
import complaints.alerts.telling_tables
import complaints.announcements.tables
import complaints.assessment.tables
import complaints.clocks.tables
import complaints.closing.tables
import complaints.duplicates.tables
import complaints.evidence.tables
import complaints.figures.tables
import complaints.groups.tables
import complaints.improvements.tables
import complaints.learning.tables
import complaints.publishing.tables
import complaints.queue.tables
import complaints.responses.tables
import complaints.search.tables
import complaints.tables
import complaints.tag_tables
import handlers.officer_tables
import handlers.tables
import knowledge.tables
import store.audit
import store.gauges
import store.inbox_tables
import store.mail_tables
import store.outbox_tables
import store.removals

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,  # SQLite cannot alter tables in place
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
