"""Which charts stand in the forms, out of the figures."""

from complaints.evidence.charts import Chart, Series, draw
from complaints.evidence.gathering import Evidence
from complaints.evidence.words import say, short_month, thai_digits
from complaints.evidence.workbook.beside import age_name

FULL = 100.0


def months_picture(evidence: Evidence) -> bytes:
    """Return what was reported and what of it is solved, month by month."""
    months = evidence.by_month
    series = tuple(
        Series(say(f"head.{figure}"), [each[figure].value for each in months.values()])
        for figure in ("received", "closed")
    )
    labels = [thai_digits(short_month(key)) for key in months]
    return draw(Chart(say("chart.months"), labels, series))


def history_picture(evidence: Evidence) -> bytes:
    """Return the share solved in time, year by year, and in the period itself."""
    reports = {**evidence.history, evidence.subject.year: evidence.report}
    shares = [_share(report["on_time"].value) for report in reports.values()]
    labels = [thai_digits(str(year)) for year in reports]
    series = (Series(say("head.on_time"), shares),)
    return draw(Chart(say("chart.history"), labels, series, top=FULL, decimals=1))


def ages_picture(evidence: Evidence) -> bytes:
    """Return how old the open problems are."""
    labels = [thai_digits(age_name(age)) for age in evidence.ages]
    series = (Series(say("head.tickets"), [age.tickets for age in evidence.ages]),)
    return draw(Chart(say("chart.ages"), labels, series))


def _share(value: float | None) -> float | None:
    return None if value is None else value * FULL
