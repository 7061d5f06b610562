"""Open tickets that take over other targets, or follow a special day: asked for, then carried out.

May import complaints' flat core and complaints.clocks, agencies, categories, store, core.
"""
