"""Time as an office counts it: working hours, holidays, due dates.

May import complaints.lifecycle, categories, core.
"""
