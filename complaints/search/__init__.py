"""Which tickets speak of what an officer types: their words kept apart, and looked for there.

Knows no table of complaints; may import agencies, categories, store, thai, core.
"""
