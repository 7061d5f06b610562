"""Improvement cases: a hot spot or a cause, what was done about it, the figures before and after.

    case = add_case(session, draft, by); change_case(...); effect(session, desk, case, now)

May import complaints, agencies, store, core.
"""
