"""The conversation: one turn in, messages out. Never sees a Request or a messenger's object.

May import complaints, knowledge, categories, agencies, store, thai, core.
"""
