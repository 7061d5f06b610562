"""The tickets that wait for officers: narrowed, ordered, paged, counted, shown by place, kept.

May import complaints' flat core and complaints.search, agencies, categories, store, thai, core.
"""
