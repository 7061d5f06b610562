"""The tickets that wait for officers: narrowed, ordered, paged, counted, shown by place, kept.

May import complaints' flat core, complaints.search and complaints.duplicates, and what these may.
"""
