"""Every chore, in one list: a new one is one line here."""

from chores.chore import Chore
from chores.closing import tidy_closing
from chores.comparing import compare_tickets
from chores.escalating import escalate_all
from chores.evidence import make_packs, send_summaries
from chores.figuring import count_up
from chores.housekeeping import keep_house
from chores.moving_days import move_due_dates
from chores.publishing import publish
from chores.reading import read_tickets
from chores.renewing import renew_entries, renew_knowledge, renew_office
from chores.retargeting import apply_targets
from chores.telling import post_mail, send_digests, tell_officers, tidy_up

# Done in every process, also in those that only serve pages.
EVERYWHERE = (Chore("office", 2, renew_office),)

# Done in every process that works.
CHORES = (
    *EVERYWHERE,
    Chore("house", 60, keep_house),
    Chore("knowledge", 2, renew_knowledge),
    Chore("search", 5, read_tickets),
    Chore("duplicates", 3, compare_tickets),
    Chore("closing", 300, tidy_closing),
    Chore("escalation", 30, escalate_all),
    Chore("special days", 10, move_due_dates),
    Chore("targets", 2, apply_targets),
    Chore("officers", 3, tell_officers),
    Chore("digests", 60, send_digests),
    Chore("mail", 5, post_mail),
    Chore("contacts", 60, tidy_up),
    Chore("figures", 60, count_up),
    Chore("publishing", 60, publish),
    Chore("evidence", 3, make_packs),
    Chore("monthly", 60, send_summaries),
)

# Done once, before the first answer.
AT_START = (Chore("office", 0, renew_office), Chore("entries", 0, renew_entries))
