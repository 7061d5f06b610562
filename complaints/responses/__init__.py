"""Ready-made words: shipped, adapted by agencies, offered to officers with their gaps filled.

May import complaints' flat core, agencies, categories, store, thai, core.
"""
