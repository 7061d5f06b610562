"""Closing a ticket: what speaks against it, a second officer's yes, and the citizen's silence.

`gate` and what it rests on stand below complaints/moves, `approval` above it. May import
complaints' flat core, agencies, categories, store, thai, core.
"""
