"""The figures of dimension 3.4 as of any moment, counted from events. See docs/adr/0023.

May import complaints (but for figures' users), agencies, categories, store, thai, core.
"""
