"""Jinja filters: moments and days as Thai people read them, badges of a status."""

from datetime import date, datetime, timedelta

from core.clock import to_bangkok
from dashboard.wording import say
from thai.dates import format_date, format_moment


def thai_moment(moment: datetime) -> str:
    """Return a day and time in Bangkok, such as 20 ธ.ค. 67 09:30 น."""
    return format_moment(moment, short=True)


def thai_day(day: date) -> str:
    """Return a day in full, such as 20 ธันวาคม 2567; a moment counts as its day in Bangkok."""
    return format_date(to_bangkok(day).date() if isinstance(day, datetime) else day)


def thai_ago(moment: datetime, now: datetime) -> str:
    """Return how long ago in plain words; beyond a month, the day."""
    passed = now - moment
    if passed < timedelta(minutes=1):
        return say("ago.now")
    if passed < timedelta(hours=1):
        return say("ago.minutes", n=passed // timedelta(minutes=1))
    if passed < timedelta(days=1):
        return say("ago.hours", n=passed // timedelta(hours=1))
    if passed < timedelta(days=30):
        return say("ago.days", n=passed.days)
    return format_date(to_bangkok(moment).date(), short=True)


def thai_wait(since: datetime, now: datetime) -> str:
    """Return how long something has waited, such as 6 นาที."""
    waited = now - since
    if waited < timedelta(hours=1):
        return say("wait.minutes", n=waited // timedelta(minutes=1))
    if waited < timedelta(days=1):
        return say("wait.hours", n=waited // timedelta(hours=1))
    return say("wait.days", n=waited.days)


def iso_day(moment: datetime) -> str:
    """Return the day in Bangkok as a date field wants it, such as 2026-11-20."""
    return to_bangkok(moment).date().isoformat()


FILTERS = {
    "iso_day": iso_day,
    "thai_moment": thai_moment,
    "thai_day": thai_day,
    "thai_ago": thai_ago,
    "thai_wait": thai_wait,
    "say": say,
}
