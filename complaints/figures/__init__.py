"""The figures of dimension 3.4 as of any moment, counted from events. See docs/adr/0023.

    scope = scope_of(session, officer)                  # or scope_of(session, officer, agency_id)
    asked = Reckoning(session, desk, scope, periods.fiscal(2569), as_of)
    report = asked.report()                             # Report: {figure: Result}
    report["on_time"].value, .numerator, .denominator, .n, .small, .before, .target, .spread
    asked.by(By.CATEGORY)                               # {key: {figure: Result}}, of one reading
    asked.ages()                                        # the backlog by age
    asked.behind("on_time", Part.REST).page(session)    # the tickets behind a figure
    monthly(session, desk, scope, period, as_of, figures)  # a trend, each month at the same age
    load_definitions()                                  # what each figure is, in words and maths

`upkeep.catch_up` keeps the facts that make it fast; without them every answer is the same, slower.
May import complaints (not its digest, escalation or traffy), agencies, categories, store, thai,
core.
"""
